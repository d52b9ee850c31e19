#pragma once

// Cairo's handles for the map drawing, owned.

#include <cairo.h>

#include <memory>

#include "base/bytes.h"
#include "ui/picture.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace harmony::admin {

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;

struct DestroyPen {
    void operator()(cairo_t* pen) const noexcept { cairo_destroy(pen); }
};
using Pen = std::unique_ptr<cairo_t, DestroyPen>;

inline void set_colour(cairo_t* pen, ui::Colour colour) {
    cairo_set_source_rgba(
        pen, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0, colour.a / 255.0);
}

/// The surface as a PNG file.
[[nodiscard]] base::Bytes png_of(cairo_surface_t* surface);

/// A picture as a surface that the pen can draw.
[[nodiscard]] Surface surface_of(const ui::Picture& picture);

/// Letters as a mask: the pen paints them in its colour.
[[nodiscard]] Surface mask_of(const ui::TextPicture& letters);

}  // namespace harmony::admin
