// Reading and writing of rules (recurrence.h); no expansion here.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "events/recurrence.h"

namespace harmony::events {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::array<std::string_view, 3> frequency_names = {"DAILY", "WEEKLY", "MONTHLY"};
constexpr std::array<std::string_view, 7> day_names = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
constexpr int most_interval = 52;

Error refused(std::string sentence) {
    return {ErrorKind::refused, std::move(sentence)};
}

Error not_used(std::string_view part) {
    return refused(fmt::format(
        "The pattern uses {}, which Harmony does not use. Use days, weeks or months", part));
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = fault == std::errc() && end == text.data() + text.size();
    return whole && !text.starts_with("-0") ? std::optional(value) : std::nullopt;
}

/// "2TH", "-1FR", "MO".
std::optional<RuleDay> rule_day(std::string_view text) {
    if (text.size() < 2) {
        return std::nullopt;
    }
    const auto named = std::find(day_names.begin(), day_names.end(), text.substr(text.size() - 2));
    const std::string_view before = text.substr(0, text.size() - 2);
    const std::optional<int> which = before.empty() ? 0 : number(before);
    const bool fits = which && (before.empty() || *which == -1 || (*which >= 1 && *which <= 5));
    if (named == day_names.end() || !fits) {
        return std::nullopt;
    }
    return RuleDay{std::chrono::weekday{static_cast<unsigned>(named - day_names.begin())}, *which};
}

/// "20260330T090000Z" to the minute.
std::optional<base::Moment> compact_moment(std::string_view text) {
    if (text.size() != 16 || text[8] != 'T' || !text.ends_with("00Z")) {
        return std::nullopt;
    }
    const auto part = [&](std::size_t from, std::size_t length) {
        return std::string(text.substr(from, length));
    };
    const auto read =
        base::moment_from_iso(part(0, 4) + '-' + part(4, 2) + '-' + part(6, 2) + 'T' + part(9, 2) +
                              ':' + part(11, 2) + ':' + part(13, 2) + 'Z');
    return read ? std::optional(read->moment) : std::nullopt;
}

/// One part of a rule: its name, what stands behind "=", and both.
struct Part {
    std::string_view name;
    std::string_view value;
    std::string_view whole;
};

class RuleReader {
public:
    Result<Rule> read(std::string_view text) {
        for (const std::string& whole : base::split(text, ';')) {
            const std::size_t equals = whole.find('=');
            const std::string_view view = whole;
            const Part part{view.substr(0, equals),
                            equals == std::string::npos ? "" : view.substr(equals + 1),
                            view};
            if (!take(part)) {
                return not_used(whole.empty() ? "an empty part" : whole);
            }
            if (std::find(seen_.begin(), seen_.end(), part.name) != seen_.end()) {
                return refused(fmt::format("The pattern has {} twice. Keep one", part.name));
            }
            seen_.emplace_back(part.name);
        }
        return checked();
    }

private:
    /// False for a part that is not of the subset.
    bool take(const Part& part) {
        if (part.name == "FREQ") {
            return one_of(part.value);
        }
        if (part.name == "INTERVAL") {
            return bounded(part.value, 1, most_interval, rule_.interval);
        }
        if (part.name == "BYDAY") {
            return days(part.value);
        }
        if (part.name == "BYMONTHDAY") {
            return numbers(part.value, rule_.month_days, [](int n) { return n >= 1 && n <= 31; });
        }
        if (part.name == "BYSETPOS") {
            return numbers(
                part.value, rule_.positions, [](int n) { return n == -1 || (n >= 1 && n <= 4); });
        }
        if (part.name == "COUNT") {
            rule_.count = number(part.value);
            return rule_.count.has_value();
        }
        if (part.name == "UNTIL") {
            rule_.until = compact_moment(part.value);
            return rule_.until.has_value();
        }
        return part.name == "WKST" && part.value == "MO";
    }

    bool one_of(std::string_view value) {
        const auto at = std::find(frequency_names.begin(), frequency_names.end(), value);
        if (at == frequency_names.end()) {
            return false;
        }
        rule_.frequency = static_cast<Frequency>(at - frequency_names.begin());
        return true;
    }

