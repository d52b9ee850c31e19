// Forms and orders about spaces, sign-ups, lists, the inbox and the door.
#include <fmt/format.h>

#include <algorithm>

#include "admin/gui/models/event_orders.h"

namespace harmony::admin::gui {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view yes = "Yes";
constexpr std::string_view no = "No";
constexpr std::string_view when_full_wait = "Put them on the waiting list";
constexpr std::string_view when_full_refuse = "Do not sign them up";

void add(std::vector<std::string>& words, std::string_view option, const std::string& value) {
    if (!value.empty()) {
        words.emplace_back(option);
        words.push_back(value);
    }
}

Entry yes_or_no(std::string id, std::string label, std::string_view value) {
    return {.id = std::move(id),
            .label = std::move(label),
            .value = std::string(value),
            .options = {std::string(yes), std::string(no)}};
}

Entry where_entry(const std::string& address) {
    return {.id = "to",
            .label = "Where kiosks fetch",
            .hint = "For a stick: usb:   For a folder: folder:/path",
            .value = address.empty() ? "usb:" : address};
}

/// What finds this party on the command line: its number, else its name.
std::string who_of(const PartyLine& party) {
    std::string digits;
    std::copy_if(
        party.number.begin(), party.number.end(), std::back_inserter(digits), [](char letter) {
            return letter >= '0' && letter <= '9';
        });
    return digits.empty() ? party.name : digits;
}

std::string when_of(const EventDate& date) {
    return fmt::format(
        "{}, {}", events::said(events::day_of(date.start)), events::clock_said(date.start));
}

/// A file beside the office, named after the day.
std::string file_of(const EventsModel& model, const EventDate& date, std::string_view name) {
    return fmt::format("{}{}-{}", model.folder, base::to_iso(events::day_of(date.start)), name);
}

}  // namespace

Form allocate_form(const DateDetail& detail, const std::string& kiosk, const std::string& address) {
    Form form;
    form.title = "Spaces for " + kiosk;
    form.text = fmt::format(
        "{} are free to give. A smaller number takes spaces back: they are free once the kiosk has "
        "said so.",
        detail.free);
    const auto at = std::find_if(detail.kiosks.begin(),
                                 detail.kiosks.end(),
                                 [&](const KioskSpaces& one) { return one.label == kiosk; });
    form.entries = {
        {.id = "kiosk", .label = "Kiosk", .value = kiosk, .options = {kiosk}},
        {.id = "spaces",
         .label = "It may give away by itself",
         .value = fmt::to_string(at == detail.kiosks.end() ? 0 : at->may_give)},
        where_entry(address),
        {.id = "reason",
         .label = "Why it may go over the number",
         .hint = "Only when more are given than are free",
         .needed = false},
    };
    form.submit = "Give";
    return form;
}

Result<Order> allocate_order(const DateDetail& detail, const Answers& answers) {
    const std::string& spaces = answers.at(1);
    const bool number = !spaces.empty() && spaces.size() <= 4 &&
                        spaces.find_first_not_of("0123456789") == std::string::npos;
    if (!number) {
        return Error{ErrorKind::refused, "Type how many spaces, such as 10"};
    }
    Order order;
    order.doing = "Giving spaces";
    order.words = {"event", "allocate", detail.id, answers.at(0), spaces, "--to", answers.at(2)};
    add(order.words, "--reason", answers.at(3));
    return order;
}

Form spread_form(const std::string& address) {
    Form form;
    form.title = "Share out free spaces";
    form.text = "What is free is spread over all kiosks, and a tenth stays with the office.";
    form.entries = {where_entry(address)};
    form.submit = "Share out";
    return form;
}

Order spread_order(const DateDetail& detail, const Answers& answers) {
    return {"Sharing out spaces",
            {"event", "allocate", detail.id, "--spread", "--to", answers.at(0)},
            ""};
}

Form write_off_form(const std::string& kiosk) {
    Form form;
    form.title = kiosk + " is lost";
    form.text =
        "Its spaces come back to the office. Should it turn up after all, the date may be over its "
        "number.";
    form.entries = {{.id = "kiosk", .label = "Kiosk", .value = kiosk, .options = {kiosk}},
                    {.id = "reason", .label = "What happened"}};
    form.submit = "Take its spaces back";
    return form;
}

