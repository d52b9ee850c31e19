#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/edit.h"
#include "ui/frame.h"
#include "ui/keyboard_layout.h"
#include "ui/layout.h"

/// Widgets: each draws, hit-tests and records exactly one node (lists record one a row). All
/// rectangles are mm from the start side. A widget returns what the resident did and changes
/// nothing itself: the screen turns it into an intent.
namespace harmony::ui {

// --- words -------------------------------------------------------------------------------------

/// The page's heading. Returns the height it took; draw what follows below it.
double heading(Frame& frame, const Rect& where, std::string_view id, std::string_view text);
[[nodiscard]] double heading_height(Frame& frame, double width, std::string_view text);

struct Paragraph {
    std::string_view id;
    std::string_view text;
    TextLook look = {};
    sem::Role role = sem::Role::text;  ///< `alert` for an error, with `live`
    bool live = false;                 ///< spoken when it changes
    bool spell = false;                ///< its numbers are said digit by digit
};
/// Returns the height it took.
double paragraph(Frame& frame, const Rect& where, const Paragraph& paragraph);
[[nodiscard]] double paragraph_height(Frame& frame, double width, const Paragraph& paragraph);

struct Notice {
    std::string_view id;
    std::string_view text;
    Role colour = Role::danger;
    bool problem = true;  ///< something on the page must be mended: a voice says so first
    bool spell = false;   ///< its numbers are said digit by digit
};
/// An error or a warning in a bordered box with a sign. Returns the height it took.
double notice(Frame& frame, const Rect& where, const Notice& notice);
inline double notice(Frame& frame,
                     const Rect& where,
                     std::string_view id,
                     std::string_view text,
                     Role colour = Role::danger) {
    return notice(frame, where, Notice{id, text, colour, colour != Role::done});
}
[[nodiscard]] double notice_height(Frame& frame, double width, std::string_view text);

// --- buttons -----------------------------------------------------------------------------------

enum class ButtonKind {
    primary,  ///< the one thing to do next
    plain,    ///< something else to do
    danger,   ///< takes something away
    quiet,    ///< looks like a link; still a full target
    done,     ///< the good end
};

struct Button {
    std::string_view id;
    std::string_view label;
    ButtonKind kind = ButtonKind::plain;
    Icon icon = Icon::none;
    bool enabled = true;
    bool icon_at_end = false;
    bool icon_only = false;       ///< the label is recorded and spoken, not drawn
    std::string_view speak = {};  ///< the label when empty
    std::string_view language = {};
};

/// Whether it was pressed.
bool button(Frame& frame, const Rect& where, const Button& button);
/// The size that shows its whole label, at least the smallest of its kind; broken into lines when
/// wider than `widest`.
[[nodiscard]] Size button_size(Frame& frame, const Button& button, double widest = 200);

/// A button that acts after being held for `hold`: shows the progress. Whether it acted now.
bool hold_button(Frame& frame,
                 const Rect& where,
                 const Button& button,
                 std::chrono::milliseconds hold);

/// A part of the page that answers to touch and draws nothing itself (the attract screen, a logo
/// that staff hold). Reports the touch, recorded as a button of that name. What is for fingers
/// alone is passed by by keys, switches and "Steady touch".
enum class HotFor { everyone, fingers };
Touch hot_area(Frame& frame,
               const Rect& where,
               std::string_view id,
               std::string_view name,
               HotFor whom = HotFor::everyone);

// --- tiles -------------------------------------------------------------------------------------

enum class TileKind {
    open,      ///< leads somewhere
    radio,     ///< one of several
    checkbox,  ///< any of several
    ranked,    ///< gets the next place, and shows it
};

struct Tile {
    std::string_view id;
    std::string_view label;
    std::string_view second = {};  ///< a smaller line below
    TileKind kind = TileKind::open;
    Icon icon = Icon::none;  ///< of an `open` tile
    bool chosen = false;
    int place = 0;  ///< of a `ranked` tile: 1 is first, 0 is none yet
    bool enabled = true;
    std::string_view language = {};  ///< of the label, when not the page's
    std::string_view speak = {};
    int position = 0;  ///< among the choices of its question, from 1; 0: counted on the page
    int total = 0;
    SharedPicture picture = {};  ///< 25 mm of it beside the words, which it needs
};
inline constexpr double tile_picture = 25.0;  ///< side of the place for a tile's picture, in mm

/// Whether it was pressed.
bool tile(Frame& frame, const Rect& where, const Tile& tile);
[[nodiscard]] double tile_height(Frame& frame, double width, const Tile& tile);
/// Whether a word of its label is wider than a tile of this width has room for.
[[nodiscard]] bool tile_breaks_word(Frame& frame, double width, const Tile& tile);

/// How a card of a menu stands: icon above its words, or before them.
enum class CardKind { upright, lying };

/// A card of a menu, an `open` tile with its icon on a disc. Whether it was pressed.
bool menu_card(Frame& frame, const Rect& where, const Tile& tile, CardKind kind);
[[nodiscard]] double menu_card_height(Frame& frame, double width, const Tile& tile, CardKind kind);
[[nodiscard]] bool menu_card_breaks_word(Frame& frame,
                                         double width,
                                         const Tile& tile,
                                         CardKind kind);

/// A tile for one of many short answers, side by side: a step of a scale, a month, an hour.
struct SmallTile {
    std::string_view id;
    std::string_view label;
    bool chosen = false;
    std::string_view language = {};  ///< of the label, when not the page's
    Privacy privacy = Privacy::open;
};
bool small_tile(Frame& frame, const Rect& where, const SmallTile& tile);
/// The least size that shows its label on one line.
[[nodiscard]] Size small_tile_size(Frame& frame, const SmallTile& tile);

/// The words of the pager buttons, e.g. "More answers (2 of 3)" and "Earlier answers".
struct PagerWords {
    std::string_view more;
    std::string_view back;
};

struct TilesEvent {
    std::optional<std::size_t> pressed;  ///< index of the tile
    std::optional<int> page;             ///< the page to show next
    int pages = 1;
    int columns = 1;
};

/// Lays tiles out by the fit rule (layout.h), draws those of `page`, and the pager (`page.more`,
/// `page.back`) when there is more than one page.
TilesEvent tiles(
    Frame& frame, const Rect& area, std::span<const Tile> tiles, int page, const PagerWords& words);

// --- typing ------------------------------------------------------------------------------------

struct TextField {
    std::string_view id;
    std::string_view label;  ///< its name; drawn by the screen as heading or paragraph
    std::string_view placeholder = {};
    int lines = 1;
    bool active = true;  ///< shows the caret
    bool invalid = false;
    Privacy privacy = Privacy::personal;
    std::string_view language = {};
    std::string_view hint = {};  ///< said after what is typed
};

/// Draws what is typed with its caret. Returns a `place` press when the resident touched the text.
std::optional<KeyPress> text_field(Frame& frame,
                                   const Rect& where,
                                   const TextField& field,
                                   const EditBuffer& text);
[[nodiscard]] double text_field_height(Frame& frame, const TextField& field);

/// Which layer an on-screen keyboard shows. The screen keeps it, and replaces it by `next` of the
/// event.
struct KeyboardState {
    std::string layout = "gb";
    std::string layer = "base";
    bool other_language = false;  ///< {lang} went over to English
    std::string home = "base";    ///< the layer that {abc} leads to: in `scan` the language

