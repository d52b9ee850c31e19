#include <fmt/format.h>

#include <algorithm>

#include "kiosk/key_names.h"
#include "kiosk/screens/question.h"

// A number with its pad, and a scale whose numbers stand side by side.
namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
namespace sizes = ui::sizes;
constexpr double label_gap = 2.0;
constexpr double above_scale = 2.0;

ui::NumberPad pad_of(const QuestionPass& pass) {
    ui::NumberPad pad;
    pad.point = pass.view.number.decimal;
    pad.minus = pass.view.number.negative;
    return pad;
}

void draw_pad(const QuestionPass& pass, const Rect& where) {
    const std::string clear = pass.context.words("keyboard.clear");
    const std::string back = pass.context.words("keyboard.back");
    const std::string point = key_name(pass.context.words, ".");
    const std::string minus = key_name(pass.context.words, "-");
    ui::NumberPad pad = pad_of(pass);
    pad.point_spoken = point;
    pad.minus_spoken = minus;
    pad.clear_label = clear;
    pad.back_label = back;
    if (const auto press = ui::number_pad(pass.frame, where, pad)) {
        pass.intents.add(Do::type, *press);
    }
}

double beside_width(const QuestionPass& pass, const QuestionPart& part) {
    return part.area.w - ui::number_pad_size(pad_of(pass)).w - beside_pad;
}

}  // namespace

BesidePad draw_head_with_pad(const QuestionPass& pass,
                             const QuestionPart& part,
                             const ui::Size& pad,
                             double least) {
    const bool above = room_below(pass, part, part.area.w) >= std::max(pad.h, least);
    BesidePad made;
    made.fields = above ? draw_head(pass, part, part.area.w) : part.area;
    const Rect place = made.fields.take_right(pad.w, beside_pad);
    made.pad = {place.x, place.y, place.w, std::min(pad.h, place.h)};
    if (!above) {
        const QuestionPart beside{part.head, made.fields, part.page, part.first_page};
        made.fields = draw_head(pass, beside, made.fields.w);
    }
    return made;
}

ui::TextField digits_field(const QuestionPass& pass,
                           const std::string& id,
                           const std::string& label) {
    ui::TextField field{id, label};
    field.language = "en";
    field.invalid = !pass.view.trouble.empty();
    return field;
}

bool number_fits(const QuestionPass& pass, const QuestionPart& part) {
    const double field = ui::text_field_height(pass.frame, digits_field(pass, pass.id, pass.id));
    return room_below(pass, part, beside_width(pass, part)) >= field;
}

Steps draw_answer_number(const QuestionPass& pass, const QuestionPart& part) {
    const std::string id = pass.id + ".field";
    const std::string label = pass.context.words("q.answer");
    const ui::TextField field = digits_field(pass, id, label);
    const double height = ui::text_field_height(pass.frame, field);
    BesidePad beside = draw_head_with_pad(pass, part, ui::number_pad_size(pad_of(pass)), height);
    const Rect where = beside.fields.take_top(height);
    if (const auto press = ui::text_field(pass.frame, where, field, *pass.view.typed)) {
        pass.intents.add(Do::type, *press);
    }
    draw_pad(pass, beside.pad);
    return steps_of(part);
}

// --- small tiles
// ----------------------------------------------------------------------------------

namespace {

/// Rows and columns of small tiles, and how many rows stand on a page.
struct SmallGrid {
    ui::Size least;
    std::size_t columns = 1;
    std::size_t rows = 1;
    std::size_t page_rows = 1;

    [[nodiscard]] int pages() const { return static_cast<int>((rows + page_rows - 1) / page_rows); }
};

std::size_t how_many(double room, double size) {
    return static_cast<std::size_t>(
        std::max(1.0, (room + sizes::gap + 1e-6) / (size + sizes::gap)));
}

double height_of_rows(std::size_t rows, double height) {
    return static_cast<double>(rows) * (height + sizes::gap) - sizes::gap;
}

SmallGrid grid_of(Frame& frame, const ui::Size& room, const std::vector<ui::SmallTile>& tiles) {
    SmallGrid grid;
    for (const ui::SmallTile& tile : tiles) {
        const ui::Size size = ui::small_tile_size(frame, tile);
        grid.least.w = std::max(grid.least.w, size.w);
        grid.least.h = std::max(grid.least.h, size.h);
    }
    const std::size_t most = how_many(room.w, grid.least.w);
    grid.rows = (tiles.size() + most - 1) / most;
    grid.columns = (tiles.size() + grid.rows - 1) / grid.rows;  // rows of the same length
    grid.page_rows = grid.rows;
    if (height_of_rows(grid.rows, grid.least.h) > room.h) {
        grid.page_rows = how_many(room.h - pager_height - sizes::gap, grid.least.h);
    }
    return grid;
}

}  // namespace

