// A number question that is left empty is not a number: a sum with it is empty, and it differs from
// every number (S508; design: survey profile, decisions D22 and D23).
//  1. What a condition says about a question holds beside it: in `${n} != '' and ${n} + 1 > 5` the
//     question is answered where it is added to. `known` carries these questions downwards.
//  2. The conditions under which the expression's own question is asked count as well, and a
//     constraint is only asked about an answer.
//  3. `coalesce()` says what is meant for nothing, so whatever stands in it is left alone.
#include <fmt/format.h>

#include <algorithm>

#include "survey/checking/expression_walk.h"

namespace harmony::survey {
namespace {

/// Ascending, none twice.
using Questions = std::vector<NodeIndex>;

Questions joined(const std::vector<Questions>& sets) {
    Questions result;
    for (const Questions& set : sets) {
        result.insert(result.end(), set.begin(), set.end());
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

/// REQUIRES: not empty.
Questions shared(const std::vector<Questions>& sets) {
    Questions result = sets.front();
    for (const Questions& set : sets) {
        std::erase_if(result, [&](NodeIndex question) {
            return !std::binary_search(set.begin(), set.end(), question);
        });
    }
    return result;
}

/// The parts of `a and b and c`, or of `or`.
std::vector<const Expression*> terms_of(const Expression& chain, Operator how) {
    std::vector<const Expression*> terms;
    std::vector<const Expression*> due = {&chain};
    while (!due.empty()) {
        const Expression* next = due.back();
        due.pop_back();
        const auto* binary = std::get_if<Binary>(&next->what);
        if (binary != nullptr && binary->how == how) {
            due.push_back(binary->right.get());
            due.push_back(binary->left.get());
        } else {
            terms.push_back(next);
        }
    }
    return terms;
}

bool is_always_required(const Node& node) {
    return node.required == "true()";
}

bool is_number_question(const Node& node) {
    const bool number = node.type == NodeType::integer || node.type == NodeType::decimal ||
                        node.type == NodeType::range;
    return number && is_asked(node);
}

class EmptyNumberLint {
public:
    explicit EmptyNumberLint(const LintInput& in) : in_(in) {}

    void check(const OwnedExpression& owned) {
        owned_ = &owned;
        told_ = false;
        walk(owned.expression, {}, {owned.node.index, owned.column == LogicColumn::choice_filter});
    }

private:
    /// What is answered when the expression is true (`if_true`) or false.
    Questions answered(const Expression& part, bool if_true, Standing at) const {
        if (const auto* binary = std::get_if<Binary>(&part.what)) {
            return answered_in(part, *binary, if_true, at);
        }
        if (const auto* call = std::get_if<Call>(&part.what)) {
            return answered_in(*call, if_true, at);
        }
        return if_true ? named(part, at) : Questions();
    }

    Questions answered_in(const Expression& part,
                          const Binary& binary,
                          bool if_true,
                          Standing at) const {
        if (binary.how == Operator::both || binary.how == Operator::either) {
            const bool all_hold = (binary.how == Operator::both) == if_true;
            std::vector<Questions> each;
            for (const Expression* term : terms_of(part, binary.how)) {
                each.push_back(answered(*term, if_true, at));
            }
            return all_hold ? joined(each) : shared(each);
        }
        if (!is_comparison(binary.how)) {
            return {};
        }
        return joined({compared(*binary.left, binary.how, *binary.right, if_true, at),
                       compared(*binary.right, mirrored(binary.how), *binary.left, if_true, at)});
    }

    Questions answered_in(const Call& call, bool if_true, Standing at) const {
        switch (call.function) {
            case Function::negate: return answered(*call.arguments[0], !if_true, at);
            case Function::boolean: return answered(*call.arguments[0], if_true, at);
            case Function::selected: return if_true ? named(*call.arguments[0], at) : Questions();
            default: return {};
        }
    }

    /// The question of `side` when `side how other` tells that it was answered.
    Questions compared(const Expression& side,
                       Operator how,
                       const Expression& other,
                       bool if_true,
                       Standing at) const {
        const auto* number = std::get_if<LiteralNumber>(&other.what);
        const bool equality = how == Operator::equal || how == Operator::not_equal;
        const bool same = (how == Operator::not_equal) != if_true;  // `=`, said either way
        if (const Expression* measured = measured_in(side)) {
            const bool tells =
                number != nullptr && (equality ? same == (number->number > 0)
                                               : if_true && is_above_nothing(how, number->number));
            return tells ? named(*measured, at) : Questions();
        }
        bool tells = if_true;
        if (is_empty_text(other)) {
            tells = equality && !same;
        } else if (equality) {
            tells = same && (number != nullptr || text_literal(other) != nullptr);
        }
        return tells ? named(unwrapped(side), at) : Questions();
    }

    /// What `string-length()` or `count-non-empty()` is asked of.
    static const Expression* measured_in(const Expression& part) {
        const auto* call = std::get_if<Call>(&part.what);
        const bool measures = call != nullptr && call->arguments.size() == 1 &&
                              (call->function == Function::string_length ||
                               call->function == Function::count_non_empty);
        return measures ? call->arguments[0].get() : nullptr;
    }

    static bool is_above_nothing(Operator how, double number) {
        return (how == Operator::greater && number >= 0) ||
               (how == Operator::greater_or_equal && number > 0);
    }

    static Operator mirrored(Operator how) {
        switch (how) {
            case Operator::less: return Operator::greater;
            case Operator::less_or_equal: return Operator::greater_or_equal;
            case Operator::greater: return Operator::less;
            case Operator::greater_or_equal: return Operator::less_or_equal;
            default: return how;
        }
    }

    /// Without the calls that leave a number a number, and nothing nothing.
    static const Expression& unwrapped(const Expression& part) {
        const auto* call = std::get_if<Call>(&part.what);
        const bool same =
            call != nullptr && !call->arguments.empty() &&
            (call->function == Function::number || call->function == Function::cut_to_whole ||
             call->function == Function::round || call->function == Function::absolute);
        return same ? *call->arguments[0] : part;
    }

    Questions named(const Expression& part, Standing at) const {
        const auto found = question_of(part, in_.check.content, in_.logic->shape(), at);
        return found ? Questions{*found} : Questions();
    }

    void walk(const Expression& part, const Questions& known, Standing at) {
        if (told_) {
            return;
        }
        const auto* binary = std::get_if<Binary>(&part.what);
        if (binary != nullptr &&
            (binary->how == Operator::both || binary->how == Operator::either)) {
            walk_terms(part, binary->how, known, at);
        } else if (binary != nullptr) {
            walk_binary(*binary, known, at);
        } else if (const auto* call = std::get_if<Call>(&part.what)) {
            walk_call(*call, known, at);
        } else {
            if (const auto* negation = std::get_if<Negation>(&part.what)) {
                number(*negation->of, known, at);
            }
            for (const ExpressionPart& inner : parts_of(part)) {
                walk(*inner.expression, known, {at.self, at.in_item || inner.is_predicate});
            }
        }
    }

    /// What one term of a chain of `and` says counts in the others; of `or`, what it denies.
    void walk_terms(const Expression& chain, Operator how, const Questions& known, Standing at) {
        const std::vector<const Expression*> terms = terms_of(chain, how);
        std::vector<Questions> each = {known};
        for (const Expression* term : terms) {
            each.push_back(answered(*term, how == Operator::both, at));
        }
        const Questions all = joined(each);
        for (const Expression* term : terms) {
            walk(*term, all, at);
        }
    }

    void walk_binary(const Binary& binary, const Questions& known, Standing at) {
        if (is_arithmetic(binary.how)) {
            number(*binary.left, known, at);
            number(*binary.right, known, at);
        }
        if (binary.how == Operator::not_equal && !is_empty_text(*binary.left) &&
            !is_empty_text(*binary.right)) {
            differs(*binary.left, known, at);
            differs(*binary.right, known, at);
        }
        walk(*binary.left, known, at);
        walk(*binary.right, known, at);
    }

    void walk_call(const Call& call, const Questions& known, Standing at) {
        switch (call.function) {
            case Function::coalesce: return;
            case Function::condition: {
                const Expression& asked = *call.arguments[0];
                walk(asked, known, at);
                walk(*call.arguments[1], joined({known, answered(asked, true, at)}), at);
                walk(*call.arguments[2], joined({known, answered(asked, false, at)}), at);
                return;
            }
            case Function::smallest:
            case Function::largest:
            case Function::sum:
                for (const ExpressionOwner& argument : call.arguments) {
                    each_of(*argument, known, at);
                }
                break;
            default: break;
        }
        for (const ExpressionOwner& argument : call.arguments) {
            walk(*argument, known, at);
        }
    }

    /// The paths of `${a} | ${b}`.
    void each_of(const Expression& part, const Questions& known, Standing at) {
        const auto* binary = std::get_if<Binary>(&part.what);
        if (binary != nullptr && binary->how == Operator::join_sets) {
            each_of(*binary->left, known, at);
            each_of(*binary->right, known, at);
            return;
        }
        number(part, known, at);
    }

    void number(const Expression& part, const Questions& known, Standing at) {
        if (const Node* node = may_be_empty(part, known, at)) {
            tell(fmt::format("when {} is left empty, the result is empty too", mention_of(*node)),
                 fmt::format("write coalesce({}, 0), or ask first whether {} != ''",
                             mention_of(*node),
                             mention_of(*node)));
        }
    }

    void differs(const Expression& part, const Questions& known, Standing at) {
        if (const Node* node = may_be_empty(part, known, at)) {
            tell(fmt::format("when {} is left empty, it differs from every number",
                             mention_of(*node)),
                 fmt::format("write {} != '' and before it", mention_of(*node)));
        }
    }

    /// The number question that the part is, when it can be empty here.
    const Node* may_be_empty(const Expression& part, const Questions& known, Standing at) const {
        const auto found = question_of(unwrapped(part), in_.check.content, in_.logic->shape(), at);
        if (!found) {
            return nullptr;
        }
        const Node& node = in_.check.content.nodes[found->value];
        const bool own = *found == owned_->node.index && owned_->column == LogicColumn::constraint;
        const bool answered = std::binary_search(known.begin(), known.end(), *found) ||
                              is_answered_when_asked(*found);
        return is_number_question(node) && !is_always_required(node) && !own && !answered ? &node
                                                                                          : nullptr;
    }

    /// Whether the own question, or a group above it, is only asked when `wanted` was answered.
    bool is_answered_when_asked(NodeIndex wanted) const {
        if (owned_->column == LogicColumn::relevant) {
            return above(owned_->node.parent, wanted);
        }
        return above(owned_->node.index, wanted);
    }

    bool above(std::optional<NodeIndex> from, NodeIndex wanted) const {
        for (auto at = from; at; at = in_.check.content.nodes[at->value].parent) {
            const Expression* relevant = parsed(in_.logic->of(*at), LogicColumn::relevant);
            const Questions known =
                relevant != nullptr ? answered(*relevant, true, {*at, false}) : Questions();
            if (std::binary_search(known.begin(), known.end(), wanted)) {
                return true;
            }
        }
        return false;
    }

    void tell(std::string what, std::string mend) {
        told_ = true;
        in_.check.report.warning(node_spot(in_, owned_->node, column_name(owned_->column)),
                                 "S508",
                                 std::move(what),
                                 std::move(mend));
    }

    const LintInput& in_;
    const OwnedExpression* owned_ = nullptr;
    bool told_ = false;  ///< one message a cell is enough
};

}  // namespace

void lint_empty_numbers(const LintInput& in) {
    EmptyNumberLint lint(in);
    for (const OwnedExpression& owned : expressions_of(in)) {
        lint.check(owned);
    }
}

}  // namespace harmony::survey
