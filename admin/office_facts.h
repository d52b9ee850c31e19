#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "admin/authoring/event_shelf.h"
#include "admin/fact_book.h"
#include "admin/office.h"
#include "base/error.h"
#include "base/random.h"
#include "base/time.h"
#include "db/office_store.h"
#include "events/fold.h"
#include "sync/wraps.h"

namespace harmony::admin {

/// Every fact, of kiosks and of the office, out of the batches themselves: slow, and writes
/// nothing. Lists and searches read the table (`FactBook`).
[[nodiscard]] OfficeFacts read_facts(db::OfficeStore& store, const sync::KeyRing& ring);

/// What the fold must know besides facts: the dates of this office's events. Errors: refused (an
/// event of the office that does not expand).
[[nodiscard]] base::Result<events::FoldSettings> fold_settings(const EventShelf& shelf);

/// What facts come to, with what the office says of its dates. Errors: refused (an event of the
/// office that does not expand).
[[nodiscard]] base::Result<events::State> office_state(const EventShelf& shelf,
                                                       const OfficeFacts& facts,
                                                       base::Moment now);

/// Something that happened, before it is written: whoever writes it adds its number and author.
struct OfficeFact {
    events::SubjectId subject;        ///< zero: of nobody
    events::OccurrenceId occurrence;  ///< zero: of no date
    events::Payload payload;
    std::optional<int> minute = {};     ///< of the day: check-ins and walk-ins alone have one
    std::optional<base::Day> day = {};  ///< when it happened, in the organisation's time zone;
                                        ///< nothing: today
};

/// Who writes facts, and with what.
struct FactPen {
    Office& office;
    const sync::SignKeyPair& publisher;
    base::Files& files;
    base::RandomSource& random;
    base::Day today{};
    const FactSeal* seal = nullptr;  ///< puts what is written into the table at once; without it
                                     ///< the table takes it in when it is read next
};

/// Writes what an officer did: sealed to the contact keys like every fact, as one batch that the
/// publisher's key signs, at the end of this office computer's own stream (decision 0033). All of
/// them are in the store when this returns, or none. The ids are those of the facts, in order.
///
/// Errors: refused (a fact that breaks a limit of docs/formats/fact.md, or that an office may not
/// write), and those of the store.
[[nodiscard]] base::Result<std::vector<events::FactId>> write_facts(
    const FactPen& pen, std::span<const OfficeFact> facts);

/// Whether a stream holds what this organisation's offices wrote, not a kiosk.
[[nodiscard]] inline bool is_of_office(const db::StreamKey& stream) {
    return stream.kiosk.is_zero();
}

}  // namespace harmony::admin
