#include "admin/intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "admin/intake_group.h"
#include "admin/intake_history.h"
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

constexpr std::size_t half_written_tries = 3;
constexpr std::chrono::hours half_written_for{1};
constexpr std::size_t bad_signatures_a_day = 3;

/// A file to be looked at: at the courier, or on the shelf of what was kept aside.
struct Candidate {
    base::KioskId kiosk;
    std::uint8_t cls = 1;
    std::uint64_t seq = 0;
    std::string name;
    std::optional<sync::ObjectName> object;  ///< at the courier
    base::Digest kept;                       ///< on the shelf, when there is no object
    bool on_shelf = false;                   ///< looked at after the same batch at the courier

    [[nodiscard]] auto order() const { return std::tie(kiosk, cls, seq, on_shelf, name); }
};

bool may_pass(const std::string& reason) {
    for (const BatchVerdict verdict : {BatchVerdict::gap,
                                       BatchVerdict::unknown,
                                       BatchVerdict::newer,
                                       BatchVerdict::badtrust,
                                       BatchVerdict::newinstance}) {
        if (reason == sync::verdict_name(verdict)) {
            return true;
        }
    }
    return false;
}

base::Digest file_digest(base::ByteView bytes) {
    return base::Digest::from_bytes(sync::file_hash(bytes).view()).value_or(base::Digest{});
}

/// One run.
class Run {
public:
    Run(Office& office, sync::Courier& courier, const IntakeTools& tools)
        : office_(office),
          store_(office.store()),
          courier_(courier),
          tools_(tools),
          history_(store_),
          group_(store_, tools) {}

    Result<IntakeReport> go() {
        const Result<std::vector<Candidate>> candidates = find_candidates();
        if (!candidates) {
            return candidates.error();
        }
        for (std::size_t at = 0; at < candidates->size() && !report_.interrupted; ++at) {
            if (Result<void> done = look_at((*candidates)[at]); !done) {
                return done.error();
            }
            if (tools_.step) {
                tools_.step(at + 1, candidates->size());
            }
        }
        if (Result<void> done = group_.flush(); !done) {
            return done.error();
        }
        if (Result<void> done = clear_shelf(); !done) {
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
    Result<std::vector<Candidate>> find_candidates() {
        const Result<sync::Listing> listing = courier_.list(sync::up_folder(), "");
        if (!listing) {
            return listing.error();
        }
        report_.ignored = listing->ignored;
        std::vector<Candidate> all;
        for (const sync::ObjectName& name : listing->names) {
            const bool survey = name.kind() == sync::ObjectKind::survey_batch;
            if (survey || name.kind() == sync::ObjectKind::contact_batch) {
                all.push_back({name.kiosk().value_or(base::KioskId{}),
                               static_cast<std::uint8_t>(survey ? 1 : 2),
                               name.number(),
                               name.text(),
                               name,
                               {},
                               false});
            }
            report_.enrolment_requests += is_new_machine(name) ? 1 : 0;
        }
        for (const db::Quarantined& kept : store_.quarantined()) {
            if (may_pass(kept.reason) && kept.stream) {
                shelf_in_use_ = true;
                all.push_back({kept.stream->kiosk,
                               kept.stream->cls,
                               kept.seq,
                               kept.name,
                               std::nullopt,
                               kept.digest,
                               true});
            }
        }
        std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
            return a.order() < b.order();
        });
        return all;
    }

    bool is_new_machine(const sync::ObjectName& name) const {
        return name.kind() == sync::ObjectKind::enrolment_request && name.kiosk() &&
               office_.registry().find(*name.kiosk()) == nullptr;
    }

    /// An error is one of the store; what is wrong with the file goes into the report.
    Result<void> look_at(const Candidate& candidate) {
        Result<Bytes> bytes = read(candidate);
        if (bytes) {
            return judge(candidate, std::move(*bytes));
        }
        if (bytes.error().kind == ErrorKind::unreachable) {
            report_.interrupted = bytes.error();
        } else if (bytes.error().kind == ErrorKind::refused) {
            refuse(candidate, BatchVerdict::oversize, std::nullopt);
        } else {
            report_.refused.push_back(
                {candidate.name, "unread", bytes.error().message, candidate.kiosk});
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

    Result<void> judge(const Candidate& candidate, Bytes bytes) {
        // Nobody asks for the digest of a good file while the shelf is empty: hashing costs as much
        // as half of opening.
        const base::Digest digest = shelf_in_use_ ? file_digest(bytes) : base::Digest{};
        if (shelf_in_use_ && !looked_at_.insert(digest).second && candidate.on_shelf) {
            return {};
        }
        const auto claim = sync::read_claim(bytes);
        sync::CheckedBatch checked =
            sync::check_batch(std::move(bytes), office_.registry(), office_.trust(), history_);
        BatchVerdict verdict = checked.verdict;
        if (verdict == BatchVerdict::ok && is_stopped(*checked.batch)) {
            verdict = BatchVerdict::fork;
        }
        if (verdict == BatchVerdict::ok) {
            const Result<IntakeGroup::Added> added = group_.add(*checked.batch);
            if (!added) {
                return added.error();
            }
            if (*added == IntakeGroup::Added::taken) {
                count_taken(*checked.batch);
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
        // Only a bad file is read twice: a copy of every good one would cost more.
        Result<Bytes> again = read(candidate);
        return set_aside(candidate, verdict, again ? std::move(*again) : Bytes{}, claim);
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
        if (verdict == BatchVerdict::partial && !half_written_too_long(candidate)) {
            refuse(candidate, verdict, claim);
            return {};
        }
        verdict = verdict == BatchVerdict::partial ? BatchVerdict::badfmt : verdict;
        if (verdict != BatchVerdict::wrongorg && !bytes.empty()) {
            const db::Quarantined kept = describe(candidate, verdict, std::move(bytes), claim);
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

    /// A file that is still being copied looks cut short. Only one that stays so is bad.
    bool half_written_too_long(const Candidate& candidate) {
        const std::string name = "partial:" + candidate.name;
        const auto minutes =
            std::chrono::floor<std::chrono::minutes>(tools_.now.time_since_epoch()).count();
        const auto before = store_.value(name);
        std::size_t tries = 0;
        long long first = minutes;
        if (before) {
            const std::string text(base::as_text(*before));
            const std::size_t space = text.find(' ');
            tries = std::stoul(text.substr(0, space));
            first = std::stoll(text.substr(space + 1));
        }
        const std::string now = fmt::format("{} {}", tries + 1, first);
        const bool kept = store_.set_value(name, base::as_bytes(now)).ok();
        return kept && tries >= half_written_tries &&
               minutes - first >= std::chrono::minutes(half_written_for).count();
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
    IntakeReport report_;
    bool shelf_in_use_ = false;
    std::set<base::Digest> looked_at_;
    std::set<base::Digest> settled_;  ///< taken in, or in the store before
};

}  // namespace

Result<IntakeReport> take_in(Office& office, sync::Courier& courier, const IntakeTools& tools) {
    return Run(office, courier, tools).go();
}

}  // namespace harmony::admin
