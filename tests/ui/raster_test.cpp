#include "ui/raster.h"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <vector>

using namespace harmony::ui;
using namespace harmony::ui::raster;

namespace {

constexpr int side = 48;

struct Canvas {
    std::vector<std::uint32_t> pixels = std::vector<std::uint32_t>(side * side, 0xFF204060U);

    [[nodiscard]] Target target() { return {pixels, side, side}; }
};

long long cross(const Vertex& a, const Vertex& b, long long x, long long y) {
    return static_cast<long long>(b.x - a.x) * (y - a.y) -
           static_cast<long long>(b.y - a.y) * (x - a.x);
}

// Whether a centre belongs to the triangle, straight from the top-left rule.
bool edge_holds(const Vertex& a, const Vertex& b, long long x, long long y) {
    const long long value = cross(a, b, x, y);
    const bool left = b.y < a.y;
    const bool top = a.y == b.y && b.x > a.x;
    return value > 0 || (value == 0 && (left || top));
}

double blend_channel(std::uint32_t under, double over, double alpha) {
    return under + (over - under) * alpha / 255.0;
}

// The plain way: every pixel of the canvas is asked, and weights are real numbers.
void naive_triangle(Canvas& canvas, std::array<Vertex, 3> at, const Texture* texture) {
    const auto area = static_cast<double>(cross(at[0], at[1], at[2].x, at[2].y));
    if (area == 0) {
        return;
    }
    if (area < 0) {
        std::swap(at[1], at[2]);
    }
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const long long px = x * 256LL + 128;
            const long long py = y * 256LL + 128;
            if (!edge_holds(at[0], at[1], px, py) || !edge_holds(at[1], at[2], px, py) ||
                !edge_holds(at[2], at[0], px, py)) {
                continue;
            }
            const double whole = std::abs(area);
            const double w0 = static_cast<double>(cross(at[1], at[2], px, py)) / whole;
            const double w1 = static_cast<double>(cross(at[2], at[0], px, py)) / whole;
            const double w2 = 1 - w0 - w1;
            const auto mix = [&](auto value) {
                return w0 * value(at[0]) + w1 * value(at[1]) + w2 * value(at[2]);
            };
            double alpha = mix([](const Vertex& v) { return double{1} * v.colour.a; });
            if (texture != nullptr) {
                const double u = mix([](const Vertex& v) { return v.u / 256.0; });
                const double v = mix([](const Vertex& at_v) { return at_v.v / 256.0; });
                const int tx = std::min(texture->width - 1, std::max(0, static_cast<int>(u)));
                const int ty = std::min(texture->height - 1, std::max(0, static_cast<int>(v)));
                alpha *= texture->coverage[ty * texture->width + tx] / 255.0;
            }
            std::uint32_t& pixel = canvas.pixels[static_cast<std::size_t>(y * side + x)];
            const double r =
                blend_channel(pixel >> 16 & 0xFFU,
                              mix([](const Vertex& v) { return double{1} * v.colour.r; }),
                              alpha);
            const double g =
                blend_channel(pixel >> 8 & 0xFFU,
                              mix([](const Vertex& v) { return double{1} * v.colour.g; }),
                              alpha);
            const double b = blend_channel(
                pixel & 0xFFU, mix([](const Vertex& v) { return double{1} * v.colour.b; }), alpha);
            pixel = 0xFF000000U | static_cast<std::uint32_t>(std::lround(r)) << 16 |
                    static_cast<std::uint32_t>(std::lround(g)) << 8 |
                    static_cast<std::uint32_t>(std::lround(b));
        }
    }
}

int furthest(const Canvas& a, const Canvas& b) {
    int most = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        for (int shift = 0; shift < 24; shift += 8) {
            const int one_channel = static_cast<int>(a.pixels[i] >> shift & 0xFFU);
            const int other = static_cast<int>(b.pixels[i] >> shift & 0xFFU);
            most = std::max(most, std::abs(one_channel - other));
        }
    }
    return most;
}

class Dice {
public:
    int upto(int most) { return std::uniform_int_distribution<int>(0, most)(engine_); }

    std::uint8_t byte() { return static_cast<std::uint8_t>(upto(255)); }

    Vertex vertex() {
        return {upto((side + 20) * one) - 10 * one,
                upto((side + 20) * one) - 10 * one,
                0,
                0,
                {byte(), byte(), byte(), byte()}};
    }

private:
    std::mt19937 engine_{20260330};
};

}  // namespace

