#include <fmt/format.h>

#include "random_form.h"

namespace harmony::survey::test {
namespace {

std::string several_of(const std::vector<std::string>& offered, Tape& tape) {
    std::string names;
    for (const std::string& name : offered) {
        if (tape.one_in(2) && names.size() < 200) {
            names += (names.empty() ? "" : " ") + name;
        }
    }
    return names;
}

std::string all_of(std::vector<std::string> offered, Tape& tape) {
    std::string names;
    while (!offered.empty()) {
        const auto next = offered.begin() + static_cast<std::ptrdiff_t>(tape.below(offered.size()));
        names += (names.empty() ? "" : " ") + *next;
        offered.erase(next);
    }
    return names;
}

}  // namespace

std::string random_value(const Planned& node, const std::vector<std::string>& offered, Tape& tape) {
    switch (node.type) {
        case NodeType::integer: return std::to_string(tape.below(12));
        case NodeType::decimal: return fmt::format("-{}.25", tape.below(9));
        case NodeType::range: return std::to_string(1 + tape.below(10));
        case NodeType::acknowledge: return "OK";
        case NodeType::date: return fmt::format("2024-02-{:02}", 1 + tape.below(29));
        case NodeType::time: return fmt::format("{:02}:{:02}", tape.below(24), tape.below(60));
        case NodeType::date_time: return fmt::format("1969-12-31T{:02}:59", tape.below(24));
        case NodeType::select_one: return offered.empty() ? "" : tape.one_of(offered);
        case NodeType::select_multiple: return several_of(offered, tape);
        case NodeType::rank: return all_of(offered, tape);
        default: return fmt::format("words {}", tape.below(3));
    }
}

std::string impossible_value(const Planned& node, Tape& tape) {
    const bool first = tape.one_in(2);
    switch (node.type) {
        case NodeType::integer: return first ? "1.5" : "1234567890123456";
        case NodeType::decimal: return first ? "1e3" : "1,5";
        case NodeType::range: return first ? "11" : "1.5";
        case NodeType::acknowledge: return first ? "yes" : "ok";
        case NodeType::date: return first ? "2026-02-30" : "1 May";
        case NodeType::time: return first ? "24:00" : "9:30";
        case NodeType::date_time: return first ? "2026-02-28" : "2026-02-30T10:00";
        case NodeType::text:
        case NodeType::hidden: return first ? std::string("a\x01") : std::string(2001, 'x');
        default: return first ? "nobody" : "thing0 nobody";
    }
}

}  // namespace harmony::survey::test
