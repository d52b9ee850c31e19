#include <catch2/catch.hpp>

#include "ui/speech/spoken.h"
#include "ui/speech_words.h"

using namespace harmony;
using ui::Listening;
using ui::sem::Node;

namespace {

Node node(ui::sem::Role role, std::string id, std::string_view name) {
    Node made;
    made.id = std::move(id);
    made.role = role;
    made.name.assign(name);
    made.language = "en";
    const bool words = role == ui::sem::Role::text || role == ui::sem::Role::heading ||
                       role == ui::sem::Role::screen || role == ui::sem::Role::list_item;
    made.action = words ? ui::sem::Action::none : ui::sem::Action::press;
    return made;
}

/// A page with one node.
std::string said(const Node& one, Listening listening = Listening::loudspeaker) {
    ui::sem::Tree tree;
    tree.add(node(ui::sem::Role::screen, "q.x", "Question 4 of 9"));
    const Node& added = tree.add(one);
    return std::string(
        ui::spoken_form(tree, added, tests::speech_words(), listening).text().view());
}

}  // namespace

TEST_CASE("a choice is said with its place and whether it is chosen", "[ui][speech][K7]") {
    // kiosk.md 6.2 and 11: the examples there.
    ui::sem::Tree tree;
    tree.add(node(ui::sem::Role::screen, "q.x", "Question 4 of 9"));
    for (int i = 0; i < 6; ++i) {
        Node choice = node(ui::sem::Role::radio, "q.x.opt." + std::to_string(i), "Very safe");
        choice.state = i == 3 ? ui::sem::checked : 0U;
        tree.add(std::move(choice));
    }
    const auto form = [&](std::size_t at) {
        return std::string(
            ui::spoken_form(tree, tree.nodes()[at], tests::speech_words(), Listening::loudspeaker)
                .text()
                .view());
    };
    CHECK(form(1) == "Very safe. Choice 1 of 6. Not chosen.");
    CHECK(form(4) == "Very safe. Choice 4 of 6. Chosen.");
}

TEST_CASE("a choice is counted over all pages of its list", "[ui][speech]") {
    Node choice = node(ui::sem::Role::checkbox, "q.x.opt.a", "CCTV");
    choice.position = 9;
    choice.total = 12;
    CHECK(said(choice) == "CCTV. Tick box 9 of 12. Not ticked.");
    choice.state = ui::sem::checked;
    CHECK(said(choice) == "CCTV. Tick box 9 of 12. Ticked.");
}

TEST_CASE("a rank is said with the place it was given", "[ui][speech]") {
    Node choice = node(ui::sem::Role::checkbox, "q.x.opt.a", "Lights");
    choice.ranked = true;
    CHECK(said(choice) == "Lights. Tick box 1 of 1. No place yet.");
    choice.value.assign("2");
    CHECK(said(choice) == "Lights. Tick box 1 of 1. Place 2.");
}

TEST_CASE("a button, an empty box and a hint are said as the specification has them",
          "[ui][speech][K7]") {
    CHECK(said(node(ui::sem::Role::button, "nav.continue", "Continue")) == "Continue. Button.");
    Node field = node(ui::sem::Role::text_field, "q.phone.field", "Phone number");
    field.hint.assign("If you want us to tell you about changes.");
    CHECK(said(field) ==
          "Phone number. Text box. Empty. If you want us to tell you about changes.");
    Node off = node(ui::sem::Role::button, "nav.continue", "Continue");
    off.state = ui::sem::disabled;
    CHECK(said(off) == "Continue. Button. Not available now.");
}

TEST_CASE("what was typed is heard in headphones alone", "[ui][speech][K7]") {
    Node field = node(ui::sem::Role::text_field, "signup.name.field", "Name");
    field.personal = true;
    field.value.assign("Jan Kowalski");
    // kiosk.md 6.4: "Name, 12 letters typed."
    CHECK(said(field) == "Name, 12 letters typed. Text box.");
    CHECK(said(field, Listening::headphones) == "Name. Text box. Jan Kowalski.");
    ui::sem::Tree tree;
    const Node& added = tree.add(field);
    const auto form = [&](Listening listening) {
        return ui::spoken_form(tree, added, tests::speech_words(), listening);
    };
    CHECK_FALSE(form(Listening::loudspeaker).personal);
    CHECK(form(Listening::headphones).personal);
}

