#include "admin/door.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "events/code.h"
#include "events/local_time.h"
#include "sync/base45.h"

namespace harmony::admin {
namespace {

using events::CheckInQuery;

int minute_of_day(base::Moment now) {
    return static_cast<int>(events::minutes_of(events::wall_time(now)).count());
}

/// Check-ins that nobody took back, in the order of their minutes.
std::vector<const events::KnownFact*> standing_check_ins(
    const std::vector<events::KnownFact>& facts) {
    std::set<events::FactId> undone;
    for (const events::KnownFact& fact : facts) {
        if (const auto* back = fact.as<events::CheckInUndone>()) {
            undone.insert(back->names);
        }
    }
    std::vector<const events::KnownFact*> standing;
    for (const events::KnownFact& fact : facts) {
        const bool counts = fact.standing == events::Standing::good &&
                            fact.as<events::CheckedIn>() != nullptr &&
                            undone.count(fact.origin.id) == 0;
        if (counts) {
            standing.push_back(&fact);
        }
    }
    std::stable_sort(standing.begin(), standing.end(), [](const auto* a, const auto* b) {
        return std::tie(a->head().day, a->head().minute) <
               std::tie(b->head().day, b->head().minute);
    });
    return standing;
}

events::RosterEntry entry_of(const events::SignUpRecord& record) {
    events::RosterEntry entry;
    entry.id = record.id;
    entry.state = record.state;
    entry.party = record.party;
    entry.code = record.code;
    entry.waits_as = record.waits_as;
    entry.needs = record.person.needs;
    if (record.person.contact) {
        entry.name = record.person.contact->name;
    }
    return entry;
}

events::CheckSignature checked_by(const sync::Registry& registry) {
    return [&registry](const base::KeyId& key, base::ByteView message, base::ByteView signature) {
        const auto given = sync::Signature::from_bytes(signature);
        for (const sync::RegisteredKiosk& kiosk : registry.kiosks) {
            if (sync::key_id(kiosk.ticket) == key) {
                const bool good = given && sync::verify(kiosk.ticket, message, *given);
                return good ? events::Signed::yes : events::Signed::no;
            }
        }
        return events::Signed::key_unknown;
    };
}

std::optional<std::uint32_t> typed_code(std::string_view said) {
    std::string digits;
    for (const char letter : said) {
        if (letter >= '0' && letter <= '9') {
            digits.push_back(letter);
        } else if (letter != ' ' && letter != '-') {
            return std::nullopt;
        }
    }
    std::uint32_t code = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code);
    constexpr std::size_t code_digits = 9;
    const bool whole = read.ec == std::errc{} && digits.size() == code_digits;
    return whole ? std::optional(code) : std::nullopt;
}

}  // namespace

const events::RosterEntry* DoorList::entry(const events::SubjectId& id) const {
    const auto found = std::find_if(roster.entries.begin(),
                                    roster.entries.end(),
                                    [&](const auto& one) { return one.id == id; });
    return found == roster.entries.end() ? nullptr : &*found;
}

DoorList door_list(const FactBook& book,
                   const OfficeDates& dates,
                   const events::OccurrenceId& date,
                   const std::function<std::string(const base::KioskId&)>& label,
                   base::Moment now) {
    DoorList list;
    list.facts = book.of(date).facts;
    events::FoldSettings settings;
    settings.hash = events_hash();
    if (const OfficeDate* known = dates.find(date)) {
        settings.occurrences.push_back(known->plan);
    }
    list.state = events::fold(list.facts, settings, now);
    list.date.id = date;
    if (const events::OccurrenceRecord* record = list.state.occurrence(date)) {
        // Of a date that this office does not know, anybody may come at any time.
        list.date.start = record->start.value_or(now);
        list.date.end = record->end.value_or(now);
        list.date.cancelled = record->state == events::ChangedTo::cancelled;
    } else {
        list.date.start = now;
        list.date.end = now;
    }
    for (const events::SignUpRecord& record : list.state.sign_ups) {
        if (record.occurrence == date && record.state != events::SignUpState::unknown) {
            list.roster.entries.push_back(entry_of(record));
        }
    }
    for (const events::KnownFact* fact : standing_check_ins(list.facts)) {
        for (events::RosterEntry& entry : list.roster.entries) {
            if (entry.id == fact->head().subject && !entry.came_at) {
                entry.came_at = fact->head().minute;
                entry.came_on = label(fact->origin.kiosk);
            }
        }
    }
    return list;
}

events::LocalMarks no_local_marks() {
    events::LocalMarks none;
    none.key_of = [](const events::SubjectId&) { return base::Digest{}; };
    return none;
}

CheckInQuery door_question(std::string_view said, const sync::Registry& registry, base::Day today) {
    constexpr std::string_view ticket_mark = "HT1:";
    const bool is_ticket =
        said.size() >= ticket_mark.size() &&
        std::equal(ticket_mark.begin(), ticket_mark.end(), said.begin(), [](char a, char b) {
            return a == (b >= 'a' && b <= 'z' ? static_cast<char>(b - 'a' + 'A') : b);
        });
    if (is_ticket) {
        const events::Base45 base45{sync::to_base45, sync::from_base45};
        return events::asked_by(
            events::read_ticket(said, checked_by(registry), today, events_hash(), base45));
    }
    if (const auto code = typed_code(said)) {
        return events::TypedCode{*code};
    }
    return events::TypedName{base::SecretText(said)};
}

OfficeFact let_in(const events::SubjectId& who,
                  const events::OccurrenceId& date,
                  const events::CheckedIn& how,
                  base::Moment now) {
    return {who, date, how, minute_of_day(now), events::day_of(events::wall_time(now))};
}

std::optional<events::FactId> newest_check_in(const DoorList& list, const events::SubjectId& who) {
    std::optional<events::FactId> newest;
    for (const events::KnownFact* fact : standing_check_ins(list.facts)) {
        if (fact->head().subject == who) {
            newest = fact->origin.id;
        }
    }
    return newest;
}

}  // namespace harmony::admin
