#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/question.h"

// A long list: tiles under the names of their groups, and letters to find one by.
namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
namespace sizes = ui::sizes;

constexpr double below_group = 1.0;

ui::TextLook group_look() {
    return {.scale = ui::Scale::small, .weight = ui::Weight::bold, .colour = ui::Role::second_text};
}

struct Entries {
    std::vector<std::string> ids;
    std::vector<ui::Tile> tiles;
};

Entries entries_of(const QuestionPass& pass) {
    Entries made;
    for (const ChoiceView& choice : pass.view.choices) {
        made.ids.push_back(fmt::format("{}.opt.{}", pass.id, choice.name));
    }
    for (std::size_t i = 0; i < made.ids.size(); ++i) {
        ui::Tile tile{made.ids[i], pass.view.choices[i].label.view()};
        tile.kind = pass.view.list.many ? ui::TileKind::checkbox : ui::TileKind::radio;
        tile.chosen = pass.view.choices[i].chosen;
        tile.language = pass.view.map.list_open ? "en" : "";  // names of streets of the town
        tile.position = static_cast<int>(i) + 1;
        tile.total = static_cast<int>(made.ids.size());
        made.tiles.push_back(tile);
    }
    return made;
}

/// Tiles side by side, perhaps below the name of their group.
struct Row {
    std::size_t first = 0;
    std::size_t count = 1;
    double height = 0;        ///< of the tiles
    double group_height = 0;  ///< of the name above them, where it is shown
    bool new_group = false;
};

double column_width(double width, std::size_t columns) {
    return columns == 1 ? width : (width - sizes::gap) / 2;
}

class ListPlan {
public:
    ListPlan(const QuestionPass& pass, const Entries& entries, double width, std::size_t columns)
        : columns_(columns) {
        const auto& choices = pass.view.choices;
        const double each = column_width(width, columns);
        for (std::size_t i = 0; i < choices.size();) {
            Row row{i, 1, 0, 0, i == 0 || choices[i].group != choices[i - 1].group};
            while (row.count < columns && i + row.count < choices.size() &&
                   choices[i + row.count].group == choices[i].group) {
                ++row.count;
            }
            for (std::size_t at = i; at < i + row.count; ++at) {
                row.height =
                    std::max(row.height, ui::tile_height(pass.frame, each, entries.tiles[at]));
            }
            if (!choices[i].group.empty()) {
                row.group_height =
                    ui::paragraph_height(pass.frame, width, {"", choices[i].group, group_look()}) +
                    below_group;
            }
            i += row.count;
            rows_.push_back(row);
        }
    }

    [[nodiscard]] std::size_t columns() const { return columns_; }
    [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
    [[nodiscard]] int pages() const { return static_cast<int>(starts_.size()); }
    /// The first row of a page, and the row after its last.
    [[nodiscard]] std::pair<std::size_t, std::size_t> page(int page) const {
        const auto at = static_cast<std::size_t>(page);
        return {starts_[at], at + 1 < starts_.size() ? starts_[at + 1] : rows_.size()};
    }

    [[nodiscard]] double height() const {
        double sum = 0;
        for (const Row& row : rows_) {
            sum += row.height + (row.new_group ? row.group_height : 0) + sizes::gap;
        }
        return std::max(0.0, sum - sizes::gap);
    }

    /// Whole rows on every page; a page begins with the name of its group.
    void break_into_pages(double height) {
        double left = height;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            double needed = rows_[i].height + (rows_[i].new_group ? rows_[i].group_height : 0);
            if (i > starts_.back() && needed > left + 1e-6) {
                starts_.push_back(i);
                left = height;
                needed = rows_[i].height + rows_[i].group_height;
            }
            left -= needed + sizes::gap;
        }
    }

    /// Names of groups take room: where a row has none beside its name, the names go.
    void drop_groups_above(double height) {
        if (least_height() > height) {
            for (Row& row : rows_) {
                row.group_height = 0;
            }
        }
    }

    /// The room that the page with the tallest row needs.
    [[nodiscard]] double least_height() const {
        double tallest = 0;
        for (const Row& row : rows_) {
            tallest = std::max(tallest, row.height + row.group_height);
        }
        return tallest;
    }

private:
    std::size_t columns_;
    std::vector<Row> rows_;
    std::vector<std::size_t> starts_ = {0};
};

bool two_columns_break_a_word(const QuestionPass& pass, const Entries& entries, double width) {
    const double half = column_width(width, 2);
    return std::any_of(entries.tiles.begin(), entries.tiles.end(), [&](const ui::Tile& tile) {
        return ui::tile_breaks_word(pass.frame, half, tile);
    });
}

/// The row at the foot, with the way to find an entry and the pager.
constexpr double foot_room = pager_height + sizes::gap;

