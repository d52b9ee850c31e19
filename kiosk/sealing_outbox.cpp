// How an answer is kept (docs/formats/hk1.md, sections 6, 8 and 9):
//  1. A task takes a slot when it begins: record id and key exist before anything is answered.
//  2. Send: the response is encoded, sealed with the slot's key and committed to the journal. Only
//     then does this return, and only then may a page say saved.
//  3. The equality block seals once more, revision 1 of the same record, in place of the first.
//  4. A cut turns groups that are large enough into a batch; its open tasks are left alone; then a
//     new epoch begins.
//  5. A clock that went back (a dead battery) does not date an answer before content that is here
//     already or an answer given before: the day is held there, and the response says so.
//  6. A sign-up becomes one to three facts, each sealed with a key of its own to the contact keys,
//     and kept in one transaction of contacts.db together with the space that it takes
//     (outbox_sign_ups.cpp). Nothing of it is shared with a response.
//  7. How the resident of a report wants to hear back is one fact of the same kind. Its subject is
//     the receipt key of the report: the office, which opens both, finds one by the other.
//  8. The spool is a copy. The journal's rows are the truth and write a lost spool file again.
#include "kiosk/sealing_outbox.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/batch_sealer.h"
#include "kiosk/contact_sealer.h"
#include "kiosk/day_counts.h"
#include "survey/response.h"
#include "sync/receipt.h"
#include "sync/record.h"

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// A new task needs this much beyond the reserve, and the disk must not be 95 % full.
constexpr std::uintmax_t task_bytes = std::uintmax_t{256} << 10U;
constexpr std::uintmax_t least_free_bytes = std::uintmax_t{64} << 20U;
constexpr std::uintmax_t full_part = 20;

/// Each round may bring a manifest that names content which the next one fetches.
constexpr int courier_rounds = 3;

constexpr std::uint16_t small_never = 65535;

/// Of a batch; nothing when the name is of another kind.
std::optional<db::RecordClass> class_of(const sync::ObjectName& name) {
    if (name.kind() == sync::ObjectKind::survey_batch) {
        return db::RecordClass::survey;
    }
    if (name.kind() == sync::ObjectKind::contact_batch) {
        return db::RecordClass::contact;
    }
    return std::nullopt;
}

}  // namespace

SealingOutbox::SealingOutbox(OutboxParts parts, sync::SlotPool pool)
    : parts_(std::move(parts)),
      pool_(std::move(pool)),
      spool_(parts_.files, parts_.machine.folder(), parts_.machine.trust().current().org),
      inbox_(parts_.machine, parts_.journal, parts_.packs, parts_.files, parts_.clock),
      unsent_(parts_.journal),
      rounds_(parts_.journal.state(), parts_.clock, parts_.random),
      doubt_(parts_.clock, parts_.made) {}

Result<std::unique_ptr<SealingOutbox>> SealingOutbox::open(OutboxParts parts) {
    const Machine& machine = parts.machine;
    const sync::SealTo to{sync::RecordClass::survey,
                          machine.own_part().set_of(sync::RecordClass::survey)};
    const sync::RecipientSet* set = machine.trust().find_set(to.set);
    if (set == nullptr) {
        return Error{ErrorKind::refused,
                     "the office named a recipient that its trust does not hold"};
    }
    if (Result<void> made = make_spool(parts.files, machine.folder()); !made) {
        return made.error();
    }
    Result<sync::SlotPool> pool = sync::SlotPool::open_or_start(
        machine.folder().pool(), machine.origin(), to.set, set->keys(), parts.random);
    if (!pool) {
        return pool.error().while_doing("opening the slots of this machine");
    }
    std::unique_ptr<SealingOutbox> outbox(new SealingOutbox(std::move(parts), std::move(*pool)));
    if (Result<void> followed = outbox->follow_grants(); !followed) {
        outbox->parts_.log.warning("grants", followed.error().message);  // again at the next sync
    }
    return outbox;
}

std::vector<sync::BoxPublicKey> SealingOutbox::survey_recipients() const {
    const base::SetId id = parts_.machine.own_part().set_of(sync::RecordClass::survey);
    const sync::RecipientSet* set = parts_.machine.trust().find_set(id);
    base::promise(set != nullptr, "an own part names a set that its trust does not hold");
    return set->keys();
}

Result<void> SealingOutbox::start_epoch() {
    return pool_.start_new(parts_.machine.origin(),
                           parts_.machine.own_part().set_of(sync::RecordClass::survey),
                           survey_recipients(),
                           parts_.random);
}

/// Nothing more is sealed to keys that the office replaced: their secret may be somebody else's.
Result<void> SealingOutbox::follow_recipients() {
    const base::SetId now = parts_.machine.own_part().set_of(sync::RecordClass::survey);
    return pool_.block().set == now ? Result<void>() : start_epoch();
}

