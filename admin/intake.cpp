#include "admin/intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <set>

#include "admin/intake_candidates.h"
#include "admin/intake_group.h"
#include "admin/intake_history.h"
#include "admin/intake_reading.h"
#include "admin/kiosk_notes.h"
#include "sync/expiry_note.h"
#include "sync/pack.h"

// 1. Candidates are what lies at the courier and what was kept aside for a reason that may pass,
//    in the order of their streams. Names are hints; the header decides.
// 2. Each is checked. Right ones are opened and go in as groups; wrong ones are kept aside with
//    their bytes and reason. A wrong one never stops the run.
// 3. Whatever was kept aside and has gone in now is taken from the shelf.

namespace harmony::admin {

using base::Bytes;
using base::Error;
using base::ErrorKind;
using base::Result;
using sync::BatchVerdict;

namespace {

constexpr std::size_t bad_signatures_a_day = 3;

/// One run.
class Run {
public:
    Run(Office& office, sync::Courier& courier, const IntakeTools& tools)
        : office_(office),
          store_(office.store()),
          courier_(courier),
          tools_(tools),
          history_(store_),
          group_(store_, tools),
          ahead_(office.registry(), office.trust(), tools) {}

    Result<IntakeReport> go() {
        const Result<Candidates> candidates = find_candidates(office_, courier_);
        if (!candidates) {
            return candidates.error();
        }
        report_.ignored = candidates->ignored;
        report_.enrolment_requests = candidates->enrolment_requests;
        shelf_in_use_ = candidates->shelf_in_use;
        if (Result<void> done = look_at_all(candidates->files); !done) {
            return done.error();
        }
        if (Result<void> done = group_.flush(); !done) {
            return done.error();
        }
        if (Result<void> done = clear_shelf(); !done) {
            return done.error();
        }
        if (Result<void> done = read_notes(candidates->notes); !done) {
            return done.error();
        }
        note_newest_cuts();
        note_bad_signatures();
        if (store_.needs_rebuild()) {
            report_.alarms.push_back(
                "Some answers were sent again in a later form and are counted twice until the "
                "store is made anew from "
                "its batches. No healthy kiosk does this: find out which one did.");
        }
        return std::move(report_);
    }

private:
    /// Files are fetched and read some way ahead of the one that is judged.
    Result<void> look_at_all(const std::vector<Candidate>& files) {
        std::size_t fetched = 0;
        for (std::size_t at = 0; at < files.size() && !report_.interrupted; ++at) {
            while (fetched < files.size() && (fetched == at || ahead_.has_room())) {
                fetch(files[fetched++]);
            }
            if (Result<void> done = look_at(files[at]); !done) {
                return done;
            }
            if (tools_.step) {
                tools_.step(at + 1, files.size());
            }
        }
        return {};
    }

    Result<void> read_notes(const std::vector<sync::ObjectName>& notes) {
        const Result<void> done = take_notes(
            office_, courier_, tools_.ring, notes, [&](const auto& name, const Error& error) {
                report_.refused.push_back({name.text(), "badnote", error.message, name.kiosk()});
            });
        if (!done && done.error().kind == ErrorKind::unreachable) {
            report_.interrupted = report_.interrupted ? report_.interrupted : done.error();
            return {};
        }
        return done;
    }

    /// A file that was fetched, waiting to be looked at in its turn.
    struct Fetched {
        std::optional<Error> error;
        std::optional<Bytes> note;  ///< an expiry note is read at once; batches are read ahead
    };

    void fetch(const Candidate& candidate) {
        Result<Bytes> bytes = read(candidate);
        if (!bytes) {
            fetched_.push_back({bytes.error(), std::nullopt});
            return;
        }
        if (candidate.is_expiry_note()) {
            fetched_.push_back({std::nullopt, std::move(*bytes)});
            return;
        }
        // What is in the store already is not opened: it is the same, or a fork.
        const auto claim = sync::read_claim(*bytes);
        const bool known =
            claim && history_.digest(claim->origin, claim->cls, claim->seq).has_value();
        // Nobody asks for the digest of a good file while the shelf is empty: hashing costs as much
        // as half of opening.
        ahead_.put(std::move(*bytes), {shelf_in_use_, !known});
        fetched_.push_back({});
    }

