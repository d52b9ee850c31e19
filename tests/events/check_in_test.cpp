#include "events/check_in.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "events/name_search.h"
#include "story.h"

// E5: the table of 9.2 of the design of events, one test a row.

using namespace harmony;
using namespace harmony::events;
using namespace harmony::events::testing;

namespace {

const base::Moment doors = at("2026-03-30T13:10:00Z");

DoorDate door() {
    return {date(1), at("2026-03-30T13:00:00Z"), at("2026-03-30T15:00:00Z"), false};
}

LocalMarks marks() {
    LocalMarks made;
    made.key_of = [](const SubjectId& id) { return test_hash()("mark", id.view()); };
    return made;
}

RosterEntry entry(int number, SignUpState state, const char* name) {
    RosterEntry made;
    made.id = person(number);
    made.state = state;
    made.party = number;
    made.name = base::SecretText(name);
    made.code = code(number);
    return made;
}

Roster roster() {
    Roster made;
    made.entries = {entry(1, SignUpState::confirmed, "Zofia Kowalska"),
                    entry(2, SignUpState::confirmed, "Łukasz Nowak"),
                    entry(3, SignUpState::waiting, "Amir Khan"),
                    entry(4, SignUpState::cancelled, "José Núñez"),
                    entry(5, SignUpState::confirmed, "Amira Nowak-Straße")};
    made.entries[2].waits_as = 2;
    made.entries[3].cancelled_on = on("2026-03-28");
    return made;
}

ScannedTicket ticket(int number) {
    return {date(1), person(number), Outcome::confirmed, number};
}

CheckInAnswer ask(const CheckInQuery& query, base::Moment now = doors) {
    const Roster list = roster();
    return check_in(query, &list, marks(), door(), now);
}

CheckInAnswer without_list(const CheckInQuery& query) {
    return check_in(query, nullptr, marks(), door(), doors);
}

std::string said(const CheckInAnswer& answer) {
    return staff_sentence(answer, "Zofia Kowalska", "Newtown drop-in, 6 April 14:00");
}

}  // namespace

TEST_CASE("a confirmed party comes in", "[events][check-in][E5]") {
    for (const CheckInQuery& query : {CheckInQuery(ticket(1)),
                                      CheckInQuery(TypedCode{code(1)}),
                                      CheckInQuery(TypedName{base::SecretText("kowal")})}) {
        const CheckInAnswer answer = ask(query);
        CHECK(answer.verdict == Verdict::ok);
        CHECK(answer.who == std::vector<SubjectId>{person(1)});
        CHECK(said(answer) == "Zofia Kowalska, party of 1. Welcome.");
        CHECK(go_on(answer.verdict) == GoOn::enter);
    }
}

TEST_CASE("a genuine ticket comes in on a machine without a list", "[events][check-in][E5]") {
    const CheckInAnswer answer = without_list(ticket(2));
    CHECK(answer.verdict == Verdict::ok_no_list);
    CHECK(said(answer) == "Ticket is genuine. Party of 2. No list on this machine.");
    CHECK(go_on(answer.verdict) == GoOn::enter);
    // Made on another kiosk since the list: the signature says enough.
    CHECK(ask(ticket(9)).verdict == Verdict::ok_no_list);
}

TEST_CASE("who came already comes in only with a reason", "[events][check-in][E5]") {
    const Roster list = roster();
    LocalMarks mine = marks();
    mine.add(person(1), 14 * 60 + 5);
    const CheckInAnswer here = check_in(ticket(1), &list, mine, door(), doors);
    CHECK(here.verdict == Verdict::already);
    CHECK(said(here) == "Checked in at 14:05 on this machine.");
    CHECK(go_on(here.verdict) == GoOn::with_reason);
    Roster synced = roster();
    synced.entries[1].came_at = 14 * 60 + 7;
    synced.entries[1].came_on = "Kiosk 2";
    const CheckInAnswer there = check_in(ticket(2), &synced, marks(), door(), doors);
    CHECK(said(there) == "Checked in at 14:07 on Kiosk 2.");
    // A mark stays whether or not it was sent, and without a list.
    CHECK(check_in(ticket(1), nullptr, mine, door(), doors).verdict == Verdict::already);
}

