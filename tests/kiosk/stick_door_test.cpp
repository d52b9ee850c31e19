#include "kiosk/stick_door.h"

#include <catch2/catch.hpp>

#include "support/temporary_folder.h"

using namespace harmony;
using kiosk::StickDoor;
using std::chrono::milliseconds;

namespace {

/// A kiosk that asks, and a system that is told at each look what to do.
struct Slot {
    tests::TemporaryFolder folder;
    base::SystemRandom random;
    base::RealFiles files{random};
    std::filesystem::path request = folder.path() / "stick-window";
    std::filesystem::path answer = folder.path() / "stick-answer";
    milliseconds waited{0};
    int looks = 0;

    [[nodiscard]] std::string asked() { return read(request); }

    [[nodiscard]] std::string read(const std::filesystem::path& file) {
        const auto bytes = files.read(file, 1024);
        return bytes ? std::string(base::as_text(*bytes)) : "";
    }

    void say(const std::string& text) {
        REQUIRE(
            files.write(answer, base::as_bytes(text), base::IfPresent::replace, base::public_mode)
                .ok());
    }

    [[nodiscard]] base::Result<void> serve(const std::function<void(int look)>& system) {
        StickDoor door(files, random, {request, answer}, [&](milliseconds pause) {
            waited += pause;
            system(++looks);
        });
        return door.serve_one();
    }
};

}  // namespace

TEST_CASE("staff ask for a stick, and may pull it once the system says that it was served",
          "[kiosk][stick][U3]") {
    Slot slot;
    std::string number;
    const auto served = slot.serve([&](int look) {
        if (look == 1) {
            number = slot.asked();
            std::filesystem::remove(slot.request);
        } else if (look == 5) {
            slot.say(number + "\ndone\n");
        }
    });
    CHECK(served.ok());
    CHECK(slot.looks == 5);
    CHECK(number.size() == 16);
    CHECK(number.find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("the answer to an earlier stick is no answer to this one", "[kiosk][stick][U3]") {
    Slot slot;
    slot.say("0123456789abcdef\ndone\n");
    const auto served = slot.serve([&](int look) {
        if (look == 4) {
            slot.say(slot.asked() + "\nNo stick in the slot.\n");
        }
    });
    REQUIRE_FALSE(served.ok());
    CHECK(served.error().kind == base::ErrorKind::absent);
    CHECK(served.error().message == "No stick in the slot.");
    CHECK(slot.looks == 4);
}

TEST_CASE("half an answer is waited for, and a door that never answers is given up",
          "[kiosk][stick][U3]") {
    Slot slot;
    const auto served = slot.serve([&](int look) {
        if (look == 1) {
            slot.say(slot.asked());  // cut off in the middle
        }
    });
    REQUIRE_FALSE(served.ok());
    CHECK(served.error().kind == base::ErrorKind::unreachable);
    CHECK(slot.waited == StickDoor::patience);
    CHECK_FALSE(std::filesystem::exists(slot.request));  // nobody acts on it an hour later
}
