#include "survey/entry.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "survey/expression/number.h"
#include "survey/unicode.h"

namespace harmony::survey {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::SecretText;

Error refused(std::string why) {
    return {ErrorKind::refused, std::move(why)};
}

Result<SecretText> text_entry(std::string_view text) {
    if (text.size() > max_text_bytes) {
        return refused("a text holds at most 2,000 bytes");
    }
    if (!is_storable(text)) {
        return refused("a text is UTF-8 without control characters");
    }
    return SecretText(text);
}

/// A number exactly as it is stored: `1.0` or `007` is not.
Result<SecretText> number_entry(std::string_view text, bool whole) {
    const auto canonical = whole ? canonical_whole(text) : canonical_decimal(text);
    if (!canonical || *canonical != text) {
        return refused(whole ? "the answer is not a whole number of up to 15 digits"
                             : "the answer is not a number of up to 15 digits");
    }
    return SecretText(text);
}

using Picks = std::vector<std::size_t, base::ZeroingAllocator<std::size_t>>;

SecretText names_of(const ChoiceList& list, const Picks& picks) {
    SecretText result;
    for (const std::size_t pick : picks) {
        if (!result.empty()) {
            result.append(" ");
        }
        result.append(list.choices[pick].name);
    }
    return result;
}

bool is_exclusive(const ChoiceList& list, std::size_t choice) {
    return list.choices[choice].role == ChoiceRole::exclusive;
}

/// What was chosen last wins: a new exclusive choice stands alone, an old one gives way.
void keep_exclusive_alone(const ChoiceList& list, std::string_view before, Picks& picks) {
    const auto was_chosen = [&](std::size_t choice) {
        const auto names = names_in(before);
        return std::find(names.begin(), names.end(), list.choices[choice].name) != names.end();
    };
    if (picks.size() < 2) {
        return;
    }
    const auto fresh = std::find_if(picks.begin(), picks.end(), [&](std::size_t choice) {
        return is_exclusive(list, choice) && !was_chosen(choice);
    });
    if (fresh != picks.end()) {
        picks = {*fresh};
        return;
    }
    std::erase_if(picks, [&](std::size_t choice) { return is_exclusive(list, choice); });
}

Result<std::size_t> offered_choice(const Form& form,
                                   const Answers& answers,
                                   NodeIndex select,
                                   std::string_view name) {
    const std::optional<std::size_t> choice = form.list_of(select).find(name);
    const auto offered = answers.offered(select);
    if (!choice || std::find(offered.begin(), offered.end(), *choice) == offered.end()) {
        return refused("the choice is not offered");
    }
    return *choice;
}

Result<SecretText> many_entry(const Form& form,
                              const Answers& answers,
                              NodeIndex select,
                              const std::vector<std::string_view>& names) {
    const ChoiceList& list = form.list_of(select);
    Picks picks;
    for (const std::string_view name : names) {
        const Result<std::size_t> choice = offered_choice(form, answers, select, name);
        if (!choice) {
            return choice.error();
        }
        picks.push_back(*choice);
    }
    std::sort(picks.begin(), picks.end());
    picks.erase(std::unique(picks.begin(), picks.end()), picks.end());
    keep_exclusive_alone(list, answers.stored(select), picks);
    const std::optional<unsigned> max = form.node(select).kiosk.max;
    if (max && picks.size() > *max) {
        return refused(fmt::format("at most {} choices may be chosen", *max));
    }
    return names_of(list, picks);
}

std::vector<std::string_view> names_of(const Answer& answer) {
    if (const auto* text = std::get_if<SecretText>(&answer)) {
        return names_in(text->view());
    }
    const auto& list = std::get<std::vector<std::string>>(answer);
    return {list.begin(), list.end()};
}

}  // namespace

Result<SecretText> entry_for(const Form& form,
                             const Answers& answers,
                             NodeIndex question,
                             const Answer& answer) {
    const Node& node = form.node(question);
    if (node.type == NodeType::select_multiple) {
        return many_entry(form, answers, question, names_of(answer));
    }
    std::string_view text;
    if (const auto* given = std::get_if<SecretText>(&answer)) {
        text = given->view();
    } else if (const auto& names = std::get<std::vector<std::string>>(answer); names.size() == 1) {
        text = names.front();
    } else if (!names.empty()) {
        return refused("this question holds one answer");
    }
    if (text.empty()) {
        return SecretText();
    }
    switch (node.type) {
        case NodeType::text:
        case NodeType::hidden: return text_entry(text);
        case NodeType::integer: return number_entry(text, true);
        case NodeType::decimal: return number_entry(text, false);
        case NodeType::select_one: {
            const Result<std::size_t> choice = offered_choice(form, answers, question, text);
            return choice ? Result<SecretText>(SecretText(text)) : choice.error();
        }
        case NodeType::acknowledge:
            return text == "OK" ? Result<SecretText>(SecretText(text))
                                : refused("an acknowledgement is OK or empty");
        default: return refused("nothing can be entered here");
    }
}

Result<SecretText> typed_entry(const Node& node, std::string_view typed) {
    if (!base::is_utf8(typed)) {
        return refused("a text is UTF-8 without control characters");
    }
    if (node.type == NodeType::text) {
        SecretText clean = clean_typed(typed);
        return clean.size() <= max_text_bytes ? Result<SecretText>(std::move(clean))
                                              : refused("a text holds at most 2,000 bytes");
    }
    if (node.type != NodeType::integer && node.type != NodeType::decimal) {
        return refused("nothing can be typed here");
    }
    const SecretText clean = clean_typed_number(typed);
    if (clean.empty()) {
        return SecretText();
    }
    const bool whole = node.type == NodeType::integer;
    const auto canonical = whole ? canonical_whole(clean.view()) : canonical_decimal(clean.view());
    if (!canonical) {
        return refused(whole ? "the answer is not a whole number of up to 15 digits"
                             : "the answer is not a number of up to 15 digits");
    }
    return SecretText(*canonical);
}

}  // namespace harmony::survey
