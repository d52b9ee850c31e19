#pragma once

// Not a public header: the two kinds of files that a picture may come in. Sizes were checked.

#include "ui/picture.h"

namespace harmony::ui {

[[nodiscard]] base::Result<SharedPicture> read_png(base::ByteView file);
[[nodiscard]] base::Result<SharedPicture> read_jpeg(base::ByteView file, const PictureSize& size);

}  // namespace harmony::ui
