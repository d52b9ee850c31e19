// Spaces on a kiosk (I6): the kiosk's own ledger, filled by its own part and spent by its outbox.
#include "events/allocation.h"
#include "kiosk/contact_sealer.h"
#include "sim_kiosk.h"
#include "spaces.h"

namespace harmony::tests::sim {

namespace {

constexpr int most_people = 4;

}  // namespace

/// What a machine says of its spaces nobody handed in, so only the batch knows what it is called.
std::vector<base::RecordId> facts_in(base::ByteView file, const sync::KeyRing& ring) {
    std::vector<base::RecordId> found;
    const base::Result<sync::Batch> batch = sync::read_batch(base::copy_bytes(file));
    if (!batch || batch->head().cls != sync::RecordClass::contact) {
        return found;
    }
    sync::open_records(*batch, ring, [&](const sync::OpenedRecord& record) {
        if (record.opening == sync::Opening::opened && record.kind == sync::RecordKind::fact) {
            found.push_back(record.record);
        }
    });
    return found;
}

/// For `ignore_cap`: more than the office gave, and it is told what it gave.
void SimKiosk::widen_ledger() {
    for (db::AllocationRow row : journal_->allocations()) {
        events::Fact fact{spaces_head(clock_.today()),
                          events::AllocationApplied{row.version, row.used, row.cap}};
        fact.head.seq = journal_->counts(db::RecordClass::contact).total + 1;
        fact.head.by = events::FactBy::staff;
        const auto sealed =
            kiosk::ContactSealer(*machine_, around_.dice.source()).seal_nameless(fact);
        row.cap += most_people;
        base::promise(sealed && journal_->append(std::span(&*sealed, 1), std::span(&row, 1)).ok(),
                      "a bite");
    }
}

std::string SimKiosk::take_space() {
    if (around_.bite == Bite::ignore_cap) {
        widen_ledger();
    }
    events::SignUpEntry entry;
    entry.party = 1 + static_cast<int>(around_.dice.below(most_people));
    events::Event event;
    event.id = spaces_event();
    event.day = clock_.today() + std::chrono::days{20};
    event.sign_up = events::SignUpMode::direct;
    event.party_max = most_people;
    const auto made = events::finish(
        entry, event, events::draw_sign_up(around_.dice.source()), "en", clock_.today());
    kiosk::SignUpSubmission submission{std::get<events::SignUp>(made), {}, {}};
    submission.terms = events::SignUpTerms{};
    const auto kept = hand_in(std::move(submission));
    if (!kept) {
        return {};
    }
    if (kept->decision == events::SignUpDecision::confirmed) {
        around_.truth.confirmed(id(), entry.party);
        return "takes " + std::to_string(entry.party) + " places";
    }
    return kept->kept() ? "is put on a list" : "has no place";
}

}  // namespace harmony::tests::sim
