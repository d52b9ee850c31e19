#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "db/failure.h"
#include "db/journal_fixture.h"
#include "db/kiosk_journal.h"
#include "support/temporary_folder.h"

namespace harmony::tests {
namespace {

using db::JournalOptions;
using db::KioskJournal;

std::unique_ptr<KioskJournal> open_journal(const std::filesystem::path& folder,
                                           JournalOptions options = {}) {
    auto journal = KioskJournal::open(folder, options);
    REQUIRE(journal.ok());
    return std::move(*journal);
}

TEST_CASE("A journal is opened by exactly the steps of the specification", "[db][journal][open]") {
    const TemporaryFolder folder;
    static_cast<void>(open_journal(folder.path()));
    std::vector<std::string> steps;
    JournalOptions options;
    options.trace = [&](const std::string& file, const std::string& step) {
        if (file == "answers.db") {
            steps.push_back(step);
        }
    };

    const auto journal = open_journal(folder.path(), options);

    // sync-protocol.md 8.2, steps 1 to 8; the last two lines are the check of whose file it is.
    const std::vector<std::string> expected{"(drop cached pages)",
                                            "(open)",
                                            "PRAGMA locking_mode=EXCLUSIVE",
                                            "PRAGMA synchronous=EXTRA",
                                            "PRAGMA journal_mode=WAL",
                                            "PRAGMA synchronous=FULL",
                                            "PRAGMA wal_autocheckpoint=0",
                                            "PRAGMA trusted_schema=OFF",
                                            "PRAGMA cell_size_check=ON",
                                            "PRAGMA mmap_size=0",
                                            "PRAGMA secure_delete=ON",
                                            "PRAGMA temp_store=MEMORY",
                                            "PRAGMA foreign_keys=ON",
                                            "(checkpoint)",
                                            "PRAGMA quick_check(1)",
                                            "PRAGMA application_id",
                                            "PRAGMA user_version"};
    CHECK(steps == expected);
}

TEST_CASE("A journal never makes a shared memory file", "[db][journal][open]") {
    const TemporaryFolder folder;
    base::SeededRandom random(1);
    const auto journal = open_journal(folder.path());
    REQUIRE(journal->append(sealed_row(random)).ok());

    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        CHECK(entry.path().string().find("-shm") == std::string::npos);
    }
}

TEST_CASE("Two programs cannot hold one journal", "[db][journal][open]") {
    const TemporaryFolder folder;
    const auto first = open_journal(folder.path());

    const auto second = KioskJournal::open(folder.path(), {});

    REQUIRE_FALSE(second.ok());
    CHECK(second.error().kind == base::ErrorKind::unreachable);
}

TEST_CASE("A damaged file is put aside and never deleted", "[db][journal][open]") {
    const TemporaryFolder folder;
    base::SeededRandom random(1);
    {
        const auto journal = open_journal(folder.path());
        for (int n = 0; n < 100; ++n) {
            REQUIRE(journal->append(sealed_row(random)).ok());
        }
        REQUIRE(journal->tidy().ok());
    }
    const auto file = folder.path() / "answers.db";
    SECTION("a garbled page") {
        std::fstream garble(file, std::ios::in | std::ios::out | std::ios::binary);
        garble.seekp(4096 * 6);
        garble << std::string(4096, 'x');
    }
    SECTION("no database at all") {
        std::ofstream(file, std::ios::binary) << std::string(20'000, 'x');
    }
    const auto size = std::filesystem::file_size(file);

    const auto journal = open_journal(folder.path());

    CHECK(journal->count_waiting() == 0);
    REQUIRE(std::filesystem::exists(file.string() + ".bad-1"));
    CHECK(std::filesystem::file_size(file.string() + ".bad-1") == size);
    REQUIRE(journal->state().faults().size() == 1);
    CHECK(journal->state().faults().front().name == "db_bad");
    CHECK(journal->append(sealed_row(random)).ok());
}

TEST_CASE("A file of another kind is refused and stays as it is", "[db][journal][open]") {
    const TemporaryFolder folder;
    REQUIRE(open_journal(folder.path())->tidy().ok());
    std::filesystem::rename(folder.path() / "contacts.db", folder.path() / "answers.db");

    const auto journal = KioskJournal::open(folder.path(), {});

    REQUIRE_FALSE(journal.ok());
    CHECK(journal.error().kind == base::ErrorKind::unreadable);
}

TEST_CASE("What a killed run left in the log is there at the next start", "[db][journal][open]") {
    const TemporaryFolder folder;
    base::SeededRandom random(1);
    const auto journal = open_journal(folder.path());
    REQUIRE(journal->append(sealed_row(random)).ok());

    // As a kill leaves the files: a copy taken while they are open, with the log beside.
    const TemporaryFolder copy;
    for (const char* name : {"answers.db",
                             "answers.db-wal",
                             "contacts.db",
                             "contacts.db-wal",
                             "state.db",
                             "state.db-wal"}) {
        std::filesystem::copy_file(folder.path() / name, copy.path() / name);
    }
    const auto again = open_journal(copy.path());

    CHECK(again->count_waiting() == 1);
    CHECK(std::filesystem::file_size(copy.path() / "answers.db-wal") == 0);
}

}  // namespace
}  // namespace harmony::tests
