#pragma once

// Not for others: words on paper, with Pango on Cairo. Lengths are points.

#include <pango/pangocairo.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/error.h"
#include "ui/theme.h"

namespace harmony::admin {

/// How words are set on paper.
struct PaperStyle {
    double size = 9.5;
    bool bold = false;
    ui::Colour colour{0x16, 0x20, 0x2A, 0xFF};
    double leading = 1.38;  ///< line height in ems
    enum class Align { left, right, centre } align = Align::left;
};

struct UnrefPango {
    void operator()(void* object) const noexcept { g_object_unref(object); }
};

/// Words that have been broken into lines. Drawn as often as wanted.
class SetWords {
public:
    SetWords(PangoLayout* layout, const PaperStyle& style);

    [[nodiscard]] double height() const { return height_; }
    [[nodiscard]] double width() const { return width_; }

    /// Top left corner of the box in which they were set.
    void draw(cairo_t* pen, double x, double y) const;

    /// The same with the first line's baseline at `y`.
    void draw_on_baseline(cairo_t* pen, double x, double y) const;

    /// Letters that no font of ours draws.
    [[nodiscard]] int unknown() const;

private:
    std::shared_ptr<PangoLayout> layout_;  // shared by the copies of a cell that is laid out once
    ui::Colour colour_;
    double height_ = 0;
    double width_ = 0;
};

/// Sets words from the pinned fonts and no other, so that the same report has the same pages
/// everywhere.
class PaperText {
public:
    /// REQUIRES: the files exist (`ui::pinned_fonts`).
    explicit PaperText(const std::vector<std::string>& font_files);
    PaperText(const PaperText&) = delete;
    PaperText& operator=(const PaperText&) = delete;
    ~PaperText();

    /// In lines of at most `width`.
    [[nodiscard]] SetWords set(std::string_view words, const PaperStyle& style, double width) const;

    /// In one line, as wide as it comes.
    [[nodiscard]] SetWords line(std::string_view words, const PaperStyle& style) const;

    /// The width of the widest word: no column may be narrower.
    [[nodiscard]] double widest_word(const std::string& words, const PaperStyle& style);

private:
    [[nodiscard]] PangoLayout* layout(std::string_view words, const PaperStyle& style) const;

    struct Fonts;
    std::unique_ptr<Fonts> fonts_;
    std::map<std::tuple<std::string, double, bool>, double>
        widths_;  ///< of words, by size and weight
};

}  // namespace harmony::admin
