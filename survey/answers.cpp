#include "survey/answers.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "survey/expression/convert.h"
#include "survey/expression/evaluate.h"
#include "survey/expression/number.h"

namespace harmony::survey {
namespace {

constexpr std::uint32_t node_offset = 2;
constexpr std::uint32_t main_tree = 0;
/// Rounds after which a circle through choice filters is left as it stands.
constexpr int max_rounds = 30;

NodeRef place_of(NodeIndex node) {
    return {main_tree, node.value + node_offset};
}

LocalMoment local(base::Moment now, std::chrono::minutes offset) {
    const auto shifted = now + offset;
    const auto day = std::chrono::floor<std::chrono::days>(shifted);
    return {base::day_number(day), static_cast<std::int32_t>((shifted - day).count())};
}

}  // namespace

std::vector<std::string_view> names_in(std::string_view text) {
    std::vector<std::string_view> result;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) {
            result.push_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

Answers::Answers(const Form& form, const Setting& setting, base::RandomSource& random)
    : form_(form),
      random_(random),
      language_(setting.language),
      now_(local(setting.now, setting.offset)),
      offset_(setting.offset),
      cut_(setting.cut),
      cells_(form.nodes().size()) {
    apply_defaults();
    work_out_all();
}

void Answers::apply_defaults() {
    for (const Node& node : form_.nodes()) {
        if (node.preset && in_cut(node.index)) {
            cells_[node.index.value].answer.assign(node.preset->text);
        }
    }
}

bool Answers::in_cut(NodeIndex index) const {
    const Node& node = form_.node(index);
    return cut_ == Cut::whole || node.kiosk.quick || node.type == NodeType::group ||
           node.type == NodeType::calculate || node.type == NodeType::hidden;
}

std::string_view Answers::text(NodeIndex node) const {
    const Cell& cell = cells_[node.value];
    if (!cell.relevant) {
        return {};
    }
    return cell.is_reduced ? cell.reduced.view() : cell.answer.view();
}

std::string_view Answers::stored(NodeIndex node) const {
    return cells_[node.value].answer.view();
}

void Answers::store(NodeIndex node, base::SecretText text) {
    Cell& cell = cells_[node.value];
    if (cell.answer == text) {
        return;
    }
    cell.answer = std::move(text);
    mark(node);
    mark_dependants(node);
    settle();
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
    const std::vector<NodeIndex>& order = form_.logic().order();
    std::size_t last = 0;
    for (int rounds = 0; !dirty_.empty() && rounds < max_rounds;) {
        const std::size_t rank = *dirty_.begin();
        dirty_.erase(dirty_.begin());
        rounds += rank < last ? 1 : 0;
        last = rank;
        if (work_out(order[rank])) {
            mark_dependants(order[rank]);
        }
    }
    dirty_.clear();
}

bool Answers::work_out(NodeIndex node) {
    const NodeLogic& logic = form_.logic().of(node);
    const std::optional<NodeIndex> group = form_.node(node).parent;
    Cell& cell = cells_[node.value];
    const bool was_relevant = cell.relevant;
    cell.relevant =
        (!group || relevant(*group)) && (!logic.relevant || holds(logic.relevant, node));
    const bool calculated = logic.calculation && calculate(node);
    const bool reduced = logic.choice_filter && reduce(node);
    return was_relevant != cell.relevant || calculated || reduced;
}

bool Answers::calculate(NodeIndex node) {
    const Words words = evaluate_words(
        *form_.logic().of(node).calculation, *this, {place_of(node), place_of(node)});
    base::SecretText fresh = calculated(form_.node(node), words.view());
    base::SecretText& answer = cells_[node.value].answer;
    if (answer == fresh) {
        return false;
    }
    answer = std::move(fresh);
    return true;
}

base::SecretText Answers::calculated(const Node& node, std::string_view text) const {
    const bool whole = node.type == NodeType::integer || node.stored == Stored::whole;
    if (!whole && node.type != NodeType::decimal && node.stored != Stored::decimal) {
        return base::SecretText(text);
    }
    const double number = number_of_text(text, offset_);
    if (!std::isfinite(number)) {
        return {};
    }
    const std::string decimal = text_from_number(whole ? std::trunc(number) : number);
    return base::SecretText(canonical_decimal(decimal).value_or(""));
}

bool Answers::reduce(NodeIndex node) {
    Cell& cell = cells_[node.value];
    const ChoiceList& list = form_.list_of(node);
    base::SecretText kept;
    bool lost = false;
    for (const std::string_view name : names_in(cell.answer.view())) {
        const std::optional<std::size_t> choice = list.find(name);
        if (!choice || !offers(node, *choice)) {
            lost = true;
            continue;
        }
        if (!kept.empty()) {
            kept.append(" ");
        }
        kept.append(name);
    }
    const bool changed = lost != cell.is_reduced || (lost && !(kept == cell.reduced));
    cell.is_reduced = lost;
    cell.reduced = std::move(kept);
    return changed;
}

bool Answers::holds(const ExpressionOwner& expression, NodeIndex node) const {
    return evaluate_truth(*expression, *this, {place_of(node), place_of(node)});
}

bool Answers::offers(NodeIndex select, std::size_t choice) const {
    const ExpressionOwner& filter = form_.logic().of(select).choice_filter;
    if (!filter) {
        return true;
    }
    const std::size_t list = *form_.node(select).list;
    const ListTree& items = *form_.logic().lists()[list];
    const NodeRef item{static_cast<std::uint32_t>(list) + 1, items.item(choice)};
    const Value value = evaluate(*filter, *this, {item, place_of(select), choice + 1});
    if (const auto* position = std::get_if<double>(&value)) {
        return *position == static_cast<double>(choice + 1);
    }
    return to_truth(*this, value);
}

std::vector<std::size_t> Answers::offered(NodeIndex select) const {
    std::vector<std::size_t> result;
    const std::size_t count = form_.list_of(select).choices.size();
    for (std::size_t choice = 0; choice < count; ++choice) {
        if (offers(select, choice)) {
            result.push_back(choice);
        }
    }
    return result;
}

bool Answers::required(NodeIndex node) const {
    const ExpressionOwner& required = form_.logic().of(node).required;
    return required && holds(required, node);
}

bool Answers::read_only(NodeIndex index) const {
    const Node& node = form_.node(index);
    if (node.type == NodeType::note || node.type == NodeType::calculate ||
        form_.logic().of(index).calculation) {
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

const Tree& Answers::tree(std::uint32_t index) const {
    if (index == main_tree) {
        return *this;
    }
    return *form_.logic().lists()[index - 1];
}

std::optional<std::uint32_t> Answers::instance(std::string_view name) const {
    const auto found = form_.logic().shape().instance(name);
    return found ? std::optional(*found + 1) : std::nullopt;
}

std::string_view Answers::choice_label(std::string_view question, std::string_view choice) const {
    const std::optional<NodeIndex> node = form_.find(base::trim(question));
    if (!node || !form_.node(*node).list) {
        return {};
    }
    const ChoiceList& list = form_.list_of(*node);
    const std::optional<std::size_t> index = list.find(choice);
    const Line* line = index ? form_.line(list.choices[*index].label, language_) : nullptr;
    return line == nullptr || line->empty() ? std::string_view() : line->front().words;
}

std::optional<std::uint32_t> Answers::parent(std::uint32_t node) const {
    return form_.logic().shape().parent(main_tree, node);
}

void Answers::children(std::uint32_t node, std::vector<std::uint32_t>& out) const {
    out = form_.logic().shape().children(main_tree, node);
}

void Answers::children_called(std::uint32_t node,
                              std::string_view wanted,
                              std::vector<std::uint32_t>& out) const {
    out = form_.logic().shape().children_called(main_tree, node, wanted);
}

bool Answers::has_children(std::uint32_t node) const {
    return node < node_offset || form_.nodes()[node - node_offset].type == NodeType::group;
}

std::string_view Answers::name(std::uint32_t node) const {
    return form_.logic().shape().name(main_tree, node);
}

std::string_view Answers::text(std::uint32_t node) const {
    return node < node_offset ? std::string_view() : text(NodeIndex{node - node_offset});
}

}  // namespace harmony::survey
