#include "kiosk/answer_kind.h"

#include <algorithm>
#include <charconv>

namespace harmony::kiosk {
namespace {

/// Few enough to see at once: 0 to 10. A survey that asks for tiles may have more, over pages.
constexpr std::size_t most_steps = 11;
constexpr std::size_t most_tiles = 60;

AnswerKind range_kind(const survey::Node& node) {
    if (node.kiosk.widget == survey::Widget::pad) {
        return AnswerKind::number;
    }
    const std::size_t most = node.kiosk.widget == survey::Widget::tiles ? most_tiles : most_steps;
    return node.range->values(most + 1).size() <= most ? AnswerKind::scale : AnswerKind::number;
}

}  // namespace

AnswerKind kind_of(const survey::Node& node) {
    using survey::NodeType;
    switch (node.type) {
        case NodeType::select_one:
        case NodeType::acknowledge: return AnswerKind::one;
        case NodeType::select_multiple: return AnswerKind::many;
        case NodeType::rank: return AnswerKind::rank;
        case NodeType::integer:
        case NodeType::decimal: return AnswerKind::number;
        case NodeType::range: return range_kind(node);
        case NodeType::text:
            return node.kiosk.widget == survey::Widget::place_map ? AnswerKind::map
                                                                  : AnswerKind::text;
        case NodeType::date:
        case NodeType::date_time: return AnswerKind::day;
        case NodeType::time: return node.kiosk.part_of_day ? AnswerKind::one : AnswerKind::time;
        default: break;
    }
    return AnswerKind::note;
}

bool is_aside(survey::ChoiceRole role) {
    return role == survey::ChoiceRole::dont_know || role == survey::ChoiceRole::prefer_not ||
           role == survey::ChoiceRole::other;
}

AnswerKind kind_of(const survey::Form& form, survey::NodeIndex index) {
    const survey::Node& node = form.node(index);
    const AnswerKind kind = kind_of(node);
    if (!node.is_select()) {
        return kind;
    }
    const auto& choices = form.list_of(index).choices;
    const auto points = std::count_if(
        choices.begin(), choices.end(), [](const auto& choice) { return !is_aside(choice.role); });
    if (node.kiosk.widget == survey::Widget::smileys && kind == AnswerKind::one && points >= 2 &&
        points <= 5) {
        return AnswerKind::faces;
    }
    const bool long_list = choices.size() > most_without_letters;
    return long_list || node.kiosk.widget == survey::Widget::place_list ? AnswerKind::listed : kind;
}

ui::Mood mood_of(survey::Faces order, std::size_t place, std::size_t points) {
    using ui::Mood;
    static constexpr std::array<std::array<Mood, 5>, 6> moods{{
        {Mood::even, Mood::even, Mood::even, Mood::even, Mood::even},
        {Mood::even, Mood::even, Mood::even, Mood::even, Mood::even},
        {Mood::good, Mood::bad, Mood::even, Mood::even, Mood::even},
        {Mood::good, Mood::even, Mood::bad, Mood::even, Mood::even},
        {Mood::very_good, Mood::good, Mood::bad, Mood::very_bad, Mood::even},
        {Mood::very_good, Mood::good, Mood::even, Mood::bad, Mood::very_bad},
    }};
    const std::size_t at = order == survey::Faces::best_first ? place : points - 1 - place;
    return moods.at(points).at(at);
}

DayEntry::Detail detail_of(const survey::Node& node) {
    if (node.type == survey::NodeType::date && node.has_appearance("year")) {
        return DayEntry::Detail::year;
    }
    if (node.type == survey::NodeType::date && node.has_appearance("month-year")) {
        return DayEntry::Detail::month;
    }
    return DayEntry::Detail::day;
}

std::optional<double> number_of(std::string_view text) {
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return whole ? std::optional(number) : std::nullopt;
}

Bounds bounds_of(const survey::Range& range) {
    const bool falls = number_of(range.start).value_or(0) > number_of(range.end).value_or(0);
    return falls ? Bounds{range.end, range.start} : Bounds{range.start, range.end};
}

}  // namespace harmony::kiosk
