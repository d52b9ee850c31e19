#pragma once

#include <cairo.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

// Where pieces of a document come to stand on pages. Knows heights and nothing of what is drawn.

namespace harmony::admin {

/// A piece of a page that is never broken: a paragraph, a heading, a row of a table.
struct Slab {
    double before = 0;  ///< space above it, left out at the top of a page
    double height = 0;
    bool with_next = false;  ///< stands on the page on which the next one begins
    /// Drawn again at the top of a page on which this slab comes first: the head of its table, by
    /// its place among the slabs.
    std::optional<std::size_t> head;
    std::function<void(cairo_t* pen, double y)> draw;
    /// Of a head: drawn where it is repeated, where it may not be read twice.
    std::function<void(cairo_t* pen, double y)> draw_again;
};

/// A slab on a page.
struct Placed {
    std::size_t slab = 0;
    double y = 0;
    bool again = false;  ///< the head of a table that began on an earlier page

    bool operator==(const Placed&) const = default;
};

using Page = std::vector<Placed>;

/// Puts slabs on pages of `room` points, in order: slabs that belong together go over together. A
/// run that is higher than a page is broken where it must be.
[[nodiscard]] std::vector<Page> pages_of(const std::vector<Slab>& slabs, double room);

}  // namespace harmony::admin