double small_tiles_height(Frame& frame, double width, const std::vector<ui::SmallTile>& tiles) {
    const SmallGrid grid = grid_of(frame, {width, 0}, tiles);
    return height_of_rows(grid.rows, grid.least.h);
}

std::size_t small_tiles_columns(Frame& frame,
                                double width,
                                const std::vector<ui::SmallTile>& tiles) {
    return grid_of(frame, {width, 0}, tiles).columns;
}

int small_tiles_pages(Frame& frame, const Rect& area, const std::vector<ui::SmallTile>& tiles) {
    return grid_of(frame, {area.w, area.h}, tiles).pages();
}

std::optional<std::size_t> draw_small_tiles(const QuestionPass& pass,
                                            const QuestionPart& part,
                                            const Rect& area,
                                            const std::vector<ui::SmallTile>& tiles) {
    const SmallGrid grid = grid_of(pass.frame, {area.w, area.h}, tiles);
    const int page = std::clamp(part.page, 0, grid.pages() - 1);
    const auto columns = static_cast<double>(grid.columns);
    const double width = (area.w - (columns - 1) * sizes::gap) / columns;
    const std::size_t on_page = grid.page_rows * grid.columns;
    const std::size_t first = static_cast<std::size_t>(page) * on_page;
    std::optional<std::size_t> pressed;
    Rect rest = area;
    Rect row;
    for (std::size_t i = first; i < std::min(first + on_page, tiles.size()); ++i) {
        if ((i - first) % grid.columns == 0) {
            row = rest.take_top(grid.least.h, sizes::gap);
        }
        if (ui::small_tile(pass.frame, row.take_left(width, sizes::gap), tiles[i])) {
            pressed = i;
        }
    }
    if (grid.pages() > 1) {
        const Rect foot{area.x, area.bottom() - pager_height, area.w, pager_height};
        Intents turned;
        draw_pager(pass.frame, foot, pass.context, answer_pager, page, grid.pages(), turned);
        for (const Intent& intent : turned.take()) {
            pass.intents.add(Do::show_page, part.first_page + intent.number);
        }
    }
    return pressed;
}

// --- a scale
// --------------------------------------------------------------------------------------

namespace {

struct ScaleTiles {
    std::vector<std::string> ids;
    std::vector<ui::SmallTile> tiles;
};

ScaleTiles scale_tiles(const QuestionPass& pass) {
    ScaleTiles made;
    for (const ChoiceView& choice : pass.view.choices) {
        made.ids.push_back(fmt::format("{}.opt.{}", pass.id, choice.name));
    }
    for (std::size_t i = 0; i < made.ids.size(); ++i) {
        const ChoiceView& choice = pass.view.choices[i];
        made.tiles.push_back({made.ids[i], choice.name, choice.chosen, "en"});
    }
    return made;
}

/// Labels of the ends, and of the middle when there is one, stand beside the row; with others every
/// number has a tile of its own with its label.
bool labels_in_between(const QuestionView& view) {
    const std::size_t count = view.choices.size();
    for (std::size_t i = 1; i + 1 < count; ++i) {
        const bool is_middle = 2 * i + 1 == count;
        if (!view.choices[i].label.empty() && !is_middle) {
            return true;
        }
    }
    return false;
}

/// One label under the row, or above or below the rows.
struct ScaleLabel {
    std::string id;
    base::SecretText text;
    ui::Align align = ui::Align::start;
};

ui::TextLook label_look(ui::Align align) {
    return {.scale = ui::Scale::small, .align = align, .colour = ui::Role::second_text};
}

/// In the order of the row. Where there are several rows, each says which number it means, and the
/// middle has none.
std::vector<ScaleLabel> scale_labels(const QuestionPass& pass, bool one_row) {
    const auto& choices = pass.view.choices;
    std::vector<ScaleLabel> labels;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const bool is_end = i == 0 || i + 1 == choices.size();
        if (choices[i].label.empty() || (!one_row && !is_end)) {
            continue;
        }
        base::SecretText text(one_row ? "" : choices[i].name + ": ");
        text.append(choices[i].label.view());
        const ui::Align align = i == 0                    ? ui::Align::start
                                : i + 1 == choices.size() ? ui::Align::end
                                                          : ui::Align::centre;
        labels.push_back({fmt::format("{}.label.{}", pass.id, choices[i].name),
                          std::move(text),
                          one_row ? align : ui::Align::start});
    }
    return labels;
}

bool stands_first(const ScaleLabel& label, const QuestionPass& pass) {
    return label.id.ends_with(".label." + pass.view.choices.front().name);
}

