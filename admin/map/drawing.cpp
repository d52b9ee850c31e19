#include "admin/map/drawing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "admin/map/canvas.h"

// Strategy:
//  1. Kinds are drawn in the order of the enum, so that streets lie on parks and names on all.
//  2. All edges of streets first, then all their surfaces: crossings join without seams.
//  3. Widths are metres on the ground, and at least a few pixels, so that a street is a street from
//     far away too.
namespace harmony::admin {
namespace {

using survey::GridPoint;
using ui::Colour;
using ui::rgb;

constexpr Colour paper = rgb(0xF4F0E7);
constexpr Colour ink = rgb(0x35424D);

/// How a kind looks.
struct Style {
    Colour fill;
    Colour edge;
    double width_m;   ///< of a line
    double least_px;  ///< of a line
    double edge_px;   ///< on each side
    Colour name;
};

Style style_of(OutlineKind kind) {
    switch (kind) {
        case OutlineKind::park: return {rgb(0xD3E4BF), rgb(0xB9D09F), 0, 0, 1, rgb(0x2F5A2A)};
        case OutlineKind::square: return {rgb(0xFBF3DC), rgb(0xDCCFA9), 0, 0, 1, ink};
        case OutlineKind::water: return {rgb(0xB7D6E5), rgb(0x93BDD1), 0, 0, 1, rgb(0x1F5670)};
        case OutlineKind::stream: return {rgb(0xB7D6E5), rgb(0x93BDD1), 6, 3, 0, rgb(0x1F5670)};
        case OutlineKind::building: return {rgb(0xE2D6C5), rgb(0xC9B99F), 0, 0, 1, rgb(0x5A4530)};
        case OutlineKind::rail: return {rgb(0x9A9C9E), rgb(0x9A9C9E), 3, 2.5, 0, ink};
        case OutlineKind::path: return {rgb(0xB59C77), rgb(0xB59C77), 1.6, 1.6, 0, ink};
        case OutlineKind::street: return {rgb(0xFFFFFF), rgb(0xCFC5B3), 8, 4, 1.2, ink};
        case OutlineKind::main_street: return {rgb(0xFBE6B4), rgb(0xD7BB7B), 12, 7, 1.5, ink};
        case OutlineKind::place: return {paper, paper, 0, 0, 0, rgb(0x6B4A3A)};
        case OutlineKind::area: break;
    }
    return {paper, paper, 0, 0, 0, ink};
}

/// One tile while it is drawn.
class Tile {
public:
    Tile(const MapPlan& plan, const LevelPlan& level, int column, int row)
        : surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, map_tile_px, map_tile_px)),
          pen_(cairo_create(surface_.get())),
          scale_(level.metres_per_px),
          west_(plan.north_west().easting + column * map_tile_px * scale_),
          north_(plan.north_west().northing - row * map_tile_px * scale_),
          left_px_(column * map_tile_px),
          top_px_(row * map_tile_px) {
        set_colour(pen_.get(), paper);
        cairo_paint(pen_.get());
        cairo_set_line_join(pen_.get(), CAIRO_LINE_JOIN_ROUND);
        cairo_set_line_cap(pen_.get(), CAIRO_LINE_CAP_ROUND);
        cairo_set_fill_rule(pen_.get(), CAIRO_FILL_RULE_EVEN_ODD);
    }

    void polygon(const Outline& outline) {
        const Style style = style_of(outline.kind);
        trace(outline);
        set_colour(pen_.get(), style.fill);
        cairo_fill_preserve(pen_.get());
        const bool edged = outline.kind != OutlineKind::building || scale_ < 1.3;
        if (edged) {
            set_colour(pen_.get(), style.edge);
            cairo_set_line_width(pen_.get(), style.edge_px);
            cairo_stroke(pen_.get());
        }
        cairo_new_path(pen_.get());
    }

    void line(const Outline& outline, bool edge) {
        const Style style = style_of(outline.kind);
        const double width = std::max(style.least_px, style.width_m / scale_);
        trace(outline);
        if (outline.kind == OutlineKind::path) {
            const std::array<double, 2> dashes{5, 5};
            cairo_set_dash(pen_.get(), dashes.data(), 2, 0);
        }
        set_colour(pen_.get(), edge ? style.edge : style.fill);
        cairo_set_line_width(pen_.get(), edge ? width + 2 * style.edge_px : width);
        cairo_stroke(pen_.get());
        cairo_set_dash(pen_.get(), nullptr, 0, 0);
    }

    /// A name: its halo, then its letters.
    void name(const MapLabel& label, const ui::TextExtent& extent, const ui::TextPicture& picture) {
        const Surface mask = mask_of(picture);
        cairo_save(pen_.get());
        cairo_translate(pen_.get(), label.x - left_px_, label.y - top_px_);
        cairo_rotate(pen_.get(), label.turn);
        const double x = picture.x_px - extent.width_px / 2.0;
        const double y = picture.y_px - extent.height_px / 2.0;
        set_colour(pen_.get(), ui::faded(rgb(0xFBF8F2), 235));
        constexpr int around = 12;
        for (int at = 0; at < around; ++at) {
            const double turn = at * 2 * M_PI / around;
            cairo_mask_surface(
                pen_.get(), mask.get(), x + 2.6 * std::cos(turn), y + 2.6 * std::sin(turn));
        }
        set_colour(pen_.get(), style_of(label.kind).name);
        cairo_mask_surface(pen_.get(), mask.get(), x, y);
        cairo_restore(pen_.get());
    }

