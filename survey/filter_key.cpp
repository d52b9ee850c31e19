#include "survey/filter_key.h"

#include <algorithm>

#include "survey/list_tree.h"

namespace harmony::survey {
namespace {

bool reads_item(const Expression& expression);

bool any_reads_item(const std::vector<ExpressionOwner>& expressions) {
    return std::any_of(expressions.begin(), expressions.end(), [](const ExpressionOwner& one) {
        return reads_item(*one);
    });
}

/// Functions that read the context when they are given nothing, or give something else each time.
bool is_of_the_moment(const Call& call) {
    switch (call.function) {
        case Function::string:
        case Function::number:
        case Function::string_length:
        case Function::normalize_space:
        case Function::position: return call.arguments.empty();
        case Function::random:
        case Function::uuid:
        case Function::randomize: return true;
        default: return false;
    }
}

/// Whether an expression depends on the item that is filtered. What stands in a predicate is about
/// the nodes before it.
bool reads_item(const Expression& expression) {
    if (const auto* path = std::get_if<Path>(&expression.what)) {
        return path->start ? reads_item(*path->start) : !path->from_document;
    }
    if (const auto* binary = std::get_if<Binary>(&expression.what)) {
        return reads_item(*binary->left) || reads_item(*binary->right);
    }
    if (const auto* negation = std::get_if<Negation>(&expression.what)) {
        return reads_item(*negation->of);
    }
    if (const auto* call = std::get_if<Call>(&expression.what)) {
        return is_of_the_moment(*call) || any_reads_item(call->arguments);
    }
    return false;
}

/// The column that `name` alone stands for.
std::optional<std::size_t> column_of(const Expression& expression, const ChoiceList& list) {
    const auto* path = std::get_if<Path>(&expression.what);
    if (path == nullptr || path->start || path->from_document || path->steps.size() != 1) {
        return std::nullopt;
    }
    const Step& step = path->steps.front();
    const std::vector<std::string> columns = columns_of(list);
    const auto found = std::find(columns.begin(), columns.end(), step.name);
    if (step.axis != Axis::child || !step.predicates.empty() || found == columns.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - columns.begin());
}

}  // namespace

std::optional<FilterKey> filter_key(const Expression& filter, const ChoiceList& list) {
    const auto* binary = std::get_if<Binary>(&filter.what);
    if (binary == nullptr) {
        return std::nullopt;
    }
    if (binary->how == Operator::both) {
        const auto left = filter_key(*binary->left, list);
        return left ? left : filter_key(*binary->right, list);
    }
    if (binary->how != Operator::equal) {
        return std::nullopt;
    }
    for (const bool swapped : {false, true}) {
        const Expression& side = swapped ? *binary->right : *binary->left;
        const Expression& other = swapped ? *binary->left : *binary->right;
        const auto column = column_of(side, list);
        if (column && !reads_item(other)) {
            return FilterKey{*column, &other};
        }
    }
    return std::nullopt;
}

}  // namespace harmony::survey
