// Check-in on a kiosk (design of events, 9), with the tickets of real machines.
#include <algorithm>
#include <catch2/catch.hpp>

#include "events/fact.h"
#include "kiosk/backend.h"
#include "kiosk/door/door_area.h"
#include "kiosk/tickets.h"
#include "sync/batch.h"

using namespace harmony;
using events::Verdict;
using tests::Backend;

namespace {

const base::Day event_day = *base::day_from_iso("2026-03-30");

kiosk::DoorQuery at_door(std::string scanned, std::string reason = {}) {
    kiosk::DoorQuery query;
    query.date.id = *events::OccurrenceId::from_hex("7c20d4e91b6f3a58");
    query.date.start = base::moment_from_iso("2026-03-30T10:00:00+01:00")->moment;
    query.date.end = query.date.start + std::chrono::hours{2};
    query.keep_until = event_day + std::chrono::days{1};
    query.scanned = std::move(scanned);
    query.reason = std::move(reason);
    return query;
}

events::Ticket ticket(base::RandomSource& random) {
    events::Ticket made;
    made.occurrence = *events::OccurrenceId::from_hex("7c20d4e91b6f3a58");
    made.sign_up = events::SignUpId::random(random);
    made.party = 3;
    made.last_valid = event_day;
    made.code = 482917360;
    return made;
}

struct Door : Backend {
    Door() {
        enrol();
        open_outbox();
    }

    std::string of_this_machine(const events::Ticket& made) {
        return kiosk::sign_ticket(made, sync::SignKeyPair(machine->keys().ticket));
    }

    kiosk::DoorAnswer shows(const std::string& scanned, const std::string& reason = {}) {
        return *outbox->check_in(at_door(scanned, reason));
    }

    std::vector<events::Fact> facts() {
        REQUIRE(outbox->sync_now().ok());
        std::vector<events::Fact> all;
        sync::FolderCourier there = place();
        const sync::Listing up = *there.list(sync::up_folder(), "");
        for (const sync::ObjectName& object : up.names) {
            if (object.kind() != sync::ObjectKind::contact_batch) {
                continue;
            }
            const sync::Batch batch = *sync::read_batch(*there.fetch(object, object.cap()));
            sync::open_records(batch, office.ring(), [&](const sync::OpenedRecord& record) {
                if (record.opening == sync::Opening::opened) {
                    all.push_back(*events::read_fact(record.body));
                }
            });
        }
        std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
            return a.head.seq < b.head.seq;
        });
        return all;
    }
};

}  // namespace

TEST_CASE("a genuine ticket comes in once, also after the machine has sent and was started again",
          "[kiosk][door][E5]") {
    Door door;
    const events::Ticket made = ticket(door.random);
    const std::string text = door.of_this_machine(made);
    const kiosk::DoorAnswer first = door.shows(text);
    CHECK(first.answer.verdict == Verdict::ok_no_list);
    CHECK(first.written);
    CHECK(first.totals.checked_in == 3);
    const auto facts = door.facts();
    REQUIRE(facts.size() == 1);
    CHECK(facts[0].head.subject == made.sign_up);
    CHECK(facts[0].head.minute == 600);  // 10:00 at the venue
    CHECK(std::get<events::CheckedIn>(facts[0].payload).how == events::CheckInHow::qr);
    CHECK(events::is_allowed(facts[0], events::Author::kiosk));
    door.open();
    door.open_outbox();
    const kiosk::DoorAnswer again = door.shows(text);
    CHECK(again.answer.verdict == Verdict::already);
    CHECK(again.answer.came_at == 600);
    CHECK_FALSE(again.written);
    CHECK(again.totals.checked_in == 3);
}

TEST_CASE("staff let somebody in with a reason, which the office reads", "[kiosk][door][E5]") {
    Door door;
    events::Ticket made = ticket(door.random);
    made.kind = events::TicketKind::waiting;
    const std::string text = door.of_this_machine(made);
    CHECK(door.shows(text).answer.verdict == Verdict::waiting);
    CHECK(door.facts().empty());
    CHECK(door.shows(text, "There is room").written);
    const auto facts = door.facts();
    REQUIRE(facts.size() == 1);
    const auto& came = std::get<events::CheckedIn>(facts[0].payload);
    CHECK(came.how == events::CheckInHow::override);
    CHECK(came.reason == "There is room");
}

TEST_CASE("a ticket of another machine comes in when the pack knows its key", "[kiosk][door][E5]") {
    Door door;
    const sync::SignKeyPair other(sync::SignSeed::random(door.random));
    const std::string text = kiosk::sign_ticket(ticket(door.random), other);
    CHECK(door.shows(text).answer.verdict == Verdict::unknown_key);
    kiosk::DoorQuery query = at_door(text);
    query.known = {other.public_key()};
    CHECK(door.outbox->check_in(query)->written);
}

TEST_CASE(
    "a ticket for another date says for which, and a typed number is a walk-in without a list",
    "[kiosk][door][E5]") {
    Door door;
    events::Ticket made = ticket(door.random);
    made.occurrence = *events::OccurrenceId::from_hex("0102030405060708");
    const kiosk::DoorAnswer answer = door.shows(door.of_this_machine(made));
    CHECK(answer.answer.verdict == Verdict::other_event);
    CHECK(answer.other == made.occurrence);
    kiosk::DoorQuery typed = at_door({});
    typed.code = 482917360;
    CHECK(door.outbox->check_in(typed)->answer.verdict == Verdict::unknown_code_no_list);
}

