#pragma once

#include <span>

#include "survey/expression/syntax.h"
#include "survey/expression/value.h"
#include "survey/expression/world.h"

namespace harmony::survey {

/// Works out a call of one of the 52 functions.
[[nodiscard]] Value evaluate_call(const Call& call, const World& world, const Focus& focus);

/// What a function of one of the families below sees: its values, worked out, and where it stands.
struct Arguments {
    std::span<Value> values;
    const World& world;
    const Focus& focus;

    [[nodiscard]] std::size_t count() const { return values.size(); }
    [[nodiscard]] Words words(std::size_t index) const;
    [[nodiscard]] double number(std::size_t index) const;
    [[nodiscard]] bool truth(std::size_t index) const;
    [[nodiscard]] NodeSet nodes(std::size_t index) const;  ///< empty when it is no node-set

    /// Argument `index`, or the context node when there is none.
    [[nodiscard]] Words words_or_context(std::size_t index) const;

    /// From `first` on, each node of a node-set as a value of its own.
    [[nodiscard]] std::vector<Value> spread(std::size_t first) const;
};

// Each family answers for its functions; nothing when the function is not its own.
[[nodiscard]] std::optional<Value> call_on_text(Function function, const Arguments& given);
[[nodiscard]] std::optional<Value> call_on_numbers(Function function, const Arguments& given);
[[nodiscard]] std::optional<Value> call_on_moments(Function function, const Arguments& given);
[[nodiscard]] std::optional<Value> call_on_nodes(Function function, const Arguments& given);

}  // namespace harmony::survey
