// The list for a door as bytes (docs/formats/hk1.md, 13.5).
#include "events/roster.h"

#include <catch2/catch.hpp>

#include "base/cbor.h"
#include "story.h"

using namespace harmony;
using namespace harmony::events;
using namespace harmony::events::testing;

namespace {

RosterEntry entry(int number, std::string_view name) {
    RosterEntry made;
    made.id = person(number);
    made.party = 2;
    made.code = 482917360;
    made.name.assign(name);
    return made;
}

DateRoster list(int number, std::vector<RosterEntry> entries) {
    return {date(number), on("2026-03-30"), {std::move(entries)}};
}

constexpr std::size_t cap = 32'766;

}  // namespace

TEST_CASE("a list for a door is read as it was written", "[events][roster][E5]") {
    RosterEntry came = entry(1, "Zofia Kowalska");
    came.came_at = 14 * 60 + 5;
    came.came_on = "Kiosk 2";
    RosterEntry waits = entry(2, "محمد خان");
    waits.state = SignUpState::waiting;
    waits.waits_as = 2;
    RosterEntry gone = entry(3, "");
    gone.state = SignUpState::cancelled;
    gone.cancelled_on = on("2026-03-28");
    const std::vector<DateRoster> all = {list(1, {came, waits, gone}), list(2, {})};
    const WrittenRoster written = write_rosters(all, cap);
    CHECK(written.dates == 2);
    CHECK(written.parties == 3);
    CHECK(written.last_day == on("2026-03-30"));
    const auto read = read_rosters(written.bytes);
    REQUIRE(read);
    REQUIRE(read->size() == 2);
    CHECK((*read)[0].date == date(1));
    CHECK((*read)[0].last_day == on("2026-03-30"));
    CHECK((*read)[0].roster.entries == all[0].roster.entries);
    CHECK((*read)[1].roster.entries.empty());
}

TEST_CASE("what somebody needs is never on the list of a machine", "[events][roster][E7]") {
    RosterEntry needy = entry(1, "Zofia");
    needy.needs = {Need::wheelchair_space};
    const WrittenRoster with = write_rosters({list(1, {needy})}, cap);
    needy.needs.clear();
    const WrittenRoster without = write_rosters({list(1, {needy})}, cap);
    CHECK(base::equal(with.bytes, without.bytes));
}

TEST_CASE("a date that has no room is left out whole, with those after it", "[events][roster]") {
    std::vector<RosterEntry> hall;
    for (int i = 0; i < 500; ++i) {
        hall.push_back(entry(i + 1, "A name of some thirty letters here"));
    }
    // 500 x (32 + 34 + 3) bytes are more than one record holds; a hundred are not.
    const std::vector<RosterEntry> few(hall.begin(), hall.begin() + 100);
    const WrittenRoster written = write_rosters({list(1, few), list(2, hall), list(3, few)}, cap);
    CHECK(written.dates == 1);
    CHECK(written.parties == 100);
    CHECK(written.bytes.size() <= cap);
    CHECK(read_rosters(written.bytes)->size() == 1);
}

TEST_CASE("a changed or cut list is refused or reads as another, and never past its end",
          "[events][roster][bad-input]") {
    const WrittenRoster written = write_rosters({list(1, {entry(1, "Zofia")})}, cap);
    for (std::size_t size = 0; size < written.bytes.size(); ++size) {
        CHECK_FALSE(read_rosters(base::ByteView(written.bytes).first(size)));
    }
    base::Bytes more(written.bytes.begin(), written.bytes.end());
    more.push_back(std::byte{0});
    CHECK_FALSE(read_rosters(more));
    for (std::size_t at = 0; at < written.bytes.size(); ++at) {
        base::Bytes changed(written.bytes.begin(), written.bytes.end());
        changed[at] ^= std::byte{0x80};
        static_cast<void>(read_rosters(changed));
    }
    base::cbor::Writer newer;
    newer.array(1);
    newer.unsigned_integer(2);
    CHECK(read_rosters(newer.written()).error().message ==
          "the list for the door needs a newer Harmony");
}
