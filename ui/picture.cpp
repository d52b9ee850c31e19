#include "ui/picture.h"

#include <fmt/format.h>
#include <strings.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "ui/picture_files.h"

namespace harmony::ui {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::uint32_t full = 0xFF000000U;

std::uint64_t fingerprint_of(int width, int height, const std::vector<std::uint32_t>& pixels) {
    constexpr std::uint64_t prime = 0x9E3779B97F4A7C15U;
    std::uint64_t hash = static_cast<std::uint64_t>(width) << 32 | static_cast<unsigned>(height);
    for (const std::uint32_t pixel : pixels) {
        hash = (hash ^ pixel) * prime;
        hash ^= hash >> 29;
    }
    return hash;
}

bool is_png(base::ByteView file) {
    constexpr std::array<unsigned char, 8> magic{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    return file.size() >= 24 && std::memcmp(file.data(), magic.data(), magic.size()) == 0;
}

int big_endian(base::ByteView file, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        value = value << 8 | std::to_integer<std::uint32_t>(file[at + i]);
    }
    return static_cast<int>(std::min<std::uint32_t>(value, 0x7FFFFFFFU));
}

/// Walks the segments of a JPEG file to the one that says its size (ITU-T T.81, B.2.2).
Result<PictureSize> jpeg_size(base::ByteView file) {
    std::size_t at = 2;
    while (at + 9 < file.size()) {
        if (std::to_integer<unsigned>(file[at]) != 0xFFU) {
            break;
        }
        const auto marker = std::to_integer<unsigned>(file[at + 1]);
        const bool frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) {
            return PictureSize{big_endian(file, at + 7, 2), big_endian(file, at + 5, 2)};
        }
        at += marker == 0xFF ? 1 : 2 + static_cast<std::size_t>(big_endian(file, at + 2, 2));
    }
    return Error{ErrorKind::unreadable, "the JPEG picture is cut off before its size"};
}

/// For each pixel of the new row, which old pixels it covers and how much of each, in 1/65536.
struct Share {
    int from = 0;
    std::vector<std::uint32_t> weights;
};

Share averaged(double from, double to, int size) {
    Share share;
    share.from = std::clamp(static_cast<int>(from), 0, size - 1);
    const int last = std::clamp(static_cast<int>(std::ceil(to)) - 1, share.from, size - 1);
    for (int at = share.from; at <= last; ++at) {
        const double part = std::min<double>(to, at + 1) - std::max<double>(from, at);
        share.weights.push_back(
            static_cast<std::uint32_t>(std::lround(part / (to - from) * 65536)));
    }
    return share;
}

Share between(double centre, int size) {
    const double at = std::clamp(centre - 0.5, 0.0, size - 1.0);
    const int from = std::min(static_cast<int>(at), std::max(0, size - 2));
    const auto second = static_cast<std::uint32_t>(std::lround((at - from) * 65536));
    return size == 1 ? Share{0, {65536}} : Share{from, {65536 - second, second}};
}

std::vector<Share> shares(int from_size, int to_size) {
    std::vector<Share> all;
    const double step = static_cast<double>(from_size) / to_size;
    for (int at = 0; at < to_size; ++at) {
        all.push_back(step > 1 ? averaged(at * step, (at + 1) * step, from_size)
                               : between((at + 0.5) * step, from_size));
    }
    return all;
}

/// Red, green and blue times alpha, and alpha: what may be added up.
struct Sum {
    std::array<std::uint64_t, 4> parts{};

    void add(std::uint32_t pixel, std::uint64_t weight) {
        const std::uint64_t alpha = pixel >> 24;
        parts[0] += (pixel >> 16 & 0xFFU) * alpha * weight;
        parts[1] += (pixel >> 8 & 0xFFU) * alpha * weight;
        parts[2] += (pixel & 0xFFU) * alpha * weight;
        parts[3] += alpha * weight;
    }

