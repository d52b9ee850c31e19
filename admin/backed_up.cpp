#include "admin/backed_up.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace harmony::admin {
namespace {

using nlohmann::json;

constexpr std::string_view value_name = "backed_up";

}  // namespace

std::map<db::StreamKey, std::uint64_t> backed_up(db::OfficeStore& store) {
    std::map<db::StreamKey, std::uint64_t> all;
    const auto kept = store.value(value_name);
    const json read = kept ? json::parse(base::as_text(*kept), nullptr, false) : json();
    for (const json& each : read.is_array() ? read : json::array()) {
        const auto kiosk = base::KioskId::from_hex(each.value("kiosk", ""));
        const auto instance = base::InstanceId::from_hex(each.value("instance", ""));
        if (kiosk && instance) {
            all[{*kiosk, *instance, each.value("class", std::uint8_t{1})}] =
                each.value("seq", std::uint64_t{0});
        }
    }
    return all;
}

base::Result<void> note_backed_up(db::OfficeStore& store, std::span<const db::StreamHead> heads) {
    auto all = backed_up(store);
    for (const db::StreamHead& head : heads) {
        std::uint64_t& reached = all[head.stream];
        reached = std::max(reached, head.seq);
    }
    json written = json::array();
    for (const auto& [stream, seq] : all) {
        written.push_back({{"kiosk", stream.kiosk.hex()},
                           {"instance", stream.instance.hex()},
                           {"class", stream.cls},
                           {"seq", seq}});
    }
    const std::string text = written.dump();
    return store.set_value(value_name, base::as_bytes(text));
}

}  // namespace harmony::admin
