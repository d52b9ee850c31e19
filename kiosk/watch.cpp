#include "kiosk/watch.h"

#include <algorithm>

namespace harmony::kiosk {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Quiet, then a countdown, then over.
struct Plan {
    seconds quiet{0};  ///< zero: nobody watches this page
    seconds countdown{0};
};

/// Who listens or waits for a switch needs longer for the same page.
Plan helped(const Untouched& untouched, const Times& times, const Plan& plan) {
    return untouched.helped ? Plan{times.idle_helped, times.countdown_helped} : plan;
}

Plan plan_of(const Untouched& untouched, const Times& times) {
    switch (untouched.screen) {
        case Screen::attract:
        case Screen::saving:
        case Screen::setup_needed:
        case Screen::sleep:
        case Screen::paused:
        case Screen::cleaning:
        case Screen::out_of_order: return {};
        case Screen::language:
        case Screen::home:
        case Screen::you_said:
        case Screen::you_said_item:
        case Screen::code_lookup:
        case Screen::code_result:
        case Screen::code_stop:
        case Screen::my_ticket:
        case Screen::my_ticket_dates:
        case Screen::my_ticket_found:
        case Screen::my_ticket_cancel:
        case Screen::self_check_in:
        case Screen::machine:
        case Screen::accessibility_statement:
        case Screen::survey_pick:
        case Screen::age_gate:
        case Screen::help:
        case Screen::accessibility:
            return helped(untouched, times, {times.idle_nothing_entered, times.countdown});
        case Screen::age_sorry:
        case Screen::scan_refused:
        case Screen::save_failed: return {times.notice, seconds{0}};
        case Screen::not_today: return {times.not_today, seconds{0}};
        case Screen::events:
        case Screen::events_filter:
        case Screen::event:
        case Screen::event_slots: return {times.idle_nothing_entered, times.countdown};
        case Screen::code_done:
        case Screen::self_checked:
        case Screen::sign_up_closed: return {times.notice, seconds{0}};
        case Screen::sign_up_done:
        case Screen::thanks: return {times.thanks_quiet + untouched.kept, times.thanks_countdown};
        case Screen::staff: return {untouched.at_door ? times.at_door : times.staff, seconds{0}};
        case Screen::privacy:
        case Screen::privacy_more:
        case Screen::question:
        case Screen::check:
        case Screen::equality_intro:
        case Screen::sign_up:
        case Screen::sign_up_check:
        case Screen::idle:
        case Screen::curtain:
        case Screen::sound:
        case Screen::leave_task: break;
    }
    const seconds quiet = untouched.typing ? times.idle_typing : times.idle_page;
    return helped(untouched, times, {quiet, times.countdown});
}

}  // namespace

WatchState watch(const Untouched& untouched, const Times& times) {
    const Plan plan = plan_of(untouched, times);
    if (plan.quiet == seconds{0}) {
        return {};
    }
    const milliseconds since = untouched.since;
    const milliseconds end = plan.quiet + plan.countdown;
    if (since >= end) {
        return {Watch::over, seconds{0}, milliseconds{0}};
    }
    if (since >= plan.quiet) {
        const auto left = std::chrono::ceil<seconds>(end - since);
        return {Watch::countdown, left, end - since - (left - seconds{1})};
    }
    const bool curtained = untouched.private_page && !untouched.helped;
    if (curtained && since >= times.curtain) {
        return {Watch::curtain, seconds{0}, plan.quiet - since};
    }
    const milliseconds next =
        curtained ? std::min<milliseconds>(times.curtain, plan.quiet) : milliseconds{plan.quiet};
    return {Watch::quiet, seconds{0}, next - since};
}

}  // namespace harmony::kiosk
