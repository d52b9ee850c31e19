#include "kiosk/staff/active_settings.h"

#include <fmt/format.h>

#include <string_view>

namespace harmony::kiosk {
namespace {

ActiveSetting local_or(std::string name, const std::string& value, std::string otherwise) {
    const bool is_local = !value.empty();
    return {std::move(name),
            is_local ? value : std::move(otherwise),
            is_local ? SettingOrigin::local : SettingOrigin::built_in};
}

ActiveSetting switched(std::string name, bool value, bool otherwise) {
    return {std::move(name),
            value ? "on" : "off",
            value == otherwise ? SettingOrigin::built_in : SettingOrigin::local};
}

ActiveSetting limit(std::string name, int value, int otherwise) {
    return {std::move(name),
            fmt::format("{} %", value),
            value == otherwise ? SettingOrigin::built_in : SettingOrigin::pack};
}

/// Empty for what is built in, as `local_or` takes it.
std::string rotation_text(ui::Rotation rotation) {
    for (const int degrees : {90, 180, 270}) {
        if (ui::rotation_of(degrees) == rotation) {
            return std::to_string(degrees);
        }
    }
    return {};
}

std::string assist_keys_text(ui::AssistKeys kind) {
    for (const std::string_view word : {"keypad", "keyboard", "switch", "scanner"}) {
        if (assist_keys_named(word) == kind) {
            return std::string(word);
        }
    }
    return {};
}

}  // namespace

std::vector<ActiveSetting> active_settings(const Settings& local, const FaultLimits& limits) {
    const auto number = [](const auto& value, std::string_view unit) {
        return value ? fmt::format("{} {}", *value, unit) : std::string();
    };
    const std::string mount = local.mount ? (*local.mount == Mount::stand ? "stand" : "table") : "";
    const FaultLimits built_in;
    std::vector<ActiveSetting> all = {
        local_or("courier", local.courier, "none"),
        local_or("mount", mount, "table"),
        local_or("text_start",
                 local.text_start ? std::string(ui::name_of(*local.text_start)) : "",
                 std::string(ui::name_of(local.start_size()))),
        local_or("px_per_mm", number(local.px_per_mm, "px/mm"), "not measured"),
        local_or("lower_edge_mm",
                 local.lower_edge_mm > 0 ? fmt::format("{} mm", local.lower_edge_mm) : "",
                 "not known"),
        local_or("volume_cal", number(local.volume_cal, "dBA"), "no meter"),
        local_or("measured_on", local.measured_on ? base::to_iso(*local.measured_on) : "", "never"),
        local_or("rotation", rotation_text(local.rotation), "0"),
        switched("loudspeaker", local.loudspeaker, true),
        local_or("assist_keys", assist_keys_text(local.assist_keys), "off"),
        limit("storage.warn_pct", limits.warn_pct, built_in.warn_pct),
        limit("storage.stop_pct", limits.stop_pct, built_in.stop_pct)};
    return all;
}

}  // namespace harmony::kiosk
