#include "admin/key_page.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <qrencode.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr double points_a_mm = 72.0 / 25.4;
constexpr double page_width_mm = 210;
constexpr double page_height_mm = 297;
constexpr double margin_mm = 25;
constexpr double code_mm = 70;
constexpr double png_pixels_a_point = 2;
constexpr std::size_t groups_a_line = 4;

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};

struct DestroyContext {
    void operator()(cairo_t* context) const noexcept { cairo_destroy(context); }
};

using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;
using Context = std::unique_ptr<cairo_t, DestroyContext>;

struct FreeCode {
    void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};

using Code = std::unique_ptr<QRcode, FreeCode>;

cairo_status_t take(void* to, const unsigned char* data, unsigned size) {
    auto& bytes = *static_cast<base::SecretBytes*>(to);
    const auto* const first = reinterpret_cast<const std::byte*>(data);
    bytes.insert(bytes.end(), first, first + size);
    return CAIRO_STATUS_SUCCESS;
}

Code make_code(std::string_view text) {
    const base::SecretText whole(std::string(text) + '\0');
    return Code(QRcode_encodeString(whole.view().data(), 0, QR_ECLEVEL_M, QR_MODE_8, 1));
}

bool is_dark(const QRcode& code, int x, int y) {
    const bool inside = x >= 0 && y >= 0 && x < code.width && y < code.width;
    return inside && (code.data[y * code.width + x] & 1U) != 0;
}

void draw_code(cairo_t* at, const QRcode& code, double x, double y, double side) {
    const double module = side / code.width;
    for (int row = 0; row < code.width; ++row) {
        for (int column = 0; column < code.width; ++column) {
            if (is_dark(code, column, row)) {
                cairo_rectangle(at, x + column * module, y + row * module, module, module);
            }
        }
    }
    cairo_fill(at);
}

void say(cairo_t* at, double y_mm, double size, const char* face, std::string_view text) {
    const base::SecretText line(std::string(text) + '\0');
    cairo_select_font_face(at, face, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(at, size);
    cairo_move_to(at, margin_mm * points_a_mm, y_mm * points_a_mm);
    cairo_show_text(at, line.view().data());
}

/// The groups in lines of four.
std::vector<base::SecretText> lines_of(std::string_view text) {
    std::vector<base::SecretText> lines;
    const std::size_t length = groups_a_line * 5;
    for (std::size_t from = 0; from < text.size(); from += length) {
        lines.emplace_back(text.substr(from, length - 1));
    }
    return lines;
}

void draw(cairo_t* at, const KeyPage& page, const QRcode& code) {
    cairo_set_source_rgb(at, 1, 1, 1);
    cairo_paint(at);
    cairo_set_source_rgb(at, 0, 0, 0);
    say(at, 30, 20, "sans-serif", "Harmony: the " + page.kind + " key on paper");
    say(at, 39, 11, "sans-serif", "Key " + page.key_id + ", written " + page.day + ".");
    say(at, 46, 11, "sans-serif", "Whoever reads this page holds the key. It has no passphrase.");
    say(at, 52, 11, "sans-serif", "Keep it in a sealed envelope in a safe. Never copy or send it.");
    draw_code(at, code, margin_mm * points_a_mm, 62 * points_a_mm, code_mm * points_a_mm);
    double y = 62 + code_mm + 16;
    for (const base::SecretText& line : lines_of(page.text.view())) {
        say(at, y, 22, "monospace", line.view());
        y += 12;
    }
    say(at, y + 6, 11, "sans-serif", "To use it again: harmony-admin key from-paper --out key.hkk");
}

Surface make_surface(PageFormat format, base::SecretBytes& bytes) {
    const double width = page_width_mm * points_a_mm;
    const double height = page_height_mm * points_a_mm;
    switch (format) {
        case PageFormat::pdf:
            return Surface(cairo_pdf_surface_create_for_stream(take, &bytes, width, height));
        case PageFormat::svg:
            return Surface(cairo_svg_surface_create_for_stream(take, &bytes, width, height));
        case PageFormat::png: break;
    }
    Surface picture(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                   static_cast<int>(std::ceil(width * png_pixels_a_point)),
                                   static_cast<int>(std::ceil(height * png_pixels_a_point))));
    cairo_surface_set_device_scale(picture.get(), png_pixels_a_point, png_pixels_a_point);
    return picture;
}

}  // namespace

Result<base::SecretBytes> draw_key_page(const KeyPage& page, PageFormat format) {
    const Error undrawn{ErrorKind::refused, "the page of the key could not be drawn"};
    const Code code = make_code(page.text.view());
    if (!code) {
        return undrawn;
    }
    base::SecretBytes bytes;
    const Surface surface = make_surface(format, bytes);
    const Context context(cairo_create(surface.get()));
    draw(context.get(), page, *code);
    if (format == PageFormat::png) {
        cairo_surface_write_to_png_stream(surface.get(), take, &bytes);
    }
    cairo_surface_finish(surface.get());
    if (cairo_status(context.get()) != CAIRO_STATUS_SUCCESS || bytes.empty()) {
        return undrawn;
    }
    return bytes;
}

std::string terminal_code(std::string_view text) {
    const Code code = make_code(text);
    if (!code) {
        return {};
    }
    constexpr int quiet = 2;
    std::string lines;
    for (int y = -quiet; y < code->width + quiet; y += 2) {
        for (int x = -quiet; x < code->width + quiet; ++x) {
            const bool upper = is_dark(*code, x, y);
            const bool lower = is_dark(*code, x, y + 1);
            lines += upper ? (lower ? " " : "\u2584") : (lower ? "\u2580" : "\u2588");
        }
        lines += '\n';
    }
    return lines;
}

}  // namespace harmony::admin
