#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "admin/published_shelf.h"
#include "sync/pack.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace fs = std::filesystem;

namespace {

/// The manifest of the newest pack that lies on the stick.
sync::PackManifest newest_pack(Town& town) {
    sync::FolderCourier stick = town.courier();
    const auto listing = stick.list(sync::down_folder(), "");
    REQUIRE(listing.ok());
    std::optional<sync::ObjectName> newest;
    for (const auto& name : listing->names) {
        if (name.kind() == sync::ObjectKind::pack &&
            (!newest || newest->number() < name.number())) {
            newest = name;
        }
    }
    REQUIRE(newest.has_value());
    const auto manifest =
        sync::read_manifest(*stick.fetch(*newest, newest->cap()), town.office()->trust().current());
    REQUIRE(manifest.ok());
    return *manifest;
}

std::string content_of(Town& town, const std::string& name) {
    for (const sync::PackFile& file : newest_pack(town).files) {
        if (file.name == name) {
            sync::FolderCourier stick = town.courier();
            const auto object = sync::ObjectName::pack_content(file.hash);
            const auto bytes = stick.fetch(object, object.cap());
            REQUIRE(bytes.ok());
            CHECK(sync::check_content(file, *bytes).ok());
            return std::string(base::as_text(*bytes));
        }
    }
    FAIL("the pack has no " + name);
    return {};
}

/// `publish` must refuse with this sentence and leave stick and store as they were.
void refuses(Town& town, const std::string& sentence) {
    const auto stick = snapshot(town.path("stick"));
    const auto forms = town.office()->store().forms();
    CHECK(town.publish() == 1);
    INFO(town.terminal.complaints);
    CHECK(town.terminal.complaints.find(sentence) != std::string::npos);
    CHECK(snapshot(town.path("stick")) == stick);
    CHECK(town.office()->store().forms() == forms);
    CHECK_FALSE(town.office()->store().newest_published("pack:main").has_value());
}

}  // namespace

TEST_CASE("a published pack holds everything that its table of contents names",
          "[admin][publish]") {
    Town town;
    town.make_office();
    REQUIRE(town.publish() == 0);
    const json kiosk = json::parse(content_of(town, "kiosk.json"));
    CHECK(kiosk["harmony"] == "kiosk/1");
    CHECK(kiosk["organisation"] == "Example Borough");
    CHECK(kiosk["engagements"][0]["surveys"] == json::array({"shops"}));
    REQUIRE(kiosk["surveys"].size() == 1);
    const std::string form = content_of(town, kiosk["surveys"][0]["form"].get<std::string>());
    CHECK(sync::form_name(base::as_bytes(form)).hex() == kiosk["surveys"][0]["name"]);
    CHECK(content_of(town, "notices/en.txt") ==
          "Example Borough and Example Police ask about Example Borough. Read by the team until 31 "
          "March 2027.");
    CHECK(content_of(town, "phrases/en.toml").find("notice.survey") != std::string::npos);
    CHECK(town.office()->store().forms().size() == 1);
}

TEST_CASE("publishing again makes the next version and sends only what changed",
          "[admin][publish]") {
    Town town;
    town.make_office();
    REQUIRE(town.publish() == 0);
    CHECK(newest_pack(town).version == 1);
    REQUIRE(town.publish() == 0);
    CHECK(newest_pack(town).version == 2);
    // Only the manifest is new; the content is there under its hash.
    CHECK(town.terminal.printed.find("version 2 of \"main\": 5 files, 1 of them new") !=
          std::string::npos);
}

TEST_CASE("every form ever published stays in the office", "[admin][publish]") {
    Town town;
    town.make_office();
    REQUIRE(town.publish() == 0);
    town.new_version("2");
    REQUIRE(town.publish() == 0);
    const auto office = town.office();
    const auto shelf = admin::surveys_on_shelf(office->store());
    REQUIRE(shelf.size() == 2);
    CHECK(shelf[0].name != shelf[1].name);
    CHECK(admin::form_on_shelf(office->store(), shelf[0].name)->version() == "1");
    CHECK(admin::form_on_shelf(office->store(), shelf[1].name)->version() == "2");
}

TEST_CASE("a file that is not a workbook is refused and nothing is written",
          "[admin][publish][bad-input]") {
    Town town;
    town.make_office();
    fs::remove_all(town.path("shops"));
    town.write("shops", "this is a letter, not a spreadsheet");
    refuses(town, "cannot be published");
}

TEST_CASE("a survey that is not there is refused by its name", "[admin][publish][bad-input]") {
    Town town;
    town.make_office();
    fs::remove_all(town.path("shops"));
    refuses(town, "there is no survey " + town.text_path("shops"));
}

TEST_CASE("a survey with an unknown column of ours is refused", "[admin][publish][bad-input]") {
    Town town;
    town.make_office();
    town.write(
        "shops/survey.csv",
        "type,name,label::English (en),bind::kiosk:quik\nselect_one safe4,safe,How safe?,yes\n");
    refuses(town, "K902");
}

