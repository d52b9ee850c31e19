#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "admin/fact_seal.h"
#include "admin/office.h"
#include "base/error.h"
#include "base/random.h"
#include "events/fold.h"
#include "sync/batch.h"
#include "sync/wraps.h"

namespace harmony::admin {

/// What was said of sign-ups, requests, cases and complaints, as far as it can be opened here.
struct OfficeFacts {
    std::vector<events::KnownFact> facts;
    std::size_t locked = 0;  ///< records that no key of this office opens
};

/// The facts of an office, out of its table: all, or those that one list needs. What stands in the
/// batches and not yet in the table is put there first.
class FactBook {
public:
    /// `office` must outlive this. Errors: those of the store.
    [[nodiscard]] static base::Result<FactBook> open(Office& office,
                                                     const sync::KeyRing& ring,
                                                     base::RandomSource& random);

    [[nodiscard]] OfficeFacts all() const;

    /// All about a date and those who signed up for it: folding these gives of this date what
    /// folding all of them does.
    [[nodiscard]] OfficeFacts of(const events::OccurrenceId& date) const;

    /// All about one subject.
    [[nodiscard]] OfficeFacts of(const events::SubjectId& subject) const;

    /// All about those of whom a fact of one of these kinds is here: `case_opened` gives everything
    /// about cases. Withdrawals by receipt and what officers closed are always among them.
    [[nodiscard]] OfficeFacts of_kinds(std::span<const events::FactKind> kinds) const;

    /// Facts that do not count, with those of the same name.
    [[nodiscard]] OfficeFacts in_trouble() const;

    [[nodiscard]] const FactSeal& seal() const { return seal_; }
    [[nodiscard]] db::OfficeStore& store() const { return office_->store(); }

private:
    FactBook(Office& office, FactSeal seal) : office_(&office), seal_(std::move(seal)) {}

    [[nodiscard]] base::Result<void> fill(const sync::KeyRing& ring);
    [[nodiscard]] OfficeFacts opened(
        const std::function<void(const db::OfficeStore::TakeFact&)>& each) const;

    Office* office_;
    FactSeal seal_;
};

/// The rows of a batch of contacts, without `erased` (sorted).
[[nodiscard]] db::FactsOfBatch seal_facts_of(const sync::Batch& batch,
                                             const db::StreamKey& stream,
                                             const sync::KeyRing& ring,
                                             std::span<const base::RecordId> erased,
                                             const FactSeal& seal);

}  // namespace harmony::admin
