// The list of names on a kiosk at a door (design of events, 9.1; docs/formats/hk1.md, 13.5): only
// where the office lets it, sealed, opened for one question, gone when its time is over.
#include "kiosk/door/door_roster.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "events/code.h"
#include "events/roster.h"
#include "kiosk/backend.h"
#include "kiosk/tickets.h"

using namespace harmony;
using events::Verdict;
using tests::Backend;

namespace {

const base::Day event_day = *base::day_from_iso("2026-03-30");
const events::OccurrenceId date = *events::OccurrenceId::from_hex("7c20d4e91b6f3a58");
constexpr std::uint8_t with_names = sync::kiosk_right::check_in | sync::kiosk_right::roster;

struct ListedDoor : Backend {
    explicit ListedDoor(std::uint8_t rights = with_names) {
        office.rights = rights;
        enrol();
        open_outbox();
    }

    static events::RosterEntry party(std::string_view name, std::uint32_t code, int letter) {
        events::RosterEntry entry;
        entry.id = *events::SubjectId::from_bytes(base::Bytes(16, static_cast<std::byte>(letter)));
        entry.name.assign(name);
        entry.party = 2;
        entry.code = code;
        return entry;
    }

    /// What an office sends: sealed to this machine, signed by the publisher.
    void send(std::uint64_t version = 1, base::Day last_day = event_day) {
        events::DateRoster list{date, last_day, {}};
        list.roster.entries = {party("Zofia Kowalska", 482917360, 1),
                               party("Amir Khan", 100000009, 2),
                               party("Anna Example", 200000007, 3)};
        const auto written = events::write_rosters({list}, sync::roster_body_cap);
        sync::Roster roster;
        roster.org = office.org();
        roster.kiosk = machine->keys().kiosk;
        roster.version = version;
        roster.last_day = last_day;
        roster.sealed = *sync::seal_roster(written.bytes,
                                           machine->origin(),
                                           sync::BoxKeyPair(machine->keys().receive).public_key(),
                                           random);
        const sync::SignKeyPair* const signers[] = {&office.publisher()};
        const base::Bytes file = sync::sign_roster(roster, signers);
        sync::FolderCourier there = place();
        REQUIRE(there.deliver(sync::roster_name(roster, file), file));
        REQUIRE(outbox->sync_now().ok());
    }

    kiosk::DoorQuery query() const {
        kiosk::DoorQuery asked;
        asked.date.id = date;
        asked.date.start = base::moment_from_iso("2026-03-30T10:00:00+01:00")->moment;
        asked.date.end = asked.date.start + std::chrono::hours{2};
        asked.keep_until = event_day + std::chrono::days{1};
        return asked;
    }

    kiosk::DoorAnswer typed(std::string_view name) {
        kiosk::DoorQuery asked = query();
        asked.name.assign(name);
        return *outbox->check_in(asked);
    }

    [[nodiscard]] bool has_file() const { return std::filesystem::exists(state() / "roster.hkr"); }

    /// Bytes of everything that lies in the machine's folder.
    [[nodiscard]] bool lies_open(std::string_view text) {
        for (const auto& at : std::filesystem::recursive_directory_iterator(state())) {
            if (at.is_regular_file()) {
                const auto bytes = files.read(at.path(), std::size_t{64} << 20U);
                if (bytes && base::as_text(*bytes).find(text) != std::string_view::npos) {
                    return true;
                }
            }
        }
        return false;
    }
};

}  // namespace

