#include "admin/authoring/workbook_writer.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "admin/scratch_folder.h"
#include "base/text.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace fs = std::filesystem;

namespace {

// Letters. A column of questions should be readable without filling the screen.
constexpr std::size_t narrowest = 10;
constexpr std::size_t widest = 44;

// The day every workbook says it was made on: the clock must not show in the bytes.
// 2026-01-01T00:00:00Z.
constexpr std::time_t made_on = 1767225600;

struct CloseWorkbook {
    void operator()(lxw_workbook* workbook) const noexcept { workbook_close(workbook); }
};
using WorkbookHandle = std::unique_ptr<lxw_workbook, CloseWorkbook>;

/// The looks of cells; owned by the workbook.
struct Looks {
    lxw_format* head;
    lxw_format* cell;
};

Looks make_looks(lxw_workbook* workbook) {
    const auto make = [&] {
        lxw_format* look = workbook_add_format(workbook);
        format_set_num_format(look, "@");
        format_set_text_wrap(look);
        format_set_align(look, LXW_ALIGN_VERTICAL_TOP);
        return look;
    };
    const Looks looks{make(), make()};
    format_set_bold(looks.head);
    format_set_bg_color(looks.head, 0xE8EDF1);
    format_set_bottom(looks.head, LXW_BORDER_THIN);
    return looks;
}

std::size_t columns_of(const SheetText& sheet) {
    std::size_t columns = 0;
    for (const auto& row : sheet.rows) {
        columns = std::max(columns, row.size());
    }
    return columns;
}

double width_of(const SheetText& sheet, std::size_t column) {
    std::size_t letters = narrowest;
    for (const auto& row : sheet.rows) {
        if (column < row.size()) {
            letters = std::max(letters, base::code_points(row[column]) + 2);
        }
    }
    return static_cast<double>(std::min(letters, widest));
}

/// In the survey and choices sheets the first two columns say which row one looks at.
lxw_col_t held_columns(const SheetText& sheet) {
    return sheet.name == "settings" ? 0 : 2;
}

/// An empty cell stays one: blank text would count as text for the reader.
Result<void> write_cell(lxw_worksheet* worksheet,
                        const SheetText& sheet,
                        const Looks& looks,
                        std::size_t row,
                        std::size_t column) {
    const std::string& text = sheet.rows[row][column];
    if (text.empty()) {
        return {};
    }
    const lxw_error failed = worksheet_write_string(worksheet,
                                                    static_cast<lxw_row_t>(row),
                                                    static_cast<lxw_col_t>(column),
                                                    text.c_str(),
                                                    row == 0 ? looks.head : looks.cell);
    if (failed == LXW_NO_ERROR) {
        return {};
    }
    return Error{ErrorKind::refused,
                 fmt::format("sheet {}, row {}, column {}: {}",
                             sheet.name,
                             row + 1,
                             column + 1,
                             lxw_strerror(failed))};
}

Result<void> write_cells(lxw_worksheet* worksheet, const SheetText& sheet, const Looks& looks) {
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
        for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
            Result<void> written = write_cell(worksheet, sheet, looks, row, column);
            if (!written) {
                return written;
            }
        }
    }
    return {};
}

Result<void> write_sheet(lxw_workbook* workbook, const SheetText& sheet, const Looks& looks) {
    lxw_worksheet* worksheet = workbook_add_worksheet(workbook, sheet.name.c_str());
    base::promise(worksheet != nullptr, "a workbook takes each sheet once");
    const std::size_t columns = columns_of(sheet);
    for (std::size_t column = 0; column < columns; ++column) {
        const auto at = static_cast<lxw_col_t>(column);
        worksheet_set_column(worksheet, at, at, width_of(sheet, column), looks.cell);
    }
    worksheet_freeze_panes(worksheet, 1, held_columns(sheet));
    // Text that looks like a number is meant: without this every code and score gets a warning
    // mark.
    worksheet_ignore_errors(worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    return write_cells(worksheet, sheet, looks);
}

Result<base::Bytes> taken_back(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.good() && !in.eof()) {
        return Error{ErrorKind::unreachable, "the workbook cannot be read back"};
    }
    return base::copy_bytes(base::as_bytes(text));
}

}  // namespace

Result<base::Bytes> make_workbook(const std::vector<SheetText>& sheets) {
    // The library writes to named files only.
    std::error_code ignored;
    const auto scratch = ScratchFolder::make(fs::temp_directory_path(ignored));
    if (!scratch) {
        return Error{ErrorKind::unreachable,
                     "there is no folder for temporary files; set TMPDIR to one that can be "
                     "written"};
    }
    const fs::path file = scratch->path() / "workbook.xlsx";
    std::string folder = scratch->path().string();
    lxw_workbook_options options = {};
    options.tmpdir = folder.data();
    WorkbookHandle workbook(workbook_new_opt(file.c_str(), &options));
    base::promise(workbook != nullptr, "no memory for a workbook");
    lxw_doc_properties properties = {};
    properties.created = made_on;
    workbook_set_properties(workbook.get(), &properties);
    const Looks looks = make_looks(workbook.get());
    for (const SheetText& sheet : sheets) {
        if (const Result<void> written = write_sheet(workbook.get(), sheet, looks); !written) {
            return written.error();
        }
    }
    if (const lxw_error failed = workbook_close(workbook.release()); failed != LXW_NO_ERROR) {
        return Error{ErrorKind::unreachable, lxw_strerror(failed)};
    }
    return taken_back(file);
}

}  // namespace harmony::admin
