#include <catch2/catch.hpp>
#include <sstream>

#include "base/files.h"
#include "base/log.h"
#include "kiosk/backend.h"
#include "kiosk/faults/fault_board.h"
#include "kiosk/faults/fault_words.h"
#include "kiosk/faults/pretend.h"
#include "kiosk/faults/save_mark.h"
#include "kiosk/faults/self_check.h"
#include "kiosk/sample_pages.h"
#include "kiosk/staff/kiosk_desk.h"

using namespace harmony;
using namespace harmony::kiosk;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr std::uint64_t gib = std::uint64_t{1} << 30U;
constexpr std::uint64_t mib = std::uint64_t{1} << 20U;

/// A machine with which nothing is wrong.
Readings well() {
    Readings readings;
    readings.now = base::moment_from_iso("2026-03-30T10:00:00Z")->moment;
    readings.built = base::moment_from_iso("2026-03-01T00:00:00Z")->moment;
    readings.disk_bytes = 100 * gib;
    readings.disk_free = 90 * gib;
    readings.screen = {345.4, 194.3, 1920, 1080, true};
    return readings;
}

/// Names of the faults of these readings.
std::vector<std::string> names(const Readings& readings, const FaultLimits& limits = {}) {
    std::vector<std::string> found;
    for (const FoundFault& fault : judge(readings, limits)) {
        found.emplace_back(kind_of(fault.id).name);
    }
    return found;
}

using Names = std::vector<std::string>;

/// Staff text, level and what residents notice, typed from the table of kiosk.md 9.3.
struct Row {
    const char* name;
    FaultLevel level;
    FaultEffect effect;
    const char* text;
};
constexpr Row table[] = {
    {"disk_80", FaultLevel::warn, FaultEffect::none, "Storage is 80 % full. Send data today."},
    {"disk_95",
     FaultLevel::stop,
     FaultEffect::no_new_task,
     "Storage is full. Send data or change the machine."},
    {"db_bad",
     FaultLevel::stop,
     FaultEffect::out_of_order,
     "The store is damaged. Do not use. Call the office."},
    {"fsync",
     FaultLevel::stop,
     FaultEffect::restart,
     "A save failed at 14:30. The last person was told."},
    {"clock",
     FaultLevel::warn,
     FaultEffect::signups_wait,
     "The clock is wrong: 30 March 2026, 10:00. Set it before sign-ups."},
    {"unsent",
     FaultLevel::warn,
     FaultEffect::none,
     "501 records waiting since 30 March 2026. Sync."},
    {"unsent_personal",
     FaultLevel::warn,
     FaultEffect::none,
     "3 sign-ups of past events are still here. Sync before 6 April 2026, or they are deleted."},
    {"unsent_complaint",
     FaultLevel::warn,
     FaultEffect::none,
     "A complaint is waiting. The 30 days run from 26 March 2026. Sync."},
    {"pack_sig",
     FaultLevel::stop,
     FaultEffect::none,
     "New content was refused: its signature is not right. Using version 0."},
    {"pack_old", FaultLevel::warn, FaultEffect::list_from, "Content is older than 90 days. Sync."},
    {"lang", FaultLevel::warn, FaultEffect::language_away, "Polski: 12 texts missing."},
    {"help_unchecked", FaultLevel::warn, FaultEffect::none, "Check the help numbers."},
    {"fonts", FaultLevel::stop, FaultEffect::none, "2 characters cannot be drawn: \u13A0\u13A1"},
    {"audio",
     FaultLevel::warn,
     FaultEffect::no_speech,
     "No sound. Check the loudspeaker and the socket."},
    {"screen_small", FaultLevel::stop, FaultEffect::out_of_order, "The screen is too small."},
    {"screen_mm", FaultLevel::warn, FaultEffect::none, "Measure the screen."},
    {"touch_stuck",
     FaultLevel::warn,
     FaultEffect::none,
     "Something lies on the glass, or touch is stuck. Wipe the screen."},
    {"touch_lost",
     FaultLevel::warn,
     FaultEffect::out_of_order,
     "Touch is not answering. Check its cable."},
    {"display_lost",
     FaultLevel::warn,
     FaultEffect::none,
     "The picture is gone. Check the cable of the screen."},
    {"temp", FaultLevel::warn, FaultEffect::dim, "The machine is hot. Give it air and shade."},
    {"cloned", FaultLevel::stop, FaultEffect::out_of_order, "This machine is a copy. Return it."},
    {"revoked", FaultLevel::stop, FaultEffect::out_of_order, "Return this machine to the council."},
};

}  // namespace

