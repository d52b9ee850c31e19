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

PinVerdict may_try(const PinTries& tries, base::Moment now) {
    if (tries.wrong >= last_try) {
        return {PinDoor::closed, seconds{0}};
    }
    const seconds pause = pause_after(tries.wrong);
    // Before the last try: somebody set the clock back, so the whole pause starts again.
    const auto gone = now < tries.last ? std::chrono::milliseconds{0} : now - tries.last;
    if (gone >= pause) {
        return {PinDoor::open, seconds{0}};
    }
    return {PinDoor::wait, std::chrono::ceil<seconds>(pause - gone)};
}

}  // namespace harmony::kiosk
