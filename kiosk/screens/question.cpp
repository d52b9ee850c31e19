#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/screens.h"

// A question stands on one page when everything fits: heading, hint, answers. Where it does not (a
// long question in large letters on a small screen), the question has pages of its own first, and
// the answers follow; nothing is cut or shrunk (kiosk.md 3, rule 4).
namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
namespace sizes = ui::sizes;
constexpr double gap = 3.0;

/// Everything the parts of this page share in one pass.
struct Pass {
    Frame& frame;
    const PageContext& context;
    const QuestionView& view;
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

bool large(const Pass& pass) {
    return pass.context.look.text == ui::TextSize::l || pass.context.look.text == ui::TextSize::xl;
}

std::vector<Block> head_of(const Pass& pass) {
    const QuestionView& view = pass.view;
    std::vector<Block> blocks;
    if (large(pass)) {
        blocks.emplace_back(Block::Kind::small, pass.id + ".position", view.position);
    }
    if (!view.group.empty()) {
        blocks.emplace_back(Block::Kind::small, pass.id + ".group", view.group.view());
    }
    blocks.emplace_back(Block::Kind::heading, pass.id + ".head", view.label.view());
    if (!view.hint.empty() && view.trouble.empty()) {  // what to mend takes the hint's place
        blocks.emplace_back(Block::Kind::small, pass.id + ".hint", view.hint.view());
    }
    if (!view.trouble.empty()) {
        blocks.emplace_back(Block::Kind::warning, pass.id + ".trouble", view.trouble.view());
    }
    return blocks;
}

/// The tiles of the choices, with the ids they point into.
struct ChoiceTiles {
    std::vector<std::string> ids;
    std::vector<ui::Tile> tiles;
};

ChoiceTiles tiles_of(const Pass& pass) {
    ChoiceTiles made;
    for (const ChoiceView& choice : pass.view.choices) {
        made.ids.push_back(fmt::format("{}.opt.{}", pass.id, choice.name));
    }
    const bool many = pass.view.kind == AnswerKind::many;
    for (std::size_t i = 0; i < made.ids.size(); ++i) {
        ui::Tile tile{made.ids[i], pass.view.choices[i].label.view()};
        tile.kind = many ? ui::TileKind::checkbox : ui::TileKind::radio;
        tile.chosen = pass.view.choices[i].chosen;
        made.tiles.push_back(tile);
    }
    return made;
}

/// The least room in which at least one tile, and a pager if need be, stands whole.
double least_tiles_height(const Pass& pass, const Rect& area) {
    const ChoiceTiles choices = tiles_of(pass);
    double tallest = sizes::tile_h;
    for (const ui::Tile& tile : choices.tiles) {
        tallest = std::max(tallest, ui::tile_height(pass.frame, area.w, tile));
    }
    return tallest + (choices.tiles.size() > 1 ? pager_height + sizes::gap : 0);
}

void draw_choices(const Pass& pass, const Rect& area, int page, int first_page) {
    const ChoiceTiles choices = tiles_of(pass);
    const auto pressed =
        draw_tiles(pass.frame, pass.context, area, choices.tiles, page, pass.intents, first_page);
    if (pressed) {
        pass.intents.add(Do::choose, pass.view.choices[*pressed].name);
    }
}

ui::TextField field_of(const Pass& pass, const std::string& id, const std::string& label) {
    ui::TextField field{id, label};
    field.lines = pass.view.kind == AnswerKind::text ? 3 : 1;
    field.language = pass.view.kind == AnswerKind::number
                         ? std::string_view("en")
                         : std::string_view(pass.context.look.language);
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

ui::KeyboardWords keyboard_words(const std::vector<std::string>& texts) {
    return {texts[0], texts[1], texts[2], texts[3]};
}

void draw_keyboard(const Pass& pass, const Rect& where, const ui::KeyboardLayouts& layouts) {
    const Words& words = pass.context.words;
    const std::vector<std::string> texts = {words("keyboard.space"),
                                            words("keyboard.done"),
                                            words("keyboard.back"),
                                            words("keyboard.shift")};
    const ui::KeyboardEvent event =
        ui::keyboard(pass.frame, where, layouts, pass.view.keys, keyboard_words(texts));
    if (event.press && event.press->kind == ui::KeyPress::Kind::done) {
        pass.intents.add(pass.view.keyboard_open ? Do::close_keyboard : Do::go_on);
    } else if (event.press) {
        pass.intents.add(Do::type, *event.press);
    }
    if (event.next != pass.view.keys) {
        pass.intents.show(event.next);
    }
}

void draw_field(const Pass& pass, const Rect& where, const ui::TextField& field) {
    if (const auto press = ui::text_field(pass.frame, where, field, *pass.view.typed)) {
        if (field.active) {
            pass.intents.add(Do::type, *press);
        } else {
            pass.intents.add(Do::open_keyboard);
        }
    }
}

/// Field and keyboard alone: where question and keyboard have no room together.
void draw_typing_page(const Pass& pass,
                      const ui::Bands& bands,
                      const ui::KeyboardLayouts& layouts) {
    Rect area = {bands.content.x,
                 bands.content.y,
                 bands.content.w,
                 bands.foot.bottom() - bands.content.y - sizes::margin};
    const double keys = ui::keyboard_height(layouts, pass.view.keys);
    draw_keyboard(pass, area.take_bottom(keys, sizes::gap), layouts);
    ui::TextLook look;
    look.scale = ui::Scale::small;
    look.weight = ui::Weight::bold;
    const std::string label = pass.context.words("q.typed");
    const std::string id = pass.id + ".head";
    Rect column = ui::text_column(area);
    column.take_top(ui::paragraph(pass.frame, column, {id, label, look, ui::sem::Role::heading}),
                    2);
    const std::string field_id = pass.id + ".field";
    const ui::TextField field = fitted(pass.frame, field_of(pass, field_id, label), column.h);
    draw_field(pass, column.take_top(ui::text_field_height(pass.frame, field)), field);
}

void draw_answer_text(const Pass& pass, Rect area, const ui::KeyboardLayouts& layouts) {
    const std::string id = pass.id + ".field";
    const std::string label = pass.context.words("q.answer");
    const std::string touch = pass.context.words("q.type");
    ui::TextField field = field_of(pass, id, label);
    const double keys = ui::keyboard_height(layouts, pass.view.keys) + gap;
    ui::TextField one_line = field;
    one_line.lines = 1;
    if (ui::text_field_height(pass.frame, one_line) + keys <= area.h) {
        // The keyboard may be wider than a column of text.
        const Rect page = pass.frame.page();
        const Rect bottom = area.take_bottom(keys - gap, gap);
        draw_keyboard(
            pass, {sizes::margin, bottom.y, page.w - 2 * sizes::margin, bottom.h}, layouts);
    } else {
        field.active = false;
        field.placeholder = touch;
    }
    field = fitted(pass.frame, field, area.h);
    draw_field(pass, area.take_top(ui::text_field_height(pass.frame, field)), field);
}

void draw_pad(const Pass& pass, const Rect& where) {
    const std::string done = pass.context.words("keyboard.done");
    const std::string back = pass.context.words("keyboard.back");
    ui::NumberPad pad{done, back};
    pad.point = pass.view.decimal;
    if (const auto press = ui::number_pad(pass.frame, where, pad)) {
        if (press->kind == ui::KeyPress::Kind::done) {
            pass.intents.add(Do::go_on);
        } else {
            pass.intents.add(Do::type, *press);
        }
    }
}

void draw_answer_number(const Pass& pass, Rect area) {
    const std::string id = pass.id + ".field";
    const std::string label = pass.context.words("q.answer");
    const ui::TextField field = field_of(pass, id, label);
    draw_field(pass, area.take_top(ui::text_field_height(pass.frame, field)), field);
}

/// What looks like personal data may go or stay.
void draw_personal(const Pass& pass, const ui::Bands& bands) {
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

void add_step(Intents& intents, Do what, int page) {
    if (what == Do::show_page) {
        intents.add(what, page);
    } else {
        intents.add(what);
    }
}

void draw_steps(const Pass& pass, const ui::Bands& bands, const Steps& steps) {
    const std::string back = pass.context.words("nav.back");
    const std::string next = pass.context.words("nav.continue");
    ui::Foot foot;
    foot.back = back;
    foot.next = next;
    foot.done = pass.view.done;
    foot.total = pass.view.total;
    if (!large(pass)) {
        foot.position = pass.view.position;
    }
    const ui::FootEvent pressed = ui::foot(pass.frame, bands.foot, foot);
    if (pressed.next) {
        add_step(pass.intents, steps.next, steps.next_page);
    } else if (pressed.back) {
        add_step(pass.intents, steps.back, steps.back_page);
    }
}

/// Room that the answer needs below the head, at least.
double least_answer_height(const Pass& pass, const Rect& area) {
    switch (pass.view.kind) {
        case AnswerKind::note: return 0;
        case AnswerKind::one:
        case AnswerKind::many: return least_tiles_height(pass, area);
        case AnswerKind::number:
        case AnswerKind::text: break;
    }
    ui::TextField field = field_of(pass, pass.id, pass.id);
    field.lines = 1;
    return ui::text_field_height(pass.frame, field);
}

void draw_answer(const Pass& pass,
                 const Rect& area,
                 int page,
                 int first_page,
                 const ui::KeyboardLayouts& layouts) {
    switch (pass.view.kind) {
        case AnswerKind::note: return;
        case AnswerKind::one:
        case AnswerKind::many: return draw_choices(pass, area, page, first_page);
        case AnswerKind::number: return draw_answer_number(pass, area);
        case AnswerKind::text: return draw_answer_text(pass, area, layouts);
    }
}

/// The question on pages of its own, then the answers.
Steps draw_split(const Pass& pass,
                 Rect area,
                 const std::vector<Block>& head,
                 const ui::KeyboardLayouts& layouts) {
    const int text_pages = block_pages(pass.frame, area, head);
    const int page = std::max(0, pass.view.page);
    const bool has_answer = pass.view.kind != AnswerKind::note;
    if (page < text_pages || !has_answer) {
        draw_blocks(pass.frame, pass.context, area, head, page, pass.intents);
        const bool last = page + 1 >= text_pages && !has_answer;
        return {page > 0 ? Do::show_page : Do::go_back,
                page - 1,
                last ? Do::go_on : Do::show_page,
                page + 1};
    }
    ui::TextLook look;
    look.scale = ui::Scale::small;
    look.weight = ui::Weight::bold;
    const bool tiles = pass.view.kind == AnswerKind::one || pass.view.kind == AnswerKind::many;
    const std::string title = pass.context.words(tiles ? "q.choices_page" : "q.answer");
    area.take_top(
        ui::paragraph(pass.frame, area, {pass.id + ".head", title, look, ui::sem::Role::heading}),
        3);
    draw_answer(pass, area, page - text_pages, text_pages, layouts);
    return {Do::show_page, text_pages - 1, Do::go_on, 0};
}

}  // namespace

void draw_question(Frame& frame,
                   const PageContext& context,
                   const QuestionView& view,
                   const ui::KeyboardLayouts& layouts,
                   Intents& intents) {
    const Pass pass{frame, context, view, intents, "q." + view.name};
    const BarKind bar = view.keyboard_open ? BarKind::typing : BarKind::full;
    const ui::Bands bands = begin_page(frame, context, pass.id, view.position, bar, intents);
    if (view.personal) {
        return draw_personal(pass, bands);
    }
    if (view.keyboard_open) {
        return draw_typing_page(pass, bands, layouts);
    }
    Rect area = ui::text_column(bands.content);
    if (view.kind == AnswerKind::number) {
        const ui::Size size = ui::number_pad_size({});
        Rect pad = area.take_right(size.w, 6);
        draw_pad(pass, pad.take_top(size.h));
    }
    const std::vector<Block> head = head_of(pass);
    const double left = area.h - blocks_height(frame, area.w, head) - gap;
    Steps steps;
    if (left >= least_answer_height(pass, area)) {
        draw_all(frame, area, head);
        area.y -= 1;  // answers stand closer to their question than blocks to one another
        area.h += 1;
        draw_answer(pass, area, view.page, 0, layouts);
    } else {
        steps = draw_split(pass, area, head, layouts);
    }
    draw_steps(pass, bands, steps);
}

}  // namespace harmony::kiosk
