#pragma once

#include <string>

#include "base/bytes.h"
#include "ui/picture.h"

namespace harmony::tests {

/// A picture of this size whose colours differ from corner to corner.
[[nodiscard]] ui::SharedPicture sample_picture(int width_px, int height_px);

/// The file of such a picture.
[[nodiscard]] base::Bytes sample_png(int width_px, int height_px);

}  // namespace harmony::tests
