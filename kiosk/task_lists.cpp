#include <algorithm>

#include "kiosk/answer_kind.h"
#include "kiosk/long_list.h"
#include "kiosk/task.h"

// Questions of which more than one thing is seen at once: the statements of a grid, and long lists
// with their letters.
namespace harmony::kiosk {

/// Statements that share their answers, on a page that the survey wants as a grid.
bool Task::is_grid() const {
    const std::vector<NodeIndex> rows = steps();
    if (!draft_.page().group || rows.size() < 2) {
        return false;
    }
    const survey::Form& form = draft_.form();
    const survey::Node& group = form.node(*draft_.page().group);
    bool wanted = group.is_table() || group.kiosk.widget == survey::Widget::grid;
    const auto first_list = form.node(rows.front()).list;
    for (const NodeIndex row : rows) {
        const survey::Node& node = form.node(row);
        wanted = wanted || node.kiosk.widget == survey::Widget::grid;
        const bool same = node.type == survey::NodeType::select_one && node.list == first_list &&
                          node.choice_filter.empty() && !node.randomize;
        if (!same) {
            return false;
        }
    }
    return wanted;
}

void Task::view_grid(QuestionView& view, const Words& words) const {
    if (!is_grid()) {
        return;
    }
    GridView& grid = view.grid;
    grid.title = group_label();
    grid.position = page_position(words);
    for (const NodeIndex row : steps()) {
        survey::NodeState state = draft_.state(row);
        put_asides_last(state.offered);
        GridRow made{draft_.form().node(row).name, std::move(state.label), -1};
        for (std::size_t i = 0; i < state.offered.size(); ++i) {
            made.chosen = state.offered[i].chosen ? static_cast<int>(i) : made.chosen;
        }
        if (grid.rows.empty()) {
            for (survey::Offered& offered : state.offered) {
                grid.names.emplace_back(offered.name);
                grid.columns.push_back(std::move(offered.label));
            }
        }
        grid.rows.push_back(std::move(made));
    }
}

void Task::choose_in_row(int row, const std::string& choice, const Words& words) {
    const std::vector<NodeIndex> rows = steps();
    const NodeIndex stands_at = *at_;
    at_ = rows.at(static_cast<std::size_t>(row));
    choose(choice, words);
    at_ = stands_at;
}

/// Continue on a grid: all its rows are done, or the first that is not says why.
TaskStep Task::go_on_page(const Words& words, base::Moment now) {
    draft_.refresh(now);
    return next_page(words, now);
}

TaskStep Task::go_back_page() {
    return arrived(draft_.back(), false);
}

void Task::view_list(QuestionView& view, const Words& words) const {
    const bool places = node().kiosk.widget == survey::Widget::place_list;
    auto entries = entries_of(draft_.form().list_of(*at_), draft_.state(*at_).offered, places);
    if (places) {
        group_places(entries, words);
    }
    view.list.many = node().type == survey::NodeType::select_multiple;
    view.typed = &letters_;
    list_on(view, std::move(entries), letters_.text());
}

void Task::show_all() {
    letters_.wipe();
    page_ = 0;
}

}  // namespace harmony::kiosk
