#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/allocation.h"
#include "kiosk/screens/page.h"
#include "kiosk/ticket_pictures.h"

// What's on, and the pages of a sign-up that are not questions; the others are drawn by
// `draw_question` and `draw_check` of screens.h.
namespace harmony::kiosk {

/// One event in the list.
struct EventLine {
    std::string id;  ///< hexadecimal
    std::string title;
    std::string when;   ///< "Wednesday 15 April 2026, 18:30"
    std::string facts;  ///< where, cost, sign-up, who is welcome: parted by dots
    std::string brief;  ///< the first of these, where all of them have no room
    bool cancelled = false;
};
struct EventsView {
    std::vector<EventLine> events;
    bool filtered = false;  ///< some are left out
    int page = 0;
};
void draw_events(ui::Frame&, const PageContext&, const EventsView&, Intents&);

struct FilterLine {
    std::string name;
    std::string label;
    bool set = false;
};
struct EventsFilterView {
    std::vector<FilterLine> filters;
    int count = 0;  ///< events that are left
    int page = 0;
};
void draw_events_filter(ui::Frame&, const PageContext&, const EventsFilterView&, Intents&);

/// One thing to know about an event.
struct EventPart {
    std::string key;  ///< the end of its id
    std::string label;
    std::string text;
};
struct EventView {
    std::string title;
    std::string summary;
    std::string warning;  ///< cancelled, moved; empty: nothing
    std::string sign_up_line;
    std::string as_of;  ///< since when its number of spaces stands; empty: it has none
    std::vector<EventPart> parts;
    bool can_sign_up = false;
    std::string sign_up_button = "event.sign_up";  ///< the phrase on it
    std::string calendar = {};  ///< for the calendar of a phone; empty: nothing to put there
    std::string when = {};      ///< beside the calendar's code
    std::string where = {};
    int page = 0;
};
void draw_event(ui::Frame&, const PageContext&, const EventView&, Intents&);

/// One text that a resident may agree to.
struct ConsentView {
    std::string screen;  ///< id of the page
    std::string text;
    std::string draft_of;  ///< the English original below a draft translation; else empty
    std::string delete_line;
    std::string trouble;
    bool ticked = false;
    int page = 0;
};
void draw_consent(ui::Frame&, const PageContext&, const ConsentView&, Intents&);

/// What was said to a resident who signed up: no more than the ledger of spaces gave.
struct SignUpDoneView {
    events::SignUpDecision decision = events::SignUpDecision::requested;
    std::string event;  ///< its title
    std::string when;
    std::string where;
    std::string code;                            ///< "482 917 360"
    std::string status;                          ///< what was not given; empty where all was
    std::string next;                            ///< what happens now
    std::string ticket;                          ///< "HT1:..."; empty: none was made
    std::optional<TicketDrawing> pictures = {};  ///< with a ticket
    std::string calendar;  ///< for the calendar of a phone; empty for those who are not coming yet
    std::string delete_line;
    std::optional<int> seconds_left;  ///< once the countdown runs
    int page = 0;
};
void draw_sign_up_done(ui::Frame&, const PageContext&, const SignUpDoneView&, Intents&);

/// Why nobody was signed up. REQUIRES: a decision that keeps nothing.
struct SignUpClosedView {
    events::SignUpDecision decision = events::SignUpDecision::closed;
    std::string organiser;
    int page = 0;
};
void draw_sign_up_closed(ui::Frame&, const PageContext&, const SignUpClosedView&, Intents&);

}  // namespace harmony::kiosk
