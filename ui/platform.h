#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/error.h"
#include "base/time.h"
#include "ui/keys.h"
#include "ui/presenter.h"
#include "ui/rotation.h"
#include "ui/toolkit.h"

namespace harmony::ui {

/// A window or the whole screen, its touches, and the loop that redraws only when something
/// happened.
class Platform {
public:
    enum class Show { fullscreen, window, desk };  ///< `desk`: a window of any size
    /// `surface` suits X11; `texture` suits Wayland and bare displays; `automatic` chooses.
    enum class Way { automatic, surface, texture };

    struct Options {
        Show show = Show::fullscreen;
        Way way = Way::automatic;
        std::string title = "Harmony";
        Panel panel;  ///< the size of a window's page; px_per_mm and lower edge in any case
        Rotation rotation = Rotation::none;
        AssistKeys assist_keys = AssistKeys::off;
        /// Of `desk`: a page is so many pixels at the least.
        int least_width_px = 0;
        int least_height_px = 0;
        bool quit_allowed = true;  ///< a closed window ends the loop (not in public mode)
    };

    /// Unreachable with SDL's reason when there is no display.
    [[nodiscard]] static base::Result<std::unique_ptr<Platform>> open(const Options& options,
                                                                      const base::Clock& clock);
    Platform(const Platform&) = delete;
    Platform& operator=(const Platform&) = delete;
    ~Platform();

    /// The page as it really is: the panel as it hangs.
    [[nodiscard]] Panel panel() const;

    /// Makes everything on the page larger or smaller from the next turn on.
    void set_px_per_mm(double px_per_mm);

    /// What is plugged in and answers. A mouse is no touch, but it is input, and so are keys.
    struct Devices {
        bool touch = false;  ///< there is a touch layer
        /// Monotonic time of the last input that was not touch; nothing: there was none.
        std::optional<std::chrono::milliseconds> other_input = {};
    };
    [[nodiscard]] Devices devices() const;

    /// Runs until `running` says no or the window is closed. `tick` is called after every pass that
    /// was presented or provably unchanged: for heartbeats.
    [[nodiscard]] base::Result<void> run(Toolkit& toolkit,
                                         const DrawApp& draw,
                                         const std::function<bool()>& running,
                                         const std::function<void()>& tick);

    /// One turn: waits at most `longest` for something to happen, takes it, draws what changed.
    [[nodiscard]] base::Result<void> turn(Toolkit& toolkit,
                                          const DrawApp& draw,
                                          std::chrono::milliseconds longest);

    /// Puts a picture of the page on the screen, for somebody who only looks on. Refused when it is
    /// not as large as the page.
    [[nodiscard]] base::Result<void> show(const Image& frame);

    /// Waits at most so long for something to happen; what people touch is not taken.
    void wait(std::chrono::milliseconds longest);

    /// Whether the window was closed.
    [[nodiscard]] bool closed() const;

    /// Puts words on the clipboard of the desk.
    static void copy(const std::string& text);

    /// Wakes the loop from another thread (the worker has an answer).
    void wake();

    [[nodiscard]] Presenter& presenter();

private:
    struct Impl;
    explicit Platform(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace harmony::ui
