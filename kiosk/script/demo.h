#pragma once

#include <chrono>
#include <functional>

#include "base/error.h"
#include "kiosk/stage.h"
#include "ui/driver.h"
#include "ui/image.h"

namespace harmony::kiosk {

/// Shows what a script does at the speed of a person: what can be read stands for a while, touches
/// come one after the other, and long waits are cut short.
class Demo final : public ui::Onlooker {
public:
    using Duration = std::chrono::milliseconds;

    /// Where it is shown, and how time passes there.
    struct Screen {
        std::function<base::Result<void>(const ui::Image&)> present;
        /// Lets real time pass; false: somebody wants it to end.
        std::function<bool(Duration)> pause;
    };

    struct Pace {
        Duration page{2500};     ///< a page that was not there before
        Duration touch{700};     ///< between touches on one page
        Duration letter{160};    ///< between keys of the keyboard
        Duration longest{4000};  ///< of a wait
        double speed = 1;        ///< so many times as fast
    };

    Demo(Screen screen, const Pace& pace) : screen_(std::move(screen)), pace_(pace) {}

    /// Shows this stage from now on. It must outlive the demo, or another one come in its place.
    void watch(Stage& stage);

    /// The stage is gone.
    void forget() { stage_ = nullptr; }

    /// Somebody wants it to end, or there is no display: what goes on is not shown any more.
    [[nodiscard]] bool stopped() const { return stopped_; }

    [[nodiscard]] int frames() const { return frames_; }

    void before_input() override;
    void time_passed(Duration by) override;
    /// The end of a step of the script.
    void stand();

private:
    void show(Duration how_long);

    Screen screen_;
    Pace pace_;
    Stage* stage_ = nullptr;
    std::string seen_;  ///< id of the page that was shown last
    Duration waited_{0};
    bool stopped_ = false;
    int frames_ = 0;
};

}  // namespace harmony::kiosk