TEST_CASE("triangles cover the pixels and mix the colours of the plain way", "[ui][raster]") {
    Dice dice;
    for (int round = 0; round < 400; ++round) {
        std::array<Vertex, 3> at{dice.vertex(), dice.vertex(), dice.vertex()};
        if (round % 3 == 0) {  // one colour, opaque: coverage must agree to the pixel
            const Colour colour{200, 30, 90, 255};
            at[0].colour = at[1].colour = at[2].colour = colour;
        } else if (round % 3 == 1) {  // only alpha differs, as in soft edges
            at[1].colour = faded(at[0].colour, at[1].colour.a);
            at[2].colour = faded(at[0].colour, at[2].colour.a);
        }
        Canvas quick;
        Canvas plain;
        fill_triangle(quick.target(), {0, 0, side, side}, at[0], at[1], at[2], nullptr);
        naive_triangle(plain, at, nullptr);
        INFO("round " << round);
        REQUIRE(furthest(quick, plain) <= (round % 3 == 0 ? 0 : 2));
    }
}

TEST_CASE("textured triangles show the texels of the plain way", "[ui][raster]") {
    Dice dice;
    std::vector<std::uint8_t> coverage(16 * 16);
    for (auto& texel : coverage) {
        texel = dice.byte();
    }
    const Texture texture{coverage.data(), 16, 16};
    int differing = 0;
    for (int round = 0; round < 50; ++round) {
        std::array<Vertex, 3> at{dice.vertex(), dice.vertex(), dice.vertex()};
        for (Vertex& corner : at) {
            corner.u = dice.upto(16 * one);
            corner.v = dice.upto(16 * one);
        }
        Canvas quick;
        Canvas plain;
        fill_triangle(quick.target(), {0, 0, side, side}, at[0], at[1], at[2], &texture);
        naive_triangle(plain, at, &texture);
        for (std::size_t i = 0; i < quick.pixels.size(); ++i) {
            const int difference = std::abs(static_cast<int>(quick.pixels[i] & 0xFFU) -
                                            static_cast<int>(plain.pixels[i] & 0xFFU));
            differing += difference > 2 ? 1 : 0;
        }
    }
    // Where a centre lies on the border of two texels, rounding may choose the neighbour.
    CHECK(differing < 50 * side * side / 1000);
}

TEST_CASE("two triangles that share an edge draw each pixel once", "[ui][raster]") {
    Dice dice;
    const Colour half{255, 255, 255, 128};
    for (int round = 0; round < 100; ++round) {
        Canvas canvas;
        const Vertex low{0, 0, 0, 0, half};
        const Vertex right{side * one, 0, 0, 0, half};
        const Vertex left{0, side * one, 0, 0, half};
        const Vertex high{side * one, side * one, 0, 0, half};
        Vertex inner = dice.vertex();
        inner.x = std::clamp(inner.x, 1, side * one - 1);
        inner.y = std::clamp(inner.y, 1, side * one - 1);
        inner.colour = half;
        const PixelRect all{0, 0, side, side};
        fill_triangle(canvas.target(), all, low, right, inner, nullptr);
        fill_triangle(canvas.target(), all, right, high, inner, nullptr);
        fill_triangle(canvas.target(), all, high, left, inner, nullptr);
        fill_triangle(canvas.target(), all, left, low, inner, nullptr);
        const std::uint32_t once = blended(0xFF204060U, 0xFFFFFFU, 128);
        CHECK(std::count(canvas.pixels.begin(), canvas.pixels.end(), once) == side * side);
    }
}

TEST_CASE("a clip keeps everything outside as it was", "[ui][raster]") {
    Dice dice;
    Canvas canvas;
    const PixelRect clip{10, 12, 30, 31};
    for (int round = 0; round < 50; ++round) {
        fill_triangle(canvas.target(), clip, dice.vertex(), dice.vertex(), dice.vertex(), nullptr);
    }
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const bool inside = x >= 10 && x < 30 && y >= 12 && y < 31;
            if (!inside) {
                REQUIRE(canvas.pixels[static_cast<std::size_t>(y * side + x)] == 0xFF204060U);
            }
        }
    }
}

TEST_CASE("blending is exact at both ends and rounds to nearest", "[ui][raster]") {
    CHECK(blended(0xFF123456U, 0xABCDEFU, 0) == 0xFF123456U);
    CHECK(blended(0xFF123456U, 0xABCDEFU, 255) == 0xFFABCDEFU);
    for (std::uint32_t under = 0; under < 256; under += 5) {
        for (std::uint32_t over = 0; over < 256; over += 5) {
            for (std::uint32_t alpha = 0; alpha < 256; ++alpha) {
                const double exact = (over * alpha + under * (255 - alpha)) / 255.0;
                REQUIRE((blended(under, over, alpha) & 0xFFU) ==
                        static_cast<std::uint32_t>(std::lround(exact)));
            }
        }
    }
}
