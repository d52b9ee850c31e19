#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "ui/keys.h"
#include "ui/semantic.h"

namespace harmony::ui {

// Scanning with a switch (kiosk.md 7.5):
//  1. The highlight goes over the groups of the page in reading order, the bar last; a press goes
//     into the group, over its controls, then over "out of this group". A group of one control is
//     that control. A row of keys is a group.
//  2. With one switch it moves by itself, every `scan_step`; two rounds without a press stop it
//     until the next press, which only starts it again. With the second switch in use the first
//     moves it and the second chooses.
//  3. A press within 0.2 s of the move counts for what was highlighted before.
//  4. After a control has acted the highlight begins again; at the first row of keys when a key
//  did.
class SwitchScan {
public:
    static constexpr std::chrono::milliseconds late{200};
    static constexpr int most_rounds = 2;
    /// The node of "out of this group", which the toolkit draws.
    static constexpr std::string_view out_id = "scan.out";

    /// Where the highlight is.
    struct Place {
        bool inside = false;    ///< in a group, over its controls
        std::size_t group = 0;  ///< in the order of rule 1
        std::size_t item = 0;   ///< one past the last: "out of this group"

        bool operator==(const Place&) const = default;
    };

    /// A switch was pressed: the control that acts; empty: none.
    [[nodiscard]] std::string press(Key which,
                                    const sem::Tree& tree,
                                    std::chrono::milliseconds now);
    /// Moves the highlight when its time has come.
    void look(const sem::Tree& tree, std::chrono::milliseconds step, std::chrono::milliseconds now);
    /// After every pass: begins again on a new page.
    void settle(const sem::Tree& tree, std::chrono::milliseconds now);
    /// When it moves next; nothing when it has stopped or waits for a switch.
    [[nodiscard]] std::optional<std::chrono::milliseconds> wake_at(
        std::chrono::milliseconds step) const;

    [[nodiscard]] const Place& place() const { return place_; }
    [[nodiscard]] bool stopped() const { return stopped_; }

    /// What is highlighted: the control, the first one of a group, or `out_id`; empty on a page
    /// without controls.
    [[nodiscard]] std::string highlighted(const sem::Tree& tree) const;
    /// Around the whole highlighted group, or the group that "out" leaves; empty around a control.
    [[nodiscard]] Rect ring(const sem::Tree& tree) const;

    void reset() { *this = SwitchScan{}; }

private:
    using Groups = std::vector<std::vector<const sem::Node*>>;

    [[nodiscard]] static Groups groups_of(const sem::Tree& tree);
    void begin_again(std::chrono::milliseconds now);
    void move(const Groups& groups, std::chrono::milliseconds now);
    [[nodiscard]] std::string choose(Place place,
                                     const Groups& groups,
                                     std::chrono::milliseconds now);

    Place place_;
    std::optional<Place> before_;  ///< until a press can no longer mean it
    std::string screen_;
    std::chrono::milliseconds moved_{0};
    int rounds_ = 0;
    bool stopped_ = false;
    bool two_switches_ = false;
};

}  // namespace harmony::ui
