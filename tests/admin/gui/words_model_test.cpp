// What the view "Words" shows and decides is what the verbs say and do.
#include <catch2/catch.hpp>

#include "admin/gui/models/words.h"
#include "admin/numbers/writing_town.h"
#include "office_window.h"

using namespace harmony;
using namespace harmony::tests;
using namespace harmony::admin;
using namespace harmony::admin::gui;

namespace {

WordsModel read(Town& town) {
    TownReader reader(town);
    auto model = read_words(*reader, "quotes for the spring report", NoteLook::now);
    base::promise(model.ok(), model.ok() ? "" : model.error().message.c_str());
    return std::move(*model);
}

FreeWords text_of(const std::string& text) {
    FreeWords words;
    words.text = text;
    words.marks = summary::scan_text(text);
    return words;
}

std::vector<std::string> phrases(const std::string& text, const std::set<std::size_t>& taken) {
    const FreeWords words = text_of(text);
    return phrases_of(words, pieces_of(words), taken);
}

}  // namespace

TEST_CASE("how many texts wait is known before anybody says why they read", "[admin][gui][words]") {
    WritingTown town({"More light in the park", "Ring me on 07700 900123"});
    TownReader reader(town);
    const auto counts = count_words(*reader);
    REQUIRE(counts.ok());
    CHECK(*counts == WordCounts{2, 0, 0, 0});
    CHECK(town.office()->store().decisions().empty());
    CHECK_FALSE(read_words(*reader, "", NoteLook::now).ok());
    CHECK_FALSE(read_words(*reader, "Jan at jan@example.org asked", NoteLook::now).ok());
}

TEST_CASE("texts come with their question, and reading them is noted once", "[admin][gui][words]") {
    WritingTown town({"More light in the park", "Ring me on 07700 900123"});
    const WordsModel model = read(town);
    REQUIRE(model.texts.size() == 2);
    CHECK(model.texts[0].asked != model.texts[0].words.question);
    const auto noted = town.office()->store().decisions();
    REQUIRE(noted.size() == 1);
    CHECK(noted[0].what == "words read");
    CHECK(noted[0].reason == "quotes for the spring report");
    TownReader reader(town);
    REQUIRE(read_words(*reader, "quotes for the spring report", NoteLook::before).ok());
    CHECK(town.office()->store().decisions().size() == 1);
}

TEST_CASE("what an officer decides in the window is what reports print", "[admin][gui][words]") {
    WritingTown town({"More light in the park",
                      "Ring Sam at the corner shop on 07700 900123",
                      "Nobody listens"});
    const WordsModel model = read(town);
    for (const WordsText& text : model.texts) {
        const FreeWords& words = text.words;
        const bool marked = !words.marks.empty();
        const WordState state = marked                           ? WordState::redacted
                                : words.text == "Nobody listens" ? WordState::refused
                                                                 : WordState::released;
        std::vector<std::string> out;
        if (marked) {
            out = phrases_of(words, pieces_of(words), {1});  // Sam
        }
        REQUIRE(town.run(decide_order(words, state, "read", out).words) == 0);
    }
    const auto printed = town.released()["words"];
    REQUIRE(printed.size() == 2);
    CHECK(std::count(printed.begin(), printed.end(), "More light in the park") == 1);
    CHECK(std::count(printed.begin(),
                     printed.end(),
                     "Ring [removed] at the corner shop on [removed]") == 1);
    CHECK(read(town).counts == WordCounts{0, 1, 1, 1});

    const FreeWords& first = model.texts.front().words;
    const Order order = decide_order(first, WordState::released, "read", {});
    REQUIRE(town.run(order.words) == 0);
    REQUIRE(town.run(order.undo) == 0);
    CHECK(read(town).texts.front().words.state == WordState::held);
}

TEST_CASE("words beside each other are taken out as one phrase", "[admin][gui][words]") {
    CHECK(phrases("Ask Mr Shah, he knows", {1, 2}).empty());  // a name: marked, it goes anyway
    CHECK(phrases("The corner shop knows", {1, 2}) == std::vector<std::string>{"corner shop"});
    CHECK(phrases("Sam, the baker, and Ali!", {0, 2, 4}) ==
          std::vector<std::string>{"Sam", "baker", "Ali"});
    CHECK(phrases("one two", {}).empty());
}

TEST_CASE("a text falls into its words, and lines stay lines", "[admin][gui][words]") {
    const FreeWords words = text_of("More  light\nRing 07700 900123");
    const auto pieces = pieces_of(words);
    REQUIRE(pieces.size() == 5);
    CHECK(pieces[0] == WordPiece{0, 4, false, false});
    CHECK(pieces[1].ends_line);
    CHECK(pieces[3].marked);
    CHECK(pieces[4].marked);
    CHECK(marks_in_words(words) == "07700 900123 (a phone number)");
}
