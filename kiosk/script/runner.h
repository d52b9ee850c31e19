#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "kiosk/faults/fault.h"
#include "kiosk/script/memory_scan.h"
#include "kiosk/script/script.h"
#include "kiosk/stage.h"

namespace harmony::db {
class PowerSwitch;
}

namespace harmony::kiosk {

class UsbSlot;

/// Plays a script on a stage and says how it went, a line a command (docs/formats/script.md).
class ScriptRunner {
public:
    struct Options {
        std::filesystem::path out;  ///< for screenshots and trees; empty: the working folder
        std::uint64_t seed = 1;
        /// Called after every step, for somebody who looks on; may be empty.
        std::function<void(Stage&)> after_step = {};
        /// Asked before every step whether the rest shall be left out; may be empty.
        std::function<bool()> ended = {};
        bool headphones = false;           ///< somebody left some in the jack
        db::PowerSwitch* power = nullptr;  ///< under the stage's journal; none: no `power-cut`
        UsbSlot* slot = nullptr;           ///< at which the stage's courier looks; none: no `usb`
    };

    /// `clock` is the stage's; it and `say` must outlive this.
    ScriptRunner(MakeStage make, base::ManualClock& clock, Options options, std::ostream& say);

    /// 0: all is as expected. 1: something was not. Stops at the first thing that was not; its page
    /// is then in `failed.tree` and `failed.png`. A script that ends the program with a code ends.
    [[nodiscard]] int run(const Script& script);

    [[nodiscard]] int residents() const { return residents_; }

private:
    using Step = base::Result<void> (ScriptRunner::*)(const Command&);
    struct Named {
        std::string_view word;
        Step step;
    };

    bool play(const std::vector<Command>& commands);
    bool play_one(const Command& command);
    bool play_each(const Command& block);
    [[nodiscard]] base::Result<std::vector<std::string>> values_of(std::string_view kind) const;
    [[nodiscard]] std::string name_in_loop(std::string_view name) const;
    base::Result<void> dispatch(const Command& command);
    void report_failure(const Command& command, const base::Error& error);
    void remember_copies(const std::vector<Command>& commands);
    void say_totals();
    [[nodiscard]] std::string shown(const Command& command) const;

    // script/steps.cpp
    base::Result<void> touch(const Command& command);
    base::Result<void> tap(const Command& command);
    base::Result<void> tap_at(const Command& command);
    base::Result<void> hold(const Command& command);
    base::Result<void> type(const Command& command);
    base::Result<void> rank(const Command& command);
    base::Result<void> date(const Command& command);
    base::Result<void> time(const Command& command);
    base::Result<void> wait(const Command& command);
    base::Result<void> wait_for(const Command& command);
    base::Result<void> set_clock(const Command& command);
    base::Result<void> plug(const Command& command);
    base::Result<void> unplug(const Command& command);
    base::Result<void> screenshot(const Command& command);
    base::Result<void> tree(const Command& command);
    base::Result<void> lint(const Command& command);
    base::Result<void> language(const Command& command);
    base::Result<void> size(const Command& command);
    base::Result<void> colours(const Command& command);
    base::Result<void> panel(const Command& command);
    base::Result<void> restart(const Command& command);
    base::Result<void> fault(const Command& command);
    base::Result<void> clock_jump(const Command& command);
    void put_faults();
    base::Result<void> staff(const Command& command);
    base::Result<void> resident(const Command& command);

    // script/machine_steps.cpp
    base::Result<void> power_cut(const Command& command);
    base::Result<void> usb(const Command& command);
    base::Result<void> pull_usb(const Command& command);

    // script/key_steps.cpp
    base::Result<void> key(const Command& command);
    base::Result<void> key_tap(const Command& command);
    base::Result<void> keys(const Command& command);
    base::Result<void> press_switch(const Command& command);
    base::Result<void> switch_tap(const Command& command);
    base::Result<void> scan(const Command& command);
    base::Result<void> drag(const Command& command);
    base::Result<void> fingers(const Command& command);
    base::Result<void> expect_focus(const Command& command);

    // script/expectations.cpp
    base::Result<void> expect(const Command& command);
    base::Result<void> expect_text(const Command& command);
    base::Result<void> expect_speech(const Command& command);
    base::Result<void> expect_sound(const Command& command);
    base::Result<void> expect_count(const Command& command);
    base::Result<void> expect_picture(const Command& command);
    base::Result<void> expect_wiped(const Command& command);
    base::Result<void> expect_fault(const Command& command);
    base::Result<void> expect_exit(const Command& command);
    base::Result<void> expect_node(const Command& command);
    [[nodiscard]] bool page_says(std::string_view words) const;

    /// Copies of a text that were in memory before anything ran: the script's own.
    struct Known {
        std::string text;
        std::size_t copies = 0;
    };

    MakeStage make_;
    base::ManualClock& clock_;
    Options options_;
    std::ostream& say_;
    std::unique_ptr<Stage> stage_;
    std::set<FaultId> faults_;  ///< that the script asked for; they outlive a restart
    bool save_fails_ = false;
    std::vector<Known> known_;
    std::vector<std::string> loop_;  ///< values of the `for-each` around, outermost first
    int played_ = 0;
    int residents_ = 0;
};

}  // namespace harmony::kiosk
