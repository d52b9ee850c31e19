#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/screens.h"

// What the files of the question page share; the page itself is `draw_question` in screens.h.
namespace harmony::kiosk {

/// Everything the parts of this page share in one pass.
struct QuestionPass {
    ui::Frame& frame;
    const PageContext& context;
    const QuestionView& view;
    const ui::KeyboardLayouts& layouts;
    Intents& intents;
    std::string id;  ///< `q.<name>`
};

/// What the foot's buttons do on this page.
struct Steps {
    Do back = Do::go_back;
    int back_page = 0;
    Do next = Do::go_on;
    int next_page = 0;
};

/// What stands above the answer, where both go, and which of the answer's pages is shown.
struct QuestionPart {
    const std::vector<Block>& head;
    ui::Rect area;
    int page = 0;           ///< of the answer, from 0
    int first_page = 0;     ///< the number that its page 0 has among all pages of the question
    double least_head = 0;  ///< of statements: the tallest, so that answers stay where they are
};

/// How one kind of answer stands on the page.
struct AnswerDrawing {
    /// Whether head and answer have room together.
    bool (*fits)(const QuestionPass&, const QuestionPart&);
    Steps (*draw)(const QuestionPass&, const QuestionPart&);
};

[[nodiscard]] bool choices_fit(const QuestionPass& pass, const QuestionPart& part);
Steps draw_choices(const QuestionPass& pass, const QuestionPart& part);
[[nodiscard]] bool text_fits(const QuestionPass& pass, const QuestionPart& part);
Steps draw_answer_text(const QuestionPass& pass, const QuestionPart& part);
[[nodiscard]] bool number_fits(const QuestionPass& pass, const QuestionPart& part);
Steps draw_answer_number(const QuestionPass& pass, const QuestionPart& part);
/// "0: Not at all · 10: Completely": for the page of the question, where the scale has another.
[[nodiscard]] base::SecretText ends_in_words(const QuestionView& scale);
[[nodiscard]] bool scale_fits(const QuestionPass& pass, const QuestionPart& part);
Steps draw_scale(const QuestionPass& pass, const QuestionPart& part);
/// Whether all tiles stand on one page below the head.
[[nodiscard]] bool whole_rank_fits(const QuestionPass& pass, const QuestionPart& part);
[[nodiscard]] bool rank_fits(const QuestionPass& pass, const QuestionPart& part);
Steps draw_rank(const QuestionPass& pass, const QuestionPart& part);
[[nodiscard]] bool day_fits(const QuestionPass& pass, const QuestionPart& part);
Steps draw_day(const QuestionPass& pass, const QuestionPart& part);
[[nodiscard]] bool time_fits(const QuestionPass& pass, const QuestionPart& part);
Steps draw_time(const QuestionPass& pass, const QuestionPart& part);

[[nodiscard]] bool map_fits(const QuestionPass& pass, const QuestionPart& part);
Steps draw_answer_map(const QuestionPass& pass, const QuestionPart& part);
/// The places of the map as tiles.
Steps draw_map_list(const QuestionPass& pass, const ui::Rect& area);
[[nodiscard]] bool faces_fit(const QuestionPass& pass, const QuestionPart& part);
Steps draw_faces(const QuestionPass& pass, const QuestionPart& part);
[[nodiscard]] bool list_fits(const QuestionPass& pass, const QuestionPart& part);
Steps draw_list(const QuestionPass& pass, const QuestionPart& part);
/// False when the page has no grid.
[[nodiscard]] bool grid_fits(const QuestionPass& pass, const QuestionPart& part);
Steps draw_grid(const QuestionPass& pass, const QuestionPart& part);

/// The page of the on-screen keyboard alone.
void draw_typing_page(const QuestionPass& pass, const ui::Bands& bands);
/// What looks like personal data may go or stay.
void draw_personal(const QuestionPass& pass, const ui::Bands& bands);
/// The page of month names.
Steps draw_months(const QuestionPass& pass, const ui::Rect& area);

// --- what they share
// ------------------------------------------------------------------------------

/// Height that is left below the head at `width`.
[[nodiscard]] double room_below(const QuestionPass& pass, const QuestionPart& part, double width);

/// Draws the head at `width` and returns what is left below it.
ui::Rect draw_head(const QuestionPass& pass, const QuestionPart& part, double width);

/// Where a number pad and what is typed with it go: side by side below the head, or, where that is
/// too tall, with the head above the fields alone.
struct BesidePad {
    ui::Rect fields;
    ui::Rect pad;
};
/// Draws the head. `least` is the height that the fields need.
BesidePad draw_head_with_pad(const QuestionPass& pass,
                             const QuestionPart& part,
                             const ui::Size& pad,
                             double least);
inline constexpr double beside_pad = 6.0;

/// The steps of an answer that has its pages on its own: Back leads to the page before its first.
[[nodiscard]] Steps steps_of(const QuestionPart& part);

/// The field for digits, as all pages with a pad have it.
[[nodiscard]] ui::TextField digits_field(const QuestionPass& pass,
                                         const std::string& id,
                                         const std::string& label);

/// Small tiles in as few rows as `area` is wide for, over pages when they are many.
[[nodiscard]] double small_tiles_height(ui::Frame& frame,
                                        double width,
                                        const std::vector<ui::SmallTile>& tiles);
/// How many of them stand in one row at `width`.
[[nodiscard]] std::size_t small_tiles_columns(ui::Frame& frame,
                                              double width,
                                              const std::vector<ui::SmallTile>& tiles);
[[nodiscard]] int small_tiles_pages(ui::Frame& frame,
                                    const ui::Rect& area,
                                    const std::vector<ui::SmallTile>& tiles);
/// The tile that was touched. Draws the tiles of page `part.page`.
std::optional<std::size_t> draw_small_tiles(const QuestionPass& pass,
                                            const QuestionPart& part,
                                            const ui::Rect& area,
                                            const std::vector<ui::SmallTile>& tiles);

}  // namespace harmony::kiosk
