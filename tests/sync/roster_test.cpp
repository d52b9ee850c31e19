#include "sync/roster.h"

#include <catch2/catch.hpp>

#include "small_office.h"
#include "sync/frame.h"

using namespace harmony;
using namespace harmony::sync;

namespace {

base::Day day(const char* iso) {
    return *base::day_from_iso(iso);
}

/// A list of a small office for its kiosk.
struct Listed {
    tests::SmallOffice office;
    base::KioskId kiosk = office.kiosk.kiosk;
    TrustDocument trust = office.chain().current();

    Roster roster(std::uint64_t version = 3) {
        return {office.trust.org,
                kiosk,
                version,
                day("2026-03-30"),
                *seal_roster(base::as_bytes("Zofia Kowalska"),
                             office.origin(),
                             office.registered().receive,
                             office.random)};
    }

    base::Bytes file(const Roster& roster) { return sign_roster(roster, office.publishers()); }
};

}  // namespace

TEST_CASE("a list for a door opens on its machine alone", "[sync][roster][S1]") {
    Listed at;
    const Roster made = at.roster();
    const base::Bytes file = at.file(made);
    CHECK(base::as_text(file).find("Zofia") == std::string_view::npos);
    const auto checked = check_roster(file, at.kiosk, at.trust, std::nullopt);
    REQUIRE(checked);
    CHECK(checked->roster == made);
    CHECK(checked->answer == FloorAnswer::newer);
    const auto opened = open_roster(checked->roster, at.office.origin(), at.office.kiosk.receive);
    REQUIRE(opened);
    CHECK(base::as_text(*opened) == "Zofia Kowalska");
    const BoxSeed other = BoxSeed::random(at.office.random);
    CHECK(open_roster(made, at.office.origin(), other).error().kind == base::ErrorKind::unreadable);
    Origin elsewhere = at.office.origin();
    elsewhere.kiosk = base::KioskId::random(at.office.random);
    CHECK_FALSE(open_roster(made, elsewhere, at.office.kiosk.receive));
}

TEST_CASE("a list of a stranger, for another machine or of an old version changes nothing",
          "[sync][roster]") {
    Listed at;
    const SignKeyPair stranger{*SignSeed::from_bytes(base::Bytes(32, std::byte{9}))};
    const SignKeyPair* const signers[] = {&stranger};
    CHECK_FALSE(check_roster(sign_roster(at.roster(), signers), at.kiosk, at.trust, std::nullopt));
    const base::Bytes file = at.file(at.roster());
    CHECK(check_roster(file, base::KioskId::random(at.office.random), at.trust, std::nullopt)
              .error()
              .kind == base::ErrorKind::refused);
    const auto newest = check_roster(at.file(at.roster(4)), at.kiosk, at.trust, std::nullopt);
    const auto old = check_roster(file, at.kiosk, at.trust, newest->floor);
    REQUIRE(old);
    CHECK(old->answer != FloorAnswer::newer);
}

TEST_CASE("a list is over when the day after its last date is", "[sync][roster]") {
    Listed at;
    const Roster made = at.roster();
    CHECK_FALSE(is_over(made, day("2026-03-30")));
    CHECK_FALSE(is_over(made, day("2026-03-31")));
    CHECK(is_over(made, day("2026-04-01")));
}

TEST_CASE("a list lies under a name that couriers take, and a long one is refused",
          "[sync][roster]") {
    Listed at;
    const Roster made = at.roster(7);
    const ObjectName name = roster_name(made, at.file(made));
    CHECK(name.kind() == ObjectKind::roster);
    CHECK(name.number() == 7);
    CHECK(name.kiosk() == at.kiosk);
    const base::Bytes long_one(roster_body_cap + 1);
    CHECK(
        seal_roster(long_one, at.office.origin(), at.office.registered().receive, at.office.random)
            .error()
            .kind == base::ErrorKind::refused);
}
