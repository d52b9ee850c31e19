// A sync that is killed at any moment, and then done again, counts every answer once.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <thread>

#include "town.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

/// Runs `sync` in a child and kills it after `delay`. Whether the child had not finished by then.
bool kill_sync_after(Town& town, std::chrono::microseconds delay) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::_exit(town.sync());
    }
    std::this_thread::sleep_for(delay);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status);
}

}  // namespace

TEST_CASE("a sync killed at any moment and done again counts every answer once",
          "[admin][intake][kill]") {
    Town town;
    town.make_office();
    REQUIRE(town.publish() == 0);
    FakeKiosk kiosk = town.enrol("A");
    sync::FolderCourier stick = town.courier();
    std::uint64_t sent = 0;
    int killed = 0;
    // A whole sync takes a third of a second, or a hundredth with cheap keys: the moments lie in
    // both.
    for (int round = 0; round < 24; ++round) {
        for (int batch = 0; batch < 3; ++batch) {
            kiosk.send(stick, town.answers(40, batch % 3), town.clock.today());
            sent += 40;
        }
        killed += kill_sync_after(town, std::chrono::microseconds(1'000 * round * round)) ? 1 : 0;
        CHECK(town.stored() <= sent);
        REQUIRE(town.sync() == 0);
        REQUIRE(town.stored() == sent);
    }
    CHECK(killed > 0);
    CHECK(town.office()->store().quarantined().empty());
}
