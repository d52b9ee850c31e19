#include "ui/letters.h"

#include <glib.h>
#include <pango/pango.h>

#include <vector>

#include "base/secret.h"
#include "base/text.h"

namespace harmony::ui {
namespace {

/// `wipe` and free of a text of GLib's.
base::SecretText taken(char* text) {
    base::SecretText kept(text);
    explicit_bzero(text, kept.size());
    g_free(text);
    return kept;
}

bool is_mark(char32_t letter) {
    return g_unichar_ismark(static_cast<gunichar>(letter)) != FALSE;
}

/// Case and marks do not matter when somebody looks for a name; separators become one space, so
/// that "St. Mary's" is found by "st mary".
base::SecretText folded(std::string_view text) {
    if (text.empty()) {
        return {};
    }
    const base::SecretText parted =
        taken(g_utf8_normalize(text.data(), static_cast<gssize>(text.size()), G_NORMALIZE_ALL));
    const base::SecretText plain =
        taken(g_utf8_casefold(parted.view().data(), static_cast<gssize>(parted.size())));
    base::SecretText kept;
    bool parts_words = false;
    const std::string_view all = plain.view();
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t from = at;
        const char32_t letter = base::next_code_point(all, at);
        if (g_unichar_isalnum(static_cast<gunichar>(letter)) != FALSE) {
            kept.append(parts_words && !kept.empty() ? " " : "");
            kept.append(all.substr(from, at - from));
            parts_words = false;
        } else if (letter != U'\'' && letter != U'\u2019' && !is_mark(letter)) {
            parts_words = true;
        }
    }
    return kept;
}

}  // namespace

std::size_t letters_in(std::string_view text) {
    const std::size_t points = base::code_points(text);
    std::vector<PangoLogAttr> attributes(points + 1);
    pango_get_log_attrs(text.data(),
                        static_cast<int>(text.size()),
                        -1,
                        pango_language_from_string("en"),
                        attributes.data(),
                        static_cast<int>(attributes.size()));
    std::size_t letters = 0;
    for (std::size_t i = 0; i < points; ++i) {
        letters += attributes[i].is_cursor_position != 0U ? 1 : 0;
    }
    return letters;
}

bool word_begins_with(std::string_view text, std::string_view typed) {
    if (!base::is_utf8(text) || !base::is_utf8(typed)) {
        return false;
    }
    const base::SecretText wanted = folded(typed);
    const base::SecretText name = folded(text);
    const std::string_view all = name.view();
    std::size_t word = 0;
    while (word <= all.size()) {
        if (all.substr(word).starts_with(wanted.view())) {
            return true;
        }
        const std::size_t space = all.find(' ', word);
        if (space == std::string_view::npos) {
            return false;
        }
        word = space + 1;
    }
    return false;
}

}  // namespace harmony::ui
