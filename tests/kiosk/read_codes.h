#pragma once

#include <string>
#include <vector>

#include "ui/image.h"

namespace harmony::tests {

/// Everything that an independent reader of codes (zbar) finds in a picture.
[[nodiscard]] std::vector<std::string> codes_in(const ui::Image& picture);

}  // namespace harmony::tests