TEST_CASE("each fault of the table is found by itself and says what to do", "[kiosk][K10]") {
    const Phrases phrases = tests::shipped_phrases();
    const Words words(phrases, "en");
    const base::ManualClock clock(well().now);
    REQUIRE(std::size(table) == fault_count);
    CHECK(names(well()).empty());
    for (const Row& row : table) {
        INFO(row.name);
        const auto id = fault_named(row.name);
        REQUIRE(id);
        CHECK(kind_of(*id).level == row.level);
        CHECK(kind_of(*id).effect == row.effect);
        Readings readings = well();
        pretend(*id, readings);
        const std::vector<FoundFault> found = judge(readings, {});
        REQUIRE(found.size() == 1);
        CHECK(found[0].id == *id);
        CHECK(fault_text(*id, found[0].details, words, clock) == row.text);
    }
    CHECK_FALSE(fault_named("disk"));
}

TEST_CASE("storage warns at its first limit and stops at its second or at 64 MiB",
          "[kiosk][K10][K11]") {
    Readings readings = well();
    const auto with_free = [&](std::uint64_t free) {
        readings.disk_free = free;
        return names(readings);
    };
    CHECK(with_free(21 * gib).empty());
    CHECK(with_free(20 * gib) == Names{"disk_80"});
    CHECK(with_free(5 * gib + 1) == Names{"disk_80"});
    CHECK(with_free(5 * gib) == Names{"disk_95"});
    CHECK(with_free(0) == Names{"disk_95"});
    readings.disk_bytes = 128 * mib;
    CHECK(with_free(64 * mib).empty());  // half full, and exactly at the floor
    CHECK(with_free(64 * mib - 1) == Names{"disk_95"});
    readings.disk_free = 70 * mib;
    CHECK(names(readings, {40, 60}) == Names{"disk_80"});
    CHECK(used_percent(0, 0) == 0);
    CHECK(used_percent(100, 200) == 0);
}

TEST_CASE("the clock is doubted before the build, 400 days after it and when it jumps",
          "[kiosk][K10]") {
    Readings readings = well();
    readings.now = readings.built - seconds{1};
    CHECK(names(readings) == Names{"clock"});
    readings.now = readings.built + days{400};
    CHECK(names(readings).empty());
    readings.now += seconds{1};
    CHECK(names(readings) == Names{"clock"});
    readings = well();
    readings.clock_moved = minutes{5};
    CHECK(names(readings).empty());
    readings.clock_moved = -minutes{5} - seconds{1};
    CHECK(names(readings) == Names{"clock"});
}

TEST_CASE("what waits too long or is too much is told", "[kiosk][K10]") {
    Readings readings = well();
    readings.unsent = 500;
    readings.oldest_unsent = std::chrono::floor<days>(readings.now) - days{3};
    CHECK(names(readings).empty());
    readings.oldest_unsent = *readings.oldest_unsent - days{1};
    CHECK(names(readings) == Names{"unsent"});
    readings.unsent = 0;
    CHECK(names(readings).empty());
    readings = well();
    readings.complaint_since = std::chrono::floor<days>(readings.now) - days{3};
    CHECK(names(readings).empty());
    readings = well();
    readings.hot_for = minutes{5};
    readings.celsius = 80;
    CHECK(names(readings).empty());
    readings.screen.touch_gone_for = seconds{60};
    CHECK(names(readings).empty());
}

TEST_CASE("a fault that is over stays listed for 24 h and keeps its beginning", "[kiosk][K10]") {
    const base::Moment start = well().now;
    FaultBoard board;
    CHECK(board.take({{FaultId::temp, {}}, {FaultId::disk_95, {}}}, start));
    CHECK_FALSE(board.take({{FaultId::temp, {}}, {FaultId::disk_95, {}}}, start + minutes{1}));
    REQUIRE(board.listed().size() == 2);
    CHECK(board.listed()[0].id == FaultId::disk_95);  // what stops comes first
    CHECK(self_check_code(board.listed()) == 2);
    CHECK(has_effect(board.listed(), FaultEffect::no_new_task));
    CHECK(board.take({{FaultId::temp, {}}}, start + hours{1}));
    CHECK(board.listed()[0].id == FaultId::temp);
    CHECK_FALSE(board.listed()[1].stands());
    CHECK(self_check_code(board.listed()) == 1);
    CHECK_FALSE(has_effect(board.listed(), FaultEffect::no_new_task));
    CHECK(board.take({{FaultId::disk_95, {}}}, start + hours{2}));  // comes back, temp ends
    CHECK(board.listed()[0].since == start);
    CHECK(board.take({}, start + hours{3}));
    CHECK(self_check_code(board.listed()) == 0);
    CHECK_FALSE(board.take({}, start + hours{26} - seconds{1}));
    CHECK(board.take({}, start + hours{26}));
    CHECK(board.listed().size() == 1);
    const auto again = read_faults(write_faults(board.listed()));
    CHECK(again == board.listed());
    CHECK(read_faults(base::as_bytes("[{\"name\": 4}, 7]")).empty());
}

namespace {

/// A desk on a real state folder.
struct Desk {
    Desk() {
        kiosk.enrol();
        kiosk.open_outbox();
        make();
    }

    void make() {
        desk.reset();
        desk = std::make_unique<KioskDesk>(KioskDesk::Parts{kiosk.files,
                                                            kiosk.clock,
                                                            kiosk.log,
                                                            *kiosk.journal,
                                                            *kiosk.machine,
                                                            *kiosk.packs,
                                                            *kiosk.outbox,
                                                            settings});
    }

