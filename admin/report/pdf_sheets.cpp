#include "admin/report/pdf_sheets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "admin/map/canvas.h"
#include "admin/report/cairo_painter.h"

namespace harmony::admin {

namespace {

using ui::Colour;
using ui::rgb;

constexpr Colour ink = rgb(0x16202A);
constexpr Colour quiet = rgb(0x56606B);
constexpr Colour primary = rgb(0x0B3C5D);
constexpr Colour warm = rgb(0xFBF3E2);
constexpr Colour warm_line = rgb(0xC98A1B);
constexpr Colour line_ink = rgb(0xCFC9BA);

constexpr double chart_width = 250;  // beside its table: letters of 7.8 points
constexpr double gutter = 18;
constexpr double tallest_chart = 560;
constexpr double drawing_width = 330;  // alone: letters of 10 points

PaperStyle style(double size, Colour colour = ink, bool bold = false) {
    PaperStyle made;
    made.size = size;
    made.colour = colour;
    made.bold = bold;
    return made;
}

PaperStyle heading_style(int level) {
    PaperStyle made = style(level == 2   ? 15
                            : level == 3 ? 11.5
                                         : 10,
                            level == 2 ? primary : ink,
                            true);
    made.leading = 1.25;
    return made;
}

void fill(cairo_t* pen, Colour colour, double x, double y, double width, double height) {
    set_colour(pen, colour);
    cairo_rectangle(pen, x, y, width, height);
    cairo_fill(pen);
}

double height_of(const PaperTable& table) {
    double height = table.head_height();
    for (std::size_t row = 0; row < table.rows(); ++row) {
        height += table.row_height(row);
    }
    return height;
}

const char* heading_tag(int level) {
    constexpr std::array<const char*, 5> tags = {"H1", "H1", "H2", "H3", "H4"};
    return tags[static_cast<std::size_t>(std::clamp(level, 1, 4))];
}

}  // namespace

SlabMaker::SlabMaker(const Document& document, PaperText& text)
    : document_(document), text_(text) {}

Slab& SlabMaker::add(double before, double height, std::function<void(cairo_t*, double)> draw) {
    slabs_.push_back({before, height, false, std::nullopt, std::move(draw), {}});
    return slabs_.back();
}

void SlabMaker::make() {
    front();
    for (const Section& each : document_.sections()) {
        section(each);
    }
    words(document_.head().foot, style(9, quiet), "P", 18);
}

void SlabMaker::front() {
    const DocumentHead& head = document_.head();
    if (!head.organisation.empty()) {
        words(head.organisation, style(10, quiet, true), "P", 0);
    }
    PaperStyle title = style(25, primary, true);
    title.leading = 1.15;
    bookmarks_.push_back({slabs_.size(), 1, head.title});
    words(head.title, title, "H1", 4);
    words(head.about, style(10.5, quiet), "P", 4);
    if (!head.caveat.empty()) {
        caveat_box();
    }
    if (!head.figures.empty()) {
        figures();
    }
}

void SlabMaker::caveat_box() {
    constexpr double inset = 16;
    constexpr double bar = 4;
    const DocumentHead& head = document_.head();
    const double width = Paper::line - 2 * inset;
    std::vector<SetWords> lines = {
        text_.set("Please read this first", style(10.5, ink, true), width),
        text_.set(head.caveat, style(9.4), width)};
    if (!head.hidden_note.empty()) {
        lines.push_back(text_.set(head.hidden_note, style(9.4), width));
    }
    constexpr double between = 4;
    double height = 2 * inset * 0.7 + between * static_cast<double>(lines.size() - 1);
    for (const SetWords& line : lines) {
        height += line.height();
    }
    add(14, height, [this, lines, height](cairo_t* pen, double y) {
        fill(pen, warm, Paper::left, y, Paper::line, height);
        fill(pen, warm_line, Paper::left, y, bar, height);
        double at = y + inset * 0.7;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const TagScope tag(*tags_, i == 0 ? "H2" : "P");
            lines[i].draw(pen, Paper::left + inset, at);
            at += lines[i].height() + between;
        }
    });
}

void SlabMaker::figures() {
    const std::vector<KeyFigure>& figures = document_.head().figures;
    const double each = Paper::line / static_cast<double>(figures.size());
    std::vector<std::pair<SetWords, SetWords>> set;
    double height = 0;
    for (const KeyFigure& figure : figures) {
        set.emplace_back(text_.set(figure.number, style(17, primary, true), each - 10),
                         text_.set(figure.what, style(8.4, quiet), each - 10));
        height = std::max(height, set.back().first.height() + set.back().second.height());
    }
    add(12, height, [this, set, each, height](cairo_t* pen, double y) {
        double x = Paper::left;
        for (const auto& [number, what] : set) {
            fill(pen, line_ink, x, y + 2, 0.8, height - 2);
            const TagScope tag(*tags_, "P");
            number.draw(pen, x + 8, y);
            what.draw(pen, x + 8, y + number.height());
            x += each;
        }
    });
}

