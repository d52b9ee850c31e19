#include <charconv>

#include "survey/draft_inside.h"
#include "survey/unicode.h"

namespace harmony::survey {
namespace {

/// Rows of a grid from which one answer all the way down is called a straight line.
constexpr std::size_t least_straight_rows = 3;

std::int64_t whole_number(std::string_view text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

Item choices_item(const ChoiceList& list, std::string_view text) {
    Many many;
    for (const std::string_view name : names_in(text)) {
        if (const auto choice = list.find(name)) {
            many.choices.push_back(static_cast<std::uint32_t>(*choice));
        }
    }
    return many.choices.empty() ? Item(Empty{}) : Item(std::move(many));
}

Item stored_item(Stored stored, std::string_view text) {
    switch (stored) {
        case Stored::whole: return Whole{whole_number(text)};
        case Stored::decimal: return Decimal{base::SecretText(text)};
        case Stored::text: break;
    }
    return Text{secret_nfc(text)};
}

}  // namespace

Item Draft::Inside::item_of(NodeIndex question) const {
    const Node& node = form.node(question);
    const std::string_view text = answers.text(question);
    if (text.empty()) {
        return Empty{};
    }
    switch (node.type) {
        case NodeType::integer: return Whole{whole_number(text)};
        case NodeType::decimal: return Decimal{base::SecretText(text)};
        case NodeType::select_one: {
            const auto choice = form.list_of(question).find(text);
            return choice ? Item(One{static_cast<std::uint32_t>(*choice)}) : Item(Empty{});
        }
        case NodeType::select_multiple: return choices_item(form.list_of(question), text);
        case NodeType::acknowledge: return Acknowledged{};
        case NodeType::calculate: return stored_item(node.stored, text);
        default: return Text{secret_nfc(text)};
    }
}

Response Draft::Inside::response(const std::vector<bool>& taken, bool is_partial) const {
    Response result;
    result.form = form.name();
    result.notice = start.notice;
    result.language = answers.language();
    result.day = std::chrono::floor<std::chrono::days>(start.now + start.offset);
    result.mode = start.mode;
    result.duration = duration_band(last_seen - start.now);
    for (const Language& language : form.languages()) {
        result.flags.draft_translation |= language.tag == result.language && language.is_draft();
    }
    result.flags.partial = is_partial;
    result.flags.straight_line = straight_line();
    for (const NodeIndex question : form.questions()) {
        const bool asks = taken[question.value] && asked(question);
        result.items.push_back(asks ? item_of(question) : Item(NotAsked{}));
    }
    return result;
}

bool Draft::Inside::straight_line() const {
    for (const Node& node : form.nodes()) {
        if (node.is_table() && same_answer_down(node)) {
            return true;
        }
    }
    return false;
}

bool Draft::Inside::same_answer_down(const Node& table) const {
    std::size_t rows = 0;
    std::string_view first;
    for (std::uint32_t i = table.index.value + 1; i < table.end.value; ++i) {
        const NodeIndex row{i};
        if (form.node(row).type != NodeType::select_one || !asked(row)) {
            continue;
        }
        const std::string_view text = answers.text(row);
        if (text.empty() || (rows > 0 && text != first)) {
            return false;
        }
        first = text;
        ++rows;
    }
    return rows >= least_straight_rows;
}

base::Result<Response> Draft::Inside::finish(Part part) {
    answers.work_out_all();
    std::vector<bool> taken(form.nodes().size(), false);
    for (const Node& node : form.nodes()) {
        taken[node.index.value] = part == Part::whole || node.kiosk.block == Block::core;
    }
    for (std::size_t page = 0; page < plan_.size(); ++page) {
        for (const NodeIndex node : plan_[page].nodes) {
            if (taken[node.value] && why_invalid(node)) {
                go(page, !plan_[page].equality);
                return base::Error{base::ErrorKind::refused, "an answer needs attention"};
            }
        }
    }
    sent_ = true;
    return response(taken, false);
}

std::optional<Response> Draft::Inside::partial() const {
    if (form.settings().partial != PartialPolicy::keep) {
        return std::nullopt;
    }
    std::vector<bool> taken(form.nodes().size(), false);
    bool any = false;
    for (const Node& node : form.nodes()) {
        taken[node.index.value] = !node.is_visible();
    }
    for (std::size_t page = 0; page < plan_.size(); ++page) {
        for (const NodeIndex node : plan_[page].nodes) {
            taken[node.value] = confirmed_[page] && !why_invalid(node);
            any |= taken[node.value];
        }
    }
    return any ? std::optional(response(taken, true)) : std::nullopt;
}

}  // namespace harmony::survey
