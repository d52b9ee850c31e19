#pragma once

#include <optional>

#include "base/error.h"
#include "base/files.h"
#include "base/time.h"
#include "events/roster.h"
#include "kiosk/machine.h"
#include "sync/roster.h"

namespace harmony::kiosk {

/// The list of names for this machine's door: a sealed file, opened in memory for one question at a
/// time and wiped after it. It goes when its last date is over for a day, and at once when the
/// office does not let this machine have names any more.
class DoorRoster {
public:
    /// Both must outlive this.
    DoorRoster(const Machine& machine, base::Files& files) : machine_(machine), files_(files) {}

    /// The office lets this machine hold names.
    [[nodiscard]] bool is_allowed() const;

    /// Keeps a list that was checked, in place of the one before.
    [[nodiscard]] base::Result<void> keep(base::ByteView file) const;

    /// Takes the file away when it must be gone. REQUIRES: an enrolled machine.
    [[nodiscard]] base::Result<void> drop_when_over(base::Day today) const;

    /// Who signed up for this date. Nothing: no list, none of that date, or it does not open.
    [[nodiscard]] std::optional<events::Roster> open(const events::OccurrenceId& date,
                                                     base::Day today) const;

private:
    [[nodiscard]] std::optional<sync::Roster> read() const;

    const Machine& machine_;
    base::Files& files_;
};

}  // namespace harmony::kiosk