TEST_CASE("who waits comes in only with a reason", "[events][check-in][E5]") {
    const CheckInAnswer answer = ask(TypedCode{code(3)});
    CHECK(answer.verdict == Verdict::waiting);
    CHECK(said(answer) == "On the waiting list, number 2.");
    CHECK(go_on(answer.verdict) == GoOn::with_reason);
    CHECK(without_list(ScannedTicket{date(1), person(3), Outcome::waiting, 1}).verdict ==
          Verdict::waiting);
}

TEST_CASE("who cancelled comes in only with a reason", "[events][check-in][E5]") {
    const CheckInAnswer answer = ask(ticket(4));
    CHECK(answer.verdict == Verdict::cancelled);
    CHECK(said(answer) == "This sign-up was cancelled on 28 March 2026.");
    CHECK(go_on(answer.verdict) == GoOn::with_reason);
}

TEST_CASE("a ticket for another date says for which", "[events][check-in][E5]") {
    const CheckInAnswer answer = ask(ScannedTicket{date(2), person(1), Outcome::confirmed, 1});
    CHECK(answer.verdict == Verdict::other_event);
    CHECK(said(answer) == "This ticket is for Newtown drop-in, 6 April 14:00.");
    CHECK(go_on(answer.verdict) == GoOn::switch_date);
}

TEST_CASE("a number that nobody has is a walk-in", "[events][check-in][E5]") {
    CHECK(ask(TypedCode{code(9)}).verdict == Verdict::unknown_code);
    CHECK(said(ask(TypedCode{code(9)})) == "No sign-up with this number.");
    CHECK(go_on(Verdict::unknown_code) == GoOn::walk_in);
}

TEST_CASE("a number on a machine without a list is noted as a walk-in", "[events][check-in][E5]") {
    const CheckInAnswer answer = without_list(TypedCode{code(1)});
    CHECK(answer.verdict == Verdict::unknown_code_no_list);
    CHECK(said(answer) == "This machine has no list. Note it as a walk-in, or check later.");
    CHECK(without_list(TypedName{base::SecretText("zofia")}).verdict ==
          Verdict::unknown_code_no_list);
}

TEST_CASE("a name or number of several is chosen from a list", "[events][check-in][E5]") {
    const CheckInAnswer answer = ask(TypedName{base::SecretText("nowak")});
    CHECK(answer.verdict == Verdict::several);
    CHECK(answer.who == std::vector<SubjectId>{person(2), person(5)});
    CHECK(go_on(answer.verdict) == GoOn::choose);
    Roster list = roster();
    list.entries[1].code = code(1);
    CHECK(check_in(TypedCode{code(1)}, &list, marks(), door(), doors).verdict == Verdict::several);
}

TEST_CASE("what is none of our tickets is a walk-in", "[events][check-in][E5]") {
    CHECK(ask(ScanTrouble::bad_ticket).verdict == Verdict::bad_ticket);
    CHECK(said(ask(ScanTrouble::bad_ticket)) == "This is not one of our tickets.");
    CHECK(go_on(Verdict::bad_ticket) == GoOn::walk_in);
}

TEST_CASE("a ticket of an unknown key comes in only with a reason", "[events][check-in][E5]") {
    CHECK(ask(ScanTrouble::unknown_key).verdict == Verdict::unknown_key);
    CHECK(said(ask(ScanTrouble::unknown_key)) ==
          "This ticket's key is not known here. Content may be old.");
    CHECK(go_on(Verdict::unknown_key) == GoOn::with_reason);
}

TEST_CASE("doors are open from two hours before to two hours after", "[events][check-in][E5]") {
    CHECK(ask(ticket(1), at("2026-03-30T10:59:59Z")).verdict == Verdict::too_early);
    CHECK(ask(ticket(1), at("2026-03-30T11:00:00Z")).verdict == Verdict::ok);
    CHECK(ask(ticket(1), at("2026-03-30T17:00:00Z")).verdict == Verdict::ok);
    CHECK(ask(ticket(1), at("2026-03-30T17:00:01Z")).verdict == Verdict::over);
    CHECK(go_on(Verdict::too_early) == GoOn::with_reason);
    CHECK(go_on(Verdict::over) == GoOn::with_reason);
}

