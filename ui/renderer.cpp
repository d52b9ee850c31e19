#include "ui/renderer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "ui/imgui_compat.h"

// Strategy:
//  1. A hash over the raw draw data tells in microseconds whether anything changed at all.
//  2. If so, the data becomes primitives (texts, pictures, rectangles, triangles) in whole numbers,
//  and each
//     tile gets the hash of all that touch it, in order.
//  3. Tiles whose hash differs are joined to larger parts, and only those parts are drawn again.

namespace harmony::ui {
namespace {

using raster::Vertex;

constexpr std::uint64_t prime = 0x9E3779B97F4A7C15U;

std::uint64_t mixed_in(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * prime;
    return hash ^ hash >> 29;
}

std::uint64_t hash_bytes(std::uint64_t hash, const void* data, std::size_t size) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    // Four chains side by side: each step of one waits for its multiplication.
    if (size >= 64) {
        std::array<std::uint64_t, 4> chains{hash, hash + 1, hash + 2, hash + 3};
        for (; size >= 32; size -= 32, bytes += 32) {
            std::array<std::uint64_t, 4> words;
            std::memcpy(words.data(), bytes, 32);
            for (std::size_t i = 0; i < chains.size(); ++i) {
                chains[i] = mixed_in(chains[i], words[i]);
            }
        }
        for (const std::uint64_t chain : chains) {
            hash = mixed_in(hash, chain);
        }
    }
    for (; size >= 8; size -= 8, bytes += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes, 8);
        hash = mixed_in(hash, word);
    }
    std::uint64_t word = size;
    for (std::size_t i = 0; i < size; ++i) {
        word = word << 8 | bytes[i];
    }
    return mixed_in(hash, word);
}

std::uint64_t hash_of_data(const ImDrawData& data) {
    std::uint64_t hash = prime;
    for (int i = 0; i < data.CmdListsCount; ++i) {
        const ImDrawList& list = *data.CmdLists[i];
        hash = hash_bytes(
            hash, list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.size_in_bytes()));
        hash = hash_bytes(
            hash, list.IdxBuffer.Data, static_cast<std::size_t>(list.IdxBuffer.size_in_bytes()));
        for (const ImDrawCmd& command : list.CmdBuffer) {
            hash = mixed_in(hash, imgui::number_of(command));
            hash = mixed_in(hash, command.ElemCount);
            hash = hash_bytes(hash, &command.ClipRect, sizeof(command.ClipRect));
        }
    }
    return hash;
}

std::int32_t fixed(float value) {
    return static_cast<std::int32_t>(std::lround(value * static_cast<float>(raster::one)));
}

Colour unpacked(ImU32 colour) {
    return {static_cast<std::uint8_t>(colour >> IM_COL32_R_SHIFT & 0xFFU),
            static_cast<std::uint8_t>(colour >> IM_COL32_G_SHIFT & 0xFFU),
            static_cast<std::uint8_t>(colour >> IM_COL32_B_SHIFT & 0xFFU),
            static_cast<std::uint8_t>(colour >> IM_COL32_A_SHIFT & 0xFFU)};
}

Vertex vertex_of(const ImDrawVert& from, const TextExtent* extent) {
    Vertex vertex{fixed(from.pos.x), fixed(from.pos.y), 0, 0, unpacked(from.col)};
    if (extent != nullptr) {
        vertex.u = fixed(from.uv.x * static_cast<float>(extent->ink_w + 2));
        vertex.v = fixed(from.uv.y * static_cast<float>(extent->ink_h + 2));
    }
    return vertex;
}

// The two triangles of ImDrawList::PrimRect: corners a b c, a c d with b and d in line.
bool is_upright(const Vertex& a, const Vertex& b, const Vertex& c, const Vertex& d) {
    return a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x && a.x <= c.x && a.y <= c.y &&
           a.colour == b.colour && b.colour == c.colour && c.colour == d.colour;
}

bool whole_pixels(const Vertex& a, const Vertex& c, const TextExtent& extent) {
    return a.x % raster::one == 0 && a.y % raster::one == 0 &&
           c.x - a.x == (extent.ink_w + 2) * raster::one &&
           c.y - a.y == (extent.ink_h + 2) * raster::one;
}

