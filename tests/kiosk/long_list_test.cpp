#include "kiosk/long_list.h"

#include <catch2/catch.hpp>

#include "kiosk/sample_pages.h"
#include "ui/letters.h"

using namespace harmony;
using namespace harmony::kiosk;

namespace {

struct Place {
    const char* name;
    const char* label;
    const char* area;
    const char* kind;
};

/// More places than are seen at once, in no order.
constexpr Place places[] = {{"p1", "Castle Park", "castle_hill", "park"},
                            {"p2", "Church Road", "castle_hill", "street"},
                            {"p3", "Quayside", "quays", "street"},
                            {"p4", "Fish Market", "quays", "shop"},
                            {"p5", "Abbey Lane", "castle_hill", "street"},
                            {"p6", "Quay stop B", "quays", "bus_stop"},
                            {"p7", "Żabia", "quays", "street"},
                            {"p8", "St. Mary’s Walk", "castle_hill", "street"},
                            {"p9", "Old Fair", "quays", "fairground"},
                            {"p10", "Bank Street", "castle_hill", "street"},
                            {"p11", "Mill Street", "castle_hill", "street"},
                            {"other", "Somewhere else", "", "street"},
                            {"p12", "Hill Street", "castle_hill", "street"}};

std::vector<ListEntry> entries(std::size_t count = std::size(places)) {
    survey::ChoiceList list;
    std::vector<survey::Offered> offered;
    for (std::size_t i = 0; i < count; ++i) {
        survey::Choice choice;
        choice.name = places[i].name;
        choice.extra = {{"area", places[i].area}, {"kind", places[i].kind}};
        list.choices.push_back(choice);
        survey::Offered one;
        one.choice = i;
        one.name = places[i].name;
        one.label = base::SecretText(places[i].label);
        offered.push_back(std::move(one));
    }
    return entries_of(list, std::move(offered), true);
}

std::string names(const std::vector<ListEntry>& list) {
    std::string text;
    for (const ListEntry& entry : list) {
        text += (text.empty() ? "" : " ") + entry.choice.name;
    }
    return text;
}

}  // namespace

TEST_CASE("places stand by area in the list's order, then by kind, and elsewhere last",
          "[kiosk][places]") {
    const Phrases phrases = tests::shipped_phrases();
    std::vector<ListEntry> list = entries();
    group_places(list, {phrases, "en"});
    CHECK(names(list) == "p2 p5 p8 p10 p11 p12 p1 p3 p7 p4 p6 p9 other");
    CHECK(list[0].choice.group == "Castle hill · Streets");
    CHECK(list[6].choice.group == "Castle hill · Parks");
    CHECK(list[9].choice.group == "Quays · Shops");
    CHECK(list[10].choice.group == "Quays · Bus stops");
    CHECK(list[11].choice.group == "Quays");  // a kind that nobody has a word for
    CHECK(list[12].choice.aside);
    CHECK(list[12].choice.group.empty());
}

TEST_CASE("a short list of places needs no names above its groups", "[kiosk][places]") {
    const Phrases phrases = tests::shipped_phrases();
    std::vector<ListEntry> list = entries(12);
    group_places(list, {phrases, "en"});
    for (const ListEntry& entry : list) {
        CHECK(entry.choice.group.empty());
    }
}

TEST_CASE("two letters leave the places that have a word beginning so, and elsewhere",
          "[kiosk][places]") {
    std::vector<ListEntry> list = entries();
    CHECK(keep_found(list, "qu") == 2);
    CHECK(names(list) == "p3 p6 other");
    list = entries();
    CHECK(keep_found(list, "PARK") == 1);  // the second word, in capitals
    CHECK(names(list) == "p1 other");
    list = entries();
    CHECK(keep_found(list, "zz") == 0);
    CHECK(names(list) == "other");
}

TEST_CASE("case, accents, full stops and apostrophes do not matter when a name is looked for",
          "[kiosk][places][K6]") {
    CHECK(ui::word_begins_with("Żabia", "zab"));
    CHECK(ui::word_begins_with("Zabia", "żab"));
    CHECK(ui::word_begins_with("St. Mary’s Walk", "st marys w"));
    CHECK(ui::word_begins_with("St. Mary’s Walk", ""));
    CHECK(ui::word_begins_with("شارع السوق", "ال"));
    CHECK(ui::word_begins_with("ਬਾਜ਼ਾਰ", "ਬਾਜ"));
    CHECK_FALSE(ui::word_begins_with("Church Road", "hurch"));
    CHECK_FALSE(ui::word_begins_with("Church Road", "road church"));
    CHECK_FALSE(ui::word_begins_with("\xff", "a"));
}

TEST_CASE("a letter with its signs counts once", "[kiosk][places][K6]") {
    CHECK(ui::letters_in("") == 0);
    CHECK(ui::letters_in("abc") == 3);
    CHECK(ui::letters_in("e\u0301") == 1);
}
