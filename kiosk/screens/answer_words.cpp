#include <fmt/format.h>

#include <algorithm>

#include "kiosk/key_names.h"
#include "kiosk/screens/question.h"

// Tiles of choices, and text with its keyboard.
namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
namespace sizes = ui::sizes;
constexpr double gap = 3.0;

/// The tiles of the choices, with the ids they point into.
struct ChoiceTiles {
    std::vector<std::string> ids;
    std::vector<ui::Tile> tiles;
};

ChoiceTiles tiles_of(const QuestionPass& pass) {
    ChoiceTiles made;
    for (const ChoiceView& choice : pass.view.choices) {
        made.ids.push_back(fmt::format("{}.opt.{}", pass.id, choice.name));
    }
    const bool many = pass.view.kind == AnswerKind::many;
    for (std::size_t i = 0; i < made.ids.size(); ++i) {
        ui::Tile tile{made.ids[i], pass.view.choices[i].label.view()};
        tile.kind = many ? ui::TileKind::checkbox : ui::TileKind::radio;
        tile.chosen = pass.view.choices[i].chosen;
        tile.picture = pass.view.choices[i].picture;
        tile.position = static_cast<int>(i) + 1;
        tile.total = static_cast<int>(made.ids.size());
        made.tiles.push_back(tile);
    }
    return made;
}

/// The least room in which at least one tile, and a pager if need be, stands whole.
double least_tiles_height(const QuestionPass& pass, double width) {
    const ChoiceTiles choices = tiles_of(pass);
    double tallest = sizes::tile_h;
    for (const ui::Tile& tile : choices.tiles) {
        tallest = std::max(tallest, ui::tile_height(pass.frame, width, tile));
    }
    return tallest + (choices.tiles.size() > 1 ? pager_height + sizes::gap : 0);
}

double half_width(double width) {
    return (width - sizes::gap) / 2;
}

/// Height of two answers like Yes and No side by side, with what says nothing about the question
/// below them; more than any page has when they are no such pair, or one needs two lines.
double pair_height(const QuestionPass& pass, double width) {
    constexpr double none = 1e9;
    const auto& all = pass.view.choices;
    const auto asides = std::count_if(
        all.begin(), all.end(), [](const ChoiceView& choice) { return choice.aside; });
    const bool is_pair =
        pass.view.kind == AnswerKind::one && all.size() - static_cast<std::size_t>(asides) == 2;
    if (!is_pair || all[0].aside || all[1].aside) {
        return none;
    }
    const ChoiceTiles choices = tiles_of(pass);
    double height = -sizes::gap;
    for (std::size_t i = 0; i < choices.tiles.size(); ++i) {
        const bool half = i < 2;
        const double each =
            ui::tile_height(pass.frame, half ? half_width(width) : width, choices.tiles[i]);
        if (half && (each > ui::tile_height(pass.frame, 10'000, choices.tiles[i]) ||
                     ui::tile_breaks_word(pass.frame, half_width(width), choices.tiles[i]))) {
            return none;
        }
        height += i == 1 ? 0 : each + sizes::gap;
    }
    return height;
}

std::optional<std::size_t> draw_pair(const QuestionPass& pass,
                                     Rect area,
                                     const ChoiceTiles& choices) {
    std::optional<std::size_t> pressed;
    Rect row = area.take_top(ui::tile_height(pass.frame, half_width(area.w), choices.tiles[0]),
                             sizes::gap);
    for (std::size_t i = 0; i < choices.tiles.size(); ++i) {
        const Rect where =
            i < 2
                ? row.take_left(half_width(area.w), sizes::gap)
                : area.take_top(ui::tile_height(pass.frame, area.w, choices.tiles[i]), sizes::gap);
        if (ui::tile(pass.frame, where, choices.tiles[i])) {
            pressed = i;
        }
    }
    return pressed;
}

ui::TextField text_field_of(const QuestionPass& pass,
                            const std::string& id,
                            const std::string& label) {
    ui::TextField field{id, label};
    field.lines = 3;
    field.language = pass.context.look.language;
    field.invalid = !pass.view.trouble.empty();
    return field;
}

/// As many lines as there is room for, at least one.
ui::TextField fitted(Frame& frame, ui::TextField field, double height) {
    while (field.lines > 1 && ui::text_field_height(frame, field) > height) {
        --field.lines;
    }
    return field;
}

void draw_keyboard(const QuestionPass& pass, const Rect& where) {
    const Words& words = pass.context.words;
    const KeyWords keys(words);
    const ui::KeyboardEvent event =
        ui::keyboard(pass.frame, where, pass.layouts, pass.view.keys, keys.table());
    if (event.press && event.press->kind == ui::KeyPress::Kind::done) {
        pass.intents.add(pass.view.keyboard_open ? Do::close_keyboard : Do::go_on);
    } else if (event.press) {
        pass.intents.add(Do::type, *event.press);
    }
    if (event.next != pass.view.keys) {
        pass.intents.show(event.next);
    }
}

void draw_field(const QuestionPass& pass, const Rect& where, const ui::TextField& field) {
    if (const auto press = ui::text_field(pass.frame, where, field, *pass.view.typed)) {
        if (field.active) {
            pass.intents.add(Do::type, *press);
        } else {
            pass.intents.add(Do::open_keyboard);
        }
    }
}

}  // namespace

