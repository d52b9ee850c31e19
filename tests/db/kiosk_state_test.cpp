#include <catch2/catch.hpp>

#include "db/journal_fixture.h"
#include "db/kiosk_journal.h"
#include "support/temporary_folder.h"

namespace harmony::tests {
namespace {

using base::Bytes;
using db::KioskState;
using db::StateChange;

struct Kiosk {
    TemporaryFolder folder;
    std::unique_ptr<db::KioskJournal> journal;

    Kiosk() { restart(); }

    void restart() {
        journal.reset();
        auto opened = db::KioskJournal::open(folder.path(), {});
        REQUIRE(opened.ok());
        journal = std::move(*opened);
    }

    KioskState& state() { return journal->state(); }
};

Bytes bytes(int value) {
    return Bytes(3, static_cast<std::byte>(value));
}

base::Digest digest(int value) {
    return cheap_digest(bytes(value));
}

TEST_CASE("What a kiosk remembers is there after a restart", "[db][state]") {
    Kiosk kiosk;
    const db::VersionFloor floor{"own", digest(1), 5, digest(2)};
    REQUIRE(kiosk.state()
                .apply({{{"own_part", bytes(1)}}, {{1, bytes(2)}, {2, bytes(3)}}, {floor}})
                .ok());
    REQUIRE(kiosk.state().raise_clock_floor(day(20'000)).ok());
    REQUIRE(kiosk.state().count(day(20'000), "responses", 2).ok());
    REQUIRE(kiosk.state().raise_fault("held_k", day(20'003)).ok());
    REQUIRE(kiosk.state().raise_fault("held_k", day(20'004)).ok());

    kiosk.restart();

    CHECK(kiosk.state().value("own_part") == bytes(1));
    CHECK(kiosk.state().trust_chain() ==
          std::vector<db::TrustDocument>{{1, bytes(2)}, {2, bytes(3)}});
    CHECK(kiosk.state().floor("own", digest(1)) == floor);
    CHECK_FALSE(kiosk.state().floor("own", digest(9)));
    CHECK(kiosk.state().clock_floor() == day(20'000));
    CHECK(kiosk.state().counted(day(20'000), "responses") == 2);
    CHECK(kiosk.state().counted(day(20'001), "responses") == 0);
    CHECK(kiosk.state().faults() == std::vector<db::Fault>{{"held_k", day(20'003)}});
    REQUIRE(kiosk.state().clear_fault("held_k").ok());
    CHECK(kiosk.state().faults().empty());
}

TEST_CASE("A change that breaks a floor leaves everything as it was", "[db][state]") {
    Kiosk kiosk;
    REQUIRE(kiosk.state().apply({{}, {{1, bytes(1)}}, {{"own", digest(1), 5, digest(2)}}}).ok());
    StateChange change{{{"own_part", bytes(7)}}, {}, {}};
    SECTION("a lower version") {
        change.floors = {{"own", digest(1), 4, digest(2)}};
    }
    SECTION("the same version with other bytes") {
        change.floors = {{"own", digest(1), 5, digest(3)}};
    }
    SECTION("a trust document with other bytes") {
        change.trust = {{1, bytes(9)}};
    }

    const auto applied = kiosk.state().apply(change);

    REQUIRE_FALSE(applied.ok());
    CHECK(applied.error().kind == base::ErrorKind::refused);
    CHECK_FALSE(kiosk.state().value("own_part"));
    CHECK(kiosk.state().floor("own", digest(1))->version == 5);
}

TEST_CASE("A floor starts again under other publishers", "[db][state]") {
    Kiosk kiosk;
    REQUIRE(kiosk.state().apply({{}, {}, {{"own", digest(1), 900, digest(2)}}}).ok());
    CHECK(kiosk.state().apply({{}, {}, {{"own", digest(5), 1, digest(3)}}}).ok());
}

TEST_CASE("The clock floor never goes down", "[db][state]") {
    Kiosk kiosk;
    CHECK_FALSE(kiosk.state().clock_floor());
    REQUIRE(kiosk.state().raise_clock_floor(day(20'000)).ok());
    REQUIRE(kiosk.state().raise_clock_floor(day(19'000)).ok());
    CHECK(kiosk.state().clock_floor() == day(20'000));
}

TEST_CASE("Wrong PIN tries survive pulling the plug", "[db][state]") {
    Kiosk kiosk;
    const base::Moment then{std::chrono::milliseconds{1'700'000'000'123}};
    REQUIRE(kiosk.state().count_pin_try("staff", then - std::chrono::seconds{5}).ok());
    REQUIRE(kiosk.state().count_pin_try("staff", then).ok());
    kiosk.restart();
    CHECK(kiosk.state().pin_tries("staff").tries == 2);
    CHECK(kiosk.state().pin_tries("staff").last == then);
    CHECK(kiosk.state().pin_tries("setup").tries == 0);
    REQUIRE(kiosk.state().clear_pin_tries("staff").ok());
    CHECK(kiosk.state().pin_tries("staff").tries == 0);
}

}  // namespace
}  // namespace harmony::tests
