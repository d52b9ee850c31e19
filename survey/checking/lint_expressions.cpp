// What the reference tools and an author's eye read otherwise than this room does (design: survey
// profile, sections 7.7 and 11.4). Each expression is walked once; a part knows whether it stands
// where a truth value is wanted.
#include <fmt/format.h>

#include "base/text.h"
#include "survey/checking/expression_walk.h"
#include "survey/expression/local_moment.h"
#include "survey/expression/number.h"

namespace harmony::survey {
namespace {

/// Whether the value of an expression is a truth value, and so the text `true` or `false`.
bool gives_truth(const Expression& expression) {
    if (const auto* binary = std::get_if<Binary>(&expression.what)) {
        return is_comparison(binary->how) || binary->how == Operator::both ||
               binary->how == Operator::either;
    }
    const auto* call = std::get_if<Call>(&expression.what);
    if (call == nullptr) {
        return false;
    }
    switch (call->function) {
        case Function::yes:
        case Function::no:
        case Function::negate:
        case Function::boolean:
        case Function::boolean_from_string:
        case Function::selected:
        case Function::contains:
        case Function::starts_with:
        case Function::ends_with:
        case Function::regex:
        case Function::checklist:
        case Function::weighted_checklist: return true;
        case Function::condition:
            return call->arguments.size() == 3 && gives_truth(*call->arguments[1]) &&
                   gives_truth(*call->arguments[2]);
        default: return false;
    }
}

bool gives_number(const Expression& expression) {
    const auto* binary = std::get_if<Binary>(&expression.what);
    return std::holds_alternative<LiteralNumber>(expression.what) ||
           std::holds_alternative<Negation>(expression.what) ||
           (binary != nullptr && is_arithmetic(binary->how));
}

/// `^...$`, where the `$` is not one to be matched itself.
bool is_anchored(std::string_view pattern) {
    if (!pattern.starts_with('^') || !pattern.ends_with('$')) {
        return false;
    }
    std::size_t backslashes = 0;
    while (backslashes + 1 < pattern.size() && pattern[pattern.size() - 2 - backslashes] == '\\') {
        ++backslashes;
    }
    return backslashes % 2 == 0;
}

std::string anchored(std::string_view pattern) {
    const bool either = pattern.find('|') != std::string_view::npos;
    return fmt::format("{}{}{}{}{}",
                       pattern.starts_with('^') && !either ? "" : "^",
                       either ? "(" : "",
                       pattern,
                       either ? ")" : "",
                       is_anchored(fmt::format("^{}", pattern)) && !either ? "" : "$");
}

class ExpressionLint {
public:
    ExpressionLint(const LintInput& in, const OwnedExpression& owned) : in_(in), owned_(owned) {}

    void run() {
        const bool filter = owned_.column == LogicColumn::choice_filter;
        const bool condition =
            owned_.column == LogicColumn::relevant || owned_.column == LogicColumn::required ||
            owned_.column == LogicColumn::constraint || owned_.column == LogicColumn::read_only;
        if (filter) {
            predicate(owned_.expression);
        } else {
            walk(owned_.expression, {condition, false});
        }
    }

private:
    struct Context {
        bool as_truth = false;
        bool in_item = false;
    };

    void walk(const Expression& part, Context context) {
        if (context.as_truth) {
            condition(part, context);
        }
        if (const auto* binary = std::get_if<Binary>(&part.what)) {
            comparison(*binary, context);
            context.as_truth = binary->how == Operator::both || binary->how == Operator::either;
            walk(*binary->left, context);
            walk(*binary->right, context);
            return;
        }
        if (const auto* call = std::get_if<Call>(&part.what)) {
            this->call(*call, context);
            return;
        }
        for (const ExpressionPart& inner : parts_of(part)) {
            if (inner.is_predicate) {
                predicate(*inner.expression);
            } else {
                walk(*inner.expression, {false, context.in_item});
            }
        }
    }

