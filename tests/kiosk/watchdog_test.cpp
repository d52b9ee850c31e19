#include "kiosk/faults/watchdog.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "base/files.h"
#include "db/kiosk_journal.h"
#include "kiosk/faults/restarts.h"
#include "kiosk/staff_door.h"
#include "support/temporary_folder.h"

using namespace harmony;
using namespace harmony::kiosk;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr int hung = 14;  // kiosk.md 9.4

/// What a child process that runs `work` ends with.
template <typename Work>
int child_status(const Work& work) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        work();
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return status;
}

/// A socket on which a service manager would listen.
class Listener {
public:
    explicit Listener(std::string address) : address_(std::move(address)) {
        socket_ = ::socket(AF_UNIX, SOCK_DGRAM, 0);
        sockaddr_un at{};
        at.sun_family = AF_UNIX;
        address_.copy(at.sun_path, sizeof at.sun_path - 1);
        if (address_[0] == '@') {
            at.sun_path[0] = '\0';
        }
        const auto length =
            static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address_.size());
        REQUIRE(::bind(socket_, reinterpret_cast<const sockaddr*>(&at), length) == 0);
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener() { ::close(socket_); }

    [[nodiscard]] std::string heard() const {
        char line[64] = {};
        const ssize_t size = ::recv(socket_, line, sizeof line, MSG_DONTWAIT);
        return size < 0 ? "" : std::string(line, static_cast<std::size_t>(size));
    }

private:
    std::string address_;
    int socket_ = -1;
};

}  // namespace

TEST_CASE("a program whose loop hangs is ended by its own watchdog with code 14", "[kiosk][K4]") {
    const int status = child_status([] {
        Watchdog dog(milliseconds{100}, [] { ::_exit(hung); });
        dog.beat();
        for (;;) {  // the frame loop never comes back
            ::pause();
        }
    });
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == hung);
}

