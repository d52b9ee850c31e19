#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/question.h"

// A rank. Its tiles stay where they are and carry their places: a tile that jumped to its place
// would be under another finger. Beside a tile with a place are two buttons that move it.
//  1. One column, the two buttons side by side.
//  2. Two columns, the two buttons one above the other, when no word breaks.
//  3. The question has a page of its own, if the tiles then stand on one page: who puts things in
//     order wants to see all of them.
//  4. Pages of one column.
// Undo and Start again stand below the tiles, or beside the question where that would cost a page.
namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
namespace sizes = ui::sizes;

constexpr double moves_side_by_side = 2 * (sizes::control + sizes::gap);
constexpr double moves_stacked = sizes::control + sizes::gap;
constexpr double stacked_height = 2 * sizes::control + sizes::gap;
constexpr double tools_height = sizes::control + sizes::gap;
constexpr double tools_at_head = 2 * (sizes::control + sizes::gap);

/// The tiles, with the ids they point into.
struct RankTiles {
    std::vector<std::string> ids;
    std::vector<ui::Tile> tiles;
};

RankTiles tiles_of(const QuestionPass& pass) {
    RankTiles made;
    for (const ChoiceView& choice : pass.view.choices) {
        made.ids.push_back(fmt::format("{}.opt.{}", pass.id, choice.name));
    }
    for (std::size_t i = 0; i < made.ids.size(); ++i) {
        ui::Tile tile{made.ids[i], pass.view.choices[i].label.view()};
        tile.kind = ui::TileKind::ranked;
        tile.chosen = pass.view.choices[i].chosen;
        tile.place = pass.view.choices[i].place;
        tile.position = static_cast<int>(i) + 1;
        tile.total = static_cast<int>(made.ids.size());
        made.tiles.push_back(tile);
    }
    return made;
}

std::size_t ranked_count(const QuestionView& view) {
    return static_cast<std::size_t>(
        std::count_if(view.choices.begin(), view.choices.end(), [](const ChoiceView& choice) {
            return choice.place > 0;
        }));
}

/// Where the tiles go at one width.
struct RankGrid {
    std::size_t columns = 1;
    double width = 0;  ///< of a tile with its buttons
    std::vector<double> rows;

    [[nodiscard]] double height() const {
        double height = -sizes::gap;
        for (const double row : rows) {
            height += row + sizes::gap;
        }
        return height;
    }

    [[nodiscard]] double tallest() const { return *std::max_element(rows.begin(), rows.end()); }
    [[nodiscard]] double moves() const { return columns == 1 ? moves_side_by_side : moves_stacked; }
};

RankGrid grid_of(Frame& frame, double width, const RankTiles& rank, std::size_t columns) {
    RankGrid grid;
    grid.columns = columns;
    const auto count = static_cast<double>(columns);
    grid.width = (width - (count - 1) * 2 * sizes::gap) / count;
    const double least = columns == 1 ? sizes::tile_h : stacked_height;
    for (std::size_t i = 0; i < rank.tiles.size(); ++i) {
        const double tile = ui::tile_height(frame, grid.width - grid.moves(), rank.tiles[i]);
        if (i % columns == 0) {
            grid.rows.push_back(least);
        }
        grid.rows.back() = std::max(grid.rows.back(), tile);
    }
    return grid;
}

bool breaks_a_word(Frame& frame, const RankGrid& grid, const RankTiles& rank) {
    return std::any_of(rank.tiles.begin(), rank.tiles.end(), [&](const ui::Tile& tile) {
        return ui::tile_breaks_word(frame, grid.width - grid.moves(), tile);
    });
}

/// All tiles on one page of this height; nothing when they do not fit.
std::optional<RankGrid> whole_grid(Frame& frame, const ui::Size& room, const RankTiles& rank) {
    const RankGrid one = grid_of(frame, room.w, rank, 1);
    if (one.height() <= room.h) {
        return one;
    }
    const RankGrid two = grid_of(frame, room.w, rank, 2);
    const bool fits = two.height() <= room.h && !breaks_a_word(frame, two, rank);
    return fits ? std::optional(two) : std::nullopt;
}

enum class Tools { below, at_head };

struct RankPlan {
    RankGrid grid;
    Tools tools = Tools::below;
    std::vector<std::size_t> starts = {0};  ///< the first row of each page

    [[nodiscard]] std::size_t end(std::size_t page) const {
        return page + 1 < starts.size() ? starts[page + 1] : grid.rows.size();
    }
};