Order write_off_order(const DateDetail& detail, const Answers& answers) {
    return {
        "Taking spaces back",
        {"event", "allocate", detail.id, "--write-off", answers.at(0), "--reason", answers.at(1)},
        ""};
}

Form sign_up_form() {
    Form form;
    form.title = "Sign somebody up";
    form.text =
        "Read to them: \"You may keep my name and contact details to tell me about this event.\"";
    form.entries = {
        {.id = "name", .label = "Name", .needed = false, .personal = true},
        {.id = "phone", .label = "Phone", .needed = false, .personal = true},
        {.id = "email", .label = "Email", .needed = false, .personal = true},
        {.id = "party", .label = "How many come", .value = "1"},
        {.id = "under_16", .label = "Of these, under 16", .value = "0"},
        yes_or_no("agreed", "They agreed that this is kept", no),
        {.id = "full",
         .label = "When it is full",
         .value = std::string(when_full_wait),
         .options = {std::string(when_full_wait), std::string(when_full_refuse)}},
    };
    form.submit = "Sign up";
    return form;
}

Order sign_up_order(const std::string& date, const Answers& answers) {
    Order order;
    order.doing = "Signing up";
    order.words = {"event", "signup", "add", date};
    add(order.words, "--name", answers.at(0));
    add(order.words, "--phone", answers.at(1));
    add(order.words, "--email", answers.at(2));
    add(order.words, "--party", answers.at(3));
    add(order.words, "--under-16", answers.at(4) == "0" ? "" : answers.at(4));
    if (answers.at(5) == yes) {
        order.words.emplace_back("--agreed");
    }
    if (answers.at(6) == when_full_wait) {
        order.words.emplace_back("--wait-if-full");
    }
    return order;
}

Order cancel_sign_up_order(const std::string& date, const PartyLine& party) {
    return {"Cancelling the sign-up",
            {"event", "signup", "cancel", date, who_of(party)},
            "The sign-up is cancelled.",
            {"event", "signup", "reinstate", date, who_of(party)}};
}

Order reinstate_order(const std::string& date, const PartyLine& party) {
    return {"Taking the cancellation back",
            {"event", "signup", "reinstate", date, who_of(party)},
            "The sign-up counts again.",
            {"event", "signup", "cancel", date, who_of(party)}};
}

Order promote_order(const std::string& date) {
    return {"Giving the next space", {"event", "signup", "promote", date}, ""};
}

Order promote_order(const std::string& date, const PartyLine& party, const std::string& reason) {
    return {"Giving a space",
            {"event", "signup", "promote", date, who_of(party), "--reason", reason},
            ""};
}

std::vector<const EventDate*> other_dates(const EventsModel& model, const EventDate& date) {
    std::vector<const EventDate*> others;
    for (const EventDate& one : model.dates) {
        const bool open = one.state == events::OccurrenceState::scheduled ||
                          one.state == events::OccurrenceState::moved;
        if (one.series == date.series && one.id != date.id && open && !one.series.empty() &&
            events::day_of(one.start) >= model.today) {
            others.push_back(&one);
        }
    }
    return others;
}

Form move_form(const EventsModel& model, const EventDate& date, const PartyLine& party) {
    Form form;
    form.title = "Move to another date";
    form.text = "The party of " + party.name + " gets a new number there: tell them.";
    Entry to{.id = "to", .label = "To"};
    for (const EventDate* other : other_dates(model, date)) {
        to.options.push_back(when_of(*other));
    }
    to.value = to.options.empty() ? std::string() : to.options.front();
    form.entries = {std::move(to),
                    {.id = "reason",
                     .label = "Why it may go over the number there",
                     .hint = "Only when that date is full",
                     .needed = false}};
    form.submit = "Move";
    return form;
}

Result<Order> move_order(const EventsModel& model,
                         const EventDate& date,
                         const PartyLine& party,
                         const Answers& answers) {
    for (const EventDate* other : other_dates(model, date)) {
        if (when_of(*other) == answers.at(0)) {
            Order order;
            order.doing = "Moving the party";
            order.words = {"event", "signup", "move", date.id, who_of(party), "--to", other->id};
            add(order.words, "--reason", answers.at(1));
            return order;
        }
    }
    return Error{ErrorKind::refused, "This event has no other date to come"};
}

