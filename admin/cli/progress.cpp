#include "admin/cli/progress.h"

#include <fmt/format.h>

#include <exception>

namespace harmony::admin {

using namespace std::chrono_literals;

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
            terminal_.complain("\r\033[K");
        } catch (const std::exception&) {
            visible_ = false;  // the bar stays on the screen; nothing else depends on it
        }
    }
}

void Progress::show(std::size_t done) {
    const auto now = clock_.monotonic();
    if (!terminal_.interactive() || total_ == 0 || now - began_ < 1s || now - drawn_ < 100ms) {
        return;
    }
    drawn_ = now;
    visible_ = true;
    constexpr std::size_t cells = 30;
    const std::size_t full = std::min(cells, cells * done / total_);
    terminal_.complain(fmt::format("\r{} [{}{}] {} of {}",
                                   what_,
                                   std::string(full, '#'),
                                   std::string(cells - full, '.'),
                                   done,
                                   total_));
}

}  // namespace harmony::admin
