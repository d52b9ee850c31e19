// Spaces at an event (I6), with the real rules of `events/allocation` and `events/capacity`, real
// own parts, and facts that travel sealed as all contacts do.
#include "spaces.h"

#include "admin/authoring/event_shelf.h"
#include "admin/office_facts.h"
#include "admin/own_parts.h"
#include "base_world.h"
#include "sim_office.h"

namespace harmony::tests::sim {

events::OccurrenceId spaces_event() {
    return *events::OccurrenceId::from_hex("5a0c4e2b7d91f368");
}

events::FoldSettings spaces_settings() {
    events::OccurrencePlan plan;
    plan.id = spaces_event();
    plan.start = first_moment() + std::chrono::days{120};
    plan.end = plan.start + std::chrono::hours{2};
    plan.spaces = spaces;
    plan.reserve = spaces_reserve;
    events::FoldSettings settings;
    settings.occurrences = {plan};
    settings.hash = admin::events_hash();
    return settings;
}

events::FactHead spaces_head(base::Day day) {
    events::FactHead head;
    head.occurrence = spaces_event();
    head.day = day;
    return head;
}

events::State SimOffice::event_state() {
    std::vector<events::KnownFact> facts = admin::read_facts(store(), around_.base.ring()).facts;
    facts.insert(facts.end(), said_.begin(), said_.end());
    return events::fold(facts, spaces_settings(), clock_.now());
}

/// With `free_early`, as if what was called back were free at once.
events::Capacity SimOffice::known_capacity() {
    const events::State state = event_state();
    events::Capacity known = *events::capacity(*state.occurrence(spaces_event()));
    if (around_.bite == Bite::free_early) {
        known.hidden = 0;
        for (const events::KioskLedger& ledger : known.kiosks) {
            known.hidden += std::max(0, granted_[ledger.kiosk] - ledger.used_facts);
        }
    }
    return known;
}

void SimOffice::note_grant(const base::KioskId& kiosk, std::uint64_t version, int granted) {
    granted_[kiosk] = granted;
    events::Grant grant;
    grant.kiosk = kiosk;
    grant.instance = office_->registry().find(kiosk)->first_instance;
    grant.version = version;
    grant.granted = granted;
    events::Fact fact{spaces_head(clock_.today()), grant};
    fact.head.by = events::FactBy::office;
    fact.head.seq = said_.size() + 1;
    said_.push_back(events::own_fact(
        events::FactId::random(around_.dice.source()), fact, admin::events_hash()));
}

void SimOffice::write_off(const base::KioskId& kiosk) {
    around_.truth.set_spaces_aside(kiosk);
    if (!granted_.contains(kiosk)) {
        return;
    }
    granted_[kiosk] = 0;
    events::WriteOff lost;
    lost.kiosk = kiosk;
    lost.instance = office_->registry().find(kiosk)->first_instance;
    lost.reason = "reported lost";
    events::Fact fact{spaces_head(clock_.today()), lost};
    fact.head.by = events::FactBy::office;
    fact.head.seq = said_.size() + 1;
    said_.push_back(events::own_fact(
        events::FactId::random(around_.dice.source()), fact, admin::events_hash()));
}

std::string SimOffice::give_spaces(std::size_t seat) {
    const base::KioskId& kiosk = around_.base.seat(seat).keys.kiosk;
    if (office_->registry().find(kiosk)->state != sync::KioskState::active) {
        return {};
    }
    const int now = granted_[kiosk];
    const bool recall = now > 0 && around_.dice.chance(30);
    const int granted = recall ? static_cast<int>(around_.dice.below(static_cast<std::size_t>(now)))
                               : now + 1 + static_cast<int>(around_.dice.below(6));
    const events::Capacity known = known_capacity();
    int cap = 0;
    for (const events::KioskLedger& ledger : known.kiosks) {
        cap = ledger.kiosk == kiosk && around_.bite != Bite::free_early ? ledger.cap : cap;
    }
    cap = around_.bite == Bite::free_early ? now : cap;
    if (!recall && !events::check_give(known, std::max(0, granted - cap)).ok()) {
        return {};
    }
    const auto issued = admin::issue_own_part(
        *office_,
        kiosk,
        [&](sync::OwnPart& part) {
            const auto event = *sync::OccurrenceId::from_bytes(spaces_event().view());
            part.grants = {{event, static_cast<std::uint32_t>(granted)}};
        },
        publisher(),
        clock_.today());
    demand(issued.ok(), "I9", "spaces cannot be given");
    put(*issued, kiosk);
    note_grant(kiosk, issued->version, granted);
    return (recall ? "leaves " : "gives ") + std::to_string(granted) + " spaces to kiosk " +
           std::to_string(seat);
}

}  // namespace harmony::tests::sim
