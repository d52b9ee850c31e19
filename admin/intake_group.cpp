#include "admin/intake_group.h"

#include <algorithm>

#include "admin/intake_history.h"
#include "base/cbor.h"
#include "sync/pack.h"

namespace harmony::admin {

using base::Result;

namespace {

/// The open tail of the columns is written again with each group, so a large one is cheap; its
/// memory is some 30 MB.
constexpr std::size_t records_a_group = 65'536;
constexpr std::uint64_t fact_schema = 1;

/// The record called `name` of a stored batch, as it was sealed; nothing when it is not there.
std::optional<base::Bytes> stored_record(db::OfficeStore& store,
                                         const db::StreamKey& stream,
                                         const db::SeenRecord& seen) {
    const auto stored = store.batch(stream, seen.seq);
    const Result<sync::Batch> batch =
        stored ? sync::read_batch(stored->bytes) : Result<sync::Batch>(base::Error{});
    if (!batch) {
        return std::nullopt;
    }
    for (const sync::BatchRecord& record : batch->records()) {
        if (record.record == seen.name.rid) {
            return base::copy_bytes(record.sealed);
        }
    }
    return std::nullopt;
}

bool is_among(const std::vector<base::RecordId>& sorted, const base::RecordId& id) {
    return std::binary_search(sorted.begin(), sorted.end(), id);
}

/// A fact is kept in its batch; here it is only looked at, so that one of a newer kind is counted.
bool is_known_fact(base::ByteView body) {
    base::cbor::Reader reader(body);
    const auto items = reader.array();
    const auto schema = items ? reader.unsigned_integer() : Result<std::uint64_t>(items.error());
    return schema && *schema == fact_schema;
}

}  // namespace

struct IntakeGroup::Repeats {
    bool other_bytes = false;
    std::vector<base::RecordId> counted;   ///< the same bytes are in the store: sorted
    std::vector<base::RecordId> replaced;  ///< a lower revision is in the store
};

Result<IntakeGroup::Repeats> IntakeGroup::find_repeats(const sync::Batch& batch,
                                                       std::span<const db::RecordName> names) {
    const db::StreamKey stream = stream_of(batch.head().origin, batch.head().cls);
    if (meets_pending(stream, names)) {
        if (Result<void> done = flush(); !done) {
            return done.error();
        }
    }
    Repeats repeats;
    for (const db::SeenRecord& seen : store_.seen(stream, names)) {
        const auto name = std::lower_bound(
            names.begin(), names.end(), seen.name.rid, [](const auto& a, const auto& b) {
                return a.rid < b;
            });
        base::promise(name != names.end() && name->rid == seen.name.rid,
                      "the store saw a record nobody asked for");
        if (name->rev > seen.name.rev) {
            repeats.replaced.push_back(name->rid);
            continue;
        }
        const sync::BatchRecord& record =
            batch.records()[static_cast<std::size_t>(name - names.begin())];
        const auto stored = stored_record(store_, stream, seen);
        if (name->rev == seen.name.rev && stored && base::equal(*stored, record.sealed)) {
            repeats.counted.push_back(name->rid);
        } else {
            repeats.other_bytes = true;
        }
    }
    std::sort(repeats.counted.begin(), repeats.counted.end());
    return repeats;
}

bool IntakeGroup::meets_pending(const db::StreamKey& stream,
                                std::span<const db::RecordName> names) const {
    const auto pending = pending_ids_.find(stream);
    bool met = false;
    for (std::size_t at = 0; pending != pending_ids_.end() && at < names.size() && !met; ++at) {
        pending->second.find(names[at].rid, [&](std::uint64_t) { met = true; });
    }
    return met;
}

db::CheckedBatch describe_batch(const sync::Batch& batch, base::Day today) {
    const sync::BatchHead& head = batch.head();
    db::CheckedBatch checked;
    checked.stream = stream_of(head.origin, head.cls);
    checked.seq = head.seq;
    checked.digest = batch.digest();
    checked.prev = head.previous;
    checked.bytes = base::copy_bytes(batch.file());
    checked.total = head.total;
    checked.trust_version = head.trust_version;
    checked.pack_version = head.pack_version;
    checked.flags = head.flags;
    checked.cut_day = head.day;
    checked.taken_day = today;
    checked.records = names_of(batch);
    return checked;
}

std::vector<db::RecordName> names_of(const sync::Batch& batch) {
    std::vector<db::RecordName> names;
    names.reserve(batch.records().size());
    for (const sync::BatchRecord& record : batch.records()) {
        names.push_back({record.record, record.revision});
    }
    return names;
}

std::vector<base::RecordId> erased_among(const std::vector<db::Tombstone>& tombstones,
                                         std::span<const db::RecordName> names) {
    std::vector<base::RecordId> erased;
    for (const db::Tombstone& each : tombstones) {
        const auto at = std::lower_bound(
            names.begin(), names.end(), each.rid, [](const auto& name, const auto& rid) {
                return name.rid < rid;
            });
        if (at != names.end() && at->rid == each.rid) {
            erased.push_back(each.rid);
        }
    }
    std::sort(erased.begin(), erased.end());
    return erased;
}

base::Digest file_digest(base::ByteView bytes) {
    return base::Digest::from_bytes(sync::file_hash(bytes).view()).value_or(base::Digest{});
}

db::OfficeBatch open_batch(const sync::Batch& batch,
                           const KnownRecords& known,
                           const IntakeTools& tools) {
    const sync::RecordClass cls = batch.head().cls;
    db::OpenedCounts counts;
    db::ResponseStage stage(tools.context, batch.head().origin.kiosk, batch.records().size());
    const bool seals = tools.facts != nullptr && cls == sync::RecordClass::contact;
    db::FactsOfBatch facts;
    const sync::Origin& origin = batch.head().origin;
    const auto take = [&](const sync::OpenedRecord& record) {
        if (record.kind == sync::RecordKind::fact && cls == sync::RecordClass::contact) {
            if (seals) {
                facts.rows.push_back(tools.facts->seal(
                    fact_origin(record.record, origin.kiosk, origin.instance), record.body));
            }
            ++(is_known_fact(record.body) ? counts.opened : counts.newer);
            return;
        }
        if (record.kind != sync::RecordKind::response || cls != sync::RecordClass::survey) {
            ++counts.cannot_open;
            return;
        }
        if (is_among(known.counted, record.record)) {
            ++counts.opened;
            return;
        }
        const Result<db::Staged> staged = stage.add(record.record, record.body);
        if (!staged) {
            ++counts.cannot_open;
        } else if (*staged == db::Staged::taken) {
            ++counts.opened;
        } else {
            ++(*staged == db::Staged::newer ? counts.newer : counts.needs_form);
        }
    };
    sync::open_records(batch, tools.ring, [&](const sync::OpenedRecord& record) {
        if (is_among(known.erased, record.record)) {
            ++counts.erased;
            return;
        }
        switch (record.opening) {
            case sync::Opening::opened: take(record); break;
            case sync::Opening::dummy: ++counts.dummy; break;
            case sync::Opening::no_key_here: ++counts.no_key; break;
            case sync::Opening::cannot_open: ++counts.cannot_open; break;
        }
    });
    db::CheckedBatch described = describe_batch(batch, tools.today);
    described.counts = counts;
    db::OfficeBatch opened{std::move(described), std::move(stage), {}};
    if (seals) {
        facts.locked = counts.no_key;
        opened.facts = std::move(facts);
    }
    return opened;
}

Result<IntakeGroup::Added> IntakeGroup::add(const sync::Batch& batch, db::OfficeBatch opened) {
    const std::vector<db::RecordName>& names = opened.batch.records;
    const std::size_t records = names.size();
    Result<Repeats> repeats = find_repeats(batch, names);
    if (!repeats) {
        return repeats.error();
    }
    if (repeats->other_bytes) {
        return Added::repeats;
    }
    const db::StreamKey stream = stream_of(batch.head().origin, batch.head().cls);
    last_erased_ = erased_among(store_.tombstones(stream), names);
    if (!repeats->counted.empty() || !last_erased_.empty()) {
        opened = open_batch(batch, {repeats->counted, last_erased_}, tools_);
    }
    db::RidIndex& ids = pending_ids_[stream];
    for (const db::RecordName& name : names) {
        ids.add(name.rid, batch.head().seq);
    }
    pending_.push_back(std::move(opened));
    pending_.back().replaces = std::move(repeats->replaced);
    last_counts_ = pending_.back().batch.counts;
    pending_records_ += records;
    if (pending_records_ >= records_a_group) {
        if (Result<void> done = flush(); !done) {
            return done.error();
        }
    }
    return Added::taken;
}

Result<void> IntakeGroup::flush() {
    if (pending_.empty()) {
        return {};
    }
    const auto inserted = store_.insert(pending_);
    pending_.clear();
    pending_ids_.clear();
    pending_records_ = 0;
    return inserted ? Result<void>() : inserted.error();
}

}  // namespace harmony::admin
