#pragma once

#include <chrono>
#include <optional>

#include "base/random.h"
#include "base/time.h"
#include "sync/courier.h"

namespace harmony::sync {

/// When a courier tries again by itself (docs/formats/hk1.md, 16.2): full jitter, a random time up
/// to 30 s doubled with each failure, at most an hour; what the store asks for, up to 6 h; an hour
/// when it refuses us. One success resets. "Sync now" does not ask here.
class BackOff {
public:
    static constexpr std::chrono::seconds first{30};
    static constexpr std::chrono::seconds longest{3600};

    explicit BackOff(base::RandomSource& random) : random_(random) {}

    void succeeded() { failures_ = 0; }

    /// How long to wait after a run that failed so.
    [[nodiscard]] std::chrono::milliseconds after(base::ErrorKind kind,
                                                  const Courier::Remarks& remarks);

    [[nodiscard]] int failures() const { return failures_; }

private:
    base::RandomSource& random_;
    int failures_ = 0;
};

}  // namespace harmony::sync
