#include "sync/token.h"

#include <catch2/catch.hpp>

#include "small_office.h"
#include "sync/heartbeat.h"

using namespace harmony;
using namespace harmony::sync;

namespace {

base::Day day(const char* iso) {
    return *base::day_from_iso(iso);
}

/// A token of a small office, signed by its publisher.
struct Signed {
    tests::SmallOffice office;
    base::KioskId kiosk = office.kiosk.kiosk;
    TrustDocument trust = office.chain().current();

    [[nodiscard]] base::Bytes token(AdminToken token) const {
        token.org = office.trust.org;
        return sign_token(token, office.publishers());
    }
};

}  // namespace

TEST_CASE("an admin token holds for one machine, once, until its day", "[sync][token]") {
    const Signed at;
    const AdminToken made{{}, at.kiosk, 3, day("2026-04-01"), token_action::wipe};
    const base::Bytes file = at.token(made);
    const auto checked = [&](TokenCheck against) { return check_token(file, at.trust, against); };
    const auto good = checked({at.kiosk, 2, day("2026-04-01")});
    REQUIRE(good);
    CHECK(good->allows(token_action::wipe));
    CHECK_FALSE(good->allows(token_action::clear_pin_lock));
    CHECK(good->serial == 3);
    CHECK_FALSE(checked({at.kiosk, 3, day("2026-04-01")}));  // used
    CHECK_FALSE(checked({at.kiosk, 2, day("2026-04-02")}));  // over
    const auto other = base::KioskId::from_hex("0102030405060709");
    CHECK(checked({*other, 2, day("2026-04-01")}).error().kind == base::ErrorKind::refused);
}

TEST_CASE("a token that no publisher signed, or that was changed, is refused", "[sync][token]") {
    const Signed at;
    const AdminToken made{at.office.trust.org, at.kiosk, 3, day("2026-04-01"), token_action::all};
    const TokenCheck against{at.kiosk, 0, day("2026-03-30")};
    const SignKeyPair stranger{*SignSeed::from_bytes(base::Bytes(32, std::byte{9}))};
    const SignKeyPair* const signers[] = {&stranger};
    CHECK_FALSE(check_token(sign_token(made, signers), at.trust, against));
    base::Bytes file = at.token(made);
    REQUIRE(check_token(file, at.trust, against));
    for (std::size_t i = 0; i < file.size(); ++i) {
        INFO("byte " << i);
        file[i] ^= std::byte{1};
        CHECK_FALSE(check_token(file, at.trust, against));
        file[i] ^= std::byte{1};
    }
    for (std::size_t size = 0; size < file.size(); ++size) {
        CHECK_FALSE(check_token({file.data(), size}, at.trust, against));
    }
}

TEST_CASE("a heartbeat opens with the office's keys and is what the kiosk said", "[sync][health]") {
    const Signed at;
    base::SeededRandom random(4);
    const SignKeyPair kiosk{*SignSeed::from_bytes(base::Bytes(32, std::byte{7}))};
    Heartbeat told;
    told.day = day("2026-03-30");
    told.app = 1;
    told.pack = 7;
    told.trust = 1;
    told.own = 2;
    told.state = KioskRuns::wiped;
    told.survey = {9, 12, day("2026-03-26")};
    told.faults = {{"disk_95", day("2026-03-29")}, {"temp", day("2026-03-30")}};
    told.disk_percent = 96;
    told.free_mib = 12;
    told.clock_doubted = true;
    told.responses_today = 5;
    told.sign_ups_today = 2;
    const RecipientSet* set = at.trust.set_of(RecordClass::health);
    REQUIRE(set != nullptr);
    base::InstanceId instance;
    const HeartbeatContext context{
        {at.office.trust.org, at.kiosk, instance}, {set->id, set->keys()}, 1};
    KeyRing ring;
    ring.add(BoxKeyPair(at.office.recipients.back()));  // of the health class
    const base::Bytes file = *write_heartbeat(told, context, kiosk, random);
    const auto opened = open_heartbeat(file, kiosk.public_key(), ring);
    REQUIRE(opened);
    CHECK(*opened == told);
    const SignKeyPair stranger{*SignSeed::from_bytes(base::Bytes(32, std::byte{9}))};
    CHECK_FALSE(open_heartbeat(file, stranger.public_key(), ring));
    CHECK_FALSE(open_heartbeat(file, kiosk.public_key(), KeyRing{}));
}
