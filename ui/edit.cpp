#include "ui/edit.h"

#include <glib.h>
#include <pango/pango.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "base/text.h"
#include "ui/text.h"

namespace harmony::ui {
namespace {

/// A text of GLib's, zeroed when it goes.
struct WipeAndFree {
    void operator()(char* text) const noexcept {
        explicit_bzero(text, std::char_traits<char>::length(text));
        g_free(text);
    }
};
using WipedText = std::unique_ptr<char, WipeAndFree>;

WipedText normal(std::string_view text, GNormalizeMode mode) {
    return WipedText(g_utf8_normalize(text.data(), static_cast<gssize>(text.size()), mode));
}

// Arabic presentation forms (U+FB50..FDFF, U+FE70..FEFF) are shapes of letters, not letters.
bool has_presentation_form(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = base::next_code_point(text, at);
        if ((letter >= 0xFB50 && letter <= 0xFDFF) || (letter >= 0xFE70 && letter <= 0xFEFC)) {
            return true;
        }
    }
    return false;
}

bool is_format_control(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = base::next_code_point(text, at);
        const bool bidi = letter == 0x200E || letter == 0x200F || letter == 0x061C ||
                          (letter >= 0x202A && letter <= 0x202E) ||
                          (letter >= 0x2066 && letter <= 0x2069);
        if (bidi || (letter < 0x20 && letter != '\n')) {
            return true;
        }
    }
    return false;
}

// The bytes of the vowel sign or other mark right before `at`; 0 when a letter is there. Whoever
// put a sign wrong takes it back without losing its letter.
std::size_t mark_before(std::string_view text, std::size_t at) {
    const char* const last = g_utf8_find_prev_char(text.data(), text.data() + at);
    if (last == nullptr || last == text.data() ||
        g_unichar_ismark(g_utf8_get_char(last)) == FALSE) {
        return 0;
    }
    return at - static_cast<std::size_t>(last - text.data());
}

/// Where the grapheme cluster after `at` ends.
std::size_t cluster_after(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size()) {
        static_cast<void>(base::next_code_point(text, end));
        const bool joined =
            end < text.size() && g_unichar_ismark(g_utf8_get_char(text.data() + end)) != FALSE;
        if (!joined) {
            break;
        }
    }
    return end;
}

}  // namespace

std::size_t cluster_before(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    const std::size_t letters = base::code_points(before);
    if (letters == 0) {
        return 0;
    }
    std::vector<PangoLogAttr> attributes(letters + 1);
    pango_get_log_attrs(before.data(),
                        static_cast<int>(before.size()),
                        -1,
                        pango_language_from_string("en"),
                        attributes.data(),
                        static_cast<int>(attributes.size()));
    std::size_t letter = letters - 1;
    while (letter > 0 && attributes[letter].is_cursor_position == 0U) {
        --letter;
    }
    std::size_t byte = 0;
    for (std::size_t i = 0; i < letter; ++i) {
        static_cast<void>(base::next_code_point(before, byte));
    }
    return byte;
}

KeyPress KeyPress::typed(std::string_view text) {
    KeyPress press;
    const std::size_t size = std::min(text.size(), sizeof(press.letters) - 1);
    std::copy_n(text.data(), size, press.letters);
    return press;
}

void EditBuffer::set(std::string_view text) {
    text_.wipe();
    caret_ = 0;
    insert(text);
}

bool EditBuffer::insert(std::string_view text) {
    if (text.empty() || !base::is_utf8(text) || is_format_control(text)) {
        return false;
    }
    const WipedText letters = normal(text, G_NORMALIZE_NFC);
    const WipedText spelled =
        has_presentation_form(letters.get()) ? normal(letters.get(), G_NORMALIZE_NFKC) : nullptr;
    const std::string_view wanted = spelled != nullptr ? spelled.get() : letters.get();
    if (most_ != 0 && base::code_points(text_.view()) + base::code_points(wanted) > most_) {
        return false;
    }
    base::SecretText head(text_.view().substr(0, caret_));
    head.append(wanted);
    // A vowel sign may join the letter before the caret, so the head is made NFC as a whole.
    const WipedText joined = normal(head.view(), G_NORMALIZE_NFC);
    base::SecretText whole(joined.get());
    caret_ = whole.size();
    whole.append(text_.view().substr(head.size() - wanted.size()));
    text_ = std::move(whole);
    return true;
}

void EditBuffer::drop_before(std::size_t bytes) {
    const std::size_t from = caret_ - std::min(bytes, caret_);
    if (!base::is_utf8(text_.view().substr(0, from))) {
        return;
    }
    base::SecretText left(text_.view().substr(0, from));
    left.append(text_.view().substr(caret_));
    text_ = std::move(left);
    caret_ = from;
}

bool EditBuffer::remove_before() {
    if (caret_ == 0) {
        return false;
    }
    const std::size_t mark = mark_before(text_.view(), caret_);
    drop_before(mark != 0 ? mark : caret_ - cluster_before(text_.view(), caret_));
    return true;
}

bool EditBuffer::remove_after() {
    const std::size_t next = cluster_after(text_.view(), caret_);
    const std::size_t bytes = next - caret_;
    caret_ = next;
    drop_before(bytes);
    return bytes != 0;
}

bool EditBuffer::apply(const KeyPress& press) {
    switch (press.kind) {
        case KeyPress::Kind::text: drop_before(press.instead_of); return insert(press.text());
        case KeyPress::Kind::back: return remove_before();
        case KeyPress::Kind::place: caret_ = std::min(press.at, text_.size()); return true;
        case KeyPress::Kind::clear: {
            const bool held_something = !empty();
            wipe();
            return held_something;
        }
        case KeyPress::Kind::left: caret_ = cluster_before(text_.view(), caret_); return true;
        case KeyPress::Kind::right: caret_ = cluster_after(text_.view(), caret_); return true;
        case KeyPress::Kind::start: caret_ = 0; return true;
        case KeyPress::Kind::end: caret_ = text_.size(); return true;
        case KeyPress::Kind::remove: return remove_after();
        case KeyPress::Kind::done: return false;
    }
    return false;
}

void EditBuffer::wipe() {
    text_.wipe();
    caret_ = 0;
}

}  // namespace harmony::ui
