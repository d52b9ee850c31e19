#include "kiosk/enrolment.h"

#include <catch2/catch.hpp>

#include "kiosk/backend.h"
#include "kiosk/set_up_desk.h"
#include "sync/fingerprint.h"

using namespace harmony;
using tests::Backend;

TEST_CASE("a machine asks, the office answers, a person confirms and it is set up",
          "[kiosk][enrolment]") {
    Backend kiosk;
    CHECK_FALSE(kiosk.machine->enrolled());
    CHECK(kiosk.machine->standing()->message == "This machine is not set up yet.");
    kiosk.enrol();
    CHECK(kiosk.machine->enrolled());
    CHECK_FALSE(kiosk.machine->standing());
    CHECK(kiosk.machine->own_part().label == "Kiosk A");
    CHECK(sync::verify_pin(tests::SmallOffice::pin, kiosk.machine->secrets()->pin_hash));

    kiosk.open();  // and it still is after a restart
    CHECK(kiosk.machine->enrolled());
    CHECK(kiosk.machine->trust().first().digest == kiosk.office.trust_digest());
}

TEST_CASE("nothing is pinned before the person confirms", "[kiosk][enrolment]") {
    Backend kiosk;
    const kiosk::Request request =
        *kiosk::request_enrolment(*kiosk.machine, *kiosk.journal, kiosk.files, kiosk.random);
    CHECK(request.digits.size() == 14);  // 4-4-4 with two spaces
    const base::Bytes welcome = kiosk.office.welcome(*sync::read_enrolment_request(request.file));
    REQUIRE(kiosk::read_offer(welcome, *kiosk.machine, *kiosk.journal).ok());
    kiosk.open();
    CHECK_FALSE(kiosk.machine->enrolled());
    CHECK(kiosk::read_offer(welcome, *kiosk.machine, *kiosk.journal).ok());  // still may be
}

TEST_CASE("an answer to an older request is refused", "[kiosk][enrolment]") {
    Backend kiosk;
    const kiosk::Request old =
        *kiosk::request_enrolment(*kiosk.machine, *kiosk.journal, kiosk.files, kiosk.random);
    const base::Bytes welcome = kiosk.office.welcome(*sync::read_enrolment_request(old.file));
    REQUIRE(
        kiosk::request_enrolment(*kiosk.machine, *kiosk.journal, kiosk.files, kiosk.random).ok());
    CHECK_FALSE(kiosk::read_offer(welcome, *kiosk.machine, *kiosk.journal).ok());
}

TEST_CASE("an answer is spent once, and an enrolled machine asks for no other",
          "[kiosk][enrolment]") {
    Backend kiosk;
    kiosk.enrol();
    CHECK_FALSE(
        kiosk::request_enrolment(*kiosk.machine, *kiosk.journal, kiosk.files, kiosk.random).ok());
    const base::Bytes again = kiosk.office.welcome(*kiosk.checked);
    CHECK(kiosk::read_offer(again, *kiosk.machine, *kiosk.journal).error().message ==
          "This machine did not ask to be enrolled. Make a request first.");
}

TEST_CASE("keys that were changed on the disk are not used", "[kiosk][enrolment]") {
    Backend kiosk;
    kiosk.enrol();
    const std::filesystem::path file = kiosk.machine->folder().keys();
    base::Bytes bytes = *kiosk.files.read(file, 1000);
    bytes[50] ^= std::byte{1};
    REQUIRE(kiosk.files.write(file, bytes, base::IfPresent::replace, base::private_mode).ok());
    CHECK(kiosk::Machine::open({kiosk.state()}, kiosk.files, *kiosk.journal).error().kind ==
          base::ErrorKind::unreadable);
}

TEST_CASE("S10: a request dies after 72 hours of running time, whatever the clock says",
          "[kiosk][enrolment][S10]") {
    Backend kiosk;
    const kiosk::Request request =
        *kiosk::request_enrolment(*kiosk.machine, *kiosk.journal, kiosk.files, kiosk.random);
    const base::Bytes welcome = kiosk.office.welcome(*sync::read_enrolment_request(request.file));
    // 72 hours are 432 ticks of ten minutes. A jump of the clock is none.
    kiosk.clock.advance(std::chrono::hours{1000});
    for (int tick = 1; tick < 432; ++tick) {
        REQUIRE(kiosk::age_request(*kiosk.journal).ok());
    }
    kiosk.open();  // and a restart does not make it younger
    CHECK(kiosk::read_offer(welcome, *kiosk.machine, *kiosk.journal).ok());
    REQUIRE(kiosk::age_request(*kiosk.journal).ok());
    CHECK(kiosk::read_offer(welcome, *kiosk.machine, *kiosk.journal).error().message ==
          "This machine did not ask to be enrolled. Make a request first.");
    REQUIRE(kiosk::age_request(*kiosk.journal).ok());  // nothing left to age
    // The next request begins its life anew.
    REQUIRE(
        kiosk::request_enrolment(*kiosk.machine, *kiosk.journal, kiosk.files, kiosk.random).ok());
    REQUIRE(kiosk::age_request(*kiosk.journal).ok());
    CHECK(kiosk::pending_request(*kiosk.journal).has_value());
}