    void call(const Call& call, Context context) {
        regex(call);
        selected(call, context);
        for (std::size_t i = 0; i < call.arguments.size(); ++i) {
            const bool asks = call.function == Function::negate ||
                              call.function == Function::boolean ||
                              (call.function == Function::condition && i == 0);
            const bool passes_on = call.function == Function::condition && i > 0;
            walk(*call.arguments[i], {asks || (passes_on && context.as_truth), context.in_item});
        }
    }

    void predicate(const Expression& part) {
        if (gives_number(part)) {
            const auto* number = std::get_if<LiteralNumber>(&part.what);
            warn("S510",
                 "a number picks an item by its place, which ODK Collect does not do",
                 fmt::format("write position() = {}",
                             number != nullptr ? text_from_number(number->number) : "2"));
        }
        walk(part, {true, true});
    }

    /// S504 and S512: a `${}` alone as a condition.
    void condition(const Expression& part, Context context) {
        const Node* node = question(part, context);
        if (node == nullptr) {
            return;
        }
        if (calculates_truth(*node)) {
            warn_of_truth(*node, "'true'");
            return;
        }
        warn("S504",
             fmt::format("{} alone is true for any answer, whatever it says", mention_of(*node)),
             fmt::format("write {} != '' if any answer will do, or compare it with one",
                         mention_of(*node)));
    }

    void warn_of_truth(const Node& node, const char* value) {
        warn("S512",
             fmt::format("{} holds the text true or false, and any text counts as true",
                         mention_of(node)),
             fmt::format("write {} = {}", mention_of(node), value));
    }

    bool calculates_truth(const Node& node) const {
        const Expression* calculation = parsed(in_.logic->of(node.index), LogicColumn::calculation);
        return calculation != nullptr && gives_truth(*calculation);
    }

    void comparison(const Binary& binary, Context context) {
        if (!is_comparison(binary.how)) {
            return;
        }
        compare_side(binary, *binary.left, *binary.right, context);
        compare_side(binary, *binary.right, *binary.left, context);
    }

    void compare_side(const Binary& binary,
                      const Expression& side,
                      const Expression& other,
                      Context context) {
        const bool equality = binary.how == Operator::equal || binary.how == Operator::not_equal;
        date_literal(side, other, equality, context);
        const Node* node = equality ? question(side, context) : nullptr;
        if (node == nullptr) {
            return;
        }
        const Call* call = std::get_if<Call>(&other.what);
        const bool with_truth =
            call != nullptr && (call->function == Function::yes || call->function == Function::no);
        if (with_truth && calculates_truth(*node)) {
            warn_of_truth(*node, call->function == Function::yes ? "'true'" : "'false'");
        }
        if (const LiteralText* name = text_literal(other); name != nullptr) {
            choice_of(*node, name->text);
        }
        if (node->type == NodeType::select_multiple && !is_empty_text(other) &&
            in_.check.content.lists[*node->list].choices.size() > 1) {
            compared_as_a_whole(*node, other, binary.how);
        }
    }

    /// S530: a name that no choice has is never the answer.
    void choice_of(const Node& node, const std::string& name) {
        if (!node.list || name.empty() || name.find(' ') != std::string::npos) {
            return;
        }
        const ChoiceList& list = in_.check.content.lists[*node.list];
        if (list.choices.empty() || list.find(name)) {
            return;
        }
        std::vector<std::string> names;
        for (const Choice& choice : list.choices) {
            names.push_back(choice.name);
        }
        const auto near = base::nearest(name, names);
        warn("S530",
             fmt::format("{} has no choice called {}", mention_of(node), in_quotes(name)),
             near ? fmt::format("write '{}'", *near)
                  : fmt::format("write the name of a choice of the list {}", in_quotes(list.name)));
    }

