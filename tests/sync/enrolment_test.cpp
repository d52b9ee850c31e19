#include "sync/enrolment.h"

#include <catch2/catch.hpp>

#include "small_office.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

/// One kiosk that asked, and the office's honest answer to it.
struct Enrolment {
    SmallOffice office;
    base::Bytes request_file;
    sync::CheckedRequest pending;
    sync::Welcome welcome;

    explicit Enrolment(std::uint64_t seed = 1)
        : office(seed),
          request_file(sync::make_enrolment_request(office.kiosk,
                                                    sync::EnrolmentNonce::random(office.random),
                                                    sync::app_version(0, 1, 0))),
          pending(*sync::read_enrolment_request(request_file)) {
        welcome.org = office.trust.org;
        welcome.kiosk = office.kiosk.kiosk;
        welcome.instance = office.kiosk.instance;
        welcome.nonce = pending.request.nonce;
        welcome.request = pending.digest;
        welcome.trust_files = {office.trust_file()};
        welcome.own_part = office.own_part_file(office.own_part());
        welcome.stream = "main";
    }

    [[nodiscard]] base::Bytes answer() const {
        return sync::make_welcome(welcome, office.publishers());
    }

    [[nodiscard]] base::Result<sync::CheckedWelcome> check(base::ByteView file) const {
        return sync::check_welcome(file, pending, office.kiosk);
    }
};

std::string refusal(const base::Result<sync::CheckedWelcome>& result) {
    REQUIRE_FALSE(result);
    return result.error().message;
}

}  // namespace

TEST_CASE("S10: a kiosk takes the office's answer to its own request", "[sync][enrolment]") {
    REQUIRE(sync::start());
    const Enrolment enrolment;
    const auto checked = enrolment.check(enrolment.answer());
    REQUIRE(checked);
    CHECK(checked->org == enrolment.office.trust.org);
    CHECK(checked->trust.current().org_name == "Northgate Council");
    CHECK(checked->own_part.label == "Library");
    CHECK(checked->stream == "main");
    CHECK(checked->own_part_file == enrolment.welcome.own_part);
}

