#pragma once

#include <chrono>
#include <optional>

#include "base/time.h"
#include "kiosk/faults/readings.h"

namespace harmony::kiosk {

/// Follows the devices of a running kiosk: touch layer, display, sound. The frame loop tells it
/// what it sees; a check of faults takes the facts. Whatever it is not told of is well.
class DeviceWatch {
public:
    /// How long keys or a mouse count as a way in while there is no touch layer (kiosk.md 9.3).
    static constexpr std::chrono::seconds other_way{60};

    /// `clock` must outlive this.
    explicit DeviceWatch(const base::Clock& clock) : clock_(clock) {}

    /// Whether there is a touch layer, and when a key or a mouse was used last.
    void note_touch(bool there, std::optional<std::chrono::milliseconds> other_input);
    /// Whether a finger lies on the glass for more than 30 s.
    void note_stuck(bool stuck) { stuck_ = stuck; }
    /// The last picture could not be shown.
    void note_display_gone() { display_gone_ = display_was_gone_ = true; }
    void note_display_back() { display_gone_ = false; }
    /// Whether a sound device could be opened.
    void note_sound(bool works) { sound_ = works; }

    /// Writes what is known over `screen`, and forgets a gap of the picture that is over: a check
    /// has seen it.
    void tell(ScreenFacts& screen);

    /// Whether a check would find something else than the last `tell` did.
    [[nodiscard]] bool changed() const;

private:
    /// What faults hang on.
    struct Found {
        bool touch_lost = false;
        bool other_input = false;
        bool stuck = false;
        bool display_gone = false;
        bool sound = true;

        bool operator==(const Found&) const = default;
    };
    [[nodiscard]] Found found() const;
    [[nodiscard]] std::chrono::seconds touch_gone_for() const;
    [[nodiscard]] bool has_other_way() const;

    const base::Clock& clock_;
    std::optional<std::chrono::milliseconds> touch_gone_since_;
    std::optional<std::chrono::milliseconds> other_input_;
    bool stuck_ = false;
    bool display_gone_ = false;
    bool display_was_gone_ = false;  ///< since the last `tell`
    bool sound_ = true;
    Found told_;
};

}  // namespace harmony::kiosk
