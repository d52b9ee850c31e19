// Whether the way through can be too long. The most pages that one resident can meet is hard to
// find; one way that is too long is enough, and gives no false alarm:
//  1. Nobody has answered anything. Then, question by question in sheet order, the answer is kept
//     that shows the most pages among those that depend on the question.
//  2. It ends when the pages that are certainly shown are too many, when all questions are done, or
//     when the budget is used up. Nothing is tried when the form has no more pages than the limit.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "survey/checking/answer_sets.h"
#include "survey/checking/trial.h"
#include "survey/expression/convert.h"
#include "survey/expression/number.h"
#include "survey/page_plan.h"

namespace harmony::survey {
namespace {

constexpr std::size_t most_pages = 30;
constexpr std::size_t most_effort = 60'000;
constexpr std::size_t most_followed = 200;  // nodes that depend on one question
constexpr std::size_t no_page = static_cast<std::size_t>(-1);

class LongWay {
public:
    LongWay(const FormContent& content,
            const FormLogic& logic,
            const std::vector<PagePlan>& pages,
            Trial& trial)
        : content_(content),
          logic_(logic),
          pages_(pages),
          page_of_(content.nodes.size(), no_page),
          trial_(trial),
          effort_before_(trial.effort()),
          answers_(content) {
        for (std::size_t page = 0; page < pages.size(); ++page) {
            for (const NodeIndex node : pages[page].nodes) {
                page_of_[node.value] = page;
            }
        }
    }

    /// Whether one resident certainly can meet more pages than the limit.
    bool is_there() {
        for (const Node& node : content_.nodes) {
            if (!is_worked_out(node)) {
                trial_.answer(node.index, {});
            }
        }
        if (all_shown() > most_pages) {
            return true;
        }
        gather_uses();
        std::size_t met = all_shown();
        for (const Node& node : content_.nodes) {
            if (is_spent()) {
                return false;
            }
            met += is_asked(node) ? gained_by(node) : 0;
            if (met > most_pages) {
                met = all_shown();  // what depends on more than is followed may be hidden now
            }
            if (met > most_pages) {
                return true;
            }
        }
        return false;
    }

private:
    [[nodiscard]] bool is_spent() const { return trial_.effort() > effort_before_ + most_effort; }

    void gather_uses() {
        for (const Node& node : content_.nodes) {
            gather_uses(node.index, LogicColumn::relevant);
            gather_uses(node.index, LogicColumn::calculation);
        }
        // A calculation is worked out, not answered.
        for (const Node& node : content_.nodes) {
            if (is_worked_out(node)) {
                uses_.erase(node.index.value);
            }
        }
    }

    void gather_uses(NodeIndex node, LogicColumn column) {
        const Expression* expression = parsed(logic_.of(node), column);
        if (expression == nullptr) {
            return;
        }
        for (const Use& use : trial_.uses_of(*expression, node)) {
            uses_[use.question.value].push_back(use);
        }
    }

    /// Keeps the best answer of a question and says how many pages it shows.
    std::size_t gained_by(const Node& node) {
        const auto found = uses_.find(node.index.value);
        if (found == uses_.end()) {
            return 0;
        }
        const std::vector<std::size_t> pages = pages_behind(node.index);
        std::vector<std::string>& kept = kept_[node.index.value];
        kept = candidates(node, found->second);
        const std::size_t before = shown(pages);
        std::size_t best = before;
        std::string_view best_answer;
        for (const std::string& answer : kept) {
            if (is_spent()) {
                break;
            }
            trial_.answer(node.index, answer);
            if (const std::size_t now = shown(pages); now > best) {
                best = now;
                best_answer = answer;
            }
        }
        trial_.answer(node.index, best_answer);
        return best - before;
    }

