// The register of releases: what two releases may not give away together (specification, 9.7).
#include <catch2/catch.hpp>

#include "admin/numbers/release_register.h"
#include "answered_town.h"

using namespace harmony;
using namespace harmony::admin;
using namespace harmony::tests;
using nlohmann::json;

namespace {

int make(AnsweredTown& town, const std::string& out, std::vector<std::string> more = {}) {
    std::vector<std::string> words{
        "release", "make", "--survey", "shops", "--out", town.text_path(out)};
    words.insert(words.end(), more.begin(), more.end());
    return town.run(words);
}

json report_of(AnsweredTown& town, const std::string& out) {
    return json::parse(snapshot(town.path(out)).at("report.json"));
}

std::uint64_t shown(const json& report, const std::string& choice) {
    for (const json& table : report["tables"]) {
        if (table["question"] == "safe" && table["by"] == "") {
            return table["rows"][0]["choices"][choice]["shown"].get<std::uint64_t>();
        }
    }
    return 0;
}

/// Marks by hand: (mark, group, answered).
ResponseMarks marks_of(const std::vector<std::tuple<std::uint64_t, int, int>>& responses) {
    ResponseMarks marks{{"q"}, {"place"}, {{"a", "b"}}, {}, {}, {}};
    for (const auto& [mark, group, answered] : responses) {
        marks.marks.push_back(mark);
        marks.groups.push_back(static_cast<std::uint16_t>(group));
        marks.answered.push_back(static_cast<std::uint8_t>(answered));
    }
    return marks;
}

}  // namespace

TEST_CASE("what came and went is told apart for every base", "[admin][release][S6]") {
    const ResponseMarks before = marks_of({{1, 0, 1}, {2, 0, 0}, {5, 1, 1}, {5, 1, 1}});
    const ResponseMarks now = marks_of({{1, 0, 1}, {3, 1, 1}, {5, 1, 1}, {9, 0, 0}});
    const BaseChanges changes = compare_marks(before, now);
    CHECK(changes.in_common == 2);
    CHECK_FALSE(changes.same());
    CHECK(changes.before.at("*") == 4);
    CHECK(changes.now.at("q|place=b") == 2);
    CHECK(changes.added.at("*") == 2);
    CHECK(changes.added.at("q|place=b") == 1);
    CHECK(changes.added.at("|place=a") == 1);
    CHECK(changes.added.count("q|place=a") == 0);
    CHECK(changes.removed.at("|place=a") == 1);
    CHECK(changes.removed.at("q|place=b") == 1);  // one of two that said the same
    CHECK(compare_marks(now, now).same());
}

TEST_CASE("while answers come in a release is rounded, and the next one waits for enough people",
          "[admin][release][S6]") {
    AnsweredTown town({{63, 0}, {41, 1}, {38, 2}});
    REQUIRE(make(town, "one") == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("Release 1"));
    CHECK_THAT(town.terminal.printed, Catch::Contains("rounded to 5"));
    const json report = report_of(town, "one");
    CHECK(shown(report, "very") == 65);    // 63 to the nearest 5
    CHECK(shown(report, "fairly") == 40);  // 41
    town.more({{4, 0}});
    CHECK(make(town, "two") == 1);
    CHECK_THAT(town.terminal.complaints, Catch::Contains("4 answers more than in release 1"));
    CHECK_THAT(town.terminal.complaints, Catch::Contains("Wait until it is 10"));
    CHECK_FALSE(std::filesystem::exists(town.path("two")));
    town.more({{6, 2}});
    REQUIRE(make(town, "two") == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("Release 2"));
    REQUIRE(town.run({"release", "compare", "1", "2"}) == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("142 responses in both, 10 came, 0 went"));
    const json list = town.json_of({"release", "list"});
    REQUIRE(list.size() == 2);
    CHECK(list[1]["responses"] == 152);
}

TEST_CASE("a wave that has ended is released with exact numbers, and again only as it was",
          "[admin][release][S6]") {
    AnsweredTown town({{63, 0}, {41, 1}, {38, 2}});
    town.clock.advance(std::chrono::hours(24 * 10));
    REQUIRE(make(town, "one", {"--wave", "2026-q1"}) == 0);
    CHECK(shown(report_of(town, "one"), "very") == 63);
    // The same answers once more, by place as well: nothing new can be taken from the two.
    REQUIRE(make(town, "two", {"--wave", "2026-q1", "--by", "place"}) == 0);
    CHECK(shown(report_of(town, "two"), "very") == 63);
    town.more({{3, 0}});  // of March, come late
    CHECK(make(town, "three", {"--wave", "2026-q1"}) == 1);
    REQUIRE(town.run({"release", "withdraw", "1", "--reason", "answers came late"}) == 0);
    CHECK(make(town, "three", {"--wave", "2026-q1"}) == 1);  // the second still stands
    REQUIRE(town.run({"release", "withdraw", "2", "--reason", "answers came late"}) == 0);
    CHECK(make(town, "three", {"--wave", "2026-q1"}) == 0);
    CHECK(town.run({"release", "withdraw", "2", "--reason", "again"}) == 1);
}

