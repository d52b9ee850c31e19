#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/keys.h"
#include "ui/semantic.h"

namespace harmony::ui {

// Where the keys are on a page (kiosk.md 7.3):
//  1. Stops are the enabled controls in reading order, the heading and any alert; every text that
//     can be read aloud while a voice reads.
//  2. The first key shows where the focus is and does nothing else, so that nobody presses what
//     they have not found; letters go to the field that is typed into.
//  3. Right and Left go through the stops, Down and Up from group to group, over the end to the
//     other end. A row of keys is a group. Left is forward on a right-to-left page.
//  4. A new page starts at its heading, one that opens with something to mend at its alert; a page
//     to which a sheet returns, at the control that opened it.
//  5. A finger hides the focus and leaves it where it touched.
//  6. On a desk arrows go through the items of a list and move the caret of a field; Tab goes from
//     a list to what follows it. What a list does not take (its end, a page) is the app's.

/// What a stroke has come to.
enum class Stroke {
    taken,    ///< it moved the focus, or showed it
    presses,  ///< the focused control acts
    types,    ///< it belongs to the field that is typed into
    open,     ///< nobody on the page took it: the app's
};

class Focus {
public:
    /// What the focus must know of the page of the last pass.
    struct Page {
        const sem::Tree& tree;
        bool right_to_left = false;
        bool read_aloud = false;
        bool desk = false;
    };

    /// Applies a stroke to the page that is shown.
    Stroke take(const KeyEvent& stroke, const Page& page);

    /// After every pass: finds the focus on the page that was just drawn. `depth` counts the pages
    /// that lie over one another. Whether something changed, so that the page must be drawn again.
    bool settle(const Page& page, int depth);

    /// A finger pressed this control; empty: none.
    void touched(std::string_view id);

    /// Goes to this stop; the page must have it.
    void go_to(std::string_view id) { id_ = id; }
    void show() { visible_ = true; }
    /// From a field that was selected to the first key that types into it, if there is one.
    void go_to_keys(const sem::Tree& tree);

    [[nodiscard]] const std::string& id() const { return id_; }
    /// Whether keys are in use: the focus is drawn.
    [[nodiscard]] bool visible() const { return visible_; }
    /// How often it went over the end of a page.
    [[nodiscard]] std::uint32_t wraps() const { return wraps_; }

    void reset() { *this = Focus{}; }

private:
    struct Below {
        std::string screen;
        std::string id;
    };

    [[nodiscard]] std::optional<Stroke> take_at_desk(const KeyEvent& stroke, const Page& page);
    void leave_list(const Page& page, bool forward);
    void step(const Page& page, bool forward);
    void step_group(const Page& page, bool forward);
    [[nodiscard]] std::string arrive(const Page& page, int depth);

    std::string id_;
    std::string screen_;
    std::string alert_;
    int depth_ = 0;
    std::vector<Below> below_;
    bool visible_ = false;
    std::uint32_t wraps_ = 0;
};

/// The nodes at which the focus stops, in reading order.
/// On a desk those out of sight are stops, too: they come into it.
[[nodiscard]] std::vector<const sem::Node*> focus_stops(const sem::Tree& tree,
                                                        bool read_aloud,
                                                        bool desk = false);

/// Whether two stops are of one group: bar, head, main, foot, dialog, or one row of keys.
[[nodiscard]] bool same_group(const sem::Node& a, const sem::Node& b);

}  // namespace harmony::ui
