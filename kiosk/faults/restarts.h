#pragma once

#include <chrono>
#include <filesystem>
#include <vector>

#include "base/files.h"

namespace harmony::kiosk {

/// Counts how often the program was started, so that one that ends again and again stops trying:
/// after three restarts within 60 s it shows the out-of-order page, without pack or journal.
///
/// Times are of the machine's monotonic clock, which begins anew with the machine. A folder that
/// cannot be written counts nothing: better a kiosk that tries than one that never does.
class Restarts {
public:
    static constexpr std::chrono::seconds within{60};
    static constexpr std::size_t most = 3;

    /// `folder` is the state folder. `files` must outlive this.
    Restarts(base::Files& files, const std::filesystem::path& folder);

    /// Notes a start. Whether it was one too many.
    [[nodiscard]] bool note_start(std::chrono::milliseconds now);

    /// The program ended as it was asked to: what comes next is no restart.
    void forget();

private:
    [[nodiscard]] std::vector<std::chrono::milliseconds> starts() const;

    base::Files& files_;
    std::filesystem::path file_;
};

/// How long the picture may be gone before the program gives up.
class DisplayGrace {
public:
    static constexpr std::chrono::seconds patience{60};

    /// Nothing could be presented. Whether it is time to give up.
    [[nodiscard]] bool lost(std::chrono::milliseconds now) {
        since_ = gone_ ? since_ : now;
        gone_ = true;
        return now - since_ >= patience;
    }
    void presented() { gone_ = false; }
    [[nodiscard]] bool gone() const { return gone_; }

private:
    bool gone_ = false;
    std::chrono::milliseconds since_{0};
};

}  // namespace harmony::kiosk
