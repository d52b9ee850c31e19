#include <catch2/catch.hpp>

#include "town.h"

using namespace harmony;
using namespace harmony::tests;

TEST_CASE("every verb explains itself with an example", "[admin][cli]") {
    Town town;
    const std::vector<std::vector<std::string>> verbs = {{"init"},
                                                         {"kiosk", "enrol"},
                                                         {"kiosk", "list"},
                                                         {"survey", "check"},
                                                         {"phrases", "export"},
                                                         {"phrases", "import"},
                                                         {"event", "add"},
                                                         {"event", "edit"},
                                                         {"event", "list"},
                                                         {"event", "show"},
                                                         {"event", "expand"},
                                                         {"event", "cancel"},
                                                         {"event", "move"},
                                                         {"event", "signups"},
                                                         {"event", "venues"},
                                                         {"event", "export"},
                                                         {"event", "poster"},
                                                         {"event", "share-image"},
                                                         {"publish"},
                                                         {"sync"},
                                                         {"summarise"},
                                                         {"report"}};
    for (std::vector<std::string> words : verbs) {
        words.push_back("--help");
        CHECK(town.run(words) == 0);
        CHECK(town.terminal.printed.find("Example:\n  harmony-admin " + words[0]) !=
              std::string::npos);
    }
}

TEST_CASE("a word or option that does not exist is wrong usage and not a refusal", "[admin][cli]") {
    Town town;
    CHECK(town.run({"publsh"}) == 2);
    CHECK(town.terminal.complaints ==
          "harmony-admin: 'publsh' is not known here\nSee: harmony-admin --help\n");
    CHECK(town.run({"sync"}) == 2);
    CHECK(town.run({"sync", "--form", "folder:x"}) == 2);
    CHECK(town.run({}) == 2);
    CHECK(town.terminal.complaints.find("--help") != std::string::npos);
    CHECK(town.run({"report", "--survey", "x", "--out", "y", "--audience", "everybody"}) == 2);
}

TEST_CASE("where there is no office every verb says how to make one", "[admin][cli]") {
    Town town;
    for (const auto& words : std::vector<std::vector<std::string>>{
             {"kiosk", "list"}, {"sync", "--from", "folder:x"}, {"summarise"}}) {
        CHECK(town.run(words) == 1);
        CHECK(town.terminal.complaints.find("harmony-admin init --org") != std::string::npos);
    }
}

TEST_CASE("an office with a single root key says so at every start", "[admin][cli]") {
    Town town;
    town.make_office();
    CHECK(town.run({"kiosk", "list"}) == 0);
    CHECK(town.terminal.complaints ==
          "One root key. Lose it and every kiosk must be enrolled again.\n");
    CHECK(town.terminal.printed.find("No kiosk is enrolled yet") != std::string::npos);
}

TEST_CASE("an address that is none is refused with the shape of one", "[admin][cli]") {
    Town town;
    town.make_office();
    CHECK(town.run({"sync", "--from", "ftp://example.org"}) == 1);
    CHECK(town.terminal.complaints.find("folder:") != std::string::npos);
}
