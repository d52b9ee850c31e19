#pragma once

#include <memory>

#include "admin/gui/view.h"

namespace harmony::admin::gui {

/// "Words": what people wrote in their own words, read one after the other.
[[nodiscard]] std::unique_ptr<View> make_words_view();

}  // namespace harmony::admin::gui
