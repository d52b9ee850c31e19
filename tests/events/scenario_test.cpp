#include "scenario.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

// Every folder of tests/scenarios: what happened (`in`), and what is true of it (`expected`). Every
// release keeps passing them.

using namespace harmony;
using namespace harmony::events;
using namespace harmony::events::testing;

namespace fs = std::filesystem;

namespace {

const fs::path scenarios = fs::path(HARMONY_SOURCE_DIR) / "tests/scenarios";

std::string text_of(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> folders(const char* of) {
    std::vector<fs::path> all;
    for (const auto& entry : fs::directory_iterator(scenarios / of)) {
        all.push_back(entry.path());
    }
    std::sort(all.begin(), all.end());
    return all;
}

void check(const fs::path& folder) {
    INFO(folder.filename().string());
    Story story = read_scenario(text_of(folder / "in"));
    const std::string found = told(story.state());
    CHECK(found == text_of(folder / "expected"));
    base::SeededRandom random(9);
    for (int round = 0; round < 20; ++round) {  // whatever order it came in
        for (std::size_t i = story.facts().size(); i > 1; --i) {
            std::swap(story.facts()[i - 1], story.facts()[random.below(i)]);
        }
        CHECK(told(story.state()) == found);
    }
}

}  // namespace

TEST_CASE("every scenario of events comes out as it is written down", "[events][scenarios][E2]") {
    const auto all = folders("events");
    CHECK(all.size() >= 12);
    for (const fs::path& folder : all) {
        check(folder);
    }
}

TEST_CASE("every kind of conflict has a scenario that its default action ends",
          "[events][scenarios][E13]") {
    std::set<std::string> found;
    for (const fs::path& folder : folders("conflicts")) {
        check(folder);
        found.insert(folder.filename().string());
        CHECK(text_of(folder / "expected").find(" open") == std::string::npos);
    }
    CHECK(found == std::set<std::string>(conflict_kind_names.begin(), conflict_kind_names.end()));
}

TEST_CASE("a scenario that says something else is found out", "[events][scenarios][bite]") {
    const std::string in = text_of(scenarios / "events/two_doors_one_ticket/in");
    const std::string expected = text_of(scenarios / "events/two_doors_one_ticket/expected");
    CHECK(told(read_scenario(in).state()) == expected);
    CHECK(told(read_scenario(in + "\n3 signs_up 9 confirmed\n").state()) != expected);
    CHECK_THROWS(read_scenario("1 dances 2"));
}
