#include "kiosk/script/demo.h"

#include <algorithm>

namespace harmony::kiosk {
namespace {

bool has_keyboard(const ui::sem::Tree& tree) {
    return std::any_of(tree.nodes().begin(), tree.nodes().end(), [](const ui::sem::Node& node) {
        return node.role == ui::sem::Role::key;
    });
}

}  // namespace

void Demo::watch(Stage& stage) {
    stage_ = &stage;
    stage.driver().set_onlooker(this);
    stand();
}

void Demo::show(Duration how_long) {
    if (stopped_ || stage_ == nullptr) {
        return;
    }
    ++frames_;
    seen_ = stage_->driver().screen();
    const base::Result<void> presented = screen_.present(stage_->toolkit().render());
    const Duration real{
        static_cast<Duration::rep>(static_cast<double>(how_long.count()) / pace_.speed)};
    stopped_ = !presented || !screen_.pause(real);
}

/// What is there before the next touch is what somebody reads.
void Demo::before_input() {
    waited_ = Duration{0};
    if (stage_ == nullptr) {
        return;
    }
    const bool is_new = stage_->driver().screen() != seen_;
    const bool types = !is_new && has_keyboard(stage_->driver().tree());
    show(is_new ? pace_.page : types ? pace_.letter : pace_.touch);
}

void Demo::time_passed(Duration by) {
    const Duration left = pace_.longest - waited_;
    waited_ += by;
    if (left > Duration{0}) {
        show(std::min(by, left));
    }
}

void Demo::stand() {
    waited_ = Duration{0};
    if (stage_ != nullptr && stage_->driver().screen() != seen_) {
        show(pace_.page);
    }
}

}  // namespace harmony::kiosk
