#include "admin/attendee_list.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "admin/export/csv.h"
#include "events/code.h"
#include "events/name_search.h"

namespace harmony::admin {
namespace {

/// In the order of `Need`.
constexpr std::array need_words{std::string_view("step-free way in"),
                                std::string_view("space for a wheelchair"),
                                std::string_view("assistance dog"),
                                std::string_view("a carer comes along"),
                                std::string_view("BSL interpreter"),
                                std::string_view("lipspeaker"),
                                std::string_view("hearing loop"),
                                std::string_view("interpreter"),
                                std::string_view("large print"),
                                std::string_view("easy read"),
                                std::string_view("quiet space"),
                                std::string_view("childcare"),
                                std::string_view("transport"),
                                std::string_view("something else"),
                                std::string_view("vegetarian"),
                                std::string_view("vegan"),
                                std::string_view("halal"),
                                std::string_view("kosher"),
                                std::string_view("no gluten"),
                                std::string_view("no nuts")};
static_assert(need_words.size() == events::need_names.size());

Attendee attendee_of(const events::SignUpRecord& one, bool contacts) {
    Attendee made;
    made.people = one.party;
    made.under_16 = one.under_16;
    made.number = one.code == 0 ? std::string() : events::grouped_in_threes(one.code);
    made.language = one.language;
    made.came = one.came == events::CameState::came;
    for (const events::Need need : one.person.needs) {
        made.needs.push_back(need == events::Need::interpreter && !one.language.empty()
                                 ? need_in_words(need) + " (" + one.language + ")"
                                 : need_in_words(need));
    }
    made.note = std::string(one.person.note.view());
    if (one.person.contact) {
        made.name = std::string(one.person.contact->name.view());
        if (contacts) {
            made.phone = std::string(one.person.contact->phone.view());
            made.email = std::string(one.person.contact->email.view());
        }
    }
    return made;
}

}  // namespace

std::string need_in_words(events::Need need) {
    return std::string(need_words.at(static_cast<std::size_t>(need) - 1));
}

std::vector<Attendee> attendees_of(const events::State& state,
                                   const events::OccurrenceId& date,
                                   bool contacts) {
    std::vector<Attendee> list;
    for (const events::SignUpRecord& one : state.sign_ups) {
        if (one.occurrence == date && one.state == events::SignUpState::confirmed) {
            list.push_back(attendee_of(one, contacts));
        }
    }
    std::sort(list.begin(), list.end(), [](const Attendee& a, const Attendee& b) {
        const base::SecretText left = events::searched(a.name);
        const base::SecretText right = events::searched(b.name);
        const bool unnamed = a.name.empty() != b.name.empty();
        return unnamed                       ? !a.name.empty()
               : left.view() != right.view() ? left.view() < right.view()
                                             : a.number < b.number;
    });
    return list;
}

std::string attendees_csv(const std::vector<Attendee>& list, bool contacts) {
    TextRows rows;
    rows.push_back({"name", "people", "under_16", "number", "needs", "note", "language", "came"});
    if (contacts) {
        rows.back().insert(rows.back().end(), {"phone", "email"});
    }
    for (const Attendee& one : list) {
        std::vector<std::string> row{one.name,
                                     fmt::to_string(one.people),
                                     fmt::to_string(one.under_16),
                                     one.number,
                                     fmt::format("{}", fmt::join(one.needs, ", ")),
                                     one.note,
                                     one.language,
                                     one.came ? "yes" : ""};
        if (contacts) {
            row.push_back(one.phone);
            row.push_back(one.email);
        }
        rows.push_back(std::move(row));
    }
    return csv_text(rows);
}

std::string totals_line(const events::NeedTotals& totals) {
    std::string line;
    for (std::size_t at = 0; at < events::need_names.size(); ++at) {
        const auto need = static_cast<events::Need>(at + 1);
        if (totals.of(need) == 0) {
            continue;
        }
        line +=
            fmt::format("{}{} {}", line.empty() ? "" : ", ", need_in_words(need), totals.of(need));
        if (need == events::Need::interpreter) {
            std::vector<std::string> languages;
            for (const auto& [language, count] : totals.interpreters) {
                languages.push_back(fmt::format("{} {}", language, count));
            }
            line += fmt::format(" ({})", fmt::join(languages, ", "));
        }
    }
    return line;
}

}  // namespace harmony::admin
