#include "ui/presenter.h"

namespace harmony::ui {

base::Result<void> MemoryPresenter::present(const Image& frame) {
    shown_ = frame;
    return {};
}

}  // namespace harmony::ui