    /// The key with other letters that was touched last, and when. Row -1: none.
    int touched_row = -1;
    int touched_column = -1;
    std::chrono::milliseconds touched_at{0};
    bool strip = false;  ///< touched again at once: its other letters stand in the next row

    bool operator==(const KeyboardState&) const = default;
};

struct KeyboardEvent {
    std::optional<KeyPress> press;
    KeyboardState next;
};

/// Words of the keys that have any: "Space", "Done". Ids are `key.<layout>.<name>`.
struct KeyboardWords {
    std::string_view space;
    std::string_view done;
    std::string_view back;          ///< spoken: "delete"
    std::string_view shift;         ///< spoken
    std::string_view numbers = {};  ///< spoken, of the key that leads to them
    std::string_view letters = {};  ///< spoken, of the key that leads back
    /// What a voice says of the key that types this, where it is not the letter itself.
    std::function<std::string(std::string_view typed)> spoken = {};
};

KeyboardEvent keyboard(Frame& frame,
                       const Rect& where,
                       const KeyboardLayouts& layouts,
                       const KeyboardState& state,
                       const KeyboardWords& words);
/// Height of the keyboard with keys of 12.7 mm and their gaps.
[[nodiscard]] double keyboard_height(const KeyboardLayouts& layouts, const KeyboardState& state);

/// 1-2-3 on top, then 4-5-6, 7-8-9, and back, 0, done or clear. Ids `key.num.<digit>`,
/// `key.num.back`, `key.num.done`, `key.num.clear`. `point` and `minus` add a row with
/// `key.num.point` and `key.num.minus`.
struct NumberPad {
    std::string_view done_label;
    std::string_view back_label;
    bool point = false;
    bool minus = false;
    std::string_view clear_label = {};  ///< instead of done: removes everything
    std::string_view point_spoken = {};  ///< what a voice says of the point; empty: itself
    std::string_view minus_spoken = {};  ///< and of the minus
};
std::optional<KeyPress> number_pad(Frame& frame, const Rect& where, const NumberPad& pad);
[[nodiscard]] Size number_pad_size(const NumberPad& pad);

// --- pictures ----------------------------------------------------------------------------------

/// A picture, whole and as large as `where` allows, in its middle. `words` say what it shows: they
/// are recorded and spoken, never drawn.
void show_picture(Frame& frame,
                  const Rect& where,
                  std::string_view id,
                  std::string_view words,
                  const SharedPicture& picture);

// --- bands -------------------------------------------------------------------------------------

struct BarItem {
    std::string_view id;
    std::string_view label;  ///< beside the icon on screens of 300 mm or more
    Icon icon = Icon::none;
    bool at_end = false;  ///< "Hide and leave": with its words always
};
struct BarEvent {
    std::optional<std::size_t> pressed;  ///< index of the item
    std::optional<std::size_t> held;     ///< held for a second instead; never the last, "leave"
};
/// Whose screen this is.
struct BarTitle {
    std::string_view name;
    SharedPicture logo = {};           ///< none: a mark of the kiosk's own
    std::string_view logo_words = {};  ///< what it shows
};
/// A logo at most so large inside `where`, on a ground of its own that is light in all colours.
/// Returns its place with that ground.
Rect show_logo(Frame& frame, const Rect& where, std::string_view id, const BarTitle& title);
/// The place that `show_logo` takes from the start of `where`.
[[nodiscard]] Size logo_size(const Rect& where, const Picture& logo);

/// Draws the bar: the organisation's logo and name at the start, the items.
BarEvent bar(Frame& frame,
             const Rect& where,
             const BarTitle& title,
             std::span<const BarItem> items);

struct Foot {
    std::string_view back;      ///< label of nav.back; empty: none
    std::string_view position;  ///< "Question 3 of 9"; empty: none
    std::string_view next;      ///< label of nav.continue; empty: none
    std::string_view next_id = "nav.continue";
    std::string_view back_id = "nav.back";
    bool next_enabled = true;
    ButtonKind next_kind = ButtonKind::primary;
    int done = 0;  ///< progress: `done` of `total`; nothing when total is 0
    int total = 0;
};

struct FootEvent {
    bool back = false;
    bool next = false;
};
FootEvent foot(Frame& frame, const Rect& where, const Foot& foot);

/// How far it is: recorded with its value "3 of 9" as `name` says it.
void progress(Frame& frame,
              const Rect& where,
              std::string_view id,
              std::string_view name,
              int done,
              int total);

/// A label with its value and a change button: a row of the check page. Whether change was pressed.
/// A row that is too tall for a page is drawn as several: its label, then its value.
struct SummaryRow {
    std::string_view id;         ///< of the row
    std::string_view label;      ///< empty in the later parts of a row
    std::string_view value;      ///< empty in the earlier ones
    std::string_view change_id;  ///< empty: cannot be changed
    std::string_view change;     ///< "Change"
    Privacy privacy = Privacy::personal;
    bool goes_on = false;  ///< its next part follows: no line below
};
bool summary_row(Frame& frame, const Rect& where, const SummaryRow& row);
[[nodiscard]] double summary_row_height(Frame& frame, double width, const SummaryRow& row);
/// Width that its words have, beside the change button.
[[nodiscard]] double summary_row_words_width(Frame& frame, double width, const SummaryRow& row);

/// Covers the page and draws a card of `size` in its middle; what is drawn behind it belongs into
/// `Frame::behind_dialog`. Returns the inside of the card. Later nodes are the dialog's.
Rect dialog(Frame& frame, const Size& size, std::string_view id, std::string_view name);

/// A raised white card. Records nothing: it is only ground.
void card(Frame& frame, const Rect& where);

}  // namespace harmony::ui
