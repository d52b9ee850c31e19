#include <fmt/format.h>

#include <array>

#include "admin/report/html_parts.h"
#include "admin/report/markup.h"
#include "admin/report/svg_painter.h"

// Blocks of a document as HTML.

namespace harmony::admin {

namespace {

using Look = TableCell::Look;

std::string class_of(const TableCell& cell, bool numbers) {
    std::string names = numbers || cell.look == Look::number ? "n" : "";
    const auto add = [&](std::string_view name) {
        names += (names.empty() ? "" : " ") + std::string(name);
    };
    if (cell.look == Look::share) {
        add("share");
    }
    if (cell.look == Look::hidden) {
        add("hidden");
    }
    if (cell.answer) {
        add(cell.look == Look::number ? "no" : "answer");
    }
    return names;
}

std::string inside_of(const TableCell& cell) {
    std::string inside = escape_markup(cell.text);
    if (!cell.link.empty()) {
        inside = fmt::format(R"(<a href="#{}">{}</a>)", cell.link, inside);
    }
    if (!cell.small.empty()) {
        inside += "<small>" + escape_markup(cell.small) + "</small>";
    }
    return inside;
}

std::string cell_of(const TableCell& cell, bool numbers) {
    const std::string names = class_of(cell, numbers);
    // The deepest shade still leaves the words a contrast above 7.
    const std::string style =
        cell.shade > 0 ? fmt::format(R"html( style="background:rgba(62,124,166,{:.2f})")html",
                                     0.34 * cell.shade)
                       : "";
    return fmt::format("<td{}{}>{}</td>",
                       names.empty() ? "" : fmt::format(R"( class="{}")", names),
                       style,
                       inside_of(cell));
}

std::string row_of(const TableRow& row, const TableBlock& table) {
    std::string markup = "<tr>";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const bool numbers = i < table.columns.size() && table.columns[i].numbers;
        markup += i == row.head ? fmt::format(R"(<th scope="row">{}</th>)", inside_of(row.cells[i]))
                                : cell_of(row.cells[i], numbers && !row.cells[i].text.empty());
    }
    return markup + "</tr>\n";
}

std::string heads_of(const TableBlock& table) {
    std::string heads;
    bool any = false;
    for (const TableColumn& column : table.columns) {
        any = any || !column.head.empty();
        heads += element(
            "th", column.head, column.numbers ? R"(scope="col" class="n")" : R"(scope="col")");
    }
    return any ? "<thead><tr>" + heads + "</tr></thead>\n" : "";
}

std::string table_of(const TableBlock& table) {
    std::string markup = (table.matrix ? "<table class=\"matrix\">\n" : "<table>\n") +
                         element("caption", table.caption) + heads_of(table) + "<tbody>\n";
    bool rest = false;
    for (const TableRow& row : table.rows) {
        if (row.rest && !rest) {
            markup += "</tbody>\n<tbody class=\"rest\">\n";
            rest = true;
        }
        markup += row_of(row, table);
    }
    markup += "</tbody></table>\n";
    return table.name.empty()
               ? markup
               : fmt::format(
                     R"(<div class="scroll" tabindex="0" role="region" aria-label="{}">{}</div>)",
                     escape_markup(table.name),
                     markup) +
                     "\n";
}

std::string chart_of(const ChartBlock& block, std::string_view name) {
    return fmt::format("<figure class=\"{}\">", name) +
           svg_chart(*block.chart, escape_markup(block.id), block.title) +
           (block.caption.empty() ? "" : element("figcaption", block.caption)) + "</figure>\n";
}

struct HtmlBlock {
    std::string operator()(const ParagraphBlock& block) const {
        constexpr std::array<std::string_view, 5> looks = {
            "", R"(class="hint")", R"(class="base")", R"(class="hidden")", R"(class="quote")"};
        return element("p", block.words, looks[static_cast<std::size_t>(block.look)]) + "\n";
    }

    std::string operator()(const NotesBlock& block) const {
        std::string markup = "<ul class=\"notes\">";
        for (const std::string& note : block.notes) {
            markup += element("li", note);
        }
        return markup + "</ul>\n";
    }

    std::string operator()(const PairBlock& block) const {
        return "<div class=\"pair\">\n" + chart_of(block.chart, "bars") + "<div>" +
               table_of(block.table) + "</div></div>\n";
    }

    std::string operator()(const ChartBlock& block) const {
        return chart_of(block, block.caption.empty() ? "bars" : "drawing");
    }

    std::string operator()(const TableBlock& block) const { return table_of(block); }

    std::string operator()(const FoldBlock& block) const {
        return "<details>" + element("summary", block.title) +
               (block.words.empty() ? table_of(block.table)
                                    : element("p", block.words, R"(class="hidden")")) +
               "</details>\n";
    }
};

}  // namespace

std::string html_of(const Block& block) {
    return std::visit(HtmlBlock{}, block);
}

}  // namespace harmony::admin
