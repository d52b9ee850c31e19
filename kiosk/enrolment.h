#pragma once

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
