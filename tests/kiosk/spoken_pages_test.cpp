#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "kiosk/narration.h"
#include "kiosk/sample_pages.h"
#include "ui/driver.h"
#include "ui/language.h"
#include "ui/speech/speech_log.h"

using namespace harmony;

namespace {

/// The words of a language as the kiosk hands them to the voice.
ui::SpeechWords words_in(const kiosk::Phrases& phrases, std::string_view language) {
    return {std::string(language), [&](std::string_view key) {
                return phrases.text(language, fmt::format("speech.{}", key));
            }};
}

/// What is wrong with how the things of this page are said.
std::vector<std::string> flaws(const ui::sem::Tree& tree, const ui::WordsOf& words_of) {
    std::vector<std::string> found;
    for (const ui::sem::Node& node : tree.nodes()) {
        const bool matters = node.action != ui::sem::Action::none ||
                             (ui::belongs_to_reading(tree, node) && !node.name.empty());
        if (!matters) {
            continue;
        }
        for (const auto listening : {ui::Listening::loudspeaker, ui::Listening::headphones}) {
            const ui::Utterance said = ui::spoken_form(tree, node, words_of, listening);
            const std::string text(said.text().view());
            if (node.name.empty()) {
                found.push_back(node.id + " has no name");
            } else if (said.empty() || said.language.empty()) {
                found.push_back(node.id + " has no spoken form");
            } else if (text.find('{') != std::string::npos &&
                       node.name.view().find('{') == std::string_view::npos) {
                found.push_back(node.id + " says " + text);
            } else if (node.role == ui::sem::Role::button && said.parts.size() < 2) {
                found.push_back(node.id + " does not say what it is");
            }
        }
    }
    return found;
}

}  // namespace

TEST_CASE("every thing on every page has a name, a role and a spoken form in every language",
          "[kiosk][speech][K7]") {
    const kiosk::Phrases phrases = tests::shipped_phrases();
    base::ManualClock clock(base::Moment{});
    auto toolkit = *ui::Toolkit::open({ui::panel_15_inch, HARMONY_SOURCE_DIR "/assets"}, clock);
    int pages = 0;
    for (const tests::SamplePage& page : tests::sample_pages(toolkit->keyboards(), phrases)) {
        for (const ui::Language& language : ui::languages()) {
            const std::string code(language.code);
            std::map<std::string, ui::SpeechWords, std::less<>> tables;
            const ui::WordsOf words_of = [&](std::string_view of) -> const ui::SpeechWords& {
                return tables.try_emplace(std::string(of), words_in(phrases, of)).first->second;
            };
            const kiosk::Words words(phrases, code);
            toolkit->update([&](ui::Frame& frame) {
                kiosk::Intents intents;
                ui::Look look;
                look.language = code;
                page.draw(frame, {words, look, "Northgate Council"}, 0, intents);
            });
            INFO(page.name << " in " << code);
            CHECK(flaws(toolkit->tree(), words_of) == std::vector<std::string>{});
            CHECK_FALSE(ui::spoken_title(toolkit->tree(), words_of).empty());
            ++pages;
        }
    }
    CHECK(pages >= 8 * 40);
}

TEST_CASE("every word of the voice is in the catalogue of every language", "[kiosk][speech][K7]") {
    const kiosk::Phrases phrases = tests::shipped_phrases();
    for (const ui::Language& language : ui::languages()) {
        for (std::size_t i = 0; i < ui::word_count; ++i) {
            const std::string key = fmt::format("speech.{}", ui::key_of(ui::Word(i)));
            INFO(language.code << " " << key);
            CHECK(phrases.has(language.code, key));
        }
    }
}

TEST_CASE("a nameless button is found", "[kiosk][speech]") {
    ui::sem::Tree tree;
    ui::sem::Node node;
    node.id = "x.y";
    node.role = ui::sem::Role::button;
    node.action = ui::sem::Action::press;
    tree.add(std::move(node));
    const kiosk::Phrases phrases = tests::shipped_phrases();
    const ui::SpeechWords english = words_in(phrases, "en");
    const ui::WordsOf words_of = [&](std::string_view) -> const ui::SpeechWords& {
        return english;
    };
    CHECK_FALSE(flaws(tree, words_of).empty());
}
