#include "admin/poster/poster.h"

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <qrencode.h>

#include <array>
#include <optional>

#include "admin/map/canvas.h"
#include "ui/language.h"

// Strategy:
//  1. Everything is laid out in units of a share of the sheet's width, so that A4, A5 and the share
//     picture are one drawing.
//  2. The text engine sets the words at 300 dots an inch and gives their coverage; the sheet takes
//     it as a mask. The code and the bands are shapes.
//  3. The words come from the top, code and contact from the bottom; if they meet, all words are
//     set smaller, and when the smallest do not fit it is refused.
namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using ui::Colour;
using ui::rgb;

namespace {

constexpr double dots_an_inch = 300;
constexpr double points_an_inch = 72;
constexpr double mm_an_inch = 25.4;
constexpr std::array<double, 6> scales = {1.0, 0.88, 0.76, 0.66, 0.56, 0.48};
constexpr Colour paper = rgb(0xFFFFFF);
constexpr Colour ink = rgb(0x1B2733);
constexpr Colour band = rgb(0x123A5A);
constexpr Colour warning = rgb(0x8A1C1C);

struct Size {
    double width = 0;  ///< pixels
    double height = 0;
};

Size size_of(PosterSheet sheet) {
    constexpr double dots_a_mm = dots_an_inch / mm_an_inch;
    switch (sheet) {
        case PosterSheet::poster_a4: return {210 * dots_a_mm, 297 * dots_a_mm};
        case PosterSheet::leaflet_a5: return {148 * dots_a_mm, 210 * dots_a_mm};
        case PosterSheet::share_image: break;
    }
    return {1200, 630};
}

cairo_status_t take(void* to, const unsigned char* data, unsigned size) {
    auto& bytes = *static_cast<base::Bytes*>(to);
    const auto* const first = reinterpret_cast<const std::byte*>(data);
    bytes.insert(bytes.end(), first, first + size);
    return CAIRO_STATUS_SUCCESS;
}

struct FreeCode {
    void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};
using Code = std::unique_ptr<QRcode, FreeCode>;

/// One drawing of the words at one scale.
class Drawing {
public:
    Drawing(const PosterWords& words,
            PosterSheet sheet,
            PosterFormat format,
            double scale,
            ui::TextEngine& text)
        : words_(words),
          sheet_(sheet),
          format_(format),
          size_(size_of(sheet)),
          scale_(scale),
          text_(text) {
        unit_ = size_.width / 100;
        from_right_ = ui::language_of(words.language).direction == ui::Direction::right_to_left;
    }

    /// Nothing when the words do not fit. Errors: refused.
    Result<std::optional<base::Bytes>> draw() {
        open();
        colour(paper);
        cairo_paint(pen_.get());
        head();
        body();
        const double room = foot();
        if (fault_) {
            return *fault_;
        }
        if (y_ > room) {
            return std::optional<base::Bytes>();
        }
        return std::optional(close());
    }

private:
    void open() {
        if (format_ == PosterFormat::png) {
            surface_.reset(cairo_image_surface_create(
                CAIRO_FORMAT_RGB24, static_cast<int>(size_.width), static_cast<int>(size_.height)));
            pen_.reset(cairo_create(surface_.get()));
            return;
        }
        const double points = points_an_inch / dots_an_inch;
        surface_.reset(cairo_pdf_surface_create_for_stream(
            take, &bytes_, size_.width * points, size_.height * points));
        cairo_pdf_surface_set_metadata(
            surface_.get(), CAIRO_PDF_METADATA_TITLE, words_.title.c_str());
        pen_.reset(cairo_create(surface_.get()));
        cairo_scale(pen_.get(), points, points);
    }

    base::Bytes close() {
        if (format_ == PosterFormat::png) {
            return png_of(surface_.get());
        }
        pen_.reset();
        cairo_surface_finish(surface_.get());
        return std::move(bytes_);
    }

    void colour(Colour wanted) { set_colour(pen_.get(), wanted); }

    [[nodiscard]] double left() const { return 7 * unit_; }
    [[nodiscard]] double width() const { return size_.width - 2 * left(); }

    /// Names and addresses stay as they are written in English.
    void say_english(std::string_view words, double capital, ui::Weight weight, Colour in) {
        say(words, capital, weight, in, "en");
    }

    void say(std::string_view words, double capital, ui::Weight weight, Colour in) {
        say(words, capital, weight, in, words_.language);
    }

    /// Sets a text at the pen's height and moves below it. `capital` is in units. Where the sheet's
    /// language begins on the right, so does every text.
    void say(std::string_view words,
             double capital,
             ui::Weight weight,
             Colour in,
             const std::string& language) {
        if (words.empty()) {
            return;
        }
        ui::TextStyle style;
        style.capital_px = capital * unit_ * scale_;
        style.weight = weight;
        style.language = language;
        style.align =
            from_right_ == (ui::language_of(language).direction == ui::Direction::right_to_left)
                ? ui::Align::start
                : ui::Align::end;
        const ui::TextId id = text_.layout(words, style, static_cast<int>(line_));
        const ui::TextExtent extent = text_.extent(id);
        blame(words, extent);
        mask(text_.picture(id), begin_ + (from_right_ ? line_ - extent.width_px : 0), in);
        y_ += extent.height_px;
    }

