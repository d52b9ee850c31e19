// The order in which an arriving batch is judged (docs/formats/hk1.md, 11.1):
//  1. lengths and magic: oversize, newer, partial, badfmt;
//  2. the fields at fixed offsets that select the key: wrongorg, unknown;
//  3. the signature over the stored bytes: badsig. Nothing else was read so far;
//  4. the whole body in its one form: badfmt;
//  5. the trust document it names, the kiosk's state, its instance;
//  6. its place in the chain: dup, fork, gap; its sets; its count.
#include "sync/batch_check.h"

#include <algorithm>
#include <array>

#include "sync/batch_reading.h"
#include "sync/batch_wire.h"
#include "sync/office_batch.h"

namespace harmony::sync {
namespace {

struct VerdictText {
    BatchVerdict verdict;
    std::string_view name;
    std::string_view sentence;
};

constexpr std::array<VerdictText, batch_verdicts> texts{{
    {BatchVerdict::ok, "ok", "This batch is taken in."},
    {BatchVerdict::oversize, "oversize", "This file is larger than any batch may be."},
    {BatchVerdict::newer, "newer", "This computer needs a newer Harmony for this batch."},
    {BatchVerdict::partial, "partial", "This batch is not complete yet. It is tried again."},
    {BatchVerdict::badfmt, "badfmt", "This file is damaged or is not a batch."},
    {BatchVerdict::wrongorg, "wrongorg", "This batch is another organisation's."},
    {BatchVerdict::unknown, "unknown", "This batch is from a kiosk that is not enrolled here."},
    {BatchVerdict::badsig, "badsig", "This batch was not signed by the kiosk that it names."},
    {BatchVerdict::badtrust,
     "badtrust",
     "This batch names a trust document that this office never issued."},
    {BatchVerdict::revoked, "revoked", "This batch is from a kiosk that was reported lost."},
    {BatchVerdict::retired, "retired", "This batch is from a kiosk that was retired."},
    {BatchVerdict::newinstance,
     "newinstance",
     "Was this kiosk reinstalled? It starts a new chain."},
    {BatchVerdict::dup, "dup", "This batch was taken in before."},
    {BatchVerdict::fork, "fork", "Two different batches claim the same place: a disk was copied."},
    {BatchVerdict::gap, "gap", "An earlier batch of this kiosk has not come. This one waits."},
    {BatchVerdict::badset, "badset", "This batch is sealed to keys that are not this office's."},
    {BatchVerdict::badcount, "badcount", "This batch and those before it do not add up."},
    {BatchVerdict::dupid, "dupid", "A record of this kiosk came again with other content."},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (texts[i].verdict != static_cast<BatchVerdict>(i)) {
            return false;
        }
    }
    return true;
}

static_assert(in_order());

constexpr std::size_t class_offset = 48;
constexpr std::size_t head_start = 8;

const StreamMark* find_mark(const RegisteredKiosk& kiosk, const BatchHead& head) {
    const auto found =
        std::find_if(kiosk.marks.begin(), kiosk.marks.end(), [&](const StreamMark& mark) {
            return mark.instance == head.origin.instance && mark.cls == head.cls;
        });
    return found == kiosk.marks.end() ? nullptr : &*found;
}

BatchVerdict judge_trust(const BatchHead& head, const TrustChain& trust) {
    const TrustedDocument* named = trust.find(head.trust_version);
    return named != nullptr && named->digest == head.trust_hash ? BatchVerdict::ok
                                                                : BatchVerdict::badtrust;
}

/// What was cut before the officer's mark still counts; a stream without a mark ends before 1.
BatchVerdict judge_state(const BatchHead& head, const RegisteredKiosk& kiosk) {
    if (kiosk.state == KioskState::active) {
        return BatchVerdict::ok;
    }
    const StreamMark* mark = find_mark(kiosk, head);
    if (mark != nullptr && head.seq <= mark->seq) {
        return BatchVerdict::ok;
    }
    return kiosk.state == KioskState::revoked ? BatchVerdict::revoked : BatchVerdict::retired;
}

BatchVerdict judge_instance(const BatchHead& head,
                            const RegisteredKiosk& kiosk,
                            BatchHistory& history) {
    const bool known = head.origin.instance == kiosk.first_instance ||
                       find_mark(kiosk, head) != nullptr ||
                       history.head(head.origin, head.cls).has_value();
    const bool renewed = !known && head.seq == 1 &&
                         history.known_renewal(head.origin.kiosk, head.cls, head.previous);
    return known || renewed ? BatchVerdict::ok : BatchVerdict::newinstance;
}

BatchVerdict judge_place(const Batch& batch, BatchHistory& history) {
    const BatchHead& head = batch.head();
    const std::optional<StreamHead> newest = history.head(head.origin, head.cls);
    const std::uint64_t reached = newest ? newest->seq : 0;
    if (head.seq <= reached) {
        if (const auto held = history.digest(head.origin, head.cls, head.seq)) {
            return *held == batch.digest() ? BatchVerdict::dup : BatchVerdict::fork;
        }
        const auto closed = history.closed(head.origin, head.cls, head.seq);
        const bool late = closed && (closed->is_zero() || *closed == batch.digest());
        return late ? BatchVerdict::ok : BatchVerdict::fork;
    }
    if (head.seq > reached + 1) {
        return BatchVerdict::gap;
    }
    return !newest || head.previous == newest->digest ? BatchVerdict::ok : BatchVerdict::fork;
}

/// The first batch of a kiosk's first instance follows nothing.
BatchVerdict judge_first(const BatchHead& head, BatchHistory& history) {
    const bool allowed = head.seq != 1 || head.previous.is_zero() ||
                         history.known_renewal(head.origin.kiosk, head.cls, head.previous);
    return allowed ? BatchVerdict::ok : BatchVerdict::fork;
}

/// A kiosk holds rows for days: those sealed before a set was replaced go out in a batch that names
/// the document after it. So a set of any document up to the named one will do.
const RecipientSet* set_up_to(std::uint32_t version,
                              const base::SetId& id,
                              const TrustChain& trust) {
    for (; version >= 1; --version) {
        if (const RecipientSet* set = trust.find(version)->document.find_set(id)) {
            return set;
        }
    }
    return nullptr;
}

BatchVerdict judge_sets(const Batch& batch, const TrustChain& trust) {
    for (const base::SetId& id : batch.sets()) {
        const RecipientSet* set = set_up_to(batch.head().trust_version, id, trust);
        if (set == nullptr || set->cls != batch.head().cls) {
            return BatchVerdict::badset;
        }
    }
    return BatchVerdict::ok;
}

BatchVerdict judge_count(const Batch& batch, BatchHistory& history) {
    const std::optional<StreamHead> newest = history.head(batch.head().origin, batch.head().cls);
    if (newest && batch.head().seq <= newest->seq) {
        return BatchVerdict::ok;  // came after its place was closed: what stood before is unknown
    }
    const std::uint64_t before = newest ? newest->total : 0;
    return batch.head().total == before + batch.records().size() ? BatchVerdict::ok
                                                                 : BatchVerdict::badcount;
}

BatchVerdict judge(const Batch& batch,
                   const RegisteredKiosk& kiosk,
                   const TrustChain& trust,
                   BatchHistory& history) {
    const auto first_that_applies = [](std::initializer_list<BatchVerdict> verdicts) {
        const auto* const found =
            std::find_if(verdicts.begin(), verdicts.end(), [](BatchVerdict verdict) {
                return verdict != BatchVerdict::ok;
            });
        return found == verdicts.end() ? BatchVerdict::ok : *found;
    };
    if (const BatchVerdict verdict = judge_trust(batch.head(), trust);
        verdict != BatchVerdict::ok) {
        return verdict;
    }
    return first_that_applies({judge_state(batch.head(), kiosk),
                               judge_instance(batch.head(), kiosk, history),
                               judge_place(batch, history),
                               judge_first(batch.head(), history),
                               judge_sets(batch, trust),
                               judge_count(batch, history)});
}

BatchVerdict from_fault(FrameFault fault) {
    switch (fault) {
        case FrameFault::oversize: return BatchVerdict::oversize;
        case FrameFault::newer: return BatchVerdict::newer;
        case FrameFault::partial: return BatchVerdict::partial;
        case FrameFault::none:
        case FrameFault::badfmt: break;
    }
    return BatchVerdict::badfmt;
}

}  // namespace

std::string_view verdict_name(BatchVerdict verdict) {
    return texts.at(static_cast<std::size_t>(verdict)).name;
}

std::string_view verdict_sentence(BatchVerdict verdict) {
    return texts.at(static_cast<std::size_t>(verdict)).sentence;
}

std::optional<BatchClaim> read_claim(base::ByteView file) {
    if (file.size() < head_start + class_offset + 10) {
        return std::nullopt;
    }
    WireReader from(file.subspan(head_start));
    BatchClaim claim{};
    claim.origin.org = from.id<base::OrgId>();
    claim.origin.kiosk = from.id<base::KioskId>();
    claim.origin.instance = from.id<base::InstanceId>();
    claim.cls = static_cast<RecordClass>(from.u8());
    static_cast<void>(from.u8());
    claim.seq = from.u64();
    return claim;
}

namespace {

ReadBatch verdict_of(base::Result<Batch> batch) {
    if (!batch) {
        const bool forged = batch.error().kind == base::ErrorKind::refused;
        return {forged ? BatchVerdict::badsig : BatchVerdict::badfmt, std::nullopt};
    }
    return {BatchVerdict::ok, std::optional<Batch>(std::move(*batch))};
}

/// Another computer of this office, as if it were a kiosk: its first instance is the one it names.
RegisteredKiosk as_kiosk(const BatchHead& head) {
    RegisteredKiosk office;
    office.kiosk = head.origin.kiosk;
    office.first_instance = head.origin.instance;
    return office;
}

}  // namespace

ReadBatch read_arriving(base::Bytes file, const Registry& registry, const TrustChain* trust) {
    if (const FrameFault fault = frame_fault(FrameKind::batch, file); fault != FrameFault::none) {
        return {from_fault(fault), std::nullopt};
    }
    const std::optional<BatchClaim> claim = read_claim(file);
    if (!claim) {
        return {BatchVerdict::badfmt, std::nullopt};
    }
    if (claim->origin.org != registry.org) {
        return {BatchVerdict::wrongorg, std::nullopt};
    }
    if (trust != nullptr && claim->origin.kiosk.is_zero() && claim->cls == RecordClass::contact) {
        return verdict_of(read_batch_signed_by(file, publishers_ever(*trust)));
    }
    const RegisteredKiosk* kiosk = registry.find(claim->origin.kiosk);
    if (kiosk == nullptr) {
        return {BatchVerdict::unknown, std::nullopt};
    }
    return verdict_of(read_signed_batch(std::move(file), kiosk->sign));
}

BatchVerdict judge_batch(const Batch& batch,
                         const Registry& registry,
                         const TrustChain& trust,
                         BatchHistory& history) {
    if (batch.head().origin.kiosk.is_zero()) {
        return judge(batch, as_kiosk(batch.head()), trust, history);
    }
    const RegisteredKiosk* kiosk = registry.find(batch.head().origin.kiosk);
    base::promise(kiosk != nullptr, "a batch was read without its kiosk");
    return judge(batch, *kiosk, trust, history);
}

CheckedBatch check_batch(base::Bytes file,
                         const Registry& registry,
                         const TrustChain& trust,
                         BatchHistory& history) {
    ReadBatch read = read_arriving(std::move(file), registry);
    if (read.verdict == BatchVerdict::ok) {
        read.verdict = judge_batch(*read.batch, registry, trust, history);
    }
    return {read.verdict, std::move(read.batch)};
}

}  // namespace harmony::sync
