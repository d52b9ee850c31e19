#include "ui/speech/words.h"

namespace harmony::ui {
namespace {

constexpr std::array<std::string_view, word_count> keys{
    "button",    "choice",     "chosen",      "not_chosen", "box",   "ticked",  "not_ticked",
    "placed",    "not_placed", "field",       "empty",      "typed", "hidden",  "heading",
    "picture",   "map",        "unavailable", "required",   "open",  "problem", "things",
    "one_thing", "again",      "deleted",     "letter",     "top"};
static_assert(keys[static_cast<std::size_t>(Word::top)] == "top");

}  // namespace

std::string_view key_of(Word word) {
    return keys[static_cast<std::size_t>(word)];
}

std::string with_value(std::string_view text, std::string_view name, std::string_view value) {
    const std::string mark = "{" + std::string(name) + "}";
    std::string filled(text);
    if (const std::size_t at = filled.find(mark); at != std::string::npos) {
        filled.replace(at, mark.size(), value);
    }
    return filled;
}

SpeechWords::SpeechWords(std::string language,
                         const std::function<std::string(std::string_view)>& text_of)
    : language_(std::move(language)) {
    for (std::size_t i = 0; i < word_count; ++i) {
        texts_[i] = text_of(keys[i]);
    }
}

std::string SpeechWords::count(Word word, int n, int total) const {
    return with_value(
        with_value((*this)[word], "n", std::to_string(n)), "total", std::to_string(total));
}

}  // namespace harmony::ui
