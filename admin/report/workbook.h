#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <string>

#include "base/error.h"
#include "base/time.h"

// What every workbook of the office is written with. Only its callers include libxlsxwriter.

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace harmony::admin {

/// The looks of cells; owned by the workbook.
struct Formats {
    lxw_format* title;
    lxw_format* head;
    lxw_format* words;
    lxw_format* warning;
    lxw_format* number;
    lxw_format* percent;
    lxw_format* mean;
    lxw_format* hidden;
};

[[nodiscard]] Formats make_formats(lxw_workbook* workbook);

/// Writes one sheet from the top down. Words are written as text, never as formulas.
class Sheet {
public:
    /// Both belong to the workbook, which must outlive this.
    Sheet(lxw_worksheet* sheet, const Formats& formats) : sheet_(sheet), formats_(formats) {}

    void widths(double first, double others);
    void next_row() { row_ += 1; }
    void words(std::uint16_t column, const std::string& text, lxw_format* format);
    void number(std::uint16_t column, double value, lxw_format* format);
    /// An empty cell that looks like something.
    void blank(std::uint16_t column, lxw_format* format);

    /// One text in the first column.
    void line(const std::string& text, lxw_format* format);

    /// What has been written stays when the rest is scrolled, and so does the first column.
    void freeze();

    [[nodiscard]] const Formats& formats() const { return formats_; }

private:
    lxw_worksheet* sheet_;
    Formats formats_;
    std::uint32_t row_ = 0;
};

/// Names of sheets: at most 31 letters, none of []:*?/\, no two alike whatever the case.
class SheetNames {
public:
    [[nodiscard]] std::string name(const std::string& wanted);

private:
    std::set<std::string> taken_;
};

/// A new sheet for paper, with its name and page at the foot.
[[nodiscard]] Sheet add_sheet(lxw_workbook* workbook,
                              const std::string& name,
                              const Formats& formats);

/// What the file says of itself. It is dated by the report, not by the clock: the same input gives
/// the same bytes.
struct WorkbookTitle {
    std::string title;
    std::string organisation;
    base::Day made{};
};

/// Who may read the file.
enum class Readers { everybody, owner };

/// Writes a workbook that `fill` makes: whole or not at all, beside `file` and renamed. Errors:
/// unreachable (the file cannot be written).
[[nodiscard]] base::Result<void> write_workbook(const std::filesystem::path& file,
                                                const WorkbookTitle& title,
                                                Readers readers,
                                                const std::function<void(lxw_workbook*)>& fill);

}  // namespace harmony::admin
