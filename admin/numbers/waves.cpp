#include "admin/numbers/waves.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace harmony::admin {

using base::Day;
using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;
using summary::Wave;

namespace {

constexpr const char* value_name = "waves";
constexpr std::array quarter_names = {
    "January to March", "April to June", "July to September", "October to December"};

Wave quarter(int year, unsigned number) {
    const std::chrono::year_month first =
        std::chrono::year(year) / std::chrono::month(3 * (number - 1) + 1);
    return {fmt::format("{:04}-q{}", year, number),
            fmt::format("{} {}", quarter_names.at(number - 1), year),
            Day(first / 1),
            Day((first + std::chrono::months(2)) / std::chrono::last),
            false};
}

std::optional<Wave> quarter_of(std::string_view id) {
    if (id.size() != 7 || id.substr(4, 2) != "-q" || id[6] < '1' || id[6] > '4' ||
        !std::all_of(id.begin(), id.begin() + 4, [](char c) { return c >= '0' && c <= '9'; })) {
        return std::nullopt;
    }
    const int year =
        1000 * (id[0] - '0') + 100 * (id[1] - '0') + 10 * (id[2] - '0') + (id[3] - '0');
    return quarter(year, static_cast<unsigned>(id[6] - '0'));
}

Wave on(Wave wave, Day today) {
    wave.closed = wave.last < today;
    return wave;
}

}  // namespace

std::optional<std::pair<Day, Day>> day_span(std::string_view id) {
    constexpr std::size_t iso = 10;  // 2026-03-02
    if (id.size() != 2 * iso + 2 || id.substr(iso, 2) != "..") {
        return std::nullopt;
    }
    const auto first = base::day_from_iso(std::string(id.substr(0, iso)));
    const auto last = base::day_from_iso(std::string(id.substr(iso + 2)));
    return first && last && *first <= *last ? std::optional(std::pair(*first, *last))
                                            : std::nullopt;
}

std::string span_id(Day first, Day last) {
    return base::to_iso(first) + ".." + base::to_iso(last);
}

Result<Waves> Waves::load(db::OfficeStore& store) {
    Waves waves;
    const std::optional<base::Bytes> kept = store.value(value_name);
    const json list = kept ? json::parse(base::as_text(*kept), nullptr, false) : json::array();
    if (!list.is_array()) {
        return Error{ErrorKind::unreadable, "the list of waves in the store cannot be read"};
    }
    for (const json& one : list) {
        const auto first = base::day_from_iso(one.value("first", ""));
        const auto last = base::day_from_iso(one.value("last", ""));
        const std::string name = one.value("name", "");
        if (!first || !last || name.empty()) {
            return Error{ErrorKind::unreadable, "a wave in the store cannot be read"};
        }
        waves.named_.push_back({name, name, *first, *last, false});
    }
    return waves;
}

Result<void> Waves::save(db::OfficeStore& store) const {
    json list = json::array();
    for (const Wave& wave : named_) {
        list.push_back({{"name", wave.name},
                        {"first", base::to_iso(wave.first)},
                        {"last", base::to_iso(wave.last)}});
    }
    return store.set_value(value_name, base::as_bytes(list.dump()));
}

Result<void> Waves::add(const std::string& name, Day first, Day last) {
    if (name.empty() || quarter_of(name) || day_span(name)) {
        return Error{ErrorKind::refused,
                     fmt::format("'{}' cannot be the name of a wave: names such as 2026-q1 are "
                                 "those of calendar quarters. Give it another name",
                                 name)};
    }
    if (last < first) {
        return Error{ErrorKind::refused,
                     fmt::format("the last day, {}, is before the first, {}",
                                 base::to_iso(last),
                                 base::to_iso(first))};
    }
    for (const Wave& other : named_) {
        if (other.name == name) {
            return Error{ErrorKind::refused, fmt::format("there is a wave called '{}'", name)};
        }
        if (first <= other.last && other.first <= last) {
            return Error{ErrorKind::refused,
                         fmt::format("'{}' has days of '{}' ({} to {}). Waves must not overlap",
                                     name,
                                     other.name,
                                     base::to_iso(other.first),
                                     base::to_iso(other.last))};
        }
    }
    named_.push_back({name, name, first, last, false});
    std::sort(named_.begin(), named_.end(), [](const Wave& a, const Wave& b) {
        return a.first < b.first;
    });
    return {};
}

Result<void> Waves::remove(std::string_view name) {
    const auto gone = std::find_if(
        named_.begin(), named_.end(), [&](const Wave& wave) { return wave.name == name; });
    if (gone == named_.end()) {
        return Error{ErrorKind::absent, fmt::format("there is no wave called '{}'", name)};
    }
    named_.erase(gone);
    return {};
}

Wave Waves::of(Day day, Day today) const {
    for (const Wave& wave : named_) {
        if (wave.first <= day && day <= wave.last) {
            return on(wave, today);
        }
    }
    const std::chrono::year_month_day date(day);
    return on(
        quarter(static_cast<int>(date.year()), (static_cast<unsigned>(date.month()) - 1) / 3 + 1),
        today);
}

Result<Wave> Waves::find(std::string_view id, Day today) const {
    for (const Wave& wave : named_) {
        if (wave.id == id) {
            return on(wave, today);
        }
    }
    if (const std::optional<Wave> found = quarter_of(id)) {
        return on(*found, today);
    }
    if (const auto span = day_span(id)) {
        return on({std::string(id),
                   fmt::format("{} to {}", base::to_iso(span->first), base::to_iso(span->second)),
                   span->first,
                   span->second,
                   false},
                  today);
    }
    std::vector<std::string> names;
    for (const Wave& wave : named_) {
        names.push_back(wave.name);
    }
    return Error{ErrorKind::absent,
                 fmt::format("there is no wave called '{}'. Calendar quarters are written "
                             "2026-q1{}{}",
                             id,
                             names.empty() ? "" : "; the office named ",
                             fmt::join(names, ", "))};
}

}  // namespace harmony::admin
