#include "kiosk/settings.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <array>
#include <vector>

#include "base/text.h"
#include "sync/store_address.h"

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

Error wrong(const toml::source_region& where, std::string_view what) {
    return {ErrorKind::unreadable,
            fmt::format(
                "kiosk.toml, line {}, column {}: {}", where.begin.line, where.begin.column, what)};
}

struct Named {
    std::string_view name;
    Result<void> (*read)(const toml::node& node, Settings& into);
};

Result<void> read_engagement(const toml::node& node, Settings& into) {
    into.engagement = base::EngagementId::from_hex(node.value_or<std::string>(""));
    return into.engagement ? Result<void>{}
                           : wrong(node.source(), "an engagement is 16 hexadecimal digits");
}

Result<void> read_courier(const toml::node& node, Settings& into) {
    into.courier = node.value_or<std::string>("");
    const auto address = sync::parse_store_address(into.courier);
    return address ? Result<void>{} : wrong(node.source(), address.error().message);
}

Result<void> read_panel_name(const toml::node& node, Settings& into) {
    const Result<ui::Panel> panel = ui::read_panel(node.value_or<std::string>(""));
    if (!panel) {
        return wrong(node.source(), panel.error().message);
    }
    into.panel = *panel;
    return {};
}

Result<void> read_px_per_mm(const toml::node& node, Settings& into) {
    constexpr double least = 2.5;
    constexpr double most = 12;
    into.px_per_mm = node.value<double>();
    if (!into.px_per_mm || *into.px_per_mm < least || *into.px_per_mm > most) {
        return wrong(node.source(), "px_per_mm is a number from 2.5 to 12");
    }
    return {};
}

Result<void> read_text_start(const toml::node& node, Settings& into) {
    constexpr std::array sizes = {
        ui::TextSize::s, ui::TextSize::m, ui::TextSize::l, ui::TextSize::xl};
    for (const ui::TextSize size : sizes) {
        if (ui::name_of(size) == node.value_or<std::string>("")) {
            into.text_start = size;
            return {};
        }
    }
    return wrong(node.source(), "text_start is S, M, L or XL");
}

Result<void> read_pin(const toml::node& node, std::string& into, std::string_view name) {
    into = node.value_or<std::string>("");
    return into.starts_with("$argon2id$")
               ? Result<void>{}
               : wrong(node.source(),
                       fmt::format("{} is the argon2id text of a PIN, not the PIN", name));
}

Result<void> read_staff_pin(const toml::node& node, Settings& into) {
    return read_pin(node, into.staff_pin, "staff_pin");
}

Result<void> read_setup_pin(const toml::node& node, Settings& into) {
    return read_pin(node, into.setup_pin, "setup_pin");
}

Result<void> read_mount(const toml::node& node, Settings& into) {
    const auto word = node.value_or<std::string>("");
    if (word != "table" && word != "stand") {
        return wrong(node.source(), "mount is \"table\" or \"stand\"");
    }
    into.mount = word == "table" ? Mount::table : Mount::stand;
    return {};
}

Result<void> read_rotation(const toml::node& node, Settings& into) {
    const auto rotation = ui::rotation_of(node.value_or(-1));
    if (!rotation) {
        return wrong(node.source(), "rotation is 0, 90, 180 or 270");
    }
    into.rotation = *rotation;
    return {};
}

Result<void> read_lower_edge(const toml::node& node, Settings& into) {
    constexpr int highest = 2000;
    const auto height = node.is_integer() ? node.value_or<std::int64_t>(-1) : -1;
    if (height < 0 || height > highest) {
        return wrong(node.source(), "lower_edge_mm is a whole number from 0 (not known) to 2000");
    }
    into.lower_edge_mm = static_cast<double>(height);
    return {};
}

Result<void> read_volume_cal(const toml::node& node, Settings& into) {
    constexpr double least = 30;
    constexpr double most = 110;
    into.volume_cal = node.value<double>();
    if (!into.volume_cal || *into.volume_cal < least || *into.volume_cal > most) {
        return wrong(node.source(), "volume_cal is a number of dBA from 30 to 110");
    }
    return {};
}

Result<void> read_measured_on(const toml::node& node, Settings& into) {
    into.measured_on = base::day_from_iso(node.value_or<std::string>(""));
    return into.measured_on ? Result<void>{}
                            : wrong(node.source(), "measured_on is a date such as \"2026-03-30\"");
}

Result<void> read_switch(const toml::node& node, bool& into, std::string_view name) {
    if (!node.is_boolean()) {
        return wrong(node.source(), fmt::format("{} is true or false", name));
    }
    into = node.value_or(false);
    return {};
}

Result<void> read_loudspeaker(const toml::node& node, Settings& into) {
    return read_switch(node, into.loudspeaker, "loudspeaker");
}

Result<void> read_assist_keys(const toml::node& node, Settings& into) {
    const auto kind = assist_keys_named(node.value_or<std::string>(""));
    if (!kind) {
        return wrong(node.source(), "assist_keys is off, keypad, keyboard, switch or scanner");
    }
    into.assist_keys = *kind;
    return {};
}

constexpr std::array names = {
    Named{"engagement", read_engagement},
    Named{"courier", read_courier},
    Named{"panel", read_panel_name},
    Named{"px_per_mm", read_px_per_mm},
    Named{"text_start", read_text_start},
    Named{"assist_keys", read_assist_keys},
    Named{"rotation", read_rotation},
    Named{"lower_edge_mm", read_lower_edge},
    Named{"loudspeaker", read_loudspeaker},
    Named{"volume_cal", read_volume_cal},
    Named{"staff_pin", read_staff_pin},
    Named{"setup_pin", read_setup_pin},
    Named{"mount", read_mount},
    Named{"measured_on", read_measured_on},
};

Result<void> read_one(std::string_view name, const toml::node& node, Settings& into) {
    std::vector<std::string> known;
    for (const Named& named : names) {
        if (named.name == name) {
            return named.read(node, into);
        }
        known.emplace_back(named.name);
    }
    const auto near = base::nearest(name, known);
    return wrong(node.source(),
                 near ? fmt::format("there is no setting '{}'; there is '{}'", name, *near)
                      : fmt::format("there is no setting '{}'", name));
}

}  // namespace

std::optional<ui::AssistKeys> assist_keys_named(std::string_view word) {
    struct Kind {
        std::string_view word;
        ui::AssistKeys kind;
    };
    constexpr std::array kinds = {Kind{"off", ui::AssistKeys::off},
                                  Kind{"keypad", ui::AssistKeys::keypad},
                                  Kind{"keyboard", ui::AssistKeys::keyboard},
                                  Kind{"switch", ui::AssistKeys::switches},
                                  Kind{"scanner", ui::AssistKeys::scanner}};
    for (const Kind& kind : kinds) {
        if (kind.word == word) {
            return kind.kind;
        }
    }
    return std::nullopt;
}

Result<Settings> read_settings(base::ByteView toml) {
    try {
        Settings settings;
        for (const auto& [key, node] : toml::parse(base::as_text(toml))) {
            if (const Result<void> read = read_one(key.str(), node, settings); !read) {
                return read.error();
            }
        }
        return settings;
    } catch (const toml::parse_error& fault) {  // the library's way of saying "no"
        return wrong(fault.source(), fault.description());
    }
}

}  // namespace harmony::kiosk
