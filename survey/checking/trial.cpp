#include "survey/checking/trial.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/text.h"
#include "survey/answers.h"
#include "survey/expression/evaluate.h"
#include "survey/expression/number.h"
#include "survey/expression/visit.h"

namespace harmony::survey {
namespace {

constexpr std::uint32_t node_offset = 2;  // of the main tree: document, root, then the nodes

/// Conditions on conditions deeper than this are left unknown, so that a chain of thousands costs
/// no more than a short one.
constexpr int deepest = 24;

/// Functions whose value does not follow from the answers alone, or would cost too much.
constexpr auto beyond = std::to_array<Function>({Function::instance,
                                                 Function::pulldata,
                                                 Function::randomize,
                                                 Function::choice_name,
                                                 Function::random,
                                                 Function::uuid,
                                                 Function::today,
                                                 Function::now,
                                                 Function::once});

Verdict verdict(bool truth) {
    return truth ? Verdict::yes : Verdict::no;
}

Verdict opposite(Verdict of) {
    return of == Verdict::unknown ? of : verdict(of == Verdict::no);
}

}  // namespace

Trial::Trial(const FormContent& content, const FormLogic& logic)
    : content_(content),
      logic_(logic),
      answers_(content.nodes.size()),
      memos_(content.nodes.size()) {}

void Trial::answer(NodeIndex question, std::string_view text) {
    answers_[question.value] = text;
    ++round_;
}

void Trial::forget(NodeIndex question) {
    answers_[question.value] = std::nullopt;
    ++round_;
}

void Trial::suppose_asked(NodeIndex node) {
    Memo& known = memo(node);
    known.relevant = Verdict::yes;
    known.has_relevant = true;
}

Trial::Memo& Trial::memo(NodeIndex node) {
    Memo& memo = memos_[node.value];
    if (memo.round != round_) {
        memo = {};
        memo.round = round_;
    }
    return memo;
}

Verdict Trial::relevant(NodeIndex node) {
    if (depth_ >= deepest) {
        return Verdict::unknown;
    }
    Memo& known = memo(node);
    if (!known.has_relevant) {
        ++depth_;
        known.relevant = find_relevant(node);
        --depth_;
        known.has_relevant = true;
    }
    return known.relevant;
}

Verdict Trial::find_relevant(NodeIndex node) {
    const auto group = content_.nodes[node.value].parent;
    const Verdict around = group ? relevant(*group) : Verdict::yes;
    const Expression* own = parsed(logic_.of(node), LogicColumn::relevant);
    if (around == Verdict::no || own == nullptr) {
        return around;
    }
    return std::min(around, holds(*own, node));
}

Verdict Trial::holds(const Expression& expression, NodeIndex self) {
    const auto* binary = std::get_if<Binary>(&expression.what);
    if (binary != nullptr && (binary->how == Operator::both || binary->how == Operator::either)) {
        return holds_binary(*binary, self);
    }
    if (const Call* negation = call_of(expression, Function::negate)) {
        return opposite(holds(*negation->arguments[0], self));
    }
    const Leaf& leaf = leaf_of(expression, self);
    effort_ += leaf.plain ? 1 : 4;
    if (!know_all(leaf)) {
        return Verdict::unknown;
    }
    if (leaf.plain) {
        return verdict(holds_plain(leaf));
    }
    return verdict(evaluate_truth(expression, *this, {place_of(self), place_of(self)}));
}

Verdict Trial::holds_binary(const Binary& binary, NodeIndex self) {
    const bool both = binary.how == Operator::both;
    const Verdict decides = verdict(!both);
    const Verdict left = holds(*binary.left, self);
    if (left == decides) {
        return left;
    }
    const Verdict right = holds(*binary.right, self);
    return both ? std::min(left, right) : std::max(left, right);
}

bool Trial::know_all(const Leaf& leaf) {
    return !leaf.beyond_answers &&
           std::all_of(
               leaf.reads.begin(), leaf.reads.end(), [&](NodeIndex read) { return know(read); });
}

/// Whether the text of a node is known: empty when it is not asked.
bool Trial::know(NodeIndex node) {
    if (content_.nodes[node.value].type == NodeType::group) {
        return true;
    }
    const auto& answer = answers_[node.value];
    if (answer && answer->empty()) {
        return true;
    }
    switch (relevant(node)) {
        case Verdict::no: return true;
        case Verdict::unknown: return false;
        case Verdict::yes: break;
    }
    return answer || know_stored(node, memo(node));
}

/// Works out a calculation that gives text.
bool Trial::know_stored(NodeIndex index, Memo& known) {
    if (known.has_value) {
        return known.is_known;
    }
    known.has_value = true;
    const Node& node = content_.nodes[index.value];
    const Expression* calculation = parsed(logic_.of(index), LogicColumn::calculation);
    const bool as_text = node.stored == Stored::text &&
                         (node.type == NodeType::calculate || node.type == NodeType::text ||
                          node.type == NodeType::note || node.type == NodeType::hidden);
    if (calculation == nullptr || !as_text || !node.triggers.empty() || depth_ >= deepest) {
        return false;
    }
    ++depth_;
    effort_ += 4;
    const Leaf& leaf = leaf_of(*calculation, index);
    const bool reads_itself =
        std::find(leaf.reads.begin(), leaf.reads.end(), index) != leaf.reads.end();
    if (!reads_itself && know_all(leaf)) {
        const Words words = evaluate_words(*calculation, *this, {place_of(index), place_of(index)});
        known.value = words.view();
        known.is_known = true;
    }
    --depth_;
    return known.is_known;
}

const Trial::Leaf& Trial::leaf_of(const Expression& expression, NodeIndex self) {
    const auto [at, fresh] = leaves_.try_emplace(&expression);
    if (fresh) {
        at->second = read_leaf(expression, self);
    }
    return at->second;
}

Trial::Leaf Trial::read_leaf(const Expression& expression, NodeIndex self) const {
    std::vector<Use> found;
    const auto* binary = std::get_if<Binary>(&expression.what);
    if ((binary != nullptr && add_comparison(*binary, {self, false}, found)) ||
        add_choice(expression, {self, false}, found)) {
        const Use& use = found.front();
        if (use.how == Use::How::equals || use.how == Use::How::chosen) {
            return {{use.question},
                    false,
                    use,
                    binary != nullptr && binary->how == Operator::not_equal};
        }
    }
    Leaf leaf;
    leaf.reads = read_by(expression, logic_.shape(), self, std::nullopt).nodes;
    visit_calls(expression, [&](const Call& call) {
        leaf.beyond_answers |=
            std::find(beyond.begin(), beyond.end(), call.function) != beyond.end();
    });
    return leaf;
}

/// What the expression engine says of these leaves, without its detours: they are most of all.
bool Trial::holds_plain(const Leaf& leaf) const {
    const std::string_view text = text_of(leaf.plain->question);
    const std::string& literal = leaf.plain->literal;
    if (leaf.plain->how == Use::How::equals) {
        return (text == literal) != leaf.is_negated;
    }
    const std::vector<std::string_view> names = names_in(text);
    return literal.empty() ? names.empty()
                           : std::find(names.begin(), names.end(), literal) != names.end();
}

const std::vector<Use>& Trial::uses_of(const Expression& expression, NodeIndex self) {
    const auto [at, fresh] = uses_.try_emplace(&expression);
    if (fresh) {
        find_uses(expression, {self, false}, at->second);
    }
    return at->second;
}

void Trial::find_uses(const Expression& expression, Standing at, std::vector<Use>& to) const {
    if (const auto* binary = std::get_if<Binary>(&expression.what);
        binary != nullptr && add_comparison(*binary, at, to)) {
        return;
    }
    if (add_choice(expression, at, to)) {
        return;
    }
    if (std::holds_alternative<Path>(expression.what)) {
        for (const NodeIndex read :
             read_by(expression, logic_.shape(), at.self, std::nullopt).nodes) {
            to.push_back({read, Use::How::freely, {}});
        }
        return;
    }
    for (const ExpressionPart& part : parts_of(expression)) {
        find_uses(*part.expression, at, to);
    }
}

/// `${q} = 'x'` and the like; false for anything else.
bool Trial::add_comparison(const Binary& binary, Standing at, std::vector<Use>& to) const {
    if (!is_comparison(binary.how)) {
        return false;
    }
    const bool equality = binary.how == Operator::equal || binary.how == Operator::not_equal;
    for (const bool swapped : {false, true}) {
        const Expression& side = swapped ? *binary.right : *binary.left;
        const Expression& other = swapped ? *binary.left : *binary.right;
        const auto question = question_of(side, content_, logic_.shape(), at);
        const LiteralText* literal = text_literal(other);
        const auto* number = std::get_if<LiteralNumber>(&other.what);
        if (question && literal != nullptr && equality) {
            to.push_back({*question, Use::How::equals, literal->text});
            return true;
        }
        if (question && number != nullptr) {
            to.push_back({*question, Use::How::measured, text_from_number(number->number)});
            return true;
        }
    }
    return false;
}

/// `selected(${q}, 'x')`; false for anything else.
bool Trial::add_choice(const Expression& expression, Standing at, std::vector<Use>& to) const {
    const Call* call = call_of(expression, Function::selected);
    if (call == nullptr) {
        return false;
    }
    const auto question = question_of(*call->arguments[0], content_, logic_.shape(), at);
    const LiteralText* literal = text_literal(*call->arguments[1]);
    if (question && literal != nullptr) {
        to.push_back({*question, Use::How::chosen, std::string(base::trim(literal->text))});
    }
    return question && literal != nullptr;
}

const Tree& Trial::tree(std::uint32_t index) const {
    if (index == 0) {
        return *this;
    }
    return *logic_.lists()[index - 1];
}

std::optional<std::uint32_t> Trial::instance(std::string_view name) const {
    const auto found = logic_.shape().instance(name);
    return found ? std::optional(*found + 1) : std::nullopt;
}

LocalMoment Trial::now() const {
    return {};
}

std::chrono::minutes Trial::offset() const {
    return std::chrono::minutes(0);
}

base::RandomSource& Trial::random() const {
    throw base::BrokenPromise("a trial leaves chance alone");
}

Words Trial::choice_label(std::string_view, std::string_view) const {
    return {};
}

std::optional<std::uint32_t> Trial::parent(std::uint32_t node) const {
    return logic_.shape().parent(0, node);
}

void Trial::children(std::uint32_t node, std::vector<std::uint32_t>& out) const {
    out = logic_.shape().children(0, node);
}

void Trial::children_called(std::uint32_t node,
                            std::string_view wanted,
                            std::vector<std::uint32_t>& out) const {
    out = logic_.shape().children_called(0, node, wanted);
}

bool Trial::has_children(std::uint32_t node) const {
    return node < node_offset || content_.nodes[node - node_offset].type == NodeType::group;
}

std::string_view Trial::name(std::uint32_t node) const {
    return logic_.shape().name(0, node);
}

std::string_view Trial::text(std::uint32_t node) const {
    return node < node_offset ? std::string_view() : text_of({node - node_offset});
}

std::string_view Trial::text_of(NodeIndex index) const {
    const Memo& known = memos_[index.value];
    const auto& answer = answers_[index.value];
    const bool asked =
        known.round == round_ && known.has_relevant && known.relevant == Verdict::yes;
    if (!asked) {
        return {};
    }
    return answer ? *answer : std::string_view(known.value);
}

}  // namespace harmony::survey
