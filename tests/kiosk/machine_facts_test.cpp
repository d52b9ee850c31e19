// "What this machine knows" says what is in the files (kiosk.md 4.8, criterion N4).
#include "kiosk/machine_facts.h"

#include <sqlite3.h>

#include <catch2/catch.hpp>

#include "kiosk/backend.h"
#include "kiosk/sample_pages.h"
#include "support/small_survey.h"

using namespace harmony;
using tests::Backend;

namespace {

/// Asks a copy of the journal's file, beside the program: the program keeps the file to itself.
std::string sql(const std::filesystem::path& folder, const char* query) {
    const tests::TemporaryFolder beside;
    for (const char* name : {"answers.db", "answers.db-wal"}) {
        std::error_code nothing;
        std::filesystem::copy_file(folder / name, beside.path() / name, nothing);
    }
    sqlite3* opened = nullptr;
    const std::string file = (beside.path() / "answers.db").string();
    REQUIRE(sqlite3_open(file.c_str(), &opened) == SQLITE_OK);
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_prepare_v2(opened, query, -1, &statement, nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
    const std::string value = std::to_string(sqlite3_column_int64(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(opened);
    return value;
}

void submit(Backend& kiosk, const survey::Form& form) {
    const base::RecordId task = *kiosk.outbox->begin_task();
    kiosk::Submission submission{
        task, kiosk::Revision::core, tests::small_response("words"), base::SecretText()};
    REQUIRE(kiosk.outbox->submit(std::move(submission), form).ok());
    kiosk.outbox->end_task(task);
}

std::string value_of(const std::vector<kiosk::StatusLine>& lines, std::string_view key) {
    for (const kiosk::StatusLine& line : lines) {
        if (line.key == key) {
            return line.value;
        }
    }
    return "there is no such line";
}

}  // namespace

TEST_CASE("the machine page counts what the files hold in fifty random states", "[kiosk][N4]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    const kiosk::Phrases phrases = tests::shipped_phrases();
    const kiosk::Words words(phrases, "en");
    base::SeededRandom random(50);
    for (int state = 0; state < 50; ++state) {
        for (std::uint64_t i = random.below(3); i > 0; --i) {
            submit(kiosk, form);
        }
        if (random.below(4) == 0) {
            REQUIRE(kiosk.outbox->sync_now().ok());
        }
        const auto lines =
            kiosk::machine_facts(*kiosk.outbox->counts(), "Tarnbeck Council", "0.4.0", words);
        INFO("state " << state);
        CHECK(value_of(lines, "waiting") ==
              sql(kiosk.state(),
                  "SELECT (SELECT count(*) FROM sealed) + "
                  "(SELECT coalesce(sum(real), 0) FROM batch WHERE state < 3)"));
        CHECK(value_of(lines, "kept") ==
              sql(kiosk.state(),
                  "SELECT (SELECT count(*) FROM sealed) + "
                  "(SELECT coalesce(sum(real), 0) FROM batch WHERE state < 5)"));
    }
}

TEST_CASE("a machine that has sent nothing yet says so", "[kiosk][N4]") {
    const kiosk::Phrases phrases = tests::shipped_phrases();
    const kiosk::Words words(phrases, "en");
    kiosk::OutboxCounts counts;
    counts.unsent = 3;
    counts.records = 5;
    counts.oldest_unsent = base::day_from_iso("2026-03-30");
    const auto lines = kiosk::machine_facts(counts, "Tarnbeck Council", "0.4.0", words);
    CHECK(value_of(lines, "waiting") == "3");
    CHECK(value_of(lines, "kept") == "5");
    CHECK(value_of(lines, "oldest") == "30 March 2026");
    CHECK(value_of(lines, "last_sent").empty());
    CHECK(value_of(lines, "keys") == "Tarnbeck Council");
}