TEST_CASE("all days less one wave are no way to a few answers", "[admin][release][S6]") {
    AnsweredTown town({{63, 0}, {41, 1}, {38, 2}});
    town.clock.advance(std::chrono::hours(24 * 10));
    REQUIRE(make(town, "wave", {"--wave", "2026-q1"}) == 0);
    // The same answers as "all days": nobody else answered, so it is the same release.
    CHECK(make(town, "all") == 0);
}

TEST_CASE("a register that cannot be read lets nothing out", "[admin][release][S6]") {
    AnsweredTown town({{63, 0}, {41, 1}, {38, 2}});
    REQUIRE(make(town, "one") == 0);
    town.spoil_store("UPDATE published SET bytes = x'00' WHERE kind = 'release/1'");
    CHECK(make(town, "two") == 1);
    CHECK_THAT(town.terminal.complaints, Catch::Contains("Nothing can be released"));
    CHECK_FALSE(std::filesystem::exists(town.path("two")));
}

TEST_CASE("files of a release are known again, and changed ones are not", "[admin][release]") {
    AnsweredTown town({{63, 0}, {41, 1}, {38, 2}});
    REQUIRE(make(town, "one") == 0);
    const auto files = snapshot(town.path("one"));
    CHECK(files.count("manifest.json") == 1);
    CHECK(files.count("manifest.sig") == 1);
    CHECK(files.at("manifest.json").find("marks") == std::string::npos);
    REQUIRE(town.run({"release", "verify", town.text_path("one")}) == 0);
    town.write("one/report.json", "{}");
    CHECK(town.run({"release", "verify", town.text_path("one")}) == 1);
    CHECK_THAT(town.terminal.complaints, Catch::Contains("report.json is not as it was released"));
}

// Statistics specification, 15.4: the same store and definitions give the same bytes.
TEST_CASE("a release is counted again from the answers and comes out the same",
          "[admin][release]") {
    AnsweredTown town({{63, 0}, {41, 1}, {38, 2}});
    REQUIRE(make(town, "one", {"--by", "place", "--by", "safe"}) == 0);
    town.clock.advance(std::chrono::hours(24 * 200));  // it is made again as of its own day
    REQUIRE(town.run({"release", "reproduce", town.text_path("one")}) == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("report.csv            the same"));
    CHECK_THAT(town.terminal.printed, Catch::Contains("the dataset is the same"));
    // A later release does not stand beside it when it is made again.
    town.more({{30, 0}});
    CHECK(town.run({"release", "reproduce", town.text_path("one")}) == 1);
    CHECK_THAT(town.terminal.complaints, Catch::Contains("30 came and 0 went since"));
}

TEST_CASE("a dataset or a signature that somebody changed is found", "[admin][release]") {
    AnsweredTown town({{63, 0}, {41, 1}, {38, 2}});
    REQUIRE(make(town, "one") == 0);
    const auto files = snapshot(town.path("one"));
    const std::string csv = files.at("report.csv");
    std::string more = csv;
    const std::size_t number = more.find("65");  // 63 people, to the nearest five
    REQUIRE(number != std::string::npos);
    more[number] = '7';
    town.write("one/report.csv", more);
    CHECK(town.run({"release", "verify", town.text_path("one")}) == 1);
    CHECK_THAT(town.terminal.complaints, Catch::Contains("report.csv is not as it was released"));
    CHECK(town.run({"release", "reproduce", town.text_path("one")}) == 1);
    town.write("one/report.csv", csv);
    CHECK(town.run({"release", "verify", town.text_path("one")}) == 0);
    std::string signature = files.at("manifest.sig");
    signature[0] = signature[0] == 'a' ? 'b' : 'a';
    town.write("one/manifest.sig", signature);
    CHECK(town.run({"release", "verify", town.text_path("one")}) == 1);
    CHECK_THAT(town.terminal.complaints, Catch::Contains("manifest.sig is not the signature"));
    std::string manifest = files.at("manifest.json");
    manifest.replace(manifest.find("\"responses\": 142"), 16, "\"responses\": 143");
    town.write("one/manifest.json", manifest);
    CHECK(town.run({"release", "verify", town.text_path("one")}) == 1);
}

TEST_CASE("a manifest says what the numbers rest on, and holds no person", "[admin][release]") {
    AnsweredTown town({{63, 0}, {41, 1}, {38, 2}});
    REQUIRE(make(town, "one") == 0);
    const auto files = snapshot(town.path("one"));
    const json manifest = json::parse(files.at("manifest.json"));
    CHECK(manifest["responses"] == 142);
    CHECK(manifest["forms"].size() == 1);
    CHECK(manifest["dataset"].size() == 3);
    CHECK(manifest["files"].size() == 6);
    for (const auto& [name, hash] : manifest["files"].items()) {
        INFO(name);
        CHECK(hash.get<std::string>().size() == 64);
    }
    CHECK(make(town, "two", {"--report", "scrutiny"}) == 2);  // of what?
}

TEST_CASE("a try of a release keeps nothing", "[admin][release]") {
    AnsweredTown town({{63, 0}, {41, 1}, {38, 2}});
    REQUIRE(make(town, "one", {"--try"}) == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("could be released now"));
    CHECK_FALSE(std::filesystem::exists(town.path("one")));
    REQUIRE(town.run({"release", "list"}) == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("Nothing was released yet."));
}
