#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/staff/measure.h"
#include "ui/edit.h"
#include "ui/geometry.h"

namespace harmony::kiosk {

/// The measuring of one screen under way: card, crosses, height, sound.
class Calibration {
public:
    static constexpr std::size_t most_digits = 4;

    /// Begins anew on a screen that is believed to have this many pixels a millimetre.
    void begin(const ui::Panel& panel);

    void widen(int pixels);
    void heighten(int pixels);
    [[nodiscard]] bool card_fits() const { return measure::sides_agree(width_px_, height_px_); }
    /// Takes the card's size. Whether it was believable.
    bool take_card();

    /// The place of a touch that was meant for the next cross, in mm of the page.
    void touch(const ui::Point& at);
    void touch_again() { touched_.clear(); }
    [[nodiscard]] std::size_t next_cross() const { return touched_.size(); }
    [[nodiscard]] ui::Point aim() const;
    [[nodiscard]] std::optional<measure::TouchVerdict> verdict() const;

    /// One key of the number pad.
    void type(const ui::KeyPress& press);
    [[nodiscard]] const std::string& digits() const { return digits_; }
    /// Takes the digits as the height of the lower edge; none is 0, which is "not known". Whether
    /// it was 2000 mm at most.
    bool take_edge();
    /// Takes the digits as dBA. Whether they were 30 to 110.
    bool take_volume();
    void take_no_meter();

    [[nodiscard]] double card_width_mm() const { return width_px_ / panel_.px_per_mm; }
    [[nodiscard]] double card_height_mm() const { return height_px_ / panel_.px_per_mm; }
    [[nodiscard]] const Measured& measured() const { return measured_; }

    bool wrong = false;  ///< the last step was refused
    bool saved = false;
    std::string trouble;  ///< why it was not

private:
    ui::Panel panel_;
    int width_px_ = 0;
    int height_px_ = 0;
    std::vector<ui::Point> touched_;
    std::string digits_;
    Measured measured_;
};

}  // namespace harmony::kiosk
