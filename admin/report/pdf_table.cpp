#include "admin/report/pdf_table.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "admin/map/canvas.h"

namespace harmony::admin {

namespace {

using ui::rgb;
using Look = TableCell::Look;

constexpr double pad_x = 4;
constexpr double pad_y = 2.2;
constexpr double hairline = 0.5;
constexpr double head_line = 1.2;
constexpr double deepest_shade = 0.34;
constexpr double smaller = 1.3;
constexpr double most_air = 44;
constexpr ui::Colour quiet_ink = rgb(0x56606B);
constexpr ui::Colour ink = rgb(0x16202A);
constexpr ui::Colour link_ink = rgb(0x0B3C5D);
constexpr ui::Colour line_ink = rgb(0xCFC9BA);
constexpr ui::Colour shade_ink = rgb(0x3E7CA6);
constexpr std::array<double, 4> sizes = {8.4, 7.8, 7.2, 6.8};

bool any_heads(const TableBlock& block) {
    return std::any_of(block.columns.begin(), block.columns.end(), [](const TableColumn& column) {
        return !column.head.empty();
    });
}

PaperStyle style_of(const TableCell& cell, double size, bool numbers, bool quiet) {
    PaperStyle style;
    style.size = size;
    style.bold = cell.look == Look::share;
    style.colour = cell.look == Look::hidden || quiet ? quiet_ink : ink;
    style.align = numbers ? PaperStyle::Align::right : PaperStyle::Align::left;
    return style;
}

PaperStyle head_style(double size, bool numbers) {
    PaperStyle style;
    style.size = size - 0.4;
    style.bold = true;
    style.colour = quiet_ink;
    style.align = numbers ? PaperStyle::Align::right : PaperStyle::Align::left;
    return style;
}

void line(cairo_t* pen, double x, double y, double width, double thick) {
    set_colour(pen, line_ink);
    cairo_set_line_width(pen, thick);
    cairo_move_to(pen, x, y);
    cairo_line_to(pen, x + width, y);
    cairo_stroke(pen);
}

/// How narrow and how wide a column may be.
struct Wish {
    double least = 0;
    double natural = 0;
};

/// Measures the columns of a block at a size of type.
class Measuring {
public:
    Measuring(const TableBlock& block, double size, PaperText& text)
        : block_(block), size_(size), text_(text) {}

    [[nodiscard]] Wish wish(std::size_t column) {
        const bool numbers = block_.columns[column].numbers;
        const PaperStyle head = head_style(size_, numbers);
        Wish wish{text_.widest_word(block_.columns[column].head, head), 0};
        wish.natural = wish.least;
        for (const TableRow& row : block_.rows) {
            if (column < row.cells.size()) {
                take(row.cells[column], numbers, wish);
            }
        }
        return {wish.least + 2 * pad_x + slack, wish.natural + 2 * pad_x + slack};
    }

private:
    static constexpr double slack = 0.6;  // so that rounding never breaks a word that just fits

    void take(const TableCell& cell, bool numbers, Wish& wish) {
        const PaperStyle style = style_of(cell, size_, numbers, false);
        const double whole =
            numbers || cell.text.size() < 60 ? text_.line(cell.text, style).width() : size_ * 40;
        wish.least = std::max(wish.least, numbers ? whole : text_.widest_word(cell.text, style));
        wish.natural = std::max(wish.natural, whole);
        if (!cell.small.empty()) {
            PaperStyle small = style;
            small.size -= smaller;
            small.bold = false;
            wish.least = std::max(wish.least, text_.widest_word(cell.small, small));
            wish.natural = std::max(wish.natural, text_.line(cell.small, small).width());
        }
    }

    const TableBlock& block_;
    double size_;
    PaperText& text_;
};

double sum_least(const std::vector<Wish>& wishes) {
    return std::accumulate(wishes.begin(), wishes.end(), 0.0, [](double sum, const Wish& wish) {
        return sum + wish.least;
    });
}

/// Widths that fill `width`: between least and natural; what is left goes to columns of words.
std::vector<double> shared_out(const std::vector<Wish>& wishes,
                               const TableBlock& block,
                               const std::vector<std::size_t>& columns,
                               double width) {
    const double least = sum_least(wishes);
    double natural = 0;
    std::size_t of_words = 0;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        natural += wishes[i].natural;
        of_words += block.columns[columns[i]].numbers ? 0 : 1;
    }
    const double share =
        natural > least ? std::clamp((width - least) / (natural - least), 0.0, 1.0) : 1.0;
    // What is left goes to the columns of words; of a matrix first to its numbers, which want air.
    const std::size_t of_numbers = wishes.size() - of_words;
    const double left = std::max(0.0, width - natural);
    const double airy = block.matrix && of_numbers > 0
                            ? std::min(left / static_cast<double>(of_numbers), most_air)
                            : 0;
    const double to_words = (left - airy * static_cast<double>(of_numbers)) /
                            static_cast<double>(std::max<std::size_t>(of_words, 1));
    std::vector<double> widths;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        const bool words = !block.columns[columns[i]].numbers;
        widths.push_back(wishes[i].least + share * (wishes[i].natural - wishes[i].least) +
                         (words ? to_words : airy));
    }
    return widths;
}

}  // namespace

