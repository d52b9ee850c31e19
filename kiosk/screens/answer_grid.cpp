#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/question.h"
#include "ui/faces.h"

// Statements down, answers across: only where every cell is large enough and every label is whole
// (kiosk.md 5). Else each statement has a page of its own.
namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
namespace sizes = ui::sizes;

constexpr double label_share = 0.36;
constexpr double label_gap = 5.0;
constexpr double below_labels = 2.0;

ui::TextLook column_look() {
    return {.scale = ui::Scale::small, .weight = ui::Weight::bold, .align = ui::Align::centre};
}

ui::TextLook row_look() {
    return {};
}

struct Grid {
    double label_width = 0;
    double cell_width = 0;
    double labels_height = 0;  ///< of the columns
    std::vector<double> row_heights;
    bool breaks_word = false;

    [[nodiscard]] double height() const {
        double sum = labels_height + below_labels;
        for (const double row : row_heights) {
            sum += row + sizes::gap;
        }
        return sum - sizes::gap;
    }
};

Grid grid_of(Frame& frame, double width, const GridView& view) {
    Grid grid;
    const auto columns = static_cast<double>(view.columns.size());
    grid.label_width = width * label_share;
    const double cells = width - grid.label_width - label_gap;
    grid.cell_width = (cells - (columns - 1) * sizes::gap) / columns;
    for (const base::SecretText& label : view.columns) {
        const ui::TextBox box =
            frame.lay_out(label.view(), column_look(), std::max(1.0, grid.cell_width));
        grid.labels_height = std::max(grid.labels_height, box.height);
        grid.breaks_word |= box.split_word;
    }
    for (const GridRow& row : view.rows) {
        const ui::TextBox box = frame.lay_out(row.label.view(), row_look(), grid.label_width);
        grid.row_heights.push_back(std::max(ui::least_cell.h, box.height));
        grid.breaks_word |= box.split_word;
    }
    return grid;
}

/// The words above the columns.
void draw_columns(const QuestionPass& pass, Rect labels, const Grid& grid) {
    const GridView& view = pass.view.grid;
    labels.take_left(grid.label_width, label_gap);
    for (std::size_t i = 0; i < view.columns.size(); ++i) {
        const Rect place = labels.take_left(grid.cell_width, sizes::gap);
        const std::string id = fmt::format("{}.column.{}", pass.id, view.names[i]);
        const ui::Paragraph words{id, view.columns[i].view(), column_look()};
        const double height = ui::paragraph_height(pass.frame, place.w, words);
        ui::paragraph(pass.frame, {place.x, place.bottom() - height, place.w, height}, words);
    }
}

void draw_row(const QuestionPass& pass, Rect where, const Grid& grid, std::size_t at) {
    const GridView& view = pass.view.grid;
    const GridRow& row = view.rows[at];
    const std::string id = "q." + row.name;
    const Rect label = where.take_left(grid.label_width, label_gap);
    const std::string label_id = id + ".label";
    const ui::Paragraph words{label_id, row.label.view(), row_look()};
    const double height = ui::paragraph_height(pass.frame, label.w, words);
    ui::paragraph(pass.frame, {label.x, label.centre().y - height / 2, label.w, height}, words);
    const Frame::Scope inside = pass.frame.inside_last();
    for (std::size_t i = 0; i < view.columns.size(); ++i) {
        const std::string cell = fmt::format("{}.opt.{}", id, view.names[i]);
        base::SecretText speak(row.label.view());
        speak.append(": ");
        speak.append(view.columns[i].view());
        const Rect place = where.take_left(grid.cell_width, sizes::gap);
        const bool chosen = row.chosen == static_cast<int>(i);
        const ui::GridCell drawn{cell,
                                 view.columns[i].view(),
                                 speak.view(),
                                 chosen,
                                 static_cast<int>(i) + 1,
                                 static_cast<int>(view.columns.size())};
        if (ui::grid_cell(pass.frame, place, drawn)) {
            pass.intents.add(Do::choose_in_row, view.names[i], static_cast<int>(at));
        }
    }
}

}  // namespace

bool grid_fits(const QuestionPass& pass, const QuestionPart& part) {
    if (pass.view.grid.rows.empty()) {
        return false;
    }
    const Grid grid = grid_of(pass.frame, part.area.w, pass.view.grid);
    return !grid.breaks_word && grid.cell_width >= ui::least_cell.w &&
           grid.height() <= room_below(pass, part, part.area.w);
}

Steps draw_grid(const QuestionPass& pass, const QuestionPart& part) {
    Rect area = draw_head(pass, part, part.area.w);
    const Grid grid = grid_of(pass.frame, area.w, pass.view.grid);
    // What room is left makes the cells taller, up to a comfortable size.
    constexpr double comfortable = 20.0;
    const auto rows = static_cast<double>(grid.row_heights.size());
    const double left = std::max(0.0, (area.h - grid.height()) / rows);
    draw_columns(pass, area.take_top(grid.labels_height, below_labels), grid);
    const ui::Theme theme = pass.frame.theme();
    for (std::size_t i = 0; i < grid.row_heights.size(); ++i) {
        const double height =
            std::max(grid.row_heights[i], std::min(grid.row_heights[i] + left, comfortable));
        const Rect where = area.take_top(height, sizes::gap);
        if (i > 0) {
            const double between = where.y - sizes::gap / 2;
            pass.frame.line({where.x, between},
                            {where.x + grid.label_width, between},
                            ui::mixed(theme[ui::Role::background], theme[ui::Role::border], 90),
                            0.3);
        }
        draw_row(pass, where, grid, i);
    }
    Steps steps = steps_of(part);
    steps.back = Do::go_back_page;
    steps.next = Do::go_on_page;
    return steps;
}

}  // namespace harmony::kiosk
