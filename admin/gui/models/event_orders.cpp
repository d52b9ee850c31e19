#include "admin/gui/models/event_orders.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "events/event.h"

namespace harmony::admin::gui {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// In the order of `event_kind_names`.
constexpr std::array<std::string_view, 9> kind_words = {"Drop-in",
                                                        "Family fun event",
                                                        "Residents' association meeting",
                                                        "Ward surgery",
                                                        "Day of action",
                                                        "Street stall",
                                                        "Warm Welcome",
                                                        "Business visit",
                                                        "Something else"};
static_assert(kind_words.size() == events::event_kind_names.size());

constexpr std::array<std::string_view, 5> repeats_words = {
    "Once", "Every day", "Every week", "Every two weeks", "Every month, on the same weekday"};
constexpr std::array<std::string_view, 3> sign_up_words = {
    "Nobody signs up", "People may sign up", "People must sign up"};
constexpr std::array<std::string_view, 2> status_words = {"Keep as a draft",
                                                          "Show on kiosks with the next publish"};
constexpr std::array<std::string_view, 3> scope_words = {
    "This date alone", "This date and all that follow", "All dates to come"};
constexpr std::string_view no_venue = "No venue";

template <std::size_t Count>
std::vector<std::string> options_of(const std::array<std::string_view, Count>& words) {
    return {words.begin(), words.end()};
}

template <std::size_t Count>
std::size_t place_of(const std::array<std::string_view, Count>& words, std::string_view chosen) {
    const auto at = std::find(words.begin(), words.end(), chosen);
    return at == words.end() ? 0 : static_cast<std::size_t>(at - words.begin());
}

Error mend(std::string sentence) {
    return Error{ErrorKind::refused, std::move(sentence)};
}

Result<int> number_of(const std::string& typed, std::string_view what, int least, int most) {
    int number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    const bool whole = error == std::errc{} && end == typed.data() + typed.size();
    if (!whole || number < least || number > most) {
        return mend(fmt::format("{}: type a number from {} to {}", what, least, most));
    }
    return number;
}

/// "2026-03-30" and "14:00" as the command line takes them.
Result<std::string> start_of(const std::string& day, const std::string& time) {
    const std::string start = day + "T" + time;
    if (!events::wall_time_from_iso(start)) {
        return mend("The day is written like 2026-03-30, and the time like 14:00");
    }
    return start;
}

std::vector<std::string> venue_options(const EventsModel& model) {
    std::vector<std::string> all{std::string(no_venue)};
    std::transform(model.venues.begin(),
                   model.venues.end(),
                   std::back_inserter(all),
                   [](const VenueChoice& venue) { return venue.called; });
    return all;
}

/// The venue's name in event files; empty: none.
std::string venue_named(const EventsModel& model, const std::string& called) {
    const auto at = std::find_if(model.venues.begin(),
                                 model.venues.end(),
                                 [&](const VenueChoice& venue) { return venue.called == called; });
    return at == model.venues.end() ? std::string() : at->name;
}

std::string called_of(const EventsModel& model, const std::string& name) {
    const auto at = std::find_if(model.venues.begin(),
                                 model.venues.end(),
                                 [&](const VenueChoice& venue) { return venue.name == name; });
    return at == model.venues.end() ? std::string(no_venue) : at->called;
}

std::string day_text(events::WallTime time) {
    return base::to_iso(events::day_of(time));
}

std::string spaces_text(const std::optional<int>& spaces) {
    return spaces ? fmt::to_string(*spaces) : std::string();
}

void add(std::vector<std::string>& words, std::string_view option, const std::string& value) {
    if (!value.empty()) {
        words.emplace_back(option);
        words.push_back(value);
    }
}

Entry spaces_entry(const std::optional<int>& spaces) {
    return {.id = "spaces",
            .label = "How many people fit",
            .hint = "Leave empty when as many may come as like",
            .value = spaces_text(spaces),
            .needed = false};
}

}  // namespace