TEST_CASE("a survey with a list that does not exist is refused", "[admin][publish][bad-input]") {
    Town town;
    town.make_office();
    town.write("shops/survey.csv",
               "type,name,label::English (en)\nselect_one safe5,safe,How safe?\n");
    refuses(town, "safe5");
}

TEST_CASE("a survey whose relevance goes in a circle is refused", "[admin][publish][bad-input]") {
    Town town;
    town.make_office();
    town.write("shops/survey.csv",
               "type,name,label::English (en),relevant\n"
               "select_one safe4,a,How safe?,${b} = 'very'\n"
               "select_one safe4,b,How safe now?,${a} = 'very'\n");
    refuses(town, "row 2");
}

TEST_CASE("a content file with a slip is refused before anything is written",
          "[admin][publish][bad-input]") {
    Town town;
    town.make_office();
    town.write("content.json", "{\"partners\": \"x\"}");
    refuses(town, "content.json");
    town.write(
        "content.json",
        "{\"partners\":\"p\",\"area\":\"a\",\"readers\":\"r\",\"keep_until\":\"2027-03-31\","
        "\"languages\":[\"en\"],"
        "\"engagements\":[{\"id\":\"ae76379f83b592a0\",\"title\":\"t\",\"day\":\"2026-03-30\","
        "\"surveys\":[\"shop\"]}]}");
    refuses(town, "asks for the survey shop");
}

TEST_CASE("without the stick nothing is published", "[admin][publish][bad-input]") {
    Town town;
    town.make_office();
    fs::remove_all(town.path("stick"));
    CHECK(town.publish() == 1);
    CHECK(town.terminal.complaints.find("nothing was written") != std::string::npos);
    CHECK(town.office()->store().forms().empty());
    CHECK_FALSE(fs::exists(town.path("stick")));
}

TEST_CASE("a full stick leaves the old pack in force", "[admin][publish][bad-input]") {
    Town town;
    town.make_office();
    REQUIRE(town.publish() == 0);
    town.new_version("2");
    // The first file of the new content fits and the next does not.
    int written = 0;
    FullFiles full(town.files, [&](const fs::path& file) {
        return file.string().find("/down/") != std::string::npos && ++written > 1 &&
               !fs::exists(file);
    });
    CHECK(town.run_on(full,
                      {"publish",
                       "--survey",
                       town.text_path("shops"),
                       "--content",
                       town.text_path("content.json"),
                       "--phrases",
                       town.text_path("phrases"),
                       "--to",
                       "folder:" + town.text_path("stick")}) == 1);
    CHECK(town.terminal.complaints.find("kiosks go on with the content they have") !=
          std::string::npos);
    CHECK(newest_pack(town).version == 1);
    CHECK(json::parse(content_of(town, "kiosk.json"))["harmony"] == "kiosk/1");
    // With space again the next try works, under a version of its own.
    REQUIRE(town.publish() == 0);
    CHECK(newest_pack(town).version > 1);
}

TEST_CASE("a waiver needs a name and a shape", "[admin][publish]") {
    Town town;
    town.make_office();
    const std::vector<std::string> words{"publish",
                                         "--survey",
                                         town.text_path("shops"),
                                         "--content",
                                         town.text_path("content.json"),
                                         "--phrases",
                                         town.text_path("phrases"),
                                         "--to",
                                         "folder:" + town.text_path("stick")};
    auto nameless = words;
    nameless.insert(nameless.end(), {"--waive", "L802"});
    CHECK(town.run(nameless) == 1);
    CHECK(town.terminal.complaints.find("--by NAME") != std::string::npos);
    auto shapeless = words;
    shapeless.insert(shapeless.end(), {"--waive", "all", "--by", "Pat Example"});
    CHECK(town.run(shapeless) == 1);
    CHECK(town.terminal.complaints.find("--waive L801:pl") != std::string::npos);
}

TEST_CASE("two surveys of one name are refused", "[admin][publish]") {
    Town town;
    town.make_office();
    CHECK(town.run({"publish",
                    "--survey",
                    town.text_path("shops"),
                    "--survey",
                    town.text_path("shops"),
                    "--content",
                    town.text_path("content.json"),
                    "--phrases",
                    town.text_path("phrases"),
                    "--to",
                    "folder:" + town.text_path("stick")}) == 1);
    CHECK(town.terminal.complaints.find("two surveys have the form_id shops") != std::string::npos);
}

TEST_CASE("another form under the short name of a published one is refused", "[admin][publish]") {
    Town town;
    town.make_office();
    const auto office = town.office();
    admin::PackContents pack;
    const auto name = *base::FormName::from_hex("0011223344556677");
    pack.surveys.push_back({"a", name, base::copy_bytes(base::as_bytes("one")), {}});
    REQUIRE(admin::keep_on_shelf(office->store(), pack, {}).ok());
    pack.surveys[0].compiled = base::copy_bytes(base::as_bytes("other"));
    const auto clash = admin::refuse_clashes(office->store(), pack);
    REQUIRE_FALSE(clash.ok());
    CHECK(clash.error().message.find("0011223344556677 belongs to another published form") !=
          std::string::npos);
}