Result<void> SealingOutbox::check_space() const {
    std::error_code failed;
    const auto space = std::filesystem::space(parts_.machine.folder().root, failed);
    const bool nearly_full = !failed && (space.available < least_free_bytes ||
                                         space.available < space.capacity / full_part);
    const bool no_room = !failed && space.available < task_bytes;
    if (failed || no_room || nearly_full) {
        return Error{ErrorKind::full, "Storage is full. Send data or change the machine."};
    }
    return {};
}

Result<base::RecordId> SealingOutbox::begin_task() {
    if (const std::optional<Error> standing = parts_.machine.standing()) {
        return *standing;
    }
    if (Result<void> space = check_space(); !space) {
        return space.error();
    }
    if (pool_.block().set != parts_.machine.own_part().set_of(sync::RecordClass::survey)) {
        if (Result<void> begun = start_epoch(); !begun) {  // the office changed its keys
            return begun.error();
        }
    }
    Result<std::optional<sync::Slot>> slot = pool_.take();
    if (slot && !slot->has_value()) {
        if (Result<void> begun = start_epoch(); !begun) {
            return begun.error();
        }
        slot = pool_.take();
    }
    if (!slot) {
        return slot.error();
    }
    base::promise(slot->has_value(), "a fresh epoch without slots");
    const base::RecordId record = (*slot)->record();
    tasks_.emplace(record, std::move(**slot));
    return record;
}

base::Day SealingOutbox::earliest_day() const {
    base::Day floor = parts_.machine.trust().current().created;
    if (const std::optional<sync::PackManifest> pack = parts_.packs.manifest()) {
        floor = std::max(floor, pack->created);
    }
    return std::max(floor, parts_.journal.state().clock_floor().value_or(floor));
}

Result<void> SealingOutbox::hold_to_the_clock_floor(survey::Response& response) {
    const base::Day earliest = earliest_day();
    if (response.day < earliest) {
        response.day = earliest;
        response.flags.clock_doubted = true;
        return {};
    }
    const Result<void> raised = parts_.journal.state().raise_clock_floor(response.day);
    if (!raised && raised.error().kind == ErrorKind::full) {
        return {};  // the reserve is for answers; the floor rises with the next one
    }
    return raised;
}

Result<base::SecretBytes> SealingOutbox::encode(Submission& submission,
                                                const survey::Form& form) const {
    if (!submission.receipt_digits.empty()) {
        const Result<sync::OwnSecrets> secrets = parts_.machine.secrets();
        if (!secrets) {
            return secrets.error();
        }
        const Result<base::ReceiptKey> key =
            sync::receipt_key(submission.receipt_digits.view(), secrets->deployment_salt);
        if (!key) {
            return key.error();
        }
        submission.response.receipt = *key;
    }
    return survey::encode(submission.response, form);
}

Result<void> SealingOutbox::submit(Submission submission, const survey::Form& form) {
    const auto task = tasks_.find(submission.task);
    base::promise(task != tasks_.end(), "a submission without its task");
    if (Result<void> held = hold_to_the_clock_floor(submission.response); !held) {
        return held;
    }
    Result<base::SecretBytes> body = encode(submission, form);
    if (!body) {
        return body.error().while_doing("preparing the answers");
    }
    std::optional<sync::SlotKey> key = task->second.next();
    base::promise(key.has_value(), "a task was sent more than twice");
    Result<sync::SealedRecord> record = sync::seal_response(std::move(*key), *body);
    if (!record) {
        return record.error().while_doing("sealing the answers");
    }
    const db::SealedRow row{record->record,
                            record->revision,
                            sync::write_epoch_block(task->second.block()),
                            {submission.response.engagement, submission.response.day},
                            std::move(record->sealed)};
    const Result<db::Appended> kept = parts_.journal.append(row);
    if (!kept) {
        return kept.error().while_doing("saving the answers");
    }
    rounds_.note_kept();
    if (submission.revision == Revision::core) {
        DayCounts(parts_.journal.state())
            .add_response(submission.response.day, submission.response.engagement);
    }
    return submission.hear_back ? keep_hear_back(submission) : Result<void>();
}

/// The report is safe by now. When this cannot be kept beside it the save has failed as a whole for
/// its resident, who would else wait for an answer that never comes.
Result<void> SealingOutbox::keep_hear_back(const Submission& submission) {
    base::promise(submission.response.receipt.has_value(), "a report that can be found again");
    const std::uint64_t seq = parts_.journal.counts(db::RecordClass::contact).total + 1;
    const Result<db::ContactRow> row =
        ContactSealer(parts_.machine, parts_.random)
            .seal_hear_back(
                *submission.hear_back, *submission.response.receipt, seq, submission.response.day);
    if (!row) {
        return row.error().while_doing("sealing how to hear back");
    }
    const Result<db::Appended> kept = parts_.journal.append(std::span(&*row, 1));
    return kept ? Result<void>() : kept.error().while_doing("saving how to hear back");
}