void SlabMaker::words(const std::string& text,
                      const PaperStyle& style,
                      const char* tag,
                      double before) {
    if (text.empty()) {
        return;
    }
    SetWords set = text_.set(text, style, std::min(Paper::line, style.size * 52));
    add(before, set.height(), [this, set, tag](cairo_t* pen, double y) {
        const TagScope scope(*tags_, tag);
        set.draw(pen, Paper::left, y);
    });
}

void SlabMaker::heading(const Section& section) {
    if (!section.eyebrow.empty()) {
        words(section.eyebrow, style(8.6, quiet, true), "P", 16);
        slabs_.back().with_next = true;
    }
    const double before = section.level == 2 ? 20 : section.eyebrow.empty() ? 14 : 1;
    bookmarks_.push_back({slabs_.size(), section.level, section.title});
    SetWords set = text_.set(section.title, heading_style(section.level), Paper::line);
    add(before,
        set.height(),
        [this, set, level = section.level, anchor = section.anchor](cairo_t* pen, double y) {
            const TagScope scope(*tags_, heading_tag(level));
            if (!anchor.empty()) {
                tags_->place(anchor);
            }
            set.draw(pen, Paper::left, y);
        })
        .with_next = true;
}

void SlabMaker::section(const Section& section) {
    heading(section);
    // A drawing and the table behind it stand side by side, as a pair does.
    if (section.frame == Section::Frame::half_card && section.blocks.size() == 2 &&
        std::holds_alternative<ChartBlock>(section.blocks[0]) &&
        std::holds_alternative<TableBlock>(section.blocks[1])) {
        pair(std::get<ChartBlock>(section.blocks[0]), std::get<TableBlock>(section.blocks[1]));
        return;
    }
    bool leading = true;
    for (const Block& each : section.blocks) {
        const std::size_t before = slabs_.size();
        block(each);
        // Words at the beginning of a section go with what they lead to.
        leading = leading && (std::holds_alternative<NotesBlock>(each) ||
                              (std::holds_alternative<ParagraphBlock>(each) &&
                               std::get<ParagraphBlock>(each).look != ParagraphBlock::Look::plain));
        for (std::size_t at = before;
             leading && &each != &section.blocks.back() && at < slabs_.size();
             ++at) {
            slabs_[at].with_next = true;
        }
    }
}

void SlabMaker::block(const Block& block) {
    if (const auto* paragraph = std::get_if<ParagraphBlock>(&block)) {
        using Look = ParagraphBlock::Look;
        const bool pale = paragraph->look == Look::hint || paragraph->look == Look::hidden;
        words(paragraph->words,
              style(9.5, pale ? quiet : ink),
              paragraph->look == Look::quote ? "BlockQuote" : "P",
              paragraph->look == Look::plain ? 6 : 2);
    } else if (const auto* remarks = std::get_if<NotesBlock>(&block)) {
        notes(*remarks);
    } else if (const auto* both = std::get_if<PairBlock>(&block)) {
        pair(both->chart, both->table);
    } else if (const auto* drawing = std::get_if<ChartBlock>(&block)) {
        chart(*drawing, drawing_width);
    } else if (const auto* numbers = std::get_if<TableBlock>(&block)) {
        table(*numbers);
    } else if (const auto* folded = std::get_if<FoldBlock>(&block)) {
        fold(*folded);
    }
}

void SlabMaker::notes(const NotesBlock& block) {
    for (const std::string& note : block.notes) {
        SetWords set = text_.set(note, style(8.8, ink), Paper::line - 10);
        const bool first = &note == &block.notes.front();
        const bool last = &note == &block.notes.back();
        add(first ? 4 : 1.5, set.height(), [this, set, first, last](cairo_t* pen, double y) {
            if (first) {
                tags_->begin("L");
            }
            {
                const TagScope item(*tags_, "LI");
                const TagScope body(*tags_, "LBody");
                fill(pen, warm_line, Paper::left, y + 2, 2.5, set.height() - 3);
                set.draw(pen, Paper::left + 9, y);
            }
            if (last) {
                tags_->end("L");
            }
        }).with_next = !last;
    }
}

void SlabMaker::draw_chart(const ChartBlock& block, double x, double y, double width) const {
    tags_->begin_figure(block.title + ". " + block.chart->description());
    cairo_save(tags_->pen());
    cairo_translate(tags_->pen(), x, y);
    CairoPainter painter(tags_->pen(), text_, width / Chart::width);
    block.chart->draw(painter);
    cairo_restore(tags_->pen());
    tags_->end("Figure");
}