// E5: a thousand tickets with one letter changed.
TEST_CASE("no changed ticket comes in", "[kiosk][door][E5]") {
    Door door;
    const std::string good = door.of_this_machine(ticket(door.random));
    base::SeededRandom dice(9);
    for (int i = 0; i < 100; ++i) {
        std::string text = good;
        const std::size_t at = 4 + dice.below(text.size() - 4);
        text[at] = text[at] == 'A' ? 'B' : 'A';
        const Verdict verdict = door.shows(text).answer.verdict;
        const bool refused = verdict == Verdict::bad_ticket || verdict == Verdict::unknown_key;
        CHECK(refused);
    }
    CHECK(door.facts().empty());
}

TEST_CASE("a mark names nobody and goes with the event", "[kiosk][door][K3]") {
    Door door;
    const events::Ticket made = ticket(door.random);
    REQUIRE(door.shows(door.of_this_machine(made)).written);
    const auto kept = door.journal->state().value("door_marks");
    REQUIRE(kept.has_value());
    CHECK(kept->size() == 38);
    CHECK(base::as_text(*kept).find(base::as_text(made.sign_up.view())) == std::string_view::npos);
    door.clock.advance(std::chrono::hours{48});
    kiosk::DoorQuery later = at_door(door.of_this_machine(ticket(door.random)));
    later.date.start += std::chrono::hours{48};
    later.date.end += std::chrono::hours{48};
    later.keep_until = event_day + std::chrono::days{3};
    later.known = {};
    static_cast<void>(door.outbox->check_in(later));
    CHECK(door.journal->state().value("door_marks")->size() <= 38);
}

namespace {

/// Keeps what it was asked, and does nothing.
class NoteWorker final : public kiosk::Worker {
public:
    void post(kiosk::Job job) override {
        if (auto* said = std::get_if<kiosk::job::SayAtDoor>(&job); said != nullptr && said->fact) {
            facts.push_back(*said->fact);
        }
    }
    [[nodiscard]] std::optional<kiosk::Answer> poll() override { return std::nullopt; }

    std::vector<events::Fact> facts;
};

/// Staff at the door of one event.
struct Staff {
    Staff() {
        kiosk::PackContent content;
        content.languages = {"en"};
        events::Event event;
        event.id = *events::OccurrenceId::from_hex("7c20d4e91b6f3a58");
        event.title = {{"en", "Drop-in"}};
        event.day = event_day;
        event.start = std::chrono::hours{10};
        event.end = std::chrono::hours{12};
        content.events = {event};
        library = *kiosk::Library::make(std::move(content), {});
        area.open(*library, event.id);
    }

    void act(kiosk::StaffDo what, std::string key = {}) {
        kiosk::Intent intent{kiosk::Do::staff, std::move(key)};
        intent.staff = what;
        area.apply(intent, *library);
    }

    void wait(std::chrono::milliseconds time) {
        clock.advance(time);
        area.tend();
    }

    base::ManualClock clock{base::moment_from_iso("2026-03-30T10:02:00+01:00")->moment,
                            std::chrono::hours{1}};
    NoteWorker worker;
    std::shared_ptr<const kiosk::Library> library;
    kiosk::DoorArea area{clock, worker};
};

}  // namespace

TEST_CASE("people without a sign-up become one fact ten seconds after the last tap",
          "[kiosk][door]") {
    using kiosk::StaffDo;
    Staff staff;
    CHECK(staff.area.page() == kiosk::DoorArea::Page::door);
    staff.act(StaffDo::door_walk_in, "adult");
    staff.act(StaffDo::door_walk_in, "child");
    staff.act(StaffDo::door_undo);
    staff.wait(std::chrono::seconds{11});
    CHECK(staff.worker.facts.empty());  // undone
    staff.act(StaffDo::door_walk_in, "adult");
    staff.act(StaffDo::door_walk_in, "adult");
    staff.act(StaffDo::door_walk_in, "child");
    staff.act(StaffDo::door_first, "yes");
    staff.wait(std::chrono::milliseconds{9'999});
    CHECK(staff.worker.facts.empty());
    staff.wait(std::chrono::milliseconds{1});
    REQUIRE(staff.worker.facts.size() == 1);
    CHECK(std::get<events::WalkedIn>(staff.worker.facts[0].payload) ==
          events::WalkedIn{2, 1, events::FirstTime::yes});
    CHECK(staff.worker.facts[0].head.minute == 602);
}

TEST_CASE("clicks of five minutes are one fact, and leaving writes what was gathered",
          "[kiosk][door]") {
    using kiosk::StaffDo;
    Staff staff;
    staff.act(StaffDo::door_click, "in");
    staff.act(StaffDo::door_click, "in");
    staff.act(StaffDo::door_click, "out");
    staff.wait(std::chrono::minutes{3});  // 10:05
    REQUIRE(staff.worker.facts.size() == 1);
    CHECK(std::get<events::Counted>(staff.worker.facts[0].payload) == events::Counted{0, 2, 1});
    CHECK(staff.worker.facts[0].head.minute == 600);
    staff.act(StaffDo::door_click, "in");
    staff.act(StaffDo::door_walk_in, "child");
    staff.area.close();
    CHECK(staff.worker.facts.size() == 3);
}