void SealingOutbox::end_task(const base::RecordId& task) {
    const auto found = tasks_.find(task);
    if (found == tasks_.end()) {
        return;
    }
    if (!found->second.used()) {
        if (Result<void> given = pool_.give_back(std::move(found->second)); !given) {
            parts_.log.warning("slot_lost", given.error().message);
        }
    }
    tasks_.erase(found);
}

Result<OutboxCounts> SealingOutbox::counts() {
    const db::JournalCounts counts = parts_.journal.counts(db::RecordClass::survey);
    OutboxCounts told;
    told.records = static_cast<int>(counts.kept);
    told.unsent = static_cast<int>(counts.unsent);
    told.oldest_unsent = counts.oldest_unsent;
    DayCounts(parts_.journal.state()).tell(parts_.clock.today(), told);
    for (const db::AllocationRow& row : parts_.journal.allocations()) {
        told.spaces.push_back(
            {*events::OccurrenceId::from_bytes(row.occurrence.view()), row.cap - row.used});
    }
    told.sign_ups_waiting =
        static_cast<int>(parts_.journal.counts(db::RecordClass::contact).unsent);
    return told;
}

db::CutOrder SealingOutbox::order_of(db::RecordClass cls) const {
    const sync::OwnPart& own = parts_.machine.own_part();
    db::CutOrder order;
    order.cls = cls;
    order.instance = parts_.machine.keys().instance;
    order.k = own.k;
    order.today = parts_.clock.today();
    if (own.small_after != small_never) {
        order.small_after = own.small_after;
    }
    for (const auto& [record, slot] : tasks_) {
        order.open_tasks.push_back(record);
    }
    return order;
}

bool SealingOutbox::was_stopped() const {
    const sync::OwnState state = parts_.machine.own_part().state;
    return state == sync::OwnState::revoked || state == sync::OwnState::retired;
}

/// What staff sent although it was small: its count and nothing else.
void log_forced(base::Log& log, const std::vector<db::CutBatch>& batches) {
    std::uint32_t records = 0;
    for (const db::CutBatch& batch : batches) {
        records += batch.forced ? batch.real : 0;
    }
    if (records > 0) {
        log.info("batch_forced", fmt::format("records={}", records));
    }
}

/// Answers and contacts each become batches of their own, in chains of their own.
Result<SealingOutbox::Cuts> SealingOutbox::cut(std::span<const db::RecordClass> classes,
                                               SmallGroups small) {
    Cuts cuts;
    for (const db::RecordClass cls : classes) {
        BatchSealer sealer(parts_.machine, pool_, parts_.random, parts_.packs.version());
        db::CutOrder order = order_of(cls);
        order.forced = small == SmallGroups::go;
        if (was_stopped()) {  // nothing more will come: what is here goes, whatever its number
            order.forced = true;
            sealer.call_last();
        }
        const bool contacts = cls == db::RecordClass::contact;
        const std::optional<base::Day> waits_until = contacts ? unsent_.before_cut() : std::nullopt;
        const Result<db::CutOutcome> outcome = parts_.journal.cut(order, sealer);
        if (!outcome) {
            return outcome.error().while_doing("cutting batches");
        }
        if (contacts && !outcome->batches.empty()) {
            if (Result<void> noted = unsent_.note(outcome->batches, waits_until); !noted) {
                return noted.error();
            }
        }
        for (const db::HeldGroup& held : outcome->held) {
            cuts.held.push_back({held.group.engagement,
                                 held.group.day,
                                 static_cast<int>(held.records),
                                 static_cast<int>(order.k)});
        }
        if (outcome->batches.empty()) {
            continue;
        }
        parts_.log.info("batch_cut", fmt::format("batches={}", outcome->batches.size()));
        log_forced(parts_.log, outcome->batches);
        cuts.batches += static_cast<int>(outcome->batches.size());
        if (cls == db::RecordClass::survey) {
            if (Result<void> begun = start_epoch(); !begun) {
                return begun.error();
            }
        }
    }
    return cuts;
}

Result<void> SealingOutbox::fill_spool() {
    std::vector<std::pair<db::RecordClass, db::WaitingBatch>> offered;
    for (const db::RecordClass cls : both_classes) {
        for (const db::WaitingBatch& waiting : parts_.journal.batches_to_offer(cls)) {
            offered.emplace_back(cls, waiting);
        }
    }
    int put_out = 0;
    for (const auto& [cls, waiting] : offered) {
        // One more item is the way there and back.
        note_progress(put_out++, static_cast<int>(offered.size()) + 1);
        const Result<base::Bytes> bytes = parts_.journal.batch_bytes(cls, waiting.seq);
        if (!bytes) {
            return bytes.error();
        }
        const sync::ObjectName name = sync::ObjectName::batch(parts_.machine.keys().kiosk,
                                                              static_cast<sync::RecordClass>(cls),
                                                              waiting.seq,
                                                              waiting.digest);
        const Result<base::Delivery> put = spool_.out().deliver(name, *bytes);
        if (!put) {
            return put.error().while_doing("filling the spool");
        }
    }
    return put_expiry_notes();
}

