#pragma once

#include <initializer_list>
#include <string>
#include <vector>

namespace harmony::admin {

enum class Align { left, right };

/// Columns of plain text under their headings, for a terminal. Widths count code points.
class TextTable {
public:
    struct Column {
        std::string heading;
        Align align = Align::left;
    };

    explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

    /// REQUIRES: as many cells as columns.
    void add(std::vector<std::string> cells);

    [[nodiscard]] bool empty() const { return rows_.empty(); }

    /// Every line ends with a new line; the headings come first.
    [[nodiscard]] std::string text() const;

private:
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace harmony::admin
