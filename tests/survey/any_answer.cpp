#include "any_answer.h"

#include <fmt/format.h>

namespace harmony::survey::test {
namespace {

/// All that is offered, in any order.
std::vector<std::string> any_order(const Draft& draft, NodeIndex rank, Tape& tape) {
    std::vector<std::string> names;
    for (const Offered& offered : draft.state(rank).offered) {
        names.insert(names.begin() + static_cast<std::ptrdiff_t>(tape.below(names.size() + 1)),
                     std::string(offered.name));
    }
    return names;
}

/// A value on a step of the range, or beside one.
std::string near_range(const Range& range, Tape& tape) {
    const auto values = range.values(20);
    return tape.one_in(8) ? "0.1" : tape.one_of(values);
}

std::string any_moment(NodeType type, Tape& tape) {
    const std::string day =
        fmt::format("20{:02}-{:02}-{:02}", tape.below(100), 1 + tape.below(12), 1 + tape.below(31));
    const std::string time = fmt::format("{:02}:{:02}", tape.below(25), tape.below(60));
    if (type == NodeType::date) {
        return day;
    }
    return type == NodeType::time ? time : day + "T" + time;
}

base::Result<void> enter(Draft& draft, const Node& node, Tape& tape) {
    const auto set = [&](const std::string& text) {
        return draft.set(node.index, base::SecretText(text));
    };
    switch (node.type) {
        case NodeType::select_one:
        case NodeType::select_multiple:
            return draft.touch(node.index,
                               tape.one_of(draft.form().list_of(node.index).choices).name);
        case NodeType::rank: return draft.set(node.index, any_order(draft, node.index, tape));
        case NodeType::integer: return draft.type(node.index, std::to_string(tape.below(1200)));
        case NodeType::decimal: return draft.type(node.index, fmt::format("{},5", tape.below(90)));
        case NodeType::range: return set(near_range(*node.range, tape));
        case NodeType::date:
        case NodeType::date_time: return set(any_moment(node.type, tape));
        case NodeType::time:
            return set(node.kiosk.part_of_day ? std::to_string(tape.below(5))
                                              : any_moment(node.type, tape));
        case NodeType::acknowledge: return set("OK");
        case NodeType::hidden: return set(fmt::format("hidden {}", tape.below(3)));
        default: return draft.type(node.index, fmt::format(" words {} \t", tape.below(1000)));
    }
}

}  // namespace

void do_anything(Draft& draft, NodeIndex node, Tape& tape) {
    const Node& asked = draft.form().node(node);
    if (asked.type == NodeType::group) {
        return;
    }
    if (tape.one_in(6)) {
        draft.clear(node);
    } else {
        static_cast<void>(enter(draft, asked, tape));
    }
}

std::string snapshot(const Draft& draft) {
    std::string all;
    for (const Node& node : draft.form().nodes()) {
        const NodeState state = draft.state(node.index);
        all += fmt::format("{} {} {}\n", node.name, state.relevant, state.value.view());
    }
    return all;
}

}  // namespace harmony::survey::test
