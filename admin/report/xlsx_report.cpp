#include "admin/report/xlsx_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admin/report/table_view.h"
#include "admin/report/words.h"
#include "admin/report/workbook.h"

namespace harmony::admin {

namespace {

using base::Result;

using Column = std::uint16_t;

constexpr Column plus(Column column, unsigned more) {
    return static_cast<Column>(column + more);
}

/// A sheet that knows how numbers of a report are written.
class ReportSheet : public Sheet {
public:
    explicit ReportSheet(const Sheet& sheet) : Sheet(sheet) {}

    void count(Column column, const CellView& cell) {
        if (cell.count) {
            number(column, static_cast<double>(*cell.count), formats().number);
        } else {
            words(column, "hidden", formats().hidden);
        }
    }

    /// Share, low and high end in three columns: fractions shown as percent.
    void share(Column column, const CellView& cell) {
        if (!cell.count) {
            for (unsigned i = 0; i < 3; ++i) {
                words(plus(column, i), "hidden", formats().hidden);
            }
        } else if (cell.share) {
            number(column, cell.share->percent / 100.0, formats().percent);
            number(plus(column, 1), cell.share->low / 100.0, formats().percent);
            number(plus(column, 2), cell.share->high / 100.0, formats().percent);
        }
    }

    /// People, share and its range in four columns.
    void count_and_share(Column column, const CellView& cell) {
        count(column, cell);
        share(plus(column, 1), cell);
    }

    /// Mean, low and high end in three columns; nothing where there is none.
    void mean(std::array<Column, 3> columns, const std::optional<summary::Mean>& mean) {
        if (mean) {
            number(columns[0], static_cast<double>(mean->tenths) / 10, formats().mean);
            number(columns[1], static_cast<double>(mean->low) / 10, formats().mean);
            number(columns[2], static_cast<double>(mean->high) / 10, formats().mean);
        }
    }

    /// Heads of `count_and_share`. Returns the next column.
    Column share_heads(Column column, const std::string& name) {
        words(column, name + ": people", formats().head);
        words(plus(column, 1), "share", formats().head);
        words(plus(column, 2), "from", formats().head);
        words(plus(column, 3), "to", formats().head);
        return plus(column, 4);
    }

    /// Returns the next column.
    Column mean_heads(Column column, const std::string& name) {
        words(column, name, formats().head);
        words(plus(column, 1), "Mean from", formats().head);
        words(plus(column, 2), "Mean to", formats().head);
        return plus(column, 3);
    }
};

/// "1,234" as 1234; nothing for anything else.
std::optional<double> plain_number(const std::string& text) {
    std::string digits = text;
    std::erase(digits, ',');
    const bool number = !digits.empty() && digits.size() < 12 &&
                        digits.find_first_not_of("0123456789") == std::string::npos;
    return number ? std::optional(std::stod(digits)) : std::nullopt;
}

void write_table(const TableBlock& table, Sheet& sheet) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        sheet.words(static_cast<Column>(i), table.columns[i].head, sheet.formats().head);
    }
    sheet.next_row();
    sheet.freeze();
    for (const TableRow& row : table.rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const TableCell& cell = row.cells[i];
            const auto column = static_cast<Column>(i);
            if (const auto number = plain_number(cell.text)) {
                sheet.number(column, *number, sheet.formats().number);
            } else {
                const bool hidden = cell.look == TableCell::Look::hidden;
                sheet.words(
                    column, cell.text, hidden ? sheet.formats().hidden : sheet.formats().words);
            }
        }
        sheet.next_row();
    }
}

/// The table of a block that has one.
const TableBlock* table_in(const Block& block) {
    const auto* const pair = std::get_if<PairBlock>(&block);
    return pair != nullptr ? &pair->table : std::get_if<TableBlock>(&block);
}

/// One workbook in the making.
class Book {
public:
    Book(const ReportInput& input, const Document* document, lxw_workbook* workbook)
        : input_(input),
          document_(document),
          workbook_(workbook),
          formats_(make_formats(workbook)) {}

    void write() {
        read_first();
        for (const ResponsesView& view : responses_views(input_)) {
            responses(view);
        }
        for (const QuestionView& question : question_views(input_)) {
            answers(question);
            if (!question.places.empty()) {
                places(question);
            }
            for (const BreakdownView& view : question.breakdowns) {
                breakdown(question, view);
            }
        }
        if (document_ != nullptr) {
            tables_of_books();
        }
    }

private:
    ReportSheet add(const std::string& name) {
        ReportSheet page(add_sheet(workbook_, names_.name(name), formats_));
        if (const std::string mark = internal_mark(input_); !mark.empty()) {
            page.line(mark, formats_.warning);
        }
        return page;
    }

