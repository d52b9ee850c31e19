#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "kiosk/faults/fault.h"
#include "kiosk/library.h"

namespace harmony::kiosk {

/// What the frame loop knows about screen, touch and sound; handed to the worker by value.
struct ScreenFacts {
    double width_mm = 0;
    double height_mm = 0;
    int width_px = 0;
    int height_px = 0;
    bool measured = false;  ///< by calibration, or named by the panel's own data
    bool sound = true;      ///< false: no device, or its test failed
    bool touch_stuck = false;
    std::chrono::seconds touch_gone_for{0};
    bool other_input = false;  ///< a key or a mouse was used in the last minute
    bool display_gone = false;
};

/// How long the machine may be hot.
inline constexpr std::chrono::minutes hot_time{5};
/// How long a touch layer may be gone before it counts as lost.
inline constexpr std::chrono::seconds touch_patience{60};

/// Why the office stopped this machine.
enum class Standing { active, cloned, revoked };

/// Everything that the tests of kiosk.md 9.3 look at, read at one moment. Plain values: a test of a
/// fault is a test of what is made of them.
struct Readings {
    base::Moment now{};
    std::optional<std::chrono::milliseconds>
        clock_moved;       ///< against monotonic, since the last check
    base::Moment built{};  ///< the day the program was built

    std::uint64_t disk_bytes = 0;
    std::uint64_t disk_free = 0;

    bool store_damaged = false;
    std::string support;                        ///< whom staff call
    std::optional<std::string> save_failed_at;  ///< "14:30, 30 March 2026"

    int unsent = 0;
    std::optional<base::Day> oldest_unsent;
    int unsent_personal = 0;  ///< sign-ups 7 days after their event
    std::optional<base::Day> personal_dropped_on;
    std::optional<base::Day> complaint_since;

    bool has_pack = true;
    std::uint64_t pack_version = 0;
    std::string pack_refused;  ///< why the newest one was not taken; empty: it was
    std::optional<base::Day> pack_made;
    std::optional<base::Day> pack_warn_after;
    std::vector<LanguageGap> languages;
    bool help_checked = true;
    std::string undrawable;  ///< characters of the pack that no font has

    ScreenFacts screen;
    std::optional<double> celsius;
    std::chrono::seconds hot_for{0};
    Standing standing = Standing::active;
};

/// Limits that a pack may set (kiosk.md 13).
struct FaultLimits {
    int warn_pct = 80;
    int stop_pct = 95;
};

/// The faults of these readings, in the order of the table. Pure.
[[nodiscard]] std::vector<FoundFault> judge(const Readings& readings, const FaultLimits& limits);

/// Used space of a disk, in whole percent rounded down.
[[nodiscard]] int used_percent(std::uint64_t bytes, std::uint64_t free);

}  // namespace harmony::kiosk
