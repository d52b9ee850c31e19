#include "admin/numbers/markers.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

namespace {

constexpr const char* value_name = "markers";

}  // namespace

Result<std::vector<ActivityMarker>> load_markers(db::OfficeStore& store) {
    std::vector<ActivityMarker> markers;
    const std::optional<base::Bytes> kept = store.value(value_name);
    const json list = kept ? json::parse(base::as_text(*kept), nullptr, false) : json::array();
    if (!list.is_array()) {
        return Error{ErrorKind::unreadable, "the list of markers in the store cannot be read"};
    }
    for (const json& one : list) {
        const auto day = base::day_from_iso(one.value("day", ""));
        if (!day) {
            return Error{ErrorKind::unreadable, "a marker in the store cannot be read"};
        }
        markers.push_back({*day, one.value("text", "")});
    }
    return markers;
}

Result<void> save_markers(db::OfficeStore& store, std::vector<ActivityMarker> markers) {
    std::stable_sort(
        markers.begin(), markers.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
    json list = json::array();
    for (const ActivityMarker& marker : markers) {
        list.push_back({{"day", base::to_iso(marker.day)}, {"text", marker.text}});
    }
    return store.set_value(value_name, base::as_bytes(list.dump()));
}

}  // namespace harmony::admin
