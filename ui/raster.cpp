#include "ui/raster.h"

#include <algorithm>
#include <array>

// Strategy of a triangle:
//  1. Three edge functions, each positive inside. The top-left rule is a bias of one on the others.
//  2. For each row the edges give the first and the last pixel by whole-number division, so no
//  pixel
//     outside is looked at.
//  3. Colours go linearly along the row, in 1/1024 steps, from a start that is computed anew in
//  each
//     row: errors cannot add up over rows.

namespace harmony::ui::raster {
namespace {

using Wide = std::int64_t;

std::uint32_t packed(Colour colour) {
    return 0xFF000000U | static_cast<std::uint32_t>(colour.r) << 16 |
           static_cast<std::uint32_t>(colour.g) << 8 | colour.b;
}

int first_centre_at(std::int32_t at) {
    // The first pixel whose centre is at `at` or right of it.
    const std::int32_t shifted = at - one / 2 + one - 1;
    return shifted >> 8;
}

Wide floor_div(Wide a, Wide b) {
    const Wide quotient = a / b;
    return quotient * b != a && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

void fill_span(std::uint32_t* row, int from, int to, std::uint32_t source, std::uint32_t alpha) {
    if (alpha == 255) {
        std::fill(row + from, row + to, source);
        return;
    }
    for (int x = from; x < to; ++x) {
        row[x] = blended(row[x], source, alpha);
    }
}

/// a * x + b * y + c, for x and y in 1/256 pixel; positive inside.
struct Edge {
    Wide a = 0;
    Wide b = 0;
    Wide c = 0;
    Wide bias = 0;

    [[nodiscard]] Wide at(Wide x, Wide y) const { return a * x + b * y + c; }
};

Edge edge_between(const Vertex& from, const Vertex& to) {
    Edge edge;
    edge.a = from.y - to.y;
    edge.b = to.x - from.x;
    edge.c = -(edge.a * from.x + edge.b * from.y);
    // Clockwise on a screen: a left edge goes up, a top edge goes right.
    const bool top_left = edge.a > 0 || (edge.a == 0 && edge.b > 0);
    edge.bias = top_left ? 0 : -1;
    return edge;
}

struct Span {
    int from = 0;
    int to = 0;
};

// Narrows the span of the row whose centres are at `y` to what is inside the edge.
void narrow(const Edge& edge, Wide y, Span& span) {
    const Wide step = edge.a * one;
    const Wide start = edge.at(one / 2, y) + edge.bias;  // at pixel 0
    if (step == 0) {
        if (start < 0) {
            span.to = span.from;
        }
    } else if (step > 0) {
        const Wide first = -floor_div(start, step);
        span.from = static_cast<int>(std::max<Wide>(span.from, std::min<Wide>(first, span.to)));
    } else {
        const Wide last = floor_div(start, -step);
        span.to = static_cast<int>(std::min<Wide>(span.to, std::max<Wide>(last + 1, span.from)));
    }
}

/// A value at the three corners, looked up anywhere inside.
class Ramp {
public:
    static constexpr int bits = 10;

    Ramp() = default;

    Ramp(const std::array<Edge, 3>& edges, std::array<Wide, 3> corners, Wide area, int shift)
        : edges_(&edges), corners_(corners), area_(area >> shift), shift_(shift) {
        Wide step = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            step += ((edges[i].a * one) >> shift) * corners[i];
        }
        step_ = (step << bits) / area_;
        flat_ = corners[0] == corners[1] && corners[1] == corners[2];
    }

    [[nodiscard]] bool flat() const { return flat_; }
    [[nodiscard]] Wide step() const { return step_; }

    /// In 1/1024.
    [[nodiscard]] Wide at(Wide x, Wide y) const {
        Wide sum = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            sum += ((*edges_)[i].at(x, y) >> shift_) * corners_[i];
        }
        return (sum << bits) / area_ + (Wide{1} << (bits - 1));
    }

private:
    const std::array<Edge, 3>* edges_ = nullptr;
    std::array<Wide, 3> corners_{};
    Wide area_ = 1;
    Wide step_ = 0;
    int shift_ = 0;
    bool flat_ = true;
};

std::uint32_t channel(Wide value) {
    return static_cast<std::uint32_t>(std::clamp<Wide>(value >> Ramp::bits, 0, 255));
}

/// Everything of one triangle that its rows need.
struct Triangle {
    std::array<Edge, 3> edges;  // edge i lies opposite corner i
    Ramp red;
    Ramp green;
    Ramp blue;
    Ramp alpha;
    Ramp u;
    Ramp v;
    const Texture* texture = nullptr;
    Colour colour;
    bool one_colour = true;
    bool only_alpha = false;
};

std::uint32_t texel(const Texture& texture, Wide u, Wide v) {
    const Wide x = std::clamp<Wide>(u >> (Ramp::bits + 8), 0, texture.width - 1);
    const Wide y = std::clamp<Wide>(v >> (Ramp::bits + 8), 0, texture.height - 1);
    return texture.coverage[y * texture.width + x];
}

void fade_row(const Triangle& triangle, std::uint32_t* row, Span span, Wide y) {
    const std::uint32_t source = packed(triangle.colour);
    Wide alpha = triangle.alpha.at(Wide{span.from} * one + one / 2, y);
    for (int x = span.from; x < span.to; ++x) {
        row[x] = blended(row[x], source, channel(alpha));
        alpha += triangle.alpha.step();
    }
}

void general_row(const Triangle& triangle, std::uint32_t* row, Span span, Wide y) {
    for (int x = span.from; x < span.to; ++x) {
        const Wide at = Wide{x} * one + one / 2;
        const Colour colour{static_cast<std::uint8_t>(channel(triangle.red.at(at, y))),
                            static_cast<std::uint8_t>(channel(triangle.green.at(at, y))),
                            static_cast<std::uint8_t>(channel(triangle.blue.at(at, y))),
                            255};
        std::uint32_t alpha = channel(triangle.alpha.at(at, y));
        if (triangle.texture != nullptr) {
            const std::uint32_t cover =
                texel(*triangle.texture, triangle.u.at(at, y), triangle.v.at(at, y));
            alpha = (alpha * cover + 127) / 255;
        }
        row[x] = blended(row[x], packed(colour), alpha);
    }
}

// Shift that brings the area below 2^30, so that a ramp cannot overflow.
int shift_for(Wide area) {
    int shift = 0;
    while ((area >> shift) >= Wide{1} << 30) {
        ++shift;
    }
    return shift;
}

Triangle prepare(const std::array<Vertex, 3>& corners, const Texture* texture) {
    Triangle triangle;
    triangle.edges = {edge_between(corners[1], corners[2]),
                      edge_between(corners[2], corners[0]),
                      edge_between(corners[0], corners[1])};
    triangle.texture = texture;
    triangle.colour = corners[0].colour;
    const Colour b = corners[1].colour;
    const Colour c = corners[2].colour;
    triangle.one_colour = corners[0].colour == b && b == c;
    triangle.only_alpha = faded(triangle.colour, 0) == faded(b, 0) && faded(b, 0) == faded(c, 0);
    return triangle;
}

void make_ramps(Triangle& triangle, const std::array<Vertex, 3>& corners, Wide area) {
    const int shift = shift_for(area);
    const auto ramp = [&](auto value) {
        return Ramp(triangle.edges,
                    {Wide{value(corners[0])}, Wide{value(corners[1])}, Wide{value(corners[2])}},
                    area,
                    shift);
    };
    triangle.alpha = ramp([](const Vertex& at) { return at.colour.a; });
    if (!triangle.only_alpha || triangle.texture != nullptr) {
        triangle.red = ramp([](const Vertex& at) { return at.colour.r; });
        triangle.green = ramp([](const Vertex& at) { return at.colour.g; });
        triangle.blue = ramp([](const Vertex& at) { return at.colour.b; });
    }
    if (triangle.texture != nullptr) {
        triangle.u = ramp([](const Vertex& at) { return at.u; });
        triangle.v = ramp([](const Vertex& at) { return at.v; });
    }
}

PixelRect bounds(const std::array<Vertex, 3>& corners) {
    const auto [x0, x1] = std::minmax({corners[0].x, corners[1].x, corners[2].x});
    const auto [y0, y1] = std::minmax({corners[0].y, corners[1].y, corners[2].y});
    return {first_centre_at(x0), first_centre_at(y0), (x1 >> 8) + 1, (y1 >> 8) + 1};
}

}  // namespace

