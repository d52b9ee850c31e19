#pragma once

#include <chrono>
#include <filesystem>

#include "kiosk/spool.h"
#include "sync/back_off.h"
#include "sync/courier.h"

namespace harmony::kiosk {

/// How often a courier that goes on by itself looks, while all is well.
inline constexpr std::chrono::minutes courier_cadence{15};

/// How long to wait for the next run after one that ended with `news`.
[[nodiscard]] std::chrono::milliseconds wait_after(const CourierNews& news,
                                                   const sync::Courier::Remarks& remarks,
                                                   sync::BackOff& back_off);

/// A slot for sticks: what is put in is served at once, not at the next round.
class StickSlot {
public:
    /// `mount`: where a stick appears.
    explicit StickSlot(std::filesystem::path mount);

    /// True once for each stick that came since it was asked last.
    [[nodiscard]] bool came();

private:
    std::filesystem::path mount_;
    bool there_;
};

/// One run at a time on a machine: "Sync now" waits until the run by itself has ended. Waits in the
/// constructor; lets go when it is destroyed, or when the process ends in whatever way.
class OneRun {
public:
    explicit OneRun(const std::filesystem::path& file);
    OneRun(const OneRun&) = delete;
    OneRun& operator=(const OneRun&) = delete;
    ~OneRun();

private:
    int file_;
};

}  // namespace harmony::kiosk
