#include "admin/office_facts.h"

#include "admin/intake_group.h"
#include "admin/intake_history.h"
#include "sync/batch.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// An office writes few facts at a time; one batch holds them.
constexpr std::size_t most_at_once = 1'000;

void read_batch_facts(const db::CheckedBatch& stored,
                      const sync::KeyRing& ring,
                      OfficeFacts& into) {
    const auto batch = sync::read_batch(stored.bytes);
    if (!batch) {
        return;  // an audit says so
    }
    const events::NamedHash hash = events_hash();
    const auto author =
        is_of_office(stored.stream) ? events::Author::office : events::Author::kiosk;
    sync::open_records(*batch, ring, [&](const sync::OpenedRecord& record) {
        if (record.opening == sync::Opening::no_key_here) {
            ++into.locked;
        }
        if (record.opening == sync::Opening::opened && record.kind == sync::RecordKind::fact) {
            into.facts.push_back(events::know_fact(
                {record.record, stored.stream.kiosk, stored.stream.instance, author},
                record.body,
                hash));
        }
    });
}

/// This computer's own name among those of the office: drawn once, never in a backup, so that a
/// restored office writes a stream of its own beside the one it had.
Result<base::InstanceId> own_instance(const FactPen& pen) {
    constexpr std::size_t cap = 64;
    const auto file = pen.office.folder().computer();
    const Result<base::Bytes> kept = pen.files.read(file, cap);
    if (kept) {
        const std::string text(base::as_text(*kept));
        const auto id = base::InstanceId::from_hex(text.substr(0, 2 * base::InstanceId::size));
        return id ? Result<base::InstanceId>(*id)
                  : Error{ErrorKind::unreadable,
                          file.string() +
                              " is not as this program wrote it. Remove it: a new one "
                              "is made"};
    }
    if (kept.error().kind != ErrorKind::absent) {
        return kept.error();
    }
    const auto id = base::InstanceId::random(pen.random);
    const std::string text = id.hex() + "\n";
    const auto written =
        pen.files.write(file, base::as_bytes(text), base::IfPresent::skip, base::private_mode);
    if (!written) {
        return written.error();
    }
    // Another run of the program may have been faster.
    return *written == base::Delivery::fresh ? Result<base::InstanceId>(id) : own_instance(pen);
}

/// Facts on their way into a batch.
struct NewBatch {
    std::vector<events::FactId> ids;
    std::vector<base::Bytes> records;
    db::FactsOfBatch rows;
};

Result<NewBatch> seal_facts(const FactPen& pen,
                            const sync::WrappedContext& context,
                            std::span<const OfficeFact> facts,
                            std::uint64_t before) {
    const sync::RecipientSet* set = pen.office.trust().current().set_of(sync::RecordClass::contact);
    base::promise(set != nullptr, "an office without contact keys");
    NewBatch batch;
    for (const OfficeFact& said : facts) {
        const events::Fact fact{{before + batch.ids.size() + 1,
                                 said.subject,
                                 said.occurrence,
                                 said.day.value_or(pen.today),
                                 said.minute,
                                 events::FactBy::office},
                                said.payload};
        const auto body = events::encode_fact(fact);
        if (!body || !events::is_allowed(fact, events::Author::office)) {
            return Error{ErrorKind::refused,
                         "what should be written is too long or not an office's to say (" +
                             std::string(events::rule_of(fact.kind()).name) +
                             "). Nothing was written"};
        }
        batch.ids.push_back(events::FactId::random(pen.random));
        Result<base::Bytes> sealed = sync::seal_wrapped(context,
                                                        {set->id, set->keys()},
                                                        batch.ids.back(),
                                                        sync::RecordKind::fact,
                                                        *body,
                                                        pen.random);
        if (!sealed) {
            return sealed.error();
        }
        batch.records.push_back(std::move(*sealed));
        if (pen.seal != nullptr) {
            batch.rows.rows.push_back(pen.seal->seal(
                fact_origin(batch.ids.back(), base::KioskId{}, context.origin.instance), *body));
        }
    }
    return batch;
}

Result<db::CheckedBatch> signed_batch(const FactPen& pen,
                                      const sync::Origin& origin,
                                      const NewBatch& facts,
                                      const db::StreamHead& before) {
    const sync::TrustedDocument& trust = pen.office.trust().newest();
    sync::BatchHead head;
    head.origin = origin;
    head.cls = sync::RecordClass::contact;
    head.seq = before.seq + 1;
    head.previous = before.digest;
    head.trust_version = trust.document.version;
    head.trust_hash = trust.digest;
    head.total = before.total + facts.records.size();
    head.day = pen.today;
    sync::BuiltBatch built = sync::build_contact_batch(head, facts.records, pen.publisher);
    const Result<sync::Batch> read = sync::read_batch(std::move(built.file));
    if (!read) {
        return read.error();
    }
    db::CheckedBatch batch = describe_batch(*read, pen.today);
    batch.counts.opened = built.records;
    return batch;
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

Result<events::FoldSettings> fold_settings(const EventShelf& shelf) {
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
    return settings;
}

Result<events::State> office_state(const EventShelf& shelf,
                                   const OfficeFacts& facts,
                                   base::Moment now) {
    const Result<events::FoldSettings> settings = fold_settings(shelf);
    return settings ? Result<events::State>(events::fold(facts.facts, *settings, now))
                    : settings.error();
}

Result<std::vector<events::FactId>> write_facts(const FactPen& pen,
                                                std::span<const OfficeFact> facts) {
    base::promise(facts.size() <= most_at_once, "more facts at once than an officer writes");
    if (facts.empty()) {
        return std::vector<events::FactId>{};
    }
    const Result<base::InstanceId> instance = own_instance(pen);
    if (!instance) {
        return instance.error().while_doing("naming this computer");
    }
    const sync::Origin origin{pen.office.settings().org, base::KioskId{}, *instance};
    const db::StageContext no_forms({}, {});
    std::vector<events::FactId> ids;
    const Result<void> done = pen.office.store().append(
        stream_of(origin, sync::RecordClass::contact),
        [&](const db::StreamHead& before) -> Result<db::OfficeBatch> {
            Result<NewBatch> sealed =
                seal_facts(pen, {origin, sync::RecordClass::contact}, facts, before.total);
            if (!sealed) {
                return sealed.error();
            }
            Result<db::CheckedBatch> batch = signed_batch(pen, origin, *sealed, before);
            if (!batch) {
                return batch.error();
            }
            ids = std::move(sealed->ids);
            db::OfficeBatch made{
                std::move(*batch), db::ResponseStage(no_forms, base::KioskId{}, 1), {}};
            if (pen.seal != nullptr) {
                made.facts = std::move(sealed->rows);
            }
            return made;
        });
    return done ? Result<std::vector<events::FactId>>(std::move(ids)) : done.error();
}

}  // namespace harmony::admin
