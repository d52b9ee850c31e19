#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "kiosk/answer_kind.h"
#include "kiosk/personal_data.h"
#include "kiosk/task.h"
#include "ui/letters.h"

// What a resident touches and types, until it is an answer that the draft takes.
namespace harmony::kiosk {
namespace {

using survey::NodeType;
using Fault = DayEntry::Fault;

std::string part_words(DayEntry::Field field, const Words& words) {
    constexpr std::array<std::string_view, 3> keys{
        "date.part.day", "date.part.month", "date.part.year"};
    return words(keys.at(static_cast<std::size_t>(field)));
}

std::string day_trouble(const DayEntry::Reading& reading, const Words& words) {
    switch (reading.fault) {
        case Fault::none: return {};
        case Fault::empty:
        case Fault::part_missing:
            return words("err.date.part", {{"part", part_words(reading.missing, words)}});
        case Fault::short_year: return words("err.date.year");
        case Fault::no_such_day: break;
    }
    return words("err.date.real");
}

/// Digits of every keyboard of ours are digits 0-9 (kiosk.md 3).
ui::KeyPress as_digit(const ui::KeyPress& press) {
    const auto digit =
        press.kind == ui::KeyPress::Kind::text ? plain_digit(press.text()) : std::nullopt;
    return digit ? ui::KeyPress::typed(std::string_view(&*digit, 1)) : press;
}

}  // namespace

AnswerKind Task::kind() const {
    const bool at_time = node().type == NodeType::date_time && begun().at_time;
    return at_time ? AnswerKind::time : kind_of(draft_.form(), *at_);
}

bool Task::is_begun(NodeIndex node) const {
    const AnswerKind kind = kind_of(draft_.form().node(node));
    return kind == AnswerKind::rank || kind == AnswerKind::day || kind == AnswerKind::time;
}

Task::Begun& Task::begun() {
    return begun_.at(*at_);
}

const Task::Begun& Task::begun() const {
    return begun_.at(*at_);
}

base::Day Task::day_of(base::Moment now) const {
    return std::chrono::floor<std::chrono::days>(now + offset_);
}

std::optional<Ranking::Choice> Task::offered(std::string_view choice) const {
    for (const survey::Offered& offered : draft_.state(*at_).offered) {
        if (offered.name == choice) {
            return static_cast<Ranking::Choice>(offered.choice);
        }
    }
    return std::nullopt;
}

/// Goes on where the resident left it; else from what the draft holds.
void Task::begin(NodeIndex node, bool from_behind) {
    Begun& begun = begun_[node];
    const survey::NodeState state = draft_.state(node);
    const std::string_view value = state.value.view();
    if (begun.stored) {
        const std::size_t day_end = std::min(value.size(), value.find('T'));
        const bool is_time = draft_.form().node(node).type == NodeType::time;
        begun.day.begin(detail_of(draft_.form().node(node)),
                        base::day_from_iso(is_time ? "" : value.substr(0, day_end)));
        begun.time.begin(is_time ? value : value.substr(std::min(day_end + 1, value.size())));
        begun.rank.begin(ranked_in(value));
    }
    std::vector<Ranking::Choice> choices;
    for (const survey::Offered& offered : state.offered) {
        choices.push_back(static_cast<Ranking::Choice>(offered.choice));
    }
    begun.rank.keep_only(choices);
    begun.at_time = from_behind && draft_.form().node(node).type == NodeType::date_time &&
                    begun.day.read().fault == Fault::none;
}

/// The choices that `names` are, parted by spaces.
Ranking::Order Task::ranked_in(std::string_view names) const {
    Ranking::Order order;
    while (!names.empty()) {
        const std::size_t end = std::min(names.find(' '), names.size());
        if (const auto choice = offered(names.substr(0, end))) {
            order.push_back(*choice);
        }
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return order;
}

// --- touching -----------------------------------------------------------------------------------

/// An answer that needs no more than one touch; touched again, it is taken back.
void Task::put(std::string_view value) {
    const survey::NodeState state = draft_.state(*at_);
    const bool clears = state.value.view() == value && !state.required;
    const base::SecretText text(clears ? std::string_view() : value);
    const base::Result<void> set = draft_.set(*at_, survey::Answer{text});
    base::promise(set.ok(), "a tile stands for a value that the question takes");
}

void Task::choose(const std::string& choice, const Words& words) {
    trouble_.wipe();
    if (kind() == AnswerKind::rank) {
        begun().rank.touch(offered(choice).value());
        return touched();
    }
    if (node().type == NodeType::acknowledge) {
        return put(acknowledged);
    }
    if (node().type == NodeType::range) {
        return put(choice);
    }
    if (node().type == NodeType::time) {
        const auto part = std::find(parts_of_day.begin(), parts_of_day.end(), choice);
        return put(std::to_string(part - parts_of_day.begin()));
    }
    if (!draft_.touch(*at_, choice).ok()) {
        const std::string most = std::to_string(node().kiosk.max.value_or(0));
        trouble_.assign(node().kiosk.max ? words("err.max", {{"n", most}})
                                         : words("err.constraint"));
        page_ = 0;
    }
}

/// Something of what was begun is different from what the draft holds.
void Task::touched() {
    begun().stored = false;
    trouble_.wipe();
}

void Task::move_up(const std::string& choice) {
    begun().rank.move_up(offered(choice).value());
    touched();
}

void Task::move_down(const std::string& choice) {
    begun().rank.move_down(offered(choice).value());
    touched();
}

void Task::undo_rank() {
    begun().rank.undo();
    touched();
}

void Task::start_rank_again() {
    begun().rank.start_again();
    touched();
}

void Task::to_field(DayEntry::Field field) {
    begun().day.go_to(field);
}

/// Touched again, the day is taken back.
void Task::take_day(base::Moment now, int days_ago) {
    const base::Day day = day_of(now) - std::chrono::days(days_ago);
    if (begun().day.read().day == day) {
        begun().day.begin(detail_of(node()), std::nullopt);
    } else {
        begun().day.take(day);
    }
    touched();
}

/// The page of months lies over the page that it was opened from.
void Task::show_months(bool open) {
    if (open && !months_open_) {
        page_below_ = page_;
    }
    page_ = open ? 0 : page_below_;
    months_open_ = open;
}

void Task::take_month(unsigned month) {
    begun().day.take_month(month);
    show_months(false);
    touched();
}

void Task::touch_hour(int hour) {
    begun().time.touch_hour(hour);
    touched();
}

void Task::touch_minutes(int minutes) {
    begun().time.touch_minutes(minutes);
    touched();
}

/// Only the cell goes into the answers; where in it the crosshair stood is forgotten.
void Task::map_set() {
    trouble_.wipe();
    pin_.take_keys(false);
    const base::Result<void> set = draft_.set(*at_, survey::Answer{survey::text_of(pin_.cell())});
    base::promise(set.ok(), "a map question takes a cell of its size");
}

void Task::map_clear() {
    trouble_.wipe();
    const base::Result<void> set = draft_.set(*at_, survey::Answer{base::SecretText()});
    base::promise(set.ok(), "an answer can be taken back");
}

/// The page of places lies over the page that it was opened from.
void Task::map_list(bool open) {
    if (open && !map_list_open_) {
        page_below_ = page_;
    }
    page_ = open ? 0 : page_below_;
    map_list_open_ = open;
    letters_.wipe();
}

void Task::map_place(std::string_view landmark) {
    const Landmark* place = map_->landmark(landmark);
    base::promise(place != nullptr, "a tile of the list stands for a place of the map");
    if (const auto cell = cell_of(*place, pin_.grid_m())) {
        pin_.begin(*map_, pin_.grid_m(), survey::text_of(*cell).view());
        map_set();
    }
    map_list(false);
}

void Task::type(const ui::KeyPress& press) {
    if (kind() == AnswerKind::day) {
        begun().day.apply(press);
        touched();
    } else if (kind() == AnswerKind::listed || map_list_open_) {
        letters_.apply(press);
    } else if (typed_.apply(kind() == AnswerKind::number ? as_digit(press) : press)) {
        trouble_.wipe();
        personal_kept_ = false;
    }
}

void Task::close_keyboard() {
    keyboard_open_ = false;
    if (kind() == AnswerKind::listed || map_list_open_) {
        page_ = 0;  // another list than before
    }
}

/// Takes out what was found, and nothing else; what is left comes back to the resident.
void Task::remove_personal() {
    if (const auto found = personal_data_in(typed_.text())) {
        const std::string_view text = typed_.text();
        base::SecretText left(base::trim(text.substr(0, found->from)));
        const std::string_view after = base::trim(text.substr(found->to));
        left.append(left.empty() || after.empty() ? "" : " ");
        left.append(after);
        typed_.set(left.view());
    }
    personal_ = false;
    trouble_.wipe();
    store_entered();
}

void Task::keep_personal() {
    personal_ = false;
    personal_kept_ = true;
    trouble_.wipe();
}

// --- into the draft
// -------------------------------------------------------------------------------

/// What was begun as the draft takes it; nothing while it is not whole.
std::optional<survey::Answer> Task::begun_answer() const {
    const Begun& now = begun();
    if (node().type == NodeType::rank) {
        std::vector<std::string> names;
        for (const Ranking::Choice choice : now.rank.order()) {
            names.push_back(draft_.form().list_of(*at_).choices[choice].name);
        }
        const bool whole = names.size() == draft_.state(*at_).offered.size();
        return whole || names.empty() ? std::optional(survey::Answer(std::move(names)))
                                      : std::nullopt;
    }
    base::SecretText text;
    if (node().type != NodeType::time) {
        const DayEntry::Reading reading = now.day.read();
        if (reading.fault != Fault::none && reading.fault != Fault::empty) {
            return std::nullopt;
        }
        text = reading.day ? now.day.iso() : base::SecretText();
    }
    if (node().type != NodeType::date) {
        const bool fits = node().type == NodeType::time ? now.time.whole() || now.time.empty()
                                                        : now.time.whole() == !text.empty();
        if (!fits) {
            return std::nullopt;
        }
        text.append(text.empty() ? "" : "T");
        text.append(now.time.whole() ? now.time.text().view() : std::string_view());
    }
    return survey::Answer(std::move(text));
}

/// Whether the draft took what was begun: it is whole, or nothing.
bool Task::store_begun() {
    const std::optional<survey::Answer> answer = begun_answer();
    if (!answer || !draft_.set(*at_, *answer).ok()) {
        return false;
    }
    begun().stored = true;
    return true;
}

/// Back and a change of language keep what was entered, when it is an answer at all.
void Task::store_entered() {
    if (!at_questions()) {
        return;
    }
    if (takes_typing(*at_)) {
        [[maybe_unused]] const bool stored = draft_.type(*at_, typed_.text()).ok();
    } else if (is_begun(*at_)) {
        store_begun();
    }
}

/// What stands against this number: it is none, it is out of range, it is between two steps.
std::string Task::number_trouble(const Words& words) const {
    const auto number = number_of(typed_.text());
    if (!number || !node().range) {
        return words("err.number");
    }
    const survey::Range& range = *node().range;
    const Bounds bounds = bounds_of(range);
    const bool outside = number < number_of(bounds.lowest) || number > number_of(bounds.highest);
    return outside ? words("err.range", {{"min", bounds.lowest}, {"max", bounds.highest}})
                   : words("err.step", {{"step", range.step}, {"min", range.start}});
}

/// Whether the resident is asked about something in the text that nobody asked for.
bool Task::mend_personal(const Words& words) {
    const auto found = personal_kept_ ? std::nullopt : personal_data_in(typed_.text());
    if (found) {
        trouble_.assign(words(phrase_of(found->kind)));
        personal_ = true;
        keyboard_open_ = false;
    }
    return found.has_value();
}

/// Whether something about the typed text must be mended before going on.
bool Task::mend_typed(const Words& words) {
    const bool number = kind() == AnswerKind::number;
    const std::size_t letters = ui::letters_in(typed_.text());
    if (!number && letters > letter_limit) {
        trouble_.assign(
            words("err.text.long",
                  {{"max", std::to_string(letter_limit)}, {"n", std::to_string(letters)}}));
        keyboard_open_ = false;
        return true;
    }
    if (!number && mend_personal(words)) {
        return true;
    }
    if (!draft_.type(*at_, typed_.text()).ok()) {
        trouble_.assign(number ? number_trouble(words) : words("err.constraint"));
        return true;
    }
    return false;
}

/// What is missing from what was begun; empty when the draft may have it, or its time comes next.
std::string Task::begun_trouble(const Words& words) const {
    if (kind() == AnswerKind::rank) {
        const std::string all = std::to_string(draft_.state(*at_).offered.size());
        return words("err.rank", {{"n", all}});
    }
    if (kind() == AnswerKind::time) {
        return words("err.time");
    }
    return day_trouble(begun().day.read(), words);
}

bool Task::mend_begun(const Words& words) {
    if (store_begun()) {
        return false;
    }
    const std::string trouble = begun_trouble(words);
    trouble_.assign(trouble);
    page_ = 0;
    months_open_ = false;
    return !trouble.empty();
}

bool Task::mend_entered(const Words& words) {
    if (takes_typing(*at_)) {
        return mend_typed(words);
    }
    return is_begun(*at_) && mend_begun(words);
}

bool Task::mend(const std::optional<survey::Problem>& problem,
                const Words& words,
                base::Moment now) {
    if (!problem) {
        return false;
    }
    if (problem->question != *at_) {
        enter(problem->question);
    }
    page_ = 0;
    keyboard_open_ = false;
    months_open_ = false;
    if (problem->message.empty()) {
        trouble_.assign(problem_words(problem->kind, words, now));
    } else {
        trouble_ = problem->message;
    }
    return true;
}

/// Our own words, for a form that has none.
std::string Task::problem_words(survey::Invalid problem,
                                const Words& words,
                                base::Moment now) const {
    if (problem == survey::Invalid::required) {
        switch (kind()) {
            case AnswerKind::rank:
            case AnswerKind::day:
            case AnswerKind::time: return begun_trouble(words);
            case AnswerKind::number:
            case AnswerKind::text: return words("err.required_text");
            case AnswerKind::map: return words("map.err");
            case AnswerKind::scale: return words("err.required_choice");
            default: break;
        }
        const auto offers = draft_.state(*at_).offered;
        const bool not_sure = std::any_of(offers.begin(), offers.end(), [](const auto& offered) {
            return offered.role == survey::ChoiceRole::dont_know;
        });
        return words(not_sure ? "err.required" : "err.required_choice");
    }
    const bool too_late =
        is_begun(*at_) && forbids_future(node().constraint) && begun().day.read().day > day_of(now);
    return words(too_late ? "err.date.future" : "err.constraint");
}

}  // namespace harmony::kiosk
