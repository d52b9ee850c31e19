#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/edit.h"
#include "ui/frame.h"
#include "ui/widgets.h"

/// Widgets of a window on a desk: lists that scroll, tables, fields that are typed into with a
/// keyboard. As in widgets.h each draws, hit-tests and records its nodes, and changes nothing but
/// the state that is handed in for it. A desk's page has about 2 px a millimetre, so that every
/// size of the kiosk is right for a mouse.
namespace harmony::ui::desk {

// --- words and grounds --------------------------------------------------------------------------

/// A line that does not stand out: between parts, around cards.
[[nodiscard]] Colour hairline(const Frame& frame);

/// A raised ground with a thin edge. Records nothing.
void panel(Frame& frame, const Rect& where);

/// One line of text, cut with an ellipsis where it is too long. Recorded as text under `id` (empty:
/// not recorded). Returns its height.
struct Words {
    std::string_view id;
    std::string_view text;
    TextLook look = {};
};
double words(Frame& frame, const Rect& where, const Words& words);

/// The text of a long `text` that fits into `width`, with "..." at its end.
[[nodiscard]] std::string shortened(Frame& frame,
                                    std::string_view text,
                                    const TextLook& look,
                                    double width);

/// How something stands, as a coloured word on a pill.
enum class Tone { quiet, good, notice, bad };
struct Badge {
    std::string_view id;
    std::string_view text;
    Tone tone = Tone::quiet;
};
/// Returns its width.
double badge(Frame& frame, Point at, const Badge& badge);
[[nodiscard]] Size badge_size(Frame& frame, std::string_view text);

/// A number that matters, its name under it; pressed when it leads somewhere.
struct Figure {
    std::string_view id;
    std::string_view number;
    std::string_view name;
    Tone tone = Tone::quiet;
    bool leads = false;
};
bool figure(Frame& frame, const Rect& where, const Figure& figure);
inline constexpr double figure_height = 40;

/// What a view says when there is nothing to show yet, and what to do first.
struct Empty {
    std::string_view id;
    Icon icon = Icon::info;
    std::string_view title;
    std::string_view text;
    std::string_view button_id = {};  ///< empty: no button
    std::string_view button = {};
};
/// Whether its button was pressed.
bool empty(Frame& frame, const Rect& where, const Empty& empty);

// --- choosing -----------------------------------------------------------------------------------

/// A line of a list on the left: an icon, a name, and how many wait there.
struct Item {
    std::string_view id;
    std::string_view name;
    Icon icon = Icon::none;
    bool chosen = false;
    std::size_t waiting = 0;  ///< shown as a number when not 0
};
bool item(Frame& frame, const Rect& where, const Item& item);
inline constexpr double item_height = 17;

/// A line that leads somewhere: answers to the mouse and to keys, and is drawn by the caller, over
/// the ground that this gives it. Recorded as a button of that name.
Touch line_button(Frame& frame, const Rect& where, std::string_view id, std::string_view name);

/// One of a few, side by side. Ids are `<id>.<name of option>`. The option that was pressed.
struct Option {
    std::string_view id;
    std::string_view name;
};
std::optional<std::size_t> segments(Frame& frame,
                                    Point at,
                                    std::string_view id,
                                    std::span<const Option> options,
                                    std::size_t chosen);
[[nodiscard]] Size segments_size(Frame& frame, std::span<const Option> options);

/// A box that is ticked or not, with words beside it. Whether it was pressed.
struct Tick {
    std::string_view id;
    std::string_view name;
    bool ticked = false;
    bool enabled = true;
};
bool tick(Frame& frame, const Rect& where, const Tick& tick);

/// A field that shows what is chosen of a list, and opens it: the list is drawn by `menu`, over
/// everything, when the window's owner says so. Whether it was pressed.
struct Chooser {
    std::string_view id;
    std::string_view label;  ///< drawn before the value
    std::string_view value;
    bool enabled = true;
};
bool chooser(Frame& frame, const Rect& where, const Chooser& chooser);
[[nodiscard]] double chooser_width(Frame& frame, const Chooser& chooser);

struct MenuEvent {
    std::optional<std::size_t> chosen;
    bool closed = false;  ///< Escape, or pressed beside it
};
/// The open list of a chooser, near `anchor`. Ids are `<id>.<option>`. What lies behind belongs
/// into `Frame::behind_dialog`. `top` is the first option shown: the list keeps it while it
/// scrolls.
MenuEvent menu(Frame& frame,
               const Rect& anchor,
               std::string_view id,
               std::span<const std::string> options,
               std::optional<std::size_t> chosen,
               std::size_t& top);

// --- typing -------------------------------------------------------------------------------------

/// What is typed into one field of a window, and whether it is the one.
struct Field {
    std::string_view id;
    std::string_view label;  ///< drawn above it; empty: nothing is, and `name` names it
    std::string_view name = {};
    std::string_view placeholder = {};
    std::string_view hint = {};   ///< a line below
    std::string_view wrong = {};  ///< what must be mended, in place of the hint
    bool secret = false;          ///< shown as dots
    bool personal = false;
    int lines = 1;
    Icon icon = Icon::none;
};
struct FieldEvent {
    bool changed = false;
    bool entered = false;  ///< Enter was struck in it
};
/// Draws it and takes what is typed, while it has the focus of the keys.
FieldEvent field(Frame& frame, const Rect& where, const Field& field, EditBuffer& text);
[[nodiscard]] double field_height(Frame& frame, const Field& field);

// --- lists that scroll --------------------------------------------------------------------------

/// Where a part of a page that is longer than its place stands.
struct Scroll {
    double offset = 0;          ///< mm above what is seen
    double content = 0;         ///< mm; of the pass before
    std::string followed = {};  ///< what had the focus, and came into sight

    bool operator==(const Scroll&) const = default;
};

/// Draws what is longer than its place: `draw` gets the place of the whole content, moved up by
/// what was scrolled, and says how tall it was. Wheel, Page Up and Page Down, the bar at the end;
/// what gets the focus comes into sight.
void scrolled(Frame& frame,
              const Rect& where,
              std::string_view id,
              Scroll& state,
              const std::function<double(const Rect& inside)>& draw);

struct Column {
    std::string_view id;
    std::string_view heading;
    double share = 1;     ///< of the width that is left when fixed ones are taken
    double fixed = 0;     ///< mm; 0: by share
    bool number = false;  ///< stands at the end
    bool sorts = true;
};

/// A cell as it is drawn.
struct Cell {
    std::string text;
    std::optional<Tone> tone = {};  ///< as a badge
    bool quiet = false;
    bool strong = false;
};

/// What is chosen of a table, and how it stands.
struct TableState {
    std::size_t top = 0;    ///< the first row shown
    std::string chosen;     ///< key of a row; empty: none
    std::string sorted_by;  ///< id of a column; empty: as it comes
    bool downwards = false;

    bool operator==(const TableState&) const = default;
};

struct Table {
    std::string_view id;
    std::string_view name;  ///< what it shows, for those who hear it
    std::span<const Column> columns;
    std::size_t rows = 0;
    std::function<std::string(std::size_t row)> key;  ///< stable, also when sorted
    std::function<Cell(std::size_t row, std::size_t column)> cell;
};
struct TableEvent {
    std::optional<std::size_t> pressed;  ///< row
    bool sorted = false;                 ///< the state says by what now: sort the rows
};
/// Rows are asked for only while they are seen. Node ids: `<id>.<key>`, headings
/// `<id>.sort.<column>`.
TableEvent table(Frame& frame, const Rect& where, const Table& table, TableState& state);

inline constexpr double row_height = 14;

}  // namespace harmony::ui::desk
