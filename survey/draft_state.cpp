#include <algorithm>

#include "base/text.h"
#include "survey/draft_inside.h"

namespace harmony::survey {
namespace {

base::Error refused(const char* why) {
    return {base::ErrorKind::refused, why};
}

std::string_view image_of(const std::map<LanguageTag, std::string>& images,
                          const LanguageTag& language,
                          const Form& form) {
    if (const auto own = images.find(language); own != images.end()) {
        return own->second;
    }
    if (const auto source = images.find(form.default_language()); source != images.end()) {
        return source->second;
    }
    return images.empty() ? std::string_view() : std::string_view(images.begin()->second);
}

}  // namespace

base::SecretText Draft::Inside::line(const Wording& wording) const {
    const Line* found = form.line(wording, answers.language());
    return found == nullptr ? base::SecretText() : answers.filled(*found);
}

base::Result<void> Draft::Inside::may_set(NodeIndex question) const {
    const Node& node = form.node(question);
    if (!node.is_visible() && node.type != NodeType::hidden) {
        return refused("nothing can be entered here");
    }
    if (!asked(question)) {
        return refused("this question is not asked now");
    }
    if (answers.read_only(question)) {
        return refused("this question is read-only");
    }
    return {};
}

base::Result<void> Draft::Inside::store(NodeIndex question, base::SecretText text) {
    entered |= !text.empty();
    sent_ &= form.node(question).kiosk.block == Block::equality;
    answers.store(question, std::move(text));
    renew_page();
    return {};
}

NodeState Draft::Inside::state(NodeIndex index) const {
    NodeState state;
    state.relevant = asked(index);
    if (!state.relevant) {
        return state;
    }
    const Node& node = form.node(index);
    state.required = answers.required(index);
    state.read_only = answers.read_only(index);
    state.value = base::SecretText(answers.text(index));
    state.label = line(node.label);
    state.hint = line(node.hint);
    state.guidance = line(node.guidance);
    state.image = image_of(node.image, answers.language(), form);
    state.needs_attention = answers.text(index) != answers.stored(index);
    if (const auto problem = why_invalid(index)) {
        state.invalid = problem->kind;
        state.message = problem->message;
    }
    if (!node.has_choices()) {
        return state;
    }
    const ChoiceList& list = form.list_of(index);
    const Picks picked = answers.picked(index);
    for (const std::uint32_t i : answers.offered(index)) {
        const Choice& choice = list.choices[i];
        const bool is_chosen = std::find(picked.begin(), picked.end(), i) != picked.end();
        state.offered.push_back({i,
                                 choice.name,
                                 line(choice.label),
                                 image_of(choice.image, answers.language(), form),
                                 choice.role,
                                 is_chosen});
    }
    return state;
}

std::optional<Problem> Draft::Inside::why_invalid(NodeIndex question) const {
    const Node& node = form.node(question);
    if (!asked(question) || node.type == NodeType::group || node.type == NodeType::note) {
        return std::nullopt;
    }
    const bool empty = is_empty(question);
    if (empty && node.type != NodeType::calculate && answers.required(question) &&
        !answers.read_only(question)) {
        return Problem{question, Invalid::required, line(node.required_message)};
    }
    if (!answers.constraint_holds(question)) {
        return Problem{question, Invalid::constraint, line(node.constraint_message)};
    }
    return std::nullopt;
}

/// A rank is empty as long as a choice has no place.
bool Draft::Inside::is_empty(NodeIndex question) const {
    return base::trim(answers.text(question)).empty() ||
           (form.node(question).type == NodeType::rank &&
            answers.picked(question).size() < answers.offered(question).size());
}

std::vector<Problem> Draft::Inside::problems() const {
    std::vector<Problem> result;
    for (const NodeIndex node : page_.nodes) {
        if (auto problem = why_invalid(node)) {
            result.push_back(std::move(*problem));
        }
    }
    return result;
}

std::vector<CheckRow> Draft::Inside::check_answers() const {
    std::vector<CheckRow> rows;
    for (const PagePlan& page : plan_) {
        for (const NodeIndex index : page.nodes) {
            const Node& node = form.node(index);
            if (page.equality || !asked(index) || node.type == NodeType::note) {
                continue;
            }
            CheckRow row{index, line(node.label), {}};
            const std::string_view text = answers.text(index);
            if (node.has_choices()) {
                for (const std::uint32_t choice : answers.picked(index)) {
                    row.answers.push_back(line(form.list_of(index).choices[choice].label));
                }
            } else if (!text.empty()) {
                row.answers.emplace_back(text);
            }
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

}  // namespace harmony::survey
