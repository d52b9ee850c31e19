#include <fmt/format.h>

#include <algorithm>

#include "kiosk/answer_kind.h"
#include "kiosk/long_list.h"
#include "kiosk/task.h"
#include "ui/letters.h"

// What the pages of a task show: the question, and the answers to check.
namespace harmony::kiosk {
namespace {

using survey::NodeType;

/// Answers that say nothing about the question stand last, in the order in which people know them.
int last_rank(survey::ChoiceRole role) {
    switch (role) {
        case survey::ChoiceRole::other: return 1;
        case survey::ChoiceRole::dont_know: return 2;
        case survey::ChoiceRole::prefer_not: return 3;
        case survey::ChoiceRole::none:
        case survey::ChoiceRole::exclusive: break;
    }
    return 0;
}

const survey::ChoiceList* tick_list(const survey::Form& form, const survey::Node& node) {
    const auto& lists = form.lists();
    const auto at = std::find_if(lists.begin(), lists.end(), [&](const survey::ChoiceList& list) {
        return list.name == node.range->tick_labels;
    });
    return node.range->tick_labels.empty() || at == lists.end() ? nullptr : &*at;
}

base::SecretText joined(std::initializer_list<std::string_view> parts) {
    base::SecretText text;
    for (const std::string_view part : parts) {
        text.append(part);
    }
    return text;
}

/// "1. Street lights", one a line.
base::SecretText numbered(const std::vector<base::SecretText>& answers) {
    base::SecretText text;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        text.append(i > 0 ? "\n" : "");
        text.append(fmt::format("{}.\u00A0", i + 1));  // no page ends between the two
        text.append(answers[i].view());
    }
    return text;
}

base::SecretText listed(const std::vector<base::SecretText>& answers) {
    base::SecretText text;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        text.append(i > 0 ? ", " : "");
        text.append(answers[i].view());
    }
    return text;
}

base::SecretText day_in_words(const survey::Node& node, base::Day day, const Words& words) {
    const std::chrono::year_month_day civil(day);
    const std::string year = std::to_string(static_cast<int>(civil.year()));
    switch (detail_of(node)) {
        case DayEntry::Detail::day: return words.entered_date(day);
        case DayEntry::Detail::year: return base::SecretText(year);
        case DayEntry::Detail::month: break;
    }
    const std::string month = words.month(static_cast<unsigned>(civil.month()));
    return words.entered("date.month_year", {{"month", month}, {"year", year}});
}

/// A date, a time, a part of the day, or a date with a time, as the survey keeps them.
base::SecretText moment_in_words(const survey::Node& node,
                                 std::string_view value,
                                 const Words& words) {
    if (node.type == NodeType::time && node.kiosk.part_of_day) {
        const auto part = static_cast<std::size_t>(value.front() - '0');
        return base::SecretText(words(fmt::format("time.{}", parts_of_day.at(part))));
    }
    constexpr std::size_t day_size = std::string_view("2026-03-14").size();
    const auto day = base::day_from_iso(value.substr(0, std::min(value.size(), day_size)));
    if (node.type == NodeType::time || !day) {
        return base::SecretText(value);
    }
    const base::SecretText date = day_in_words(node, *day, words);
    if (node.type == NodeType::date || value.size() <= day_size) {
        return date;
    }
    return words.entered("date.time",
                         {{"date", date.view()}, {"time", value.substr(day_size + 1)}});
}

}  // namespace

