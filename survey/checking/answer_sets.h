#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "survey/checking/trial.h"
#include "survey/form.h"

namespace harmony::survey {

/// Which answers of a select or range conditions can tell apart: those that they name, one that
/// they do not name, and none. Trying these is as good as trying all.
class AnswerSets {
public:
    /// `content` must outlive this.
    explicit AnswerSets(const FormContent& content)
        : content_(content), lists_(content.lists.size()) {}

    /// The text forms of these answers, the empty one last; nothing when there are too many, or
    /// when its answers cannot be listed. `uses` are all places that look at it.
    [[nodiscard]] std::optional<std::vector<std::string>> of(const Node& node,
                                                             std::span<const Use> uses);

    /// Whether the list of a select has a choice of that name.
    [[nodiscard]] bool has_choice(const Node& select, std::string_view name);

private:
    struct ListFacts {
        bool known = false;
        bool has_spaces = false;                                   ///< in a name
        std::unordered_map<std::string_view, std::size_t> places;  ///< by name
    };

    const ListFacts& facts(const Node& select);
    [[nodiscard]] std::optional<std::vector<std::string>> choice_answers(const Node& node,
                                                                         std::span<const Use> uses);
    [[nodiscard]] std::vector<const Choice*> told_apart(const Node& select,
                                                        std::span<const Use> uses);
    [[nodiscard]] std::vector<const Choice*> all(const Node& select) const;

    const FormContent& content_;
    std::vector<ListFacts> lists_;
};

}  // namespace harmony::survey