PixelRect box_around(const Vertex& a, const Vertex& b, const Vertex& c) {
    const auto [x0, x1] = std::minmax({a.x, b.x, c.x});
    const auto [y0, y1] = std::minmax({a.y, b.y, c.y});
    return {x0 >> 8, y0 >> 8, (x1 >> 8) + 1, (y1 >> 8) + 1};
}

}  // namespace

void Renderer::invalidate() {
    whole_hash_ = 0;
    std::fill(tiles_.begin(), tiles_.end(), 0);
}

void Renderer::wipe() {
    if (!image_.pixels.empty()) {
        explicit_bzero(image_.pixels.data(), image_.pixels.size() * sizeof(std::uint32_t));
    }
    primitives_.clear();
    invalidate();
}

void Renderer::resize(const Panel& panel) {
    if (image_.width_px == panel.width_px && image_.height_px == panel.height_px) {
        return;
    }
    image_.width_px = panel.width_px;
    image_.height_px = panel.height_px;
    image_.pixels.assign(
        static_cast<std::size_t>(panel.width_px) * static_cast<std::size_t>(panel.height_px),
        0xFF000000U);
    columns_ = (panel.width_px + tile_px - 1) / tile_px;
    rows_ = (panel.height_px + tile_px - 1) / tile_px;
    tiles_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), 0);
    whole_hash_ = 0;
}

void Renderer::add(Primitive primitive, const PixelRect& clip) {
    primitive.box = common(primitive.box, clip);
    if (primitive.box.empty()) {
        return;
    }
    std::uint64_t hash = mixed_in(prime, primitive.texture);
    for (const Vertex& corner : primitive.corners) {
        hash = hash_bytes(hash, &corner, sizeof(corner));
    }
    hash = hash_bytes(hash, &primitive.box, sizeof(primitive.box));
    primitive.hash = mixed_in(hash, static_cast<std::uint64_t>(primitive.kind));
    primitives_.push_back(primitive);
}

void Renderer::collect_command(const ImDrawData& data,
                               int list,
                               int command,
                               const Textures& textures) {
    const ImDrawList& from = *data.CmdLists[list];
    const ImDrawCmd& how = from.CmdBuffer[command];
    const std::uint32_t texture = imgui::number_of(how);
    const bool is_picture = PictureShelf::is_picture(texture);
    const TextExtent* extent =
        texture != 0 && !is_picture ? &textures.text.extent(texture) : nullptr;
    const PixelRect clip = common({static_cast<int>(how.ClipRect.x),
                                   static_cast<int>(how.ClipRect.y),
                                   static_cast<int>(std::ceil(how.ClipRect.z)),
                                   static_cast<int>(std::ceil(how.ClipRect.w))},
                                  {0, 0, image_.width_px, image_.height_px});
    const ImDrawIdx* indices = from.IdxBuffer.Data + how.IdxOffset;
    const ImDrawVert* vertices = from.VtxBuffer.Data + how.VtxOffset;
    const auto corner = [&](unsigned at) { return vertex_of(vertices[indices[at]], extent); };
    for (unsigned at = 0; at + 2 < how.ElemCount; at += 3) {
        Primitive primitive;
        primitive.corners[0] = corner(at);
        primitive.corners[1] = corner(at + 1);
        primitive.corners[2] = corner(at + 2);
        primitive.texture = texture;
        primitive.box =
            box_around(primitive.corners[0], primitive.corners[1], primitive.corners[2]);
        const bool pair = at + 5 < how.ElemCount && indices[at] == indices[at + 3] &&
                          indices[at + 2] == indices[at + 4];
        if (pair) {
            const Vertex fourth = corner(at + 5);
            const Vertex& a = primitive.corners[0];
            const Vertex& c = primitive.corners[2];
            const bool upright = is_upright(a, primitive.corners[1], c, fourth);
            if (upright && (extent == nullptr || whole_pixels(a, c, *extent))) {
                primitive.kind = is_picture          ? Kind::picture
                                 : extent != nullptr ? Kind::text
                                                     : Kind::rect;
                at += 3;
            }
        }
        add(primitive, clip);
    }
}

void Renderer::collect(const ImDrawData& data, const Textures& textures) {
    primitives_.clear();
    figures_.vertices = 0;
    figures_.commands = 0;
    for (int list = 0; list < data.CmdListsCount; ++list) {
        figures_.vertices += static_cast<std::size_t>(data.CmdLists[list]->VtxBuffer.Size);
        for (int command = 0; command < data.CmdLists[list]->CmdBuffer.Size; ++command) {
            collect_command(data, list, command, textures);
            ++figures_.commands;
        }
    }
}

