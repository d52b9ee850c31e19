#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "ui/geometry.h"
#include "ui/language.h"

namespace harmony::ui {

enum class Weight { regular, bold };

/// `start` is left in a left-to-right text and right in a right-to-left one.
enum class Align { start, centre, end };

/// Text that came from a resident is kept apart, and wiped at the end of the session.
enum class Privacy { open, personal };

/// How a text is set. Sizes are pixels of capital height, so that every script looks equally large.
struct TextStyle {
    double capital_px = 29;
    Weight weight = Weight::regular;
    Align align = Align::start;
    std::string language = "en";
    Privacy privacy = Privacy::open;
    int max_lines = 0;  ///< 0: as many as it takes. A lint finds what was cut.

    bool operator==(const TextStyle&) const = default;
};

/// Where a text's pixels are, relative to its own top left corner.
struct TextExtent {
    int width_px = 0;   ///< of the longest line
    int height_px = 0;  ///< of all lines, by their line height
    /// The box of what is really drawn: Nastaliq leaves its lines. May begin above and left of 0.
    int ink_x = 0;
    int ink_y = 0;
    int ink_w = 0;
    int ink_h = 0;
    int lines = 0;
    int unknown_glyphs = 0;   ///< letters that no pinned font can draw
    bool cut = false;         ///< `max_lines` left something out
    bool split_word = false;  ///< a word is wider than the width, and was broken
};

/// Coverage of a text, one byte a pixel; colour comes with the drawing.
struct TextPicture {
    int x_px = 0;  ///< where it begins, relative to the text's top left corner
    int y_px = 0;
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint8_t> coverage;
};

/// A text that the engine has laid out: a number of the engine that gave it, good until the end of
/// the session for personal text, and until `forget_unused` dropped it for open text.
using TextId = std::uint32_t;

/// What the cache holds now.
struct TextCacheFigures {
    std::size_t hits = 0;
    std::size_t misses = 0;
    std::size_t texts = 0;
    std::size_t picture_bytes = 0;
};

/// Shapes, measures and draws text with Pango, from the pinned fonts and nothing else.
///
/// Cached by (text, style, width, language); measuring draws nothing, pictures are made when first
/// asked for. One thread.
class TextEngine {
public:
    /// Loads the fonts that `assets/fonts.json` names. Unreadable, with the file's name, when one
    /// differs from its sha256; absent when one is not installed.
    [[nodiscard]] static base::Result<std::unique_ptr<TextEngine>> open(
        const std::filesystem::path& assets);

    TextEngine(const TextEngine&) = delete;
    TextEngine& operator=(const TextEngine&) = delete;
    ~TextEngine();

    /// Lays `text` out in lines of at most `width_px` (nothing: one line a paragraph).
    [[nodiscard]] TextId layout(std::string_view text,
                                const TextStyle& style,
                                std::optional<int> width_px);

    [[nodiscard]] const TextExtent& extent(TextId id) const;

    /// Draws it when nobody has yet.
    [[nodiscard]] const TextPicture& picture(TextId id);

    /// Caret at the byte `at` of a text laid out in one or more lines: x, y and height in px
    /// relative to the text's corner.
    struct Caret {
        int x_px = 0;
        int y_px = 0;
        int height_px = 0;
    };
    [[nodiscard]] Caret caret(TextId id, std::size_t at);

    /// The byte nearest to a point.
    [[nodiscard]] std::size_t byte_at(TextId id, int x_px, int y_px);

    /// Wipes and forgets every personal text.
    void wipe_personal();

    /// Pictures that may be kept: about a round of the waiting screen.
    static constexpr std::size_t most_picture_bytes = 8u << 20;

    /// Drops open texts that `layout` did not name since the last call, when there are many, and
    /// pictures of such texts, when they are more than `most_picture_bytes`.
    void forget_unused();

    [[nodiscard]] TextCacheFigures figures() const;

private:
    struct Impl;
    explicit TextEngine(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Where the last grapheme cluster before `at` begins: what {back} removes.
[[nodiscard]] std::size_t cluster_before(std::string_view text, std::size_t at);

}  // namespace harmony::ui