    void read_first();
    void responses(const ResponsesView& view);
    void answers(const QuestionView& question);
    void places(const QuestionView& question);
    void breakdown_heads(ReportSheet& sheet, const BreakdownView& view) const;
    void breakdown(const QuestionView& question, const BreakdownView& view);
    void tables_of_books();

    const ReportInput& input_;
    const Document* document_;  ///< null: the numbers alone
    lxw_workbook* workbook_;
    Formats formats_;
    SheetNames names_;
};

void Book::read_first() {
    ReportSheet sheet = add("Read first");
    sheet.widths(100, 30);
    sheet.line(title_of(input_), formats_.title);
    sheet.line(input_.texts.organisation, formats_.words);
    sheet.line(caveat(input_), formats_.warning);
    if (const std::string hidden = hidden_note(input_); !hidden.empty()) {
        sheet.line(hidden, formats_.words);
    }
    sheet.next_row();
    sheet.line("How these numbers came about", formats_.head);
    for (const std::string& paragraph : method_paragraphs(input_)) {
        sheet.line(paragraph, formats_.words);
    }
    for (const auto& [name, value] : input_.texts.method) {
        sheet.line(name + ": " + value, formats_.words);
    }
    sheet.next_row();
    sheet.words(0, "All questions that were asked", formats_.head);
    sheet.words(1, "In this report", formats_.head);
    sheet.next_row();
    for (const summary::AskedQuestion& asked : input_.numbers.provenance().fieldwork.asked) {
        sheet.words(0, question_label(input_.texts, asked.name), formats_.words);
        sheet.words(1, treatment_text(asked.treatment), formats_.words);
        sheet.next_row();
    }
}

void Book::responses(const ResponsesView& view) {
    ReportSheet sheet = add(view.title);
    sheet.widths(36, 16);
    sheet.line(view.title, formats_.title);
    if (view.withheld) {
        sheet.line("Too few responses to show safely.", formats_.words);
        return;
    }
    sheet.words(0, column_head(view.grouping), formats_.head);
    sheet.words(1, "Responses", formats_.head);
    sheet.next_row();
    for (const LineView& line : view.lines) {
        sheet.words(0, line.label, formats_.words);
        sheet.count(1, line.cell);
        sheet.next_row();
    }
}

void Book::answers(const QuestionView& question) {
    ReportSheet sheet = add(fmt::format("{} {}", question.number, question.name));
    sheet.widths(48, 14);
    sheet.line(question.label, formats_.title);
    const std::string base = base_sentence(question, input_);
    if (!base.empty()) {
        sheet.line(base, nullptr);
    }
    for (const std::string& note : notes_of(question, input_)) {
        sheet.line(note, nullptr);
    }
    if (question.withheld || !question.base.count) {
        return;
    }
    sheet.next_row();
    Column column = 0;
    for (const char* head :
         {question.ranking ? "Put first" : "Answer", "People", "Share", "Range from", "Range to"}) {
        sheet.words(column++, head, formats_.head);
    }
    sheet.next_row();
    sheet.freeze();
    for (const LineView& line : question.answers) {
        sheet.words(0, line.label, formats_.words);
        sheet.count(1, line.cell);
        sheet.share(2, line.cell);
        sheet.next_row();
    }
    sheet.words(0, "People who answered", formats_.head);
    sheet.count(1, question.base);
    sheet.next_row();
    if (question.mean) {
        sheet.words(0, "Mean", formats_.head);
        sheet.mean({1, 3, 4}, question.mean);
        sheet.next_row();
    }
    for (const LineView& line : question.no_answer) {
        sheet.words(0, line.label, formats_.words);
        sheet.count(1, line.cell);
        sheet.next_row();
    }
}

/// A sheet of every place: people and share of each, the first two, the mean place.
void Book::places(const QuestionView& question) {
    ReportSheet sheet = add(fmt::format("{} {} places", question.number, question.name));
    sheet.widths(36, 13);
    sheet.line(question.label, formats_.title);
    sheet.line("Where people put each answer. The mean place: 1 is first.", nullptr);
    sheet.next_row();
    sheet.words(0, "Answer", formats_.head);
    Column column = 1;
    for (std::size_t place = 1; place <= question.places.front().places.size(); ++place) {
        column = sheet.share_heads(column, ordinal(place));
    }
    column = sheet.share_heads(column, "First two");
    sheet.mean_heads(column, "Mean place");
    sheet.next_row();
    sheet.freeze();
    for (const PlacesView& answer : question.places) {
        sheet.words(0, answer.label, formats_.words);
        column = 1;
        for (const CellView& cell : answer.places) {
            sheet.count_and_share(column, cell);
            column = plus(column, 4);
        }
        sheet.count_and_share(column, answer.first_two);
        sheet.mean({plus(column, 4), plus(column, 5), plus(column, 6)}, answer.place);
        sheet.next_row();
    }
}