TEST_CASE("an answer on the check page is heard in headphones alone", "[ui][speech][K7]") {
    Node row = node(ui::sem::Role::list_item, "check.row.one_thing", "One thing to change");
    row.value.assign("More light");
    row.personal = true;
    CHECK(said(row) == "One thing to change. In headphones only.");
    CHECK(said(row, Listening::headphones) == "One thing to change. More light.");
}

TEST_CASE("a private choice does not say aloud whether it is chosen", "[ui][speech]") {
    Node choice = node(ui::sem::Role::radio, "q.x.opt.a", "Yes");
    choice.personal = true;
    choice.state = ui::sem::checked;
    CHECK(said(choice) == "Yes. Choice 1 of 1.");
    CHECK(said(choice, Listening::headphones) == "Yes. Choice 1 of 1. Chosen.");
}

TEST_CASE("a code is said digit by digit in its groups, twice", "[ui][speech][S4]") {
    Node code = node(ui::sem::Role::text, "thanks.receipt", "\u20664829 1736 5191\u2069");
    code.spell = true;
    CHECK(said(code) == "4 8 2 9, 1 7 3 6, 5 1 9 1. Once more. 4 8 2 9, 1 7 3 6, 5 1 9 1.");
}

TEST_CASE("telephone numbers are said digit by digit, dates are not", "[ui][speech]") {
    Node help = node(ui::sem::Role::text, "help.no_name", "Crimestoppers 0800 555 111, not 999.");
    help.spell = true;
    CHECK(said(help) == "Crimestoppers 0 8 0 0, 5 5 5, 1 1 1, not 9 9 9.");
    CHECK(said(node(ui::sem::Role::text, "thanks.next", "Look again from 1 June 2026.")) ==
          "Look again from 1 June 2026.");
    CHECK_FALSE(ui::is_code("30"));
    CHECK_FALSE(ui::is_code("30 March 2026"));
}

TEST_CASE("each thing is said in its own language, its role too", "[ui][speech]") {
    Node tile = node(ui::sem::Role::button, "language.pl", "Polski");
    tile.language = "pl";
    CHECK(said(tile) == "Polski. pl:button.");
    tile.language = "ur";
    tile.name.assign("اردو");
    CHECK(said(tile) == "اردو۔ ur:button۔");
}

TEST_CASE("a problem names the question and says what to do", "[ui][speech][K7]") {
    ui::sem::Tree tree;
    tree.add(node(ui::sem::Role::screen, "q.x", "Question 4 of 9"));
    tree.add(node(ui::sem::Role::heading, "q.x.head", "When is it"));
    Node alert = node(ui::sem::Role::alert, "q.x.trouble", "Type a number, like 3.");
    alert.state = ui::sem::live | ui::sem::invalid;
    const Node& added = tree.add(std::move(alert));
    const auto form = [&](const Node& which) {
        return std::string(
            ui::spoken_problem(tree, which, tests::speech_words(), Listening::loudspeaker)
                .text()
                .view());
    };
    CHECK(form(added) == "There is a problem. When is it: Type a number, like 3.");
    Node calm = node(ui::sem::Role::alert, "help.danger", "Call 999.");
    calm.spell = true;
    const Node& danger = tree.add(std::move(calm));
    CHECK(form(danger) == "Call 9 9 9.");
}

TEST_CASE("a page is announced with its title and what it has", "[ui][speech][K7]") {
    ui::sem::Tree tree;
    tree.add(node(ui::sem::Role::screen, "age_gate", "Are you 16 or over?"));
    Node bar = node(ui::sem::Role::button, "bar.leave", "Hide and leave");
    bar.group = ui::sem::Group::bar;
    tree.add(std::move(bar));
    tree.add(node(ui::sem::Role::button, "age.yes", "Yes"));
    const auto title = [&] {
        return std::string(ui::spoken_title(tree, tests::speech_words()).text().view());
    };
    CHECK(title() == "Are you 16 or over? One thing on this page.");
    tree.add(node(ui::sem::Role::button, "age.no", "No"));
    CHECK(title() == "Are you 16 or over? 2 things on this page.");
}