    void blame(std::string_view words, const ui::TextExtent& extent) {
        if (fault_ || (extent.unknown_glyphs == 0 && !extent.split_word)) {
            return;
        }
        fault_ = Error{ErrorKind::refused,
                       extent.unknown_glyphs > 0
                           ? fmt::format("no font of ours can draw every letter of \"{}\"", words)
                           : fmt::format("a word of \"{}\" is wider than the sheet", words)};
    }

    void mask(const ui::TextPicture& picture, double x, Colour in) {
        const Surface letters = mask_of(picture);
        colour(in);
        cairo_mask_surface(pen_.get(), letters.get(), x + picture.x_px, y_ + picture.y_px);
    }

    void head() {
        line_ = width();
        begin_ = left();
        y_ = 4 * unit_;
        // The band is as high as the name in it, which is measured by setting it first.
        const double top = y_;
        say_english(words_.organiser, 2.2, ui::Weight::bold, paper);
        const double bottom = y_ + 4 * unit_;
        colour(band);
        cairo_rectangle(pen_.get(), 0, 0, size_.width, bottom);
        cairo_fill(pen_.get());
        y_ = top;
        say_english(words_.organiser, 2.2, ui::Weight::bold, paper);
        y_ = bottom + 4 * unit_;
    }

    void body() {
        const bool share = sheet_ == PosterSheet::share_image;
        if (!words_.notice.empty()) {
            say(words_.notice, 2.8, ui::Weight::bold, warning);
            y_ += 2 * unit_;
        }
        say(words_.title, share ? 5.2 : 5.6, ui::Weight::bold, ink);
        y_ += 2.5 * unit_;
        say(words_.when, 3, ui::Weight::bold, band);
        y_ += 2 * unit_;
        for (std::size_t i = 0; i < words_.where.size() && !(share && i > 1); ++i) {
            const bool bus = i + 1 == words_.where.size() && i > 1;
            say(words_.where[i],
                i == 0 ? 2.8 : 2.1,
                i == 0 ? ui::Weight::bold : ui::Weight::regular,
                ink,
                bus ? words_.language : "en");
        }
        if (share) {
            return;
        }
        y_ += 3 * unit_;
        say(words_.summary, 2.4, ui::Weight::regular, ink);
        y_ += 2 * unit_;
        say(words_.access, 1.9, ui::Weight::regular, ink);
    }

    /// The code in the corner and what stands beside it; gives where the words must have ended.
    double foot() {
        const double margin = 6 * unit_;
        if (sheet_ == PosterSheet::share_image) {
            return size_.height - margin;
        }
        const double body_end = y_;
        // A module of the largest code is 0.7 mm wide, also on the small sheet.
        const double side = (sheet_ == PosterSheet::leaflet_a5 ? 36 : 30) * unit_;
        const double top = size_.height - margin - side;
        const double code_side = words_.code.empty() ? 0 : side;
        if (!words_.code.empty()) {
            code(from_right_ ? left() : size_.width - left() - side, top, side);
        }
        const double beside = code_side > 0 ? code_side + 3 * unit_ : 0;
        line_ = width() - beside;
        begin_ = from_right_ ? left() + beside : left();
        y_ = top + 2 * unit_;
        say(words_.code_caption, 1.9, ui::Weight::regular, ink);
        y_ += 2 * unit_;
        say_english(words_.contact, 1.9, ui::Weight::bold, ink);
        const bool foot_fits = y_ <= size_.height - margin / 2;
        y_ = foot_fits ? body_end : size_.height;
        return top - 2 * unit_;
    }

    /// With its quiet zone of four modules inside `side`.
    void code(double x, double y, double side) {
        const Code made(QRcode_encodeString8bit(words_.code.c_str(), 0, QR_ECLEVEL_L));
        if (!made) {
            fault_ = Error{ErrorKind::refused, "the calendar code holds too much"};
            return;
        }
        constexpr int quiet = 4;
        const double module = side / (made->width + 2 * quiet);
        colour(ink);
        for (int at = 0; at < made->width * made->width; ++at) {
            if ((made->data[at] & 1U) != 0) {
                cairo_rectangle(pen_.get(),
                                x + (quiet + at % made->width) * module,
                                y + (quiet + at / made->width) * module,
                                module,
                                module);
            }
        }
        cairo_fill(pen_.get());
    }

    const PosterWords& words_;
    PosterSheet sheet_;
    PosterFormat format_;
    Size size_;
    double scale_;
    ui::TextEngine& text_;
    double unit_ = 1;
    double y_ = 0;
    double line_ = 0;   ///< how wide words may be
    double begin_ = 0;  ///< the left edge of these
    bool from_right_ = false;
    base::Bytes bytes_;
    Surface surface_;
    Pen pen_;
    std::optional<Error> fault_;
};

}  // namespace

Result<base::Bytes> draw_poster(const PosterWords& words,
                                PosterSheet sheet,
                                PosterFormat format,
                                ui::TextEngine& text) {
    for (const double scale : scales) {
        Drawing drawing(words, sheet, format, scale, text);
        Result<std::optional<base::Bytes>> drawn = drawing.draw();
        if (!drawn && scale > scales.back()) {
            continue;  // a word may fit when it is smaller
        }
        if (!drawn) {
            return drawn.error();
        }
        if (*drawn) {
            return std::move(**drawn);
        }
    }
    return Error{ErrorKind::refused,
                 fmt::format("the words of \"{}\" do not fit on the sheet: shorten the summary",
                             words.title)};
}

}  // namespace harmony::admin
