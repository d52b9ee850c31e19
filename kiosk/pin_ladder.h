#pragma once

#include <chrono>

#include "base/time.h"

namespace harmony::kiosk {

/// How many wrong staff PINs in a row, and when the last one was. Survives restarts.
struct PinTries {
    int wrong = 0;
    base::Moment last{};

    bool operator==(const PinTries&) const = default;
};

enum class PinDoor {
    open,    ///< a PIN may be tried
    wait,    ///< not before `PinVerdict::wait` is over
    closed,  ///< ten wrong PINs: only the admin USB key opens it again
};

struct PinVerdict {
    PinDoor door = PinDoor::open;
    std::chrono::seconds wait{0};
};

/// The pause after the n-th wrong try: 1-4 none, 5 30 s, 6 60 s, 7 5 min, 8 15 min, 9 60 min.
[[nodiscard]] std::chrono::seconds pause_after(int wrong);

/// Whether a PIN may be tried now. A clock set back does not shorten a pause.
[[nodiscard]] PinVerdict may_try(const PinTries& tries, base::Moment now);

}  // namespace harmony::kiosk
