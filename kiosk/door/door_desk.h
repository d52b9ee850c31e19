#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "events/check_in.h"
#include "events/fact.h"
#include "sync/crypto.h"

// Check-in at the door (design of events, 9): what the worker is asked, and what it answers.
namespace harmony::kiosk {

/// Somebody at the door: a scan, or nine digits.
struct DoorQuery {
    events::DoorDate date;
    base::Day keep_until{};    ///< so long this machine remembers who came
    std::string scanned = {};  ///< what a scanner gave; empty: a number was typed
    std::uint32_t code = 0;    ///< the typed number
    std::string reason = {};   ///< why in spite of the verdict; empty: as it says
    std::vector<sync::SignPublicKey> known = {};  ///< ticket keys of the office's machines
};

/// Numbers of one date on this machine, today; they name nobody.
struct DoorTotals {
    int checked_in = 0;  ///< people
    int adults = 0;      ///< who came without a sign-up
    int children = 0;
    int in = 0;  ///< by the clicker
    int out = 0;

    DoorTotals& operator+=(const DoorTotals& more) {
        checked_in += more.checked_in;
        adults += more.adults;
        children += more.children;
        in += more.in;
        out += more.out;
        return *this;
    }
    bool operator==(const DoorTotals&) const = default;
};

struct DoorAnswer {
    events::CheckInAnswer answer;
    bool written = false;  ///< the party is in, and the office will hear of it
    std::optional<events::OccurrenceId> other = {};  ///< of a ticket for another date
    DoorTotals totals;
};

}  // namespace harmony::kiosk
