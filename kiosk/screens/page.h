#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "kiosk/intents.h"
#include "kiosk/pack_pictures.h"
#include "kiosk/screen.h"
#include "kiosk/words.h"
#include "ui/widgets.h"

namespace harmony::kiosk {

/// What every page knows: how it is seen, its words, and where intents go.
struct PageContext {
    const Words& words;
    ui::Look look;
    std::string organisation;  ///< stands at the start of the bar
    bool assisted = false;     ///< a member of staff helps: every page says so
    ShownPicture logo = {};    ///< before the organisation's name
};

/// How much of the bar a page shows.
enum class BarKind {
    full,  ///< language, text size, colours, read, lower, help, leave; read, more, leave when large
    typing,  ///< read, help and leave: the keyboard needs the room
    sheet,   ///< read and leave: the sheet itself has the others
    staff,   ///< the name alone; no way out to a resident's page
    none,    ///< the name alone, which staff may hold
};

/// Begins a page: screen node, ground, bar. Returns its bands.
ui::Bands begin_page(ui::Frame& frame,
                     const PageContext& context,
                     std::string_view id,
                     std::string_view name,
                     BarKind bar,
                     Intents& intents);

/// A button that may say it in more words where there is room.
struct FootButton {
    std::string_view id;
    std::string_view label;
    std::string_view short_label = {};  ///< where the label does not fit; empty: there is none
    ui::ButtonKind kind = ui::ButtonKind::plain;
    ui::Icon icon = ui::Icon::none;  ///< none: the arrow of its place
};

/// The foot of a page with one choice or two: `back` at the start, `next` at the end; a button
/// without an id is not there.
ui::FootEvent draw_foot(ui::Frame& frame,
                        const ui::Rect& band,
                        const FootButton& back,
                        const FootButton& next);

/// One thing in a column of text. Its words may be a resident's (a label that repeats an answer),
/// so they leave no copy behind.
struct Block {
    /// `again` is the heading of a page that goes on.
    /// `fact` has a value at the end of its line; `phone` a number, and its code to photograph;
    /// `picture` a picture, whose words are its text; `web` an address, and its code to photograph;
    /// `link` a button that leads to more.
    enum class Kind {
        heading,
        again,
        text,
        strong,
        small,
        small_strong,
        number,
        warning,
        fact,
        phone,
        web,
        picture,
        link
    };

    Block(Kind kind_of, std::string its_id, std::string_view words, std::string its_language = {})
        : kind(kind_of), id(std::move(its_id)), text(words), language(std::move(its_language)) {}

    Kind kind;
    std::string id;
    base::SecretText text;
    std::string language;  ///< when not the page's
    std::string beside;    ///< of a fact: its value; of a phone: its number; of a web: its address
    std::string code;      ///< of a phone or web: what its code is called
    bool problem = true;   ///< of a warning: something on this page must be mended
    bool spell = false;    ///< its numbers are said digit by digit: telephone numbers
    std::string shorter;   ///< of a heading: for later pages that it would fill; empty: none
    ui::SharedPicture picture = {};
    double tallest = 45.0;    ///< of a picture: its height at most, in mm
    bool* pressed = nullptr;  ///< of a link: set when it was
};

/// Height of all blocks, one below the other.
[[nodiscard]] double blocks_height(ui::Frame& frame,
                                   double width,
                                   const std::vector<Block>& blocks);

/// Draws all blocks from the top of `area`, which must have room for them, and takes that room
/// away.
void draw_all(ui::Frame& frame, ui::Rect& area, const std::vector<Block>& blocks);

/// How many pages `draw_blocks` makes of them.
[[nodiscard]] int block_pages(ui::Frame& frame,
                              const ui::Rect& area,
                              const std::vector<Block>& blocks);

/// Draws blocks from the top of `area`, as many as fit; the rest stands on further pages behind
/// `page.more` and `page.back`. Long texts are broken between sentences, never cut. Returns how
/// many pages there are. `ids` of broken texts get `.2`, `.3` for their later parts.
int draw_blocks(ui::Frame& frame,
                const PageContext& context,
                const ui::Rect& area,
                const std::vector<Block>& blocks,
                int page,
                Intents& intents);

/// The same where `after` more pages follow, which the caller draws: on those nothing is drawn but
/// the pager. Returns how many pages of blocks there are.
int draw_blocks_before(ui::Frame& frame,
                       const PageContext& context,
                       const ui::Rect& area,
                       const std::vector<Block>& blocks,
                       int page,
                       int after,
                       Intents& intents);

/// Parts of `text`, each at most `height` tall when laid out at `width`; broken between sentences,
/// else between words.
[[nodiscard]] std::vector<base::SecretText> text_parts(ui::Frame& frame,
                                                       std::string_view text,
                                                       const ui::TextLook& look,
                                                       double width,
                                                       double first_height,
                                                       double height);

/// The phrase of a pager for what it turns over: "More answers (1 of 3)".
struct PagerWords {
    std::string_view more;
    std::string_view back;
};
inline constexpr PagerWords text_pager{"page.more_text", "page.back_text"};
inline constexpr PagerWords choice_pager{"page.more_choices", "page.back_text"};
inline constexpr PagerWords answer_pager{"page.more", "page.back"};
inline constexpr PagerWords row_pager{"page.more_rows", "page.back_text"};

/// `page.back` and `page.more` at the two ends of `where`; with words, or with arrows alone where
/// the words have no room.
void draw_pager(ui::Frame& frame,
                const ui::Rect& where,
                const PageContext& context,
                const PagerWords& words,
                int page,
                int pages,
                Intents& intents);
inline constexpr double pager_height = 15.0;

/// The heading of a page of tiles: small where the tiles, `least` tall, would have no room below
/// the large one. Takes its room from `area`.
void draw_tiles_heading(ui::Frame& frame,
                        ui::Rect& area,
                        std::string_view id,
                        std::string_view title,
                        double least = 70);

/// How the pages of tiles are counted and turned.
struct TilePages {
    int first = 0;  ///< the number of the first of them, where a question's text has pages before
    PagerWords words = choice_pager;
};

/// The tile that was touched; a page that was asked for goes to `intents`. Lays tiles out by the
/// fit rule: one column, two columns, pages of whole tiles.
std::optional<std::size_t> draw_tiles(ui::Frame& frame,
                                      const PageContext& context,
                                      const ui::Rect& area,
                                      std::vector<ui::Tile> tiles,
                                      int page,
                                      Intents& intents,
                                      const TilePages& pages = {});

}  // namespace harmony::kiosk