ListPlan plan_for(const QuestionPass& pass, const Entries& entries, const ui::Size& room) {
    const double page = room.h - foot_room;
    const double whole = pass.view.list.offers_find ? page : room.h;
    ListPlan one(pass, entries, room.w, 1);
    if (one.height() <= whole) {
        return one;
    }
    ListPlan plan =
        two_columns_break_a_word(pass, entries, room.w) ? one : ListPlan(pass, entries, room.w, 2);
    if (plan.height() > whole) {
        if (plan.least_height() > page) {
            plan = one;
        }
        plan.drop_groups_above(page);
        plan.break_into_pages(page);
    }
    return plan;
}

/// "Find by letters", or the way back to all. Returns what is left of the row.
Rect draw_find(const QuestionPass& pass, Rect row) {
    const Words& words = pass.context.words;
    const ListView& list = pass.view.list;
    const std::string find = words("list.find");
    const std::string all = words("list.all");
    ui::Button button{.id = list.found ? "list.all" : "list.find",
                      .label = list.found ? all : find,
                      .icon = list.found ? ui::Icon::cross : ui::Icon::pencil};
    // In the largest letters of the tallest scripts the icon stands alone; the name is spoken.
    const ui::TextBox label = pass.frame.lay_out(button.label, {.weight = ui::Weight::bold});
    const ui::Size whole = ui::button_size(pass.frame, button, 10'000);
    const bool fits = whole.w <= row.w / 2 && label.ink.h + 2 <= row.h && label.height - 2 <= row.h;
    button.icon_only = !fits;
    const double width = fits ? whole.w : 30.0;
    if (ui::button(pass.frame, row.take_left(width, sizes::gap * 2), button)) {
        pass.intents.add(list.found ? Do::show_all : Do::open_keyboard);
    }
    return row;
}

void draw_found(const QuestionPass& pass, const Rect& row) {
    const std::string found =
        pass.context.words("list.found", {{"n", std::to_string(*pass.view.list.found)}});
    const ui::Paragraph text{"list.found", found, {.scale = ui::Scale::small}};
    const double height = ui::paragraph_height(pass.frame, row.w, text);
    if (height <= row.h) {
        ui::paragraph(pass.frame, {row.x, row.centre().y - height / 2, row.w, height}, text);
    }
}

/// Find at the start; behind it the pager, or how many were found.
void draw_list_foot(
    const QuestionPass& pass, const QuestionPart& part, Rect row, int page, int pages) {
    if (pass.view.list.offers_find) {
        row = draw_find(pass, row);
    }
    if (pages == 1) {
        if (pass.view.list.found) {
            draw_found(pass, row);
        }
        return;
    }
    Intents turned;
    draw_pager(pass.frame, row, pass.context, answer_pager, page, pages, turned);
    for (const Intent& intent : turned.take()) {
        pass.intents.add(Do::show_page, part.first_page + intent.number);
    }
}

void draw_rows(
    const QuestionPass& pass, const Entries& entries, const ListPlan& plan, int page, Rect area) {
    const auto [first, last] = plan.page(page);
    for (std::size_t i = first; i < last; ++i) {
        const Row& row = plan.rows()[i];
        const std::string& group = pass.view.choices[row.first].group;
        if (row.group_height > 0 && (row.new_group || i == first)) {
            const std::string id = fmt::format("{}.group.{}", pass.id, i);
            ui::paragraph(pass.frame,
                          area.take_top(row.group_height - below_group, below_group),
                          {id, group, group_look()});
        }
        Rect place = area.take_top(row.height, sizes::gap);
        for (std::size_t at = row.first; at < row.first + row.count; ++at) {
            const Rect tile = place.take_left(column_width(area.w, plan.columns()), sizes::gap);
            if (ui::tile(pass.frame, tile, entries.tiles[at])) {
                const Do what = pass.view.map.list_open ? Do::map_place : Do::choose;
                pass.intents.add(what, pass.view.choices[at].name);
            }
        }
    }
}

}  // namespace

bool list_fits(const QuestionPass& pass, const QuestionPart& part) {
    const Entries entries = entries_of(pass);
    const double room = room_below(pass, part, part.area.w);
    const ListPlan one(pass, entries, part.area.w, 1);
    const double whole = one.height() + (pass.view.list.offers_find ? foot_room : 0);
    return whole <= room || one.least_height() + foot_room <= room;
}

Steps draw_list(const QuestionPass& pass, const QuestionPart& part) {
    Rect area = draw_head(pass, part, part.area.w);
    const Entries entries = entries_of(pass);
    const ListPlan plan = plan_for(pass, entries, {area.w, area.h});
    const int page = std::clamp(part.page, 0, plan.pages() - 1);
    const bool has_foot = pass.view.list.offers_find || plan.pages() > 1;
    const Rect foot = has_foot ? area.take_bottom(pager_height, sizes::gap) : Rect{};
    draw_rows(pass, entries, plan, page, area);
    if (has_foot) {
        draw_list_foot(pass, part, foot, page, plan.pages());
    }
    return steps_of(part);
}

}  // namespace harmony::kiosk
