#include <fmt/format.h>

#include "kiosk/staff/staff_area.h"

// Measuring the screen: card, crosses, height, sound (kiosk.md 7.7).
namespace harmony::kiosk {

bool StaffArea::apply_measure(const Intent& intent) {
    switch (intent.staff) {
        case StaffDo::card_width: calibration_.widen(intent.number); return true;
        case StaffDo::card_height: calibration_.heighten(intent.number); return true;
        case StaffDo::card_done:
            if (calibration_.take_card()) {
                go(StaffPage::crosses);
            }
            return true;
        case StaffDo::cross: calibration_.touch(intent.at); return true;
        case StaffDo::crosses_again: calibration_.touch_again(); return true;
        case StaffDo::crosses_done: go(StaffPage::edge); return true;
        case StaffDo::edge_key:
        case StaffDo::sound_key: calibration_.type(intent.press); return true;
        case StaffDo::edge_done:
            if (calibration_.take_edge()) {
                go(StaffPage::volume);
                play_tone();  // metered while it sounds
            }
            return true;
        case StaffDo::sound_done:
            if (calibration_.take_volume()) {
                save_measured();
            }
            return true;
        case StaffDo::tone: play_tone(); return true;
        case StaffDo::no_meter:
            calibration_.take_no_meter();
            save_measured();
            return true;
        default: return false;
    }
}

void StaffArea::save_measured() {
    Measured measured = calibration_.measured();
    measured.on = parts_.clock.today();
    ask(errand::SaveMeasured{measured});
    go(StaffPage::measured);
}

StaffMeasureView StaffArea::measure_view(const Words& words) const {
    StaffMeasureView view;
    view.page = shown_page_;
    view.card_width_mm = calibration_.card_width_mm();
    view.card_height_mm = calibration_.card_height_mm();
    view.sides_agree = calibration_.card_fits();
    view.cross = calibration_.next_cross();
    view.aim = calibration_.aim();
    view.digits = calibration_.digits();
    view.wrong = calibration_.wrong;
    view.saved = calibration_.saved;
    view.trouble = calibration_.trouble;
    if (const auto verdict = calibration_.verdict()) {
        view.touch_good = verdict->good();
        view.worst = fmt::format("{:.1f}", verdict->worst_mm);
    }
    const Measured& done = calibration_.measured();
    if (done.px_per_mm) {
        view.summary.push_back(
            words("staff.measured.dots", {{"n", fmt::format("{:.2f}", *done.px_per_mm)}}));
    }
    if (done.lower_edge_mm) {
        const std::string height = std::to_string(*done.lower_edge_mm);
        view.summary.push_back(*done.lower_edge_mm == 0
                                   ? words("staff.measured.no_edge")
                                   : words("staff.measured.edge", {{"n", height}}));
    }
    view.summary.push_back(done.volume_cal ? words("staff.measured.volume",
                                                   {{"n", fmt::format("{:.0f}", *done.volume_cal)}})
                                           : words("staff.measured.no_meter"));
    return view;
}

void StaffArea::draw_measure(ui::Frame& frame, const PageContext& context, Intents& intents) {
    const StaffMeasureView view = measure_view(context.words);
    switch (page_) {
        case StaffPage::card: return draw_staff_card(frame, context, view, intents);
        case StaffPage::crosses: return draw_staff_crosses(frame, context, view, intents);
        case StaffPage::edge: return draw_staff_edge(frame, context, view, intents);
        case StaffPage::volume: return draw_staff_volume(frame, context, view, intents);
        default: return draw_staff_measured(frame, context, view, intents);
    }
}

}  // namespace harmony::kiosk