void fill_rect(const Target& target,
               const PixelRect& clip,
               const Vertex& low,
               const Vertex& high,
               Colour colour) {
    const PixelRect box = common({first_centre_at(low.x),
                                  first_centre_at(low.y),
                                  first_centre_at(high.x),
                                  first_centre_at(high.y)},
                                 clip);
    if (box.empty()) {
        return;
    }
    for (int y = box.y0; y < box.y1; ++y) {
        std::uint32_t* row = target.pixels.data() + std::ptrdiff_t{y} * target.width;
        fill_span(row, box.x0, box.x1, packed(colour), colour.a);
    }
}

void blit(const Target& target,
          const PixelRect& clip,
          int x,
          int y,
          const Texture& texture,
          Colour colour) {
    const PixelRect box = common({x, y, x + texture.width, y + texture.height}, clip);
    const std::uint32_t source = packed(colour);
    for (int line = box.y0; line < box.y1; ++line) {
        std::uint32_t* row = target.pixels.data() + std::ptrdiff_t{line} * target.width;
        const std::uint8_t* cover = texture.coverage + std::ptrdiff_t{line - y} * texture.width - x;
        for (int at = box.x0; at < box.x1; ++at) {
            if (cover[at] != 0) {
                const std::uint32_t alpha = (cover[at] * std::uint32_t{colour.a} + 127) / 255;
                row[at] = blended(row[at], source, alpha);
            }
        }
    }
}

