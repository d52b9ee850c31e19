#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "base/secret.h"
#include "survey/expression/local_moment.h"

namespace harmony::survey {

/// A node of one of the trees that an expression can read; tree 0 is the answers.
struct NodeRef {
    std::uint32_t tree = 0;
    std::uint32_t node = 0;

    auto operator<=>(const NodeRef&) const = default;
};

/// In document order, none twice (`randomize` gives another order).
using NodeSet = std::vector<NodeRef>;

/// A text: somebody else's that outlives the evaluation, or its own in memory that is zeroed.
class Words {
public:
    Words() = default;
    explicit Words(base::SecretText own) : own_(std::move(own)), is_own_(true) {}

    [[nodiscard]] static Words borrowed(std::string_view text) {
        Words words;
        words.borrowed_ = text;
        return words;
    }

    [[nodiscard]] static Words copied(std::string_view text) {
        return Words(base::SecretText(text));
    }

    [[nodiscard]] std::string_view view() const { return is_own_ ? own_.view() : borrowed_; }

private:
    base::SecretText own_;
    std::string_view borrowed_;
    bool is_own_ = false;
};

using Value = std::variant<NodeSet, bool, double, Words, LocalMoment>;

}  // namespace harmony::survey