    [[nodiscard]] std::uint32_t pixel(std::uint64_t weight) const {
        if (parts[3] == 0 || weight == 0) {
            return 0;
        }
        std::uint32_t value = static_cast<std::uint32_t>((parts[3] + weight / 2) / weight) << 24;
        for (unsigned i = 0; i < 3; ++i) {
            const std::uint64_t colour = (parts[i] + parts[3] / 2) / parts[3];
            value |= static_cast<std::uint32_t>(std::min<std::uint64_t>(colour, 255))
                     << (16 - 8 * i);
        }
        return value;
    }
};

std::uint32_t mixed_pixel(const Picture& picture, const Share& row, const Share& column) {
    Sum sum;
    std::uint64_t weights = 0;
    for (std::size_t j = 0; j < row.weights.size(); ++j) {
        const std::size_t line = (static_cast<std::size_t>(row.from) + j) *
                                     static_cast<std::size_t>(picture.width_px()) +
                                 static_cast<std::size_t>(column.from);
        for (std::size_t i = 0; i < column.weights.size(); ++i) {
            const std::uint64_t weight = std::uint64_t{row.weights[j]} * column.weights[i] >> 16;
            sum.add(picture.pixels()[line + i], weight);
            weights += weight;
        }
    }
    return sum.pixel(weights);
}

}  // namespace

Picture::Picture(int width_px, int height_px, std::vector<std::uint32_t> pixels)
    : width_px_(width_px), height_px_(height_px), pixels_(std::move(pixels)) {
    base::promise(
        pixels_.size() == static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px),
        "a picture has a pixel for each of its places");
    opaque_ = std::all_of(
        pixels_.begin(), pixels_.end(), [](std::uint32_t pixel) { return pixel >= full; });
    fingerprint_ = fingerprint_of(width_px, height_px, pixels_);
}

Picture::~Picture() {
    if (!pixels_.empty()) {
        explicit_bzero(pixels_.data(), pixels_.size() * sizeof(std::uint32_t));
    }
}

Result<PictureSize> picture_size(base::ByteView file) {
    if (is_png(file)) {
        return PictureSize{big_endian(file, 16, 4), big_endian(file, 20, 4)};
    }
    if (file.size() > 3 && big_endian(file, 0, 2) == 0xFFD8) {
        return jpeg_size(file);
    }
    return Error{ErrorKind::unreadable, "it is neither a PNG nor a JPEG picture"};
}

Result<SharedPicture> decode_picture(base::ByteView file, const PictureLimits& limits) {
    const Result<PictureSize> size = picture_size(file);
    if (!size) {
        return size.error();
    }
    if (size->width_px <= 0 || size->height_px <= 0) {
        return Error{ErrorKind::unreadable, "the picture has no pixels"};
    }
    if (size->width_px > limits.side_px || size->height_px > limits.side_px ||
        std::int64_t{size->width_px} * size->height_px > limits.pixels) {
        return Error{ErrorKind::refused,
                     fmt::format("the picture is {} x {} pixels; at most {} a side and {} "
                                 "altogether can be taken",
                                 size->width_px,
                                 size->height_px,
                                 limits.side_px,
                                 limits.pixels)};
    }
    return is_png(file) ? read_png(file) : read_jpeg(file, *size);
}

SharedPicture scaled(const Picture& picture, int width_px, int height_px) {
    const std::vector<Share> columns = shares(picture.width_px(), width_px);
    const std::vector<Share> rows = shares(picture.height_px(), height_px);
    std::vector<std::uint32_t> pixels;
    pixels.reserve(columns.size() * rows.size());
    for (const Share& row : rows) {
        for (const Share& column : columns) {
            pixels.push_back(mixed_pixel(picture, row, column));
        }
    }
    return std::make_shared<const Picture>(width_px, height_px, std::move(pixels));
}

SharedPicture picture_of(Image image) {
    return std::make_shared<const Picture>(
        image.width_px, image.height_px, std::move(image.pixels));
}

Rect fitted(const Rect& area, const Picture& picture) {
    const double scale = std::min(area.w / picture.width_px(), area.h / picture.height_px());
    const double w = picture.width_px() * scale;
    const double h = picture.height_px() * scale;
    return {area.x + (area.w - w) / 2, area.y + (area.h - h) / 2, w, h};
}

}  // namespace harmony::ui
