#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace harmony::base {

/// An instant in UTC.
using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

/// A civil date, counted in days since 1970-01-01. Whose civil date it is stands at each use;
/// everything that leaves a kiosk uses the organisation's time zone.
using Day = std::chrono::sys_days;

/// Where the time comes from. Only `main` has the real one.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;

    [[nodiscard]] virtual Moment now() const = 0;

    /// Never goes back, and does not jump when somebody sets the clock. Its zero means nothing.
    [[nodiscard]] virtual std::chrono::milliseconds monotonic() const = 0;

    /// Local time minus UTC at `moment`, in the machine's (the organisation's) time zone.
    [[nodiscard]] virtual std::chrono::minutes local_offset(Moment moment) const = 0;

    /// The civil date of now in the organisation's time zone.
    [[nodiscard]] Day today() const;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Moment now() const override;
    [[nodiscard]] std::chrono::milliseconds monotonic() const override;
    [[nodiscard]] std::chrono::minutes local_offset(Moment moment) const override;
};

/// Stands still until told. For scripts and tests.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Moment start, std::chrono::minutes offset = std::chrono::minutes{0})
        : now_(start), offset_(offset) {}

    void advance(std::chrono::milliseconds by) {
        now_ += by;
        monotonic_ += by;
    }

    /// Somebody set the clock: the wall time jumps, the monotonic time does not.
    void set(Moment now) { now_ = now; }

    [[nodiscard]] Moment now() const override { return now_; }
    [[nodiscard]] std::chrono::milliseconds monotonic() const override { return monotonic_; }
    [[nodiscard]] std::chrono::minutes local_offset(Moment) const override { return offset_; }

private:
    Moment now_;
    std::chrono::milliseconds monotonic_{0};
    std::chrono::minutes offset_;
};

[[nodiscard]] constexpr std::int32_t day_number(Day day) {
    return static_cast<std::int32_t>(day.time_since_epoch().count());
}

[[nodiscard]] constexpr Day day_from_number(std::int32_t number) {
    return Day{std::chrono::days{number}};
}

/// `YYYY-MM-DD`.
[[nodiscard]] std::string to_iso(Day day);

/// Reads `YYYY-MM-DD`; nothing when it is no such date.
[[nodiscard]] std::optional<Day> day_from_iso(std::string_view text);

/// A moment as it was written, with the offset it was written in.
struct ZonedMoment {
    Moment moment;
    std::chrono::minutes offset;
};

/// Reads `YYYY-MM-DDTHH:MM:SS` with `Z` or `+HH:MM`; nothing when it is no such moment.
[[nodiscard]] std::optional<ZonedMoment> moment_from_iso(std::string_view text);

}  // namespace harmony::base
