#pragma once

#include <optional>
#include <vector>

#include "events/fold.h"
#include "events/working_days.h"

// By when what must have happened (design of events, 13, 14.2, 17): for officers' lists, and for
// the texts that promise it to residents.
namespace harmony::events {

enum class DueColour : std::uint8_t { green, amber, red };

/// Amber from two days before, red once it is past.
[[nodiscard]] DueColour colour_of(base::Day due, base::Day today);

/// Working days until somebody gets in touch, as the offer promises it (2.2).
[[nodiscard]] int promised_days(Offer offer);

/// When first contact is due; nothing once somebody was reached, or the request has ended.
[[nodiscard]] std::optional<base::Day> first_contact_due(const RequestRecord& request,
                                                         const Holidays& holidays);

/// An owner within 3 working days, news within 10, else the date that the last step set; nothing
/// when the case asks nothing of anybody. Ages never pause.
[[nodiscard]] std::optional<base::Day> case_due(const CaseRecord& record, const Holidays& holidays);

/// The day from which a case that was told may be closed.
[[nodiscard]] base::Day closing_day(const CaseRecord& record);

/// A copy of somebody's data: the same day of the next month, its last when there is none; on a
/// weekend or bank holiday the next working day (ICO, Right of access, "How long do we have?").
[[nodiscard]] base::Day access_request_due(base::Day received, const Holidays& holidays);

/// Whether officers are reminded today: 14, 7 and 2 days before, and every day after.
[[nodiscard]] bool is_access_alert(base::Day due, base::Day today);

/// When a complaint must be acknowledged: 30 days that begin with the day of receipt (Data
/// Protection Act 2018, s.164A, read strictly). The milder reading does not count that day.
enum class ReceiptDay : std::uint8_t { counts, does_not_count };
[[nodiscard]] base::Day complaint_due(base::Day received, ReceiptDay reading = ReceiptDay::counts);

/// Day 7, 14, 21 and 25, then daily, until it is acknowledged; the day of receipt is day 1.
[[nodiscard]] bool is_complaint_alert(base::Day received, base::Day today);

// When what is kept must go (17.1). The text at sign-up and the daily run ask the same functions.

/// Contact and needs: so many days after the last event, at most 365.
[[nodiscard]] base::Day contact_kept_until(base::Day last_event, int keep_days);
[[nodiscard]] base::Day request_kept_until(base::Day closed);       ///< 12 months
[[nodiscard]] base::Day case_text_kept_until(base::Day closed);     ///< 6 months
[[nodiscard]] base::Day case_kept_until(base::Day closed);          ///< 24 months
[[nodiscard]] base::Day complaint_kept_until(base::Day closed);     ///< 24 months; rights as well
[[nodiscard]] base::Day message_kept_until(base::Day final_state);  ///< 30 days
[[nodiscard]] base::Moment roster_kept_until(base::Moment event_end);  ///< 24 hours

}  // namespace harmony::events
