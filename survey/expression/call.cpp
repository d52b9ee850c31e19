#include "survey/expression/call.h"

#include <array>
#include <limits>
#include <utility>

#include "base/error.h"
#include "survey/expression/convert.h"
#include "survey/expression/evaluate.h"
#include "survey/expression/operand.h"

namespace harmony::survey {
namespace {

constexpr std::size_t few_values = 3;

/// `if`, `coalesce` and `once` work out only what they give.
std::optional<Value> lazy_call(const Call& call, const World& world, const Focus& focus) {
    const auto argument = [&](std::size_t index) {
        return evaluate(*call.arguments[index], world, focus);
    };
    switch (call.function) {
        case Function::condition:
            return argument(evaluate_truth(*call.arguments[0], world, focus) ? 1 : 2);
        case Function::coalesce: {
            Value first = argument(0);
            return to_words(world, first).view().empty() ? argument(1) : std::move(first);
        }
        case Function::once: {
            const std::string_view own = text_of(world, focus.current);
            return own.empty() ? argument(0) : Value(Words::borrowed(own));
        }
        case Function::yes: return true;
        case Function::no: return false;
        case Function::negate: return !evaluate_truth(*call.arguments[0], world, focus);
        case Function::boolean: return evaluate_truth(*call.arguments[0], world, focus);
        default: return std::nullopt;
    }
}

}  // namespace

Words Arguments::words(std::size_t index) const {
    return to_words(world, values[index]);
}
double Arguments::number(std::size_t index) const {
    return to_number(world, values[index]);
}
bool Arguments::truth(std::size_t index) const {
    return to_truth(world, values[index]);
}

NodeSet Arguments::nodes(std::size_t index) const {
    const auto* set = std::get_if<NodeSet>(&values[index]);
    return set == nullptr ? NodeSet{} : *set;
}

Words Arguments::words_or_context(std::size_t index) const {
    return index < values.size() ? words(index) : Words::borrowed(text_of(world, focus.context));
}

std::vector<Value> Arguments::spread(std::size_t first) const {
    std::vector<Value> result;
    for (std::size_t i = first; i < values.size(); ++i) {
        const auto* set = std::get_if<NodeSet>(&values[i]);
        if (set == nullptr) {
            result.push_back(values[i]);
            continue;
        }
        for (const NodeRef node : *set) {
            result.emplace_back(Words::borrowed(text_of(world, node)));
        }
    }
    return result;
}

Value evaluate_call(const Call& call, const World& world, const Focus& focus) {
    if (std::optional<Value> value = lazy_call(call, world, focus)) {
        return std::move(*value);
    }
    // Nearly every call has few values: they need no memory of their own.
    std::array<Value, few_values> few;
    std::vector<Value> many(call.arguments.size() > few.size() ? call.arguments.size() : 0);
    const std::span<Value> values =
        many.empty() ? std::span<Value>(few).first(call.arguments.size()) : std::span<Value>(many);
    const bool first_is_nodes = row_of(call.function).first_is_nodes;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Expression& argument = *call.arguments[i];
        values[i] = i == 0 && first_is_nodes ? evaluate(argument, world, focus)
                                             : operand(argument, world, focus);
    }
    const Arguments given{values, world, focus};
    for (const auto family : {call_on_text, call_on_numbers, call_on_moments, call_on_nodes}) {
        if (std::optional<Value> value = family(call.function, given)) {
            return std::move(*value);
        }
    }
    throw base::BrokenPromise("a function of the table belongs to no family");
}

}  // namespace harmony::survey
