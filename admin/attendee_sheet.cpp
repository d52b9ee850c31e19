// The day sheet as PDF. Everything is set at 300 dots an inch by the text engine, whose fonts have
// every script a name may be in, and drawn as masks; lines and boxes are shapes.
#include <cairo-pdf.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>

#include "admin/attendee_list.h"
#include "admin/map/canvas.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr double dots_an_inch = 300;
constexpr double points_an_inch = 72;
constexpr double dots_a_mm = dots_an_inch / 25.4;
constexpr double sheet_width = 210 * dots_a_mm;
constexpr double sheet_height = 297 * dots_a_mm;
constexpr double margin = 15 * dots_a_mm;
constexpr double box = 5 * dots_a_mm;
constexpr double people_at = 118 * dots_a_mm;
constexpr double number_at = 148 * dots_a_mm;
constexpr double row_gap = 2.2 * dots_a_mm;
constexpr double name_capital = 2.7 * dots_a_mm;   // about 11 point letters
constexpr double small_capital = 2.0 * dots_a_mm;  // about 8
constexpr ui::Colour ink = ui::rgb(0x000000);

cairo_status_t take(void* to, const unsigned char* data, unsigned size) {
    auto& bytes = *static_cast<base::Bytes*>(to);
    const auto* const first = reinterpret_cast<const std::byte*>(data);
    bytes.insert(bytes.end(), first, first + size);
    return CAIRO_STATUS_SUCCESS;
}

class SheetDrawing {
public:
    SheetDrawing(const SheetWords& words, ui::TextEngine& text) : words_(words), text_(text) {
        const double points = points_an_inch / dots_an_inch;
        surface_.reset(cairo_pdf_surface_create_for_stream(
            take, &bytes_, sheet_width * points, sheet_height * points));
        cairo_pdf_surface_set_metadata(
            surface_.get(), CAIRO_PDF_METADATA_TITLE, words_.title.c_str());
        pen_.reset(cairo_create(surface_.get()));
        cairo_scale(pen_.get(), points, points);
        set_colour(pen_.get(), ink);
        cairo_set_line_width(pen_.get(), 2);
        head();
    }

    void row(const Attendee& one) {
        std::string more = fmt::format("{}", fmt::join(one.needs, ", "));
        more += (more.empty() || one.note.empty() ? "" : ": ") + one.note;
        const std::string people = one.under_16 > 0
                                       ? fmt::format("{} ({} under 16)", one.people, one.under_16)
                                       : fmt::to_string(one.people);
        const std::string digits =
            one.number.size() < 3 ? std::string() : one.number.substr(one.number.size() - 3);
        line(one.name.empty() ? "(no name given)" : one.name, people, digits, more, one.came);
    }

    void blank_rows() {
        say("Without a sign-up: adults, children, first time?", margin, name_capital, true);
        for (int number = 0; number < words_.blank_lines; ++number) {
            line(" ", "", "", "", false);
        }
    }

    Result<base::Bytes> close() {
        foot();
        if (fault_) {
            return *fault_;
        }
        pen_.reset();
        cairo_surface_finish(surface_.get());
        return std::move(bytes_);
    }

private:
    void head() {
        y_ = margin;
        say(words_.title, margin, 1.4 * name_capital, true);
        say(words_.when, margin, name_capital, true);
        say(words_.where, margin, small_capital, false);
        if (page_ == 1) {
            say(words_.worst_case, margin, small_capital, false);
            say(words_.needs_totals, margin, small_capital, false);
        }
        y_ += row_gap;
    }

    void foot() {
        const double y = y_;
        y_ = sheet_height - margin;
        say(fmt::format("Destroy after {}. Page {}.", words_.destroy_after, page_),
            margin,
            small_capital,
            false);
        y_ = y;
    }

    /// A row is never split over two pages.
    void line(const std::string& name,
              const std::string& people,
              const std::string& digits,
              const std::string& more,
              bool ticked) {
        const double most = sheet_height - 2.2 * margin;
        if (y_ + 3 * box > most) {
            foot();
            cairo_show_page(pen_.get());
            ++page_;
            head();
        }
        const double top = y_;
        cairo_rectangle(pen_.get(), margin, top, box, box);
        if (ticked) {
            cairo_move_to(pen_.get(), margin, top);
            cairo_line_to(pen_.get(), margin + box, top + box);
            cairo_move_to(pen_.get(), margin + box, top);
            cairo_line_to(pen_.get(), margin, top + box);
        }
        cairo_stroke(pen_.get());
        say(people, people_at, name_capital, false);
        y_ = top;
        say(digits, number_at, name_capital, false);
        y_ = top;
        say(name, margin + 1.6 * box, name_capital, true, people_at - margin - 2 * box);
        say(more, margin + 1.6 * box, small_capital, false);
        y_ = std::max(y_, top + box) + row_gap;
        cairo_move_to(pen_.get(), margin, y_ - row_gap / 2);
        cairo_line_to(pen_.get(), sheet_width - margin, y_ - row_gap / 2);
        cairo_stroke(pen_.get());
    }

    void say(const std::string& words,
             double x,
             double capital,
             bool bold,
             std::optional<double> wide = {}) {
        if (words.empty()) {
            return;
        }
        ui::TextStyle style;
        style.capital_px = capital;
        style.weight = bold ? ui::Weight::bold : ui::Weight::regular;
        style.language = "en";
        const double width = wide.value_or(sheet_width - margin - x);
        const ui::TextId id = text_.layout(words, style, static_cast<int>(width));
        const ui::TextExtent extent = text_.extent(id);
        if (extent.unknown_glyphs > 0 && !fault_) {
            fault_ = Error{ErrorKind::refused,
                           "no font of ours can draw every letter of a name on the list"};
        }
        mask(text_.picture(id), x);
        y_ += extent.height_px;
    }

    void mask(const ui::TextPicture& picture, double x) {
        const Surface letters = mask_of(picture);
        cairo_mask_surface(pen_.get(), letters.get(), x + picture.x_px, y_ + picture.y_px);
    }

    const SheetWords& words_;
    ui::TextEngine& text_;
    base::Bytes bytes_;
    Surface surface_;
    Pen pen_;
    double y_ = 0;
    int page_ = 1;
    std::optional<Error> fault_;
};

}  // namespace

Result<base::Bytes> draw_sheet(const SheetWords& words,
                               const std::vector<Attendee>& list,
                               ui::TextEngine& text) {
    SheetDrawing drawing(words, text);
    for (const Attendee& one : list) {
        drawing.row(one);
    }
    drawing.blank_rows();
    return drawing.close();
}

}  // namespace harmony::admin
