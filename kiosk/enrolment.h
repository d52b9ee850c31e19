#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/error.h"
#include "base/files.h"
#include "base/random.h"
#include "db/kiosk_journal.h"
#include "kiosk/machine.h"
#include "sync/enrolment.h"

namespace harmony::kiosk {

/// What this machine hands to the office, and the 12 digits that both sides show.
struct Request {
    base::Bytes file;    ///< HKE1
    std::string digits;  ///< "1760 5481 5132"
};

/// Makes the keys when there are none, and a fresh request; an earlier one is no longer answered.
/// Errors: refused (the machine is enrolled already), full.
[[nodiscard]] base::Result<Request> request_enrolment(Machine& machine,
                                                      db::KioskJournal& journal,
                                                      base::Files& files,
                                                      base::RandomSource& random);

/// The request that is under way; nothing when there is none, or when it has died.
[[nodiscard]] std::optional<base::Bytes> pending_request(db::KioskJournal& journal);

/// Running time is counted in ticks of this length; a request dies after `request_life` of them.
inline constexpr std::chrono::minutes request_tick{10};
inline constexpr unsigned request_life = 72 * 6;

/// One tick has passed; a request that has lived for 72 hours is taken away. Errors: full.
[[nodiscard]] base::Result<void> age_request(db::KioskJournal& journal);

/// An answer of the office that fits this machine's request. Nothing is pinned yet.
struct Offer {
    sync::CheckedWelcome welcome;
    std::string digits;  ///< of the office's trust: to be compared with the sheet from the office
};

/// Errors: refused (no request is under way, or the answer belongs to another one), unreadable.
[[nodiscard]] base::Result<Offer> read_offer(base::ByteView welcome_file,
                                             const Machine& machine,
                                             db::KioskJournal& journal);

/// A person confirmed the digits: pins trust and own part in one transaction; the request is spent.
[[nodiscard]] base::Result<void> accept_offer(const Offer& offer,
                                              Machine& machine,
                                              db::KioskJournal& journal);

}  // namespace harmony::kiosk
