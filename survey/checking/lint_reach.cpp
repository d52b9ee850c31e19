// Questions that nobody can reach, and constraints that nothing meets:
//  1. What decides whether a question is asked is gathered: the questions that its condition looks
//     at, those that theirs look at, and so on, through groups and calculations.
//  2. Every mix of the answers that these conditions can tell apart is tried until one may reach
//     it. What cannot be listed (typed text, numbers, the clock) is unknown: "may".
//  3. Only when all were tried, and all said no, is the question told. A question that would need
//     more tries than the limit is left alone: no false alarm, at a known cost.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "survey/checking/answer_sets.h"
#include "survey/checking/trial.h"

namespace harmony::survey {
namespace {

constexpr std::size_t most_tries = 10'000;  // mixes of answers for one question
constexpr std::size_t most_questions = 64;  // that decide about one
constexpr std::size_t most_effort_in_all = 200'000;

/// A select that decides, and its answers to be tried.
struct Variable {
    NodeIndex question;
    std::vector<std::string> answers;
    std::size_t at = 0;
};

class ReachLint {
public:
    ReachLint(const LintInput& in, Trial& trial)
        : in_(in),
          content_(in.check.content),
          trial_(trial),
          answers_(content_),
          never_(content_.nodes.size()) {}

    void run() {
        for (const Node& node : content_.nodes) {
            never_[node.index.value] = node.parent && never_[node.parent->value];
            if (never_[node.index.value] || trial_.effort() > most_effort_in_all) {
                continue;
            }
            if (!node.relevant.empty() && shows(node)) {
                check_reach(node);
            }
            if (!node.constraint.empty()) {
                check_constraint(node);
            }
        }
    }

private:
    /// Whether anything can be seen of it.
    bool shows(const Node& node) const {
        for (std::uint32_t i = node.index.value; i < node.end.value; ++i) {
            if (content_.nodes[i].is_visible()) {
                return true;
            }
        }
        return false;
    }

    void check_reach(const Node& node) {
        const auto uses = gather(node);
        if (!uses) {
            return;
        }
        std::vector<Variable> variables = variables_of(*uses);
        const bool never = !reachable(node, variables);
        for (const Variable& variable : variables) {
            trial_.forget(variable.question);
        }
        if (never) {
            never_[node.index.value] = true;
            tell_never(node);
        }
    }

    /// Everything that decides whether a node is asked; nothing when it is too much.
    std::optional<std::vector<Use>> gather(const Node& node) {
        std::vector<Use> uses;
        std::vector<NodeIndex> seen;
        std::vector<NodeIndex> due = {node.index};
        while (!due.empty()) {
            const NodeIndex next = due.back();
            due.pop_back();
            if (std::find(seen.begin(), seen.end(), next) != seen.end()) {
                continue;
            }
            if (seen.size() == most_questions) {
                return std::nullopt;
            }
            seen.push_back(next);
            const std::size_t before = uses.size();
            add_uses(next, next == node.index, uses);
            for (std::size_t i = before; i < uses.size(); ++i) {
                due.push_back(uses[i].question);
            }
            if (const auto group = content_.nodes[next.value].parent) {
                due.push_back(*group);
            }
        }
        std::sort(uses.begin(), uses.end());
        uses.erase(std::unique(uses.begin(), uses.end()), uses.end());
        return uses;
    }

    void add_uses(NodeIndex node, bool is_target, std::vector<Use>& to) {
        for (const LogicColumn column : {LogicColumn::relevant, LogicColumn::calculation}) {
            const Expression* expression = parsed(in_.logic->of(node), column);
            if (expression != nullptr && !(is_target && column == LogicColumn::calculation)) {
                const std::vector<Use>& found = trial_.uses_of(*expression, node);
                to.insert(to.end(), found.begin(), found.end());
            }
        }
    }

    /// As many as can be tried in every mix; the others stay unknown.
    std::vector<Variable> variables_of(const std::vector<Use>& uses) {
        std::vector<Variable> variables;
        std::size_t tries = 1;
        for (std::size_t from = 0; from < uses.size();) {
            std::size_t to = from;
            while (to < uses.size() && uses[to].question == uses[from].question) {
                ++to;
            }
            const Node& node = content_.nodes[uses[from].question.value];
            auto answers = !is_worked_out(node)
                               ? answers_.of(node, std::span(uses).subspan(from, to - from))
                               : std::nullopt;
            if (answers && tries * answers->size() <= most_tries) {
                tries *= answers->size();
                variables.push_back({node.index, *std::move(answers), 0});
            }
            from = to;
        }
        return variables;
    }

