#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "ui/toolkit.h"

namespace harmony::ui {

/// Looks on while a driver works: for somebody who wants to see it, or to measure it.
class Onlooker {
public:
    Onlooker() = default;
    Onlooker(const Onlooker&) = delete;
    Onlooker& operator=(const Onlooker&) = delete;
    virtual ~Onlooker() = default;

    /// A touch or a key comes now; the page is as it was.
    virtual void before_input() {}
    virtual void before_step() {}
    virtual void after_step() {}
    /// While the driver waits.
    virtual void time_passed(std::chrono::milliseconds /*by*/) {}
};

/// Hands and eyes without a display: finds widgets by id, touches them through the real finger
/// path, reads the semantic tree, takes pictures. Serves tests, scripts and the self-check.
///
/// Time stands still except in `wait` and the few milliseconds that a touch takes (after dead time
/// and debounce have run out, as a person's finger would come later).
class Driver {
public:
    Driver(Toolkit& toolkit, base::ManualClock& clock, DrawApp draw);
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    /// Tells `onlooker`, which must outlive the driver or be replaced; nothing: tells nobody.
    void set_onlooker(Onlooker* onlooker) { onlooker_ = onlooker; }

    /// Runs passes until nothing changes. Called by every other member.
    void step();

    /// Touches the middle of the widget and lets go; after as long as "Steady touch" asks. Absent,
    /// naming near ids, when there is none; refused when it is disabled or cannot be pressed.
    [[nodiscard]] base::Result<void> tap(std::string_view id);
    [[nodiscard]] base::Result<void> hold(std::string_view id, std::chrono::milliseconds how_long);
    /// Presses at the middle, moves by mm as seen, lets go.
    [[nodiscard]] base::Result<void> drag(std::string_view id, double dx_mm, double dy_mm);
    void tap_at(Point mm);

    /// Types through the on-screen keys, changing layers as a resident would. Absent, naming the
    /// letter, when no key of the keyboard on the screen types it.
    [[nodiscard]] base::Result<void> type(std::string_view text);

    /// Strikes a key: down, and up 20 ms later.
    void key(Key key);
    void hold_key(Key key, std::chrono::milliseconds how_long);
    /// Reads a code with a scanner: its letters 5 ms apart, then Enter.
    void scan(std::string_view code);
    /// So many fingers come down in the middle of the page within 50 ms, and go up again.
    void fingers(int count);
    /// Types on a hardware keyboard, one letter after the other.
    void keys(std::string_view text);

    /// Lets the clock run; passes run whenever the app asked for one.
    void wait(std::chrono::milliseconds how_long);
    /// Waits until a node with this id is there; unreachable when it is not `within`.
    [[nodiscard]] base::Result<void> wait_for(std::string_view id,
                                              std::chrono::milliseconds within);

    /// The node, or nothing.
    [[nodiscard]] const sem::Node* get(std::string_view id) const;
    [[nodiscard]] std::string_view screen() const;
    [[nodiscard]] double px_per_mm() const;
    /// The id of the node with the focus; empty while no keys are in use.
    [[nodiscard]] std::string_view focused() const;
    [[nodiscard]] const sem::Tree& tree() const;
    [[nodiscard]] std::vector<std::string> lint() const;

    /// Pixels are made only when they are asked for.
    const Image& frame();
    [[nodiscard]] std::string hash();
    [[nodiscard]] base::Result<void> screenshot(const std::filesystem::path& file);

private:
    [[nodiscard]] base::Result<Point> middle_of(std::string_view id) const;
    [[nodiscard]] base::Result<void> type_letter(std::string_view letter);
    void let_rules_run_out();
    void press(Point mm);
    void release(Point mm);

    Toolkit& toolkit_;
    base::ManualClock& clock_;
    DrawApp draw_;
    Onlooker* onlooker_ = nullptr;
};

}  // namespace harmony::ui
