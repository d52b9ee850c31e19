#pragma once

#include <optional>
#include <string_view>

#include "base/secret.h"

namespace harmony::kiosk {

/// A time of day on its way: an hour and a quarter, touched one after the other. Leaves no copy
/// behind.
class TimeEntry {
public:
    /// With the time that the survey holds already as `HH:MM`, or nothing.
    void begin(std::string_view time);

    [[nodiscard]] std::optional<int> hour() const;
    [[nodiscard]] std::optional<int> minutes() const;
    [[nodiscard]] bool empty() const { return hour_.empty() && minutes_.empty(); }
    [[nodiscard]] bool whole() const { return !hour_.empty() && !minutes_.empty(); }

    /// Touched again, they are no longer chosen.
    void touch_hour(int hour);
    void touch_minutes(int minutes);

    /// `HH:MM`. REQUIRES: whole.
    [[nodiscard]] base::SecretText text() const;
    void wipe();

private:
    base::SecretText hour_;  ///< two digits, or empty
    base::SecretText minutes_;
};

}  // namespace harmony::kiosk