TEST_CASE("nobody comes in to an event that is cancelled", "[events][check-in][E5]") {
    const Roster list = roster();
    DoorDate cancelled = door();
    cancelled.cancelled = true;
    const CheckInAnswer answer = check_in(ticket(1), &list, marks(), cancelled, doors);
    CHECK(answer.verdict == Verdict::event_cancelled);
    CHECK(go_on(answer.verdict) == GoOn::none);
}

TEST_CASE("names are found by the beginning of any word, without case and accents",
          "[events][check-in][E5]") {
    const Roster list = roster();
    const auto hits = [&](const char* typed) {
        std::vector<SubjectId> found;
        for (const RosterEntry* hit : find_by_name(list, typed)) {
            found.push_back(hit->id);
        }
        return found;
    };
    CHECK(hits("LUKASZ") == std::vector<SubjectId>{person(2)});
    CHECK(hits("łu") == std::vector<SubjectId>{person(2)});
    CHECK(hits("nunez") == std::vector<SubjectId>{person(4)});
    CHECK(hits("José nu") == std::vector<SubjectId>{person(4)});
    CHECK(hits("strasse") == std::vector<SubjectId>{person(5)});
    CHECK(hits("ami") == std::vector<SubjectId>{person(3), person(5)});
    CHECK(hits("z").empty());        // one letter
    CHECK(hits("owalska").empty());  // the middle of a word
    Roster many;
    for (int i = 1; i <= 12; ++i) {
        many.entries.push_back(entry(i, SignUpState::confirmed, "Ayesha"));
    }
    CHECK(find_by_name(many, "ay").size() == most_hits);
}

TEST_CASE("letters of other scripts lose what need not be typed", "[events][check-in]") {
    CHECK(searched("Żółć").view() == "zolc");
    CHECK(searched("Z\u0307o\u0301lc").view() == "zolc");  // the same, decomposed
    CHECK(searched("Nguyễn Ðức").view() == "nguyen duc");
    CHECK(searched("Øyvind Çelik ŞAHİN").view() == "oyvind celik sahin");
    CHECK(searched("ОЛЕНА Ґалаґан").view() == "олена ґалаґан");
    CHECK(searched("مُحَمَّد").view() == "محمد");
    CHECK(searched("O'Neill").view() == "o neill");
}

TEST_CASE("what a scanner read is asked at the door as it is", "[events][check-in][E5]") {
    Ticket read;
    read.occurrence = date(1);
    read.sign_up = person(2);
    read.party = 2;
    CHECK(ask(asked_by(read)).verdict == Verdict::ok);
    read.kind = TicketKind::waiting;
    CHECK(without_list(asked_by(read)).verdict == Verdict::waiting);
    CHECK(ask(asked_by(TicketTrouble::bad_ticket)).verdict == Verdict::bad_ticket);
    CHECK(ask(asked_by(TicketTrouble::unknown_key)).verdict == Verdict::unknown_key);
    CHECK(ask(asked_by(TicketTrouble::day_passed)).verdict == Verdict::over);
}

TEST_CASE("two doors offline admit one ticket twice, and together it is one attendance",
          "[events][check-in][E5]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed, 3);
    const Roster list = roster();
    std::array<LocalMarks, 2> doors_marks = {marks(), marks()};
    for (int machine = 1; machine <= 2; ++machine) {
        LocalMarks& mine = doors_marks.at(static_cast<std::size_t>(machine - 1));
        REQUIRE(check_in(ticket(1), &list, mine, door(), doors).verdict == Verdict::ok);
        mine.add(person(1), 850);
        story.day("2026-03-30").comes(machine, 1, 850);
    }
    const State state = story.state();
    CHECK(state.occurrence(date(1))->attended() == 3);
    CHECK(of_kind(state, ConflictKind::double_check_in).size() == 1);
    for (const LocalMarks& mine : doors_marks) {  // synced or not
        CHECK(check_in(ticket(1), &list, mine, door(), doors).verdict == Verdict::already);
    }
}
