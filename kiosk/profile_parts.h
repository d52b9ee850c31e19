#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "kiosk/outbox_in_front.h"
#include "kiosk/profile.h"
#include "kiosk/stage.h"

namespace harmony::kiosk {

/// An outbox whose saving is timed.
class TimedOutbox final : public OutboxInFront {
public:
    /// Both must outlive this.
    TimedOutbox(Outbox& behind, Profile& profile) : OutboxInFront(behind), profile_(profile) {}

    [[nodiscard]] base::Result<void> submit(Submission submission,
                                            const survey::Form& form) override {
        const auto before = std::chrono::steady_clock::now();
        base::Result<void> done = OutboxInFront::submit(std::move(submission), form);
        if (done) {
            profile_.saved(std::chrono::steady_clock::now() - before);
        }
        return done;
    }

private:
    Profile& profile_;
};

/// What lies behind the screens, with an outbox that is timed.
class TimedBacking final : public Backing {
public:
    /// `profile` must outlive this.
    TimedBacking(std::unique_ptr<Backing> behind, Profile& profile)
        : behind_(std::move(behind)), outbox_(behind_->outbox(), profile) {}

    [[nodiscard]] Outbox& outbox() override { return outbox_; }
    [[nodiscard]] StaffDoor& door() override { return behind_->door(); }
    [[nodiscard]] StaffDesk* desk() override { return behind_->desk(); }
    [[nodiscard]] base::Result<std::shared_ptr<const Library>> load() override {
        return behind_->load();
    }

private:
    std::unique_ptr<Backing> behind_;
    TimedOutbox outbox_;
};

/// Measures the program on a real screen, turn by turn.
class LiveProfile {
public:
    /// All must outlive this.
    LiveProfile(Profile& profile, ui::Toolkit& toolkit, const base::Clock& clock)
        : profile_(profile), toolkit_(toolkit), clock_(clock), ended_(clock.monotonic()) {}

    /// A pass over the page begins: the first one of a turn, or another.
    void pass() {
        if (profile_.on() && !began_) {
            // Sooner than the page had asked for: something came.
            input_ = !wake_ || clock_.monotonic() < *wake_;
            began_ = true;
            profile_.begin();
        }
    }

    /// Between two turns.
    void turn_over(const std::string& language) {
        if (!began_) {
            return;
        }
        began_ = false;
        profile_.end(toolkit_, {input_, language});
        const auto now = clock_.monotonic();
        if (!input_ && toolkit_.tree().screen() == "attract") {
            profile_.idle(now - ended_);
        }
        ended_ = now;
        wake_ = toolkit_.wake_at();
    }

private:
    Profile& profile_;
    ui::Toolkit& toolkit_;
    const base::Clock& clock_;
    std::chrono::milliseconds ended_;
    std::optional<std::chrono::milliseconds> wake_;
    bool began_ = false;
    bool input_ = false;
};

/// Measures a stage while a script plays on it. A script makes no pixels but for pictures; here
/// they are made after every step, as on a screen.
class ScriptProfile final : public ui::Onlooker {
public:
    /// `profile` must outlive this.
    explicit ScriptProfile(Profile& profile) : profile_(profile) {}

    /// Measures this stage from now on; it must outlive this, or another one come in its place.
    void watch(Stage& stage) {
        stage_ = &stage;
        stage.driver().set_onlooker(this);
        stage.driver().step();
    }

    void before_input() override { input_ = true; }
    void before_step() override { profile_.begin(); }
    void after_step() override {
        static_cast<void>(stage_->toolkit().render());
        profile_.end(stage_->toolkit(),
                     {std::exchange(input_, false), stage_->app().look().language});
    }
    void time_passed(std::chrono::milliseconds by) override {
        if (stage_->driver().screen() == "attract") {
            profile_.idle(by);
        }
    }

private:
    Profile& profile_;
    Stage* stage_ = nullptr;
    bool input_ = false;
};

}  // namespace harmony::kiosk
