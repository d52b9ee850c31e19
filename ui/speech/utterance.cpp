#include "ui/speech/utterance.h"

#include <algorithm>
#include <array>

namespace harmony::ui {
namespace {

std::string_view full_stop_of(std::string_view language) {
    if (language == "ur") {
        return "۔";
    }
    return language == "pa" ? "।" : ".";
}

bool has_stop(std::string_view text) {
    constexpr std::array<std::string_view, 10> stops = {
        ".", "?", "!", ":", "…", "۔", "؟", "।", "،", "؛"};
    return std::any_of(
        stops.begin(), stops.end(), [&](std::string_view stop) { return text.ends_with(stop); });
}

}  // namespace

base::SecretText with_stop(std::string_view language, std::string_view part) {
    base::SecretText text(part);
    if (!has_stop(part)) {
        text.append(full_stop_of(language));
    }
    return text;
}

base::SecretText Utterance::text() const {
    base::SecretText text;
    for (const base::SecretText& part : parts) {
        if (!text.empty()) {
            text.append(" ");
        }
        text.append(with_stop(language, part.view()).view());
    }
    return text;
}

}  // namespace harmony::ui