bool choices_fit(const QuestionPass& pass, const QuestionPart& part) {
    if (pair_height(pass, part.area.w) <= room_below(pass, part, part.area.w)) {
        return true;
    }
    return room_below(pass, part, part.area.w) >= least_tiles_height(pass, part.area.w);
}

Steps draw_choices(const QuestionPass& pass, const QuestionPart& part) {
    const Rect area = draw_head(pass, part, part.area.w);
    const ChoiceTiles choices = tiles_of(pass);
    const auto pressed = pair_height(pass, area.w) <= area.h
                             ? draw_pair(pass, area, choices)
                             : draw_tiles(pass.frame,
                                          pass.context,
                                          area,
                                          choices.tiles,
                                          part.page,
                                          pass.intents,
                                          {part.first_page, answer_pager});
    if (pressed) {
        pass.intents.add(Do::choose, pass.view.choices[*pressed].name);
    }
    return steps_of(part);
}

bool text_fits(const QuestionPass& pass, const QuestionPart& part) {
    ui::TextField one_line = text_field_of(pass, pass.id, pass.id);
    one_line.lines = 1;
    return room_below(pass, part, part.area.w) >= ui::text_field_height(pass.frame, one_line);
}

Steps draw_answer_text(const QuestionPass& pass, const QuestionPart& part) {
    Rect area = draw_head(pass, part, part.area.w);
    const std::string id = pass.id + ".field";
    const std::string label = pass.context.words("q.answer");
    const std::string touch = pass.context.words("q.type");
    ui::TextField field = text_field_of(pass, id, label);
    const double keys = ui::keyboard_height(pass.layouts, pass.view.keys) + gap;
    ui::TextField one_line = field;
    one_line.lines = 1;
    if (ui::text_field_height(pass.frame, one_line) + keys <= area.h) {
        // The keyboard may be wider than a column of text.
        const Rect page = pass.frame.page();
        const Rect bottom = area.take_bottom(keys - gap, gap);
        draw_keyboard(pass, {sizes::margin, bottom.y, page.w - 2 * sizes::margin, bottom.h});
    } else {
        field.active = false;
        field.placeholder = touch;
    }
    field = fitted(pass.frame, field, area.h);
    draw_field(pass, area.take_top(ui::text_field_height(pass.frame, field)), field);
    return steps_of(part);
}

void draw_typing_page(const QuestionPass& pass, const ui::Bands& bands) {
    Rect area = {bands.content.x,
                 bands.content.y,
                 bands.content.w,
                 bands.foot.bottom() - bands.content.y - sizes::margin};
    const double keys = ui::keyboard_height(pass.layouts, pass.view.keys);
    draw_keyboard(pass, area.take_bottom(keys, sizes::gap));
    ui::TextLook look;
    look.scale = ui::Scale::small;
    look.weight = ui::Weight::bold;
    const bool finding = pass.view.kind == AnswerKind::listed || pass.view.map.list_open;
    std::string label = pass.context.words(finding ? "list.letters" : "q.typed");
    if (!pass.view.letters.empty()) {
        label += " · " + pass.view.letters;
    }
    const std::string id = pass.id + ".head";
    Rect column = ui::text_column(area);
    const std::string field_id = pass.id + ".field";
    ui::TextField field = text_field_of(pass, field_id, label);
    const ui::Paragraph head{id, label, look, ui::sem::Role::heading};
    ui::TextField one_line = field;
    one_line.lines = 1;
    const double least = ui::text_field_height(pass.frame, one_line) + 2;
    if (ui::paragraph_height(pass.frame, column.w, head) + least <= column.h) {
        column.take_top(ui::paragraph(pass.frame, column, head), 2);
    } else {  // above a keyboard of five rows, in the largest letters: beside the field
        ui::paragraph(pass.frame, column.take_left(column.w * 0.36, sizes::gap), head);
    }
    field = fitted(pass.frame, field, column.h);
    draw_field(pass, column.take_top(ui::text_field_height(pass.frame, field)), field);
}

void draw_personal(const QuestionPass& pass, const ui::Bands& bands) {
    const Words& words = pass.context.words;
    const std::string title = words("pii.title");
    draw_blocks(pass.frame,
                pass.context,
                ui::text_column(bands.content),
                {{Block::Kind::heading, pass.id + ".head", title},
                 {Block::Kind::text, pass.id + ".trouble", pass.view.trouble.view()}},
                pass.view.page,
                pass.intents);
    const std::string remove = words("pii.remove");
    const std::string keep = words("pii.keep");
    const ui::FootEvent pressed = draw_foot(pass.frame,
                                            bands.foot,
                                            {"pii.keep", keep},
                                            {"pii.remove", remove, {}, ui::ButtonKind::primary});
    if (pressed.next) {
        pass.intents.add(Do::remove_personal);
    } else if (pressed.back) {
        pass.intents.add(Do::keep_personal);
    }
}

}  // namespace harmony::kiosk
