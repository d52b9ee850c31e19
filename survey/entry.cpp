#include "survey/entry.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "survey/expression/local_moment.h"
#include "survey/expression/number.h"
#include "survey/grid.h"
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
bool is_map_pin(const Node& node) {
    return node.type == NodeType::text && node.kiosk.widget == Widget::place_map;
}

/// A cell of the size that the question asks for; never anything finer, and no other words.
Result<SecretText> cell_entry(const Node& node, std::string_view text) {
    const auto cell = read_cell(text);
    if (!cell || cell->edge_m != static_cast<int>(node.kiosk.grid_m)) {
        return refused(
            "a place on the map is a grid reference such as SK123456, which names a "
            "square of the size that the question asks for");
    }
    return SecretText(text);
}

Result<SecretText> number_entry(std::string_view text, bool whole) {
    const auto canonical = whole ? canonical_whole(text) : canonical_decimal(text);
    if (!canonical || *canonical != text) {
        return refused(whole ? "the answer is not a whole number of up to 15 digits"
                             : "the answer is not a number of up to 15 digits");
    }
    return SecretText(text);
}

Result<SecretText> range_entry(const Range& range, std::string_view text) {
    const auto canonical = canonical_decimal(text);
    if (!canonical || *canonical != text || !range.holds(text)) {
        return refused(
            fmt::format("the answer is not a step from {} to {}", range.start, range.end));
    }
    return SecretText(text);
}

/// `2026-03-14`, `10:15`, a part of the day 0 to 3, or `2026-03-14T10:15`.
Result<SecretText> moment_entry(const Node& node, std::string_view text) {
    constexpr std::size_t day_size = std::string_view("2026-03-14").size();
    constexpr std::size_t time_size = std::string_view("10:15").size();
    const auto is_day = [](std::string_view part) {
        return part.size() == day_size && day_from_text(part, false).has_value();
    };
    const auto is_time = [](std::string_view part) {
        return part.size() == time_size &&
               time_from_text(part, std::chrono::minutes(0)).has_value();
    };
    switch (node.answer_kind()) {
        case AnswerKind::day:
            return is_day(text) ? Result<SecretText>(SecretText(text))
                                : refused("the answer is not a date that exists");
        case AnswerKind::part:
            return text.size() == 1 && text >= "0" && text <= "3"
                       ? Result<SecretText>(SecretText(text))
                       : refused("the answer is not a part of the day");
        case AnswerKind::minute:
            return is_time(text) ? Result<SecretText>(SecretText(text))
                                 : refused("the answer is not a time from 00:00 to 23:59");
        default: break;
    }
    const bool fits = text.size() == day_size + 1 + time_size && text[day_size] == 'T' &&
                      is_day(text.substr(0, day_size)) && is_time(text.substr(day_size + 1));
    return fits ? Result<SecretText>(SecretText(text))
                : refused("the answer is not a date that exists with a time");
}

SecretText names_of(const ChoiceList& list, const Picks& picks) {
    SecretText result;
    for (const std::uint32_t pick : picks) {
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
    const auto fresh = std::find_if(picks.begin(), picks.end(), [&](std::uint32_t choice) {
        return is_exclusive(list, choice) && !was_chosen(choice);
    });
    if (fresh != picks.end()) {
        picks = {*fresh};
        return;
    }
    std::erase_if(picks, [&](std::uint32_t choice) { return is_exclusive(list, choice); });
}

Result<std::uint32_t> offered_choice(const Answers& answers,
                                     NodeIndex select,
                                     std::string_view name) {
    const std::optional<std::size_t> choice = answers.offered_choice(select, name);
    return choice ? Result<std::uint32_t>(static_cast<std::uint32_t>(*choice))
                  : refused("the choice is not offered");
}

Result<Picks> offered_choices(const Answers& answers,
                              NodeIndex question,
                              const std::vector<std::string_view>& names) {
    Picks picks;
    for (const std::string_view name : names) {
        const Result<std::uint32_t> choice = offered_choice(answers, question, name);
        if (!choice) {
            return choice.error();
        }
        picks.push_back(*choice);
    }
    return picks;
}

/// Each offered choice once, in the order given; or nothing.
Result<SecretText> rank_entry(const Form& form,
                              const Answers& answers,
                              NodeIndex rank,
                              const std::vector<std::string_view>& names) {
    if (names.empty()) {
        return SecretText();
    }
    const Result<Picks> picks = offered_choices(answers, rank, names);
    if (!picks) {
        return picks.error();
    }
    Picks sorted = *picks;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end() ||
        sorted.size() != answers.offered(rank).size()) {
        return refused("a ranking holds each of the choices once");
    }
    return names_of(form.list_of(rank), *picks);
}

Result<SecretText> many_entry(const Form& form,
                              const Answers& answers,
                              NodeIndex select,
                              const std::vector<std::string_view>& names) {
    const ChoiceList& list = form.list_of(select);
    Result<Picks> named = offered_choices(answers, select, names);
    if (!named) {
        return named.error();
    }
    Picks picks = std::move(*named);
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
    if (node.type == NodeType::rank) {
        return rank_entry(form, answers, question, names_of(answer));
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
    if (is_map_pin(node)) {
        return cell_entry(node, text);
    }
    switch (node.type) {
        case NodeType::text:
        case NodeType::hidden: return text_entry(text);
        case NodeType::integer: return number_entry(text, true);
        case NodeType::decimal: return number_entry(text, false);
        case NodeType::range: return range_entry(*node.range, text);
        case NodeType::date:
        case NodeType::time:
        case NodeType::date_time: return moment_entry(node, text);
        case NodeType::select_one: {
            const Result<std::uint32_t> choice = offered_choice(answers, question, text);
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
    if (is_map_pin(node)) {
        return typed.empty() ? Result<SecretText>(SecretText()) : cell_entry(node, typed);
    }
    if (node.type == NodeType::text) {
        SecretText clean = clean_typed(typed);
        return clean.size() <= max_text_bytes ? Result<SecretText>(std::move(clean))
                                              : refused("a text holds at most 2,000 bytes");
    }
    const bool takes_number = node.type == NodeType::integer || node.type == NodeType::decimal ||
                              node.type == NodeType::range;
    if (!takes_number) {
        return refused("nothing can be typed here");
    }
    const SecretText clean = clean_typed_number(typed);
    if (clean.empty()) {
        return SecretText();
    }
    const bool whole = node.answer_kind() == AnswerKind::whole;
    const auto canonical = whole ? canonical_whole(clean.view()) : canonical_decimal(clean.view());
    if (!canonical) {
        return refused(whole ? "the answer is not a whole number of up to 15 digits"
                             : "the answer is not a number of up to 15 digits");
    }
    return node.type == NodeType::range ? range_entry(*node.range, *canonical)
                                        : Result<SecretText>(SecretText(*canonical));
}

}  // namespace harmony::survey
