#pragma once

#include <chrono>
#include <filesystem>
#include <functional>

#include "base/error.h"
#include "base/files.h"
#include "base/random.h"

namespace harmony::kiosk {

/// Asks the system to let one stick in and to have it served, on a machine whose ports are dead
/// otherwise (the units harmony-stick-window and harmony-stick@; docs/guides/it.md).
///
///  1. The kiosk writes a file with a number nobody knows: the request. The system takes it away.
///  2. The system opens the port, waits for a stick, has the courier serve it, and takes it out of
///  the
///     file system: only then it may be pulled.
///  3. It leaves an answer: the same number, then `done` or a sentence for staff.
class StickDoor {
public:
    struct Places {
        std::filesystem::path request;
        std::filesystem::path answer;
    };

    /// Waits between two looks; the real one sleeps.
    using Pause = std::function<void(std::chrono::milliseconds)>;

    /// What the system takes at most: five minutes for a stick to come, fifteen to serve it.
    static constexpr std::chrono::minutes patience{25};

    /// `files` and `random` must outlive this.
    StickDoor(base::Files& files, base::RandomSource& random, Places places, Pause pause)
        : files_(files), random_(random), places_(std::move(places)), pause_(std::move(pause)) {}

    /// Returns when the stick may be pulled. Errors: absent (the system's sentence: no stick came,
    /// or it could not be used), unreachable (nobody answered), and those of writing the request.
    [[nodiscard]] base::Result<void> serve_one();

private:
    base::Files& files_;
    base::RandomSource& random_;
    Places places_;
    Pause pause_;
};

}  // namespace harmony::kiosk
