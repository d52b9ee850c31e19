#include "kiosk/pin_ladder.h"

#include <algorithm>
#include <array>

namespace harmony::kiosk {
namespace {

using std::chrono::seconds;
constexpr int free_tries = 4;
constexpr int last_try = 10;
constexpr std::array pauses = {seconds{30}, seconds{60}, seconds{300}, seconds{900}, seconds{3600}};

}  // namespace

seconds pause_after(int wrong) {
    if (wrong <= free_tries) {
        return seconds{0};
    }
    const auto step = static_cast<std::size_t>(wrong - free_tries - 1);
    return pauses[std::min(step, pauses.size() - 1)];
}

PinVerdict may_try(int wrong, std::chrono::milliseconds waited) {
    if (wrong >= last_try) {
        return {PinDoor::closed, seconds{0}};
    }
    const seconds pause = pause_after(wrong);
    if (waited >= pause) {
        return {PinDoor::open, seconds{0}};
    }
    return {PinDoor::wait, std::chrono::ceil<seconds>(pause - waited)};
}

}  // namespace harmony::kiosk
