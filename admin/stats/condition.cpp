#include "admin/stats/condition.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace harmony::admin::stats {
namespace {

using Op = Condition::Op;

/// Deeper ones are nobody's question, and would fill the stack.
constexpr std::size_t deepest = 64;

constexpr std::array<std::pair<std::string_view, Op>, 7> ops = {{
    {"in", Op::in},
    {"present", Op::present},
    {"lt", Op::lt},
    {"le", Op::le},
    {"gt", Op::gt},
    {"ge", Op::ge},
    {"eq", Op::eq},
}};

Condition read(const SpecObject& object, std::size_t depth);

Condition read_parts(const SpecObject& object, std::string_view key, Op op, std::size_t depth) {
    object.only({key});
    Condition result;
    result.op = op;
    for (const SpecObject& part : object.objects(key)) {
        result.parts.push_back(read(part, depth + 1));
    }
    return result;
}

Condition read_test(const SpecObject& object) {
    Condition result;
    const std::string name = object.text("op");
    const auto* const found = std::find_if(
        ops.begin(), ops.end(), [&](const auto& entry) { return entry.first == name; });
    if (found == ops.end()) {
        object.must_be("op", "one of 'in', 'present', 'lt', 'le', 'gt', 'ge', 'eq'");
        return result;
    }
    result.op = found->second;
    if (result.op == Op::in) {
        object.only({"column", "op", "values"});
        result.values = object.texts("values");
    } else if (result.op == Op::present) {
        object.only({"column", "op"});
    } else {
        object.only({"column", "op", "value"});
        result.value = object.number("value");
    }
    const bool text = result.op == Op::in || result.op == Op::present;
    result.column = object.column("column", text ? Use::text : Use::number);
    return result;
}

Condition read(const SpecObject& object, std::size_t depth) {
    if (depth > deepest) {
        object.reader().fail(
            fmt::format("{}: conditions lie more than {} deep", object.pointer(), deepest));
        return {};
    }
    if (object.has("all")) {
        return read_parts(object, "all", Op::all, depth);
    }
    if (object.has("any")) {
        return read_parts(object, "any", Op::any, depth);
    }
    if (object.has("not")) {
        object.only({"not"});
        Condition result;
        result.op = Op::negation;
        result.parts.push_back(read(object.object("not"), depth + 1));
        return result;
    }
    return read_test(object);
}

bool compares(Op op, double cell, double value) {
    switch (op) {
        case Op::lt: return cell < value;
        case Op::le: return cell <= value;
        case Op::gt: return cell > value;
        case Op::ge: return cell >= value;
        default: return cell == value;
    }
}

std::vector<std::uint8_t> rows_with_texts(const Condition& condition, const TextColumn& column) {
    std::vector<std::uint8_t> wanted(column.names.size(), condition.op == Op::present ? 1 : 0);
    for (const std::string& value : condition.values) {
        if (const std::uint32_t code = column.code_of(value); code != missing_code) {
            wanted[code] = 1;
        }
    }
    std::vector<std::uint8_t> result(column.codes.size());
    std::transform(
        column.codes.begin(), column.codes.end(), result.begin(), [&](std::uint32_t code) {
            return code == missing_code ? std::uint8_t{0} : wanted[code];
        });
    return result;
}

std::vector<std::uint8_t> rows_with_numbers(const Condition& condition,
                                            const NumberColumn& column) {
    std::vector<std::uint8_t> result(column.size());
    std::transform(column.begin(), column.end(), result.begin(), [&](double cell) {
        return !std::isnan(cell) && compares(condition.op, cell, condition.value) ? std::uint8_t{1}
                                                                                  : std::uint8_t{0};
    });
    return result;
}

std::vector<std::uint8_t> rows_of_parts(const Condition& condition, const Frame& frame) {
    const std::uint8_t start = condition.op == Op::any ? 0 : 1;
    std::vector<std::uint8_t> result(frame.rows(), start);
    for (const Condition& part : condition.parts) {
        const std::vector<std::uint8_t> of_part = rows_meeting(part, frame);
        for (std::size_t row = 0; row < result.size(); ++row) {
            const bool met = of_part[row] != 0;
            if (condition.op == Op::negation) {
                result[row] = met ? 0 : 1;
            } else if (met == (condition.op == Op::any)) {
                result[row] = condition.op == Op::any ? 1 : 0;
            }
        }
    }
    return result;
}

}  // namespace

Condition read_condition(const SpecObject& object, std::string_view key) {
    return read(object.object(key), 0);
}

std::vector<std::uint8_t> rows_meeting(const Condition& condition, const Frame& frame) {
    switch (condition.op) {
        case Op::all:
        case Op::any:
        case Op::negation: return rows_of_parts(condition, frame);
        case Op::in:
        case Op::present: return rows_with_texts(condition, frame.text(condition.column));
        default: return rows_with_numbers(condition, frame.number(condition.column));
    }
}

}  // namespace harmony::admin::stats