    std::vector<ListedFault> check() {
        ScreenFacts screen{345.4, 194.3, 1920, 1080, true};
        const auto answer = desk->run(errand::CheckFaults{screen, nullptr, {}});
        return std::get<desk::FaultsListed>(*answer).faults;
    }

    static bool stands(const std::vector<ListedFault>& faults, FaultId id) {
        return std::any_of(faults.begin(), faults.end(), [&](const ListedFault& fault) {
            return fault.id == id && fault.stands();
        });
    }

    tests::Backend kiosk;
    Settings settings;
    std::unique_ptr<KioskDesk> desk;
};

}  // namespace

TEST_CASE("a desk finds a missing pack, a moved clock and a damaged store by itself",
          "[kiosk][K10]") {
    Desk at;
    CHECK(Desk::stands(at.check(), FaultId::pack_sig));  // no pack was ever brought
    CHECK_FALSE(Desk::stands(at.check(), FaultId::clock));
    at.kiosk.clock.set(at.kiosk.clock.now() + hours{2});
    CHECK(Desk::stands(at.check(), FaultId::clock));
    CHECK_FALSE(Desk::stands(at.check(), FaultId::clock));  // it did not move again
    CHECK_FALSE(Desk::stands(at.check(), FaultId::db_bad));
    REQUIRE(at.kiosk.journal->state().raise_fault("db_bad", at.kiosk.clock.today()).ok());
    CHECK(Desk::stands(at.check(), FaultId::db_bad));
}

TEST_CASE("faults, and what staff decided, survive a restart", "[kiosk][K10]") {
    Desk at;
    at.desk->pretend({FaultId::temp});
    const auto before = at.check();
    StaffMemory memory;
    memory.paused = true;
    memory.open_until = at.kiosk.clock.now();
    memory.engagement = base::EngagementId::from_hex("00000000000000aa");
    memory.engagement_day = at.kiosk.clock.today();
    memory.stall = {*memory.engagement, "stall", "Market square", "by the clock"};
    memory.help_checked = "0123";
    memory.help_checked_on = at.kiosk.clock.today();
    CHECK_FALSE(at.desk->run(errand::Remember{memory}));
    at.make();
    CHECK(at.desk->listed() == before);
    CHECK(at.desk->memory() == memory);
    CHECK(read_staff_memory(base::as_bytes("no json")) == StaffMemory{});
}

TEST_CASE("a failed save is told after the restart until staff have looked", "[kiosk][K10]") {
    Desk at;
    CHECK_FALSE(Desk::stands(at.check(), FaultId::fsync));
    at.desk->save_failed();
    at.make();
    CHECK(Desk::stands(at.check(), FaultId::fsync));
    const auto facts = std::get<desk::FactsRead>(*at.desk->run(errand::ReadFacts{})).facts;
    CHECK(facts.pack_version == 0);
    CHECK_FALSE(Desk::stands(at.check(), FaultId::fsync));
    CHECK_FALSE(failed_save(at.kiosk.files, at.kiosk.state()));
}

TEST_CASE("the trouble of a sync stands on the status page and a good one ends it",
          "[kiosk][staff]") {
    Desk at;
    static_cast<void>(at.desk->run(errand::NoteSync{"There is no stick.", ""}));
    const auto facts = [&] {
        return std::get<desk::FactsRead>(*at.desk->run(errand::ReadFacts{})).facts;
    };
    CHECK(facts().sync_trouble == "There is no stick.");
    CHECK_FALSE(facts().synced_on);
    static_cast<void>(at.desk->run(errand::NoteSync{}));
    CHECK(facts().sync_trouble.empty());
    CHECK(facts().synced_on == at.kiosk.clock.today());
    static_cast<void>(at.desk->run(errand::NoteSync{"refused", "it is older"}));
    static_cast<void>(at.check());
    at.settings.courier = "usb:";
    CHECK(facts().by_stick);
}

TEST_CASE("a self-check says its faults in words and as JSON and ends with their code",
          "[kiosk][K10]") {
    Desk at;
    at.desk->pretend({FaultId::cloned});
    const auto library =
        *Library::make({}, *shipped_catalogues(at.kiosk.files, HARMONY_SOURCE_DIR "/assets"));
    const errand::CheckFaults check{{345.4, 194.3, 1920, 1080, true}, library, {}};
    std::ostringstream words;
    CHECK(run_self_check(*at.desk, check, at.kiosk.clock, false, words) == 2);
    CHECK(words.str().find("cloned: This machine is a copy. Return it.") != std::string::npos);
    std::ostringstream json;
    CHECK(run_self_check(*at.desk, check, at.kiosk.clock, true, json) == 2);
    CHECK(json.str().find("\"id\": \"cloned\"") != std::string::npos);
    CHECK(json.str().find("harmony.self-check.1") != std::string::npos);
}