TEST_CASE("a loop that goes on is left alone", "[kiosk][K4]") {
    const int status = child_status([] {
        Watchdog dog(seconds{60}, [] { ::_exit(hung); });
        dog.beat();
    });
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("the service manager is told every two seconds while frames come and the store answers",
          "[kiosk][K4]") {
    Heartbeat heart;
    CHECK(heart.frame(seconds{100}, 0, false));
    CHECK_FALSE(heart.frame(seconds{101}, 1, false));
    CHECK(heart.frame(seconds{102}, 1, false));
    CHECK_FALSE(heart.frame(seconds{104}, 1, false));  // the store did not answer
    CHECK_FALSE(heart.frame(seconds{120}, 1, false));
    CHECK(heart.frame(seconds{121}, 1, true));  // it carries packages: no answer is expected
    CHECK(heart.frame(seconds{123}, 2, false));
}

TEST_CASE("the service manager hears the heartbeat on a file and on an abstract socket",
          "[kiosk][K4]") {
    const tests::TemporaryFolder folder;
    const std::string file = (folder.path() / "notify").string();
    const std::string abstract = "@harmony-test-" + std::to_string(::getpid());
    for (const std::string& address : {file, abstract}) {
        const Listener listener(address);
        CHECK(notify_service(address, "WATCHDOG=1"));
        CHECK(listener.heard() == "WATCHDOG=1");
        CHECK(listener.heard().empty());
    }
    CHECK_FALSE(notify_service("", "WATCHDOG=1"));
    CHECK_FALSE(notify_service((folder.path() / "nobody").string(), "WATCHDOG=1"));
    CHECK_FALSE(notify_service(std::string(200, 'x'), "WATCHDOG=1"));
}

TEST_CASE("a courier asks for hours before it works, and for five minutes while it waits",
          "[kiosk][D8]") {
    const tests::TemporaryFolder folder;
    const std::string address = (folder.path() / "notify").string();
    const Listener listener(address);
    const ServicePulse pulse(address);
    pulse.ready();
    CHECK(listener.heard() == "READY=1");
    pulse.working();
    CHECK(listener.heard() == "WATCHDOG_USEC=21600000000\nWATCHDOG=1");  // 6 x 3600 x 1,000,000
    pulse.waiting();
    CHECK(listener.heard() == "WATCHDOG_USEC=300000000\nWATCHDOG=1");
}

TEST_CASE("the third restart within a minute is one too many", "[kiosk][K4]") {
    const tests::TemporaryFolder folder;
    base::SystemRandom random;
    base::RealFiles files(random);
    Restarts restarts(files, folder.path());
    CHECK_FALSE(restarts.note_start(seconds{1000}));
    CHECK_FALSE(restarts.note_start(seconds{1010}));
    CHECK_FALSE(restarts.note_start(seconds{1020}));
    CHECK(restarts.note_start(seconds{1059}));
    CHECK_FALSE(restarts.note_start(seconds{1081}));  // only the one of 1059 is recent
    restarts.forget();
    CHECK_FALSE(restarts.note_start(seconds{1082}));
    // After the machine itself was started its clock begins anew.
    CHECK_FALSE(restarts.note_start(seconds{5}));
    CHECK_FALSE(restarts.note_start(seconds{6}));
}

TEST_CASE("a display that is gone is waited for, a minute long", "[kiosk][K4]") {
    DisplayGrace display;
    CHECK_FALSE(display.lost(seconds{10}));
    CHECK_FALSE(display.lost(seconds{69}));
    CHECK(display.lost(seconds{70}));
    display.presented();
    CHECK_FALSE(display.gone());
    CHECK_FALSE(display.lost(seconds{100}));
    CHECK(display.gone());
}

TEST_CASE("a kill between a wrong PIN and its answer gives no free try", "[kiosk][K9]") {
    const tests::TemporaryFolder folder;
    const base::ManualClock clock(base::Moment{seconds{1'000'000}});
    for (unsigned tries = 1; tries <= 3; ++tries) {
        const int status = child_status([&] {
            const auto journal = *db::KioskJournal::open(folder.path(), {});
            StaffDoor door(
                [](StaffPin, std::string_view) -> std::optional<bool> {
                    ::kill(::getpid(), SIGKILL);
                    return false;
                },
                journal->state(),
                clock);
            static_cast<void>(door.knock(base::SecretText("111111")));
        });
        REQUIRE(WIFSIGNALED(status));
        const auto journal = *db::KioskJournal::open(folder.path(), {});
        CHECK(journal->state().pin_tries("staff").tries == tries);
    }
}

namespace {

/// A door that is always knocked at with a wrong PIN.
StaffDoor wrong_door(db::KioskJournal& journal, const base::Clock& clock) {
    return {[](StaffPin, std::string_view typed) { return std::optional(typed == "206417"); },
            journal.state(),
            clock};
}

}  // namespace

TEST_CASE("pauses between wrong PINs grow as the table says and are kept over a restart",
          "[kiosk][K9]") {
    const tests::TemporaryFolder folder;
    base::ManualClock clock(base::Moment{seconds{1'000'000}});
    const auto journal = *db::KioskJournal::open(folder.path(), {});
    const base::SecretText wrong("1");
    std::optional<StaffDoor> door(wrong_door(*journal, clock));
    // kiosk.md 10.1: 1-4 free, 5 -> 30 s, 6 -> 60 s, 7 -> 5 min, 8 -> 15 min, 9 -> 60 min, 10 ->
    // shut
    const seconds pauses[] = {seconds{0},
                              seconds{0},
                              seconds{0},
                              seconds{0},
                              seconds{30},
                              seconds{60},
                              seconds{300},
                              seconds{900},
                              seconds{3600}};
    for (const seconds pause : pauses) {
        const PinTried tried = door->knock(wrong);
        CHECK(tried.answer == PinAnswer::wrong);
        CHECK(tried.verdict.wait == pause);
        if (pause == seconds{0}) {
            continue;
        }
        clock.advance(pause - milliseconds{1});
        CHECK(door->knock(base::SecretText("206417")).answer == PinAnswer::not_now);
        clock.set(clock.now() + std::chrono::hours{99});  // setting the clock helps nobody
        CHECK(door->knock(base::SecretText("206417")).answer == PinAnswer::not_now);
        door->tend();
        door.emplace(wrong_door(*journal, clock));  // nor does a restart; what was waited counts
        CHECK(door->knock(wrong).verdict.wait == seconds{1});
        clock.advance(milliseconds{1});
    }
    CHECK(door->knock(wrong).answer == PinAnswer::wrong);
    clock.advance(std::chrono::hours{999});
    CHECK(door->knock(base::SecretText("206417")).verdict.door == PinDoor::closed);
    CHECK(door->knock(base::SecretText("206417"), StaffPin::setup).answer == PinAnswer::right);
    door->new_pins(2);  // the office sent new ones
    CHECK(door->knock(base::SecretText("206417")).answer == PinAnswer::right);
    CHECK(door->knock(wrong).answer == PinAnswer::wrong);
    door->new_pins(2);
    CHECK(journal->state().pin_tries("staff").tries == 1);
}