void break_into_pages(RankPlan& plan, double height) {
    double left = height;
    for (std::size_t row = 0; row < plan.grid.rows.size(); ++row) {
        if (row > plan.starts.back() && plan.grid.rows[row] > left) {
            plan.starts.push_back(row);
            left = height;
        }
        left -= plan.grid.rows[row] + sizes::gap;
    }
}

/// All tiles on one page; nothing when they do not fit.
std::optional<RankPlan> whole_plan(const QuestionPass& pass, const QuestionPart& part) {
    const RankTiles rank = tiles_of(pass);
    const double width = part.area.w;
    const double below = room_below(pass, part, width) - tools_height;
    if (const auto grid = whole_grid(pass.frame, {width, below}, rank)) {
        return RankPlan{*grid, Tools::below};
    }
    const double beside =
        std::min(room_below(pass, part, width - tools_at_head), part.area.h - tools_height);
    if (const auto grid = whole_grid(pass.frame, {width, beside}, rank)) {
        return RankPlan{*grid, Tools::at_head};
    }
    return std::nullopt;
}

/// Pages of one column; of one tile each where there is room for no more.
RankPlan plan_in_pages(const QuestionPass& pass, const QuestionPart& part) {
    RankPlan plan{grid_of(pass.frame, part.area.w, tiles_of(pass), 1), Tools::below};
    break_into_pages(plan, room_below(pass, part, part.area.w) - tools_height);
    return plan;
}

/// A button that moves one tile; says which one.
bool draw_move(const QuestionPass& pass, const Rect& where, const ChoiceView& choice, bool up) {
    const std::string word = pass.context.words(up ? "rank.up" : "rank.down");
    const std::string id = fmt::format("{}.{}.{}", pass.id, up ? "up" : "down", choice.name);
    base::SecretText speak = choice.label;
    speak.append(". ");
    speak.append(word);
    ui::Button button{id, word};
    button.icon = up ? ui::Icon::up : ui::Icon::down;
    button.icon_only = true;
    button.speak = speak.view();
    const auto last = static_cast<int>(ranked_count(pass.view));
    button.enabled = up ? choice.place > 1 : choice.place < last;
    return ui::button(pass.frame, where, button);
}

void draw_moves(const QuestionPass& pass,
                Rect where,
                std::size_t columns,
                const ChoiceView& choice) {
    Rect up;
    Rect down;
    if (columns == 1) {
        where.y += (where.h - sizes::control) / 2;
        where.h = sizes::control;
        up = where.take_left(sizes::control, sizes::gap);
        down = where.take_left(sizes::control);
    } else {
        where.y += (where.h - stacked_height) / 2;
        up = where.take_top(sizes::control, sizes::gap);
        down = where.take_top(sizes::control);
    }
    if (draw_move(pass, up, choice, true)) {
        pass.intents.add(Do::rank_up, choice.name);
    }
    if (draw_move(pass, down, choice, false)) {
        pass.intents.add(Do::rank_down, choice.name);
    }
}

void draw_rows(const QuestionPass& pass, Rect area, const RankPlan& plan, std::size_t page) {
    const RankTiles rank = tiles_of(pass);
    const RankGrid& grid = plan.grid;
    for (std::size_t row = plan.starts[page]; row < plan.end(page); ++row) {
        Rect line = area.take_top(grid.rows[row], sizes::gap);
        const std::size_t last = std::min((row + 1) * grid.columns, rank.tiles.size());
        for (std::size_t i = row * grid.columns; i < last; ++i) {
            Rect place = line.take_left(grid.width, 2 * sizes::gap);
            const ChoiceView& choice = pass.view.choices[i];
            if (ui::tile(pass.frame,
                         place.take_left(grid.width - grid.moves(), sizes::gap),
                         rank.tiles[i])) {
                pass.intents.add(Do::choose, choice.name);
            }
            if (choice.place > 0) {
                draw_moves(pass, place, grid.columns, choice);
            }
        }
    }
}

