#include "kiosk/task.h"

#include <algorithm>

#include "kiosk/personal_data.h"
#include "ui/language.h"

namespace harmony::kiosk {
namespace {

using survey::Moved;
using survey::NodeType;

constexpr std::size_t most_letters = 300;

AnswerKind kind_of(const survey::Node& node) {
    switch (node.type) {
        case NodeType::select_one:
        case NodeType::acknowledge: return AnswerKind::one;
        case NodeType::select_multiple: return AnswerKind::many;
        case NodeType::integer:
        case NodeType::decimal: return AnswerKind::number;
        case NodeType::range: return AnswerKind::number;
        case NodeType::text: return AnswerKind::text;
        default: break;
    }
    return AnswerKind::note;
}

constexpr std::string_view acknowledged = "OK";

}  // namespace

Task::Task(const survey::Form& form, Begin begin, base::RandomSource& random)
    : draft_(form, begin.start, random),
      record_(begin.record),
      receipt_(std::move(begin.receipt)),
      typed_(most_letters) {
    keys_.layout = std::string(ui::language_of(begin.start.language).keyboard);
    arrived(Moved::page, true);
}

Task::~Task() {
    typed_.wipe();
    draft_.wipe();
}

bool Task::at_questions() const {
    return draft_.page().kind == survey::PageKind::questions && at_.has_value();
}

/// No pack of this version carries a map, so a place on a map cannot be asked
///.
bool Task::skipped(NodeIndex node) const {
    return draft_.form().node(node).kiosk.widget == survey::Widget::place_map;
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
    return at_questions() && takes_typing(*at_);
}

void Task::enter(NodeIndex node) {
    at_ = node;
    page_ = 0;
    keyboard_open_ = false;
    trouble_.wipe();
    personal_ = false;
    personal_kept_ = false;
    typed_.wipe();
    if (takes_typing(node)) {
        typed_.set(draft_.state(node).value.view());
        keys_ = ui::KeyboardState{std::string(ui::language_of(draft_.language()).keyboard)};
    }
}

void Task::enter_page(bool from_behind) {
    const std::vector<NodeIndex> shown = steps();
    if (!shown.empty()) {
        enter(from_behind ? shown.back() : shown.front());
    }
}

base::SecretText Task::group_label() const {
    std::string_view parting;
    base::SecretText label;
    std::vector<NodeIndex> groups = draft_.page().headings;
    if (draft_.page().group) {
        groups.push_back(*draft_.page().group);
    }
    for (const NodeIndex group : groups) {
        const survey::NodeState state = draft_.state(group);
        if (!state.label.empty()) {
            label.append(parting);
            label.append(state.label.view());
            parting = " · ";
        }
    }
    return label;
}

std::string Task::position(const Words& words) const {
    const survey::Page& page = draft_.page();
    const auto number = static_cast<int>(page.number);
    const auto of = static_cast<int>(page.of);
    std::string text = words.count(page.equality ? "q.about_you" : "q.position", number, of);
    const std::vector<NodeIndex> shown = steps();
    if (shown.size() > 1) {
        const auto at = std::find(shown.begin(), shown.end(), *at_);
        const auto statement = static_cast<int>(at - shown.begin()) + 1;
        text += " · " + words.count("q.statement", statement, static_cast<int>(shown.size()));
    }
    return text;
}

QuestionView Task::question(const Words& words) const {
    const survey::Node& node = draft_.form().node(*at_);
    survey::NodeState state = draft_.state(*at_);
    QuestionView view;
    view.name = node.name;
    view.kind = kind_of(node);
    view.group = group_label();
    view.label = std::move(state.label);
    view.hint = std::move(state.hint);
    view.position = position(words);
    view.done = static_cast<int>(draft_.page().number);
    view.total = static_cast<int>(draft_.page().of);
    for (survey::Offered& offered : state.offered) {
        view.choices.push_back(
            {std::string(offered.name), std::move(offered.label), offered.chosen});
    }
    if (node.type == NodeType::acknowledge) {
        const base::SecretText read(words("q.acknowledge"));
        view.choices.push_back({"ok", read, state.value.view() == acknowledged});
    }
    view.trouble = trouble_;
    view.typed = &typed_;
    view.keys = keys_;
    view.keyboard_open = keyboard_open_;
    view.personal = personal_;
    view.decimal = node.type == NodeType::decimal;
    view.page = page_;
    return view;
}

CheckView Task::check(const Words&) const {
    CheckView view;
    view.page = page_;
    for (const survey::CheckRow& row : draft_.check_answers()) {
        if (skipped(row.question)) {
            continue;
        }
        CheckLine line{draft_.form().node(row.question).name, row.label, {}};
        for (std::size_t i = 0; i < row.answers.size(); ++i) {
            line.value.append(i > 0 ? ", " : "");
            line.value.append(row.answers[i].view());
        }
        view.lines.push_back(std::move(line));
    }
    return view;
}

void Task::speak(const std::string& language) {
    store_typed();
    if (draft_.form().has_language(language)) {
        const base::Result<void> spoken = draft_.speak(language);
        base::promise(spoken.ok(), "a form speaks its own languages");
    }
    trouble_.wipe();
    keys_ = ui::KeyboardState{std::string(ui::language_of(language).keyboard)};
}

void Task::choose(const std::string& choice, const Words& words) {
    const survey::Node& node = draft_.form().node(*at_);
    trouble_.wipe();
    if (node.type == NodeType::acknowledge) {
        const bool was_read = draft_.state(*at_).value.view() == acknowledged;
        const base::SecretText value(was_read ? std::string_view() : acknowledged);
        const base::Result<void> set = draft_.set(*at_, survey::Answer{value});
        base::promise(set.ok(), "an acknowledgement takes OK and nothing");
        return;
    }
    if (!draft_.touch(*at_, choice).ok()) {
        const std::string most = std::to_string(node.kiosk.max.value_or(0));
        trouble_.assign(node.kiosk.max ? words("err.max", {{"n", most}}) : words("err.constraint"));
        page_ = 0;
    }
}

void Task::type(const ui::KeyPress& press) {
    if (typed_.apply(press)) {
        trouble_.wipe();
        personal_kept_ = false;
    }
}

void Task::remove_personal() {
    typed_.wipe();
    personal_ = false;
    trouble_.wipe();
    store_typed();
}

void Task::keep_personal() {
    personal_ = false;
    personal_kept_ = true;
    trouble_.wipe();
}

/// Back and a change of language keep what was typed, when it is an answer at all.
void Task::store_typed() {
    if (typing()) {
        [[maybe_unused]] const bool stored = draft_.type(*at_, typed_.text()).ok();
    }
}

/// Whether something about the typed text must be mended before going on.
bool Task::mend_typed(const Words& words) {
    if (!typing()) {
        return false;
    }
    const bool number = kind_of(draft_.form().node(*at_)) == AnswerKind::number;
    if (!number && !personal_kept_) {
        if (const auto found = personal_data_in(typed_.text())) {
            trouble_.assign(words(*found == PersonalData::phone ? "pii.phone" : "pii.email"));
            personal_ = true;
            keyboard_open_ = false;
            return true;
        }
    }
    if (!draft_.type(*at_, typed_.text()).ok()) {
        trouble_.assign(words(number ? "err.number" : "err.constraint"));
        return true;
    }
    return false;
}

bool Task::mend(const std::optional<survey::Problem>& problem, const Words& words) {
    if (!problem) {
        return false;
    }
    if (problem->question != *at_) {
        enter(problem->question);
    }
    page_ = 0;
    keyboard_open_ = false;
    if (!problem->message.empty()) {
        trouble_ = problem->message;
        return true;
    }
    const bool required = problem->kind == survey::Invalid::required;
    const std::string_view key = !required            ? "err.constraint"
                                 : takes_typing(*at_) ? "err.required_text"
                                                      : "err.required";
    trouble_.assign(words(key));
    return true;
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

TaskStep Task::next_page(const Words& words) {
    const base::Result<Moved> moved = draft_.next();
    if (!moved) {
        const auto problems = draft_.problems();
        if (problems.empty()) {
            trouble_.assign(words("err.constraint"));
        } else {
            mend(problems.front(), words);
        }
        return TaskStep::stays;
    }
    return arrived(*moved, true);
}

TaskStep Task::go_on(const Words& words, base::Moment now) {
    draft_.refresh(now);
    if (mend_typed(words) || mend(draft_.why_invalid(*at_), words)) {
        return TaskStep::stays;
    }
    const std::vector<NodeIndex> shown = steps();
    const auto next = std::upper_bound(shown.begin(), shown.end(), *at_);
    if (!draft_.page().changing && next != shown.end()) {
        enter(*next);
        return TaskStep::question;
    }
    return next_page(words);
}

TaskStep Task::go_back() {
    store_typed();
    if (draft_.page().kind == survey::PageKind::questions) {
        const std::vector<NodeIndex> shown = steps();
        const auto at = std::lower_bound(shown.begin(), shown.end(), *at_);
        if (at != shown.begin() && !draft_.page().changing) {
            enter(*(at - 1));
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