    void compared_as_a_whole(const Node& node, const Expression& other, Operator how) {
        const LiteralText* literal = text_literal(other);
        const std::string test =
            fmt::format("selected({}, '{}')",
                        mention_of(node),
                        literal != nullptr ? literal->text : std::string("name"));
        warn("S506",
             fmt::format("{} can hold several answers, and this compares all of them at once",
                         mention_of(node)),
             how == Operator::equal ? fmt::format("write {}", test)
                                    : fmt::format("write not({})", test));
    }

    /// `=` with a text that looks like a date is meant as it stands, unless the other side is one.
    void date_literal(const Expression& side,
                      const Expression& other,
                      bool equality,
                      Context context) {
        const LiteralText* literal = text_literal(side);
        const auto moment = literal == nullptr
                                ? std::nullopt
                                : moment_from_text(literal->text, std::chrono::minutes(0));
        if (!moment || (equality && !is_moment(other, context))) {
            return;
        }
        warn("S507",
             fmt::format("'{}' is a text, and ODK Collect does not compare it as a date",
                         literal->text),
             fmt::format("write {}('{}')", moment->time_ms ? "date-time" : "date", literal->text));
    }

    bool is_moment(const Expression& expression, Context context) const {
        if (const auto* call = std::get_if<Call>(&expression.what)) {
            return call->function == Function::today || call->function == Function::now ||
                   call->function == Function::date || call->function == Function::date_time;
        }
        const Node* node = question(expression, context);
        return node != nullptr && holds_moment(*node);
    }

    static bool holds_moment(const Node& node) {
        return node.type == NodeType::date || node.type == NodeType::date_time ||
               node.type == NodeType::today || node.stored == Stored::date ||
               node.stored == Stored::date_time;
    }

    void regex(const Call& call) {
        const LiteralText* pattern =
            call.function == Function::regex ? text_literal(*call.arguments[1]) : nullptr;
        if (pattern != nullptr && !is_anchored(pattern->text)) {
            warn("S503",
                 fmt::format("the pattern '{}' must match the whole answer here, but only a part "
                             "of it in other programs",
                             pattern->text),
                 fmt::format("write '{}'", anchored(pattern->text)));
        }
    }

    void selected(const Call& call, Context context) {
        if (call.function != Function::selected) {
            return;
        }
        const Expression& name = *call.arguments[1];
        const Node* node = question(*call.arguments[0], context);
        if (const LiteralText* literal = text_literal(name);
            node != nullptr && literal != nullptr) {
            choice_of(*node, literal->text);
        }
        if (const auto* number = std::get_if<LiteralNumber>(&name.what)) {
            unquoted(text_from_number(number->number));
        }
        const auto* path = std::get_if<Path>(&name.what);
        const bool bare = path != nullptr && !path->from_document && !path->start &&
                          path->steps.size() == 1 && path->steps[0].axis == Axis::child &&
                          !path->steps[0].name.empty() && !context.in_item;
        if (bare) {
            unquoted(path->steps[0].name);
        }
    }

    void unquoted(const std::string& name) {
        warn("S509",
             fmt::format("the name of the choice {} has no quotes in selected()", name),
             fmt::format("write '{}'", name));
    }

    const Node* question(const Expression& part, Context context) const {
        const auto found = question_of(
            part, in_.check.content, in_.logic->shape(), {owned_.node.index, context.in_item});
        return found ? &in_.check.content.nodes[found->value] : nullptr;
    }

    void warn(const char* code, std::string what, std::string mend) {
        in_.check.report.warning(node_spot(in_, owned_.node, column_name(owned_.column)),
                                 code,
                                 std::move(what),
                                 std::move(mend));
    }

    const LintInput& in_;
    const OwnedExpression& owned_;
};

}  // namespace

void lint_expressions(const LintInput& in) {
    for (const OwnedExpression& owned : expressions_of(in)) {
        ExpressionLint(in, owned).run();
    }
}

}  // namespace harmony::survey