TEST_CASE("S10: a request names the machine that made it and no other", "[sync][enrolment]") {
    REQUIRE(sync::start());
    const Enrolment enrolment;
    CHECK(enrolment.pending.request.kiosk == enrolment.office.kiosk.kiosk);
    CHECK(enrolment.pending.request.app == sync::app_version(0, 1, 0));
    int taken = 0;
    for (std::size_t bit = 0; bit < enrolment.request_file.size() * 8; ++bit) {
        base::Bytes changed = enrolment.request_file;
        changed[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        taken += sync::read_enrolment_request(changed).ok() ? 1 : 0;
    }
    CHECK(taken == 0);
}

TEST_CASE("S10: a swapped request is not what the office answers", "[sync][enrolment]") {
    REQUIRE(sync::start());
    Enrolment enrolment;
    // A thief's machine with the kiosk's id: the office answered the thief's request.
    sync::KioskKeys thief = sync::make_kiosk_keys(enrolment.office.random);
    thief.kiosk = enrolment.office.kiosk.kiosk;
    thief.instance = enrolment.office.kiosk.instance;
    const base::Bytes swapped =
        sync::make_enrolment_request(thief, enrolment.pending.request.nonce, 0);
    enrolment.welcome.request = sync::read_enrolment_request(swapped)->digest;
    CHECK(refusal(enrolment.check(enrolment.answer())) ==
          "this answer is to another request: make a new one on this kiosk");
}

TEST_CASE("S10: a swapped answer has another fingerprint or does not check", "[sync][enrolment]") {
    REQUIRE(sync::start());
    const Enrolment enrolment;
    // Somebody else's office that knows the request: nothing can tell but the twelve digits.
    Enrolment impostor(2);
    impostor.welcome.kiosk = enrolment.office.kiosk.kiosk;
    impostor.welcome.instance = enrolment.office.kiosk.instance;
    impostor.welcome.nonce = enrolment.pending.request.nonce;
    impostor.welcome.request = enrolment.pending.digest;
    sync::OwnPart part = impostor.office.own_part();
    part.kiosk = enrolment.office.kiosk.kiosk;
    part.instance = enrolment.office.kiosk.instance;
    impostor.welcome.own_part = impostor.office.own_part_file(part);
    const auto checked = enrolment.check(impostor.answer());
    REQUIRE(checked);
    CHECK(checked->trust.first().digest != enrolment.office.chain().first().digest);
    // An answer changed on the way does not check at all.
    const base::Bytes answer = enrolment.answer();
    int taken = 0;
    for (std::size_t bit = 0; bit < answer.size() * 8; bit += 7) {
        base::Bytes changed = answer;
        changed[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        taken += enrolment.check(changed).ok() ? 1 : 0;
    }
    CHECK(taken == 0);
}

TEST_CASE("S10: an old answer is worth nothing after a new request", "[sync][enrolment]") {
    REQUIRE(sync::start());
    Enrolment enrolment;
    const base::Bytes old_answer = enrolment.answer();
    enrolment.pending = *sync::read_enrolment_request(sync::make_enrolment_request(
        enrolment.office.kiosk, sync::EnrolmentNonce::random(enrolment.office.random), 0));
    CHECK(refusal(enrolment.check(old_answer)) ==
          "this answer is to another request: make a new one on this kiosk");
}

TEST_CASE("S10: an answer for another kiosk is refused", "[sync][enrolment]") {
    REQUIRE(sync::start());
    Enrolment enrolment;
    enrolment.welcome.kiosk = base::KioskId::random(enrolment.office.random);
    CHECK(refusal(enrolment.check(enrolment.answer())) == "this answer is for another kiosk");
}

TEST_CASE("S10: an answer that names another organisation is refused", "[sync][enrolment]") {
    REQUIRE(sync::start());
    Enrolment enrolment;
    enrolment.welcome.org = base::OrgId::random(enrolment.office.random);
    CHECK(refusal(enrolment.check(enrolment.answer())) ==
          "this answer names another organisation than its trust documents");
}

TEST_CASE("S10: a forged chain or a signature that is not the publisher's is refused",
          "[sync][enrolment]") {
    REQUIRE(sync::start());
    Enrolment enrolment;
    CHECK_FALSE(
        enrolment.check(sync::make_welcome(enrolment.welcome, enrolment.office.roots())).ok());
    const sync::SignKeyPair thief(sync::SignSeed::random(enrolment.office.random));
    const std::array<const sync::SignKeyPair*, 1> by_thief{&thief};
    sync::TrustDocument second = enrolment.office.trust;
    second.version = 2;
    second.previous = enrolment.office.chain().newest().digest;
    const sync::SignKeyPair thief_root(sync::SignSeed::random(enrolment.office.random));
    const std::array<const sync::SignKeyPair*, 1> by_thief_root{&thief_root};
    second.roots = {thief_root.public_key()};
    second.publishers = {thief.public_key()};
    enrolment.welcome.trust_files.push_back(*sync::sign_trust(second, by_thief_root));
    CHECK(refusal(enrolment.check(sync::make_welcome(enrolment.welcome, by_thief))) ==
          "this trust document is not signed by enough root keys of the one before");
    enrolment.welcome.trust_files = {enrolment.office.trust_file(), enrolment.office.trust_file()};
    CHECK(refusal(enrolment.check(enrolment.answer())) ==
          "the trust documents in this answer do not follow one another");
}

TEST_CASE("S10: an own part of another kiosk does not come in with an answer",
          "[sync][enrolment]") {
    REQUIRE(sync::start());
    Enrolment enrolment;
    sync::OwnPart part = enrolment.office.own_part();
    part.kiosk = base::KioskId::random(enrolment.office.random);
    enrolment.welcome.own_part = enrolment.office.own_part_file(part);
    CHECK(refusal(enrolment.check(enrolment.answer())) == "this own part is another kiosk's");
    part = enrolment.office.own_part();
    part.stream = "other";
    enrolment.welcome.own_part = enrolment.office.own_part_file(part);
    CHECK_FALSE(enrolment.check(enrolment.answer()).ok());
}
