#include "survey/kiosk_words.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace harmony::survey {
namespace {

constexpr std::array<std::string_view, 2> no_yes = {"no", "yes"};
constexpr std::array<std::string_view, 2> blocks = {"core", "equality"};
constexpr std::array<std::string_view, 7> widgets = {
    "auto", "tiles", "smileys", "grid", "pad", "place-list", "place-map"};
constexpr std::array<std::string_view, 2> faces = {"best-first", "worst-first"};
constexpr std::array<std::string_view, 3> sensitivities = {"no", "personal", "special"};
constexpr std::array<std::string_view, 3> reports = {"internal", "public", "never"};
constexpr std::array<std::string_view, 5> purposes = {
    "survey", "case", "contact", "complaint", "exit"};
constexpr std::array<std::string_view, 2> partials = {"discard", "keep"};
constexpr std::array<std::string_view, 2> shuffles = {"plain", "ends-fixed"};
constexpr std::array<std::string_view, 5> roles = {
    "", "exclusive", "dont_know", "prefer_not", "other"};
constexpr std::array<std::string_view, 19> types = {"group",
                                                    "note",
                                                    "text",
                                                    "integer",
                                                    "decimal",
                                                    "select_one",
                                                    "select_multiple",
                                                    "rank",
                                                    "acknowledge",
                                                    "range",
                                                    "date",
                                                    "time",
                                                    "dateTime",
                                                    "calculate",
                                                    "hidden",
                                                    "today",
                                                    "start",
                                                    "end",
                                                    "deviceid"};
constexpr std::array<std::string_view, 6> stored_words = {
    "", "integer", "decimal", "date", "time", "dateTime"};
constexpr std::array<std::string_view, 2> times = {"exact", "part"};

template <std::size_t Size>
std::optional<std::size_t> place_of(std::string_view word,
                                    const std::array<std::string_view, Size>& words) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - words.begin());
}

template <typename Enum, std::size_t Size>
bool set_word(Enum& to, std::string_view word, const std::array<std::string_view, Size>& words) {
    const auto place = place_of(word, words);
    if (place) {
        to = static_cast<Enum>(*place);
    }
    return place.has_value();
}

bool set_flag(bool& to, std::string_view word, const std::array<std::string_view, 2>& words) {
    const auto place = place_of(word, words);
    to = place.value_or(0) == 1;
    return place.has_value();
}

bool set_word(bool& to, std::string_view word) {
    return set_flag(to, word, no_yes);
}

template <typename Enum, std::size_t Size>
std::string word_of(Enum value, const std::array<std::string_view, Size>& words) {
    const auto place = static_cast<std::size_t>(value);
    return place == 0 ? std::string() : std::string(words.at(place));
}

std::string word_of(bool value) {
    return value ? "yes" : "";
}

