#include <algorithm>

#include "random_form.h"

namespace harmony::survey::test {
namespace {

void turn_round(std::size_t& place, std::size_t count) {
    place = count - 1 - place;
}

void turn_round(Rule& rule, std::size_t count) {
    turn_round(rule.question, count);
    for (Rule& part : rule.parts) {
        turn_round(part, count);
    }
}

void turn_round(Planned& node, std::size_t count) {
    for (std::optional<Rule>* rule :
         {&node.relevant, &node.required, &node.constraint, &node.read_only}) {
        if (*rule) {
            turn_round(**rule, count);
        }
    }
    for (std::optional<Formula>* formula : {&node.formula, &node.dynamic_default}) {
        if (*formula) {
            turn_round((*formula)->first, count);
            turn_round((*formula)->second, count);
            turn_round((*formula)->rule, count);
        }
    }
    for (std::size_t& trigger : node.triggers) {
        turn_round(trigger, count);
    }
    if (node.mention) {
        turn_round(*node.mention, count);
    }
    if (node.filter) {
        turn_round(node.filter->by, count);
    }
}

}  // namespace

void turn_round(Plan& plan) {
    const bool tied = std::any_of(plan.nodes.begin(), plan.nodes.end(), [](const Planned& node) {
        return node.implicit;  // it must follow its select
    });
    if (tied) {
        return;
    }
    std::reverse(plan.nodes.begin(), plan.nodes.end());
    for (Planned& node : plan.nodes) {
        turn_round(node, plan.nodes.size());
    }
}

}  // namespace harmony::survey::test