double label_height(Frame& frame, double width, const ScaleLabel& label) {
    return ui::paragraph_height(
        frame, width, {label.id, label.text.view(), label_look(label.align)});
}

double draw_label(const QuestionPass& pass, const Rect& where, const ScaleLabel& label) {
    return ui::paragraph(pass.frame, where, {label.id, label.text.view(), label_look(label.align)});
}

/// Two labels share the width, three have a third each.
double label_width(double width, std::size_t labels) {
    const auto count = static_cast<double>(std::max<std::size_t>(labels, 2));
    return (width - (count - 1) * sizes::gap) / count;
}

double scale_height(const QuestionPass& pass, double width) {
    const ScaleTiles scale = scale_tiles(pass);
    const bool one_row = small_tiles_columns(pass.frame, width, scale.tiles) == scale.tiles.size();
    const std::vector<ScaleLabel> labels = scale_labels(pass, one_row);
    double beside = 0;
    for (const ScaleLabel& label : labels) {
        const double each = one_row ? label_width(width, labels.size()) : width;
        const double height = label_height(pass.frame, each, label) + label_gap;
        beside = one_row ? std::max(beside, height) : beside + height;
    }
    return small_tiles_height(pass.frame, width, scale.tiles) + beside;
}

/// The labels under their ends of the row; each ends where the next begins.
void draw_labels_below(const QuestionPass& pass, Rect row, const std::vector<ScaleLabel>& labels) {
    const double each = label_width(row.w, labels.size());
    for (const ScaleLabel& label : labels) {
        Rect place = row;
        place.w = each;
        if (label.align == ui::Align::end) {
            place.x = row.right() - each;
        } else if (label.align == ui::Align::centre) {
            place.x = row.x + (row.w - each) / 2;
        }
        draw_label(pass, place, label);
    }
}

/// The numbers as choices, each with its label.
QuestionView listed(const QuestionView& scale) {
    QuestionView view = scale;
    view.kind = AnswerKind::one;
    for (ChoiceView& choice : view.choices) {
        base::SecretText label(choice.name);
        label.append(choice.label.empty() ? "" : "  ");
        label.append(choice.label.view());
        choice.label = std::move(label);
    }
    return view;
}

QuestionPass as_choices(const QuestionPass& pass, const QuestionView& view) {
    return {pass.frame, pass.context, view, pass.layouts, pass.intents, pass.id};
}

}  // namespace

base::SecretText ends_in_words(const QuestionView& scale) {
    base::SecretText text;
    for (const ChoiceView* end : {&scale.choices.front(), &scale.choices.back()}) {
        if (!end->label.empty()) {
            text.append(text.empty() ? "" : " · ");
            text.append(end->name + ": ");
            text.append(end->label.view());
        }
    }
    return text;
}

bool scale_fits(const QuestionPass& pass, const QuestionPart& part) {
    if (labels_in_between(pass.view)) {
        const QuestionView view = listed(pass.view);
        return choices_fit(as_choices(pass, view), part);
    }
    return room_below(pass, part, part.area.w) >= scale_height(pass, part.area.w) + above_scale;
}

Steps draw_scale(const QuestionPass& pass, const QuestionPart& part) {
    if (labels_in_between(pass.view)) {
        const QuestionView view = listed(pass.view);
        return draw_choices(as_choices(pass, view), part);
    }
    Rect area = draw_head(pass, part, part.area.w);
    area.y += above_scale;
    area.h -= above_scale;
    const ScaleTiles scale = scale_tiles(pass);
    const bool one_row = small_tiles_columns(pass.frame, area.w, scale.tiles) == scale.tiles.size();
    const bool all = scale_height(pass, area.w) <= area.h;
    // On pages of their own the numbers stand alone: the page of the question says what they mean.
    const std::vector<ScaleLabel> labels =
        all ? scale_labels(pass, one_row) : std::vector<ScaleLabel>();
    if (!one_row && !labels.empty() && stands_first(labels.front(), pass)) {
        area.take_top(draw_label(pass, area, labels.front()), label_gap);
    }
    const double tiles_h = small_tiles_height(pass.frame, area.w, scale.tiles);
    const Rect tiles = all ? area.take_top(tiles_h, label_gap) : area;
    if (const auto pressed = draw_small_tiles(pass, part, tiles, scale.tiles)) {
        pass.intents.add(Do::choose, pass.view.choices[*pressed].name);
    }
    if (one_row) {
        draw_labels_below(pass, area, labels);
    } else if (!labels.empty() && !stands_first(labels.back(), pass)) {
        draw_label(pass, area, labels.back());
    }
    return steps_of(part);
}

}  // namespace harmony::kiosk