TEST_CASE("a machine that waits shows its request as a code and a fresh one when that has died",
          "[kiosk][enrolment][S10]") {
    Backend kiosk;
    kiosk::SetUpDesk desk(*kiosk.machine, *kiosk.journal, kiosk.files, kiosk.random, kiosk.clock);
    REQUIRE(desk.begin().ok());
    const kiosk::SetUpCode first = desk.shown();
    const auto scanned = sync::read_enrolment_code(first.code);
    REQUIRE(scanned);
    const auto request = sync::read_enrolment_request(*scanned);
    REQUIRE(request);
    CHECK(request->request.kiosk == kiosk.machine->keys().kiosk);
    CHECK(*sync::fingerprint(request->digest) == first.digits);
    // A restart goes on with the same one, which the office may have scanned already.
    kiosk::SetUpDesk again(*kiosk.machine, *kiosk.journal, kiosk.files, kiosk.random, kiosk.clock);
    REQUIRE(again.begin().ok());
    CHECK(again.shown() == first);
    for (int minutes = 0; minutes < 72 * 60; ++minutes) {
        kiosk.clock.advance(std::chrono::minutes{1});
        REQUIRE(again.tend().ok());
    }
    CHECK_FALSE(again.shown().code == first.code);
    CHECK(sync::read_enrolment_code(again.shown().code).ok());
    CHECK(kiosk::read_offer(kiosk.office.welcome(*request), *kiosk.machine, *kiosk.journal)
              .error()
              .kind == base::ErrorKind::refused);
}

TEST_CASE(
    "S10: an office that nobody confirmed, another kiosk's answer and a forged one pin nothing",
    "[kiosk][enrolment][S10]") {
    Backend kiosk;
    const kiosk::Request asked =
        *kiosk::request_enrolment(*kiosk.machine, *kiosk.journal, kiosk.files, kiosk.random);
    const auto request = *sync::read_enrolment_request(asked.file);
    Backend other;
    const kiosk::Request elsewhere =
        *kiosk::request_enrolment(*other.machine, *other.journal, other.files, other.random);
    const base::Bytes good = kiosk.office.welcome(request);
    base::Bytes forged = good;
    forged[forged.size() / 2] ^= std::byte{1};
    for (const base::Bytes& answer :
         {kiosk.office.welcome(*sync::read_enrolment_request(elsewhere.file)),
          forged,
          base::Bytes{},
          asked.file}) {
        CHECK_FALSE(kiosk::read_offer(answer, *kiosk.machine, *kiosk.journal).ok());
        kiosk.open();
        CHECK_FALSE(kiosk.machine->enrolled());
    }
    // The right one was still not spent by any of these.
    const auto offer = kiosk::read_offer(good, *kiosk.machine, *kiosk.journal);
    REQUIRE(offer);
    REQUIRE(kiosk::accept_offer(*offer, *kiosk.machine, *kiosk.journal).ok());
    CHECK(kiosk.machine->enrolled());
}

TEST_CASE("S10: a machine killed at any step of its enrolment is set up or is not, never half",
          "[kiosk][enrolment][S10]") {
    // What one transaction writes is whole or not there (power cuts: reliability.md). So a kill
    // falls before or after a step, and each step is looked at after a restart.
    Backend kiosk;
    kiosk.open();
    CHECK_FALSE(kiosk.machine->has_keys());
    REQUIRE(kiosk.machine->make_keys(kiosk.files, kiosk.random).ok());
    const base::KioskId id = kiosk.machine->keys().kiosk;
    kiosk.open();  // after the keys, before the request
    CHECK(kiosk.machine->keys().kiosk == id);
    CHECK_FALSE(kiosk::pending_request(*kiosk.journal).has_value());
    const kiosk::Request request =
        *kiosk::request_enrolment(*kiosk.machine, *kiosk.journal, kiosk.files, kiosk.random);
    kiosk.open();  // after the request
    CHECK(kiosk.machine->keys().kiosk == id);
    CHECK(kiosk::pending_request(*kiosk.journal) == request.file);
    const base::Bytes welcome = kiosk.office.welcome(*sync::read_enrolment_request(request.file));
    const auto offer = kiosk::read_offer(welcome, *kiosk.machine, *kiosk.journal);
    REQUIRE(offer);
    kiosk.open();  // the answer was read, and nobody confirmed
    CHECK_FALSE(kiosk.machine->enrolled());
    CHECK(kiosk.journal->state().trust_chain().empty());
    CHECK_FALSE(kiosk.journal->state().value(db::value_name::pinned_trust).has_value());
    const auto again = kiosk::read_offer(welcome, *kiosk.machine, *kiosk.journal);
    REQUIRE(again);
    REQUIRE(kiosk::accept_offer(*again, *kiosk.machine, *kiosk.journal).ok());
    kiosk.open();  // after the confirmation
    CHECK(kiosk.machine->enrolled());
    CHECK_FALSE(kiosk::pending_request(*kiosk.journal).has_value());
}
