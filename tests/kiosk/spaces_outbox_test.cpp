// Spaces on a real kiosk: what the office lets it give, what it says, and that five of them offline
// never give more than there are (design of events, 6.2, 6.3 and 8.2).
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <memory>

#include "events/fact.h"
#include "kiosk/backend.h"
#include "kiosk/tickets.h"
#include "sync/batch.h"

using namespace harmony;
using events::ClockTrust;
using events::SignUpDecision;
using tests::Backend;

namespace {

events::Event walk(const char* id = "7c20d4e91b6f3a58") {
    events::Event event;
    event.id = *events::OccurrenceId::from_hex(id);
    event.day = *base::day_from_iso("2026-04-15");
    event.sign_up = events::SignUpMode::direct;
    event.spaces = 40;
    event.walk_in_reserve = 4;
    return event;
}

kiosk::SignUpSubmission party_of(int people,
                                 base::RandomSource& random,
                                 const events::Event& event = walk()) {
    events::SignUpEntry entry;
    entry.party = people;
    const base::Day today = *base::day_from_iso("2026-03-30");
    auto made = events::finish(entry, event, events::draw_sign_up(random), "en", today);
    kiosk::SignUpSubmission submission{std::get<events::SignUp>(made),
                                       {base::RecordId::random(random),
                                        base::RecordId::random(random),
                                        base::RecordId::random(random)}};
    submission.terms = events::terms_of(event, events::at(today, std::chrono::hours{10}));
    return submission;
}

/// A kiosk that may give so many spaces of the walk.
struct Stand : Backend {
    explicit Stand(std::uint32_t spaces, const events::Event& event = walk()) {
        office.grants = {grant(event, spaces)};
        enrol();
        open_outbox();
    }

    static sync::Grant grant(const events::Event& event, std::uint32_t spaces) {
        return {*sync::OccurrenceId::from_bytes(event.id.view()), spaces};
    }

    /// The office says so anew, and the kiosk hears of it.
    void hears(std::vector<sync::Grant> grants) {
        office.grants = std::move(grants);
        sync::FolderCourier there = place();
        office.tell(there, *checked, sync::OwnState::active);
        REQUIRE(outbox->sync_now().ok());
    }

    SignUpDecision says(int people, const events::Event& event = walk()) {
        return outbox->keep(party_of(people, random, event))->decision;
    }

