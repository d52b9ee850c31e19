#include "db/power_switch.h"

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <cstdlib>

#include "db/kiosk_journal.h"
#include "support/temporary_folder.h"

using namespace harmony;

namespace {

/// A database of one table, written through the switch without the care of the journal.
class Notes {
public:
    Notes(const db::PowerSwitch& power, const std::filesystem::path& file) {
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        REQUIRE(sqlite3_open_v2(file.c_str(), &handle_, flags, power.name().c_str()) == SQLITE_OK);
    }

    ~Notes() { sqlite3_close_v2(handle_); }
    Notes(const Notes&) = delete;
    Notes& operator=(const Notes&) = delete;

    int run(const char* sql) { return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr); }

    int count() {
        int rows = -1;
        const auto take = [](void* into, int, char** values, char**) {
            *static_cast<int*>(into) = std::atoi(values[0]);
            return 0;
        };
        sqlite3_exec(handle_, "SELECT count(*) FROM note", take, &rows, nullptr);
        return rows;
    }

private:
    sqlite3* handle_ = nullptr;
};

}  // namespace

TEST_CASE("a power cut keeps what was synced and drops what was not", "[db][powercut]") {
    const tests::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "notes.db";
    db::PowerSwitch power("switch-notes");
    {
        Notes notes(power, file);
        REQUIRE(notes.run(
                    "PRAGMA synchronous=EXTRA; CREATE TABLE note(t); INSERT INTO note VALUES(1)") ==
                SQLITE_OK);
        REQUIRE(notes.run("PRAGMA synchronous=OFF; INSERT INTO note VALUES(2)") == SQLITE_OK);
        CHECK(notes.count() == 2);
        power.cut();
        CHECK(notes.run("INSERT INTO note VALUES(3)") != SQLITE_OK);  // the machine is dark
    }
    power.back();
    Notes notes(power, file);
    CHECK(notes.count() == 1);
    CHECK(notes.run("PRAGMA integrity_check") == SQLITE_OK);
    // The same without a cut: nothing is lost when a program just ends.
    REQUIRE(notes.run("PRAGMA synchronous=OFF; INSERT INTO note VALUES(4)") == SQLITE_OK);
    CHECK(Notes(power, file).count() == 2);
}

TEST_CASE("a file that was never synced is gone after a power cut", "[db][powercut]") {
    const tests::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "notes.db";
    db::PowerSwitch power("switch-new");
    {
        Notes notes(power, file);
        REQUIRE(notes.run("PRAGMA synchronous=OFF; CREATE TABLE note(t)") == SQLITE_OK);
        REQUIRE(std::filesystem::exists(file));
        power.cut();
    }
    CHECK_FALSE(std::filesystem::exists(file));
    power.back();
}

TEST_CASE("what the journal said it kept is there after a power cut",
          "[db][journal][powercut][K4]") {
    const tests::TemporaryFolder folder;
    db::PowerSwitch power("switch-journal");
    db::JournalOptions options;
    options.vfs = power.name();
    {
        auto journal = db::KioskJournal::open(folder.path(), options);
        REQUIRE(journal.ok());
        REQUIRE((*journal)->state().set_value("name", base::as_bytes("kept")).ok());
        power.cut();
    }
    power.back();
    auto journal = db::KioskJournal::open(folder.path(), options);
    REQUIRE(journal.ok());
    const auto value = (*journal)->state().value("name");
    REQUIRE(value.has_value());
    CHECK(base::as_text(*value) == "kept");
}
