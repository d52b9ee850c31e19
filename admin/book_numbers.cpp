#include "admin/book_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "admin/cases/case_list.h"
#include "admin/cases/case_words.h"
#include "admin/counted_things.h"
#include "admin/report/words.h"

namespace harmony::admin {

using base::Result;
using events::CaseRecord;
using events::CaseState;

namespace {

constexpr std::chrono::days a_year{365};
constexpr std::chrono::days two_weeks{14};
constexpr std::size_t oldest_listed = 10;

BookTable sentence(std::string words) {
    return {"", std::move(words), {}, {}};
}

// Columns of reports of little things, in the order of `case_things`.
enum CaseColumn : std::size_t { outcome, kind, place, waiting, times };
constexpr std::array<const char*, 5> outcomes = {
    "Done within 14 days", "Done later", "Passed on", "Not possible", "Open"};
constexpr std::array<const char*, 4> waits = {
    "Up to 14 days", "15 to 30 days", "31 to 90 days", "More than 90 days"};
constexpr std::array<const char*, 3> how_often = {"Once", "Twice", "Three times and more"};

template <typename Labels>
std::vector<std::string> all_of(const Labels& labels) {
    return {labels.begin(), labels.end()};
}

/// The thing that a report is about: of one that was joined to another, the other.
const CaseRecord& thing_of(const events::State& state, const CaseRecord& record) {
    const CaseRecord* const other = record.state == CaseState::duplicate && record.other
                                        ? state.case_of(*record.other)
                                        : nullptr;
    return other != nullptr ? *other : record;
}

std::size_t outcome_of(const CaseRecord& thing, base::Day reported) {
    if (!thing.result) {
        return 4;
    }
    switch (*thing.result) {
        case CaseState::passed_on: return 2;
        case CaseState::cannot_do: return 3;
        default: return thing.result_on - reported <= two_weeks ? 0 : 1;
    }
}

std::size_t wait_of(base::Day reported, base::Day today) {
    const auto days = (today - reported).count();
    return days <= 14 ? 0 : days <= 30 ? 1 : days <= 90 ? 2 : 3;
}

bool is_wanted(const CaseRecord& record, const std::vector<std::string>& kinds, base::Day today) {
    const bool of_kind =
        kinds.empty() || std::find(kinds.begin(), kinds.end(), name_of(record.kind)) != kinds.end();
    return of_kind && record.state != CaseState::withdrawn && record.opened_on <= today &&
           record.opened_on > today - a_year;
}

Things case_things(const OpenBooks& books, const std::vector<std::string>& kinds) {
    Things things{{{"what came of it", all_of(outcomes)},
                   {"kind", {}},
                   {"place", {}},
                   {"waiting", all_of(waits)},
                   {"times", all_of(how_often)}},
                  {}};
    std::map<events::SubjectId, std::size_t> reports;
    for (const CaseRecord& record : books.state.cases) {
        if (is_wanted(record, kinds, books.today)) {
            ++reports[thing_of(books.state, record).id];
        }
    }
    for (const CaseRecord& record : books.state.cases) {
        if (!is_wanted(record, kinds, books.today)) {
            continue;
        }
        const CaseRecord& thing = thing_of(books.state, record);
        const std::size_t came = outcome_of(thing, record.opened_on);
        // A cell of ten metres is no place that others are told: it could be a front door.
        things.rows.push_back({{came,
                                things.label(kind, std::string(words_of(record.kind))),
                                record.place.empty() ? no_label : things.label(place, record.place),
                                came == 4 ? wait_of(record.opened_on, books.today) : no_label,
                                std::min<std::size_t>(reports[thing.id], how_often.size()) - 1}});
    }
    return things;
}

/// Open ones, the oldest first, for the office alone.
BookTable oldest_open(const OpenBooks& books, const std::vector<std::string>& kinds) {
    std::vector<const CaseRecord*> open;
    for (const CaseRecord& record : books.state.cases) {
        if (!is_ended(record.state) && !record.result &&
            is_wanted(record, kinds, record.opened_on)) {
            open.push_back(&record);
        }
    }
    std::stable_sort(open.begin(), open.end(), [](const auto* a, const auto* b) {
        return a->opened_on < b->opened_on;
    });
    open.resize(std::min(open.size(), oldest_listed));
    BookTable table{"Oldest that are open", "", {"What", "Where", "Reported", "Days"}, {}};
    for (const CaseRecord* const record : open) {
        table.rows.push_back({std::string(words_of(record->kind)),
                              where_of(*record),
                              long_date(record->opened_on),
                              grouped_digits(static_cast<std::uint64_t>(
                                  (books.today - record->opened_on).count()))});
    }
    return table;
}

constexpr std::array<ThingTable, 4> case_counts = {
    ThingTable{outcome, kind}, {outcome, place}, {waiting, no_label}, {times, no_label}};

/// The number of a label of a table over all; nothing where it is hidden.
std::optional<std::uint64_t> shown(const summary::Publishable& numbers,
                                   const std::string& question,
                                   std::size_t label) {
    for (const summary::PublishedTable& table : numbers.tables()) {
        if (table.question.name == question && table.grouping.empty() && !table.rows.empty() &&
            label < table.rows.front().choices.size()) {
            const auto* const cell =
                std::get_if<summary::Shown>(&table.rows.front().choices[label]);
            return cell != nullptr ? std::optional(cell->count) : std::nullopt;
        }
    }
    return std::nullopt;
}

// Columns of people at events.
enum EventColumn : std::size_t { event_kind, month, way };

std::string words_of_kind(const OpenBooks& books, const events::OccurrenceId& date) {
    static constexpr std::array<const char*, events::event_kind_names.size()> words = {
        "Drop-ins",
        "Family events",
        "Residents' meetings",
        "Ward surgeries",
        "Days of action",
        "Stalls",
        "Warm welcomes",
        "Visits to businesses",
        "Other events"};
    const OfficeDate* const known = books.dates.find(date);
    return words.at(static_cast<std::size_t>(known != nullptr ? known->series->kind
                                                              : events::EventKind::other));
}

/// Held in the last twelve months, and somebody came.
bool counts(const events::OccurrenceRecord& record, base::Day today) {
    if (!record.start || record.attended() == 0) {
        return false;
    }
    const base::Day day = std::chrono::floor<std::chrono::days>(*record.start);
    return day <= today && day > today - a_year;
}

Things people_at_events(const OpenBooks& books) {
    Things things{
        {{"kind of event", {}}, {"month", {}}, {"how they came", {"With a sign-up", "Walked in"}}},
        {}};
    std::map<std::string, std::string> months;  // by their ISO form, so in order
    for (const events::OccurrenceRecord& record : books.state.occurrences) {
        if (counts(record, books.today)) {
            const base::Day day = std::chrono::floor<std::chrono::days>(*record.start);
            months[base::to_iso(day).substr(0, 7)] = month_and_year(day);
        }
    }
    for (const auto& one : months) {
        static_cast<void>(things.label(month, one.second));
    }
    for (const events::OccurrenceRecord& record : books.state.occurrences) {
        if (!counts(record, books.today)) {
            continue;
        }
        const base::Day day = std::chrono::floor<std::chrono::days>(*record.start);
        const std::size_t of_kind = things.label(event_kind, words_of_kind(books, record.id));
        const std::size_t in = things.label(month, months[base::to_iso(day).substr(0, 7)]);
        const auto walked =
            static_cast<std::uint64_t>(record.walked_in_adults + record.walked_in_children);
        const std::uint64_t all = static_cast<std::uint64_t>(record.attended());
        if (all > walked) {
            things.rows.push_back({{of_kind, in, 0}, all - walked});
        }
        if (walked > 0) {
            things.rows.push_back({{of_kind, in, 1}, walked});
        }
    }
    return things;
}

constexpr std::array<ThingTable, 2> event_counts = {ThingTable{way, event_kind}, {no_label, month}};

BookTable each_date(const OpenBooks& books) {
    BookTable table{"People at each date", "", {"Day", "Event", "Came"}, {}};
    for (const events::OccurrenceRecord& record : books.state.occurrences) {
        if (counts(record, books.today)) {
            const OfficeDate* const known = books.dates.find(record.id);
            table.rows.push_back(
                {long_date(std::chrono::floor<std::chrono::days>(*record.start)),
                 known != nullptr ? std::string(events::in_language(known->occurrence.title, "en"))
                                  : "An event of before",
                 grouped_digits(static_cast<std::uint64_t>(record.attended()))});
        }
    }
    return table;
}

std::string fewer_than(summary::Audience audience, const char* what, const char* when) {
    return fmt::format("Fewer than {} {} in the last 12 months{}: nothing is said of them.",
                       summary::Policy::of(audience).threshold(),
                       what,
                       when);
}

std::string cases_in_brief(const OpenBooks& books, summary::Audience audience) {
    const Things things = case_things(books, {});
    if (things.rows.empty()) {
        return "Residents reported no little things in the last 12 months.";
    }
    const auto numbers = protect(things, case_counts, audience);
    if (!numbers) {
        return fewer_than(audience, "little things were reported", "");
    }
    const std::string& column = things.columns[outcome].name;
    std::string words = fmt::format("Residents reported {} little things in the last 12 months",
                                    grouped_digits(things.count()));
    const auto quick = shown(*numbers, column, 0);
    const auto open = shown(*numbers, column, 4);
    words += quick ? fmt::format("; {} were done within 14 days", grouped_digits(*quick)) : "";
    words += open ? fmt::format("; {} are open", grouped_digits(*open)) : "";
    return words + ".";
}

std::string events_in_brief(const OpenBooks& books, summary::Audience audience) {
    const Things things = people_at_events(books);
    const auto dates = static_cast<std::uint64_t>(std::count_if(
        books.state.occurrences.begin(), books.state.occurrences.end(), [&](const auto& record) {
            return counts(record, books.today);
        }));
    if (things.count() < std::max(summary::Policy::of(audience).threshold(), 1U)) {
        return "";
    }
    return fmt::format("{} people came to {} {}.",
                       grouped_digits(things.count()),
                       grouped_digits(dates),
                       dates == 1 ? "event" : "events");
}

}  // namespace

std::vector<BookTable> case_tables(const OpenBooks& books,
                                   const std::vector<std::string>& kinds,
                                   summary::Audience audience) {
    const Things things = case_things(books, kinds);
    if (things.rows.empty()) {
        return {sentence("No little things of this kind were reported in the last 12 months.")};
    }
    const Result<summary::Publishable> numbers = protect(things, case_counts, audience);
    if (!numbers) {
        return {sentence(fewer_than(audience, "little things were reported", ""))};
    }
    std::vector<BookTable> tables{
        sentence(fmt::format("{} reports in the last 12 months. Each report is counted, also where "
                             "several are of the same thing.",
                             grouped_digits(things.count()))),
        thing_table(*numbers,
                    things,
                    case_counts[0],
                    {"What was reported, and what came of it", "", "What", "Reports", true}),
        thing_table(*numbers,
                    things,
                    case_counts[1],
                    {"Where, and what came of it", "", "Place", "Reports", true}),
        thing_table(*numbers,
                    things,
                    case_counts[2],
                    {"How long open reports have waited", "", "Waited", "Reports", false}),
        thing_table(*numbers,
                    things,
                    case_counts[3],
                    {"How often the same thing was reported", "", "Reported", "Reports", false})};
    if (audience == summary::Audience::internal) {
        tables.push_back(oldest_open(books, kinds));
    }
    return tables;
}

std::vector<BookTable> attendance_tables(const OpenBooks& books, summary::Audience audience) {
    const Things things = people_at_events(books);
    if (things.rows.empty()) {
        return {sentence("Nobody was counted at events in the last 12 months.")};
    }
    const Result<summary::Publishable> numbers = protect(things, event_counts, audience);
    if (!numbers) {
        return {sentence(fewer_than(audience, "people were counted at events", ""))};
    }
    std::vector<BookTable> tables{
        sentence(events_in_brief(books, audience) +
                 " Counted are those who were let in at the door; not all of them were asked."),
        thing_table(*numbers,
                    things,
                    event_counts[0],
                    {"People at events, by kind of event", "", "Kind", "Came", true}),
        thing_table(*numbers,
                    things,
                    event_counts[1],
                    {"People at events, by month", "", "Month", "Came", false})};
    if (audience == summary::Audience::internal) {
        tables.push_back(each_date(books));
    }
    return tables;
}

std::vector<BookTable> actions_in_brief(const OpenBooks& books, summary::Audience audience) {
    std::string words = cases_in_brief(books, audience);
    const std::string people = events_in_brief(books, audience);
    return {sentence(people.empty() ? words : words + " " + people)};
}

}  // namespace harmony::admin
