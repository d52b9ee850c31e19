#include "survey/form.h"

#include <algorithm>

#include "base/error.h"
#include "survey/form_logic.h"

namespace harmony::survey {

namespace {

AnswerKind stored_kind(Stored stored) {
    switch (stored) {
        case Stored::whole: return AnswerKind::whole;
        case Stored::decimal: return AnswerKind::decimal;
        case Stored::date: return AnswerKind::day;
        case Stored::time: return AnswerKind::minute;
        case Stored::date_time: return AnswerKind::day_and_minute;
        case Stored::text: break;
    }
    return AnswerKind::text;
}

}  // namespace

std::optional<std::size_t> ChoiceList::find(std::string_view choice_name) const {
    const auto found = std::find_if(
        choices.begin(), choices.end(), [&](const Choice& c) { return c.name == choice_name; });
    if (found == choices.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - choices.begin());
}

bool Node::has_appearance(std::string_view word) const {
    return std::find(appearance.begin(), appearance.end(), word) != appearance.end();
}

bool Node::is_table() const {
    return type == NodeType::group && has_appearance("table-list");
}

bool Node::is_one_page() const {
    return type == NodeType::group && (is_table() || has_appearance("field-list"));
}

bool Node::is_select() const {
    return type == NodeType::select_one || type == NodeType::select_multiple;
}

bool Node::has_choices() const {
    return is_select() || type == NodeType::rank;
}

bool Node::is_metadata() const {
    return type == NodeType::today || type == NodeType::start || type == NodeType::end ||
           type == NodeType::device_id;
}

AnswerKind Node::answer_kind() const {
    switch (type) {
        case NodeType::integer: return AnswerKind::whole;
        case NodeType::decimal: return AnswerKind::decimal;
        case NodeType::select_one: return AnswerKind::one;
        case NodeType::select_multiple: return AnswerKind::many;
        case NodeType::rank: return AnswerKind::ranked;
        case NodeType::acknowledge: return AnswerKind::acknowledged;
        case NodeType::range:
            return range && range->is_decimal() ? AnswerKind::decimal : AnswerKind::whole;
        case NodeType::date: return AnswerKind::day;
        case NodeType::time: return kiosk.part_of_day ? AnswerKind::part : AnswerKind::minute;
        case NodeType::date_time: return AnswerKind::day_and_minute;
        case NodeType::calculate: return stored_kind(stored);
        default: return AnswerKind::text;
    }
}

bool Node::is_visible() const {
    if (type == NodeType::group || type == NodeType::hidden || type == NodeType::calculate ||
        is_metadata()) {
        return false;
    }
    return type == NodeType::note || !label.empty() || !hint.empty() || !image.empty() ||
           !audio.empty();
}

Form::Form(base::FormName name, FormContent content, std::unique_ptr<const FormLogic> logic)
    : name_(name), content_(std::move(content)), logic_(std::move(logic)) {
    base::promise(!content_.languages.empty(), "a form has at least one language");
    for (const Node& node : content_.nodes) {
        if (node.item) {
            questions_.push_back(node.index);
        }
    }
}

Form::Form(Form&&) noexcept = default;
Form& Form::operator=(Form&&) noexcept = default;
Form::~Form() = default;

std::string_view Form::title(const LanguageTag& language) const {
    for (const LanguageTag& tag : {language, default_language()}) {
        const auto found = content_.title.find(tag);
        if (found != content_.title.end()) {
            return found->second;
        }
    }
    return content_.title.empty() ? std::string_view(content_.id)
                                  : std::string_view(content_.title.begin()->second);
}

bool Form::has_language(const LanguageTag& language) const {
    return std::any_of(languages().begin(), languages().end(), [&](const Language& known) {
        return known.tag == language;
    });
}

std::optional<NodeIndex> Form::find(std::string_view name_or_path) const {
    std::optional<NodeIndex> found;
    for (const Node& node : content_.nodes) {
        if (node.path == name_or_path) {
            return node.index;
        }
        if (node.name == name_or_path) {
            if (found) {
                return std::nullopt;
            }
            found = node.index;
        }
    }
    return found;
}

const ChoiceList& Form::list_of(NodeIndex select) const {
    const Node& asked = node(select);
    base::promise(asked.list.has_value(), "only a select or rank has a list");
    return content_.lists.at(*asked.list);
}

const Line* Form::line(const Wording& wording, const LanguageTag& language) const {
    if (const auto found = wording.find(language); found != wording.end()) {
        return &found->second;
    }
    for (const Language& known : languages()) {
        if (const auto found = wording.find(known.tag); found != wording.end()) {
            return &found->second;
        }
    }
    return nullptr;
}

std::string Form::text(const Wording& wording, const LanguageTag& language) const {
    std::string result;
    if (const Line* found = line(wording, language)) {
        for (const Piece& piece : *found) {
            result += piece.value_of ? "…" : piece.words;
        }
    }
    return result;
}

}  // namespace harmony::survey