void SlabMaker::chart(const ChartBlock& block, double width) {
    const double natural = block.chart->height() * width / Chart::width;
    const double drawn = natural > tallest_chart ? width * tallest_chart / natural : width;
    const SetWords below = caption(block.caption, Paper::line);
    add(8,
        block.chart->height() * drawn / Chart::width + 4 + below.height(),
        [this, &block, drawn, below](cairo_t* pen, double y) {
            draw_chart(block, Paper::left, y, drawn);
            const TagScope tag(*tags_, "P");
            below.draw(pen, Paper::left, y + block.chart->height() * drawn / Chart::width + 4);
        });
}

SetWords SlabMaker::caption(const std::string& text, double width) const {
    return text_.set(text, style(8.2, quiet), width);
}

void SlabMaker::draw_whole_table(const TableBlock& block,
                                 const PaperTable& table,
                                 const SetWords& caption,
                                 double x,
                                 double y) const {
    const TagScope tag(*tags_, "Table");
    if (!block.caption.empty()) {
        const TagScope words(*tags_, "Caption");
        caption.draw(tags_->pen(), x, y);
    }
    y += caption.height() + 2;
    table.draw_heads(*tags_, x, y, Tagged::yes);
    y += table.head_height();
    for (std::size_t row = 0; row < table.rows(); ++row) {
        table.draw_row(*tags_, row, x, y);
        y += table.row_height(row);
    }
}

void SlabMaker::pair(const ChartBlock& chart_block, const TableBlock& table_block) {
    const double beside = Paper::line - chart_width - gutter;
    std::vector<PaperTable> tables = paper_tables(table_block, beside, text_);
    auto drawn = std::make_shared<const PaperTable>(std::move(tables.front()));
    const SetWords above = caption(table_block.caption, beside);
    const SetWords below = caption(chart_block.caption, chart_width);
    const double chart_height = chart_block.chart->height() * chart_width / Chart::width;
    const double height =
        std::max(above.height() + 2 + height_of(*drawn), chart_height + 3 + below.height());
    if (tables.size() > 1 || height > Paper::room * 0.72) {
        table(table_block);  // too long for a drawing beside it: the table holds all of it
        return;
    }
    add(8,
        height,
        [this, &chart_block, &table_block, drawn, above, below, chart_height](cairo_t* pen,
                                                                              double y) {
            draw_chart(chart_block, Paper::left, y, chart_width);
            if (!chart_block.caption.empty()) {
                const TagScope tag(*tags_, "P");
                below.draw(pen, Paper::left, y + chart_height + 3);
            }
            draw_whole_table(table_block, *drawn, above, Paper::left + chart_width + gutter, y);
        });
}

void SlabMaker::table(const TableBlock& block) {
    for (PaperTable& part : paper_tables(block, Paper::line, text_)) {
        part_of_table(block, std::make_shared<const PaperTable>(std::move(part)));
    }
}

/// The caption and the heads, then row by row; the last two rows stay together.
void SlabMaker::part_of_table(const TableBlock& block, std::shared_ptr<const PaperTable> table) {
    SetWords above = caption(block.caption, Paper::line);
    add(10, above.height() + 2, [this, above, &block](cairo_t* pen, double y) {
        tags_->begin("Table");
        if (!block.caption.empty()) {
            const TagScope tag(*tags_, "Caption");
            above.draw(pen, Paper::left, y);
        }
    }).with_next = true;
    const std::size_t head = slabs_.size();
    Slab& heads = add(0, table->head_height(), [this, table](cairo_t*, double y) {
        table->draw_heads(*tags_, Paper::left, y, Tagged::yes);
    });
    heads.with_next = true;
    heads.draw_again = [this, table](cairo_t*, double y) {
        table->draw_heads(*tags_, Paper::left, y, Tagged::no);
    };
    for (std::size_t row = 0; row < table->rows(); ++row) {
        const bool last = row + 1 == table->rows();
        Slab& slab = add(0, table->row_height(row), [this, table, row, last](cairo_t*, double y) {
            table->draw_row(*tags_, row, Paper::left, y);
            if (last) {
                tags_->end("Table");
            }
        });
        slab.head = head;
        slab.with_next = !last && (row == 0 || row + 2 == table->rows());
    }
    if (table->rows() == 0) {
        add(0, 0, [this](cairo_t*, double) { tags_->end("Table"); });
    }
}

void SlabMaker::fold(const FoldBlock& block) {
    if (!block.words.empty()) {
        words(block.title + ": " + block.words, style(9, quiet), "P", 8);
        return;
    }
    words(block.title, style(9.5, primary, true), "H4", 10);
    slabs_.back().with_next = true;
    table(block.table);
}

}  // namespace harmony::admin