TEST_CASE("staff find somebody by name, say that it is them, and the party is in once",
          "[kiosk][door][roster][E5]") {
    ListedDoor door;
    door.send();
    CHECK(door.outbox->say_at_door(date, std::nullopt)->has_list);
    // One fits, and still nobody is let in before staff have chosen.
    const kiosk::DoorAnswer found = door.typed("zof");
    CHECK(found.answer.verdict == Verdict::several);
    CHECK_FALSE(found.written);
    REQUIRE(found.people.size() == 1);
    CHECK(found.people[0].name.view() == "Zofia Kowalska");
    CHECK(door.typed("an").people.size() == 1);
    CHECK(door.typed("z").people.empty());
    kiosk::DoorQuery chosen = door.query();
    chosen.chosen = found.people[0].id;
    const kiosk::DoorAnswer in = *door.outbox->check_in(chosen);
    CHECK(in.answer.verdict == Verdict::ok);
    CHECK(in.written);
    CHECK(in.totals.checked_in == 2);
    CHECK(in.people[0].name.view() == "Zofia Kowalska");
    const kiosk::DoorAnswer again = *door.outbox->check_in(chosen);
    CHECK(again.answer.verdict == Verdict::already);
    CHECK_FALSE(again.written);
}

TEST_CASE("a typed number is found on the list, and one that is not there is said to be none",
          "[kiosk][door][roster][E5]") {
    ListedDoor door;
    door.send();
    kiosk::DoorQuery asked = door.query();
    asked.code = 482917360;
    CHECK(door.outbox->check_in(asked)->answer.verdict == Verdict::ok);
    asked.code = 300000005;
    CHECK(door.outbox->check_in(asked)->answer.verdict == Verdict::unknown_code);
}

TEST_CASE("names lie sealed on the machine, and nowhere else on it", "[kiosk][door][roster][D3]") {
    ListedDoor door;
    door.send();
    CHECK(door.has_file());
    static_cast<void>(door.typed("zofia"));
    CHECK_FALSE(door.lies_open("Kowalska"));
    // The spool keeps no copy of it.
    sync::FolderCourier in(
        door.files, door.state() / "spool" / "in", door.office.org(), sync::Medium::folder);
    const auto left = in.list(sync::down_folder(door.machine->keys().kiosk), "");
    REQUIRE(left);
    for (const sync::ObjectName& name : left->names) {
        CHECK(name.kind() != sync::ObjectKind::roster);
    }
}

TEST_CASE("without the right no names come, and they go when it is taken away",
          "[kiosk][door][roster][D3]") {
    ListedDoor without(sync::kiosk_right::check_in);
    without.send();
    CHECK_FALSE(without.has_file());
    CHECK(without.typed("zofia").answer.verdict == Verdict::unknown_code_no_list);
    ListedDoor door;
    door.send();
    REQUIRE(door.has_file());
    door.office.rights = sync::kiosk_right::check_in;
    sync::FolderCourier there = door.place();
    door.office.tell(there, *door.checked, sync::OwnState::active);
    REQUIRE(door.outbox->sync_now().ok());
    CHECK(door.typed("zofia").answer.verdict == Verdict::unknown_code_no_list);
    door.outbox->tend();
    CHECK_FALSE(door.has_file());
}

TEST_CASE("a list is gone a day after its last date, and an old one does not come back",
          "[kiosk][door][roster][D3]") {
    ListedDoor door;
    door.send(2);
    door.clock.advance(std::chrono::hours{24});
    door.outbox->tend();
    CHECK(door.has_file());  // 31 March
    door.clock.advance(std::chrono::hours{24});
    door.outbox->tend();
    CHECK_FALSE(door.has_file());
    REQUIRE(door.outbox->sync_now().ok());  // it still lies where couriers look
    CHECK_FALSE(door.has_file());
}

TEST_CASE("whoever checks in alone is told no name, and comes in by a number on the list alone",
          "[kiosk][door][roster]") {
    ListedDoor door;
    door.send();
    kiosk::DoorQuery asked = door.query();
    asked.by_resident = true;
    asked.code = 482917360;
    const kiosk::DoorAnswer in = *door.outbox->check_in(asked);
    CHECK(in.written);
    CHECK(in.people.empty());
    asked.code = 300000005;
    CHECK_FALSE(door.outbox->check_in(asked)->written);
}