    /// An error is one of the store; what is wrong with the file goes into the report.
    Result<void> look_at(const Candidate& candidate) {
        const Fetched fetched = std::move(fetched_.front());
        fetched_.pop_front();
        if (!fetched.error) {
            return fetched.note ? take_expiry(candidate, *fetched.note)
                                : judge(candidate, ahead_.take());
        }
        if (fetched.error->kind == ErrorKind::unreachable) {
            report_.interrupted = fetched.error;
        } else if (fetched.error->kind == ErrorKind::refused) {
            refuse(candidate, BatchVerdict::oversize, std::nullopt);
        } else {
            report_.refused.push_back(
                {candidate.name, "unread", fetched.error->message, candidate.kiosk});
        }
        return {};
    }

    Result<Bytes> read(const Candidate& candidate) {
        if (candidate.object) {
            return courier_.fetch(*candidate.object, candidate.object->cap());
        }
        auto kept = store_.quarantined_bytes(candidate.kept);
        return kept ? Result<Bytes>(std::move(*kept))
                    : Error{ErrorKind::absent, "it is no longer kept aside"};
    }

    Result<void> judge(const Candidate& candidate, ReadFile file) {
        const base::Digest& digest = file.digest;
        if (shelf_in_use_ && !looked_at_.insert(digest).second && candidate.on_shelf) {
            return {};
        }
        const auto& claim = file.claim;
        BatchVerdict verdict = file.read.verdict;
        if (verdict == BatchVerdict::ok) {
            verdict =
                sync::judge_batch(*file.read.batch, office_.registry(), office_.trust(), history_);
        }
        if (verdict == BatchVerdict::ok && is_stopped(*file.read.batch)) {
            verdict = BatchVerdict::fork;
        }
        if (verdict == BatchVerdict::ok) {
            const sync::Batch& batch = *file.read.batch;
            db::OfficeBatch opened =
                file.opened ? std::move(*file.opened) : open_batch(batch, {}, tools_);
            const Result<IntakeGroup::Added> added = group_.add(batch, std::move(opened));
            if (!added) {
                return added.error();
            }
            if (*added == IntakeGroup::Added::taken) {
                count_taken(batch);
                settled_.insert(digest);
                return {};
            }
            verdict = BatchVerdict::dupid;
        }
        if (verdict == BatchVerdict::dup) {
            ++report_.kiosks[claim->origin.kiosk].known;
            settled_.insert(digest);
            return {};
        }
        return set_aside(candidate, verdict, judged_bytes(candidate, file.read), claim);
    }

    /// The bytes that were found bad. Only those that were never read as a batch are fetched once
    /// more, since a copy of every good file would cost more: and a store that gives other bytes
    /// each time gets nothing onto the shelf.
    [[nodiscard]] Bytes judged_bytes(const Candidate& candidate, const sync::ReadBatch& judged) {
        if (judged.batch) {
            return base::copy_bytes(judged.batch->file());
        }
        const Result<Bytes> again = read(candidate);
        const bool same =
            again &&
            sync::read_arriving(base::copy_bytes(*again), office_.registry(), &office_.trust())
                    .verdict == judged.verdict;
        return same ? *again : Bytes{};
    }

