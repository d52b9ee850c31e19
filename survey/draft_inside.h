#pragma once

#include "survey/answers.h"
#include "survey/draft.h"
#include "survey/page_plan.h"

namespace harmony::survey {

/// What a draft is made of: the answers, and where the resident stands.
class Draft::Inside {
public:
    Inside(const Form& form, const Start& start, base::RandomSource& random);

    [[nodiscard]] const Page& page() const { return page_; }
    [[nodiscard]] base::Result<Moved> next();
    Moved back();
    [[nodiscard]] base::Result<void> change(NodeIndex question);

    [[nodiscard]] base::Result<void> store(NodeIndex question, base::SecretText text);
    [[nodiscard]] base::Result<void> may_set(NodeIndex question) const;

    /// Relevant, in the cut.
    [[nodiscard]] bool asked(NodeIndex node) const;
    [[nodiscard]] NodeState state(NodeIndex node) const;
    [[nodiscard]] std::optional<Problem> why_invalid(NodeIndex question) const;
    [[nodiscard]] std::vector<Problem> problems() const;
    [[nodiscard]] std::vector<CheckRow> check_answers() const;

    [[nodiscard]] base::Result<Response> finish(Part part);
    [[nodiscard]] std::optional<Response> partial() const;

    [[nodiscard]] base::SecretText line(const Wording& wording) const;
    void renew_page();

    const Form& form;
    Start start;
    base::Moment last_seen;
    Answers answers;
    bool entered = false;

private:
    enum class Where { page, check, end };

    [[nodiscard]] bool shows(std::size_t page) const;
    [[nodiscard]] std::optional<std::size_t> page_after(std::size_t page, bool equality) const;
    [[nodiscard]] std::optional<std::size_t> page_before(std::size_t page, bool equality) const;
    [[nodiscard]] std::optional<std::size_t> first_page(bool equality) const;
    [[nodiscard]] std::optional<std::size_t> last_page(bool equality) const;
    [[nodiscard]] std::optional<std::size_t> page_of(NodeIndex question) const;
    [[nodiscard]] std::optional<std::size_t> due_after_change() const;
    [[nodiscard]] bool has_required_gap(std::size_t page) const;
    [[nodiscard]] Moved leave_page();
    Moved go(std::size_t page, bool changing);
    Moved go_to_check();
    Moved go_to_end();

    [[nodiscard]] bool is_empty(NodeIndex question) const;
    [[nodiscard]] Item item_of(NodeIndex question) const;
    [[nodiscard]] Response response(const std::vector<bool>& taken, bool is_partial) const;
    [[nodiscard]] bool straight_line() const;
    [[nodiscard]] bool same_answer_down(const Node& table) const;

    std::vector<PagePlan> plan_;
    std::vector<bool> confirmed_;  ///< pages left with Continue
    Where where_ = Where::page;
    std::size_t at_ = 0;
    bool changing_ = false;
    bool sent_ = false;  ///< finished core, and nothing changed since
    Page page_;
};

}  // namespace harmony::survey
