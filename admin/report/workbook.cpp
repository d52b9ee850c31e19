#include "admin/report/workbook.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <ctime>
#include <memory>
#include <system_error>

#include "base/text.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::uint8_t paper_a4 = 9;
constexpr std::uint16_t last_column = 16'383;

struct CloseWorkbook {
    void operator()(lxw_workbook* workbook) const noexcept { workbook_close(workbook); }
};
using WorkbookHandle = std::unique_ptr<lxw_workbook, CloseWorkbook>;

void set_properties(lxw_workbook* workbook, const WorkbookTitle& about) {
    std::string title = about.title;
    std::string company = about.organisation;
    lxw_doc_properties properties = {};
    properties.title = title.data();
    properties.company = company.data();
    properties.created = static_cast<std::time_t>(
        std::chrono::duration_cast<std::chrono::seconds>(about.made.time_since_epoch()).count());
    workbook_set_properties(workbook, &properties);
}

}  // namespace

Formats make_formats(lxw_workbook* workbook) {
    const auto make = [&] {
        lxw_format* format = workbook_add_format(workbook);
        format_set_font_name(format, "Calibri");
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        return format;
    };
    Formats formats{make(), make(), make(), make(), make(), make(), make(), make()};
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
    format_set_num_format(formats.mean, "0.0");
    format_set_italic(formats.hidden);
    format_set_font_color(formats.hidden, 0x56606B);
    format_set_align(formats.hidden, LXW_ALIGN_RIGHT);
    return formats;
}

void Sheet::widths(double first, double others) {
    worksheet_set_column(sheet_, 0, 0, first, nullptr);
    worksheet_set_column(sheet_, 1, last_column, others, nullptr);
}

void Sheet::words(std::uint16_t column, const std::string& text, lxw_format* format) {
    worksheet_write_string(sheet_, row_, column, text.c_str(), format);
}

void Sheet::number(std::uint16_t column, double value, lxw_format* format) {
    worksheet_write_number(sheet_, row_, column, value, format);
}

void Sheet::blank(std::uint16_t column, lxw_format* format) {
    worksheet_write_blank(sheet_, row_, column, format);
}

void Sheet::line(const std::string& text, lxw_format* format) {
    words(0, text, format);
    next_row();
}

void Sheet::freeze() {
    worksheet_freeze_panes(sheet_, row_, 1);
}

std::string SheetNames::name(const std::string& wanted) {
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

Sheet add_sheet(lxw_workbook* workbook, const std::string& name, const Formats& formats) {
    lxw_worksheet* sheet = workbook_add_worksheet(workbook, name.c_str());
    worksheet_set_paper(sheet, paper_a4);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_footer(sheet, "&L&A&RPage &P of &N");
    return {sheet, formats};
}

Result<void> write_workbook(const std::filesystem::path& file,
                            const WorkbookTitle& title,
                            Readers readers,
                            const std::function<void(lxw_workbook*)>& fill) {
    std::filesystem::path part = file;
    part += ".part";
    WorkbookHandle workbook(workbook_new(part.c_str()));
    base::promise(workbook != nullptr, "no memory for a workbook");
    set_properties(workbook.get(), title);
    fill(workbook.get());
    const lxw_error failed = workbook_close(workbook.release());
    std::error_code problem;
    if (failed == LXW_NO_ERROR && readers == Readers::owner) {
        using std::filesystem::perms;
        std::filesystem::permissions(part, perms::owner_read | perms::owner_write, problem);
    }
    if (failed == LXW_NO_ERROR && !problem) {
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
