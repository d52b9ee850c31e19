#include "kiosk/answer_kind.h"

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