void lay(const Target& target, const PixelRect& clip, int x, int y, const Pixels& picture) {
    const PixelRect box = common({x, y, x + picture.width, y + picture.height}, clip);
    if (box.empty()) {
        return;
    }
    for (int line = box.y0; line < box.y1; ++line) {
        std::uint32_t* row = target.pixels.data() + std::ptrdiff_t{line} * target.width;
        const std::uint32_t* from =
            picture.pixels + std::ptrdiff_t{line - y} * picture.width + (box.x0 - x);
        if (picture.opaque) {
            std::copy(from, from + (box.x1 - box.x0), row + box.x0);
            continue;
        }
        for (int at = box.x0; at < box.x1; ++at, ++from) {
            row[at] = blended(row[at], *from | 0xFF000000U, *from >> 24);
        }
    }
}

void fill_triangle(const Target& target,
                   const PixelRect& clip,
                   const Vertex& a,
                   const Vertex& b,
                   const Vertex& c,
                   const Texture* texture) {
    std::array<Vertex, 3> corners{a, b, c};
    Wide area = edge_between(b, c).at(a.x, a.y);
    if (area == 0) {
        return;
    }
    if (area < 0) {
        std::swap(corners[1], corners[2]);
        area = -area;
    }
    const PixelRect box = common(bounds(corners), clip);
    if (box.empty()) {
        return;
    }
    Triangle triangle = prepare(corners, texture);
    const bool plain = triangle.one_colour && texture == nullptr;
    if (!plain) {
        make_ramps(triangle, corners, area);
    }
    for (int y = box.y0; y < box.y1; ++y) {
        const Wide centre = Wide{y} * one + one / 2;
        Span span{box.x0, box.x1};
        for (const Edge& edge : triangle.edges) {
            narrow(edge, centre, span);
        }
        if (span.from >= span.to) {
            continue;
        }
        std::uint32_t* row = target.pixels.data() + std::ptrdiff_t{y} * target.width;
        if (plain) {
            fill_span(row, span.from, span.to, packed(triangle.colour), triangle.colour.a);
        } else if (triangle.only_alpha && texture == nullptr) {
            fade_row(triangle, row, span, centre);
        } else {
            general_row(triangle, row, span, centre);
        }
    }
}

}  // namespace harmony::ui::raster
