#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/secret.h"
#include "kiosk/screens/page.h"
#include "kiosk/ticket_pictures.h"

// "I have a ticket" and checking in alone (kiosk.md 4.7). No name is shown on any of them.
namespace harmony::kiosk {

struct TicketEntryView {
    base::SecretText digits;  ///< as typed so far, in groups of three
    std::string trouble;
    std::string hint;
    bool checks_in = false;  ///< else the number is looked up
};
void draw_ticket_entry(ui::Frame&, const PageContext&, const TicketEntryView&, Intents&);

/// A date to choose from, or an appointment.
struct DateLine {
    std::string id;  ///< hexadecimal
    std::string title;
    std::string when;
    bool enabled = true;
};
struct TicketDatesView {
    std::vector<DateLine> dates;
    int page = 0;
};
void draw_ticket_dates(ui::Frame&, const PageContext&, const TicketDatesView&, Intents&);

struct TicketFoundView {
    std::string title;
    std::string when;
    std::string where;
    std::string code;   ///< in groups of three
    std::string state;  ///< how it stands, in a sentence; empty: this machine does not know
    std::optional<TicketDrawing> pictures = {};
    bool may_cancel = true;
    int page = 0;
};
void draw_ticket_found(ui::Frame&, const PageContext&, const TicketFoundView&, Intents&);

/// The one question before somebody does not come.
void draw_ticket_cancel(ui::Frame&, const PageContext&, const TicketFoundView&, Intents&);

struct CheckedInView {
    bool good = false;
    std::string event;
    int page = 0;
};
void draw_checked_in(ui::Frame&, const PageContext&, const CheckedInView&, Intents&);

/// The appointments of one date.
struct EventSlotsView {
    std::string title;
    std::string when;
    std::vector<DateLine> slots;
    int page = 0;
};
void draw_event_slots(ui::Frame&, const PageContext&, const EventSlotsView&, Intents&);

}  // namespace harmony::kiosk