    /// A kiosk says that it dropped a contact batch which nobody fetched in time. The batch itself,
    /// should it come, wins.
    Result<void> take_expiry(const Candidate& candidate, base::ByteView bytes) {
        const auto origin = sync::claimed_origin(bytes);
        const sync::RegisteredKiosk* kiosk =
            origin ? office_.registry().find(origin->kiosk) : nullptr;
        const auto note = kiosk != nullptr && origin->org == office_.registry().org
                              ? sync::read_expiry_note(bytes, kiosk->sign)
                              : Result<sync::ExpiryNote>(Error{ErrorKind::refused,
                                                               "this note is of no kiosk that is "
                                                               "enrolled here"});
        if (!note) {
            report_.refused.push_back(
                {candidate.name, "badnote", note.error().message, candidate.kiosk});
            return {};
        }
        const auto head = history_.head(note->origin, note->cls);
        const std::uint64_t reached = head ? head->seq : 0;
        if (note->seq != reached + 1) {
            return {};  // it came, or an earlier one is missing still
        }
        if (Result<void> done = group_.flush(); !done) {
            return done;
        }
        const std::uint64_t total = (head ? head->total : 0) + note->records;
        const db::Closure closure{stream_of(note->origin, note->cls),
                                  note->seq,
                                  note->seq,
                                  note->digest,
                                  total,
                                  note->records,
                                  tools_.today,
                                  base::copy_bytes(bytes)};
        report_.alarms.push_back(
            fmt::format("Kiosk {} dropped a package of {} sign-ups that nobody had fetched two "
                        "weeks after their event (on {}).",
                        label(origin->kiosk),
                        note->records,
                        base::to_iso(note->day)));
        history_.close(closure);
        return store_.close_gap(closure,
                                {tools_.today,
                                 "expired",
                                 fmt::format("{} contacts {}", label(origin->kiosk), note->seq),
                                 "the kiosk said so"});
    }

    [[nodiscard]] bool is_stopped(const sync::Batch& batch) const {
        return history_.stopped(stream_of(batch.head().origin, batch.head().cls));
    }

    void count_taken(const sync::Batch& batch) {
        history_.advance(batch);
        KioskIntake& kiosk = report_.kiosks[batch.head().origin.kiosk];
        const db::OpenedCounts& counts = group_.last_counts();
        ++kiosk.batches;
        kiosk.records.opened += counts.opened;
        kiosk.records.dummy += counts.dummy;
        kiosk.records.no_key += counts.no_key;
        kiosk.records.cannot_open += counts.cannot_open;
        kiosk.records.newer += counts.newer;
        kiosk.records.needs_form += counts.needs_form;
        kiosk.records.erased += counts.erased;
        for (const base::RecordId& erased : group_.last_erased()) {
            report_.erased_before.push_back({stream_of(batch.head().origin, batch.head().cls),
                                             batch.head().seq,
                                             erased,
                                             {},
                                             {}});
        }
        if (counts.cannot_open > 0) {
            report_.alarms.push_back(
                fmt::format("{} records of batch {} of kiosk {} cannot be opened, although the key "
                            "is here. The batch is "
                            "kept; ask who could have changed the kiosk.",
                            counts.cannot_open,
                            batch.head().seq,
                            label(batch.head().origin.kiosk)));
        }
    }

    Result<void> set_aside(const Candidate& candidate,
                           BatchVerdict verdict,
                           Bytes bytes,
                           const std::optional<sync::BatchClaim>& claim) {
        if (verdict == BatchVerdict::partial &&
            !half_written_too_long(store_, candidate.name, tools_.now)) {
            refuse(candidate, verdict, claim);
            return {};
        }
        verdict = verdict == BatchVerdict::partial ? BatchVerdict::badfmt : verdict;
        if (verdict != BatchVerdict::wrongorg && !bytes.empty()) {
            const db::Quarantined kept = describe(candidate, verdict, std::move(bytes), claim);
            if (store_.is_decided(kept.digest)) {
                return {};  // an officer has looked at it
            }
            if (const auto done = store_.quarantine(kept); !done) {
                return done.error();
            }
        }
        if (verdict == BatchVerdict::gap) {
            note_gap(*claim);
            return {};
        }
        report_.newer += verdict == BatchVerdict::newer ? 1 : 0;
        refuse(candidate, verdict, claim);
        return verdict == BatchVerdict::fork ? stop(*claim) : Result<void>();
    }

    [[nodiscard]] db::Quarantined describe(const Candidate& candidate,
                                           BatchVerdict verdict,
                                           Bytes bytes,
                                           const std::optional<sync::BatchClaim>& claim) const {
        db::Quarantined kept;
        kept.digest = file_digest(bytes);
        kept.name = candidate.name;
        kept.reason = std::string(sync::verdict_name(verdict));
        kept.day = tools_.today;
        kept.bytes = std::move(bytes);
        if (claim) {
            kept.stream = stream_of(claim->origin, claim->cls);
            kept.seq = claim->seq;
        }
        return kept;
    }

