// Counts of today by engagement on the status page are what the files hold (kiosk.md 10.2).
#include "kiosk/day_counts.h"

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <map>

#include "kiosk/backend.h"
#include "support/small_survey.h"

using namespace harmony;
using tests::Backend;

namespace {

/// Rows of two columns, asked of copies of the journal's files: the program keeps them to itself.
std::map<std::string, int> sql(const std::filesystem::path& folder, const char* query) {
    const tests::TemporaryFolder beside;
    for (const char* name : {"answers.db", "answers.db-wal", "state.db", "state.db-wal"}) {
        std::error_code nothing;
        std::filesystem::copy_file(folder / name, beside.path() / name, nothing);
    }
    sqlite3* opened = nullptr;
    REQUIRE(sqlite3_open((beside.path() / "answers.db").c_str(), &opened) == SQLITE_OK);
    const std::string attach = "ATTACH '" + (beside.path() / "state.db").string() + "' AS state";
    REQUIRE(sqlite3_exec(opened, attach.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_prepare_v2(opened, query, -1, &statement, nullptr) == SQLITE_OK);
    std::map<std::string, int> rows;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const auto* name = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
        rows[name == nullptr ? "" : name] = sqlite3_column_int(statement, 1);
    }
    sqlite3_finalize(statement);
    sqlite3_close(opened);
    return rows;
}

void submit(Backend& kiosk, const survey::Form& form, const std::string& engagement) {
    const base::RecordId task = *kiosk.outbox->begin_task();
    survey::Response response = tests::small_response("words");
    response.engagement = base::EngagementId::from_hex(engagement);
    kiosk::Submission submission{
        task, kiosk::Revision::core, std::move(response), base::SecretText()};
    REQUIRE(kiosk.outbox->submit(std::move(submission), form).ok());
    kiosk.outbox->end_task(task);
}

std::map<std::string, int> responses_by_place(const kiosk::OutboxCounts& counts) {
    std::map<std::string, int> places;
    int told = 0;
    for (const kiosk::EngagementCount& place : counts.by_engagement) {
        places[place.engagement.hex()] = place.responses;
        told += place.responses;
    }
    if (counts.today > told) {
        places[""] = counts.today - told;  // where the kiosk stood nowhere
    }
    return places;
}

}  // namespace

TEST_CASE("responses of today by engagement are those in the files", "[kiosk][staff][N4]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    const std::vector<std::string> places = {"00000000000000aa", "00000000000000bb", ""};
    base::SeededRandom random(9);
    for (int state = 0; state < 20; ++state) {
        submit(kiosk, form, places[random.below(3)]);
        const kiosk::OutboxCounts counts = *kiosk.outbox->counts();
        INFO("state " << state);
        CHECK(responses_by_place(counts) ==
              sql(kiosk.state(),
                  "SELECT lower(hex(grp.engagement)), count(*) FROM sealed"
                  " JOIN state.grp ON state.grp.ref = sealed.grp"
                  " WHERE grp.day = (SELECT max(day) FROM state.grp)"
                  " GROUP BY 1"));
        CHECK(counts.today == state + 1);
        CHECK(counts.unsent == state + 1);
        CHECK(counts.oldest_unsent == base::day_from_iso("2026-03-30"));
    }
}

TEST_CASE("sign-ups are counted where they were made and a new day begins at nothing",
          "[kiosk][staff]") {
    Backend kiosk;
    const base::Day today = *base::day_from_iso("2026-03-30");
    const auto library = base::EngagementId::from_hex("00000000000000aa");
    kiosk::DayCounts counts(kiosk.journal->state());
    counts.add_sign_up(today, library);
    counts.add_sign_up(today, library);
    counts.add_sign_up(today, std::nullopt);
    counts.add_response(today, library);
    kiosk::OutboxCounts told;
    counts.tell(today, told);
    CHECK(told.sign_ups_today == 3);
    CHECK(told.today == 1);
    REQUIRE(told.by_engagement.size() == 1);
    CHECK(told.by_engagement[0] == kiosk::EngagementCount{*library, 1, 2});
    CHECK(sql(kiosk.state(), "SELECT what, n FROM state.counter") ==
          std::map<std::string, int>{{"responses/00000000000000aa", 1},
                                     {"sign_ups", 1},
                                     {"sign_ups/00000000000000aa", 2}});
    counts.tell(today + std::chrono::days{1}, told);
    CHECK(told.today == 0);
    CHECK(told.by_engagement.empty());
}
