#pragma once

#include <chrono>
#include <optional>

#include "base/random.h"
#include "base/time.h"
#include "db/kiosk_state.h"

namespace harmony::kiosk {

/// When a machine does by itself what keeps answers moving and leaves no traces (kiosk rounds of
/// docs/formats/journal.md). Asked once a minute by the idle worker; nothing here waits.
///  1. Order of arrival is written over once nobody has touched the machine for a minute, at most
///     every ten minutes.
///  2. Once in a night, between three and five, what may go is cut. The minute is another on every
///     machine and each start, so that the time says nothing.
///  3. Sign-ups are cut every quarter of an hour where a courier of its own carries them.
///  4. The office is told once a day how the machine is.
class Rounds {
public:
    /// All must outlive this.
    Rounds(db::KioskState& state, const base::Clock& clock, base::RandomSource& random);

    /// Something was kept just now: its order is on the disk.
    void note_kept();

    [[nodiscard]] bool tidy_due() const;
    void note_tidied();

    [[nodiscard]] bool night_due();
    [[nodiscard]] base::Result<void> note_night();

    [[nodiscard]] bool contacts_due() const;
    void note_contacts();

    [[nodiscard]] bool health_due();
    /// A number for the next note on how the machine is: higher than any before. Errors: full.
    [[nodiscard]] base::Result<std::uint64_t> next_health();

private:
    [[nodiscard]] std::optional<base::Day> day_of(std::string_view name);
    [[nodiscard]] base::Result<void> keep_day(std::string_view name);

    db::KioskState& state_;
    const base::Clock& clock_;
    std::chrono::minutes night_at_;  ///< after local midnight
    std::optional<std::chrono::milliseconds> kept_at_;
    std::optional<std::chrono::milliseconds> tidied_at_;
    std::optional<std::chrono::milliseconds> contacts_at_;
};

}  // namespace harmony::kiosk