std::string rule_of(Repeats repeats, base::Day first, int count) {
    constexpr std::array days = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
    const std::string day = days.at(std::chrono::weekday{first}.c_encoding());
    const auto of_month = static_cast<unsigned>(std::chrono::year_month_day{first}.day());
    const unsigned week = (of_month - 1) / 7 + 1;
    switch (repeats) {
        case Repeats::once: return {};
        case Repeats::daily: return fmt::format("FREQ=DAILY;COUNT={}", count);
        case Repeats::weekly: return fmt::format("FREQ=WEEKLY;BYDAY={};COUNT={}", day, count);
        case Repeats::two_weekly:
            return fmt::format("FREQ=WEEKLY;INTERVAL=2;BYDAY={};COUNT={}", day, count);
        case Repeats::monthly:
            // The fifth Friday is rare: the last one is meant.
            return fmt::format("FREQ=MONTHLY;BYDAY={}{};COUNT={}",
                               week > 4 ? std::string("-1") : fmt::to_string(week),
                               day,
                               count);
    }
    return {};
}

Form new_event_form(const EventsModel& model) {
    const auto option = [](std::string id, std::string label, std::vector<std::string> options) {
        Entry entry{.id = std::move(id), .label = std::move(label)};
        entry.value = options.front();
        entry.options = std::move(options);
        return entry;
    };
    Form form;
    form.title = "A new event";
    form.text = "Texts in other languages are added with an event file: see the guide.";
    form.entries = {
        option("kind", "What it is", options_of(kind_words)),
        {.id = "title", .label = "Title", .hint = "As it stands on the kiosk's tile"},
        {.id = "summary", .label = "In a sentence", .lines = 2},
        {.id = "organiser", .label = "Who runs it", .value = model.organisation},
        option("venue", "Where", venue_options(model)),
        {.id = "day", .label = "First day", .hint = "2026-03-30"},
        {.id = "time", .label = "Starts at", .hint = "14:00"},
        {.id = "minutes", .label = "Minutes that it lasts", .value = "120"},
        option("repeats", "Repeats", options_of(repeats_words)),
        {.id = "count", .label = "How many dates", .value = "1"},
        option("sign_up", "Sign-up", options_of(sign_up_words)),
        spaces_entry({}),
        {.id = "area",
         .label = "Area",
         .hint = "Where it belongs, in one word. May be empty",
         .needed = false},
        option("status", "Then", options_of(status_words)),
    };
    form.submit = "Add the event";
    return form;
}

