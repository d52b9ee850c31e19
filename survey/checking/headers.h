#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "survey/checking/report.h"
#include "survey/reading/sheet.h"

namespace harmony::survey {

/// A column of a sheet that means something.
struct Column {
    std::size_t index = 0;
    std::string header;    ///< as written
    std::string key;       ///< `relevant`, `label`, `kiosk:block`
    std::string language;  ///< as written; empty without `::`
};

enum class SheetKind { survey, choices, settings };

/// A sheet with its headers understood.
class Table {
public:
    /// Reports headers that nobody knows, twice or without a column. `sheet` must outlive the
    /// table.
    Table(const Sheet& sheet, SheetKind kind, Report& report);

    [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
    [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
    [[nodiscard]] const Column* find(std::string_view key) const;
    [[nodiscard]] std::vector<const Column*> all(std::string_view key) const;

    /// Rows below the headers.
    [[nodiscard]] std::vector<const SheetRow*> rows() const;

    /// Text of a row in a column; empty when there is none.
    [[nodiscard]] const std::string& text(const SheetRow& row, std::string_view key) const;

    [[nodiscard]] Spot spot(const SheetRow& row, std::string_view key) const;
    [[nodiscard]] Spot spot(const SheetRow& row, const Column& column) const;

    /// The header of a column.
    [[nodiscard]] Spot header_spot(const Column& column) const;

    /// The sheet as a whole.
    [[nodiscard]] Spot spot() const { return {sheet_.name, nullptr, std::nullopt, {}}; }

private:
    void read_headers(const SheetRow& row, Report& report);
    void check_doubles(const SheetRow& row, Report& report) const;
    void check_beyond(Report& report) const;

    const Sheet& sheet_;
    SheetKind kind_;
    std::vector<Column> columns_;
};

/// Whether a column may carry a language.
[[nodiscard]] bool is_translatable(std::string_view key);

}  // namespace harmony::survey
