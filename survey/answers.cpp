// How answers follow from each other (design: survey profile, section 8.1):
//  1. At the start: fixed defaults and metadata, dynamic defaults once in sheet order,
//  recalculation.
//  2. After a change: recalculation of what depends on it, in the order of the form's logic; then
//  the
//     triggers of questions whose value became another one; and again until nothing changes.
//  3. What an answer is and what of it is still offered are kept apart, so that it comes back.
#include "survey/answers.h"

#include <cmath>

#include "survey/expression/convert.h"
#include "survey/expression/evaluate.h"
#include "survey/expression/number.h"

namespace harmony::survey {
namespace {

/// Rounds after which a circle through choice filters or triggers is left as it stands.
constexpr int max_rounds = 30;

LocalMoment local(base::Moment now, std::chrono::minutes offset) {
    const auto shifted = now + offset;
    const auto day = std::chrono::floor<std::chrono::days>(shifted);
    return {base::day_number(day), static_cast<std::int32_t>((shifted - day).count())};
}

}  // namespace

Answers::Answers(const Form& form, const Setting& setting, base::RandomSource& random)
    : form_(form),
      random_(random),
      language_(setting.language),
      now_(local(setting.now, setting.offset)),
      offset_(setting.offset),
      cut_(setting.cut),
      cells_(form.nodes().size()) {
    begin(setting);
}

void Answers::begin(const Setting& setting) {
    for (const Node& node : form_.nodes()) {
        Cell& cell = cells_[node.index.value];
        if (node.is_metadata()) {
            cell.answer = metadata(node, setting);
        } else if (in_cut(node.index)) {
            const bool off_scale = node.range && !node.range->holds(node.preset);
            cell.answer.assign(off_scale ? std::string_view() : std::string_view(node.preset));
        }
        if (node.randomize && node.seed.empty()) {
            cell.drawn_seed = static_cast<std::int64_t>(random_.next_u64() >> 1U);
        }
    }
    apply_dynamic_defaults();
    for (std::size_t rank = 0; rank < cells_.size(); ++rank) {
        dirty_.insert(rank);
    }
    recalculate();
    changed_.clear();  // nothing is triggered by the start itself
    for (const Node& node : form_.nodes()) {
        if (!form_.logic().triggered_by(node.index).empty()) {
            cells_[node.index.value].last_read.assign(as_offered(node.index));
        }
    }
}

/// No finer time than the day leaves a kiosk: start and end are its midnight.
base::SecretText Answers::metadata(const Node& node, const Setting& setting) const {
    switch (node.type) {
        case NodeType::today:
            return base::SecretText(text_from_moment({now_.day, std::nullopt}, offset_));
        case NodeType::start:
        case NodeType::end: return base::SecretText(text_from_moment({now_.day, 0}, offset_));
        default: return base::SecretText(setting.kiosk_name);
    }
}

void Answers::apply_dynamic_defaults() {
    for (const Node& node : form_.nodes()) {
        const ExpressionOwner& expression = form_.logic().of(node.index).default_value;
        if (expression && in_cut(node.index)) {
            cells_[node.index.value].answer =
                calculated(node, worked_out(*expression, node.index).view());
        }
    }
}

void Answers::store(NodeIndex node, base::SecretText text) {
    if (put(node, std::move(text))) {
        mark(node);
        settle();
    }
}

bool Answers::put(NodeIndex node, base::SecretText text) {
    base::SecretText& answer = cells_[node.value].answer;
    if (answer == text) {
        return false;
    }
    if (!may_exceed_offer(node)) {
        answer = std::move(text);
        note_change(node);
        return true;
    }
    const base::SecretText before(as_offered(node));
    answer = std::move(text);
    cells_[node.value].is_reduced = false;
    reduce_from(node, before);
    return true;
}

void Answers::note_change(NodeIndex node) {
    mark_dependants(node);
    if (!form_.logic().triggered_by(node).empty()) {
        changed_.insert(node);
    }
}

void Answers::mark_dependants(NodeIndex node) {
    for (const NodeIndex dependant : form_.logic().dependants(node)) {
        mark(dependant);
    }
}

void Answers::work_out_all() {
    for (std::size_t rank = 0; rank < cells_.size(); ++rank) {
        dirty_.insert(rank);
    }
    settle();
}

void Answers::settle() {
    recalculate();
    for (int round = 0; round < max_rounds && run_triggers(); ++round) {
        recalculate();
    }
    changed_.clear();
}

void Answers::recalculate() {
    const std::vector<NodeIndex>& order = form_.logic().order();
    std::size_t last = 0;
    for (int rounds = 0; !dirty_.empty() && rounds < max_rounds;) {
        const std::size_t rank = *dirty_.begin();
        dirty_.erase(dirty_.begin());
        rounds += rank < last ? 1 : 0;
        last = rank;
        work_out(order[rank]);
    }
    dirty_.clear();
}

/// False when nothing was due.
bool Answers::run_triggers() {
    std::set<NodeIndex> due;
    for (const NodeIndex changed : std::exchange(changed_, {})) {
        if (is_read_anew(changed)) {
            const std::vector<NodeIndex>& triggered = form_.logic().triggered_by(changed);
            due.insert(triggered.begin(), triggered.end());
        }
    }
    for (const NodeIndex node : due) {
        const ExpressionOwner& calculation = form_.logic().of(node).calculation;
        base::SecretText fresh =
            calculation ? calculated(form_.node(node), worked_out(*calculation, node).view())
                        : base::SecretText();
        if (put(node, std::move(fresh))) {
            mark(node);
        }
    }
    return !due.empty();
}

/// Whether a relevant question has another value than when that was last asked: one that is not
/// relevant reads as empty, but has not changed.
bool Answers::is_read_anew(NodeIndex node) {
    Cell& cell = cells_[node.value];
    if (!cell.relevant || cell.last_read.view() == as_offered(node)) {
        return false;
    }
    cell.last_read.assign(as_offered(node));
    return true;
}

void Answers::work_out(NodeIndex node) {
    const NodeLogic& logic = form_.logic().of(node);
    const std::optional<NodeIndex> group = form_.node(node).parent;
    Cell& cell = cells_[node.value];
    const bool was_relevant = cell.relevant;
    cell.relevant =
        (!group || relevant(*group)) && (!logic.relevant || holds(logic.relevant, node));
    if (was_relevant != cell.relevant) {
        note_change(node);
    }
    cell.offered.reset();
    if (is_worked_out(node)) {
        put(node, calculated(form_.node(node), worked_out(*logic.calculation, node).view()));
    }
    if (may_exceed_offer(node)) {
        reduce(node);
    }
}

/// Whether the answer can name a choice that is not offered: when a filter takes choices away, or
/// when the survey itself wrote the answer.
bool Answers::may_exceed_offer(NodeIndex index) const {
    const Node& node = form_.node(index);
    const NodeLogic& logic = form_.logic().of(index);
    return node.has_choices() && node.is_visible() &&
           (logic.choice_filter != nullptr || logic.default_value != nullptr ||
            logic.calculation != nullptr || !node.preset.empty());
}

/// What of the answer is still offered is what others read: nothing changes when it stays the same.
void Answers::reduce(NodeIndex node) {
    reduce_from(node, base::SecretText(as_offered(node)));
}

void Answers::reduce_from(NodeIndex node, const base::SecretText& before) {
    Cell& cell = cells_[node.value];
    cell.reduced = still_offered(node);
    cell.is_reduced = !(cell.reduced == cell.answer);
    if (before.view() != as_offered(node)) {
        note_change(node);
    }
}

Words Answers::worked_out(const Expression& expression, NodeIndex node) const {
    return evaluate_words(expression, *this, {place_of(node), place_of(node)});
}

/// The text that a result is stored as: numbers in canonical form, empty when it is none.
base::SecretText Answers::calculated(const Node& node, std::string_view text) const {
    const bool whole = node.type == NodeType::integer || node.stored == Stored::whole;
    if (!whole && node.type != NodeType::decimal && node.type != NodeType::range &&
        node.stored != Stored::decimal) {
        return base::SecretText(text);
    }
    const double number = number_of_text(text, offset_);
    if (!std::isfinite(number)) {
        return {};
    }
    const std::string decimal = text_from_number(whole ? std::trunc(number) : number);
    const auto canonical = canonical_decimal(decimal);
    const bool off_scale = canonical && node.range && !node.range->holds(*canonical);
    return base::SecretText(canonical && !off_scale ? *canonical : "");
}

bool Answers::in_cut(NodeIndex index) const {
    const Node& node = form_.node(index);
    return cut_ == Cut::whole || node.kiosk.quick || node.type == NodeType::group ||
           node.type == NodeType::calculate || node.type == NodeType::hidden || node.is_metadata();
}

std::string_view Answers::text(NodeIndex node) const {
    return cells_[node.value].relevant ? as_offered(node) : std::string_view();
}

std::string_view Answers::as_offered(NodeIndex node) const {
    const Cell& cell = cells_[node.value];
    return cell.is_reduced ? cell.reduced.view() : cell.answer.view();
}

std::string_view Answers::stored(NodeIndex node) const {
    return cells_[node.value].answer.view();
}

bool Answers::holds(const ExpressionOwner& expression, NodeIndex node) const {
    return evaluate_truth(*expression, *this, {place_of(node), place_of(node)});
}

bool Answers::required(NodeIndex node) const {
    const ExpressionOwner& required = form_.logic().of(node).required;
    return required && holds(required, node);
}

bool Answers::read_only(NodeIndex index) const {
    const Node& node = form_.node(index);
    if (node.type == NodeType::note || (node.is_visible() && is_worked_out(index))) {
        return true;
    }
    for (std::optional<NodeIndex> at = index; at; at = form_.node(*at).parent) {
        const ExpressionOwner& read_only = form_.logic().of(*at).read_only;
        if (read_only && holds(read_only, *at)) {
            return true;
        }
    }
    return false;
}

bool Answers::is_worked_out(NodeIndex node) const {
    return form_.logic().of(node).calculation != nullptr && form_.node(node).triggers.empty();
}

bool Answers::constraint_holds(NodeIndex node) const {
    const ExpressionOwner& constraint = form_.logic().of(node).constraint;
    return !constraint || text(node).empty() || holds(constraint, node);
}

base::SecretText Answers::filled(const Line& line) const {
    base::SecretText result;
    for (const Piece& piece : line) {
        result.append(piece.value_of ? text(*piece.value_of) : std::string_view(piece.words));
    }
    return result;
}

void Answers::speak(const LanguageTag& language) {
    if (language != language_) {
        language_ = language;
        work_out_all();  // a calculation may name a choice in the active language
    }
}

void Answers::refresh(base::Moment now) {
    now_ = local(now, offset_);
    for (const Node& node : form_.nodes()) {
        if (form_.logic().of(node.index).uses_clock) {
            mark(node.index);
        }
    }
    settle();
}

}  // namespace harmony::survey
