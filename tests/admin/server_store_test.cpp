// An officer's week with the store on a real PostgreSQL 15: everything that works on a file works
// there, a backup is the same kind of file, and no password is asked for where others could read
// it.
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "support/postgres_server.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace fs = std::filesystem;

namespace {

/// A town whose office stands on a server.
struct ServerTown : Town {
    explicit ServerTown(const std::string& address = postgres_server().fresh_address())
        : store(address) {
        fs::create_directories(path("safe"));
        const int made = run({"init", "--demo", "--org", "Example Borough", "--store", store});
        INFO(terminal.complaints);
        REQUIRE(made == 0);
    }

    std::uint64_t synced() {
        terminal.printed.clear();
        const int exit = run({"sync", "--from", "folder:" + text_path("stick"), "--json"});
        INFO(terminal.complaints);
        CHECK(exit == 0);
        return json::parse(terminal.printed)["responses"];
    }

    fs::path backup() {
        const int exit = run({"backup", "--to", text_path("safe")});
        INFO(terminal.complaints);
        REQUIRE(exit == 0);
        for (const fs::directory_entry& entry : fs::directory_iterator(path("safe"))) {
            if (entry.path().extension() == ".hkz") {
                return entry.path();
            }
        }
        FAIL("there is no backup");
        return {};
    }

    void lose_the_office() {
        fs::copy_file(office()->folder().escrow("backup"), path("safe/backup.hkk"));
        fs::remove_all(office()->folder().root());
    }

    int restore(const fs::path& file, const std::vector<std::string>& more) {
        std::vector<std::string> words{"restore",
                                       file.string(),
                                       "--key",
                                       text_path("safe/backup.hkk"),
                                       "--seen",
                                       "folder:" + text_path("stick")};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }

    std::string summarised() {
        terminal.printed.clear();
        const int exit = run({"summarise", "--json"});
        INFO(terminal.complaints);
        CHECK(exit == 0);
        return terminal.printed;
    }

    std::string store;
};

}  // namespace

TEST_CASE("an officer's week on a server: enrol, sync, count, audit, back up, restore",
          "[admin][postgres][servers]") {
    ServerTown town;
    REQUIRE(town.publish() == 0);
    FakeKiosk a = town.enrol("A");
    FakeKiosk b = town.enrol("B");
    sync::FolderCourier stick = town.courier();
    a.send(stick, town.answers(14, 1), town.clock.today());
    b.send(stick, town.answers(12, 2), town.clock.today());
    CHECK(town.synced() == 26);
    CHECK_FALSE(fs::exists(town.path("office/office.db")));
    CHECK(town.run({"audit"}) == 0);
    CHECK(town.run({"rebuild"}) == 0);
    CHECK(town.run({"drill", "--to", town.text_path("safe")}) == 0);
    const std::string counted = town.summarised();
    const fs::path file = town.backup();
    a.send(stick, town.answers(11, 3), town.clock.today());
    CHECK(town.synced() == 37);
    town.lose_the_office();

    SECTION("into another database") {
        const std::string second = postgres_server().fresh_address();
        REQUIRE(town.restore(file, {"--store", second}) == 0);
        CHECK_FALSE(fs::exists(town.path("office/office.db")));
        CHECK(PostgresServer::ask(second, "SELECT count(*) FROM batch") == "2");
    }
    SECTION("into a file") {
        REQUIRE(town.restore(file, {}) == 0);
        CHECK(fs::exists(town.path("office/office.db")));
    }

    CHECK(town.summarised() == counted);
    CHECK(town.run({"audit"}) == 0);
    CHECK(town.synced() == 37);
    CHECK(town.run({"audit"}) == 0);
}

TEST_CASE("two officers who take in at once on a server count every response once",
          "[admin][postgres][servers][S6][two]") {
    ServerTown town;
    REQUIRE(town.publish() == 0);
    FakeKiosk a = town.enrol("A");
    FakeKiosk b = town.enrol("B");
    sync::FolderCourier stick = town.courier();
    constexpr int rounds = 8;
    for (int round = 0; round < rounds; ++round) {
        a.send(stick, town.answers(11, round % 4), town.clock.today());
        b.send(stick, town.answers(10, round % 4), town.clock.today());
    }
    const pid_t other = ::fork();
    if (other == 0) {
        ::_exit(town.sync());
    }
    const int mine = town.sync();
    INFO(town.terminal.complaints);
    int status = 0;
    REQUIRE(::waitpid(other, &status, 0) == other);
    REQUIRE(WIFEXITED(status));
    CHECK(mine == 0);
    CHECK(WEXITSTATUS(status) == 0);
    CHECK(town.stored() == rounds * 21);
    CHECK(town.run({"audit"}) == 0);
}

TEST_CASE("a store's address with a password, a weak one and a used database are refused in words",
          "[admin][postgres][servers]") {
    Town town;
    const auto said = [&](const std::string& address) {
        CHECK(town.run({"init", "--demo", "--org", "Example Borough", "--store", address}) == 1);
        CHECK_FALSE(fs::exists(town.path("office")));
        return town.terminal.complaints;
    };
    const std::string secret = said("postgresql://officer:hunter2@127.0.0.1/harmony");
    CHECK_THAT(secret, Catch::Contains("~/.pgpass") && !Catch::Contains("hunter2"));
    CHECK_THAT(said("postgresql://officer@db.example.org/harmony?sslmode=require"),
               Catch::Contains("sslmode=verify-full"));
    CHECK_THAT(said("office.sqlite"), Catch::Contains("postgresql://NAME@HOST/DATABASE"));
    // Port 1 of this machine: nobody listens there.
    CHECK_THAT(said("postgresql://officer@127.0.0.1:1/harmony"),
               Catch::Contains("the database at 127.0.0.1:1 does not answer"));
    const ServerTown first;
    CHECK_THAT(said(first.store), Catch::Contains("there is an office in that database already"));
}

TEST_CASE("a backup of an office on a server does not hold the server's password",
          "[admin][postgres][servers]") {
    ServerTown town;
    // As an officer may write it into the settings, which only its owner can read.
    std::string with_password = town.store;
    with_password.replace(with_password.find("harmony@"), 8, "harmony:hunter2@");
    const fs::path settings = town.path("office/office.json");
    std::ifstream in(settings);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    text.replace(text.find(town.store), town.store.size(), with_password);
    town.write("office/office.json", text);
    const fs::path file = town.backup();
    town.lose_the_office();
    REQUIRE(town.restore(file, {}) == 0);

    std::ifstream again(settings);
    const std::string restored{std::istreambuf_iterator<char>(again), {}};
    CHECK_THAT(restored, !Catch::Contains("hunter2") && !Catch::Contains("postgresql"));
}
