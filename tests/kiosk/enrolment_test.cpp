#include "kiosk/enrolment.h"

#include <catch2/catch.hpp>

#include "kiosk/backend.h"

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
