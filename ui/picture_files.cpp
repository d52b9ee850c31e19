#include "ui/picture_files.h"

#include <cairo.h>
#include <fmt/format.h>

// jpeglib.h needs stdio.h before it.
#include <jpeglib.h>

#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <memory>

namespace harmony::ui {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;

cairo_status_t read_some(void* closure, unsigned char* to, unsigned int size) {
    auto& left = *static_cast<base::ByteView*>(closure);
    if (size > left.size()) {
        return CAIRO_STATUS_READ_ERROR;
    }
    std::memcpy(to, left.data(), size);
    left = left.subspan(size);
    return CAIRO_STATUS_SUCCESS;
}

/// Cairo's pixels have their colours times alpha.
std::uint32_t straight(std::uint32_t pixel) {
    const std::uint32_t alpha = pixel >> 24;
    if (alpha == 0 || alpha == 255) {
        return alpha == 0 ? 0 : pixel;
    }
    std::uint32_t out = alpha << 24;
    for (unsigned shift = 0; shift < 24; shift += 8) {
        const std::uint32_t part = ((pixel >> shift & 0xFFU) * 255 + alpha / 2) / alpha;
        out |= std::min<std::uint32_t>(part, 255) << shift;
    }
    return out;
}

SharedPicture picture_from(cairo_surface_t* surface) {
    cairo_surface_flush(surface);
    const int width = cairo_image_surface_get_width(surface);
    const int height = cairo_image_surface_get_height(surface);
    const bool has_alpha = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32;
    std::vector<std::uint32_t> pixels;
    pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const unsigned char* data = cairo_image_surface_get_data(surface);
    const auto stride = static_cast<std::ptrdiff_t>(cairo_image_surface_get_stride(surface));
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, data + stride * y + std::ptrdiff_t{x} * 4, 4);
            pixels.push_back(has_alpha ? straight(pixel) : pixel | 0xFF000000U);
        }
    }
    return std::make_shared<const Picture>(width, height, std::move(pixels));
}

/// libjpeg reports faults by leaving with longjmp, so nothing with a destructor lives between.
struct JpegFaults {
    jpeg_error_mgr manager{};
    std::jmp_buf back{};
    char message[JMSG_LENGTH_MAX]{};
};

void leave(j_common_ptr jpeg) {
    auto* faults = reinterpret_cast<JpegFaults*>(jpeg->err);
    jpeg->err->format_message(jpeg, faults->message);
    std::longjmp(faults->back, 1);
}

void say_nothing(j_common_ptr /*jpeg*/) {}

/// Fills `rows` (3 bytes a pixel) of a picture whose size is known. False with a message in
/// `faults` when the file is not whole.
bool read_rows(base::ByteView file,
               const PictureSize& size,
               unsigned char* rows,
               JpegFaults& faults) {
    jpeg_decompress_struct jpeg{};
    jpeg.err = jpeg_std_error(&faults.manager);
    faults.manager.error_exit = leave;
    faults.manager.output_message = say_nothing;
    if (setjmp(faults.back) != 0) {
        jpeg_destroy_decompress(&jpeg);
        return false;
    }
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg,
                 reinterpret_cast<const unsigned char*>(file.data()),
                 static_cast<unsigned long>(file.size()));
    jpeg_read_header(&jpeg, TRUE);
    jpeg.out_color_space = JCS_RGB;
    jpeg_start_decompress(&jpeg);
    bool same = jpeg.output_width == static_cast<JDIMENSION>(size.width_px) &&
                jpeg.output_height == static_cast<JDIMENSION>(size.height_px) &&
                jpeg.output_components == 3;
    while (same && jpeg.output_scanline < jpeg.output_height) {
        JSAMPROW row = rows + std::size_t{jpeg.output_scanline} * jpeg.output_width * 3;
        jpeg_read_scanlines(&jpeg, &row, 1);
    }
    same = same && faults.manager.num_warnings == 0;  // a file cut off is only a warning to libjpeg
    jpeg_abort_decompress(&jpeg);
    jpeg_destroy_decompress(&jpeg);
    return same;
}

}  // namespace

Result<SharedPicture> read_png(base::ByteView file) {
    const Surface surface(cairo_image_surface_create_from_png_stream(read_some, &file));
    const cairo_status_t status = cairo_surface_status(surface.get());
    const cairo_format_t format = cairo_image_surface_get_format(surface.get());
    if (status != CAIRO_STATUS_SUCCESS ||
        (format != CAIRO_FORMAT_ARGB32 && format != CAIRO_FORMAT_RGB24)) {
        return Error{ErrorKind::unreadable,
                     fmt::format("the PNG picture cannot be read: {}",
                                 status != CAIRO_STATUS_SUCCESS ? cairo_status_to_string(status)
                                                                : "more than 8 bits a colour")};
    }
    return picture_from(surface.get());
}

Result<SharedPicture> read_jpeg(base::ByteView file, const PictureSize& size) {
    const std::size_t count =
        static_cast<std::size_t>(size.width_px) * static_cast<std::size_t>(size.height_px);
    std::vector<unsigned char> rows(count * 3);
    const auto faults = std::make_unique<JpegFaults>();
    if (!read_rows(file, size, rows.data(), *faults)) {
        const std::string why = faults->message[0] != 0 ? faults->message : "it is not whole";
        return Error{ErrorKind::unreadable,
                     fmt::format("the JPEG picture cannot be read: {}", why)};
    }
    std::vector<std::uint32_t> pixels;
    pixels.reserve(count);
    for (std::size_t at = 0; at < rows.size(); at += 3) {
        pixels.push_back(0xFF000000U | static_cast<std::uint32_t>(rows[at]) << 16 |
                         static_cast<std::uint32_t>(rows[at + 1]) << 8 | rows[at + 2]);
    }
    return std::make_shared<const Picture>(size.width_px, size.height_px, std::move(pixels));
}

}  // namespace harmony::ui