Result<Order> new_event_order(const EventsModel& model, const Answers& answers) {
    const auto start = start_of(answers.at(5), answers.at(6));
    const auto minutes = number_of(answers.at(7), "Minutes that it lasts", 15, 1'440);
    const auto count = number_of(answers.at(9), "How many dates", 1, 366);
    if (!start || !minutes || !count) {
        return !start ? start.error() : !minutes ? minutes.error() : count.error();
    }
    const auto repeats = static_cast<Repeats>(place_of(repeats_words, answers.at(8)));
    const base::Day first = *base::day_from_iso(answers.at(5));
    Order order;
    order.doing = "Adding the event";
    order.words = {"event", "add"};
    add(order.words,
        "--kind",
        std::string(events::event_kind_names.at(place_of(kind_words, answers.at(0)))));
    add(order.words, "--title", answers.at(1));
    add(order.words, "--summary", answers.at(2));
    add(order.words, "--organiser", answers.at(3));
    add(order.words, "--venue", venue_named(model, answers.at(4)));
    add(order.words, "--start", *start);
    add(order.words, "--minutes", fmt::to_string(*minutes));
    add(order.words, "--rule", rule_of(repeats, first, *count));
    constexpr std::array rules = {"none", "optional", "required"};
    add(order.words, "--sign-up", rules.at(place_of(sign_up_words, answers.at(10))));
    if (!answers.at(11).empty()) {
        const auto spaces = number_of(answers.at(11), "How many people fit", 1, 5'000);
        if (!spaces) {
            return spaces.error();
        }
        add(order.words, "--spaces", fmt::to_string(*spaces));
    }
    add(order.words, "--area", answers.at(12));
    add(order.words,
        "--status",
        place_of(status_words, answers.at(13)) == 0 ? "draft" : "published");
    return order;
}

Form change_form(const EventsModel& model, const EventDate& date, const DateDetail& detail) {
    std::vector<std::string> scopes = options_of(scope_words);
    scopes.resize(date.repeats ? scopes.size() : 1);
    Form form;
    form.title = "Change " + date.title;
    form.text = "Tickets stay good. Those who signed up are told with the next messages.";
    form.entries = {
        {.id = "scope", .label = "Which dates", .value = scopes.front(), .options = scopes},
        {.id = "title", .label = "Title", .value = date.title},
        {.id = "day", .label = "Day", .value = day_text(date.start)},
        {.id = "time", .label = "Starts at", .value = events::clock_said(date.start)},
        {.id = "minutes",
         .label = "Minutes that it lasts",
         .value = fmt::to_string(detail.minutes)},
        {.id = "venue",
         .label = "Where",
         .value = called_of(model, detail.venue),
         .options = venue_options(model)},
        spaces_entry(date.spaces),
        {.id = "note",
         .label = "What changed, in a sentence",
         .hint = "Kiosks show it. For one date alone",
         .needed = false},
    };
    form.submit = "Change";
    return form;
}

Result<Order> change_order(const EventsModel& model,
                           const EventDate& date,
                           const DateDetail& detail,
                           const Answers& answers) {
    const std::size_t scope = place_of(scope_words, answers.at(0));
    const auto start = start_of(answers.at(2), answers.at(3));
    const auto minutes = number_of(answers.at(4), "Minutes that it lasts", 15, 1'440);
    if (!start || !minutes) {
        return !start ? start.error() : minutes.error();
    }
    Order order;
    order.doing = "Changing the event";
    order.words = {"event", "edit", date.series};
    if (scope < 2) {
        add(order.words, scope == 0 ? "--only" : "--following", day_text(date.start));
    }
    const std::size_t before = order.words.size();
    add(order.words, "--title", answers.at(1) == date.title ? "" : answers.at(1));
    const bool moved = *events::wall_time_from_iso(*start) != date.start;
    if (moved && scope == 2) {
        return mend(
            "All dates cannot be moved at once: choose this date, or it and those that "
            "follow");
    }
    add(order.words, "--start", moved ? *start : "");
    add(order.words, "--minutes", *minutes == detail.minutes ? "" : fmt::to_string(*minutes));
    const std::string venue = venue_named(model, answers.at(5));
    add(order.words, "--venue", venue == detail.venue ? "" : venue);
    if (answers.at(6) != spaces_text(date.spaces)) {
        const auto spaces = number_of(answers.at(6), "How many people fit", 1, 5'000);
        if (!spaces) {
            return spaces.error();
        }
        add(order.words, "--spaces", fmt::to_string(*spaces));
    }
    add(order.words, "--note", scope == 0 ? answers.at(7) : "");
    if (order.words.size() == before) {
        return mend("Nothing was changed");
    }
    return order;
}

Form cancel_form(const EventDate& date) {
    Form form;
    form.title = "Cancel " + date.title;
    form.text =
        "It stays in the list as cancelled. Those who signed up are told with the next messages.";
    if (date.repeats) {
        form.entries.push_back(
            {.id = "scope",
             .label = "Which dates",
             .value = std::string(scope_words[0]),
             .options = {std::string(scope_words[0]), std::string(scope_words[2])}});
    }
    form.entries.push_back(
        {.id = "note", .label = "Why, in a sentence", .hint = "Kiosks show it", .needed = false});
    form.submit = "Cancel the event";
    return form;
}

Order cancel_order(const EventDate& date, const Answers& answers) {
    const bool all = date.repeats && answers.front() == scope_words[2];
    Order order;
    order.doing = "Cancelling the event";
    order.words = {"event", "cancel", all ? date.series : date.id};
    add(order.words, "--note", answers.back());
    return order;
}

Order publish_order(const EventDate& date) {
    return {"Publishing the event",
            {"event", "edit", date.series, "--status", "published"},
            "It is published: kiosks show it after the next publish.",
            {"event", "edit", date.series, "--status", "draft"}};
}

}  // namespace harmony::admin::gui
