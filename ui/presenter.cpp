#include "ui/presenter.h"

#include <algorithm>

namespace harmony::ui {

base::Result<void> MemoryPresenter::present(const Image& frame, const PixelRect& changed) {
    const bool same_size = shown_.whole() == frame.whole();
    if (!same_size) {
        shown_ = frame;
        return {};
    }
    const PixelRect part = common(changed, frame.whole());
    for (int y = part.y0; y < part.y1; ++y) {
        const auto at = static_cast<std::ptrdiff_t>(y) * frame.width_px;
        std::copy(frame.pixels.begin() + at + part.x0,
                  frame.pixels.begin() + at + part.x1,
                  shown_.pixels.begin() + at + part.x0);
    }
    return {};
}

}  // namespace harmony::ui
