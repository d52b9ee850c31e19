#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "admin/cli/terminal.h"
#include "base/time.h"

namespace harmony::admin {

/// A progress bar for work that takes over a second, on a terminal only; silent elsewhere.
class Progress {
public:
    /// `what` is done `total` times. Both resources must outlive this.
    Progress(Terminal& terminal, const base::Clock& clock, std::string what, std::size_t total);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();

    /// `done` of the total are done.
    void show(std::size_t done);

private:
    Terminal& terminal_;
    const base::Clock& clock_;
    std::string what_;
    std::size_t total_;
    std::chrono::milliseconds began_;
    std::chrono::milliseconds drawn_{};
    bool visible_ = false;
};

}  // namespace harmony::admin
