#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/question.h"
#include "ui/faces.h"

// Faces side by side, each with its label; below them the answers that say nothing about the
// question. Where a row of them has no room, they stand in several rows, over whole pages.
namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
namespace sizes = ui::sizes;

/// Words of one pass, that tiles point into.
struct Answers {
    std::vector<std::string> ids;
    std::vector<ui::FaceTile> faces;
    std::vector<ui::Tile> asides;
};

Answers answers_of(const QuestionPass& pass) {
    Answers made;
    for (const ChoiceView& choice : pass.view.choices) {
        made.ids.push_back(fmt::format("{}.opt.{}", pass.id, choice.name));
    }
    for (std::size_t i = 0; i < made.ids.size(); ++i) {
        const ChoiceView& choice = pass.view.choices[i];
        if (choice.aside) {
            ui::Tile tile{made.ids[i], choice.label.view()};
            tile.kind = ui::TileKind::radio;
            tile.chosen = choice.chosen;
            tile.position = static_cast<int>(i) + 1;
            tile.total = static_cast<int>(made.ids.size());
            made.asides.push_back(tile);
        } else {
            made.faces.push_back({made.ids[i],
                                  choice.label.view(),
                                  choice.mood,
                                  choice.chosen,
                                  ui::Scale::body,
                                  static_cast<int>(i) + 1,
                                  static_cast<int>(made.ids.size())});
        }
    }
    return made;
}

/// Tiles that stand side by side. Faces come before the others.
struct Row {
    std::size_t first = 0;  ///< among all answers
    std::size_t count = 0;
    double height = 0;
    bool faces = true;
    double label_height = 0;  ///< of the tallest label
};

struct Plan {
    ui::Scale scale = ui::Scale::body;
    std::size_t columns = 1;
    bool beside = false;  ///< the labels stand beside their faces
    std::vector<Row> rows;
    std::vector<std::size_t> starts = {0};  ///< the first row of each page

    [[nodiscard]] double height() const {
        double sum = 0;
        for (const Row& row : rows) {
            sum += row.height + sizes::gap;
        }
        return rows.empty() ? 0 : sum - sizes::gap;
    }

    [[nodiscard]] double tallest() const {
        double most = 0;
        for (const Row& row : rows) {
            most = std::max(most, row.height);
        }
        return most;
    }

    [[nodiscard]] int pages() const { return static_cast<int>(starts.size()); }

    void break_into_pages(double height) {
        double left = height;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i > starts.back() && rows[i].height > left + 1e-6) {
                starts.push_back(i);
                left = height;
            }
            left -= rows[i].height + sizes::gap;
        }
    }
};

double column_width(double width, std::size_t columns) {
    const auto count = static_cast<double>(columns);
    return (width - (count - 1) * sizes::gap) / count;
}

/// Two short answers stand side by side, longer ones below one another.
std::size_t aside_columns(Frame& frame, double width, const std::vector<ui::Tile>& asides) {
    const double half = column_width(width, 2);
    const bool short_ones = std::all_of(asides.begin(), asides.end(), [&](const ui::Tile& tile) {
        return ui::tile_height(frame, half, tile) <= sizes::tile_h;
    });
    return asides.size() == 2 && short_ones ? 2 : 1;
}

void add_faces(Frame& frame, double width, const Answers& answers, Plan& plan) {
    const double each = column_width(width, plan.columns);
    for (std::size_t i = 0; i < answers.faces.size(); i += plan.columns) {
        Row row{i, std::min(plan.columns, answers.faces.size() - i), 0, true, 0};
        for (std::size_t at = i; at < i + row.count; ++at) {
            ui::FaceTile tile = answers.faces[at];
            tile.scale = plan.scale;
            tile.beside = plan.beside;
            row.height = std::max(row.height, ui::face_tile_height(frame, each, tile));
            row.label_height = std::max(row.label_height, ui::face_label_height(frame, each, tile));
        }
        plan.rows.push_back(row);
    }
}

void add_asides(Frame& frame, double width, const Answers& answers, Plan& plan) {
    const std::size_t columns = aside_columns(frame, width, answers.asides);
    const double each = column_width(width, columns);
    for (std::size_t i = 0; i < answers.asides.size(); i += columns) {
        const std::size_t first = answers.faces.size() + i;
        plan.rows.push_back(
            {first, columns, ui::tile_height(frame, each, answers.asides[i]), false, 0});
    }
}

bool breaks_word(Frame& frame, double width, const Answers& answers, const Plan& plan) {
    const double each = column_width(width, plan.columns);
    return std::any_of(answers.faces.begin(), answers.faces.end(), [&](ui::FaceTile tile) {
        tile.scale = plan.scale;
        tile.beside = plan.beside;
        return ui::face_tile_breaks_word(frame, each, tile);
    });
}

/// How the faces stand.
struct Way {
    ui::Scale scale = ui::Scale::body;
    std::size_t columns = 1;
    bool beside = false;
};

