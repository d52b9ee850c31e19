#include "kiosk/fair_use.h"

namespace harmony::kiosk {

void FairUse::mark(const Complete& complete, survey::Flags& flags) {
    flags.fast = complete.taken < complete.fast_below;
    if (!flags.fast && !complete.straight_line) {
        return;
    }
    while (!suspicious_.empty() && complete.now - suspicious_.front() > window) {
        suspicious_.pop_front();
    }
    flags.burst = suspicious_.size() >= most_in_window;
    suspicious_.push_back(complete.now);
    if (flags.burst) {
        cool_until_ = complete.now + cool_down;
    }
}

FairUse::Time fast_below(int questions) {
    constexpr std::chrono::seconds a_question{8};  // kiosk.md 4.10
    return FairUse::Time(a_question) * questions / 3;
}

}  // namespace harmony::kiosk
