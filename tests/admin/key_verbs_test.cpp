// What an officer does with key files (docs/formats/hk1.md, 3 and 15.2).
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "admin/key_page.h"
#include "admin/key_shelf.h"
#include "sync/paper_key.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

constexpr const char* words_of_town = "lantern meadow copper thimble walnut";

base::Bytes read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return base::copy_bytes(base::as_bytes(text));
}

struct KeyTown : Town {
    KeyTown() { make_office(); }

    json listed() {
        REQUIRE(run({"key", "list", "--json"}) == 0);
        return json::parse(terminal.printed)["keys"];
    }

    [[nodiscard]] std::string key_id(const std::string& file) {
        return admin::read_shelved_key(files, path(file))->id.hex();
    }

    bool opens(const std::string& file, const std::string& passphrase) {
        return admin::open_key(files, path(file), base::SecretText(passphrase)).ok();
    }
};

}  // namespace

TEST_CASE("key list names every key file, what it is and whether it is in force", "[admin][key]") {
    KeyTown town;
    const json keys = town.listed();
    CHECK(keys.size() == 9);  // root, publisher, survey, contact, health, backup, three of escrow
    int in_force = 0;
    for (const json& key : keys) {
        in_force += key["in_force"] == true ? 1 : 0;
        if (key["file"] == "keys/survey.hkk") {
            CHECK(key["key"] == town.key_id("office/keys/survey.hkk"));
            CHECK(key["kind"] == "survey");
            CHECK(key["versions"] == json::array({1}));
            CHECK(key["since"] == "2026-03-30");
        }
    }
    CHECK(in_force == 7);  // all but the two for backups, which no trust document names
    REQUIRE(town.run({"key", "list"}) == 0);
    CHECK(town.terminal.printed.find("escrow/contact.hkk") != std::string::npos);
}

TEST_CASE("the passphrase of all office keys changes, and doing it again after a kill goes on",
          "[admin][key]") {
    KeyTown town;
    const std::string fresh = "harbour violet candle drizzle button";
    town.write("fresh", fresh + "\n");
    const base::Bytes before = read(town.path("office/keys/contact.hkk"));
    const std::vector<std::string> words{
        "key", "change-passphrase", "--new-passphrase-file", town.text_path("fresh")};
    REQUIRE(town.run(words) == 0);
    CHECK(town.terminal.printed.find("5 key files have the new passphrase") != std::string::npos);
    CHECK(town.opens("office/keys/survey.hkk", fresh));
    CHECK_FALSE(town.opens("office/keys/survey.hkk", words_of_town));
    CHECK(town.opens("office/roots/root-1.hkk", words_of_town));  // elsewhere: not touched
    // A kill left one file as it was.
    REQUIRE(town.files
                .write(town.path("office/keys/contact.hkk"),
                       before,
                       base::IfPresent::replace,
                       base::private_mode)
                .ok());
    REQUIRE(town.run(words) == 0);
    CHECK(town.terminal.printed.find("1 key files have") != std::string::npos);
    CHECK(town.opens("office/keys/contact.hkk", fresh));
    // A weak one, or a wrong one of today, changes nothing.
    town.write("weak", "short\n");
    town.write("passphrase", fresh + "\n");
    CHECK(town.run({"key", "change-passphrase", "--new-passphrase-file", town.text_path("weak")}) ==
          1);
    town.write("passphrase", "quite another passphrase\n");
    town.write("fresh", "and one more passphrase\n");
    CHECK(town.run(words) == 1);
    CHECK(town.terminal.complaints.find("nothing was changed") != std::string::npos);
    CHECK(town.opens("office/keys/survey.hkk", fresh));
}

