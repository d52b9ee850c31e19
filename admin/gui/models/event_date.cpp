#include "admin/gui/models/event_date.h"

#include <algorithm>

#include "admin/attendee_list.h"
#include "admin/cli/event_worst.h"
#include "admin/sign_ups.h"
#include "events/capacity.h"
#include "events/code.h"

namespace harmony::admin::gui {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::OccurrenceId;
using events::SignUpRecord;

void put_plan(const OfficeDate& date, DateDetail& detail) {
    const events::Occurrence& one = date.occurrence;
    detail.note = events::in_language(one.note, "en");
    detail.summary = events::in_language(date.series->summary, "en");
    detail.organiser = date.series->organiser;
    detail.venue = one.venue;
    detail.rule = date.series->rrule;
    detail.minutes = static_cast<int>(
        std::chrono::duration_cast<std::chrono::minutes>(one.end - one.start).count());
    detail.reserve = one.walk_in_reserve;
}

/// Those that hold spaces, and those that could.
std::vector<KioskSpaces> spaces_of(const FactDesk& facts, const events::Capacity& spaces) {
    std::vector<KioskSpaces> all;
    std::vector<base::KioskId> seen;
    for (const events::KioskLedger& ledger : spaces.kiosks) {
        all.push_back({facts.label_of(ledger.kiosk),
                       ledger.cap,
                       ledger.used_facts,
                       ledger.open(),
                       ledger.written_off});
        seen.push_back(ledger.kiosk);
    }
    for (const sync::RegisteredKiosk& kiosk : facts.office->registry().kiosks) {
        const bool known = std::find(seen.begin(), seen.end(), kiosk.kiosk) != seen.end();
        if (!known && kiosk.state == sync::KioskState::active) {
            all.push_back({kiosk.label, 0, 0, 0, false});
        }
    }
    std::stable_sort(
        all.begin(), all.end(), [](const auto& a, const auto& b) { return a.label < b.label; });
    return all;
}

void put_counts(const events::OccurrenceRecord& record, DateDetail& detail) {
    detail.came_signed_up = record.came_signed_up + record.second_parties;
    detail.walked_in_adults = record.walked_in_adults;
    detail.walked_in_children = record.walked_in_children;
    for (const events::ClickerTotal& total : record.clicked) {
        detail.clicked_in += total.agency == 0 ? total.in : 0;
    }
}

Result<OccurrenceId> date_of_hex(std::string_view hex) {
    const auto id = OccurrenceId::from_hex(hex);
    return id ? Result<OccurrenceId>(*id) : Error{ErrorKind::absent, "there is no such date"};
}

std::string needs_of(const SignUpRecord& one) {
    std::string all;
    for (const events::Need need : one.person.needs) {
        all += (all.empty() ? "" : ", ") + need_in_words(need);
    }
    return all;
}

PartyLine line_of(const SignUpRecord& one) {
    PartyLine line;
    line.id = one.id.hex();
    line.name = shown_name(one);
    line.state = sign_up_word(one);
    line.people = one.party;
    line.under_16 = one.under_16;
    line.waits_as = one.waits_as;
    line.admitted = one.admitted;
    line.number = one.code == 0 ? std::string() : events::grouped_in_threes(one.code);
    line.needs = needs_of(one);
    if (one.person.contact) {
        line.phone = one.person.contact->phone.view();
        line.email = one.person.contact->email.view();
    }
    return line;
}

}  // namespace

Result<DateDetail> read_date(Reader& reader, std::string_view date) {
    const Result<OccurrenceId> id = date_of_hex(date);
    if (!id) {
        return id.error();
    }
    const FactDesk& facts = reader.facts;
    const events::State state = facts.state_of(*id, reader.desk);
    DateDetail detail;
    detail.id = date;
    detail.name = facts.name_of(*id);
    if (const OfficeDate* known = facts.dates.find(*id)) {
        put_plan(*known, detail);
    }
    if (const events::OccurrenceRecord* record = state.occurrence(*id)) {
        put_counts(*record, detail);
        if (const auto spaces = events::capacity(*record)) {
            detail.free = spaces->pool();
            detail.kiosks = spaces_of(facts, *spaces);
            detail.worst = worst_line(facts, state, *id, reader.desk.resources.clock.today());
        }
    }
    detail.needs = totals_line(events::need_totals(state, *id));
    return detail;
}

Result<PartiesModel> read_parties(Reader& reader,
                                  std::string_view date,
                                  const std::optional<std::string>& reason) {
    const Result<OccurrenceId> id = date_of_hex(date);
    if (!id) {
        return id.error();
    }
    const FactDesk& facts = reader.facts;
    if (reason) {
        const Result<void> noted =
            facts.note_look(reader.desk, "signups", std::string(date), *reason);
        if (!noted) {
            return noted.error();
        }
    }
    const events::State state = facts.state_of(*id, reader.desk);
    std::vector<const SignUpRecord*> people;
    for (const SignUpRecord& one : state.sign_ups) {
        if (one.occurrence == *id && one.state != events::SignUpState::erased) {
            people.push_back(&one);
        }
    }
    std::stable_sort(people.begin(), people.end(), [](const auto* a, const auto* b) {
        return a->state != b->state ? a->state < b->state : a->waits_as < b->waits_as;
    });
    PartiesModel model;
    model.date = date;
    std::transform(people.begin(),
                   people.end(),
                   std::back_inserter(model.parties),
                   [](const SignUpRecord* one) { return line_of(*one); });
    return model;
}

}  // namespace harmony::admin::gui
