#include "admin/cli/progress.h"

#include <exception>

namespace harmony::admin {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds shown_after{1};

}  // namespace

Progress::Progress(Terminal& terminal,
                   const base::Clock& clock,
                   std::string what,
                   std::size_t total)
    : terminal_(terminal),
      clock_(clock),
      what_(std::move(what)),
      total_(total),
      began_(clock.monotonic()) {}

Progress::~Progress() {
    if (visible_) {
        try {
            terminal_.end_progress();
        } catch (const std::exception&) {
            visible_ = false;  // the bar stays on the screen; nothing else depends on it
        }
    }
}

void Progress::show(std::size_t done) {
    const auto now = clock_.monotonic();
    if (!terminal_.watched() || total_ == 0 || now - began_ < shown_after ||
        (visible_ && now - drawn_ < 100ms)) {
        return;
    }
    drawn_ = now;
    visible_ = true;
    terminal_.progress(what_, done, total_);
}

}  // namespace harmony::admin
