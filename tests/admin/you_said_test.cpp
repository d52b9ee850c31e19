#include <catch2/catch.hpp>

#include "admin/cases/you_said_book.h"
#include "admin/report/you_said_page.h"
#include "casework_town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

/// A town with a case that was done.
struct DoneTown : CaseTown {
    DoneTown() {
        reports(1, "canal_path");
        bring();
        expect({"case", "assign", id(1), "--to", "Street lighting", "--by", "x"});
        expect({"case", "done", id(1), "--text", "Lamp 14 is new.", "--checked", "--by", "x"});
    }

    void expect(const std::vector<std::string>& words) {
        base::promise(run(words) == 0, terminal.complaints.c_str());
    }

    int add(const std::string& name, std::vector<std::string> more = {}) {
        std::vector<std::string> words{"you-said", "add", name, "--by", "R. Patel"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
};

}  // namespace

TEST_CASE("an item comes from a case, is checked, published and reaches the kiosks",
          "[admin][you_said][E11]") {
    DoneTown town;
    REQUIRE(town.add("lamp", {"--case", CaseTown::id(1), "--said", "The path is dark."}) == 0);
    json items = town.read_json({"you-said", "list", "--json"})["items"];
    REQUIRE(items.size() == 1);
    CHECK(items[0]["state"] == "draft");
    CHECK(items[0]["theme"] == "Street light out");
    CHECK(items[0]["day"] == "2026-03-30");
    CHECK(items[0]["cases"][0] == FactsTown::subject(1).hex());
    REQUIRE(town.publish() == 0);
    CHECK(town.files_with("stick", "The path is dark.").empty());  // a draft is not shown

    CHECK(town.run({"you-said", "publish", "lamp", "--by", "S. Khan"}) == 1);
    CHECK(town.complained("only a checked item can be published"));
    town.expect({"you-said", "check", "lamp", "--by", "S. Khan"});
    CHECK(town.run({"you-said", "publish", "lamp", "--by", "S. Khan"}) == 1);
    CHECK(town.complained("--english-only"));
    town.expect({"you-said", "publish", "lamp", "--by", "S. Khan", "--english-only"});
    REQUIRE(town.publish() == 0);
    CHECK(town.files_with("stick", "The path is dark.").size() == 1);

    town.expect({"you-said", "retire", "lamp", "--by", "S. Khan"});
    CHECK(town.read_json({"you-said", "list", "--json"})["items"][0]["state"] == "retired");
}

TEST_CASE("an item is shown for 180 days", "[admin][you_said]") {
    admin::YouSaidItem item;
    item.state = admin::YouSaidState::published;
    item.published_on = *base::day_from_iso("2026-03-30");
    CHECK(admin::is_shown(item, *base::day_from_iso("2026-09-26")));  // 30 March and 180 days
    CHECK_FALSE(admin::is_shown(item, *base::day_from_iso("2026-09-27")));
}

TEST_CASE("an item that names somebody, or has nothing behind it, is refused",
          "[admin][you_said]") {
    DoneTown town;
    const std::vector<std::string> texts{
        "--theme", "Lights", "--said", "Dark.", "--did", "Mended.", "--day", "2026-03-30"};
    CHECK(town.add("one", texts) == 1);
    CHECK(town.complained("name what is behind it"));
    std::vector<std::string> whole = texts;
    whole.insert(whole.end(), {"--question", "neighbourhood:safe_dark"});
    REQUIRE(town.add("one", whole) == 0);
    std::vector<std::string> few = whole;
    few.insert(few.end(), {"--people", "9", "--release", "spring"});
    CHECK(town.add("two", few) == 1);
    CHECK(town.complained("a number of people is said from 10 on"));
    whole[3] = "Mrs Example says it is dark.";
    CHECK(town.add("three", whole) == 1);
    CHECK(town.complained("a name"));
}

TEST_CASE("where a second person is needed, an author does not check or publish alone",
          "[admin][you_said]") {
    DoneTown town;
    REQUIRE(town.add("lamp", {"--case", CaseTown::id(1), "--said", "It is dark."}) == 0);
    town.expect({"you-said", "second-person", "on"});
    CHECK(town.run({"you-said", "check", "lamp", "--by", "R. Patel"}) == 1);
    CHECK(town.complained("another person must"));
    town.expect({"you-said", "check", "lamp", "--by", "S. Khan"});
}

TEST_CASE("the public page says what was done and what was not possible", "[admin][you_said]") {
    DoneTown town;
    REQUIRE(town.add("lamp", {"--case", CaseTown::id(1), "--said", "It is <dark>."}) == 0);
    town.expect({"you-said", "check", "lamp", "--by", "S. Khan"});
    town.expect({"you-said", "publish", "lamp", "--by", "S. Khan", "--english-only"});
    town.expect({"you-said", "page", "--out", town.text_path("page.html")});
    const std::string page = CaseTown::content_of(town.path("page.html"));
    CHECK(page.find("It is &lt;dark&gt;.") != std::string::npos);
    CHECK(page.find("Lamp 14 is new.") != std::string::npos);
    CHECK(page.find("Little things of the last 12 months") == std::string::npos);  // of one alone
}

TEST_CASE("shares stand on the page from ten little things on", "[admin][you_said]") {
    const base::Day today = *base::day_from_iso("2026-03-30");
    const std::string few = admin::render_you_said({}, {7, 1, 1}, "Example Borough", today);
    CHECK(few.find(" %<") == std::string::npos);
    const std::string page = admin::render_you_said({}, {8, 2, 6}, "Example Borough", today);
    CHECK(page.find(">50 %<") != std::string::npos);
    CHECK(page.find(">13 %<") != std::string::npos);  // 2 of 16 is 12.5
    CHECK(page.find(">38 %<") != std::string::npos);  // 6 of 16 is 37.5
}
