#pragma once

// Not a public header: keeps the pixels of the page up to date, tile by tile.

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "ui/image.h"
#include "ui/picture_shelf.h"
#include "ui/raster.h"
#include "ui/text.h"
#include "ui/toolkit.h"

struct ImDrawData;

namespace harmony::ui {

/// What the numbers in the draw data stand for.
struct Textures {
    TextEngine& text;
    const PictureShelf& pictures;
};

/// Draws what differs from the picture of before: tiles of 64 x 64 pixels are compared by a hash of
/// everything that lies on them.
class Renderer {
public:
    static constexpr int tile_px = 64;

    /// Brings the image up to `data`. A size of nothing leaves the image empty.
    const Image& update(const ImDrawData& data, const Panel& panel, const Textures& textures);

    [[nodiscard]] const Image& image() const { return image_; }
    [[nodiscard]] RenderFigures figures() const { return figures_; }

    /// What was drawn since this was asked last.
    [[nodiscard]] PixelRect take_changed() { return std::exchange(changed_, {}); }

    /// Forgets what the tiles hold.
    void invalidate();
    /// Zeroes the pixels, too.
    void wipe();

private:
    enum class Kind : std::uint8_t { triangle, rect, text, picture };

    struct Primitive {
        Kind kind = Kind::triangle;
        PixelRect box;
        raster::Vertex corners[3];
        std::uint32_t texture = 0;
        std::uint64_t hash = 0;
    };

    void resize(const Panel& panel);
    void collect(const ImDrawData& data, const Textures& textures);
    void collect_command(const ImDrawData& data, int list, int command, const Textures& textures);
    void add(Primitive primitive, const PixelRect& clip);
    [[nodiscard]] std::vector<std::uint64_t> hash_tiles() const;
    [[nodiscard]] std::vector<PixelRect> changed_parts(
        const std::vector<std::uint64_t>& tiles);
    void draw_part(const PixelRect& part, const Textures& textures);

    Image image_;
    PixelRect changed_;
    int columns_ = 0;
    int rows_ = 0;
    std::uint64_t whole_hash_ = 0;
    std::vector<std::uint64_t> tiles_;
    std::vector<Primitive> primitives_;
    RenderFigures figures_;
};

}  // namespace harmony::ui