template <typename Number>
std::optional<Number> number_in(std::string_view text) {
    Number value{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

bool set_grid(KioskColumns& columns, std::string_view value) {
    const auto metres = number_in<unsigned>(value);
    if (!metres || (*metres != 10 && *metres != 100 && *metres != 1000)) {
        return false;
    }
    columns.grid_m = *metres;
    return true;
}

bool set_max(KioskColumns& columns, std::string_view value) {
    const auto most = number_in<unsigned>(value);
    if (!most || *most == 0) {
        return false;
    }
    columns.max = *most;
    return true;
}

}  // namespace

std::vector<KioskColumnRow> kiosk_columns() {
    const std::vector<std::string_view> yes_or_no(no_yes.begin(), no_yes.end());
    return {
        {KioskColumn::quick, "quick", false, yes_or_no},
        {KioskColumn::benchmark, "benchmark", false, {}},
        {KioskColumn::sensitive, "sensitive", false, {sensitivities.begin(), sensitivities.end()}},
        {KioskColumn::report, "report", false, {reports.begin(), reports.end()}},
        {KioskColumn::place, "place", false, yes_or_no},
        {KioskColumn::block, "block", false, {blocks.begin(), blocks.end()}},
        {KioskColumn::hidden_answer, "private", false, yes_or_no},
        {KioskColumn::time, "time", false, {times.begin(), times.end()}},
        {KioskColumn::grid_m, "grid_m", false, {"100", "10", "1000"}},
        {KioskColumn::max, "max", false, {}},
        {KioskColumn::widget, "widget", true, {widgets.begin(), widgets.end()}},
        {KioskColumn::faces, "faces", true, {faces.begin(), faces.end()}},
    };
}

bool set_kiosk_value(KioskColumns& columns, KioskColumn column, std::string_view value) {
    switch (column) {
        case KioskColumn::quick: return set_word(columns.quick, value);
        case KioskColumn::benchmark: columns.benchmark = value; return true;
        case KioskColumn::sensitive: return set_word(columns.sensitive, value, sensitivities);
        case KioskColumn::report: return set_word(columns.report, value, reports);
        case KioskColumn::place: return set_word(columns.place, value);
        case KioskColumn::block: return set_word(columns.block, value, blocks);
        case KioskColumn::hidden_answer: return set_word(columns.private_answer, value);
        case KioskColumn::time: return set_flag(columns.part_of_day, value, times);
        case KioskColumn::grid_m: return set_grid(columns, value);
        case KioskColumn::max: return set_max(columns, value);
        case KioskColumn::widget: return set_word(columns.widget, value, widgets);
        case KioskColumn::faces: return set_word(columns.faces, value, faces);
    }
    return false;
}

std::string kiosk_value(const KioskColumns& columns, KioskColumn column) {
    switch (column) {
        case KioskColumn::quick: return word_of(columns.quick);
        case KioskColumn::benchmark: return columns.benchmark;
        case KioskColumn::sensitive: return word_of(columns.sensitive, sensitivities);
        case KioskColumn::report: return word_of(columns.report, reports);
        case KioskColumn::place: return word_of(columns.place);
        case KioskColumn::block: return word_of(columns.block, blocks);
        case KioskColumn::hidden_answer: return word_of(columns.private_answer);
        case KioskColumn::time: return columns.part_of_day ? "part" : "";
        case KioskColumn::grid_m:
            return columns.grid_m == 100 ? std::string() : std::to_string(columns.grid_m);
        case KioskColumn::max: return columns.max ? std::to_string(*columns.max) : std::string();
        case KioskColumn::widget: return word_of(columns.widget, widgets);
        case KioskColumn::faces: return word_of(columns.faces, faces);
    }
    return {};
}

std::vector<std::string> kiosk_setting_names() {
    return {"purpose", "min_age", "partial", "receipt", "notice", "token", "quick", "shuffle"};
}

bool set_kiosk_setting(Settings& settings, std::string_view name, std::string_view value) {
    if (name == "purpose") {
        return set_word(settings.purpose, value, purposes);
    }
    if (name == "partial") {
        return set_word(settings.partial, value, partials);
    }
    if (name == "shuffle") {
        return set_word(settings.shuffle, value, shuffles);
    }
    if (name == "receipt") {
        return set_word(settings.receipt, value);
    }
    if (name == "token") {
        return set_word(settings.token, value);
    }
    if (name == "quick") {
        return set_word(settings.quick, value);
    }
    if (name == "notice") {
        return value == "required";
    }
    const auto age = number_in<unsigned>(value);
    if (name != "min_age" || !age || *age > 120) {
        return false;
    }
    settings.min_age = *age;
    return true;
}

std::string kiosk_setting(const Settings& settings, std::string_view name) {
    if (name == "purpose") {
        return word_of(settings.purpose, purposes);
    }
    if (name == "partial") {
        return word_of(settings.partial, partials);
    }
    if (name == "shuffle") {
        return word_of(settings.shuffle, shuffles);
    }
    if (name == "receipt") {
        return settings.receipt ? "" : "no";
    }
    if (name == "token") {
        return word_of(settings.token);
    }
    if (name == "quick") {
        return word_of(settings.quick);
    }
    if (name == "min_age") {
        return settings.min_age == 16 ? std::string() : std::to_string(settings.min_age);
    }
    return {};
}

std::string_view role_name(ChoiceRole role) {
    return roles.at(static_cast<std::size_t>(role));
}

std::optional<ChoiceRole> role_from_name(std::string_view name) {
    const auto place = place_of(name, roles);
    return place ? std::optional(static_cast<ChoiceRole>(*place)) : std::nullopt;
}

std::string_view stored_name(Stored stored) {
    return stored_words.at(static_cast<std::size_t>(stored));
}

std::optional<Stored> stored_from_name(std::string_view name) {
    const auto place = place_of(name, stored_words);
    return place ? std::optional(static_cast<Stored>(*place)) : std::nullopt;
}

std::string_view type_name(NodeType type) {
    return types.at(static_cast<std::size_t>(type));
}

std::optional<NodeType> type_from_name(std::string_view name) {
    const auto place = place_of(name, types);
    return place ? std::optional(static_cast<NodeType>(*place)) : std::nullopt;
}

}  // namespace harmony::survey
