#include "admin/aside.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "admin/intake_group.h"
#include "admin/intake_history.h"
#include "sync/batch_check.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using sync::BatchVerdict;

constexpr std::size_t fewest_letters = 6;

bool is_verdict(const db::Quarantined& file, BatchVerdict verdict) {
    return file.reason == sync::verdict_name(verdict);
}

/// Why a file cannot be taken in by a decision alone; nothing when it can.
std::optional<std::string> why_not(const db::Quarantined& file) {
    if (is_verdict(file, BatchVerdict::gap)) {
        return "it waits for an earlier one. When that will never come: harmony-admin kiosk "
               "accept-gap";
    }
    if (is_verdict(file, BatchVerdict::unknown)) {
        return "its kiosk is not enrolled here: harmony-admin kiosk enrol, then sync";
    }
    if (is_verdict(file, BatchVerdict::newer)) {
        return "it needs a newer Harmony on this computer";
    }
    for (const BatchVerdict may : {BatchVerdict::revoked,
                                   BatchVerdict::retired,
                                   BatchVerdict::fork,
                                   BatchVerdict::badcount,
                                   BatchVerdict::dupid}) {
        if (is_verdict(file, may)) {
            return std::nullopt;
        }
    }
    return "nobody can say that a kiosk of this office made it";
}

/// With its bytes, which lists leave out. Errors: absent, refused (signature), unreadable.
Result<sync::Batch> signed_batch(Office& office, const db::Quarantined& file) {
    auto bytes = office.store().quarantined_bytes(file.digest);
    const sync::RegisteredKiosk* kiosk =
        file.stream ? office.registry().find(file.stream->kiosk) : nullptr;
    if (!bytes || kiosk == nullptr) {
        return Error{ErrorKind::refused, "it names no kiosk of this office"};
    }
    return sync::read_signed_batch(std::move(*bytes), kiosk->sign);
}

/// Records of this batch that any stream of its kiosk has brought already, and those erased there.
KnownRecords known_of(db::OfficeStore& store, const sync::Batch& batch) {
    const std::vector<db::RecordName> names = names_of(batch);
    KnownRecords known;
    for (const db::StreamHead& head : store.heads()) {
        if (head.stream.kiosk != batch.head().origin.kiosk ||
            head.stream.cls != static_cast<std::uint8_t>(batch.head().cls)) {
            continue;
        }
        for (const db::SeenRecord& seen : store.seen(head.stream, names)) {
            known.counted.push_back(seen.name.rid);
        }
        const auto erased = erased_among(store.tombstones(head.stream), names);
        known.erased.insert(known.erased.end(), erased.begin(), erased.end());
    }
    for (auto* list : {&known.counted, &known.erased}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    return known;
}

AsideView view_of(const sync::Batch& batch,
                  const KnownRecords& known,
                  const db::OpenedCounts& all) {
    AsideView view;
    view.seq = batch.head().seq;
    view.cut_day = batch.head().day;
    view.records = batch.records().size();
    view.known = known.counted.size();
    view.fresh = all;
    const auto known_count = static_cast<std::uint32_t>(known.counted.size());
    view.fresh.opened -= std::min(view.fresh.opened, known_count);
    return view;
}

/// A stream of its own, named by the file: its chain goes nowhere.
db::StreamKey own_stream(const db::Quarantined& file) {
    const auto instance =
        base::InstanceId::from_bytes(file.digest.view().first(base::InstanceId::size));
    return {file.stream->kiosk, instance.value_or(base::InstanceId{}), file.stream->cls};
}

struct Waiting {
    std::uint64_t seq = 0;
    base::Digest file;
};

/// The first file of each stream of this kiosk that waits behind a gap.
std::map<db::StreamKey, Waiting> first_waiting(db::OfficeStore& store, const base::KioskId& kiosk) {
    std::map<db::StreamKey, Waiting> first;
    for (const db::Quarantined& file : store.quarantined()) {
        if (!is_verdict(file, BatchVerdict::gap) || !file.stream || file.stream->kiosk != kiosk) {
            continue;
        }
        const auto known = first.find(*file.stream);
        if (known == first.end() || file.seq < known->second.seq) {
            first[*file.stream] = {file.seq, file.digest};
        }
    }
    return first;
}

}  // namespace

Result<db::Quarantined> kept_aside(db::OfficeStore& store, const std::string& beginning) {
    std::vector<db::Quarantined> found;
    for (db::Quarantined& file : store.quarantined()) {
        if (file.digest.hex().starts_with(beginning)) {
            found.push_back(std::move(file));
        }
    }
    if (beginning.size() < fewest_letters || found.size() > 1) {
        return Error{ErrorKind::refused,
                     fmt::format("\"{}\" is too short to name one file: take {} or more letters of "
                                 "its name in harmony-admin aside list",
                                 beginning,
                                 fewest_letters)};
    }
    if (found.empty()) {
        return Error{ErrorKind::absent,
                     fmt::format("no file that is kept aside begins with \"{}\"; see harmony-admin "
                                 "aside list",
                                 beginning)};
    }
    return std::move(found.front());
}