    /// Answers worth a try: those that conditions tell apart; about numbers, each and its
    /// neighbours; and one, which is a text as well.
    std::vector<std::string> candidates(const Node& node, const std::vector<Use>& uses) {
        if (auto answers = answers_.of(node, uses)) {
            return *std::move(answers);
        }
        std::set<std::string> result = {"1"};
        for (const Use& use : uses) {
            result.insert(use.literal);
            if (use.how == Use::How::measured) {
                const double number = number_of_text(use.literal, std::chrono::minutes(0));
                result.insert(text_from_number(number + 1));
                result.insert(text_from_number(number - 1));
            }
        }
        return {result.begin(), result.end()};
    }

    /// The pages of what depends on a question, at first and second hand and so on.
    std::vector<std::size_t> pages_behind(NodeIndex question) const {
        std::vector<NodeIndex> due = {question};
        std::set<NodeIndex> seen;
        std::set<std::size_t> pages;
        while (!due.empty() && seen.size() < most_followed) {
            const NodeIndex next = due.back();
            due.pop_back();
            if (seen.insert(next).second) {
                const auto& dependants = logic_.dependants(next);
                due.insert(due.end(), dependants.begin(), dependants.end());
                pages.insert(page_of_[next.value]);
            }
        }
        pages.erase(no_page);
        return {pages.begin(), pages.end()};
    }

    std::size_t shown(const std::vector<std::size_t>& pages) {
        return static_cast<std::size_t>(std::count_if(
            pages.begin(), pages.end(), [&](std::size_t page) { return is_shown(pages_[page]); }));
    }

    std::size_t all_shown() {
        return static_cast<std::size_t>(std::count_if(
            pages_.begin(), pages_.end(), [&](const PagePlan& page) { return is_shown(page); }));
    }

    bool is_shown(const PagePlan& page) {
        return std::any_of(page.nodes.begin(), page.nodes.end(), [&](NodeIndex node) {
            return trial_.relevant(node) == Verdict::yes;
        });
    }

    const FormContent& content_;
    const FormLogic& logic_;
    const std::vector<PagePlan>& pages_;
    std::vector<std::size_t> page_of_;
    Trial& trial_;
    std::size_t effort_before_;
    AnswerSets answers_;
    std::unordered_map<std::uint32_t, std::vector<Use>> uses_;
    std::unordered_map<std::uint32_t, std::vector<std::string>> kept_;
};

/// Questions that look alike on one page, unless conditions part them.
void check_alike(const LintInput& in, const PagePlan& page) {
    const LanguageTag& tag = in.check.content.languages.front().tag;
    std::set<std::string> seen;
    for (const NodeIndex index : page.nodes) {
        const Node& node = in.check.content.nodes[index.value];
        const Line* line = line_in(node.label, tag);
        if (line == nullptr || !is_asked(node) || !node.image.empty()) {
            continue;
        }
        if (!seen.insert(collapsed(plain_text(*line)) + '\n' + node.relevant).second) {
            in.check.report.warning(
                text_spot(
                    in.check.table, *in.check.survey.rows[index.value], "label", tag, in.languages),
                "S526",
                fmt::format("another question on the same page is worded {} too",
                            in_quotes(plain_text(*line))),
                "word one of them differently");
        }
    }
}

}  // namespace

void lint_pages(const LintInput& in, Trial& trial) {
    const std::vector<PagePlan> pages = plan_pages(in.check.content.nodes);
    for (const PagePlan& page : pages) {
        if (page.nodes.size() > 1) {
            check_alike(in, page);
        }
    }
    if (pages.size() <= most_pages) {
        return;
    }
    if (LongWay(in.check.content, *in.logic, pages, trial).is_there()) {
        in.check.report.block(
            in.check.table.spot(),
            "S501",
            fmt::format("one resident may meet more than {} pages, and hardly anybody answers so "
                        "many",
                        most_pages),
            "ask for less, put questions on one page (appearance field-list), or let it through "
            "with --waive S501");
    }
}

}  // namespace harmony::survey
