#pragma once

#include <chrono>

namespace harmony::kiosk {

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

/// Whether a PIN may be tried, after so many wrong ones in a row and so long since the last.
[[nodiscard]] PinVerdict may_try(int wrong, std::chrono::milliseconds waited);

}  // namespace harmony::kiosk
