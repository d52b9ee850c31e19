#pragma once

// Not for others: the slabs of a document.

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "admin/report/document.h"
#include "admin/report/pdf_pages.h"
#include "admin/report/pdf_table.h"
#include "admin/report/pdf_tags.h"
#include "admin/report/pdf_text.h"

namespace harmony::admin {

/// A4 in points, and where words may stand on it.
struct Paper {
    static constexpr double width = 595.276;
    static constexpr double height = 841.89;
    static constexpr double left = 54;
    static constexpr double top = 62;
    static constexpr double bottom = 58;
    static constexpr double line = width - 2 * left;
    static constexpr double room = height - top - bottom;
};

/// A heading, for the bookmarks of the file.
struct Bookmark {
    std::size_t slab = 0;
    int level = 2;
    std::string title;
};

/// Takes a document apart into slabs. What is drawn later borrows the document.
class SlabMaker {
public:
    SlabMaker(const Document& document, PaperText& text);

    void make();

    [[nodiscard]] const std::vector<Slab>& slabs() const { return slabs_; }
    [[nodiscard]] const std::vector<Bookmark>& bookmarks() const { return bookmarks_; }

    /// While the slabs are drawn: where they tell what they are.
    void draw_with(PdfTags& tags) { tags_ = &tags; }

private:
    struct Words {
        SetWords set;
        double x = 0;
    };

    void front();
    void caveat_box();
    void figures();
    void section(const Section& section);
    void heading(const Section& section);
    void block(const Block& block);
    void words(const std::string& text, const PaperStyle& style, const char* tag, double before);
    void notes(const NotesBlock& block);
    void chart(const ChartBlock& block, double width);
    void pair(const ChartBlock& chart, const TableBlock& table);
    void table(const TableBlock& block);
    void part_of_table(const TableBlock& block, std::shared_ptr<const PaperTable> table);
    void fold(const FoldBlock& block);
    void draw_chart(const ChartBlock& block, double x, double y, double width) const;
    void draw_whole_table(const TableBlock& block,
                          const PaperTable& table,
                          const SetWords& caption,
                          double x,
                          double y) const;
    [[nodiscard]] SetWords caption(const std::string& text, double width) const;

    Slab& add(double before, double height, std::function<void(cairo_t*, double)> draw);

    const Document& document_;
    PaperText& text_;
    PdfTags* tags_ = nullptr;
    std::vector<Slab> slabs_;
    std::vector<Bookmark> bookmarks_;
};

}  // namespace harmony::admin
