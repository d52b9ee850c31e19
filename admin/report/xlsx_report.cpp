#include "admin/report/xlsx_report.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <ctime>
#include <set>
#include <system_error>

#include "admin/report/table_view.h"
#include "admin/report/words.h"
#include "base/text.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

struct CloseWorkbook {
    void operator()(lxw_workbook* workbook) const noexcept { workbook_close(workbook); }
};
using WorkbookHandle = std::unique_ptr<lxw_workbook, CloseWorkbook>;

/// The looks of cells; owned by the workbook.
struct Formats {
    lxw_format* title;
    lxw_format* head;
    lxw_format* words;
    lxw_format* warning;
    lxw_format* number;
    lxw_format* percent;
    lxw_format* hidden;
};

Formats make_formats(lxw_workbook* workbook) {
    const auto make = [&] {
        lxw_format* format = workbook_add_format(workbook);
        format_set_font_name(format, "Calibri");
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        return format;
    };
    Formats formats{make(), make(), make(), make(), make(), make(), make()};
    format_set_bold(formats.title);
    format_set_font_size(formats.title, 15);
    format_set_font_color(formats.title, 0x0B3C5D);
    format_set_bold(formats.head);
    format_set_bottom(formats.head, LXW_BORDER_THIN);
    format_set_text_wrap(formats.head);
    format_set_text_wrap(formats.words);
    format_set_text_wrap(formats.warning);
    format_set_bold(formats.warning);
    format_set_bg_color(formats.warning, 0xF3E3C3);
    format_set_num_format(formats.number, "#,##0");
    format_set_num_format(formats.percent, "0%");
    format_set_italic(formats.hidden);
    format_set_font_color(formats.hidden, 0x56606B);
    format_set_align(formats.hidden, LXW_ALIGN_RIGHT);
    return formats;
}

/// Writes one sheet from the top down. Words are written as text, never as formulas.
class Sheet {
public:
    Sheet(lxw_worksheet* sheet, const Formats& formats) : sheet_(sheet), formats_(formats) {}

    void widths(double first, double others) {
        worksheet_set_column(sheet_, 0, 0, first, nullptr);
        worksheet_set_column(sheet_, 1, 60, others, nullptr);
    }

    void next_row() { row_ += 1; }

    void words(lxw_col_t column, const std::string& text, lxw_format* format) {
        worksheet_write_string(sheet_, row_, column, text.c_str(), format);
    }

    void line(const std::string& text, lxw_format* format) {
        words(0, text, format);
        next_row();
    }

    void count(lxw_col_t column, const CellView& cell) {
        if (cell.count) {
            number(column, static_cast<double>(*cell.count), formats_.number);
        } else {
            words(column, "hidden", formats_.hidden);
        }
    }

    /// Share, low and high end in three columns: fractions shown as percent.
    void share(lxw_col_t column, const CellView& cell) {
        if (!cell.count) {
            for (lxw_col_t i = 0; i < 3; ++i) {
                words(static_cast<lxw_col_t>(column + i), "hidden", formats_.hidden);
            }
        } else if (cell.share) {
            number(column, cell.share->percent / 100.0, formats_.percent);
            number(static_cast<lxw_col_t>(column + 1), cell.share->low / 100.0, formats_.percent);
            number(static_cast<lxw_col_t>(column + 2), cell.share->high / 100.0, formats_.percent);
        }
    }

    void number(lxw_col_t column, double value, lxw_format* format) {
        worksheet_write_number(sheet_, row_, column, value, format);
    }

    [[nodiscard]] const Formats& formats() const { return formats_; }
    [[nodiscard]] lxw_worksheet* handle() const { return sheet_; }
    [[nodiscard]] lxw_row_t row() const { return row_; }

private:
    lxw_worksheet* sheet_;
    Formats formats_;
    lxw_row_t row_ = 0;
};

/// Names of sheets: at most 31 letters, none of []:*?/\, no two alike whatever the case.
class SheetNames {
public:
    std::string name(const std::string& wanted) {
        std::string clean;
        for (const char letter : wanted) {
            const bool forbidden = std::string_view("[]:*?/\\'").find(letter) != std::string::npos;
            clean += forbidden || static_cast<unsigned char>(letter) >= 0x80 ? '_' : letter;
        }
        clean = clean.substr(0, 31);
        for (int again = 2; !taken_.insert(base::lower_ascii(clean)).second; ++again) {
            const std::string ending = fmt::format(" ({})", again);
            clean = clean.substr(0, 31 - ending.size()) + ending;
        }
        return clean;
    }

private:
    std::set<std::string> taken_;
};

