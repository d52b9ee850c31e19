#pragma once

#include <functional>
#include <string>
#include <vector>

#include "admin/fact_book.h"
#include "admin/office.h"
#include "admin/office_dates.h"
#include "base/error.h"
#include "base/random.h"
#include "base/time.h"
#include "sync/courier.h"
#include "sync/crypto.h"

// The lists of names that kiosks at a door hold (design of events, 9.1; docs/formats/hk1.md, 13.5).
namespace harmony::admin {

/// How far ahead a list looks.
inline constexpr std::chrono::hours roster_ahead{48};

/// Whether the office lets this kiosk hold names.
[[nodiscard]] bool holds_names(Office& office, const base::KioskId& kiosk);

/// What lists are made of, sealed and carried with.
struct RosterWork {
    Office& office;
    const FactBook& book;
    const OfficeDates& dates;
    const sync::SignKeyPair& publisher;
    sync::Courier& courier;
    base::RandomSource& random;
    std::function<std::string(const base::KioskId&)> label;
    base::Moment now;
};

/// What one kiosk was sent.
struct SentRoster {
    base::KioskId kiosk;
    std::size_t dates = 0;
    std::size_t parties = 0;
    std::vector<events::OccurrenceId> left_out = {};  ///< for which there was no room
};

/// Sends each kiosk that may hold names who signed up for the dates of the next 48 hours; without
/// such a date nothing is sent, and what a kiosk has goes by itself. Errors: those of sealing and
/// of the way there.
[[nodiscard]] base::Result<std::vector<SentRoster>> send_rosters(const RosterWork& work);

}  // namespace harmony::admin