Result<AsideView> inspect(Office& office, const db::Quarantined& file, const IntakeTools& tools) {
    const Result<sync::Batch> batch = signed_batch(office, file);
    if (!batch) {
        return batch.error();
    }
    const KnownRecords known = known_of(office.store(), *batch);
    return view_of(*batch, known, open_batch(*batch, known, tools).batch.counts);
}

Result<AsideView> adopt(Office& office,
                        const db::Quarantined& file,
                        const std::string& reason,
                        const IntakeTools& tools) {
    if (const auto refused = why_not(file)) {
        return Error{ErrorKind::refused, "this file is not taken in: " + *refused};
    }
    const Result<sync::Batch> batch = signed_batch(office, file);
    if (!batch) {
        return batch.error();
    }
    const KnownRecords known = known_of(office.store(), *batch);
    db::OfficeBatch opened = open_batch(*batch, known, tools);
    const AsideView view = view_of(*batch, known, opened.batch.counts);
    const db::Adoption adoption{own_stream(file),
                                file.digest,
                                batch->head().origin.instance,
                                batch->head().seq,
                                file.reason,
                                tools.today};
    opened.batch.stream = adoption.stream;
    opened.batch.seq = 1;
    opened.batch.prev = {};
    opened.batch.total = batch->records().size();
    opened.facts.reset();  // bound to a stream of its own: taken in when facts are read
    const auto done =
        office.store().adopt(opened, adoption, {tools.today, "adopt", file.digest.hex(), reason});
    if (!done) {
        return done.error();
    }
    return view;
}

Result<void> confirm_instance(Office& office,
                              const db::Quarantined& file,
                              const std::string& reason,
                              const sync::SignKeyPair& publisher,
                              base::Day today) {
    if (!is_verdict(file, BatchVerdict::newinstance) || !file.stream) {
        return Error{ErrorKind::refused,
                     "this file does not come from a kiosk that begins a new chain"};
    }
    sync::Registry changed = office.registry();
    const auto kiosk = std::find_if(changed.kiosks.begin(),
                                    changed.kiosks.end(),
                                    [&](const auto& k) { return k.kiosk == file.stream->kiosk; });
    if (kiosk == changed.kiosks.end()) {
        return Error{ErrorKind::absent, "its kiosk is not in the list"};
    }
    for (const auto cls : {sync::RecordClass::survey, sync::RecordClass::contact}) {
        sync::StreamMark mark;
        mark.instance = file.stream->instance;
        mark.cls = cls;
        if (std::find(kiosk->marks.begin(), kiosk->marks.end(), mark) == kiosk->marks.end()) {
            kiosk->marks.push_back(mark);
        }
    }
    if (auto kept = office.replace_registry(std::move(changed), today, publisher); !kept) {
        return kept.error();
    }
    return office.store().note({today, "confirm", file.stream->instance.hex(), reason});
}

Result<std::size_t> accept_gaps(Office& office,
                                const sync::RegisteredKiosk& kiosk,
                                const std::string& reason,
                                base::Day today) {
    db::OfficeStore& store = office.store();
    std::size_t closed = 0;
    for (const auto& [stream, waiting] : first_waiting(store, kiosk.kiosk)) {
        auto bytes = store.quarantined_bytes(waiting.file);
        const Result<sync::Batch> batch =
            bytes ? sync::read_signed_batch(std::move(*bytes), kiosk.sign)
                  : Result<sync::Batch>(Error{ErrorKind::absent, "it is no longer kept aside"});
        if (!batch) {
            return batch.error();
        }
        const auto head = store.head(stream);
        if (head && head->stopped) {
            // Two branches: closing a place of one would acknowledge what stands before it there,
            // and that lies aside. Officers decide about the branches first.
            continue;
        }
        const std::uint64_t reached = head ? head->seq : 0;
        const std::uint64_t total_before = head ? head->total : 0;
        const std::uint64_t total = batch->head().total - batch->records().size();
        if (batch->head().seq <= reached + 1 || total < total_before) {
            continue;  // it came in the meantime, or does not fit: the next sync says so
        }
        // What waits behind the gap was signed by the kiosk and names what stands before it.
        const db::Closure closure{stream,
                                  reached + 1,
                                  batch->head().seq - 1,
                                  batch->head().previous,
                                  total,
                                  total - total_before,
                                  today,
                                  {}};
        const auto object = fmt::format("{} {} {}-{}",
                                        kiosk.label,
                                        stream.cls == 1 ? "answers" : "contacts",
                                        closure.first,
                                        closure.last);
        if (Result<void> done = store.close_gap(closure, {today, "accept-gap", object, reason});
            !done) {
            return done.error();
        }
        ++closed;
    }
    if (closed == 0) {
        return Error{
            ErrorKind::absent,
            fmt::format("nothing of {} waits behind a gap. Nothing was changed", kiosk.label)};
    }
    return closed;
}

}  // namespace harmony::admin