    static bool bounded(std::string_view value, int lowest, int highest, int& to) {
        const std::optional<int> read = number(value);
        to = read.value_or(to);
        return read && *read >= lowest && *read <= highest;
    }

    bool days(std::string_view value) {
        for (const std::string& one : base::split(value, ',')) {
            const std::optional<RuleDay> day = rule_day(one);
            if (!day) {
                return false;
            }
            rule_.days.push_back(*day);
        }
        return true;
    }

    template <typename Fits>
    static bool numbers(std::string_view value, std::vector<int>& to, Fits fits) {
        for (const std::string& one : base::split(value, ',')) {
            const std::optional<int> read = number(one);
            if (!read || !fits(*read)) {
                return false;
            }
            to.push_back(*read);
        }
        return true;
    }

    [[nodiscard]] bool has(std::string_view name) const {
        return std::find(seen_.begin(), seen_.end(), name) != seen_.end();
    }

    /// What fits alone but not together.
    Result<Rule> checked() {
        if (!has("FREQ")) {
            return refused("The pattern does not say FREQ. Use days, weeks or months");
        }
        const bool monthly = rule_.frequency == Frequency::monthly;
        const bool ordinals = std::any_of(rule_.days.begin(),
                                          rule_.days.end(),
                                          [](const RuleDay& day) { return day.which != 0; });
        const std::string_view name = frequency_names[static_cast<std::size_t>(rule_.frequency)];
        if (has("BYDAY") && rule_.frequency == Frequency::daily) {
            return not_used("BYDAY with FREQ=DAILY");
        }
        if (ordinals && !monthly) {
            return not_used(fmt::format("a numbered BYDAY with FREQ={}", name));
        }
        if (has("BYMONTHDAY") && !monthly) {
            return not_used(fmt::format("BYMONTHDAY with FREQ={}", name));
        }
        if (has("BYSETPOS") && !(monthly && has("BYDAY"))) {
            return not_used("BYSETPOS without BYDAY of a month");
        }
        return ended();
    }

    Result<Rule> ended() {
        if (has("COUNT") && has("UNTIL")) {
            return refused("The pattern has both COUNT and UNTIL. Keep one of them");
        }
        if (!has("COUNT") && !has("UNTIL")) {
            return refused(
                "The pattern never ends. Say how many dates (COUNT) or until when (UNTIL)");
        }
        if (rule_.count && (*rule_.count < 1 || *rule_.count > static_cast<int>(most_dates))) {
            return refused(fmt::format("The pattern gives {} dates. Use 1 to 366", *rule_.count));
        }
        return std::move(rule_);
    }

    Rule rule_;
    std::vector<std::string> seen_;
};

std::string day_text(const RuleDay& day) {
    const std::string_view name = day_names[day.day.c_encoding()];
    return day.which == 0 ? std::string(name) : fmt::format("{}{}", day.which, name);
}

}  // namespace

Result<Rule> read_rule(std::string_view text) {
    return RuleReader().read(text);
}

std::string write_rule(const Rule& rule) {
    std::string text =
        fmt::format("FREQ={}", frequency_names[static_cast<std::size_t>(rule.frequency)]);
    if (rule.interval != 1) {
        text += fmt::format(";INTERVAL={}", rule.interval);
    }
    if (!rule.days.empty()) {
        std::vector<std::string> days;
        std::transform(rule.days.begin(), rule.days.end(), std::back_inserter(days), day_text);
        text += fmt::format(";BYDAY={}", fmt::join(days, ","));
    }
    if (!rule.month_days.empty()) {
        text += fmt::format(";BYMONTHDAY={}", fmt::join(rule.month_days, ","));
    }
    if (!rule.positions.empty()) {
        text += fmt::format(";BYSETPOS={}", fmt::join(rule.positions, ","));
    }
    if (rule.count) {
        text += fmt::format(";COUNT={}", *rule.count);
    }
    if (rule.until) {
        text += ";UNTIL=" + compact_utc(*rule.until);
    }
    return text;
}

}  // namespace harmony::events
