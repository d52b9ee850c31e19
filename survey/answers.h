#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/secret.h"
#include "survey/draft.h"
#include "survey/expression/syntax.h"
#include "survey/expression/world.h"
#include "survey/form.h"
#include "survey/form_logic.h"

namespace harmony::survey {

/// Places in a list, in the order in which they are offered or were put.
using Picks = std::vector<std::uint32_t, base::ZeroingAllocator<std::uint32_t>>;

/// What was entered, and everything that follows from it: relevance, calculations, what is offered,
/// what is triggered. After each change only what depends on it is worked out again, in the order
/// of the form's logic. All texts are zeroed when freed.
class Answers final : private World, private Tree {
public:
    struct Setting {
        LanguageTag language;
        base::Moment now;
        std::chrono::minutes offset;
        Cut cut;
        std::string kiosk_name;
    };

    Answers(const Form& form, const Setting& setting, base::RandomSource& random);

    /// Whether the cut has the node at all; relevance is another matter.
    [[nodiscard]] bool in_cut(NodeIndex node) const;
    [[nodiscard]] bool relevant(NodeIndex node) const { return cells_[node.value].relevant; }

    /// Text form of the value; empty when the node is not relevant.
    [[nodiscard]] std::string_view text(NodeIndex node) const;

    /// What was stored, whether it is relevant and offered or not.
    [[nodiscard]] std::string_view stored(NodeIndex node) const;

    /// The choices that the text form of a question names, none twice. REQUIRES: it has choices.
    [[nodiscard]] Picks picked(NodeIndex node) const;

    /// Stores a text form that the type allows, and works out what follows.
    void store(NodeIndex node, base::SecretText text);

    /// The choice of that name that is offered; nothing when none is. A name may stand for several
    /// choices, of which a filter offers one.
    [[nodiscard]] std::optional<std::size_t> offered_choice(NodeIndex select,
                                                            std::string_view name) const;

    /// The choices offered, in the order shown. Until an answer changes.
    [[nodiscard]] const Picks& offered(NodeIndex select) const;

    [[nodiscard]] bool required(NodeIndex node) const;
    [[nodiscard]] bool read_only(NodeIndex node) const;

    /// Whether its value follows from others at all times.
    [[nodiscard]] bool is_worked_out(NodeIndex node) const;

    /// True when there is no constraint or nothing to constrain.
    [[nodiscard]] bool constraint_holds(NodeIndex node) const;

    /// A line with the values of other questions filled in.
    [[nodiscard]] base::SecretText filled(const Line& line) const;

    void speak(const LanguageTag& language);
    [[nodiscard]] const LanguageTag& language() const { return language_; }
    void refresh(base::Moment now);

    /// Works out everything again, whatever changed.
    void work_out_all();

private:
    struct Cell {
        base::SecretText answer;
        base::SecretText reduced;    ///< the answer as far as it is still offered
        base::SecretText last_read;  ///< triggering questions: the value that triggers have seen
        bool is_reduced = false;
        bool relevant = true;
        std::int64_t drawn_seed = 0;           ///< of a shuffled list without a seed of its own
        mutable std::optional<Picks> offered;  ///< until something that the filter reads changes
    };

    void begin(const Setting& setting);
    void apply_dynamic_defaults();
    [[nodiscard]] base::SecretText metadata(const Node& node, const Setting& setting) const;

    void mark(NodeIndex node) { dirty_.insert(form_.logic().rank(node)); }
    void mark_dependants(NodeIndex node);
    void note_change(NodeIndex node);
    void settle();
    void recalculate();
    bool run_triggers();
    bool is_read_anew(NodeIndex node);
    void work_out(NodeIndex node);
    bool put(NodeIndex node, base::SecretText text);
    [[nodiscard]] bool may_exceed_offer(NodeIndex node) const;
    void reduce(NodeIndex node);
    void reduce_from(NodeIndex node, const base::SecretText& before);
    [[nodiscard]] std::string_view as_offered(NodeIndex node) const;
    [[nodiscard]] Words worked_out(const Expression& expression, NodeIndex node) const;
    [[nodiscard]] base::SecretText calculated(const Node& node, std::string_view text) const;
    [[nodiscard]] bool holds(const ExpressionOwner& expression, NodeIndex node) const;

    // Choices: answers_choices.cpp.
    [[nodiscard]] base::SecretText still_offered(NodeIndex node) const;
    [[nodiscard]] bool offers(NodeIndex select, std::size_t choice) const;
    [[nodiscard]] Picks in_list_order(NodeIndex select) const;
    [[nodiscard]] std::optional<Picks> looked_up(NodeIndex select) const;
    [[nodiscard]] Picks shuffled_picks(NodeIndex select, const Picks& picks) const;
    [[nodiscard]] std::int64_t seed_of(NodeIndex select) const;

    // World: what expressions see. answers_world.cpp.
    [[nodiscard]] const Tree& tree(std::uint32_t index) const override;
    [[nodiscard]] std::optional<std::uint32_t> instance(std::string_view name) const override;
    [[nodiscard]] LocalMoment now() const override { return now_; }
    [[nodiscard]] std::chrono::minutes offset() const override { return offset_; }
    [[nodiscard]] base::RandomSource& random() const override { return random_; }
    [[nodiscard]] Words choice_label(std::string_view question,
                                     std::string_view choice) const override;

    // Tree: the main one.
    [[nodiscard]] std::optional<std::uint32_t> parent(std::uint32_t node) const override;
    void children(std::uint32_t node, std::vector<std::uint32_t>& out) const override;
    void children_called(std::uint32_t node,
                         std::string_view wanted,
                         std::vector<std::uint32_t>& out) const override;
    [[nodiscard]] bool has_children(std::uint32_t node) const override;
    [[nodiscard]] std::string_view name(std::uint32_t node) const override;
    [[nodiscard]] std::string_view text(std::uint32_t node) const override;

    const Form& form_;
    base::RandomSource& random_;
    LanguageTag language_;
    LocalMoment now_;
    std::chrono::minutes offset_;
    Cut cut_;
    std::vector<Cell, base::ZeroingAllocator<Cell>> cells_;
    std::set<std::size_t> dirty_;  ///< ranks of nodes to be worked out
    std::set<NodeIndex> changed_;  ///< whose value became another one since triggers last ran
};

/// The words of a text form, without copies.
[[nodiscard]] std::vector<std::string_view> names_in(std::string_view text);

/// The names of choices in the text form of a question: the whole text of a select_one.
[[nodiscard]] std::vector<std::string_view> choice_names(const Node& node, std::string_view text);

/// Where the answers of a node lie in the trees that expressions read.
[[nodiscard]] NodeRef place_of(NodeIndex node);

}  // namespace harmony::survey
