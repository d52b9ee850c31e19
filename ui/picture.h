#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "ui/geometry.h"
#include "ui/image.h"

namespace harmony::ui {

/// A decoded picture: a photo, a drawing, a tile of a map. Never changes once made; its pixels are
/// zeroed when the last who holds it lets go, since which part of a map was looked at is private.
class Picture {
public:
    /// `pixels` are 0xAARRGGBB with straight alpha, row by row, `width_px` x `height_px` of them.
    Picture(int width_px, int height_px, std::vector<std::uint32_t> pixels);
    Picture(const Picture&) = delete;
    Picture& operator=(const Picture&) = delete;
    ~Picture();

    [[nodiscard]] int width_px() const { return width_px_; }
    [[nodiscard]] int height_px() const { return height_px_; }
    [[nodiscard]] const std::vector<std::uint32_t>& pixels() const { return pixels_; }
    [[nodiscard]] bool opaque() const { return opaque_; }

    /// Of size and pixels: equal pictures have equal fingerprints.
    [[nodiscard]] std::uint64_t fingerprint() const { return fingerprint_; }

private:
    int width_px_;
    int height_px_;
    std::vector<std::uint32_t> pixels_;
    bool opaque_ = true;
    std::uint64_t fingerprint_ = 0;
};

/// Shared, since the worker that decodes it, the page that keeps it and the renderer that draws it
/// let go at different times.
using SharedPicture = std::shared_ptr<const Picture>;

/// What a file of a picture may be; looked at before anything is decoded.
struct PictureLimits {
    int side_px = 8192;
    std::int64_t pixels = 16'000'000;
};

/// Width and height that the header of a PNG or JPEG file says. Unreadable when it is neither.
struct PictureSize {
    int width_px = 0;
    int height_px = 0;
};
[[nodiscard]] base::Result<PictureSize> picture_size(base::ByteView file);

/// Decodes a PNG or JPEG file. Errors: refused (larger than `limits`, before decoding), unreadable.
/// Takes milliseconds: for the worker, or while content is loaded, never for a frame.
[[nodiscard]] base::Result<SharedPicture> decode_picture(base::ByteView file,
                                                         const PictureLimits& limits = {});

/// The picture at another size: areas are averaged where it shrinks, and joined smoothly where it
/// grows.
[[nodiscard]] SharedPicture scaled(const Picture& picture, int width_px, int height_px);

/// A frame, or a part of one, as a picture.
[[nodiscard]] SharedPicture picture_of(Image image);

/// The largest place inside `area`, in its middle, that has the picture's proportions.
[[nodiscard]] Rect fitted(const Rect& area, const Picture& picture);

}  // namespace harmony::ui