TEST_CASE("a key that something needs is destroyed only when its id is named", "[admin][key]") {
    KeyTown town;
    REQUIRE(town.publish() == 0);
    FakeKiosk kiosk = town.enrol("Library 1");
    sync::FolderCourier stick = town.courier();
    kiosk.send(stick, town.answers(10, 1), town.clock.today());
    REQUIRE(town.sync() == 0);
    const std::string file = town.text_path("office/keys/survey.hkk");
    CHECK(town.run({"key", "destroy", file}) == 1);
    CHECK(town.terminal.complaints.find("trust document 1, which is in force, names it") !=
          std::string::npos);
    CHECK(town.terminal.complaints.find("1 kept batches are sealed to it") != std::string::npos);
    CHECK(town.run({"key", "destroy", file, "--even-so", "0000000000000000"}) == 1);

    REQUIRE(town.run({"trust", "rotate", "survey"}) == 0);
    REQUIRE(town.run({"trust",
                      "sign",
                      town.text_path("office/trust-2.draft"),
                      "--root",
                      town.text_path("office/roots/root-1.hkk"),
                      "--yes"}) == 0);
    REQUIRE(town.run({"trust",
                      "finish",
                      town.text_path("office/trust-2.draft"),
                      "--to",
                      "folder:" + town.text_path("stick")}) == 0);
    CHECK(town.run({"key", "destroy", file}) == 1);
    CHECK(town.terminal.complaints.find("in force") == std::string::npos);
    const std::string id = town.key_id("office/keys/survey.hkk");
    REQUIRE(town.run({"key", "destroy", file, "--even-so", id}) == 0);
    CHECK_FALSE(std::filesystem::exists(file));
    const auto noted = town.office()->store().value("key_log");
    REQUIRE(noted.has_value());
    const json list = json::parse(base::as_text(*noted));
    CHECK(list.at(0)["key"] == id);
    CHECK(list.at(0)["day"] == "2026-03-30");
    // The office goes on without it.
    REQUIRE(town.sync() == 0);
    CHECK(town.stored() == 10);
}

TEST_CASE("a destroyed key file is overwritten before it is taken away", "[admin][key]") {
    KeyTown town;
    REQUIRE(town.run({"key", "new", "holder", "--out", town.text_path("mine.hkk")}) == 0);
    std::filesystem::create_hard_link(town.path("mine.hkk"), town.path("seen.hkk"));
    const std::size_t size = read(town.path("seen.hkk")).size();
    REQUIRE(town.run({"key", "destroy", town.text_path("mine.hkk")}) == 0);
    CHECK(read(town.path("seen.hkk")) == base::Bytes(size));
}

TEST_CASE("a key goes onto paper and comes back the same", "[admin][key][paper]") {
    KeyTown town;
    const std::string root = town.text_path("office/roots/root-1.hkk");
    REQUIRE(town.run({"key", "paper", root}) == 0);
    const std::string shown = town.terminal.printed;
    CHECK(shown.find("root key " + town.key_id("office/roots/root-1.hkk")) != std::string::npos);
    CHECK(shown.find("2026-03-30") != std::string::npos);
    const std::size_t at = shown.find("\n\n") + 2;
    const std::string letters = shown.substr(at, 79);  // 16 groups of 4 and 15 spaces
    town.write("typed", letters + "\n");
    REQUIRE(town.run({"key",
                      "from-paper",
                      "--text",
                      town.text_path("typed"),
                      "--out",
                      town.text_path("again.hkk")}) == 0);
    CHECK(town.key_id("again.hkk") == town.key_id("office/roots/root-1.hkk"));
    CHECK(town.opens("again.hkk", words_of_town));
    // One wrong letter, and nothing is made.
    std::string wrong = letters;
    wrong[7] = wrong[7] == 'A' ? 'B' : 'A';
    town.write("typed", wrong);
    CHECK(town.run({"key",
                    "from-paper",
                    "--text",
                    town.text_path("typed"),
                    "--out",
                    town.text_path("wrong.hkk")}) == 1);
    CHECK_FALSE(std::filesystem::exists(town.path("wrong.hkk")));
    // A file that is there is not written over.
    town.write("typed", letters);
    CHECK(town.run({"key",
                    "from-paper",
                    "--text",
                    town.text_path("typed"),
                    "--out",
                    town.text_path("again.hkk")}) == 1);
}

