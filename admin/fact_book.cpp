#include "admin/fact_book.h"

#include <algorithm>

#include "sync/batch.h"

namespace harmony::admin {

using base::Result;

db::FactsOfBatch seal_facts_of(const sync::Batch& batch,
                               const db::StreamKey& stream,
                               const sync::KeyRing& ring,
                               std::span<const base::RecordId> erased,
                               const FactSeal& seal) {
    db::FactsOfBatch facts;
    sync::open_records(batch, ring, [&](const sync::OpenedRecord& record) {
        if (std::binary_search(erased.begin(), erased.end(), record.record)) {
            return;
        }
        facts.locked += record.opening == sync::Opening::no_key_here ? 1 : 0;
        if (record.opening == sync::Opening::opened && record.kind == sync::RecordKind::fact) {
            facts.rows.push_back(
                seal.seal(fact_origin(record.record, stream.kiosk, stream.instance), record.body));
        }
    });
    return facts;
}

Result<FactBook> FactBook::open(Office& office,
                                const sync::KeyRing& ring,
                                base::RandomSource& random) {
    Result<FactSeal> seal = FactSeal::open(office, ring, random);
    if (!seal) {
        return seal.error().while_doing("opening the table of facts");
    }
    FactBook book(office, std::move(*seal));
    const Result<void> filled = book.fill(ring);
    return filled ? Result<FactBook>(std::move(book))
                  : filled.error().while_doing("filling the table of facts");
}

Result<void> FactBook::fill(const sync::KeyRing& ring) {
    for (const db::BatchSummary& row : store().batches_without_facts()) {
        const auto stored = store().batch(row.stream, row.seq);
        const auto batch = sync::read_batch(stored ? stored->bytes : base::Bytes{});
        db::FactsOfBatch facts;
        if (batch) {  // else an audit says so
            facts = seal_facts_of(*batch, row.stream, ring, {}, seal_);
        }
        if (Result<void> kept = store().keep_facts(row.stream, row.seq, facts); !kept) {
            return kept;
        }
    }
    return {};
}

OfficeFacts FactBook::opened(
    const std::function<void(const db::OfficeStore::TakeFact&)>& each) const {
    OfficeFacts all;
    all.locked = store().locked_facts();
    each([&](const db::FactRow& row) {
        if (auto fact = seal_.open(row)) {
            all.facts.push_back(std::move(*fact));
        } else {
            ++all.locked;
        }
    });
    return all;
}

OfficeFacts FactBook::all() const {
    return opened([&](const auto& take) { store().each_fact(take); });
}

OfficeFacts FactBook::of(const events::OccurrenceId& date) const {
    const auto key = *db::FactDate::from_bytes(date.view());
    return opened([&](const auto& take) { store().each_fact_of(key, take); });
}

OfficeFacts FactBook::of(const events::SubjectId& subject) const {
    const auto key = *db::FactSubject::from_bytes(subject.view());
    return opened([&](const auto& take) { store().each_fact_of(key, take); });
}

OfficeFacts FactBook::of_kinds(std::span<const events::FactKind> kinds) const {
    std::vector<std::uint8_t> numbers;
    for (const events::FactKind kind : kinds) {
        numbers.push_back(static_cast<std::uint8_t>(kind));
    }
    return opened([&](const auto& take) { store().each_fact_of_kinds(numbers, take); });
}

OfficeFacts FactBook::in_trouble() const {
    return opened([&](const auto& take) { store().each_fact_in_trouble(take); });
}

}  // namespace harmony::admin