Form list_form(const EventsModel& model, const EventDate& date, bool sheet) {
    Form form;
    form.title = sheet ? "The day sheet for the door" : "The list for a spreadsheet";
    form.text = sheet ? "A4 with a box to tick, names, and the last digits of each number."
                      : "Names of those who have a space. Delete the file when it is not needed.";
    form.entries = {
        {.id = "file",
         .label = "File",
         .value = file_of(model, date, sheet ? "door.pdf" : "list.csv")},
        {.id = "reason",
         .label = "Why you need the names",
         .hint = "Kept in the office's books. Do not write a name here"},
    };
    if (!sheet) {
        form.entries.push_back(yes_or_no("contacts", "With phone numbers and addresses", no));
    }
    form.submit = sheet ? "Make the sheet" : "Write the list";
    return form;
}

Order list_order(const EventDate& date, bool sheet, const Answers& answers) {
    Order order;
    order.doing = sheet ? "Drawing the day sheet" : "Writing the list";
    order.words = {"event",
                   sheet ? "sheet" : "attendees",
                   date.id,
                   sheet ? "--pdf" : "--csv",
                   answers.at(0),
                   "--reason",
                   answers.at(1)};
    if (!sheet && answers.at(2) == yes) {
        order.words.emplace_back("--contacts");
    }
    return order;
}

Form poster_form(const EventsModel& model, const EventDate& date) {
    Form form;
    form.title = "A poster";
    form.text = "A4 with a code that puts the date into a phone's calendar.";
    form.entries = {
        {.id = "file", .label = "File", .value = file_of(model, date, "poster.pdf")},
        yes_or_no("leaflet", "A leaflet of half the size", no),
    };
    form.submit = "Draw it";
    return form;
}

Order poster_order(const EventDate& date, const Answers& answers) {
    Order order;
    order.doing = "Drawing the poster";
    order.words = {"event", "poster", date.id, "--pdf", answers.at(0)};
    if (answers.at(1) == yes) {
        order.words.emplace_back("--a5");
    }
    return order;
}

Form decide_form(const InboxLine& item, const InboxChoice& choice, const std::string& officer) {
    Form form;
    form.title = choice.label;
    form.text = item.what + " " + choice.sentence;
    form.entries.push_back({.id = "by", .label = "Your name", .value = officer});
    if (choice.asks_which) {
        form.entries.push_back(
            {.id = "chosen", .label = "Which", .hint = "The number of the ticket"});
    }
    form.entries.push_back({.id = "reason", .label = "Why", .needed = choice.asks_why});
    form.submit = "Decide";
    return form;
}

Order decide_order(const InboxLine& item, const InboxChoice& choice, const Answers& answers) {
    Order order;
    order.doing = "Deciding";
    order.words = {"conflict", "resolve", item.id, "--as", choice.word, "--by", answers.front()};
    add(order.words, "--chosen", choice.asks_which ? answers.at(1) : "");
    add(order.words, "--reason", answers.back());
    order.done = choice.sentence;
    // What also cancels, writes off or withdraws is not undone by opening the question again.
    if (choice.word != "merge" && choice.word != "write-off" && choice.word != "withdraw") {
        order.undo = {"conflict", "reopen", item.id};
    }
    return order;
}

Order check_in_order(const std::string& date, const std::string& said, const std::string& why) {
    Order order;
    order.doing = "Checking in";
    const bool scanned = said.starts_with("HT1:") || said.starts_with("ht1:");
    const bool digits = said.find_first_not_of("0123456789 ") == std::string::npos;
    order.words = {"event",
                   "checkin",
                   date,
                   scanned  ? "--scan"
                   : digits ? "--code"
                            : "--name",
                   said};
    add(order.words, "--override", why);
    order.quiet = true;
    return order;
}

Order walk_in_order(const std::string& date, int adults, int children) {
    Order order;
    order.doing = "Counting";
    order.words = {"event",
                   "checkin",
                   date,
                   "--walk-in",
                   fmt::to_string(adults),
                   "--children",
                   fmt::to_string(children)};
    order.quiet = true;
    return order;
}

}  // namespace harmony::admin::gui