    int left() {
        const auto spaces = outbox->counts()->spaces;
        REQUIRE(spaces.size() == 1);
        return spaces.front().left;
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

template <typename Kind>
std::vector<Kind> only(const std::vector<events::Fact>& facts) {
    std::vector<Kind> found;
    for (const events::Fact& fact : facts) {
        if (const auto* one = std::get_if<Kind>(&fact.payload)) {
            found.push_back(*one);
        }
    }
    return found;
}

}  // namespace

TEST_CASE("a kiosk confirms as many people as the office lets it, and then they wait in turn",
          "[kiosk][outbox][signup][E3]") {
    Stand stand(6);
    CHECK(stand.left() == 6);
    CHECK(stand.says(4) == SignUpDecision::confirmed);
    CHECK(stand.says(3) == SignUpDecision::waiting);  // a party is never split
    CHECK(stand.says(2) == SignUpDecision::confirmed);
    CHECK(stand.says(1) == SignUpDecision::waiting);
    CHECK(stand.left() == 0);
    const auto said = only<events::SignedUp>(stand.facts());
    REQUIRE(said.size() == 4);
    CHECK(said[0].outcome == events::Outcome::confirmed);
    CHECK(said[0].turn == 0);
    CHECK(said[1].outcome == events::Outcome::waiting);
    CHECK(said[1].turn == 1);
    CHECK(said[3].turn == 2);
    CHECK(said[0].ticket_key == sync::SignKeyPair(stand.machine->keys().ticket).id());
}

TEST_CASE("without a word of the office a kiosk gives no space", "[kiosk][outbox][signup][E3]") {
    Stand stand(6);
    const events::Event other = walk("0102030405060708");
    CHECK(stand.says(1, other) == SignUpDecision::waiting);
    events::Event surgery = other;
    surgery.slot_of = walk().id;
    CHECK(stand.says(1, surgery) == SignUpDecision::requested);
    events::Event open = other;
    open.spaces.reset();
    CHECK(stand.says(5, open) == SignUpDecision::on_the_list);
}

TEST_CASE("the same sign-up sent twice takes its space once", "[kiosk][outbox][signup][E3]") {
    Stand stand(6);
    const kiosk::SignUpSubmission sent = party_of(4, stand.random);
    const auto first = stand.outbox->keep(sent);
    CHECK(*stand.outbox->keep(sent) == *first);
    CHECK(stand.left() == 2);
    CHECK(stand.outbox->counts()->sign_ups_today == 1);
}

TEST_CASE("spent spaces are spent after the program was started again",
          "[kiosk][outbox][signup][E3][K4]") {
    Stand stand(6);
    REQUIRE(stand.says(4) == SignUpDecision::confirmed);
    stand.open();
    stand.open_outbox();
    CHECK(stand.left() == 2);
    CHECK(stand.says(3) == SignUpDecision::waiting);
}

TEST_CASE("nothing is kept of a sign-up that nobody was signed up by",
          "[kiosk][outbox][signup][E3]") {
    Stand stand(1);
    events::Event event = walk();
    event.waiting_list = false;
    CHECK(stand.says(2, event) == SignUpDecision::full);
    kiosk::SignUpSubmission late = party_of(1, stand.random);
    late.terms->open = false;
    CHECK(stand.outbox->keep(late)->decision == SignUpDecision::closed);
    late.terms->cancelled = true;
    CHECK(stand.outbox->keep(late)->decision == SignUpDecision::cancelled);
    CHECK(stand.outbox->keep(late)->ticket.empty());
    CHECK(only<events::SignedUp>(stand.facts()).empty());
    CHECK(stand.outbox->counts()->sign_ups_today == 0);
}

TEST_CASE("with a clock that is not trusted everybody waits", "[kiosk][outbox][signup][E3]") {
    Stand stand(6);
    kiosk::SignUpSubmission doubted = party_of(1, stand.random);
    doubted.clock = ClockTrust::not_trusted;
    CHECK(stand.outbox->keep(doubted)->decision == SignUpDecision::waiting);
    stand.clock.set(base::moment_from_iso("2019-01-01T10:00:00+00:00")->moment);
    CHECK(stand.says(1) == SignUpDecision::waiting);  // a dead battery
    CHECK(stand.left() == 6);
}

TEST_CASE("the office takes spaces back, but none that was given, and is told",
          "[kiosk][outbox][signup][E3]") {
    Stand stand(6);
    REQUIRE(stand.says(4) == SignUpDecision::confirmed);
    stand.hears({Stand::grant(walk(), 2)});
    CHECK(stand.left() == 0);
    CHECK(stand.says(1) == SignUpDecision::waiting);
    stand.hears({Stand::grant(walk(), 9)});
    CHECK(stand.left() == 5);
    stand.hears({});  // an own part without a word of it
    CHECK(stand.left() == 0);
    const auto told = only<events::AllocationApplied>(stand.facts());
    REQUIRE(told.size() == 4);
    CHECK(told[0] == events::AllocationApplied{1, 0, 6});
    CHECK(told[1] == events::AllocationApplied{2, 4, 4});
    CHECK(told[2] == events::AllocationApplied{3, 4, 9});
    CHECK(told[3] == events::AllocationApplied{4, 4, 4});
}

TEST_CASE("a ticket says what was decided, signed by its machine alone",
          "[kiosk][outbox][signup][ticket]") {
    Stand stand(2);
    const std::string ticket = stand.outbox->keep(party_of(2, stand.random))->ticket;
    const std::string waits = stand.outbox->keep(party_of(1, stand.random))->ticket;
    const std::vector own = {sync::SignKeyPair(stand.machine->keys().ticket).public_key()};
    const base::Day today = stand.clock.today();
    const auto read = kiosk::read_scan(ticket, own, today);
    REQUIRE(std::holds_alternative<events::Ticket>(read));
    CHECK(std::get<events::Ticket>(read).kind == events::TicketKind::confirmed);
    CHECK(std::get<events::Ticket>(read).occurrence == walk().id);
    CHECK(std::get<events::Ticket>(read).party == 2);
    CHECK(std::get<events::Ticket>(kiosk::read_scan(waits, own, today)).kind ==
          events::TicketKind::waiting);
    const std::vector other = {stand.machine->sign_key().public_key()};
    CHECK(std::get<events::TicketTrouble>(kiosk::read_scan(ticket, other, today)) ==
          events::TicketTrouble::unknown_key);
    // The second reader: Base45, BLAKE2b and Ed25519 that share no code with this program.
    const std::filesystem::path out = stand.folder.path() / "ticket.txt";
    const std::string command =
        fmt::format("/usr/bin/python3 '{}/tests/conformance/ticket.py' {} '{}' > {}",
                    HARMONY_SOURCE_DIR,
                    own.front().hex(),
                    ticket,
                    out.string());
    REQUIRE(std::system(command.c_str()) == 0);
    std::ifstream file(out);
    std::string occurrence;
    int kind = 0;
    int party = 0;
    file >> occurrence >> kind >> party;
    CHECK(occurrence == walk().id.hex());
    CHECK(kind == 1);
    CHECK(party == 2);
    const std::string wrong =
        fmt::format("/usr/bin/python3 '{}/tests/conformance/ticket.py' {} '{}' > {}",
                    HARMONY_SOURCE_DIR,
                    other.front().hex(),
                    ticket,
                    out.string());
    CHECK(std::system(wrong.c_str()) != 0);
}

// E3 with the kiosk's own code and files: the office gives 36 of 40 spaces to five kiosks, raises
// and lowers them, machines are started again and hear of old own parts; 4 are kept for walk-ins.
TEST_CASE("five kiosks that never hear of each other confirm no more than 40 places",
          "[kiosk][outbox][signup][E3]") {
    constexpr int kiosks = 5;
    constexpr int given = 36;
    std::vector<std::unique_ptr<Stand>> stands;
    for (int i = 0; i < kiosks; ++i) {
        stands.push_back(std::make_unique<Stand>(0U));
    }
    base::SeededRandom dice(40);
    const auto any = [&](int below) {
        return static_cast<int>(dice.below(static_cast<std::uint64_t>(below)));
    };
    int fullest = 0;
    for (int run = 0; run < 6; ++run) {
        const events::Event event = walk(fmt::format("{:016x}", run + 1).c_str());
        std::array<int, kiosks> cap{};   // what each was ever allowed at most
        std::array<int, kiosks> used{};  // what the test saw it confirm
        for (int step = 0; step < 40; ++step) {
            const auto at = static_cast<std::size_t>(any(kiosks));
            Stand& stand = *stands[at];
            int pool = given;
            for (const int one : cap) {
                pool -= one;
            }
            const int what = any(8);
            if (what == 0 || cap[at] == 0) {
                const int more = any(std::min(pool, 14) + 1);
                cap[at] += more;
                stand.hears({Stand::grant(event, static_cast<std::uint32_t>(cap[at]))});
            } else if (what == 1) {
                cap[at] = std::max(used[at], any(cap[at] + 1));
                stand.hears({Stand::grant(event, static_cast<std::uint32_t>(cap[at]))});
            } else if (what == 2) {
                stand.open();
                stand.open_outbox();
            } else {
                const int people = 1 + any(5);
                const SignUpDecision said = stand.says(people, event);
                const bool fits = used[at] + people <= cap[at];
                CHECK(said == (fits ? SignUpDecision::confirmed : SignUpDecision::waiting));
                used[at] += said == SignUpDecision::confirmed ? people : 0;
            }
        }
        int people = 0;
        for (const int one : used) {
            people += one;
        }
        fullest = std::max(fullest, people);
        CHECK(people <= given);
    }
    CHECK(fullest >= 20);  // the runs do fill the event
}
