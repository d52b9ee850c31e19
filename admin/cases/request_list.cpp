#include "admin/cases/request_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::RequestRecord;

constexpr std::size_t fewest_letters = 4;

constexpr std::array<std::string_view, 6> times_of_day = {"weekday mornings",
                                                          "weekday afternoons",
                                                          "weekday evenings",
                                                          "weekend mornings",
                                                          "weekend afternoons",
                                                          "weekend evenings"};

bool is_wanted(const RequestLine& line, const RequestFilter& filter) {
    const RequestRecord& record = *line.record;
    const bool ended = filter.ended || filter.state || !record.closed_on;
    return ended && (!filter.state || record.state == *filter.state) &&
           (!filter.offer || record.offer == *filter.offer) &&
           (!filter.late || (line.due && line.colour == events::DueColour::red));
}

auto rank(const RequestLine& line) {
    const bool late = line.due && line.colour == events::DueColour::red;
    return std::make_tuple(late       ? 0
                           : line.due ? 1
                                      : 2,
                           line.due.value_or(base::Day{}),
                           line.record->asked_on,
                           line.record->id);
}

/// Working days after `from` until `to`, which counts.
int working_days_between(base::Day from, base::Day to, const events::Holidays& holidays) {
    int days = 0;
    for (base::Day day = from + std::chrono::days{1}; day <= to; day += std::chrono::days{1}) {
        days += events::is_working_day(day, holidays) ? 1 : 0;
    }
    return days;
}

double median(std::vector<int> all) {
    std::sort(all.begin(), all.end());
    const std::size_t middle = all.size() / 2;
    constexpr double half = 0.5;
    return all.size() % 2 == 1 ? all[middle] : half * (all[middle - 1] + all[middle]);
}

}  // namespace

std::vector<RequestLine> list_requests(const events::State& state,
                                       const RequestFilter& filter,
                                       const events::Holidays& holidays,
                                       base::Day today) {
    std::vector<RequestLine> lines;
    for (const RequestRecord& record : state.requests) {
        RequestLine line;
        line.record = &record;
        line.due = events::first_contact_due(record, holidays);
        if (!line.due && !record.closed_on) {
            line.due = record.next;
        }
        line.colour = line.due ? events::colour_of(*line.due, today) : events::DueColour::green;
        if (is_wanted(line, filter)) {
            lines.push_back(line);
        }
    }
    std::sort(lines.begin(), lines.end(), [](const RequestLine& a, const RequestLine& b) {
        return rank(a) < rank(b);
    });
    return lines;
}

Result<const RequestRecord*> find_request(const events::State& state, std::string_view id) {
    const RequestRecord* found = nullptr;
    int count = 0;
    for (const RequestRecord& record : state.requests) {
        if (id.size() >= fewest_letters && record.id.hex().starts_with(id)) {
            found = &record;
            ++count;
        }
    }
    if (count == 1) {
        return found;
    }
    return Error{
        count == 0 ? ErrorKind::absent : ErrorKind::refused,
        fmt::format("{} request has an id that begins with {}. `request list --all` lists them",
                    count == 0 ? "no" : "more than one",
                    id)};
}

std::map<std::pair<events::Offer, std::string>, OfferFigures> request_figures(
    const events::State& state, const events::Holidays& holidays) {
    std::map<std::pair<events::Offer, std::string>, OfferFigures> all;
    std::map<std::pair<events::Offer, std::string>, std::vector<int>> waits;
    for (const RequestRecord& record : state.requests) {
        const std::pair of(record.offer, record.about);
        OfferFigures& figures = all[of];
        ++figures.states[record.state];
        figures.fitted += record.fitted == events::Fitted::yes ? 1 : 0;
        if (record.first_contact) {
            waits[of].push_back(
                working_days_between(record.asked_on, *record.first_contact, holidays));
        }
    }
    for (auto& [of, days] : waits) {
        all[of].median_days = median(std::move(days));
    }
    return all;
}

std::string times_words(int times) {
    std::string said;
    for (std::size_t at = 0; at < times_of_day.size(); ++at) {
        if (((static_cast<unsigned>(times) >> at) & 1U) != 0) {
            said += said.empty() ? "" : ", ";
            said += times_of_day[at];
        }
    }
    return said;
}

std::string safe_words(events::SafeMessage safe) {
    switch (safe) {
        case events::SafeMessage::yes: return "It is safe to leave a message.";
        case events::SafeMessage::no: return "NOT SAFE TO LEAVE A MESSAGE. Speak to them alone.";
        case events::SafeMessage::only_text: return "ONLY BY TEXT MESSAGE. Do not ring.";
        case events::SafeMessage::not_asked: break;
    }
    return "They were not asked whether a message is safe: leave none.";
}

}  // namespace harmony::admin
