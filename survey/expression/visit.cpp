#include "survey/expression/visit.h"

namespace harmony::survey {
namespace {

void add_parts(const std::vector<ExpressionOwner>& owners,
               bool are_predicates,
               std::vector<ExpressionPart>& to) {
    for (const ExpressionOwner& owner : owners) {
        to.push_back({owner.get(), are_predicates});
    }
}

void add_parts(const Path& path, std::vector<ExpressionPart>& to) {
    if (path.start) {
        to.push_back({path.start.get(), false});
    }
    add_parts(path.start_predicates, true, to);
    for (const Step& step : path.steps) {
        add_parts(step.predicates, true, to);
    }
}

}  // namespace

std::vector<ExpressionPart> parts_of(const Expression& expression) {
    std::vector<ExpressionPart> parts;
    if (const auto* binary = std::get_if<Binary>(&expression.what)) {
        parts = {{binary->left.get(), false}, {binary->right.get(), false}};
    } else if (const auto* negation = std::get_if<Negation>(&expression.what)) {
        parts = {{negation->of.get(), false}};
    } else if (const auto* call = std::get_if<Call>(&expression.what)) {
        add_parts(call->arguments, false, parts);
    } else if (const auto* path = std::get_if<Path>(&expression.what)) {
        add_parts(*path, parts);
    }
    return parts;
}

void visit_expressions(const Expression& expression,
                       const std::function<void(const Expression&)>& see) {
    std::vector<const Expression*> due = {&expression};
    while (!due.empty()) {
        const Expression& next = *due.back();
        due.pop_back();
        see(next);
        const std::vector<ExpressionPart> parts = parts_of(next);
        for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
            due.push_back(part->expression);
        }
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
