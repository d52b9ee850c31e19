#include "kiosk/pin_ladder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

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

PinTries PinTriesFile::load(base::Moment now) const {
    constexpr std::size_t cap = 4096;
    const PinTries doubtful{last_try - 1, now};
    const base::Result<base::Bytes> bytes = files_.read(file_, cap);
    if (!bytes) {
        return bytes.error().kind == base::ErrorKind::absent ? PinTries{} : doubtful;
    }
    const auto json = nlohmann::json::parse(base::as_text(*bytes), nullptr, false);
    if (!json.is_object() || !json.contains("wrong") || !json["wrong"].is_number_integer() ||
        !json.contains("last_ms") || !json["last_ms"].is_number_integer()) {
        return doubtful;
    }
    const base::Moment last{std::chrono::milliseconds{json["last_ms"].get<std::int64_t>()}};
    return {json["wrong"].get<int>(), last};
}

base::Result<void> PinTriesFile::save(const PinTries& tries) {
    const std::string text = fmt::format(
        "{{\"wrong\": {}, \"last_ms\": {}}}\n", tries.wrong, tries.last.time_since_epoch().count());
    const auto written =
        files_.write(file_, base::as_bytes(text), base::IfPresent::replace, base::private_mode);
    return written ? base::Result<void>{} : base::Result<void>{written.error()};
}

}  // namespace harmony::kiosk
