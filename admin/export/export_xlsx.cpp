#include <fmt/format.h>
#include <xlsxwriter.h>

#include <charconv>
#include <cstdlib>

#include "admin/export/codebook.h"
#include "admin/export/export_files.h"
#include "admin/report/workbook.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

using Kind = ExportCell::Kind;

constexpr std::size_t most_rows = 1'048'576 - 1;  // of a sheet, without its heading
constexpr double minutes_a_day = 24 * 60;
/// Day 0 of workbooks is 1899-12-30; the days before March 1900 are counted wrongly by them.
constexpr std::int32_t day_zero = -25'569;
constexpr std::int32_t first_right_day = -25'508;

/// The looks that only exports have.
struct ExportFormats {
    lxw_format* words;
    lxw_format* date;
    lxw_format* time;
    lxw_format* date_time;
    lxw_format* not_asked;
};

ExportFormats make_export_formats(lxw_workbook* workbook) {
    const auto make = [&](const char* number_format) {
        lxw_format* format = workbook_add_format(workbook);
        format_set_font_name(format, "Calibri");
        format_set_num_format(format, number_format);
        return format;
    };
    ExportFormats formats{
        make("@"), make("yyyy-mm-dd"), make("hh:mm"), make("yyyy-mm-dd hh:mm"), make("General")};
    format_set_pattern(formats.not_asked, LXW_PATTERN_LIGHT_UP);
    format_set_fg_color(formats.not_asked, 0xB8BFC6);
    return formats;
}

double minutes_of(std::string_view hours_and_minutes) {
    int hour = 0;
    int minute = 0;
    std::from_chars(hours_and_minutes.data(), hours_and_minutes.data() + 2, hour);
    std::from_chars(hours_and_minutes.data() + 3, hours_and_minutes.data() + 5, minute);
    return hour * 60.0 + minute;
}

/// Writes cells of responses into one sheet.
class ResponseCells {
public:
    ResponseCells(Sheet& sheet, const ExportFormats& formats) : sheet_(sheet), formats_(formats) {}

    void write(std::uint16_t column, const ExportCell& cell) {
        switch (cell.kind) {
            case Kind::not_asked: sheet_.blank(column, formats_.not_asked); break;
            case Kind::empty: break;
            case Kind::words: sheet_.words(column, cell.text, formats_.words); break;
            case Kind::number:
                sheet_.number(column, std::strtod(cell.text.c_str(), nullptr), nullptr);
                break;
            case Kind::time:
                sheet_.number(column, minutes_of(cell.text) / minutes_a_day, formats_.time);
                break;
            case Kind::date: moment(column, cell.text, 0, formats_.date); break;
            case Kind::date_time:
                moment(column, cell.text, minutes_of(cell.text.substr(11)), formats_.date_time);
                break;
        }
    }

private:
    void moment(std::uint16_t column, const std::string& text, double minutes, lxw_format* format) {
        const auto day = base::day_from_iso(std::string_view(text).substr(0, 10));
        if (!day || base::day_number(*day) < first_right_day) {
            sheet_.words(column, text, formats_.words);
            return;
        }
        sheet_.number(column, base::day_number(*day) - day_zero + minutes / minutes_a_day, format);
    }

    Sheet& sheet_;
    const ExportFormats& formats_;
};

void write_texts(lxw_workbook* workbook,
                 const std::string& name,
                 const Formats& formats,
                 const ExportFormats& exported,
                 const TextRows& rows) {
    Sheet sheet = add_sheet(workbook, name, formats);
    sheet.widths(24, 18);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (std::size_t column = 0; column < rows[row].size(); ++column) {
            if (!rows[row][column].empty()) {
                sheet.words(static_cast<std::uint16_t>(column),
                            rows[row][column],
                            row == 0 ? formats.head : exported.words);
            }
        }
        sheet.next_row();
        if (row == 0) {
            sheet.freeze();
        }
    }
}

void write_responses(lxw_workbook* workbook,
                     const Formats& formats,
                     const ExportFormats& exported,
                     const ExportOrder& order) {
    const ExportTable table(order.responses.versions(), order.options);
    Sheet sheet = add_sheet(workbook, "responses", formats);
    sheet.widths(10, 14);
    std::uint16_t column = 0;
    for (const std::string& name : table.header()) {
        sheet.words(column++, name, formats.head);
    }
    sheet.next_row();
    sheet.freeze();
    for (std::size_t at = 0; at < order.responses.size(); ++at) {
        ResponseCells cells(sheet, exported);
        column = 0;
        for (const ExportCell& cell : table.row(order.responses.read(at),
                                                order.responses.version(at),
                                                {at + 1, order.responses.kiosk(at)})) {
            cells.write(column++, cell);
        }
        sheet.next_row();
    }
}

void write_read_me(lxw_workbook* workbook, const Formats& formats, const ExportOrder& order) {
    Sheet sheet = add_sheet(workbook, "read me", formats);
    sheet.widths(110, 20);
    bool is_first = true;
    for (const std::string& line : read_me(order)) {
        sheet.line(line, is_first ? formats.warning : formats.words);
        is_first = false;
    }
}

}  // namespace

Result<void> export_xlsx(const ExportOrder& order, const std::filesystem::path& file) {
    if (order.responses.size() > most_rows) {
        return Error{ErrorKind::refused,
                     fmt::format("{} responses do not fit into a sheet of {} rows. Use --csv",
                                 order.responses.size(),
                                 most_rows)};
    }
    const survey::Form& form = order.responses.versions().front();
    const WorkbookTitle title{
        std::string(form.title(form.default_language())), order.organisation, order.made};
    const Codebook codebook = make_codebook(order.responses.versions());
    return write_workbook(file, title, Readers::owner, [&](lxw_workbook* workbook) {
        const Formats formats = make_formats(workbook);
        const ExportFormats exported = make_export_formats(workbook);
        write_read_me(workbook, formats, order);
        write_responses(workbook, formats, exported, order);
        write_texts(workbook, "questions", formats, exported, codebook.questions);
        write_texts(workbook, "choices", formats, exported, codebook.choices);
    });
}

}  // namespace harmony::admin
