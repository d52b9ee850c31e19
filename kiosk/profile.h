#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "base/files.h"

namespace harmony::kiosk {

/// Measures what a run costs, for `--profile FILE`: CPU time of each pass over a page, time to the
/// first one, resident memory.
class Profile {
public:
    /// An empty `file` measures nothing.
    explicit Profile(std::string file);

    void measure(const std::function<void()>& pass);

    /// Writes `harmony.profile.1` JSON. A file that cannot be written is said on standard error.
    void write(base::Files& files) const;

private:
    std::string file_;
    std::chrono::steady_clock::time_point began_;
    std::chrono::nanoseconds to_first_{0};
    std::vector<double> cpu_ms_;
};

}  // namespace harmony::kiosk
