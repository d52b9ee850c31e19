#include "admin/office_facts.h"

#include "sync/batch.h"

namespace harmony::admin {
namespace {

void read_batch_facts(const db::CheckedBatch& stored,
                      const sync::KeyRing& ring,
                      OfficeFacts& into) {
    const auto batch = sync::read_batch(stored.bytes);
    if (!batch) {
        return;  // an audit says so
    }
    const events::NamedHash hash = events_hash();
    sync::open_records(*batch, ring, [&](const sync::OpenedRecord& record) {
        if (record.opening == sync::Opening::no_key_here) {
            ++into.locked;
        }
        if (record.opening == sync::Opening::opened && record.kind == sync::RecordKind::fact) {
            into.facts.push_back(events::know_fact(
                {record.record, stored.stream.kiosk, stored.stream.instance, events::Author::kiosk},
                record.body,
                hash));
        }
    });
}

}  // namespace

OfficeFacts read_facts(db::OfficeStore& store, const sync::KeyRing& ring) {
    OfficeFacts all;
    for (const db::BatchSummary& row : store.batches()) {
        if (row.stream.cls != static_cast<std::uint8_t>(sync::RecordClass::contact)) {
            continue;
        }
        if (const auto stored = store.batch(row.stream, row.seq)) {
            read_batch_facts(*stored, ring, all);
        }
    }
    return all;
}

base::Result<events::State> office_state(const EventShelf& shelf,
                                         const OfficeFacts& facts,
                                         base::Moment now) {
    events::FoldSettings settings;
    settings.hash = events_hash();
    for (const events::Series& series : shelf.all()) {
        const auto dates = events::expand(series, settings.hash);
        if (!dates) {
            return dates.error();
        }
        for (const events::Occurrence& date : *dates) {
            settings.occurrences.push_back(
                events::plan_of(date, std::chrono::minutes{series.closes_min}));
        }
    }
    return events::fold(facts.facts, settings, now);
}

}  // namespace harmony::admin
