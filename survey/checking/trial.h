#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "survey/checking/expression_walk.h"
#include "survey/expression/world.h"
#include "survey/form.h"
#include "survey/form_logic.h"

namespace harmony::survey {

/// What can be said of a condition when some answers are not known.
enum class Verdict { no, unknown, yes };

/// One place where an expression looks at a question.
struct Use {
    enum class How {
        equals,    ///< `=` or `!=` with the text `literal`
        chosen,    ///< whether the choice `literal` is selected
        measured,  ///< compared with a number, whose text is `literal`
        freely,    ///< in any other way
    };

    NodeIndex question;
    How how = How::freely;
    std::string literal;

    auto operator<=>(const Use&) const = default;
};

/// What is worked out of a form for invented answers, without a draft: relevance, calculations and
/// conditions. A question that was given no answer is unknown, and whatever depends on it may be.
///
/// Sound in one direction: `yes` and `no` hold whatever the unknown answers are. Lists, the clock,
/// chance and the language are never looked at; what asks for them is unknown.
class Trial final : private World, private Tree {
public:
    /// Both outlive the trial.
    Trial(const FormContent& content, const FormLogic& logic);

    /// Text form of an answer; `text` must outlive the next `forget` of it.
    void answer(NodeIndex question, std::string_view text);
    void forget(NodeIndex question);

    /// Takes it that a node is asked, until the next answer.
    void suppose_asked(NodeIndex node);

    /// Whether it is asked: its own condition and those of its groups.
    [[nodiscard]] Verdict relevant(NodeIndex node);

    /// Whether an expression that belongs to `self` is true.
    [[nodiscard]] Verdict holds(const Expression& expression, NodeIndex self);

    /// What an expression of `self` looks at.
    [[nodiscard]] const std::vector<Use>& uses_of(const Expression& expression, NodeIndex self);

    /// What was worked out so far, for budgets: 1 for a plain comparison, 4 for anything else.
    [[nodiscard]] std::size_t effort() const { return effort_; }

private:
    /// A condition or calculation without `and`, `or` and `not`.
    struct Leaf {
        std::vector<NodeIndex> reads;
        bool beyond_answers = false;
        std::optional<Use> plain;  ///< `${q} = 'x'`, `${q} != 'x'`, `selected(${q}, 'x')`
        bool is_negated = false;   ///< `!=`
    };

    struct Memo {
        std::uint32_t round = 0;
        Verdict relevant = Verdict::unknown;
        bool has_relevant = false;
        bool is_known = false;
        bool has_value = false;
        std::string value;  ///< of a calculation
    };

    Verdict find_relevant(NodeIndex node);
    Verdict holds_binary(const Binary& binary, NodeIndex self);
    [[nodiscard]] bool know(NodeIndex node);
    [[nodiscard]] bool know_stored(NodeIndex node, Memo& memo);
    [[nodiscard]] bool know_all(const Leaf& leaf);
    [[nodiscard]] const Leaf& leaf_of(const Expression& expression, NodeIndex self);
    [[nodiscard]] Leaf read_leaf(const Expression& expression, NodeIndex self) const;
    [[nodiscard]] bool holds_plain(const Leaf& leaf) const;
    void find_uses(const Expression& expression, Standing at, std::vector<Use>& to) const;
    bool add_comparison(const Binary& binary, Standing at, std::vector<Use>& to) const;
    bool add_choice(const Expression& expression, Standing at, std::vector<Use>& to) const;
    Memo& memo(NodeIndex node);

    // World: what leaves see.
    [[nodiscard]] const Tree& tree(std::uint32_t index) const override;
    [[nodiscard]] std::optional<std::uint32_t> instance(std::string_view name) const override;
    [[nodiscard]] LocalMoment now() const override;
    [[nodiscard]] std::chrono::minutes offset() const override;
    [[nodiscard]] base::RandomSource& random() const override;
    [[nodiscard]] Words choice_label(std::string_view question,
                                     std::string_view choice) const override;

    // Tree: the invented answers.
    [[nodiscard]] std::optional<std::uint32_t> parent(std::uint32_t node) const override;
    void children(std::uint32_t node, std::vector<std::uint32_t>& out) const override;
    void children_called(std::uint32_t node,
                         std::string_view wanted,
                         std::vector<std::uint32_t>& out) const override;
    [[nodiscard]] bool has_children(std::uint32_t node) const override;
    [[nodiscard]] std::string_view name(std::uint32_t node) const override;
    [[nodiscard]] std::string_view text(std::uint32_t node) const override;
    [[nodiscard]] std::string_view text_of(NodeIndex node) const;

    const FormContent& content_;
    const FormLogic& logic_;
    std::vector<std::optional<std::string_view>> answers_;
    std::vector<Memo> memos_;
    std::unordered_map<const Expression*, Leaf> leaves_;
    std::unordered_map<const Expression*, std::vector<Use>> uses_;
    std::uint32_t round_ = 1;
    std::size_t effort_ = 0;
    int depth_ = 0;
};

}  // namespace harmony::survey
