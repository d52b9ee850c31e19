// How a resident moves through a survey (design: survey profile, section 13.2).
//  1. Pages are planned once; which of them show now is asked of the answers at each step.
//  2. Core pages, then check answers, then (after Send) equality pages, then the end.
//  3. Continue marks a page as confirmed. After a change, Continue goes to the first page that is
//  not
//     confirmed or lacks a required answer, else straight back to check answers.
//  4. Back from a page reached by Change goes to check answers, where the resident came from.
#include <algorithm>

#include "survey/draft_inside.h"

namespace harmony::survey {

Draft::Inside::Inside(const Form& the_form, const Start& the_start, base::RandomSource& random)
    : form(the_form),
      start(the_start),
      last_seen(the_start.now),
      answers(the_form,
              {the_start.language,
               the_start.now,
               the_start.offset,
               the_start.cut,
               the_start.kiosk_name},
              random),
      plan_(plan_pages(the_form.nodes())),
      confirmed_(plan_.size(), false) {
    if (const auto first = first_page(false)) {
        go(*first, false);
    } else {
        go_to_check();
    }
}

bool Draft::Inside::asked(NodeIndex node) const {
    return answers.in_cut(node) && answers.relevant(node);
}

bool Draft::Inside::shows(std::size_t page) const {
    return std::any_of(plan_[page].nodes.begin(), plan_[page].nodes.end(), [&](NodeIndex node) {
        return asked(node);
    });
}

std::optional<std::size_t> Draft::Inside::page_after(std::size_t page, bool equality) const {
    for (std::size_t i = page + 1; i < plan_.size(); ++i) {
        if (plan_[i].equality == equality && shows(i)) {
            return i;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> Draft::Inside::page_before(std::size_t page, bool equality) const {
    for (std::size_t i = page; i-- > 0;) {
        if (plan_[i].equality == equality && shows(i)) {
            return i;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> Draft::Inside::first_page(bool equality) const {
    return page_after(static_cast<std::size_t>(-1), equality);  // the page after it is page 0
}

std::optional<std::size_t> Draft::Inside::last_page(bool equality) const {
    return page_before(plan_.size(), equality);
}

std::optional<std::size_t> Draft::Inside::page_of(NodeIndex question) const {
    for (std::size_t i = 0; i < plan_.size(); ++i) {
        const auto& nodes = plan_[i].nodes;
        if (std::find(nodes.begin(), nodes.end(), question) != nodes.end()) {
            return i;
        }
    }
    return std::nullopt;
}

bool Draft::Inside::has_required_gap(std::size_t page) const {
    return std::any_of(plan_[page].nodes.begin(), plan_[page].nodes.end(), [&](NodeIndex node) {
        const auto problem = why_invalid(node);
        return problem && problem->kind == Invalid::required;
    });
}

std::optional<std::size_t> Draft::Inside::due_after_change() const {
    for (std::size_t i = 0; i < plan_.size(); ++i) {
        if (!plan_[i].equality && shows(i) && (!confirmed_[i] || has_required_gap(i))) {
            return i;
        }
    }
    return std::nullopt;
}

Moved Draft::Inside::go(std::size_t page, bool changing) {
    where_ = Where::page;
    at_ = page;
    changing_ = changing;
    renew_page();
    return Moved::page;
}

Moved Draft::Inside::go_to_check() {
    where_ = Where::check;
    changing_ = false;
    renew_page();
    return Moved::check_answers;
}

Moved Draft::Inside::go_to_end() {
    where_ = Where::end;
    changing_ = false;
    renew_page();
    return Moved::end;
}

base::Result<Moved> Draft::Inside::next() {
    if (where_ == Where::end) {
        return Moved::end;
    }
    if (where_ == Where::page) {
        if (!problems().empty()) {
            return base::Error{base::ErrorKind::refused, "an answer on this page needs attention"};
        }
        return leave_page();
    }
    if (!sent_) {
        return Moved::finish_due;
    }
    const auto equality = first_page(true);
    return equality ? go(*equality, false) : go_to_end();
}

Moved Draft::Inside::leave_page() {
    confirmed_[at_] = true;
    if (plan_[at_].equality) {
        const auto after = page_after(at_, true);
        return after ? go(*after, false) : go_to_end();
    }
    const auto after = changing_ ? due_after_change() : page_after(at_, false);
    return after ? go(*after, changing_) : go_to_check();
}

Moved Draft::Inside::back() {
    if (where_ == Where::page && changing_) {
        return go_to_check();
    }
    std::optional<std::size_t> before;
    if (where_ == Where::page) {
        before = page_before(at_, plan_[at_].equality);
    } else if (where_ == Where::end) {
        before = last_page(true);
    } else if (!sent_) {
        before = last_page(false);
    }
    return before ? go(*before, false) : Moved::at_first;
}

base::Result<void> Draft::Inside::change(NodeIndex question) {
    const auto page = page_of(question);
    if (!page || plan_[*page].equality || !asked(question)) {
        return base::Error{base::ErrorKind::refused, "this question is not on check answers"};
    }
    go(*page, true);
    return {};
}

void Draft::Inside::renew_page() {
    page_ = Page{};
    if (where_ != Where::page) {
        page_.kind = where_ == Where::check ? PageKind::check_answers : PageKind::end;
        return;
    }
    const PagePlan& plan = plan_[at_];
    for (const NodeIndex node : plan.nodes) {
        if (asked(node)) {
            page_.nodes.push_back(node);
        }
    }
    page_.group = plan.group;
    page_.headings = plan.headings;
    page_.equality = plan.equality;
    page_.changing = changing_;
    for (std::size_t i = 0; i < plan_.size(); ++i) {
        if (plan_[i].equality == plan.equality && (shows(i) || i == at_)) {
            ++page_.of;
            page_.number += i <= at_ ? 1 : 0;
        }
    }
}

}  // namespace harmony::survey
