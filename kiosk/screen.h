#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace harmony::kiosk {

/// Every page that this program can show. One file each in kiosk/screens.
enum class Screen {
    attract,
    language,
    home,
    not_today,
    you_said,
    you_said_item,
    code_lookup,  ///< a receipt number is typed
    code_result,
    code_stop,
    code_done,
    machine,
    accessibility_statement,
    survey_pick,
    age_gate,
    age_sorry,
    privacy,
    privacy_more,
    question,  ///< its id on screen is `q.<name>`
    check,
    equality_intro,
    events,
    events_filter,
    event,
    event_slots,  ///< the appointments of a surgery
    my_ticket,    ///< the number of a ticket is typed
    my_ticket_dates,
    my_ticket_found,
    my_ticket_cancel,
    self_check_in,
    self_checked,
    sign_up,  ///< its id on screen is `signup.<page>`
    sign_up_check,
    sign_up_done,
    sign_up_closed,
    saving,
    save_failed,
    thanks,
    idle,
    curtain,
    sound,  ///< why there is none, and what to do
    help,
    accessibility,  ///< the sheet of what a resident may set
    scan_refused,   ///< a code that is of no use here
    leave_task,
    staff,     ///< its pages have ids of their own (staff/staff_area.h)
    sleep,     ///< outside the opening hours
    paused,    ///< by staff
    cleaning,  ///< the glass is wiped: nothing answers to touch
    setup_needed,
    out_of_order,
};
inline constexpr std::size_t screen_count = static_cast<std::size_t>(Screen::out_of_order) + 1;

/// The id of the screen node, the same in every language.
inline constexpr std::array<std::string_view, screen_count> screen_ids = {"attract",
                                                                          "language",
                                                                          "home",
                                                                          "not_today",
                                                                          "you_said",
                                                                          "you_said.item",
                                                                          "you_said.code",
                                                                          "you_said.result",
                                                                          "you_said.stop",
                                                                          "you_said.done",
                                                                          "machine",
                                                                          "accessibility_statement",
                                                                          "survey_pick",
                                                                          "age_gate",
                                                                          "age_sorry",
                                                                          "privacy",
                                                                          "privacy_more",
                                                                          "q",
                                                                          "check",
                                                                          "equality_intro",
                                                                          "events",
                                                                          "events.filter",
                                                                          "event",
                                                                          "event.slots",
                                                                          "my_ticket",
                                                                          "my_ticket.dates",
                                                                          "my_ticket.found",
                                                                          "my_ticket.cancel",
                                                                          "check_in",
                                                                          "check_in.done",
                                                                          "signup",
                                                                          "signup.check",
                                                                          "signup.done",
                                                                          "signup.closed",
                                                                          "saving",
                                                                          "save_failed",
                                                                          "thanks",
                                                                          "idle",
                                                                          "curtain",
                                                                          "sound",
                                                                          "help",
                                                                          "accessibility",
                                                                          "scan_refused",
                                                                          "leave_task",
                                                                          "staff",
                                                                          "sleep",
                                                                          "paused",
                                                                          "cleaning",
                                                                          "setup_needed",
                                                                          "out_of_order"};
static_assert(screen_ids[static_cast<std::size_t>(Screen::out_of_order)] == "out_of_order");

[[nodiscard]] constexpr std::string_view id_of(Screen screen) {
    return screen_ids[static_cast<std::size_t>(screen)];
}

}  // namespace harmony::kiosk
