#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "events/calendar.h"
#include "events/event_json.h"
#include "kiosk/filled_sign_up.h"
#include "kiosk/sample_pages.h"
#include "kiosk/sign_up_form.h"
#include "kiosk/whats_on.h"

namespace harmony::tests {

using namespace kiosk;
using ui::Frame;

namespace {

/// The worked example of docs/formats/ticket.md.
constexpr const char* sample_ticket =
    "HT1:4.7 6N8LK%-I/NQV/HI+E9.NEKUPHQ EM2CID9EO6AZ36112Y500FTMJUIDPRRU.MS5IF/-NK%M7XJ/*VHBB7 "
    "I+-RLEV$W2BONZ.R6.3ON52$96YA4X42CTWRIEG3222 6PA3OW*CUNCKF0L9OV 1V0N7.4";

std::string sample_calendar(const events::Event& event, const std::string& language) {
    return events::calendar_code(
        events::calendar_entry(event, language), {"harmony", base::Moment{}, {}}, 320);
}

const base::Day today = *base::day_from_iso("2026-03-30");

SamplePage sign_up_page(SignUpPage at, bool trouble, const ui::KeyboardLayouts& keyboards) {
    std::string name = fmt::format("signup_{}{}", name_of(at), trouble ? "_trouble" : "");
    return {
        name, [=, &keyboards](Frame& f, const PageContext& c, int page, Intents& i) {
            base::SeededRandom random(4);
            const std::string& code = c.look.language;
            SignUpForm form(demo_event("5fc3ae4ce773b8ec", c.words), {code, code != "en"}, random);
            walk_to(form, at, c.words);
            if (trouble) {
                static_cast<void>(form.go_on(c.words));
            }
            form.show_page(page);
            if (at == SignUpPage::check) {
                draw_check(f, c, form.check(c.words), i);
            } else if (form.at_consent()) {
                draw_consent(f, c, form.consent(c.words), i);
            } else {
                draw_question(f, c, form.question(c.words), keyboards, i);
            }
        }};
}

void add_list_pages(std::vector<SamplePage>& pages) {
    pages.push_back({"events", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         EventsView view = WhatsOn().list(demo_events(), today, c.words);
                         view.page = page;
                         draw_events(f, c, view, i);
                     }});
    pages.push_back({"events_none", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_events(f, c, {{}, true, page}, i);
                     }});
    pages.push_back({"events_filter", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         WhatsOn on;
                         on.toggle("when.evening");
                         EventsFilterView view = on.filter(demo_events(), today, c.words);
                         view.page = page;
                         draw_events_filter(f, c, view, i);
                     }});
    for (const char* id : {"7c20d4e91b6f3a58", "5fc3ae4ce773b8ec"}) {
        pages.push_back({fmt::format("event_{}", id),
                         [id](Frame& f, const PageContext& c, int page, Intents& i) {
                             const events::Event event = demo_event(id, c.words);
                             EventView view = event_view(event, today, c.words);
                             view.calendar = sample_calendar(event, c.look.language);
                             view.page = page;
                             draw_event(f, c, view, i);
                         }});
    }
    pages.push_back({"event_cancelled", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         events::Event event = demo_event("4064b294254fffd1", c.words);
                         event.state = events::EventState::cancelled;
                         EventView view = event_view(event, today, c.words);
                         view.page = page;
                         draw_event(f, c, view, i);
                     }});
}

SamplePage done_page(const char* name, events::SignUpDecision decision, const char* next) {
    const TicketDrawing pictures = draw_ticket({9, 3, 19});
    return {name, [=](Frame& f, const PageContext& c, int page, Intents& i) {
                const events::Event event = demo_event("5fc3ae4ce773b8ec", c.words);
                const bool coming = decision == events::SignUpDecision::confirmed;
                SignUpDoneView view;
                view.decision = decision;
                view.event = events::in_language(event.title, c.look.language);
                view.when = start_in_words(event, c.words);
                view.where = where_in_words(event);
                view.code = "482 917 360";
                view.ticket = sample_ticket;
                view.pictures = pictures;
                if (decision == events::SignUpDecision::waiting) {
                    view.status = c.words("signup.no_free");
                } else if (!coming) {
                    view.status = c.words("signup.not_confirmed");
                }
                view.next = c.words(next, {{"organiser", event.organiser}});
                view.calendar = coming ? sample_calendar(event, c.look.language) : "";
                const std::string date = c.words.date(events::deletion_day(event));
                view.delete_line = c.words("signup.delete", {{"date", date}});
                view.page = page;
                draw_sign_up_done(f, c, view, i);
            }};
}

