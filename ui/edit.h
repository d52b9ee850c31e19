#pragma once

#include <cstddef>
#include <string_view>

#include "base/secret.h"

namespace harmony::ui {

/// One press of an on-screen key, a pad or a real keyboard.
struct KeyPress {
    enum class Kind {
        text,   ///< put `text` in
        back,   ///< remove the grapheme cluster before the caret; of marks, the last one
        clear,  ///< remove everything
        done,   ///< the typist is ready
        place,  ///< caret to the byte `at`
        left,   ///< caret over one grapheme cluster
        right,
        start,
        end,
        remove,  ///< the grapheme cluster after the caret
    };
    Kind kind = Kind::text;
    char letters[32] = {};  ///< UTF-8 of a `text`, ended by zero
    std::size_t at = 0;
    std::size_t instead_of = 0;  ///< of a `text`: so many bytes before the caret go first

    [[nodiscard]] std::string_view text() const { return letters; }

    static KeyPress typed(std::string_view text);
};

/// What a resident is typing: the text in NFC, and the caret as a byte in it. Leaves no copy
/// behind.
class EditBuffer {
public:
    EditBuffer() = default;
    /// Limited to `most` code points; 0 is no limit.
    explicit EditBuffer(std::size_t most) : most_(most) {}

    [[nodiscard]] std::string_view text() const { return text_.view(); }
    [[nodiscard]] const base::SecretText& secret() const { return text_; }
    [[nodiscard]] std::size_t caret() const { return caret_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }

    /// Replaces the text; the caret goes to its end.
    void set(std::string_view text);

    /// Applies a key: presentation forms become letters, and the text stays NFC. `done` changes
    /// nothing. Returns whether something changed.
    bool apply(const KeyPress& press);

    void wipe();

private:
    bool insert(std::string_view text);
    void drop_before(std::size_t bytes);
    bool remove_before();
    bool remove_after();

    base::SecretText text_;
    std::size_t caret_ = 0;
    std::size_t most_ = 0;
};

}  // namespace harmony::ui