std::vector<std::uint64_t> Renderer::hash_tiles() const {
    std::vector<std::uint64_t> hashes(tiles_.size(), prime);
    for (const Primitive& primitive : primitives_) {
        const int last_row = (primitive.box.y1 - 1) / tile_px;
        const int last_column = (primitive.box.x1 - 1) / tile_px;
        for (int row = primitive.box.y0 / tile_px; row <= last_row; ++row) {
            for (int column = primitive.box.x0 / tile_px; column <= last_column; ++column) {
                auto& hash = hashes[static_cast<std::size_t>(row * columns_ + column)];
                hash = mixed_in(hash, primitive.hash);
            }
        }
    }
    return hashes;
}

std::vector<PixelRect> Renderer::changed_parts(const std::vector<std::uint64_t>& tiles) {
    std::vector<PixelRect> parts;
    figures_.tiles = static_cast<int>(tiles.size());
    for (int row = 0; row < rows_; ++row) {
        int column = 0;
        while (column < columns_) {
            const auto differs = [&](int at) {
                const auto index = static_cast<std::size_t>(row * columns_ + at);
                return tiles[index] != tiles_[index];
            };
            const int from = column;
            while (column < columns_ && differs(column)) {
                ++column;
            }
            if (column == from) {
                ++column;
                continue;
            }
            figures_.tiles_touched += column - from;
            const PixelRect part{from * tile_px,
                                 row * tile_px,
                                 std::min(column * tile_px, image_.width_px),
                                 std::min((row + 1) * tile_px, image_.height_px)};
            const auto above = std::find_if(parts.begin(), parts.end(), [&](const PixelRect& up) {
                return up.y1 == part.y0 && up.x0 == part.x0 && up.x1 == part.x1;
            });
            if (above != parts.end()) {
                above->y1 = part.y1;
            } else {
                parts.push_back(part);
            }
        }
    }
    return parts;
}

void Renderer::draw_part(const PixelRect& part, const Textures& textures) {
    const raster::Target target{image_.pixels, image_.width_px, image_.height_px};
    raster::fill_rect(target,
                      part,
                      Vertex{part.x0 * raster::one, part.y0 * raster::one, 0, 0, {}},
                      Vertex{part.x1 * raster::one, part.y1 * raster::one, 0, 0, {}},
                      Colour{});
    for (const Primitive& primitive : primitives_) {
        const PixelRect clip = common(primitive.box, part);
        if (clip.empty()) {
            continue;
        }
        const Vertex& first = primitive.corners[0];
        if (primitive.kind == Kind::rect) {
            raster::fill_rect(target, clip, first, primitive.corners[2], first.colour);
            continue;
        }
        if (PictureShelf::is_picture(primitive.texture)) {
            const Picture& picture = textures.pictures.at(primitive.texture);
            raster::lay(target,
                        clip,
                        first.x >> 8,
                        first.y >> 8,
                        {picture.pixels().data(),
                         picture.width_px(),
                         picture.height_px(),
                         picture.opaque()});
            continue;
        }
        raster::Texture texture;
        if (primitive.texture != 0) {
            const TextPicture& picture = textures.text.picture(primitive.texture);
            texture = {picture.coverage.data(), picture.width_px, picture.height_px};
        }
        if (primitive.kind == Kind::text) {
            raster::blit(target, clip, first.x >> 8, first.y >> 8, texture, first.colour);
        } else {
            raster::fill_triangle(target,
                                  clip,
                                  first,
                                  primitive.corners[1],
                                  primitive.corners[2],
                                  primitive.texture != 0 ? &texture : nullptr);
        }
    }
}

const Image& Renderer::update(const ImDrawData& data,
                              const Panel& panel,
                              const Textures& textures) {
    resize(panel);
    figures_.tiles_touched = 0;
    const std::uint64_t hash = hash_of_data(data);
    if (hash == whole_hash_) {
        return image_;
    }
    collect(data, textures);
    std::vector<std::uint64_t> tiles = hash_tiles();
    for (const PixelRect& part : changed_parts(tiles)) {
        draw_part(part, textures);
        changed_ = around(changed_, part);
    }
    tiles_ = std::move(tiles);
    whole_hash_ = hash;
    return image_;
}

}  // namespace harmony::ui
