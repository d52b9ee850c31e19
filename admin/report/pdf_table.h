#pragma once

#include <optional>
#include <string>
#include <vector>

#include "admin/report/document.h"
#include "admin/report/pdf_tags.h"
#include "admin/report/pdf_text.h"

namespace harmony::admin {

/// A table laid out for a width: rows are drawn one by one, so that it can go over pages.
class PaperTable {
public:
    /// `columns` of the block that it draws: all, or some where all are too many for the width. The
    /// column of row heads is among them.
    PaperTable(const TableBlock& block,
               std::vector<std::size_t> columns,
               double width,
               double size,
               PaperText& text);

    /// The heads in one row; 0 where the columns have none.
    [[nodiscard]] double head_height() const { return head_height_; }
    void draw_heads(PdfTags& tags, double x, double y, Tagged tagged) const;

    [[nodiscard]] std::size_t rows() const { return rows_.size(); }
    [[nodiscard]] double row_height(std::size_t row) const { return rows_[row].height; }
    void draw_row(PdfTags& tags, std::size_t row, double x, double y) const;

private:
    struct Cell {
        SetWords words;
        std::optional<SetWords> small;
        double shade = 0;
        std::string link;
    };
    struct Row {
        std::vector<Cell> cells;
        double height = 0;
        std::size_t head = 0;
        bool line_above = false;
    };

    [[nodiscard]] Cell cell_of(const TableCell& cell, std::size_t column, bool quiet) const;
    static void draw_cell(PdfTags& tags, const Cell& cell, double x, double y);

    const TableBlock& block_;
    std::vector<std::size_t> columns_;
    double size_;
    PaperText& text_;
    std::vector<double> widths_;
    double width_;
    std::vector<SetWords> heads_;
    double head_height_ = 0;
    std::vector<Row> rows_;
};

/// The table in as many parts as its columns need: mostly one.
[[nodiscard]] std::vector<PaperTable> paper_tables(const TableBlock& block,
                                                   double width,
                                                   PaperText& text);

}  // namespace harmony::admin
