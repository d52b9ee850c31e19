#include "admin/cases/case_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "admin/cases/case_words.h"
#include "events/repeats.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::CaseRecord;
using events::CaseState;

constexpr std::size_t fewest_letters = 4;
constexpr std::size_t most_places = 10;

bool is_wanted(const CaseLine& line, const CaseFilter& filter) {
    const CaseRecord& record = *line.record;
    const bool ended = filter.ended || filter.state || !is_ended(record.state);
    return ended && (!filter.state || record.state == *filter.state) &&
           (!filter.kind || record.kind == *filter.kind) &&
           (filter.owner.empty() || record.owner == filter.owner) &&
           (filter.place.empty() || where_of(record) == filter.place) &&
           (!filter.late || (line.due && line.colour == events::DueColour::red));
}

/// How many reports were joined to each case.
std::map<events::SubjectId, int> joined(const events::State& state) {
    std::map<events::SubjectId, int> counts;
    for (const CaseRecord& record : state.cases) {
        if (record.state == CaseState::duplicate && record.other) {
            ++counts[*record.other];
        }
    }
    return counts;
}

/// The open reports that may be of the same thing as each.
std::map<events::SubjectId, std::vector<events::SubjectId>> alike(const events::State& state) {
    std::map<events::SubjectId, std::vector<events::SubjectId>> groups;
    for (const auto& group : events::suggest_repeats(state.cases)) {
        for (const events::SubjectId& one : group) {
            for (const events::SubjectId& other : group) {
                if (other != one && !is_ended(state.case_of(other)->state)) {
                    groups[one].push_back(other);
                }
            }
        }
    }
    return groups;
}

/// Late ones first; then by date; what is not due comes last.
auto rank(const CaseLine& line) {
    const bool late = line.due && line.colour == events::DueColour::red;
    return std::make_tuple(late       ? 0
                           : line.due ? 1
                                      : 2,
                           line.due.value_or(base::Day{}),
                           line.record->opened_on,
                           line.record->id);
}

}  // namespace

bool is_ended(CaseState state) {
    return state == CaseState::closed || state == CaseState::duplicate ||
           state == CaseState::withdrawn;
}

std::vector<CaseLine> list_cases(const events::State& state,
                                 const CaseFilter& filter,
                                 const events::Holidays& holidays,
                                 base::Day today) {
    const auto duplicates = joined(state);
    const auto suggested = alike(state);
    std::vector<CaseLine> lines;
    for (const CaseRecord& record : state.cases) {
        CaseLine line;
        line.record = &record;
        line.due = events::case_due(record, holidays);
        line.colour = line.due ? events::colour_of(*line.due, today) : events::DueColour::green;
        const auto more = duplicates.find(record.id);
        line.reports += more == duplicates.end() ? 0 : more->second;
        const auto others = suggested.find(record.id);
        if (others != suggested.end() && !is_ended(record.state)) {
            line.alike = others->second;
        }
        if (is_wanted(line, filter)) {
            lines.push_back(std::move(line));
        }
    }
    std::sort(lines.begin(), lines.end(), [](const CaseLine& a, const CaseLine& b) {
        return rank(a) < rank(b);
    });
    return lines;
}

Result<const CaseRecord*> find_case(const events::State& state, std::string_view id) {
    const CaseRecord* found = nullptr;
    int count = 0;
    for (const CaseRecord& record : state.cases) {
        if (id.size() >= fewest_letters && record.id.hex().starts_with(id)) {
            found = &record;
            ++count;
        }
    }
    if (count == 1) {
        return found;
    }
    return Error{count == 0 ? ErrorKind::absent : ErrorKind::refused,
                 fmt::format("{} case has an id that begins with {}. `case list --all` lists them",
                             count == 0 ? "no" : "more than one",
                             id)};
}

CaseFigures case_figures(const events::State& state,
                         const events::Holidays& holidays,
                         base::Day today) {
    CaseFigures figures;
    std::map<std::pair<std::string, events::CaseKind>, int> places;
    for (const CaseLine& line : list_cases(state, {.ended = true}, holidays, today)) {
        const CaseRecord& record = *line.record;
        if (!is_ended(record.state)) {
            ++figures.open;
            figures.late += line.due && line.colour == events::DueColour::red ? 1 : 0;
            figures.oldest_open =
                std::min(figures.oldest_open.value_or(record.opened_on), record.opened_on);
        }
        if (record.state != CaseState::withdrawn && where_of(record) != "-") {
            ++places[{where_of(record), record.kind}];
        }
        const bool counts =
            record.result == CaseState::done && record.result_on > today - std::chrono::days{365};
        figures.done += counts ? 1 : 0;
        const bool quick = counts && (record.result_on - record.opened_on).count() <= 14;
        figures.done_in_14_days += quick ? 1 : 0;
    }
    for (const auto& [place, count] : places) {
        if (count > 1) {
            figures.places.push_back({place.first, place.second, count});
        }
    }
    std::stable_sort(figures.places.begin(),
                     figures.places.end(),
                     [](const auto& a, const auto& b) { return a.reports > b.reports; });
    figures.places.resize(std::min(figures.places.size(), most_places));
    return figures;
}

}  // namespace harmony::admin