Result<void> SealingOutbox::ask_courier(std::vector<sync::FileHash> content) {
    Wants wants{parts_.machine.trust().current().org,
                parts_.machine.keys().kiosk,
                parts_.machine.own_part().stream,
                std::move(content)};
    if (asked_ == wants) {
        return {};  // it lies there; a courier of its own is asked every minute
    }
    if (Result<void> asked = spool_.ask(wants); !asked) {
        return asked;
    }
    if (!parts_.run_courier) {
        asked_ = std::move(wants);
    }
    return {};
}

Result<void> SealingOutbox::note_delivered() {
    const Result<CourierNews> news = spool_.told();
    if (!news) {
        return news.error();
    }
    for (const std::string& text : news->delivered) {
        const std::optional<sync::ObjectName> name = sync::ObjectName::parse(text);
        if (!name) {
            continue;
        }
        if (const std::optional<db::RecordClass> cls = class_of(*name)) {
            const Result<void> marked =
                parts_.journal.mark_delivered(*cls, name->number(), parts_.clock.today());
            if (!marked && marked.error().kind != ErrorKind::absent) {
                return marked;
            }
        } else if (name->kind() != sync::ObjectKind::heartbeat &&
                   name->kind() != sync::ObjectKind::expiry_note) {
            continue;
        }
        if (Result<void> removed = spool_.remove_out(*name); !removed) {
            return removed;
        }
    }
    if (!news->reached) {
        return Error{ErrorKind::unreachable, news->trouble};
    }
    return {};
}

Result<InboxReport> SealingOutbox::take_in() {
    Result<InboxReport> brought = inbox_.take_in(spool_.in());
    if (!brought) {
        return brought;
    }
    // The list of names was kept where it belongs, or is not wanted here.
    if (Result<void> removed =
            spool_.remove_in(sync::ObjectKind::roster, parts_.machine.keys().kiosk);
        !removed) {
        return removed.error();
    }
    if (Result<void> followed = follow_recipients(); !followed) {
        return followed.error();
    }
    if (Result<void> followed = follow_grants(); !followed) {
        return followed.error();
    }
    return brought;
}

Result<void> SealingOutbox::carry(SyncReport& report) {
    std::vector<sync::FileHash> wanted;
    for (int round = 0; round < courier_rounds; ++round) {
        if (Result<void> asked = ask_courier(wanted); !asked) {
            return asked;
        }
        if (Result<void> ran = parts_.run_courier(); !ran) {
            return ran;
        }
        if (Result<void> noted = note_delivered(); !noted) {
            return noted;
        }
        Result<InboxReport> brought = take_in();
        if (!brought) {
            return brought.error();
        }
        report.acknowledged += brought->acknowledged;
        report.new_content = report.new_content || brought->new_content;
        report.trouble = brought->troubles.empty() ? "" : brought->troubles.front();
        report.content_refused = brought->content_refused;
        if (brought->missing.empty() || brought->missing == wanted) {
            return {};
        }
        wanted = std::move(brought->missing);
    }
    return {};
}

Result<SyncReport> SealingOutbox::sync(SmallGroups small) {
    return fill_and_carry(small, static_cast<bool>(parts_.run_courier));
}

Result<SyncReport> SealingOutbox::fill_and_carry(SmallGroups small, bool carries) {
    SyncReport report;
    if (Result<void> made = make_spool(parts_.files, parts_.machine.folder()); !made) {
        return made.error();  // somebody tidied up: it is made anew
    }
    Result<Cuts> cuts = cut(both_classes, small);
    if (!cuts) {
        return cuts.error();
    }
    report.batches_out = cuts->batches;
    report.held = std::move(cuts->held);
    if (Result<void> filled = fill_spool(); !filled) {
        return filled.error();
    }
    put_own_health();
    if (!carries) {
        hear_courier();
        return report;
    }
    int batches_here = 0;
    for (const db::RecordClass cls : both_classes) {
        batches_here += static_cast<int>(parts_.journal.batches_to_offer(cls).size());
    }
    note_progress(batches_here, batches_here + 1);
    if (Result<void> carried = carry(report); !carried) {
        return carried.error();
    }
    note_progress(batches_here + 1, batches_here + 1);
    return report;
}

}  // namespace harmony::kiosk