/// One workbook in the making.
class Book {
public:
    Book(const ReportInput& input, lxw_workbook* workbook)
        : input_(input), workbook_(workbook), formats_(make_formats(workbook)) {}

    void write() {
        read_first();
        for (const ResponsesView& view : responses_views(input_)) {
            responses(view);
        }
        for (const QuestionView& question : question_views(input_)) {
            answers(question);
            for (const BreakdownView& view : question.breakdowns) {
                breakdown(question, view);
            }
        }
    }

private:
    Sheet add(const std::string& name) {
        lxw_worksheet* sheet = workbook_add_worksheet(workbook_, names_.name(name).c_str());
        worksheet_set_paper(sheet, 9);
        worksheet_fit_to_pages(sheet, 1, 0);
        worksheet_set_footer(sheet, "&L&A&RPage &P of &N");
        Sheet page(sheet, formats_);
        if (const std::string mark = internal_mark(input_); !mark.empty()) {
            page.line(mark, formats_.warning);
        }
        return page;
    }

    void read_first();
    void responses(const ResponsesView& view);
    void answers(const QuestionView& question);
    void breakdown(const QuestionView& question, const BreakdownView& view);

    const ReportInput& input_;
    lxw_workbook* workbook_;
    Formats formats_;
    SheetNames names_;
};

void Book::read_first() {
    Sheet sheet = add("Read first");
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
    Sheet sheet = add(view.title);
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
    Sheet sheet = add(fmt::format("{} {}", question.number, question.name));
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
    lxw_col_t column = 0;
    for (const char* head : {"Answer", "People", "Share", "Range from", "Range to"}) {
        sheet.words(column++, head, formats_.head);
    }
    sheet.next_row();
    worksheet_freeze_panes(sheet.handle(), sheet.row(), 1);
    for (const LineView& line : question.answers) {
        sheet.words(0, line.label, formats_.words);
        sheet.count(1, line.cell);
        sheet.share(2, line.cell);
        sheet.next_row();
    }
    sheet.words(0, "People who answered", formats_.head);
    sheet.count(1, question.base);
    sheet.next_row();
    for (const LineView& line : question.no_answer) {
        sheet.words(0, line.label, formats_.words);
        sheet.count(1, line.cell);
        sheet.next_row();
    }
}

void Book::breakdown(const QuestionView& question, const BreakdownView& view) {
    Sheet sheet = add(fmt::format("{} {} by {}", question.number, question.name, view.grouping));
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
    sheet.words(0, column_head(view.grouping), formats_.head);
    sheet.words(1, "People who answered", formats_.head);
    lxw_col_t column = 2;
    for (const std::string& choice : view.choices) {
        sheet.words(column++, choice + ": people", formats_.head);
        sheet.words(column++, "share", formats_.head);
        sheet.words(column++, "from", formats_.head);
        sheet.words(column++, "to", formats_.head);
    }
    sheet.next_row();
    worksheet_freeze_panes(sheet.handle(), sheet.row(), 1);
    for (const GroupView& group : view.groups) {
        sheet.words(0, group.label, formats_.words);
        sheet.count(1, group.base);
        column = 2;
        for (const CellView& cell : group.cells) {
            sheet.count(column, cell);
            sheet.share(static_cast<lxw_col_t>(column + 1), cell);
            column = static_cast<lxw_col_t>(column + 4);
        }
        sheet.next_row();
    }
}

/// The same input gives the same bytes: the file is dated by the report, not by the clock.
void set_properties(lxw_workbook* workbook, const ReportInput& input) {
    std::string title = title_of(input);
    std::string company = input.texts.organisation;
    lxw_doc_properties properties = {};
    properties.title = title.data();
    properties.company = company.data();
    properties.created = static_cast<std::time_t>(
        std::chrono::duration_cast<std::chrono::seconds>(input.texts.made.time_since_epoch())
            .count());
    workbook_set_properties(workbook, &properties);
}

}  // namespace

Result<void> write_xlsx(const ReportInput& input, const std::filesystem::path& file) {
    std::filesystem::path part = file;
    part += ".part";
    WorkbookHandle workbook(workbook_new(part.c_str()));
    base::promise(workbook != nullptr, "no memory for a workbook");
    set_properties(workbook.get(), input);
    Book(input, workbook.get()).write();
    const lxw_error failed = workbook_close(workbook.release());
    std::error_code problem;
    if (failed == LXW_NO_ERROR) {
        std::filesystem::rename(part, file, problem);
    }
    if (failed != LXW_NO_ERROR || problem) {
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
        return Error{ErrorKind::unreachable,
                     fmt::format("cannot write {}: {}",
                                 file.string(),
                                 problem ? problem.message() : lxw_strerror(failed))};
    }
    return {};
}

}  // namespace harmony::admin