    [[nodiscard]] base::Bytes png() { return png_of(surface_.get()); }

private:
    void trace(const Outline& outline) {
        for (const auto& line : outline.lines) {
            bool first = true;
            for (const GridPoint& at : line) {
                const double x = (at.easting - west_) / scale_;
                const double y = (north_ - at.northing) / scale_;
                first ? cairo_move_to(pen_.get(), x, y) : cairo_line_to(pen_.get(), x, y);
                first = false;
            }
            if (outline.closed) {
                cairo_close_path(pen_.get());
            }
        }
    }

    Surface surface_;
    Pen pen_;
    double scale_;
    double west_;
    double north_;
    double left_px_;
    double top_px_;
};

cairo_status_t take_bytes(void* closure, const unsigned char* data, unsigned int size) {
    base::append(*static_cast<base::Bytes*>(closure),
                 base::ByteView(reinterpret_cast<const std::byte*>(data), size));
    return CAIRO_STATUS_SUCCESS;
}

using Some = std::vector<const Outline*>;

void draw_shapes(Tile& tile, const Some& outlines, OutlineKind kind) {
    for (const Outline* outline : outlines) {
        if (outline->kind == kind && outline->closed) {
            tile.polygon(*outline);
        } else if (outline->kind == kind) {
            tile.line(*outline, false);
        }
    }
}

void draw_streets(Tile& tile, const Some& outlines) {
    constexpr std::array streets{OutlineKind::street, OutlineKind::main_street};
    for (const bool edge : {true, false}) {
        for (const OutlineKind kind : streets) {
            for (const Outline* outline : outlines) {
                if (outline->kind == kind) {
                    tile.line(*outline, edge);
                }
            }
        }
    }
}

}  // namespace

base::Bytes png_of(cairo_surface_t* surface) {
    base::Bytes bytes;
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface, take_bytes, &bytes);
    base::promise(status == CAIRO_STATUS_SUCCESS, "a drawn picture can be written into memory");
    return bytes;
}

Surface mask_of(const ui::TextPicture& letters) {
    Surface mask(cairo_image_surface_create(CAIRO_FORMAT_A8, letters.width_px, letters.height_px));
    unsigned char* const data = cairo_image_surface_get_data(mask.get());
    if (data == nullptr || letters.width_px == 0) {
        return mask;
    }
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(mask.get()));
    const auto width = static_cast<std::size_t>(letters.width_px);
    for (std::size_t row = 0; row < static_cast<std::size_t>(letters.height_px); ++row) {
        std::memcpy(data + row * stride, letters.coverage.data() + row * width, width);
    }
    cairo_surface_mark_dirty(mask.get());
    return mask;
}

Surface surface_of(const ui::Picture& picture) {
    Surface surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width_px(), picture.height_px()));
    unsigned char* data = cairo_image_surface_get_data(surface.get());
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    const auto width = static_cast<std::size_t>(picture.width_px());
    for (std::size_t y = 0; y < static_cast<std::size_t>(picture.height_px()); ++y) {
        std::memcpy(data + y * stride, picture.pixels().data() + y * width, width * 4);
    }
    cairo_surface_mark_dirty(surface.get());
    return surface;
}

MapDrawing::MapDrawing(const std::vector<Outline>& outlines,
                       const MapPlan& plan,
                       ui::TextEngine& text)
    : outlines_(outlines), plan_(plan), text_(text) {
    for (const Outline& outline : outlines) {
        boxes_.push_back(box_of({outline}));
    }
}

std::vector<std::size_t> MapDrawing::touching(const GridBox& box) const {
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < boxes_.size(); ++at) {
        const GridBox& one = boxes_[at];
        if (one.south_west.easting < box.north_east.easting &&
            one.north_east.easting > box.south_west.easting &&
            one.south_west.northing < box.north_east.northing &&
            one.north_east.northing > box.south_west.northing) {
            found.push_back(at);
        }
    }
    return found;
}

base::Bytes MapDrawing::tile(std::size_t level_number, int column, int row) {
    const LevelPlan& level = plan_.levels[level_number];
    if (labelled_ != level_number) {
        labels_ = place_labels(outlines_, plan_, level, text_);
        labelled_ = level_number;
    }
    const double edge = map_tile_px * level.metres_per_px;
    const double margin = 40 * level.metres_per_px;  // lines are wider than their points
    const GridPoint corner{plan_.north_west().easting + column * edge,
                           plan_.north_west().northing - row * edge};
    std::vector<const Outline*> here;
    for (const std::size_t at :
         touching({{corner.easting - margin, corner.northing - edge - margin},
                   {corner.easting + edge + margin, corner.northing + margin}})) {
        here.push_back(&outlines_[at]);
    }
    Tile tile(plan_, level, column, row);
    for (std::size_t kind = 0; kind < static_cast<std::size_t>(OutlineKind::street); ++kind) {
        draw_shapes(tile, here, static_cast<OutlineKind>(kind));
    }
    draw_streets(tile, here);
    for (const MapLabel& label : labels_) {
        const double x = label.x - column * map_tile_px;
        const double y = label.y - row * map_tile_px;
        if (x > -label.reach && y > -label.reach && x < map_tile_px + label.reach &&
            y < map_tile_px + label.reach) {
            tile.name(label, text_.extent(label.text), text_.picture(label.text));
        }
    }
    return tile.png();
}

}  // namespace harmony::admin
