#include "survey/expression/visit.h"

namespace harmony::survey {
namespace {

/// The parts of one expression, in the order in which they are written.
std::vector<const Expression*> parts_of(const Expression& expression) {
    std::vector<const Expression*> parts;
    const auto add = [&](const std::vector<ExpressionOwner>& owners) {
        for (const ExpressionOwner& owner : owners) {
            parts.push_back(owner.get());
        }
    };
    if (const auto* binary = std::get_if<Binary>(&expression.what)) {
        parts = {binary->left.get(), binary->right.get()};
    } else if (const auto* negation = std::get_if<Negation>(&expression.what)) {
        parts = {negation->of.get()};
    } else if (const auto* call = std::get_if<Call>(&expression.what)) {
        add(call->arguments);
    } else if (const auto* path = std::get_if<Path>(&expression.what)) {
        if (path->start) {
            parts.push_back(path->start.get());
        }
        add(path->start_predicates);
        for (const Step& step : path->steps) {
            add(step.predicates);
        }
    }
    return parts;
}

}  // namespace

void visit_expressions(const Expression& expression,
                       const std::function<void(const Expression&)>& see) {
    std::vector<const Expression*> due = {&expression};
    while (!due.empty()) {
        const Expression& next = *due.back();
        due.pop_back();
        see(next);
        const std::vector<const Expression*> parts = parts_of(next);
        due.insert(due.end(), parts.rbegin(), parts.rend());
    }
}

void visit_calls(const Expression& expression, const std::function<void(const Call&)>& see) {
    visit_expressions(expression, [&](const Expression& part) {
        if (const auto* call = std::get_if<Call>(&part.what)) {
            see(*call);
        }
    });
}

}  // namespace harmony::survey