/// The heads of a question by groups: each answer, then means where there are any.
void Book::breakdown_heads(ReportSheet& sheet, const BreakdownView& view) const {
    sheet.words(0, column_head(view.grouping), formats_.head);
    sheet.words(1, "People who answered", formats_.head);
    Column column = 2;
    for (const std::string& choice : view.choices) {
        column = sheet.share_heads(column, choice);
    }
    const bool with_places =
        std::any_of(view.groups.begin(), view.groups.end(), [](const GroupView& group) {
            return !group.mean_places.empty();
        });
    for (std::size_t i = 0; with_places && i < view.choices.size(); ++i) {
        column = sheet.mean_heads(column, "Mean place: " + view.choices[i]);
    }
    if (has_means(view)) {
        sheet.mean_heads(column, "Mean");
    }
    sheet.next_row();
}

void Book::breakdown(const QuestionView& question, const BreakdownView& view) {
    ReportSheet sheet =
        add(fmt::format("{} {} by {}", question.number, question.name, view.grouping));
    sheet.widths(36, 13);
    sheet.line(question.label, formats_.title);
    if (view.withheld) {
        sheet.line("Too few answers to show these numbers safely.", formats_.words);
        return;
    }
    if (view.hidden_cells > 0) {
        sheet.line(fmt::format("{} hidden to protect people.",
                               counted(view.hidden_cells, "number is", "numbers are")),
                   nullptr);
    }
    sheet.next_row();
    breakdown_heads(sheet, view);
    sheet.freeze();
    for (const GroupView& group : view.groups) {
        sheet.words(0, group.label, formats_.words);
        sheet.count(1, group.base);
        Column column = 2;
        for (const CellView& cell : group.cells) {
            sheet.count_and_share(column, cell);
            column = plus(column, 4);
        }
        for (const std::optional<summary::Mean>& place : group.mean_places) {
            sheet.mean({column, plus(column, 1), plus(column, 2)}, place);
            column = plus(column, 3);
        }
        sheet.mean({column, plus(column, 1), plus(column, 2)}, group.mean);
        sheet.next_row();
    }
}

/// Maps, grids and the office's books: whatever the document has that no sheet holds yet.
void Book::tables_of_books() {
    for (const Section& section : document_->sections()) {
        for (const Block& block : section.blocks) {
            const TableBlock* const table = table_in(block);
            if (table != nullptr && !table->sheet.empty()) {
                ReportSheet sheet = add(table->sheet);
                sheet.widths(36, 18);
                sheet.line(table->caption, formats_.title);
                sheet.next_row();
                write_table(*table, sheet);
            }
        }
    }
}

}  // namespace

Result<void> write_document_xlsx(const Document& document, const std::filesystem::path& file) {
    const DocumentHead& head = document.head();
    const WorkbookTitle title{head.title, head.organisation, head.made};
    return write_workbook(file, title, Readers::everybody, [&](lxw_workbook* workbook) {
        const Formats formats = make_formats(workbook);
        SheetNames names;
        Sheet first = add_sheet(workbook, names.name("Read first"), formats);
        first.widths(100, 30);
        for (const std::string& line :
             {head.internal_mark, head.title, head.organisation, head.about}) {
            if (!line.empty()) {
                first.line(line, formats.words);
            }
        }
        for (const Section& section : document.sections()) {
            for (const Block& block : section.blocks) {
                if (const TableBlock* const table = table_in(block)) {
                    const std::string& sheet_name =
                        table->sheet.empty() ? section.title : table->sheet;
                    Sheet sheet = add_sheet(workbook, names.name(sheet_name), formats);
                    sheet.widths(36, 20);
                    if (!head.internal_mark.empty()) {
                        sheet.line(head.internal_mark, formats.warning);
                    }
                    write_table(*table, sheet);
                }
            }
        }
    });
}

Result<void> write_xlsx(const ReportInput& input,
                        const std::filesystem::path& file,
                        const Document* document) {
    const WorkbookTitle title{title_of(input), input.texts.organisation, input.texts.made};
    return write_workbook(file, title, Readers::everybody, [&](lxw_workbook* workbook) {
        Book(input, document, workbook).write();
    });
}

}  // namespace harmony::admin
