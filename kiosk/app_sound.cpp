#include "kiosk/app.h"

namespace harmony::kiosk {

bool App::apply_sound(const Intent& intent) {
    switch (intent.what) {
        case Do::toggle_reading: narration_.toggle_reading(look_); break;
        case Do::repeat_said: narration_.repeat(); break;
        case Do::listen: narration_.listen(intent.key, look_); break;
        case Do::use_headphones: narration_.use_headphones(look_); break;
        case Do::use_loudspeaker: narration_.use_loudspeaker(look_); break;
        case Do::close_sound: narration_.close_trouble(); break;
        default: return false;
    }
    return true;
}

/// What the voice must know once the pass is over.
void App::serve_sound(ui::Frame& frame) {
    narration_.take_for_broken(has_effect(staff_.faults(), FaultEffect::no_speech));
    ui::Look look = look_;
    look.language = page_language();
    narration_.serve(look);
    const WatchState watch = watched();
    const bool counts = watch.watch == Watch::countdown && (idle_ || screen_ == Screen::thanks);
    narration_.count_down(counts ? std::optional(static_cast<int>(watch.left.count()))
                                 : std::nullopt);
    // Sound that plays to its end is as good as a touch, except while time runs out.
    if (narration_.speaking()) {
        constexpr std::chrono::milliseconds look_again{500};
        frame.wake_after(look_again);
        if (watch.watch == Watch::quiet) {
            last_touch_ = now_;
        }
    }
}

SoundView App::sound_view() const {
    return {*narration_.trouble(), narration_.has_loudspeaker(), page_};
}

void App::plug_headphones(bool in) {
    if (in && screen_ == Screen::attract) {
        begin_session();
    }
    narration_.plug(in, look_, in_session_);
}

}  // namespace harmony::kiosk
