#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "ui/speech/words.h"

namespace harmony::tests {

/// English words as the examples of kiosk.md 6.2 and 6.4 have them; of any other language each is
/// "<language>:<key>", so that it is seen whose words were taken.
[[nodiscard]] inline ui::WordsOf speech_words() {
    const auto english = [](std::string_view key) -> std::string {
        constexpr std::pair<std::string_view, std::string_view> texts[] = {
            {"button", "Button"},
            {"choice", "Choice {n} of {total}"},
            {"chosen", "Chosen"},
            {"not_chosen", "Not chosen"},
            {"box", "Tick box {n} of {total}"},
            {"ticked", "Ticked"},
            {"not_ticked", "Not ticked"},
            {"placed", "Place {n}"},
            {"not_placed", "No place yet"},
            {"field", "Text box"},
            {"empty", "Empty"},
            {"typed", "{name}, {n} letters typed"},
            {"hidden", "In headphones only"},
            {"heading", "Heading"},
            {"unavailable", "Not available now"},
            {"problem", "There is a problem"},
            {"things", "{n} things on this page"},
            {"one_thing", "One thing on this page"},
            {"again", "Once more"},
            {"deleted", "Deleted"},
            {"letter", "Typed"},
        };
        for (const auto& [name, text] : texts) {
            if (name == key) {
                return std::string(text);
            }
        }
        return std::string(key);
    };
    const auto table = std::make_shared<std::map<std::string, ui::SpeechWords, std::less<>>>();
    return [table, english](std::string_view language) -> const ui::SpeechWords& {
        const auto found = table->find(language);
        if (found != table->end()) {
            return found->second;
        }
        const std::string code(language);
        const auto foreign = [&](std::string_view key) { return code + ":" + std::string(key); };
        return table
            ->emplace(
                code,
                code == "en" ? ui::SpeechWords(code, english) : ui::SpeechWords(code, foreign))
            .first->second;
    };
}

}  // namespace harmony::tests
