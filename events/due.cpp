#include "events/due.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace harmony::events {
namespace {

using std::chrono::days;

constexpr int amber_days = 2;
constexpr int owner_days = 3;
constexpr int news_days = 10;
constexpr int longest_kept_days = 365;

}  // namespace

DueColour colour_of(base::Day due, base::Day today) {
    return today > due                       ? DueColour::red
           : today >= due - days{amber_days} ? DueColour::amber
                                             : DueColour::green;
}

int promised_days(Offer offer) {
    switch (offer) {
        case Offer::call_back: return 3;
        case Offer::referral: return 5;
        default: return 10;
    }
}

std::optional<base::Day> first_contact_due(const RequestRecord& request, const Holidays& holidays) {
    if (request.first_contact || request.closed_on || request.state == RequestState::withdrawn) {
        return std::nullopt;
    }
    return add_working_days(request.asked_on, promised_days(request.offer), holidays);
}

std::optional<base::Day> case_due(const CaseRecord& record, const Holidays& holidays) {
    switch (record.state) {
        case CaseState::received:
        case CaseState::reopened: return add_working_days(record.changed_on, owner_days, holidays);
        case CaseState::with_owner:
        case CaseState::planned:
            return record.due ? record.due
                              : add_working_days(record.changed_on, news_days, holidays);
        case CaseState::done:
        case CaseState::cannot_do:
        case CaseState::passed_on: return add_working_days(record.changed_on, news_days, holidays);
        case CaseState::told: return closing_day(record);
        default: return std::nullopt;
    }
}

base::Day closing_day(const CaseRecord& record) {
    constexpr days told_before{14};
    return record.changed_on + told_before;
}

base::Day access_request_due(base::Day received, const Holidays& holidays) {
    return working_day_from(add_months(received, 1), holidays);
}

bool is_access_alert(base::Day due, base::Day today) {
    const auto left = (due - today).count();
    return left == 14 || left == 7 || left == 2 || left < 0;
}

base::Day complaint_due(base::Day received, ReceiptDay reading) {
    return received + days{reading == ReceiptDay::counts ? 29 : 30};
}

bool is_complaint_alert(base::Day received, base::Day today) {
    constexpr std::array<std::int64_t, 3> first = {7, 14, 21};
    constexpr std::int64_t daily_from = 25;
    const auto day = static_cast<std::int64_t>((today - received).count()) + 1;
    return day >= daily_from || std::find(first.begin(), first.end(), day) != first.end();
}

base::Day contact_kept_until(base::Day last_event, int keep_days) {
    return last_event + days{std::clamp(keep_days, 0, longest_kept_days)};
}

base::Day request_kept_until(base::Day closed) {
    return add_months(closed, 12);
}

base::Day case_text_kept_until(base::Day closed) {
    return add_months(closed, 6);
}

base::Day case_kept_until(base::Day closed) {
    return add_months(closed, 24);
}

base::Day complaint_kept_until(base::Day closed) {
    return add_months(closed, 24);
}

base::Day message_kept_until(base::Day final_state) {
    return final_state + days{30};
}

base::Moment roster_kept_until(base::Moment event_end) {
    return event_end + std::chrono::hours{24};
}

}  // namespace harmony::events