    /// Tries all mixes, or says yes when the budget is used up.
    bool reachable(const Node& node, std::vector<Variable>& variables) {
        for (Variable& variable : variables) {
            trial_.answer(variable.question, variable.answers.front());
        }
        while (trial_.relevant(node.index) == Verdict::no) {
            if (trial_.effort() > most_effort_in_all) {
                return true;
            }
            if (!advance(variables)) {
                return false;
            }
        }
        return true;
    }

    bool advance(std::vector<Variable>& variables) {
        for (Variable& variable : variables) {
            variable.at = (variable.at + 1) % variable.answers.size();
            trial_.answer(variable.question, variable.answers[variable.at]);
            if (variable.at != 0) {
                return true;
            }
        }
        return false;
    }

    void tell_never(const Node& node) {
        const Expression& relevant = *parsed(in_.logic->of(node.index), LogicColumn::relevant);
        in_.check.report.warning(
            node_spot(in_, node, "relevant"),
            "S528",
            fmt::format("{} can never be reached, whatever is answered before it",
                        in_quotes(node.name)),
            misspelt_in(trial_.uses_of(relevant, node.index))
                .value_or("correct the condition, or take the question out"));
    }

    /// Most often a choice is misspelt.
    std::optional<std::string> misspelt_in(const std::vector<Use>& uses) {
        for (const Use& use : uses) {
            const Node& node = content_.nodes[use.question.value];
            const bool names_choice = use.how == Use::How::equals || use.how == Use::How::chosen;
            if (!names_choice || use.literal.empty() || !node.list ||
                answers_.has_choice(node, use.literal)) {
                continue;
            }
            std::vector<std::string> names;
            for (const Choice& choice : content_.lists[*node.list].choices) {
                names.push_back(choice.name);
            }
            const auto near = base::nearest(use.literal, names);
            return near ? fmt::format("write '{}': {} has no choice '{}'",
                                      *near,
                                      mention_of(node),
                                      use.literal)
                        : fmt::format("use a choice of {}: it has none called '{}'",
                                      mention_of(node),
                                      use.literal);
        }
        return std::nullopt;
    }

    void check_constraint(const Node& node) {
        const Expression* constraint = parsed(in_.logic->of(node.index), LogicColumn::constraint);
        if (constraint == nullptr) {
            return;
        }
        if (!node.preset.empty() && breaks(*constraint, node, node.preset)) {
            in_.check.report.warning(
                node_spot(in_, node, "default"),
                "S529",
                fmt::format("the default {} breaks the constraint of its own question",
                            in_quotes(node.preset)),
                "change the default or the constraint");
        }
        std::vector<Use> uses = trial_.uses_of(*constraint, node.index);
        std::erase_if(uses, [&](const Use& use) { return use.question != node.index; });
        const auto answers = answers_.of(node, uses);
        const bool all_break =
            answers && answers->size() > 1 &&
            std::all_of(answers->begin(), answers->end(), [&](const std::string& answer) {
                return answer.empty() || breaks(*constraint, node, answer);
            });
        if (all_break) {
            in_.check.report.warning(
                node_spot(in_, node, "constraint"),
                "S529",
                fmt::format("every choice of {} breaks its constraint", in_quotes(node.name)),
                misspelt_in(uses).value_or("correct the constraint, or the choices of its list"));
        }
    }

    /// As if it were asked: its own condition is another matter.
    bool breaks(const Expression& constraint, const Node& node, const std::string& answer) {
        trial_.answer(node.index, answer);
        trial_.suppose_asked(node.index);
        const bool broken = trial_.holds(constraint, node.index) == Verdict::no;
        trial_.forget(node.index);
        return broken;
    }

    const LintInput& in_;
    const FormContent& content_;
    Trial& trial_;
    AnswerSets answers_;
    std::vector<bool> never_;
};

}  // namespace

void lint_reach(const LintInput& in, Trial& trial) {
    ReachLint(in, trial).run();
}

}  // namespace harmony::survey
