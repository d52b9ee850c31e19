#include "kiosk/task.h"

#include <algorithm>

#include "kiosk/answer_kind.h"
#include "ui/language.h"

namespace harmony::kiosk {
namespace {

using survey::Moved;
using survey::NodeType;

/// As many as the store takes: a letter has up to 4 bytes, and a text up to 2,000 (kiosk.md 5).
/// A longer text than `letter_limit` may be typed, and must be shortened before it is kept.
constexpr std::size_t most_letters = 500;
constexpr std::size_t most_search_letters = 40;

}  // namespace

Task::Task(const survey::Form& form, Begin begin, base::RandomSource& random)
    : draft_(form, begin.start, random),
      begun_at_(begin.start.now),
      quick_(form.settings().quick || begin.start.cut == survey::Cut::quick),
      offset_(begin.start.offset),
      record_(begin.record),
      receipt_(std::move(begin.receipt)),
      pictures_(std::move(begin.pictures)),
      typed_(most_letters),
      letters_(most_search_letters),
      map_(begin.map) {
    keys_.layout = std::string(ui::language_of(begin.start.language).keyboard);
    arrived(Moved::page, true);
}

Task::~Task() {
    typed_.wipe();
    letters_.wipe();
    draft_.wipe();
}

bool Task::has_answers() const {
    const auto holds_something = [](const auto& one) {
        const Begun& begun = one.second;
        return !begun.rank.empty() || !begun.day.empty() || !begun.time.empty();
    };
    return draft_.has_answers() || !typed_.empty() ||
           std::any_of(begun_.begin(), begun_.end(), holds_something);
}

bool Task::at_questions() const {
    return draft_.page().kind == survey::PageKind::questions && at_.has_value();
}

/// Without a map in the pack, a place on it cannot be asked.
bool Task::skipped(NodeIndex node) const {
    return map_ == nullptr && draft_.form().node(node).kiosk.widget == survey::Widget::place_map;
}

std::optional<QuickPace::Time> Task::moves_on_after() const {
    if (!quick_ || !at_questions() || is_grid()) {
        return std::nullopt;
    }
    const AnswerKind how = kind();
    const bool chosen = how == AnswerKind::one || how == AnswerKind::many ||
                        how == AnswerKind::faces || how == AnswerKind::listed ||
                        how == AnswerKind::scale;
    if (!chosen || draft_.state(*at_).value.empty()) {
        return std::nullopt;
    }
    const bool several = node().type == NodeType::select_multiple;
    return several ? QuickPace::after_several : QuickPace::after_one;
}

std::vector<survey::NodeIndex> Task::steps() const {
    std::vector<NodeIndex> shown;
    for (const NodeIndex node : draft_.page().nodes) {
        if (!skipped(node)) {
            shown.push_back(node);
        }
    }
    return shown;
}

bool Task::takes_typing(NodeIndex node) const {
    const AnswerKind kind = kind_of(draft_.form().node(node));
    return kind == AnswerKind::text || kind == AnswerKind::number;
}

bool Task::typing() const {
    return at_questions() && (takes_typing(*at_) || kind() == AnswerKind::day || on_map());
}

void Task::enter(NodeIndex node, bool from_behind) {
    at_ = node;
    page_ = 0;
    keyboard_open_ = false;
    months_open_ = false;
    map_list_open_ = false;
    trouble_.wipe();
    personal_ = false;
    personal_kept_ = false;
    typed_.wipe();
    letters_.wipe();
    keys_ = ui::KeyboardState{std::string(ui::language_of(draft_.language()).keyboard)};
    if (kind_of(draft_.form().node(node)) == AnswerKind::map) {
        pin_.begin(*map_,
                   static_cast<int>(draft_.form().node(node).kiosk.grid_m),
                   draft_.state(node).value.view());
    } else if (takes_typing(node)) {
        typed_.set(draft_.state(node).value.view());
    } else if (is_begun(node)) {
        begin(node, from_behind);
    }
}

void Task::enter_page(bool from_behind) {
    const std::vector<NodeIndex> shown = steps();
    if (!shown.empty()) {
        enter(from_behind ? shown.back() : shown.front(), from_behind);
    }
}

void Task::speak(const std::string& language) {
    store_entered();
    if (draft_.form().has_language(language)) {
        const base::Result<void> spoken = draft_.speak(language);
        base::promise(spoken.ok(), "a form speaks its own languages");
    }
    trouble_.wipe();
    keys_ = ui::KeyboardState{std::string(ui::language_of(language).keyboard)};
}

/// Steps over pages that cannot be shown.
TaskStep Task::arrived(Moved moved, bool forward) {
    while (moved == Moved::page && steps().empty()) {
        if (!forward) {
            moved = draft_.back();
            continue;
        }
        const base::Result<Moved> next = draft_.next();
        base::promise(next.ok(), "a page with nothing to answer has nothing to mend");
        moved = *next;
    }
    page_ = 0;
    switch (moved) {
        case Moved::page: enter_page(!forward); return TaskStep::question;
        case Moved::check_answers:
        case Moved::finish_due: return TaskStep::check;
        case Moved::end: return TaskStep::end;
        case Moved::at_first: break;
    }
    return TaskStep::first;
}

TaskStep Task::next_page(const Words& words, base::Moment now) {
    const base::Result<Moved> moved = draft_.next();
    if (!moved) {
        const auto problems = draft_.problems();
        if (problems.empty()) {
            trouble_.assign(words("err.constraint"));
        } else {
            mend(problems.front(), words, now);
        }
        return TaskStep::stays;
    }
    return arrived(*moved, true);
}

/// From the day to the time of a day with a time.
bool Task::go_on_to_time() {
    if (node().type != NodeType::date_time || begun().at_time || begun().day.empty()) {
        return false;
    }
    begun().at_time = true;
    page_ = 0;
    return true;
}

TaskStep Task::go_on(const Words& words, base::Moment now) {
    draft_.refresh(now);
    if (mend_entered(words)) {
        return TaskStep::stays;
    }
    if (go_on_to_time()) {
        return TaskStep::question;
    }
    if (mend(draft_.why_invalid(*at_), words, now)) {
        return TaskStep::stays;
    }
    const std::vector<NodeIndex> shown = steps();
    const auto next = std::upper_bound(shown.begin(), shown.end(), *at_);
    if (!draft_.page().changing && next != shown.end()) {
        enter(*next);
        return TaskStep::question;
    }
    return next_page(words, now);
}

TaskStep Task::go_back() {
    store_entered();
    if (draft_.page().kind == survey::PageKind::questions) {
        if (is_begun(*at_) && begun().at_time) {
            begun().at_time = false;
            page_ = 0;
            trouble_.wipe();
            return TaskStep::question;
        }
        const std::vector<NodeIndex> shown = steps();
        const auto at = std::lower_bound(shown.begin(), shown.end(), *at_);
        if (at != shown.begin() && !draft_.page().changing) {
            enter(*(at - 1), true);
            return TaskStep::question;
        }
    }
    return arrived(draft_.back(), false);
}

TaskStep Task::change(int row) {
    std::vector<NodeIndex> rows;
    for (const survey::CheckRow& line : draft_.check_answers()) {
        if (!skipped(line.question)) {
            rows.push_back(line.question);
        }
    }
    const NodeIndex question = rows.at(static_cast<std::size_t>(row));
    const base::Result<void> changed = draft_.change(question);
    base::promise(changed.ok(), "a row of check answers can be changed");
    enter(question);
    return TaskStep::question;
}

base::Result<survey::Response> Task::finish(survey::Part part) {
    return draft_.finish(part);
}

TaskStep Task::after_saving() {
    base::Result<Moved> moved = draft_.next();
    if (moved.ok() && *moved == Moved::finish_due) {
        moved = draft_.next();
    }
    base::promise(moved.ok(), "nothing stands between a saved core and what follows");
    const TaskStep step = arrived(*moved, true);
    return step == TaskStep::question ? TaskStep::equality : step;
}

TaskStep Task::to_equality() {
    if (draft_.page().kind == survey::PageKind::questions && in_equality()) {
        return TaskStep::question;
    }
    const TaskStep step = after_saving();
    return step == TaskStep::equality ? TaskStep::question : step;
}

}  // namespace harmony::kiosk