Plan planned(Frame& frame, double width, const Answers& answers, const Way& way) {
    Plan plan;
    plan.scale = way.scale;
    plan.columns = way.columns;
    plan.beside = way.beside;
    add_faces(frame, width, answers, plan);
    add_asides(frame, width, answers, plan);
    return plan;
}

/// As many side by side, up to `most`, as have room for their words.
Plan widest(Frame& frame, double width, const Answers& answers, std::size_t most, bool beside) {
    std::size_t columns = most;
    Plan plan = planned(frame, width, answers, {ui::Scale::small, columns, beside});
    while (columns > 1 && breaks_word(frame, width, answers, plan)) {
        --columns;
        plan = planned(frame, width, answers, {ui::Scale::small, columns, beside});
    }
    const std::size_t rows = (answers.faces.size() + columns - 1) / columns;
    columns = (answers.faces.size() + rows - 1) / rows;  // rows of about the same length
    return planned(frame, width, answers, {ui::Scale::small, columns, beside});
}

/// All faces in one row where that has room, with the labels a size smaller if need be; else as
/// many side by side as have room for their words; in the largest letters, labels beside faces.
Plan plan_for(Frame& frame, const ui::Size& room, const Answers& answers) {
    for (const ui::Scale scale : {ui::Scale::body, ui::Scale::small}) {
        Plan plan = planned(frame, room.w, answers, {scale, answers.faces.size(), false});
        const bool wide = column_width(room.w, plan.columns) >= ui::least_face + 5;
        if (wide && !breaks_word(frame, room.w, answers, plan) && plan.height() <= room.h) {
            return plan;
        }
    }
    const auto wider_than_face = static_cast<std::size_t>(
        std::max(1.0, (room.w + sizes::gap) / (ui::least_face + 5 + sizes::gap)));
    const std::size_t most = std::min(answers.faces.size(), wider_than_face);
    Plan plan = widest(frame, room.w, answers, most, false);
    if (plan.height() <= room.h) {
        return plan;
    }
    const double page = room.h - pager_height - sizes::gap;
    if (plan.tallest() > page) {
        plan = widest(frame, room.w, answers, 2, true);
    }
    if (plan.height() > room.h) {
        plan.break_into_pages(page);
    }
    return plan;
}

void draw_row(const QuestionPass& pass,
              const Answers& answers,
              const Plan& plan,
              const Row& row,
              Rect where) {
    const std::size_t columns = row.faces ? plan.columns : row.count;
    const double each = column_width(where.w, columns);
    for (std::size_t i = row.first; i < row.first + row.count; ++i) {
        const Rect place = where.take_left(each, sizes::gap);
        bool pressed = false;
        if (row.faces) {
            ui::FaceTile tile = answers.faces[i];
            tile.scale = plan.scale;
            tile.beside = plan.beside;
            tile.label_height = row.label_height;
            pressed = ui::face_tile(pass.frame, place, tile);
        } else {
            pressed = ui::tile(pass.frame, place, answers.asides[i - answers.faces.size()]);
        }
        if (pressed) {
            pass.intents.add(Do::choose, pass.view.choices[i].name);
        }
    }
}

/// What is left over makes the faces larger.
double grown(const Plan& plan, const ui::Size& room) {
    std::size_t rows = 0;
    for (const Row& row : plan.rows) {
        rows += row.faces ? 1 : 0;
    }
    const double left =
        (room.h - plan.height()) / static_cast<double>(std::max<std::size_t>(rows, 1));
    const double most = ui::largest_face(column_width(room.w, plan.columns)) - ui::least_face;
    return plan.pages() > 1 || plan.beside ? 0 : std::clamp(left, 0.0, most);
}

}  // namespace

bool faces_fit(const QuestionPass& pass, const QuestionPart& part) {
    const Answers answers = answers_of(pass);
    const ui::Size room{part.area.w, room_below(pass, part, part.area.w)};
    return room.h > 0 && plan_for(pass.frame, room, answers).height() <= room.h;
}

Steps draw_faces(const QuestionPass& pass, const QuestionPart& part) {
    Rect area = draw_head(pass, part, part.area.w);
    const Answers answers = answers_of(pass);
    const Plan plan = plan_for(pass.frame, {area.w, area.h}, answers);
    const int page = std::clamp(part.page, 0, plan.pages() - 1);
    const auto at = static_cast<std::size_t>(page);
    const std::size_t end = at + 1 < plan.starts.size() ? plan.starts[at + 1] : plan.rows.size();
    const double growth = grown(plan, {area.w, area.h});
    if (plan.pages() > 1) {
        Intents turned;
        draw_pager(pass.frame,
                   area.take_bottom(pager_height, sizes::gap),
                   pass.context,
                   answer_pager,
                   page,
                   plan.pages(),
                   turned);
        for (const Intent& intent : turned.take()) {
            pass.intents.add(Do::show_page, part.first_page + intent.number);
        }
    }
    for (std::size_t i = plan.starts[at]; i < end; ++i) {
        const Row& row = plan.rows[i];
        const double height = row.height + (row.faces ? growth : 0);
        draw_row(pass, answers, plan, row, area.take_top(height, sizes::gap));
    }
    return steps_of(part);
}

}  // namespace harmony::kiosk
