#pragma once

#include <string>
#include <vector>

#include "admin/gui/host.h"
#include "admin/gui/models/event_date.h"
#include "admin/gui/models/events.h"
#include "base/error.h"

// Forms about events, and the words of the command line that what was filled in comes to. Answers
// are in the order of a form's entries. Errors: refused, with a sentence about the line that must
// be mended.
namespace harmony::admin::gui {

using Answers = std::vector<std::string>;

// --- events -------------------------------------------------------------------------------------

[[nodiscard]] Form new_event_form(const EventsModel& model);
[[nodiscard]] base::Result<Order> new_event_order(const EventsModel& model, const Answers& answers);

/// How often a new event repeats, in the order of the form's options.
enum class Repeats { once, daily, weekly, two_weekly, monthly };

/// The rule for `count` dates from `first` on; empty for one date.
[[nodiscard]] std::string rule_of(Repeats repeats, base::Day first, int count);

/// Of one date, of it and those that follow, or of all to come.
[[nodiscard]] Form change_form(const EventsModel& model,
                               const EventDate& date,
                               const DateDetail& detail);
[[nodiscard]] base::Result<Order> change_order(const EventsModel& model,
                                               const EventDate& date,
                                               const DateDetail& detail,
                                               const Answers& answers);

[[nodiscard]] Form cancel_form(const EventDate& date);
[[nodiscard]] Order cancel_order(const EventDate& date, const Answers& answers);

[[nodiscard]] Order publish_order(const EventDate& date);

// --- spaces -------------------------------------------------------------------------------------

[[nodiscard]] Form allocate_form(const DateDetail& detail,
                                 const std::string& kiosk,
                                 const std::string& address);
[[nodiscard]] base::Result<Order> allocate_order(const DateDetail& detail, const Answers& answers);
[[nodiscard]] Form spread_form(const std::string& address);
[[nodiscard]] Order spread_order(const DateDetail& detail, const Answers& answers);
[[nodiscard]] Form write_off_form(const std::string& kiosk);
[[nodiscard]] Order write_off_order(const DateDetail& detail, const Answers& answers);

// --- sign-ups -----------------------------------------------------------------------------------

[[nodiscard]] Form sign_up_form();
[[nodiscard]] Order sign_up_order(const std::string& date, const Answers& answers);

/// With its undo.
[[nodiscard]] Order cancel_sign_up_order(const std::string& date, const PartyLine& party);
[[nodiscard]] Order reinstate_order(const std::string& date, const PartyLine& party);
/// The next in line.
[[nodiscard]] Order promote_order(const std::string& date);
/// Somebody out of turn.
[[nodiscard]] Order promote_order(const std::string& date,
                                  const PartyLine& party,
                                  const std::string& reason);

/// Other dates of the same event that are to come; the form's options.
[[nodiscard]] std::vector<const EventDate*> other_dates(const EventsModel& model,
                                                        const EventDate& date);
[[nodiscard]] Form move_form(const EventsModel& model,
                             const EventDate& date,
                             const PartyLine& party);
[[nodiscard]] base::Result<Order> move_order(const EventsModel& model,
                                             const EventDate& date,
                                             const PartyLine& party,
                                             const Answers& answers);

// --- paper and files ----------------------------------------------------------------------------

/// The day sheet for the door, and the list for spreadsheets: where to, and why names are needed.
[[nodiscard]] Form list_form(const EventsModel& model, const EventDate& date, bool sheet);
[[nodiscard]] Order list_order(const EventDate& date, bool sheet, const Answers& answers);
[[nodiscard]] Form poster_form(const EventsModel& model, const EventDate& date);
[[nodiscard]] Order poster_order(const EventDate& date, const Answers& answers);

// --- the inbox ----------------------------------------------------------------------------------

[[nodiscard]] Form decide_form(const InboxLine& item,
                               const InboxChoice& choice,
                               const std::string& officer);
[[nodiscard]] Order decide_order(const InboxLine& item,
                                 const InboxChoice& choice,
                                 const Answers& answers);

// --- at the door --------------------------------------------------------------------------------

/// `said`: what a scanner read, nine digits, or letters of a name. `why`: lets in all the same.
[[nodiscard]] Order check_in_order(const std::string& date,
                                   const std::string& said,
                                   const std::string& why);
[[nodiscard]] Order walk_in_order(const std::string& date, int adults, int children);

}  // namespace harmony::admin::gui