    void refuse(const Candidate& candidate,
                BatchVerdict verdict,
                const std::optional<sync::BatchClaim>& claim) {
        const base::KioskId kiosk = claim ? claim->origin.kiosk : candidate.kiosk;
        report_.refused.push_back({candidate.name,
                                   std::string(sync::verdict_name(verdict)),
                                   std::string(sync::verdict_sentence(verdict)),
                                   kiosk});
        if (office_.registry().find(kiosk) != nullptr) {
            ++report_.kiosks[kiosk].refused;
        }
    }

    void note_gap(const sync::BatchClaim& claim) {
        const db::StreamKey stream = stream_of(claim.origin, claim.cls);
        ++report_.kiosks[claim.origin.kiosk].waiting;
        const auto known = std::find_if(report_.gaps.begin(),
                                        report_.gaps.end(),
                                        [&](const Gap& gap) { return gap.stream == stream; });
        if (known != report_.gaps.end()) {
            ++known->waiting;
            return;
        }
        const auto head = history_.head(claim.origin, claim.cls);
        report_.gaps.push_back({stream, head ? head->seq + 1 : 1, 1});
    }

    /// Two branches: nothing more of this stream goes in until an officer has looked.
    Result<void> stop(const sync::BatchClaim& claim) {
        const db::StreamKey stream = stream_of(claim.origin, claim.cls);
        if (history_.stopped(stream)) {
            return {};
        }
        if (Result<void> done = group_.flush(); !done) {
            return done;
        }
        history_.stop(stream);
        report_.cloned.push_back(claim.origin.kiosk);
        report_.alarms.push_back(
            fmt::format("Kiosk {} has sent two different batches {}: its disk was copied, or set "
                        "back to an old state. "
                        "Nothing more of it is taken in. Fetch the machine.",
                        label(claim.origin.kiosk),
                        claim.seq));
        return store_.stop_stream(stream);
    }

    Result<void> clear_shelf() {
        for (const db::Quarantined& kept : store_.quarantined()) {
            if (settled_.count(kept.digest) > 0 && may_pass(kept.reason)) {
                if (Result<void> done = store_.dismiss(kept.digest); !done) {
                    return done;
                }
            }
        }
        return {};
    }

    void note_newest_cuts() {
        for (const auto& [kiosk, day] : history_.newest_cuts()) {
            report_.kiosks[kiosk].newest_cut = day;
        }
    }

    void note_bad_signatures() {
        std::map<base::KioskId, std::size_t> today;
        for (const db::Quarantined& kept : store_.quarantined()) {
            if (kept.reason == sync::verdict_name(BatchVerdict::badsig) &&
                kept.day == tools_.today && kept.stream) {
                ++today[kept.stream->kiosk];
            }
        }
        for (const auto& [kiosk, count] : today) {
            if (count >= bad_signatures_a_day) {
                report_.alarms.push_back(
                    fmt::format("{} batches that claim to come from kiosk {} came today with a "
                                "wrong signature: "
                                "somebody may be forging them.",
                                count,
                                label(kiosk)));
            }
        }
    }

    [[nodiscard]] std::string label(const base::KioskId& kiosk) const {
        const sync::RegisteredKiosk* known = office_.registry().find(kiosk);
        return known == nullptr ? kiosk.hex() : known->label;
    }

    Office& office_;
    db::OfficeStore& store_;
    sync::Courier& courier_;
    const IntakeTools& tools_;
    IntakeHistory history_;
    IntakeGroup group_;
    ReadingAhead ahead_;
    std::deque<Fetched> fetched_;
    IntakeReport report_;
    bool shelf_in_use_ = false;
    std::set<base::Digest> looked_at_;
    std::set<base::Digest> settled_;  ///< taken in, or in the store before
};

}  // namespace

Result<IntakeReport> take_in(Office& office, sync::Courier& courier, const IntakeTools& tools) {
    // The store refuses what another officer's run has overtaken since this one began: what was
    // judged then is judged again.
    constexpr int tries = 3;
    Result<IntakeReport> report = Run(office, courier, tools).go();
    for (int again = 1; again < tries && !report && report.error().kind == ErrorKind::refused;
         ++again) {
        report = Run(office, courier, tools).go();
    }
    return report;
}

}  // namespace harmony::admin