PaperTable::PaperTable(const TableBlock& block,
                       std::vector<std::size_t> columns,
                       double width,
                       double size,
                       PaperText& text)
    : block_(block), columns_(std::move(columns)), size_(size), text_(text), width_(width) {
    std::vector<Wish> wishes;
    Measuring measuring(block_, size_, text_);
    for (const std::size_t column : columns_) {
        wishes.push_back(measuring.wish(column));
    }
    widths_ = shared_out(wishes, block_, columns_, width_);
    for (std::size_t i = 0; any_heads(block_) && i < columns_.size(); ++i) {
        const TableColumn& column = block_.columns[columns_[i]];
        heads_.push_back(
            text_.set(column.head, head_style(size_, column.numbers), widths_[i] - 2 * pad_x));
        head_height_ = std::max(head_height_, heads_.back().height() + 2 * pad_y + head_line);
    }
    bool rest = false;
    for (const TableRow& row : block_.rows) {
        Row laid{{}, 0, row.head, row.rest && !rest};
        rest = row.rest;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const bool there = columns_[i] < row.cells.size();
            laid.cells.push_back(cell_of(there ? row.cells[columns_[i]] : TableCell{}, i, rest));
            const Cell& cell = laid.cells.back();
            laid.height = std::max(laid.height,
                                   cell.words.height() + (cell.small ? cell.small->height() : 0));
        }
        laid.height += 2 * pad_y;
        rows_.push_back(std::move(laid));
    }
}

PaperTable::Cell PaperTable::cell_of(const TableCell& cell, std::size_t column, bool quiet) const {
    const bool numbers = block_.columns[columns_[column]].numbers;
    const double width = widths_[column] - 2 * pad_x;
    PaperStyle style = style_of(cell, size_, numbers, quiet);
    if (!cell.link.empty()) {
        style.colour = link_ink;
    }
    Cell laid{text_.set(cell.text, style, width), std::nullopt, cell.shade, cell.link};
    if (!cell.small.empty()) {
        style.size -= smaller;
        style.bold = false;
        laid.small = text_.set(cell.small, style, width);
    }
    return laid;
}

void PaperTable::draw_heads(PdfTags& tags, double x, double y, Tagged tagged) const {
    if (heads_.empty()) {
        return;
    }
    double deepest = 0;
    for (const SetWords& head : heads_) {
        deepest = std::max(deepest, head.height());
    }
    {
        const TagScope row(tags, "TR", tagged);
        double left = x;
        for (std::size_t i = 0; i < heads_.size(); ++i) {
            if (tagged == Tagged::yes) {
                tags.begin_head(false);
            }
            heads_[i].draw(tags.pen(), left + pad_x, y + pad_y + deepest - heads_[i].height());
            if (tagged == Tagged::yes) {
                tags.end("TH");
            }
            left += widths_[i];
        }
    }
    line(tags.pen(), x, y + head_height_ - head_line / 2, width_, head_line);
}

void PaperTable::draw_cell(PdfTags& tags, const Cell& cell, double x, double y) {
    if (!cell.link.empty()) {
        tags.begin_link(cell.link);
    }
    cell.words.draw(tags.pen(), x + pad_x, y + pad_y);
    if (!cell.link.empty()) {
        tags.end_link();
    }
    if (cell.small) {
        cell.small->draw(tags.pen(), x + pad_x, y + pad_y + cell.words.height());
    }
}

void PaperTable::draw_row(PdfTags& tags, std::size_t row, double x, double y) const {
    const Row& laid = rows_[row];
    double left = x;
    for (std::size_t i = 0; i < laid.cells.size(); ++i) {
        if (laid.cells[i].shade > 0) {
            const double pale = 1 - deepest_shade * laid.cells[i].shade;
            const auto mixed = [&](int colour) { return pale + (1 - pale) * colour / 255.0; };
            cairo_set_source_rgb(
                tags.pen(), mixed(shade_ink.r), mixed(shade_ink.g), mixed(shade_ink.b));
            cairo_rectangle(tags.pen(), left, y, widths_[i], laid.height);
            cairo_fill(tags.pen());
        }
        left += widths_[i];
    }
    if (laid.line_above) {
        line(tags.pen(), x, y, width_, head_line);
    }
    line(tags.pen(), x, y + laid.height, width_, hairline);
    const TagScope tr(tags, "TR");
    left = x;
    for (std::size_t i = 0; i < laid.cells.size(); ++i) {
        const bool head = columns_[i] == laid.head;
        head ? tags.begin_head(true) : tags.begin("TD");
        draw_cell(tags, laid.cells[i], left, y);
        tags.end(head ? "TH" : "TD");
        left += widths_[i];
    }
}

std::vector<PaperTable> paper_tables(const TableBlock& block, double width, PaperText& text) {
    std::vector<Wish> wishes;
    double size = sizes.front();
    for (const double smaller_size : sizes) {
        size = smaller_size;
        wishes.clear();
        Measuring measuring(block, size, text);
        for (std::size_t column = 0; column < block.columns.size(); ++column) {
            wishes.push_back(measuring.wish(column));
        }
        if (sum_least(wishes) <= width) {
            break;
        }
    }
    std::vector<PaperTable> tables;
    std::vector<std::size_t> columns = {0};
    double used = wishes.empty() ? 0 : wishes[0].least;
    for (std::size_t column = 1; column < wishes.size(); ++column) {
        if (used + wishes[column].least > width && columns.size() > 1) {
            tables.emplace_back(block, columns, width, size, text);
            columns = {0};
            used = wishes[0].least;
        }
        columns.push_back(column);
        used += wishes[column].least;
    }
    tables.emplace_back(block, columns, width, size, text);
    return tables;
}

}  // namespace harmony::admin
