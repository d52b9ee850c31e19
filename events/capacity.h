#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "events/fold.h"

// Spaces as the office knows them (design of events, 6.1 to 6.5). While the pool is not below zero,
// no more people are ever confirmed over all kiosks than there are spaces, whatever is lost, late,
// doubled or reordered.
namespace harmony::events {

/// REQUIRES: an occurrence with spaces.
struct Capacity {
    int spaces = 0;
    int reserve = 0;
    int occupied = 0;  ///< people of confirmed sign-ups that are known
    int held = 0;      ///< people of offers that stand
    int hidden = 0;    ///< what kiosks may still confirm, or have confirmed and not sent
    int unspent = 0;   ///< what kiosks may still confirm, as far as is known
    int at_risk = 0;   ///< what kiosks that were written off may have confirmed
    std::vector<KioskLedger> kiosks;

    /// Free to give.
    [[nodiscard]] int pool() const { return spaces - reserve - occupied - held - hidden; }

    bool operator==(const Capacity&) const = default;
};

/// Nothing for an occurrence without a number of spaces.
[[nodiscard]] std::optional<Capacity> capacity(const OccurrenceRecord& occurrence);

struct WorstCase {
    int people = 0;  ///< if everything that may happen happens
    int over = 0;    ///< of these, more than there are spaces for sign-ups
    int unspent = 0;

    bool operator==(const WorstCase&) const = default;
};

[[nodiscard]] WorstCase worst_case(const Capacity& capacity);

/// What the officer calls a kiosk, and since when nothing was heard of it.
struct KioskName {
    base::KioskId kiosk;
    std::string name;
    std::optional<int> silent_days;  ///< nothing: it is heard of; -1: it never was
};

/// "Worst case today: 0 over, 6 unspent (Kiosk 2: 4, Kiosk 5: 2). Heard from all kiosks since
/// {since}."; with a kiosk that is not heard of "Not heard: Kiosk 3 for 2 days.".
[[nodiscard]] std::string worst_case_line(const Capacity& capacity,
                                          std::span<const KioskName> names,
                                          const std::string& since);

/// Whether so many spaces may be given away. Errors: refused, "Only {pool} spaces are free to
/// give.".
[[nodiscard]] base::Result<void> check_give(const Capacity& capacity, int spaces);

/// For the suggestion of who gets what.
struct KioskUse {
    base::KioskId kiosk;
    base::InstanceId instance;
    int hours_open = 0;  ///< until the occurrence
    int past_use = 0;    ///< people it signed up for dates of the series before
};

struct Share {
    base::KioskId kiosk;
    base::InstanceId instance;
    int more = 0;  ///< spaces on top of what it has

    bool operator==(const Share&) const = default;
};

/// Spreads the pool by hours open and past use, and keeps a tenth of it, at least one, back. The
/// whole numbers are those of largest remainders; of equal ones the kiosk that comes first.
[[nodiscard]] std::vector<Share> suggest_spread(int pool, std::span<const KioskUse> kiosks);

/// Who gets a space now: in the order of the list, while the pool covers the party; nobody passes
/// somebody whose party does not fit. Those who had an offer and did not take it, and those who
/// came already, are left out.
[[nodiscard]] std::vector<SubjectId> next_in_line(const State& state,
                                                  const OccurrenceRecord& occurrence);

}  // namespace harmony::events
