#include "admin/report/pdf_report.h"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <array>

#include "admin/map/canvas.h"
#include "admin/report/pdf_access.h"
#include "admin/report/pdf_sheets.h"

// Strategy:
//  1. The document is taken apart into slabs, each as high as it will be drawn.
//  2. Slabs are put on pages; only then is it known how many pages there are.
//  3. Pages are drawn in order, so that tags stand in the order in which they are read. What is
//     on every page (running head, page number, repeated heads of tables) has no tag.
//  4. What Cairo cannot say is added to the finished file.
namespace harmony::admin {

using base::Bytes;
using base::Result;

namespace {

constexpr ui::Colour quiet = ui::rgb(0x56606B);
constexpr ui::Colour warning = ui::rgb(0x7A1F1F);
constexpr ui::Colour rule = ui::rgb(0xCFC9BA);
constexpr double head_y = 30;
constexpr double foot_y = 800;

cairo_status_t take(void* to, const unsigned char* data, unsigned size) {
    auto& bytes = *static_cast<Bytes*>(to);
    const auto* const first = reinterpret_cast<const std::byte*>(data);
    bytes.insert(bytes.end(), first, first + size);
    return CAIRO_STATUS_SUCCESS;
}

/// Draws pages whose slabs are known.
class Press {
public:
    Press(const Document& document, PaperText& text) : document_(document), text_(text) {
        surface_.reset(
            cairo_pdf_surface_create_for_stream(take, &bytes_, Paper::width, Paper::height));
        cairo_pdf_surface_restrict_to_version(surface_.get(), CAIRO_PDF_VERSION_1_4);
        const DocumentHead& head = document_.head();
        const std::string title = (head.internal_mark.empty() ? "" : "INTERNAL: ") + head.title;
        const std::string made = base::to_iso(head.made) + "T00:00:00Z";
        say(CAIRO_PDF_METADATA_TITLE, title);
        say(CAIRO_PDF_METADATA_AUTHOR, head.organisation);
        say(CAIRO_PDF_METADATA_SUBJECT, head.about);
        say(CAIRO_PDF_METADATA_CREATOR, "Harmony");
        say(CAIRO_PDF_METADATA_CREATE_DATE, made);
        say(CAIRO_PDF_METADATA_MOD_DATE, made);
        pen_.reset(cairo_create(surface_.get()));
    }

    Result<Bytes> print() {
        SlabMaker maker(document_, text_);
        maker.make();
        const std::vector<Page> pages = pages_of(maker.slabs(), Paper::room);
        PdfTags tags(pen_.get());
        maker.draw_with(tags);
        tags.begin("Document");
        for (std::size_t at = 0; at < pages.size(); ++at) {
            page(maker, pages[at]);
            margins(at + 1, pages.size());
            if (at + 1 == pages.size()) {
                tags.end("Document");
            }
            cairo_show_page(pen_.get());
        }
        bookmarks(maker, pages);
        pen_.reset();
        cairo_surface_finish(surface_.get());
        const cairo_status_t status = cairo_surface_status(surface_.get());
        base::promise(status == CAIRO_STATUS_SUCCESS, cairo_status_to_string(status));
        return with_access(std::move(bytes_), tags.access());
    }

private:
    void say(cairo_pdf_metadata_t what, const std::string& words) {
        cairo_pdf_surface_set_metadata(surface_.get(), what, words.c_str());
    }

    void page(const SlabMaker& maker, const Page& page) {
        for (const Placed& placed : page) {
            const Slab& slab = maker.slabs()[placed.slab];
            (placed.again ? slab.draw_again : slab.draw)(pen_.get(), Paper::top + placed.y);
        }
    }

    void line_of_words(const std::string& words, double y, ui::Colour colour, bool right) {
        PaperStyle style;
        style.size = 8;
        style.colour = colour;
        style.bold = colour == warning;
        const SetWords set = text_.line(words, style);
        set.draw(pen_.get(), right ? Paper::width - Paper::left - set.width() : Paper::left, y);
    }

    /// The running head and the foot. Not on the first page: it has a title.
    void margins(std::size_t number, std::size_t of) {
        const DocumentHead& head = document_.head();
        if (!head.internal_mark.empty()) {
            line_of_words(head.internal_mark, head_y - 12, warning, false);
        }
        if (number > 1) {
            line_of_words(head.title, head_y, quiet, false);
            line_of_words(head.organisation, head_y, quiet, true);
            rule_at(head_y + 14);
        }
        rule_at(foot_y - 6);
        line_of_words(head.foot, foot_y, quiet, false);
        line_of_words(fmt::format("Page {} of {}", number, of), foot_y, quiet, true);
    }

    void rule_at(double y) {
        set_colour(pen_.get(), rule);
        cairo_set_line_width(pen_.get(), 0.5);
        cairo_move_to(pen_.get(), Paper::left, y);
        cairo_line_to(pen_.get(), Paper::width - Paper::left, y);
        cairo_stroke(pen_.get());
    }

    void bookmarks(const SlabMaker& maker, const std::vector<Page>& pages) {
        std::array<int, 6> parents{};
        for (const Bookmark& mark : maker.bookmarks()) {
            for (std::size_t at = 0; at < pages.size(); ++at) {
                for (const Placed& placed : pages[at]) {
                    if (placed.slab == mark.slab && !placed.again) {
                        bookmark(mark, at + 1, Paper::top + placed.y, parents);
                    }
                }
            }
        }
    }

    void bookmark(const Bookmark& mark, std::size_t page, double y, std::array<int, 6>& parents) {
        const auto level = static_cast<std::size_t>(mark.level);
        const std::string where =
            fmt::format("page={} pos=[{:.1f} {:.1f}]", page, Paper::left, y - 12);
        const int made = cairo_pdf_surface_add_outline(surface_.get(),
                                                       parents[level - 1],
                                                       mark.title.c_str(),
                                                       where.c_str(),
                                                       CAIRO_PDF_OUTLINE_FLAG_OPEN);
        for (std::size_t deeper = level; deeper < parents.size(); ++deeper) {
            parents[deeper] = made;
        }
    }

    const Document& document_;
    PaperText& text_;
    Bytes bytes_;
    Surface surface_;
    Pen pen_;
};

}  // namespace

Result<Bytes> draw_pdf(const Document& document, const std::vector<std::string>& font_files) {
    PaperText text(font_files);
    return Press(document, text).print();
}

}  // namespace harmony::admin
