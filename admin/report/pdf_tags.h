#pragma once

// Not for others: what screen readers are told of a page.

#include <cairo.h>

#include <string>
#include <vector>

#include "admin/report/pdf_access.h"

namespace harmony::admin {

/// Whether what is drawn is read out, or stands there a second time (a repeated head).
enum class Tagged { yes, no };

/// The tags of a tagged PDF. Tags nest; everything with words stands in one, but what is repeated
/// on every page.
class PdfTags {
public:
    explicit PdfTags(cairo_t* pen) : pen_(pen) {}

    [[nodiscard]] cairo_t* pen() const { return pen_; }

    void begin(const char* tag) { cairo_tag_begin(pen_, tag, nullptr); }
    void end(const char* tag) { cairo_tag_end(pen_, tag); }

    /// A heading cell of a row or column.
    void begin_head(bool of_row) {
        access_.heads_of_rows.push_back(of_row);
        begin("TH");
    }

    void begin_figure(const std::string& shows) {
        access_.figures.push_back(shows);
        begin("Figure");
    }

    /// A name of a place, for links.
    void place(const std::string& name) {
        const std::string attributes = "name='" + name + "'";
        cairo_tag_begin(pen_, CAIRO_TAG_DEST, attributes.c_str());
        cairo_tag_end(pen_, CAIRO_TAG_DEST);
    }

    void begin_link(const std::string& to) {
        const std::string attributes = "dest='" + to + "'";
        cairo_tag_begin(pen_, CAIRO_TAG_LINK, attributes.c_str());
    }
    void end_link() { end(CAIRO_TAG_LINK); }

    [[nodiscard]] const PdfAccess& access() const { return access_; }

private:
    cairo_t* pen_;
    PdfAccess access_{"en-GB", {}, {}};
};

/// A tag for as long as this lives.
class TagScope {
public:
    TagScope(PdfTags& tags, const char* tag, Tagged tagged = Tagged::yes)
        : tags_(tags), tag_(tagged == Tagged::yes ? tag : nullptr) {
        if (tag_ != nullptr) {
            tags_.begin(tag_);
        }
    }
    TagScope(const TagScope&) = delete;
    TagScope& operator=(const TagScope&) = delete;
    ~TagScope() {
        if (tag_ != nullptr) {
            tags_.end(tag_);
        }
    }

private:
    PdfTags& tags_;
    const char* tag_;
};

}  // namespace harmony::admin
