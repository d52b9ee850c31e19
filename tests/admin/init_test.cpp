#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "admin/office_folder.h"
#include "admin/office_init.h"
#include "sync/key_file.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;

namespace fs = std::filesystem;

namespace {

unsigned mode_of(const fs::path& file) {
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    return status.st_mode & 0777U;
}

}  // namespace

TEST_CASE("a new office has its keys, its store and a note about what must be moved away",
          "[admin][init]") {
    Town town;
    REQUIRE(town.run({"init", "--demo", "--org", "Example Borough"}) == 0);
    const fs::path office = town.path("office");
    for (const char* file : {"keys/publisher.hkk",
                             "keys/survey.hkk",
                             "keys/contact.hkk",
                             "keys/health.hkk",
                             "keys/backup.hkk",
                             "escrow/survey.hkk",
                             "escrow/contact.hkk",
                             "escrow/backup.hkk",
                             "roots/root-1.hkk",
                             "escrow/READ-ME.txt",
                             "office.json"}) {
        INFO(file);
        REQUIRE(fs::exists(office / file));
        CHECK(mode_of(office / file) == 0600);
    }
    CHECK(fs::exists(office / "office.db"));
    CHECK(town.terminal.printed.find("Move the folders `roots` and `escrow` off this computer") !=
          std::string::npos);
    CHECK(town.terminal.printed.find("Do not use it for real answers") != std::string::npos);
}

TEST_CASE("a real office has three root keys of which two sign", "[admin][init]") {
    Town town;
    base::SilentLog log;
    admin::Resources resources{town.clock, town.random, town.files, town.terminal, log};
    // Made without `demo`, so the key files are slow ones: the one test that pays for them.
    const admin::NewOffice order{"Example Borough",
                                 town.path("office"),
                                 admin::RootPlan::two_of_three,
                                 false,
                                 base::SecretText("lantern meadow copper")};
    const auto made = admin::make_office(order, resources, [](unsigned, unsigned) {});
    REQUIRE(made.ok());
    CHECK(made->keys == 11);
    const auto office = town.office();
    const auto& trust = office->trust().current();
    CHECK(trust.version == 1);
    CHECK(trust.root_threshold == 2);
    CHECK(trust.roots.size() == 3);
    CHECK(office->registry().version == 1);
    CHECK(office->registry().kiosks.empty());
    const auto file = town.files.read(town.path("office/keys/publisher.hkk"), 4096);
    // docs/formats/hk1.md, 3.1: operations 3 and memory 262,144 KiB stand at 6 and 10.
    CHECK(base::to_hex(base::ByteView(*file).subspan(6, 8)) == "0300000000000400");
}

TEST_CASE("survey and contact records are sealed to an online and an escrow key each",
          "[admin][init]") {
    Town town;
    town.make_office();
    const auto office = town.office();
    for (const auto cls : {sync::RecordClass::survey, sync::RecordClass::contact}) {
        const sync::RecipientSet* set = office->trust().current().set_of(cls);
        REQUIRE(set != nullptr);
        REQUIRE(set->members.size() == 2);
        CHECK(set->members[0].role != set->members[1].role);
    }
}

TEST_CASE("an office is never made over another", "[admin][init]") {
    Town town;
    town.make_office();
    const auto before = snapshot(town.path("office"));
    CHECK(town.run({"init", "--demo", "--org", "Other Borough"}) == 1);
    CHECK(town.terminal.complaints.find("holds an office already") != std::string::npos);
    CHECK(snapshot(town.path("office")) == before);
}

TEST_CASE("a folder with anything in it is left alone", "[admin][init]") {
    Town town;
    fs::create_directories(town.path("office"));
    town.write("office/letter.txt", "hello");
    CHECK(town.run({"init", "--demo", "--org", "Example Borough"}) == 1);
    CHECK(town.terminal.complaints.find("not an empty folder") != std::string::npos);
    CHECK(snapshot(town.path("office")).size() == 1);
}

TEST_CASE("an office that cannot be finished leaves nothing", "[admin][init]") {
    Town town;
    FullFiles full(town.files,
                   [](const fs::path& file) { return file.filename() == "health.hkk"; });
    CHECK(town.run_on(full, {"init", "--demo", "--org", "Example Borough"}) == 1);
    CHECK(town.terminal.complaints.find("no space left") != std::string::npos);
    CHECK_FALSE(fs::exists(town.path("office")));
    CHECK_FALSE(fs::exists(town.path(".office.being-made")));
}

TEST_CASE("what a killed init left is no obstacle", "[admin][init]") {
    Town town;
    fs::create_directories(town.path(".office.being-made/keys"));
    town.write(".office.being-made/keys/publisher.hkk", "half");
    CHECK(town.run({"init", "--demo", "--org", "Example Borough"}) == 0);
    CHECK_FALSE(fs::exists(town.path(".office.being-made")));
}

TEST_CASE("an office needs a name and a passphrase worth the word", "[admin][init]") {
    Town town;
    CHECK(town.run({"init", "--demo", "--org", "  "}) == 1);
    CHECK(town.terminal.complaints.find("organisation's name") != std::string::npos);
    town.write("passphrase", "short\n");
    CHECK(town.run({"init", "--demo", "--org", "Example Borough"}) == 1);
    CHECK(town.terminal.complaints.find("at least 12 characters") != std::string::npos);
    CHECK_FALSE(fs::exists(town.path("office")));
}

TEST_CASE("a damaged office.json is said by its name and not guessed at", "[admin][office]") {
    Town town;
    town.make_office();
    town.write("office/office.json", "{\"harmony\":\"office/2\"}");
    CHECK(town.run({"kiosk", "list"}) == 1);
    CHECK(town.terminal.complaints.find("office.json") != std::string::npos);
    CHECK(town.terminal.complaints.find("newer Harmony") != std::string::npos);
}

TEST_CASE("a wrong passphrase opens nothing and says which key", "[admin][office]") {
    Town town;
    town.make_office();
    const auto key = town.office()->publisher(base::SecretText("another passphrase"));
    REQUIRE_FALSE(key.ok());
    CHECK(key.error().message.find("publisher.hkk") != std::string::npos);
}
