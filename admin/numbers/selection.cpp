#include "admin/numbers/selection.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "admin/counted_questions.h"
#include "admin/form_table.h"
#include "admin/published_shelf.h"
#include "base/text.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::string_view mode_names[] = {"self", "assisted", "paper"};

Error no_such(const std::string& what,
              const std::string& name,
              const std::vector<std::string>& known) {
    const auto like = base::nearest(name, known);
    return {ErrorKind::absent,
            fmt::format("there is no {} called '{}'{}",
                        what,
                        name,
                        like ? fmt::format("; did you mean {}?", *like) : std::string())};
}

/// Codes of `names` (code = first + place in the list) that are wanted.
Result<std::vector<bool>> wanted_codes(const Condition& condition,
                                       const std::vector<std::string>& names,
                                       std::size_t first) {
    std::vector<bool> wanted(first + names.size(), false);
    for (const std::string& value : condition.values) {
        const auto at = std::find(names.begin(), names.end(), value);
        if (at == names.end()) {
            return no_such(condition.column, value, names);
        }
        wanted[first + static_cast<std::size_t>(at - names.begin())] = true;
    }
    return wanted;
}

std::optional<db::HeadColumn> head_of(std::string_view name) {
    for (const db::HeadColumn head : {db::HeadColumn::place,
                                      db::HeadColumn::month,
                                      db::HeadColumn::language,
                                      db::HeadColumn::venue,
                                      db::HeadColumn::mode}) {
        if (name == db::head_column_names[static_cast<std::size_t>(head)]) {
            return head;
        }
    }
    return std::nullopt;
}

std::vector<std::string> values_of(db::OfficeStore& store, db::HeadColumn head) {
    std::vector<std::string> values = store.dictionary(head);
    for (std::string& value : values) {
        if (value.empty()) {
            value = "unknown";
        } else if (head == db::HeadColumn::mode && value.size() == 1 && value[0] >= '1' &&
                   value[0] <= '3') {
            value = mode_names[value[0] - '1'];
        }
    }
    return values;
}

/// The question that a condition is about: the survey's place question stands for "place".
std::optional<survey::NodeIndex> question_of(const survey::Form& version, const std::string& name) {
    return name == "place" && version.place() ? version.place() : version.find(name);
}

Result<Selection::ByColumn> by_question(const survey::Form& version,
                                        const db::TableInfo& table,
                                        survey::NodeIndex index,
                                        const Condition& condition) {
    const survey::Node& node = version.node(index);
    if (!is_counted(version, node) || node.answer_kind() == survey::AnswerKind::ranked) {
        return Error{ErrorKind::refused,
                     fmt::format("responses cannot be selected by '{}': it has no list of answers",
                                 condition.column)};
    }
    std::vector<std::string> names;
    for (const summary::Choice& choice : counted_question(version, node).choices) {
        names.push_back(choice.name);
    }
    const bool ticks = node.answer_kind() == survey::AnswerKind::many;
    Result<std::vector<bool>> wanted =
        wanted_codes(condition, names, ticks ? 0 : summary::first_choice_code);
    if (!wanted) {
        return wanted.error();
    }
    const auto column = db::OfficeStore::column_number(table, column_name(version, node));
    return Selection::ByColumn{column.value_or(0), std::move(*wanted), ticks};
}

}  // namespace

Result<Condition> condition_of(std::string_view text) {
    const std::size_t equals = text.find('=');
    Condition condition{std::string(text.substr(0, equals)), {}};
    std::string_view rest = equals == std::string_view::npos ? "" : text.substr(equals + 1);
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        condition.values.emplace_back(rest.substr(0, comma));
        rest = comma == std::string_view::npos ? "" : rest.substr(comma + 1);
    }
    if (condition.column.empty() || condition.values.empty()) {
        return Error{ErrorKind::refused,
                     fmt::format("'{}' selects nothing. Write it as place=northgate or "
                                 "age=16_24,25_34",
                                 text)};
    }
    return condition;
}

Result<Selection> select_in(db::OfficeStore& store,
                            const survey::Form& version,
                            const db::TableInfo& table,
                            const std::vector<Condition>& conditions) {
    Selection selection;
    for (const Condition& condition : conditions) {
        const auto index = question_of(version, condition.column);
        const auto head = head_of(condition.column);
        if (index) {
            Result<Selection::ByColumn> by = by_question(version, table, *index, condition);
            if (!by) {
                return by.error();
            }
            selection.conditions.push_back(std::move(*by));
        } else if (head) {
            Result<std::vector<bool>> wanted = wanted_codes(condition, values_of(store, *head), 0);
            if (!wanted) {
                return wanted.error();
            }
            selection.conditions.push_back(
                {static_cast<std::size_t>(*head), std::move(*wanted), false});
        } else {
            selection.nobody = true;
        }
    }
    return selection;
}

namespace {

std::pair<base::Day, base::Day> days_of_month(base::Day first) {
    const std::chrono::year_month_day date(first);
    return {first, base::Day(date.year() / date.month() / std::chrono::last)};
}

}  // namespace

DayIndex day_index(db::OfficeStore& store, const Waves& waves, base::Day today) {
    const std::vector<std::string> months = store.dictionary(db::HeadColumn::month);
    const std::vector<std::string> ids = store.dictionary(db::HeadColumn::engagement);
    std::map<std::string, base::Day> known;
    for (const Engagement& engagement : engagements_on_shelf(store)) {
        known[engagement.id.hex()] = engagement.day;
    }
    using Place = std::pair<base::Day, std::string>;  // a wave may begin inside a quarter
    std::map<Place, summary::Wave> in_order;
    std::vector<Place> places;
    std::vector<std::pair<base::Day, base::Day>> days;
    for (const std::string& month : months) {
        const auto first = base::day_from_iso(month + "-01");
        for (const std::string& id : ids) {
            const auto day = known.find(id);
            days.push_back(day != known.end() ? std::pair(day->second, day->second)
                                              : days_of_month(first.value_or(base::Day{})));
            const summary::Wave wave =
                waves.of(day != known.end() ? day->second : first.value_or(base::Day{}), today);
            places.emplace_back(wave.first, wave.id);
            in_order.emplace(places.back(), wave);
        }
    }
    DayIndex index;
    index.days = std::move(days);
    std::map<Place, std::uint32_t> number;
    for (const auto& [place, wave] : in_order) {
        number[place] = static_cast<std::uint32_t>(index.waves.size());
        index.waves.push_back(wave);
    }
    for (const Place& place : places) {
        index.of.push_back(number.at(place));
    }
    for (std::size_t e = 0; e < ids.size(); ++e) {
        index.engagement.push_back(!months.empty() && known.count(ids[e]) > 0 ? index.of[e] : 0U);
    }
    return index;
}

std::vector<std::uint8_t> days_in(const DayIndex& index, const std::string& wave) {
    std::vector<std::uint8_t> days(index.of.size(), 0);
    const auto span = day_span(wave);
    for (std::size_t i = 0; i < days.size(); ++i) {
        const bool in =
            span ? index.days[i].first <= span->second && index.days[i].second >= span->first
                 : index.waves[index.of[i]].id == wave;
        days[i] = in ? 1 : 0;
    }
    return days;
}

}  // namespace harmony::admin