/// Undo and Start again, from the end of `where`; with their words where these have room.
void draw_tools(const QuestionPass& pass, Rect& where, bool words) {
    const std::string undo_word = pass.context.words("rank.undo");
    const std::string again_word = pass.context.words("rank.again");
    ui::Button undo{"rank.undo", undo_word, ui::ButtonKind::plain, ui::Icon::undo};
    ui::Button again{"rank.again", again_word, ui::ButtonKind::plain, ui::Icon::again};
    undo.enabled = pass.view.can_undo;
    again.enabled = ranked_count(pass.view) > 0;
    undo.icon_only = again.icon_only = !words;
    const auto width = [&](const ui::Button& button) {
        return words ? ui::button_size(pass.frame, button).w : sizes::control;
    };
    const Rect again_place = where.take_right(width(again), sizes::gap);
    const Rect undo_place = where.take_right(width(undo), sizes::gap);
    if (ui::button(pass.frame, undo_place, undo)) {
        pass.intents.add(Do::rank_undo);
    }
    if (ui::button(pass.frame, again_place, again)) {
        pass.intents.add(Do::rank_again);
    }
}

/// Whether the tools have their words on one line each, beside `beside` mm of something else.
bool tools_have_words(const QuestionPass& pass, double width, double beside) {
    double needed = beside;
    for (const auto* key : {"rank.undo", "rank.again"}) {
        const std::string word = pass.context.words(key);
        const ui::Button button{key, word, ui::ButtonKind::plain, ui::Icon::undo};
        const ui::Size size = ui::button_size(pass.frame, button);
        if (size.h > sizes::control) {
            return false;
        }
        needed += size.w + sizes::gap;
    }
    return needed <= width;
}

/// "In order: 2 of 4", and the tools; with the pager in between when there are pages.
void draw_bottom(const QuestionPass& pass,
                 const QuestionPart& part,
                 Rect row,
                 const RankPlan& plan,
                 std::size_t page) {
    const auto pages = static_cast<int>(plan.starts.size());
    if (pages == 1) {
        const std::string count =
            pass.context.words.count("rank.count",
                                     static_cast<int>(ranked_count(pass.view)),
                                     static_cast<int>(pass.view.choices.size()));
        ui::TextLook look;
        look.scale = ui::Scale::small;
        look.colour = ui::Role::second_text;
        const ui::TextBox box = pass.frame.lay_out(count, look);
        const double room = box.width + 2 * sizes::gap;
        const bool fits = std::max(box.height, box.ink.h) <= row.h;
        draw_tools(pass, row, tools_have_words(pass, row.w, fits ? room : 0));
        if (fits && room <= row.w) {
            row.y += (row.h - box.height) / 2;
            ui::paragraph(pass.frame, row, {pass.id + ".count", count, look});
        }
        return;
    }
    draw_tools(pass, row, false);
    Intents turned;
    draw_pager(pass.frame, row, pass.context, answer_pager, static_cast<int>(page), pages, turned);
    for (const Intent& intent : turned.take()) {
        pass.intents.add(Do::show_page, part.first_page + intent.number);
    }
}

}  // namespace

bool whole_rank_fits(const QuestionPass& pass, const QuestionPart& part) {
    return whole_plan(pass, part).has_value();
}

bool rank_fits(const QuestionPass& pass, const QuestionPart& part) {
    if (whole_rank_fits(pass, part)) {
        return true;
    }
    const std::string title = pass.context.words("rank.page");
    const std::vector<Block> small{{Block::Kind::again, pass.id + ".head", title}};
    if (whole_rank_fits(pass, {small, part.area})) {
        return false;
    }
    const RankGrid grid = grid_of(pass.frame, part.area.w, tiles_of(pass), 1);
    return grid.tallest() <= room_below(pass, part, part.area.w) - tools_height;
}

Steps draw_rank(const QuestionPass& pass, const QuestionPart& part) {
    const std::optional<RankPlan> whole = whole_plan(pass, part);
    const RankPlan plan = whole ? *whole : plan_in_pages(pass, part);
    const auto last_page = static_cast<int>(plan.starts.size()) - 1;
    const auto page = static_cast<std::size_t>(std::clamp(part.page, 0, last_page));
    const bool at_head = plan.tools == Tools::at_head;
    Rect area = draw_head(pass, part, part.area.w - (at_head ? tools_at_head : 0));
    if (at_head) {
        Rect corner = part.area;
        corner.h = sizes::control;
        draw_tools(pass, corner, false);
        const double below_tools = part.area.y + tools_height;
        area.take_top(std::max(0.0, below_tools - area.y));
    }
    draw_rows(pass, area, plan, page);
    if (!at_head) {
        Rect row = area;
        if (plan.starts.size() > 1) {
            row = area.take_bottom(sizes::control);
        } else {
            area.take_top(plan.grid.height(), sizes::gap);
            row = area.take_top(sizes::control);
        }
        draw_bottom(pass, part, row, plan, page);
    }
    return steps_of(part);
}

}  // namespace harmony::kiosk
