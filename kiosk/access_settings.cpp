#include "kiosk/access_settings.h"

#include <fmt/format.h>

#include <algorithm>

namespace harmony::kiosk {
namespace {

using std::chrono::milliseconds;

constexpr std::array<std::string_view, access_setting_count> names = {"text",
                                                                      "colours",
                                                                      "read",
                                                                      "speed",
                                                                      "volume",
                                                                      "blank",
                                                                      "lower",
                                                                      "steady",
                                                                      "double_touch",
                                                                      "scanning",
                                                                      "scan_step"};
static_assert(names[static_cast<std::size_t>(AccessSetting::scan_step)] == "scan_step");

constexpr std::array<std::string_view, ui::text_size_count> size_words = {
    "access.size.s", "access.size.m", "access.size.l", "access.size.xl"};
constexpr std::array<std::string_view, ui::colour_mode_count> colour_words = {
    "access.colours.standard",
    "access.colours.high_light",
    "access.colours.high_dark",
    "access.colours.low"};

// The steps of kiosk.md 2.4, 6.1 and 7.5.
constexpr std::array steady_steps = {milliseconds{0}, milliseconds{300}, milliseconds{800}};
constexpr std::array double_steps = {milliseconds{0}, milliseconds{500}, milliseconds{1000}};
constexpr milliseconds half_second{500};
constexpr int slowest = 50;
constexpr int fastest = 200;
constexpr int speed_step = 25;
constexpr int loudest = 10;
constexpr milliseconds shortest_step{500};
constexpr milliseconds longest_step{5000};
constexpr milliseconds scan_steps{250};

/// The value after this one; the first for one that is none of them.
template <std::size_t Count>
milliseconds after(const std::array<milliseconds, Count>& values, milliseconds value) {
    const auto* const at = std::find(values.begin(), values.end(), value);
    return at == values.end() || at + 1 == values.end() ? values.front() : *(at + 1);
}

std::string seconds(const Words& words, milliseconds value) {
    if (value.count() == 0) {
        return words("access.off");
    }
    const double count = static_cast<double>(value.count()) / 1000;
    return words("access.seconds", {{"n", fmt::format("{}", count)}});
}

}  // namespace

std::string_view name_of(AccessSetting setting) {
    return names.at(static_cast<std::size_t>(setting));
}

std::optional<AccessSetting> access_setting_named(std::string_view name) {
    const auto* const found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<AccessSetting>(found - names.begin()));
}

void step_setting(AccessSetting setting, ui::Look& look) {
    ui::Access& access = look.access;
    switch (setting) {
        case AccessSetting::text: look.text = ui::next(look.text); return;
        case AccessSetting::colours: look.colours = ui::next(look.colours); return;
        case AccessSetting::read:
            access.read_aloud = !access.read_aloud;
            access.blank = access.blank && access.read_aloud;
            return;
        case AccessSetting::speed:
            access.speed_percent =
                access.speed_percent >= fastest ? slowest : access.speed_percent + speed_step;
            return;
        case AccessSetting::volume:
            access.volume = access.volume >= loudest ? 0 : access.volume + 1;
            return;
        case AccessSetting::blank:
            access.blank = !access.blank;
            access.read_aloud = access.read_aloud || access.blank;
            return;
        case AccessSetting::lower: access.lower = !access.lower; return;
        case AccessSetting::steady: access.steady = after(steady_steps, access.steady); return;
        case AccessSetting::double_touch:
            access.double_strike = after(double_steps, access.double_strike);
            return;
        case AccessSetting::scanning: access.scanning = !access.scanning; return;
        case AccessSetting::scan_step:
            access.scan_step =
                access.scan_step >= longest_step ? shortest_step : access.scan_step + scan_steps;
            return;
    }
}

std::string value_of(AccessSetting setting, const ui::Look& look, const Words& words) {
    const ui::Access& access = look.access;
    const auto on = [&](bool is) { return words(is ? "access.on" : "access.off"); };
    const auto number = [&](std::string_view key, int value) {
        return words(key, {{"n", std::to_string(value)}});
    };
    switch (setting) {
        case AccessSetting::text: return words(size_words.at(static_cast<std::size_t>(look.text)));
        case AccessSetting::colours:
            return words(colour_words.at(static_cast<std::size_t>(look.colours)));
        case AccessSetting::read: return on(access.read_aloud);
        case AccessSetting::speed: return number("access.percent", access.speed_percent);
        case AccessSetting::volume: return number("access.of_ten", access.volume);
        case AccessSetting::blank: return on(access.blank);
        case AccessSetting::lower: return on(access.lower);
        case AccessSetting::steady: return seconds(words, access.steady);
        case AccessSetting::double_touch: return seconds(words, access.double_strike);
        case AccessSetting::scanning: return on(access.scanning);
        case AccessSetting::scan_step: return seconds(words, access.scan_step);
    }
    return {};
}

void serve_hand(HandHelp help, ui::Access& access) {
    bool& serves = help == HandHelp::keypad ? access.keypad : access.scanning;
    if (serves) {
        return;
    }
    serves = true;
    if (access.double_strike.count() == 0) {
        access.double_strike = half_second;
    }
}

}  // namespace harmony::kiosk
