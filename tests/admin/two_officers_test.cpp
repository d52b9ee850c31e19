// Two officers on one store, at the same moment: each response once, and nobody is turned away.
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "town.h"

using namespace harmony;
using namespace harmony::tests;

TEST_CASE("two officers who take in at once count every response once", "[admin][S6][two]") {
    Town town;
    town.make_office();
    REQUIRE(town.publish() == 0);
    FakeKiosk a = town.enrol("A");
    FakeKiosk b = town.enrol("B");
    sync::FolderCourier stick = town.courier();
    constexpr int rounds = 12;
    for (int round = 0; round < rounds; ++round) {
        a.send(stick, town.answers(11, round % 4), town.clock.today());
        b.send(stick, town.answers(10, round % 4), town.clock.today());
    }
    const auto sync = [&] { return town.sync(); };
    const pid_t other = ::fork();
    if (other == 0) {
        ::_exit(sync());
    }
    const int mine = sync();
    INFO(town.terminal.complaints);
    int status = 0;
    REQUIRE(::waitpid(other, &status, 0) == other);
    REQUIRE(WIFEXITED(status));
    CHECK(mine == 0);
    CHECK(WEXITSTATUS(status) == 0);
    CHECK(town.stored() == rounds * 21);
    CHECK(town.run({"audit"}) == 0);
    // And once more, with nothing new: still the same.
    CHECK(town.sync() == 0);
    CHECK(town.stored() == rounds * 21);
}