/// Nothing where the survey names none, or its pack has no such file.
ui::SharedPicture Task::picture(std::string_view file) const {
    return pictures_ && !file.empty() ? pictures_(file) : nullptr;
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

std::string Task::page_position(const Words& words) const {
    const survey::Page& page = draft_.page();
    const auto number = static_cast<int>(page.number);
    const auto of = static_cast<int>(page.of);
    return words.count(page.equality ? "q.about_you" : "q.position", number, of);
}

std::string Task::position(const Words& words) const {
    std::string text = page_position(words);
    const std::vector<NodeIndex> shown = steps();
    if (shown.size() > 1) {
        const auto at = std::find(shown.begin(), shown.end(), *at_);
        const auto statement = static_cast<int>(at - shown.begin()) + 1;
        text += " · " + words.count("q.statement", statement, static_cast<int>(shown.size()));
    }
    return text;
}

void Task::put_asides_last(std::vector<survey::Offered>& offered) {
    std::stable_sort(offered.begin(), offered.end(), [](const auto& a, const auto& b) {
        return last_rank(a.role) < last_rank(b.role);
    });
}

void Task::view_choices(QuestionView& view, const Words& words) const {
    survey::NodeState state = draft_.state(*at_);
    put_asides_last(state.offered);
    const auto points = static_cast<std::size_t>(
        std::count_if(state.offered.begin(), state.offered.end(), [](const auto& offered) {
            return !is_aside(offered.role);
        }));
    for (survey::Offered& offered : state.offered) {
        ChoiceView choice{std::string(offered.name), std::move(offered.label), offered.chosen, 0};
        choice.aside = is_aside(offered.role);
        choice.picture = picture(offered.image);
        if (view.kind == AnswerKind::faces && !choice.aside) {
            choice.mood = mood_of(node().kiosk.faces, view.choices.size(), points);
        }
        if (view.kind == AnswerKind::rank) {
            const auto index = static_cast<Ranking::Choice>(offered.choice);
            choice.place = static_cast<int>(begun().rank.place(index));
            choice.chosen = choice.place > 0;
        }
        view.choices.push_back(std::move(choice));
    }
    if (node().type == NodeType::acknowledge) {
        const base::SecretText read(words("q.acknowledge"));
        view.choices.push_back({"ok", read, state.value.view() == acknowledged, 0});
    }
    for (std::size_t i = 0; node().type == NodeType::time && i < parts_of_day.size(); ++i) {
        const base::SecretText label(words(fmt::format("time.{}", parts_of_day[i])));
        view.choices.push_back(
            {std::string(parts_of_day[i]), label, state.value.view() == std::to_string(i), 0});
    }
    if (view.kind == AnswerKind::rank) {
        view.can_undo = begun().rank.can_undo();
    }
}

base::SecretText Task::tick_label(const survey::Node& range, std::string_view value) const {
    const survey::Form& form = draft_.form();
    const survey::ChoiceList* list = tick_list(form, range);
    const auto at = list == nullptr ? std::nullopt : list->find(value);
    return at ? base::SecretText(form.text(list->choices[*at].label, draft_.language()))
              : base::SecretText();
}

void Task::view_scale(QuestionView& view) const {
    constexpr std::size_t all = 1000;
    const survey::NodeState state = draft_.state(*at_);
    for (const std::string& value : node().range->values(all)) {
        view.choices.push_back({value, tick_label(node(), value), state.value.view() == value, 0});
    }
}

/// The reminder of kiosk.md 5.2, and the count of letters when there are many.
void Task::view_text(QuestionView& view, const Words& words) const {
    if (view.hint.empty()) {
        view.hint.assign(words("q.no_names"));
    }
    const std::size_t letters = ui::letters_in(typed_.text());
    if (letters >= letters_counted_from) {
        view.letters = words(
            "q.letters", {{"n", std::to_string(letters)}, {"max", std::to_string(letter_limit)}});
    }
}

void Task::view_number(QuestionView& view, const Words& words) const {
    view.number.decimal = node().type == NodeType::decimal;
    if (!node().range) {
        return;
    }
    const survey::Range& range = *node().range;
    view.number.decimal = range.is_decimal();
    view.number.negative = range.start.starts_with('-') || range.end.starts_with('-');
    const Bounds bounds = bounds_of(range);
    view.number.between = words("q.range", {{"min", bounds.lowest}, {"max", bounds.highest}});
    for (const std::string& end : {range.start, range.end}) {
        const base::SecretText label = tick_label(node(), end);
        if (!label.empty()) {
            const std::string_view parting = view.number.labels.empty() ? "" : " · ";
            view.number.labels.append(joined({parting, end, ": ", label.view()}).view());
        }
    }
}

void Task::view_moment(QuestionView& view, const Words& words, base::Moment now) const {
    if (node().type == NodeType::date_time) {
        view.part = words(begun().at_time ? "moment.time" : "moment.day");
    }
    if (view.kind == AnswerKind::time) {
        view.time = &begun().time;
        return;
    }
    view.day = {
        &begun().day, day_of(now), detail_of(node()) == DayEntry::Detail::day, months_open_};
}

/// "Near High Street": the nearest street or place of the map.
base::SecretText Task::place_in_words(std::string_view cell, const Words& words) const {
    const auto read = survey::read_cell(cell);
    const Landmark* near = map_ != nullptr && read ? map_->nearest(read->centre()) : nullptr;
    if (near == nullptr) {
        return base::SecretText(cell);
    }
    return words.entered("map.near", {{"place", near->label}});
}

namespace {

/// Streets and places of a map as the place list of a survey has them.
std::vector<ListEntry> landmarks_of(const MapContent& map,
                                    const std::optional<survey::GridCell>& chosen,
                                    int grid_m) {
    std::vector<ListEntry> entries;
    for (const Landmark& landmark : map.landmarks) {
        ListEntry entry;
        entry.choice.name = landmark.name;
        entry.choice.label.assign(landmark.label);
        entry.choice.chosen = chosen && chosen == cell_of(landmark, grid_m);
        entry.area = landmark.area;
        entry.kind = landmark.kind;
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace

void Task::view_map(QuestionView& view, const Words& words) const {
    const survey::NodeState state = draft_.state(*at_);
    view.map.pin = &pin_;
    view.map.chosen = survey::read_cell(state.value.view());
    view.map.list_open = map_list_open_;
    if (map_list_open_) {
        std::vector<ListEntry> entries = landmarks_of(*map_, view.map.chosen, pin_.grid_m());
        group_places(entries, words);
        view.typed = &letters_;
        list_on(view, std::move(entries), letters_.text());
    }
    const bool on_chosen = view.map.chosen && *view.map.chosen == pin_.cell();
    const Landmark* near = map_->nearest(pin_.centre());
    if (!map_->in_area(pin_.centre())) {
        view.map.near.assign(words("map.outside", {{"area", map_->area_name}}));
    } else if (near != nullptr) {
        view.map.near =
            words.entered(on_chosen ? "map.chosen" : "map.near", {{"place", near->label}});
    }
}

QuestionView Task::question(const Words& words, base::Moment now) const {
    survey::NodeState state = draft_.state(*at_);
    QuestionView view;
    view.name = node().name;
    view.kind = kind();
    view.group = group_label();
    view.label = std::move(state.label);
    view.hint = std::move(state.hint);
    view.picture = picture(state.image);
    view.position = position(words);
    view.done = static_cast<int>(draft_.page().number);
    view.total = static_cast<int>(draft_.page().of);
    view.trouble = trouble_;
    view.typed = &typed_;
    view.keys = keys_;
    view.keyboard_open = keyboard_open_;
    view.personal = personal_;
    view.page = page_;
    switch (view.kind) {
        case AnswerKind::note: break;
        case AnswerKind::text: view_text(view, words); break;
        case AnswerKind::one:
        case AnswerKind::many:
        case AnswerKind::faces:
        case AnswerKind::rank: view_choices(view, words); break;
        case AnswerKind::listed: view_list(view, words); break;
        case AnswerKind::scale: view_scale(view); break;
        case AnswerKind::number: view_number(view, words); break;
        case AnswerKind::day:
        case AnswerKind::time: view_moment(view, words, now); break;
        case AnswerKind::map: view_map(view, words); break;
    }
    view_grid(view, words);
    return view;
}

/// An answer as it stands on the page of answers to check.
base::SecretText Task::in_words(const survey::CheckRow& row, const Words& words) const {
    const survey::Node& asked = draft_.form().node(row.question);
    if (row.answers.empty()) {
        return {};
    }
    const std::string_view value = row.answers.front().view();
    if (kind_of(asked) == AnswerKind::map) {
        return place_in_words(value, words);
    }
    switch (asked.type) {
        case NodeType::rank: return numbered(row.answers);
        case NodeType::date:
        case NodeType::time:
        case NodeType::date_time: return moment_in_words(asked, value, words);
        case NodeType::acknowledge: return base::SecretText(words("q.acknowledge"));
        case NodeType::range: break;
        default: return listed(row.answers);
    }
    const base::SecretText label = tick_label(asked, value);
    return label.empty() ? base::SecretText(value) : joined({value, ": ", label.view()});
}

CheckView Task::check(const Words& words) const {
    CheckView view;
    view.page = page_;
    view.quick = quick_;
    for (const survey::CheckRow& row : draft_.check_answers()) {
        if (!skipped(row.question)) {
            const survey::Node& node = draft_.form().node(row.question);
            view.lines.push_back({node.name, row.label, in_words(row, words)});
            if (node.parent && draft_.form().node(*node.parent).type == NodeType::group) {
                view.lines.back().group = draft_.state(*node.parent).label;
            }
        }
    }
    return view;
}

}  // namespace harmony::kiosk
