#include <algorithm>

#include "kiosk/app.h"
#include "kiosk/faults/fault_words.h"

// Staff, and what stands where the attract page would. What is decided is in kiosk/staff.
namespace harmony::kiosk {
namespace {

OutReason reason_of(FaultId fault) {
    switch (fault) {
        case FaultId::db_bad: return OutReason::damaged;
        case FaultId::disk_95: return OutReason::full;
        case FaultId::screen_small:
        case FaultId::touch_lost: return OutReason::touch;
        default: return OutReason::stopped;
    }
}

}  // namespace

/// The page of the resident is frozen, not shown: staff see nothing of it.
void App::open_staff_door() {
    if (screen_ == Screen::staff) {
        return;
    }
    frozen_ = screen_;
    idle_ = false;
    curtain_ = false;
    staff_.open();
    go(Screen::staff);
}

void App::leave_staff() {
    const Screen back = frozen_.value_or(Screen::attract);
    frozen_.reset();
    staff_.close();
    go(back);
    if (in_session_) {
        curtain_ = true;
    }
    if (!in_session_ && next_library_) {
        change_library(std::move(next_library_));
    }
}

bool App::apply_staff(const Intent& intent) {
    if (intent.what == Do::staff_door) {
        open_staff_door();
        return true;
    }
    if (intent.what == Do::staff && intent.staff == StaffDo::tell_hours) {
        staff_.stand_by().tell();
        page_ = 0;
        return true;
    }
    if (intent.what == Do::staff && intent.staff == StaffDo::end_cleaning) {
        staff_.stand_by().end_cleaning();
        return true;
    }
    if (screen_ != Screen::staff) {
        return false;
    }
    switch (staff_.apply(intent, *library_)) {
        case StaffOutcome::stays: break;
        case StaffOutcome::leave:
            leave_staff();
            if (in_session_ && staff_.memory().paused) {
                end_session();  // a paused screen keeps nobody's answers waiting
            }
            break;
        case StaffOutcome::end: exit_code_ = exit_code::staff_exit; break;
        case StaffOutcome::assist:
            end_session();  // whose page was frozen is not helped with another's answers
            assisted_ = true;
            begin_session();
            break;
    }
    page_since_ = now_;
    return true;
}

/// What nobody who is in a session sees: the page that stands when everybody has gone.
Screen App::public_screen() const {
    if (const auto fault = first_with(staff_.faults(), FaultEffect::out_of_order)) {
        return Screen::out_of_order;
    }
    switch (staff_.stand_by().page(library_->content().hours, staff_.memory())) {
        case StandByPage::sleep: return Screen::sleep;
        case StandByPage::paused: return Screen::paused;
        case StandByPage::cleaning: return Screen::cleaning;
        case StandByPage::attract: break;
    }
    return Screen::attract;
}

void App::stand_by(ui::Frame& frame) {
    frame.wake_after(staff_.tend(library_));
    const auto fault = first_with(staff_.faults(), FaultEffect::out_of_order);
    const bool stands_by = screen_ == Screen::attract || screen_ == Screen::sleep ||
                           screen_ == Screen::paused || screen_ == Screen::cleaning ||
                           (screen_ == Screen::out_of_order && out_by_fault_);
    // No new task may begin: the person has read it, and the next one finds the attract page.
    if (in_session_ && screen_ == Screen::out_of_order && out_reason_ == OutReason::full) {
        const std::chrono::milliseconds left = options_.times.notice - (now_ - page_since_);
        if (left > std::chrono::milliseconds{0}) {
            frame.wake_after(left);
        } else {
            screen_ = Screen::attract;
            end_session();
        }
        return;
    }
    if (in_session_ || !stands_by) {
        return;
    }
    frame.wake_after(staff_.stand_by().look_again());
    const Screen next = public_screen();
    out_by_fault_ = next == Screen::out_of_order;
    if (fault) {
        out_reason_ = reason_of(*fault);
    }
    if (next != screen_) {
        go(next);
    }
}

SleepView App::sleep_view(const Words& words) const {
    SleepView view;
    view.page = page_;
    view.telling = staff_.stand_by().telling();
    if (!view.telling) {
        return view;
    }
    const base::Moment now = parts_.clock.now();
    const auto opens = next_opening(library_->content().hours, now, parts_.clock);
    if (opens) {
        const std::string day = words.date(local_day(*opens, parts_.clock));
        const std::string time = local_time_text(*opens, parts_.clock);
        view.opens = words("sleep.opens", {{"day", day}, {"time", time}});
    } else {
        view.opens = words("sleep.closed");
    }
    return view;
}

/// Whether the page of now is one of staff's, or one that they put on the screen.
bool App::draw_stand_by(ui::Frame& frame, const PageContext& context, Intents& intents) {
    switch (shown()) {
        case Screen::staff: staff_.draw(frame, context, *library_, intents); return true;
        case Screen::sleep:
            draw_sleep(frame, context, sleep_view(context.words), intents);
            return true;
        case Screen::paused: draw_paused(frame, context, intents); return true;
        case Screen::cleaning: draw_cleaning(frame, context, intents); return true;
        default: return false;
    }
}

}  // namespace harmony::kiosk
