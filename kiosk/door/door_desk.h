#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/secret.h"
#include "base/time.h"
#include "events/check_in.h"
#include "events/fact.h"
#include "sync/crypto.h"

// Check-in at the door (design of events, 9): what the worker is asked, and what it answers.
namespace harmony::kiosk {

/// Somebody at the door: a scan, nine digits, a name, or one of those that fitted.
struct DoorQuery {
    events::DoorDate date;
    base::Day keep_until{};      ///< so long this machine remembers who came
    std::string scanned = {};    ///< what a scanner gave; empty: a number was typed
    std::uint32_t code = 0;      ///< the typed number
    base::SecretText name = {};  ///< the typed name; empty: a number was typed
    std::optional<events::SubjectId> chosen = {};  ///< of those that fitted
    std::string reason = {};   ///< why in spite of the verdict; empty: as it says
    bool by_resident = false;  ///< who checks in alone: nothing of the list is shown
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

/// A party as the list has it, for the eyes of staff.
struct DoorPerson {
    events::SubjectId id;
    base::SecretText name;  ///< empty: none was given
    int party = 1;
    std::uint32_t code = 0;

    bool operator==(const DoorPerson&) const = default;
};

/// What a door shows before anybody has come: its numbers, and whether it has the list of names.
struct DoorNews {
    DoorTotals totals;
    bool has_list = false;
};

struct DoorAnswer {
    events::CheckInAnswer answer;
    bool written = false;  ///< the party is in, and the office will hear of it
    std::optional<events::OccurrenceId> other = {};  ///< of a ticket for another date
    DoorTotals totals;
    std::vector<DoorPerson> people = {};  ///< of `answer.who`, as far as the list has them
};

}  // namespace harmony::kiosk