void add_end_pages(std::vector<SamplePage>& pages) {
    using events::SignUpDecision;
    pages.push_back(done_page("signup_done", SignUpDecision::requested, "signup.next_contact"));
    pages.push_back(done_page("signup_confirmed", SignUpDecision::confirmed, "signup.next_coming"));
    pages.push_back(done_page("signup_waiting", SignUpDecision::waiting, "signup.no_free"));
    pages.push_back(
        {"signup_closed", [](Frame& f, const PageContext& c, int page, Intents& i) {
             draw_sign_up_closed(f, c, {events::SignUpDecision::full, "Tarnbeck Council", page}, i);
         }});
}

/// "I have a ticket", checking in, and appointments.
void add_ticket_pages(std::vector<SamplePage>& pages) {
    for (const bool checks_in : {false, true}) {
        pages.push_back({checks_in ? "check_in" : "my_ticket",
                         [checks_in](Frame& f, const PageContext& c, int, Intents& i) {
                             TicketEntryView view;
                             view.checks_in = checks_in;
                             view.hint = c.words(checks_in ? "checkin.hint" : "ticket.hint");
                             if (checks_in) {
                                 view.digits.assign("482 917 361");
                                 view.trouble = c.words("err.code");
                             }
                             draw_ticket_entry(f, c, view, i);
                         }});
        pages.push_back(
            {checks_in ? "checked_in" : "checked_in_not",
             [checks_in](Frame& f, const PageContext& c, int page, Intents& i) {
                 draw_checked_in(f, c, {checks_in, "Family fun day in Castle Park", page}, i);
             }});
    }
    pages.push_back({"my_ticket_dates", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         TicketDatesView view;
                         for (const events::Event& event : demo_events()) {
                             view.dates.push_back(
                                 {event.id.hex(),
                                  std::string(events::in_language(event.title, c.look.language)),
                                  start_in_words(event, c.words)});
                         }
                         view.page = page;
                         draw_ticket_dates(f, c, view, i);
                     }});
    const TicketDrawing pictures = draw_ticket({9, 3, 19});
    for (const bool cancel : {false, true}) {
        pages.push_back({cancel ? "my_ticket_cancel" : "my_ticket_found",
                         [=](Frame& f, const PageContext& c, int page, Intents& i) {
                             const events::Event event = demo_event("5fc3ae4ce773b8ec", c.words);
                             TicketFoundView view;
                             view.title = events::in_language(event.title, c.look.language);
                             view.when = start_in_words(event, c.words);
                             view.where = where_in_words(event);
                             view.code = "482 917 360";
                             view.state = c.words("ticket.waiting");
                             view.pictures = pictures;
                             view.page = page;
                             cancel ? draw_ticket_cancel(f, c, view, i)
                                    : draw_ticket_found(f, c, view, i);
                         }});
    }
    pages.push_back({"event_slots", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         const events::Event event = demo_event("7c20d4e91b6f3a58", c.words);
                         EventSlotsView view;
                         view.title = events::in_language(event.title, c.look.language);
                         view.when = start_in_words(event, c.words);
                         view.slots = {{"0000000000000001", "18:30", c.words("slots.free"), true},
                                       {"0000000000000002", "18:45", c.words("slots.taken"), false},
                                       {"0000000000000003", "19:00", c.words("slots.ask"), true}};
                         view.page = page;
                         draw_event_slots(f, c, view, i);
                     }});
}

}  // namespace

void add_event_pages(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards) {
    add_list_pages(pages);
    for (int at = 0; at <= static_cast<int>(SignUpPage::check); ++at) {
        pages.push_back(sign_up_page(static_cast<SignUpPage>(at), false, keyboards));
    }
    pages.push_back(sign_up_page(SignUpPage::this_event, true, keyboards));
    add_end_pages(pages);
    add_ticket_pages(pages);
}

}  // namespace harmony::tests
