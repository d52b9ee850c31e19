#include "survey/draft.h"

#include <algorithm>

#include "survey/draft_inside.h"
#include "survey/entry.h"

namespace harmony::survey {
namespace {

constexpr const char* after_wipe = "a draft is not used after wipe";

}  // namespace

Draft::Draft(const Form& form, const Start& start, base::RandomSource& random)
    : inside_(std::make_unique<Inside>(form, start, random)) {}

Draft::~Draft() = default;

const Form& Draft::form() const {
    base::promise(inside_ != nullptr, after_wipe);
    return inside_->form;
}

const LanguageTag& Draft::language() const {
    base::promise(inside_ != nullptr, after_wipe);
    return inside_->answers.language();
}

const Page& Draft::page() const {
    base::promise(inside_ != nullptr, after_wipe);
    return inside_->page();
}

base::Result<Moved> Draft::next() {
    base::promise(inside_ != nullptr, after_wipe);
    return inside_->next();
}

Moved Draft::back() {
    base::promise(inside_ != nullptr, after_wipe);
    return inside_->back();
}

base::Result<void> Draft::set(NodeIndex question, const Answer& answer) {
    base::promise(inside_ != nullptr, after_wipe);
    if (auto allowed = inside_->may_set(question); !allowed) {
        return allowed;
    }
    auto entry = entry_for(inside_->form, inside_->answers, question, answer);
    return entry ? inside_->store(question, *std::move(entry)) : entry.error();
}

base::Result<void> Draft::type(NodeIndex question, std::string_view typed) {
    base::promise(inside_ != nullptr, after_wipe);
    if (auto allowed = inside_->may_set(question); !allowed) {
        return allowed;
    }
    auto entry = typed_entry(inside_->form.node(question), typed);
    return entry ? inside_->store(question, *std::move(entry)) : entry.error();
}

base::Result<void> Draft::touch(NodeIndex select, std::string_view choice) {
    base::promise(inside_ != nullptr, after_wipe);
    const Node& node = inside_->form.node(select);
    if (!node.is_select()) {
        return base::Error{base::ErrorKind::refused, "only a select has choices to touch"};
    }
    const std::string_view now = inside_->answers.text(select);
    if (node.type == NodeType::select_one) {
        const bool clears = now == choice && !inside_->answers.required(select);
        return set(select, base::SecretText(clears ? std::string_view() : choice));
    }
    const auto chosen = names_in(now);
    std::vector<std::string> names(chosen.begin(), chosen.end());
    const auto found = std::find(names.begin(), names.end(), choice);
    if (found == names.end()) {
        names.emplace_back(choice);
    } else {
        names.erase(found);
    }
    return set(select, names);
}

void Draft::clear(NodeIndex question) {
    base::promise(inside_ != nullptr, after_wipe);
    if (inside_->may_set(question)) {
        static_cast<void>(inside_->store(question, base::SecretText()));
    }
}

NodeState Draft::state(NodeIndex node) const {
    base::promise(inside_ != nullptr, after_wipe);
    return inside_->state(node);
}

bool Draft::relevant(NodeIndex node) const {
    base::promise(inside_ != nullptr, after_wipe);
    return inside_->asked(node);
}

bool Draft::has_answers() const {
    base::promise(inside_ != nullptr, after_wipe);
    return inside_->entered;
}

std::optional<Problem> Draft::why_invalid(NodeIndex question) const {
    base::promise(inside_ != nullptr, after_wipe);
    return inside_->why_invalid(question);
}

std::vector<Problem> Draft::problems() const {
    base::promise(inside_ != nullptr, after_wipe);
    return inside_->problems();
}

std::vector<CheckRow> Draft::check_answers() const {
    base::promise(inside_ != nullptr, after_wipe);
    return inside_->check_answers();
}

base::Result<void> Draft::change(NodeIndex question) {
    base::promise(inside_ != nullptr, after_wipe);
    return inside_->change(question);
}

base::Result<void> Draft::speak(const LanguageTag& language) {
    base::promise(inside_ != nullptr, after_wipe);
    if (!inside_->form.has_language(language)) {
        return base::Error{base::ErrorKind::refused, "the survey has no texts in " + language};
    }
    inside_->answers.speak(language);
    return {};
}

void Draft::refresh(base::Moment now) {
    base::promise(inside_ != nullptr, after_wipe);
    inside_->last_seen = now;
    inside_->answers.refresh(now);
    inside_->renew_page();
}

base::Result<Response> Draft::finish(Part part) {
    base::promise(inside_ != nullptr, after_wipe);
    return inside_->finish(part);
}

std::optional<Response> Draft::partial() const {
    base::promise(inside_ != nullptr, after_wipe);
    return inside_->partial();
}

void Draft::wipe() {
    inside_.reset();
}

}  // namespace harmony::survey
