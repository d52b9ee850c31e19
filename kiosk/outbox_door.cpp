// Who came in at the door (design of events, 9.1 and 9.4):
//  1. The verdict is made here, from the ticket's signature, this machine's own marks, and where
//     the office lets it have names, its sealed list: opened for this question, wiped after it.
//  2. A mark names nobody: it is a hash under this machine's ticket key. It stays until the event
//  is
//     over for a day, whether its fact was sent or not, so that a ticket is not taken twice.
//  3. The fact is kept first, the mark second: after a power cut in between, one ticket may come in
//     again, and the office counts it once.
//  4. What the totals say are numbers of this machine alone.
#include <algorithm>

#include "kiosk/contact_sealer.h"
#include "kiosk/day_counts.h"
#include "kiosk/door/door_roster.h"
#include "kiosk/door/door_verdict.h"
#include "kiosk/sealing_outbox.h"

namespace harmony::kiosk {
namespace {

using base::Result;

constexpr std::string_view marks_name = "door_marks";

/// A mark as it is kept: the hash, the minute, and the last day on which it counts.
struct KeptMark {
    events::LocalMark mark;
    std::int32_t keep_until = 0;
};

constexpr std::size_t mark_size = base::Digest::size + 2 + 4;

void put(base::Bytes& bytes, std::uint32_t number, int count) {
    for (int i = 0; i < count; ++i) {
        bytes.push_back(static_cast<std::byte>(number >> (8 * i) & 0xFFU));
    }
}

std::uint32_t number_at(base::ByteView bytes, std::size_t at, int count) {
    std::uint32_t number = 0;
    for (int i = count - 1; i >= 0; --i) {
        number = number << 8U | static_cast<std::uint32_t>(bytes[at + static_cast<std::size_t>(i)]);
    }
    return number;
}

std::vector<KeptMark> read_marks(db::KioskState& state) {
    std::vector<KeptMark> marks;
    const base::Bytes bytes = state.value(marks_name).value_or(base::Bytes());
    for (std::size_t at = 0; at + mark_size <= bytes.size(); at += mark_size) {
        KeptMark kept;
        const base::ByteView one = base::ByteView(bytes).subspan(at, mark_size);
        kept.mark.key = *base::Digest::from_bytes(one.first(base::Digest::size));
        kept.mark.minute = static_cast<int>(number_at(one, base::Digest::size, 2));
        kept.keep_until = static_cast<std::int32_t>(number_at(one, base::Digest::size + 2, 4));
        marks.push_back(kept);
    }
    return marks;
}

Result<void> write_marks(db::KioskState& state,
                         const std::vector<KeptMark>& marks,
                         std::int32_t today) {
    base::Bytes bytes;
    for (const KeptMark& kept : marks) {
        if (kept.keep_until >= today) {
            base::append(bytes, kept.mark.key.view());
            put(bytes, static_cast<std::uint32_t>(kept.mark.minute), 2);
            put(bytes, static_cast<std::uint32_t>(kept.keep_until), 4);
        }
    }
    return state.set_value(marks_name, bytes);
}

}  // namespace

Result<DoorAnswer> SealingOutbox::check_in(const DoorQuery& query) {
    if (const std::optional<base::Error> standing = parts_.machine.standing()) {
        return *standing;
    }
    const sync::KioskKeys& keys = parts_.machine.keys();
    std::vector<sync::SignPublicKey> known = query.known;
    known.push_back(sync::SignKeyPair(keys.ticket).public_key());
    std::vector<KeptMark> kept = read_marks(parts_.journal.state());
    events::LocalMarks marks;
    for (const KeptMark& one : kept) {
        marks.marks.push_back(one.mark);
    }
    marks.key_of = [&](const events::SubjectId& id) {
        base::SecretBytes message(keys.ticket.reveal().begin(), keys.ticket.reveal().end());
        message.insert(message.end(), id.view().begin(), id.view().end());
        return sync::hash("hk1.mark.1", message);
    };
    const base::Day day = std::max(parts_.clock.today(), earliest_day());
    const std::optional<events::Roster> list =
        DoorRoster(parts_.machine, parts_.files).open(query.date.id, day);
    const events::Roster* const roster = list ? &*list : nullptr;
    const DoorVerdict verdict = verdict_of(query, known, roster, marks, parts_.clock);
    DoorAnswer answer{verdict.answer, verdict.may_enter, verdict.other, {}, {}};
    if (!query.by_resident) {
        answer.people = people_of(verdict.answer, roster);
    }
    DayCounts counts(parts_.journal.state());
    if (verdict.may_enter) {
        const events::SubjectId who = verdict.answer.who.front();
        events::Fact fact;
        fact.head.subject = who;
        fact.head.occurrence = query.date.id;
        fact.head.minute = verdict.minute;
        fact.head.by = query.by_resident ? events::FactBy::resident : events::FactBy::staff;
        fact.payload = events::CheckedIn{verdict.how, 0, query.reason};
        if (Result<void> said = say(std::move(fact)); !said) {
            return said.error();
        }
        kept.push_back({{marks.key_of(who), verdict.minute}, base::day_number(query.keep_until)});
        // Full: this party is in, and only a second scan of its ticket would not be noticed.
        static_cast<void>(
            write_marks(parts_.journal.state(), kept, base::day_number(parts_.clock.today())));
        counts.add_at_door(day, query.date.id, {verdict.answer.party, 0, 0, 0, 0});
    }
    answer.totals = counts.at_door(day, query.date.id);
    return answer;
}

Result<DoorNews> SealingOutbox::say_at_door(const events::OccurrenceId& date,
                                            std::optional<events::Fact> fact) {
    const base::Day day = std::max(parts_.clock.today(), earliest_day());
    DayCounts counts(parts_.journal.state());
    if (fact) {
        const DoorTotals more = totals_of(*fact);
        if (Result<void> said = say(std::move(*fact)); !said) {
            return said.error();
        }
        counts.add_at_door(day, date, more);
    }
    const auto list = DoorRoster(parts_.machine, parts_.files).open(date, day);
    return DoorNews{counts.at_door(day, date), list.has_value()};
}

}  // namespace harmony::kiosk
