#pragma once

#include <chrono>
#include <optional>

#include "base/error.h"
#include "base/files.h"
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

[[nodiscard]] inline PinTries one_more_wrong(const PinTries& tries, base::Moment now) {
    return {tries.wrong + 1, now};
}

/// Keeps the tries in one small file, written before an answer is shown: pulling the plug between
/// two tries gives nobody a free one.
class PinTriesFile {
public:
    /// `files` must outlive this.
    PinTriesFile(base::Files& files, std::filesystem::path file)
        : files_(files), file_(std::move(file)) {}

    /// No file: no wrong try yet. A file that cannot be read counts as nine wrong tries just now.
    [[nodiscard]] PinTries load(base::Moment now) const;
    [[nodiscard]] base::Result<void> save(const PinTries& tries);

private:
    base::Files& files_;
    std::filesystem::path file_;
};

}  // namespace harmony::kiosk
