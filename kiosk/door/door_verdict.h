#pragma once

#include <optional>
#include <vector>

#include "base/time.h"
#include "kiosk/door/door_desk.h"

// What is decided of somebody at the door, before anything is written (design of events, 9.2).
namespace harmony::kiosk {

struct DoorVerdict {
    events::CheckInAnswer answer;
    bool may_enter = false;  ///< as it is, or with the reason that was given
    int minute = 0;          ///< of the day, on the clock of the venue
    events::CheckInHow how = events::CheckInHow::qr;
    std::optional<events::OccurrenceId> other = {};  ///< of a ticket for another date
};

/// `known`: the ticket keys that this machine believes. `roster`: the list of names, or nullptr
/// where there is none: then tickets are checked by their signatures and this machine's own marks.
/// Names that were typed are chosen from, also when one alone fits.
[[nodiscard]] DoorVerdict verdict_of(const DoorQuery& query,
                                     const std::vector<sync::SignPublicKey>& known,
                                     const events::Roster* roster,
                                     const events::LocalMarks& marks,
                                     const base::Clock& clock);

/// Those whom the answer is about, as the list has them, in its order.
[[nodiscard]] std::vector<DoorPerson> people_of(const events::CheckInAnswer& answer,
                                                const events::Roster* roster);

/// What a fact of the door adds to the totals.
[[nodiscard]] DoorTotals totals_of(const events::Fact& fact);

}  // namespace harmony::kiosk