TEST_CASE("the page of a key is a PDF, SVG or PNG file for its owner alone",
          "[admin][key][paper]") {
    KeyTown town;
    const std::string root = town.text_path("office/roots/root-1.hkk");
    for (const auto& [ending, beginning] : {std::pair<std::string, std::string>{"pdf", "%PDF-"},
                                            {"svg", "<?xml"},
                                            {"png", "\x89PNG"}}) {
        CAPTURE(ending);
        const std::string page = "page." + ending;
        REQUIRE(town.run({"key", "paper", root, "--out", town.text_path(page)}) == 0);
        const base::Bytes bytes = read(town.path(page));
        CHECK(base::as_text(bytes).substr(0, beginning.size()) == beginning);
        CHECK(bytes.size() > 2000);
        const auto mode = std::filesystem::status(town.path(page)).permissions();
        CHECK((mode & std::filesystem::perms(0077)) == std::filesystem::perms::none);
    }
    CHECK(town.run({"key", "paper", root, "--out", town.text_path("page.txt")}) == 1);
}

TEST_CASE("S11: a key that was split opens when two of three holders come together",
          "[admin][key][escrow][S11]") {
    KeyTown town;
    std::vector<std::string> halves;
    for (const std::string name : {"a", "b", "c"}) {
        REQUIRE(town.run({"key", "new", "holder", "--out", town.text_path(name + ".hkk")}) == 0);
        halves.push_back(town.text_path(name + ".pub"));
    }
    std::vector<std::string> words{
        "key", "split", town.text_path("office/escrow/survey.hkk"), "--holders"};
    words.insert(words.end(), halves.begin(), halves.end());
    words.insert(words.end(), {"--need", "2", "--out", town.text_path("survey.hks")});
    REQUIRE(town.run(words) == 0);
    const auto join =
        [&](const std::string& from, const std::string& holder, const std::string& to) {
            return town.run({"key",
                             "join",
                             town.text_path(from),
                             "--holder",
                             town.text_path(holder + ".hkk"),
                             "--out",
                             town.text_path(to),
                             "--new-passphrase-file",
                             town.text_path("passphrase")});
        };
    // In the order of their key ids, which is the order that the program asks for.
    std::vector<std::pair<std::string, std::string>> holders;
    for (const std::string name : {"a", "b", "c"}) {
        holders.emplace_back(town.key_id(name + ".hkk"), name);
    }
    std::sort(holders.begin(), holders.end());
    REQUIRE(join("survey.hks", holders[0].second, "next.hkj") == 0);
    CHECK(town.terminal.printed.find(holders[1].first + " or " + holders[2].first) !=
          std::string::npos);
    CHECK(join("next.hkj", holders[0].second, "no.hkk") == 1);
    REQUIRE(join("next.hkj", holders[2].second, "whole.hkk") == 0);
    CHECK(town.key_id("whole.hkk") == town.key_id("office/escrow/survey.hkk"));
    CHECK(town.opens("whole.hkk", words_of_town));
    // The public half of another kind of key is no holder's.
    REQUIRE(town.run({"key", "new", "survey", "--out", town.text_path("s.hkk")}) == 0);
    words[4] = town.text_path("s.pub");
    words.back() = town.text_path("other.hks");
    CHECK(town.run(words) == 1);
    CHECK(town.terminal.complaints.find("is not of a holder's key") != std::string::npos);
}

TEST_CASE("key new makes a key file and the half to hand over, and never writes over one",
          "[admin][key]") {
    KeyTown town;
    const std::vector<std::string> words{"key", "new", "root", "--out", town.text_path("r.hkk")};
    REQUIRE(town.run(words) == 0);
    const auto half = admin::read_public_half(town.files, town.path("r.pub"));
    REQUIRE(half);
    CHECK(half->kind == sync::KeyKind::root);
    CHECK(admin::key_id_of(sync::KeyAlgorithm::ed25519, half->public_key).hex() ==
          town.key_id("r.hkk"));
    CHECK(town.run(words) == 1);
    CHECK(town.run({"key", "new", "secret", "--out", town.text_path("x.hkk")}) == 1);
    town.write("bad.pub", "harmony-public-key root 00\n");
    CHECK_FALSE(admin::read_public_half(town.files, town.path("bad.pub")).ok());
}
