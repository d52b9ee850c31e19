#include "survey/expression/function_table.h"

#include <algorithm>
#include <array>

namespace harmony::survey {
namespace {

constexpr auto table = std::to_array<FunctionRow>({
    {Function::absolute, "abs", 1, 1},
    {Function::boolean, "boolean", 1, 1},
    {Function::boolean_from_string, "boolean-from-string", 1, 1},
    {Function::checklist, "checklist", 2, any_number},
    {Function::choice_name, "jr:choice-name", 2, 2},
    {Function::coalesce, "coalesce", 2, 2},
    {Function::concat, "concat", 0, any_number},
    {Function::contains, "contains", 2, 2},
    {Function::count, "count", 1, 1, true},
    {Function::count_non_empty, "count-non-empty", 1, 1, true},
    {Function::count_selected, "count-selected", 1, 1},
    {Function::current, "current", 0, 0},
    {Function::date, "date", 1, 1},
    {Function::date_time, "date-time", 1, 1},
    {Function::decimal_date_time, "decimal-date-time", 1, 1},
    {Function::decimal_time, "decimal-time", 1, 1},
    {Function::ends_with, "ends-with", 2, 2},
    {Function::no, "false", 0, 0},
    {Function::format_date, "format-date", 2, 2},
    {Function::format_date_time, "format-date-time", 2, 2},
    {Function::condition, "if", 3, 3},
    {Function::instance, "instance", 1, 1},
    {Function::cut_to_whole, "int", 1, 1},
    {Function::join, "join", 1, any_number},
    {Function::largest, "max", 0, any_number},
    {Function::smallest, "min", 0, any_number},
    {Function::normalize_space, "normalize-space", 0, 1},
    {Function::negate, "not", 1, 1},
    {Function::now, "now", 0, 0},
    {Function::number, "number", 0, 1},
    {Function::once, "once", 1, 1},
    {Function::position, "position", 0, 1, true},
    {Function::power, "pow", 2, 2},
    {Function::pulldata, "pulldata", 4, 4},
    {Function::random, "random", 0, 0},
    {Function::randomize, "randomize", 1, 2, true},
    {Function::regex, "regex", 2, 2},
    {Function::round, "round", 1, 2},
    {Function::selected, "selected", 2, 2},
    {Function::selected_at, "selected-at", 2, 2},
    {Function::starts_with, "starts-with", 2, 2},
    {Function::string, "string", 0, 1},
    {Function::string_length, "string-length", 0, 1},
    {Function::substring, "substr", 2, 3},
    {Function::substring_after, "substring-after", 2, 2},
    {Function::substring_before, "substring-before", 2, 2},
    {Function::sum, "sum", 1, 1, true},
    {Function::today, "today", 0, 0},
    {Function::translate, "translate", 3, 3},
    {Function::yes, "true", 0, 0},
    {Function::uuid, "uuid", 0, 1},
    {Function::weighted_checklist, "weighted-checklist", 2, any_number},
});

constexpr bool in_enum_order() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].function) != i) {
            return false;
        }
    }
    return true;
}

static_assert(table.size() == 52, "the profile has 52 functions");
static_assert(in_enum_order(), "a row for each function, in the order of the enum");

}  // namespace

std::span<const FunctionRow> functions() {
    return table;
}

const FunctionRow& row_of(Function function) {
    return table.at(static_cast<std::size_t>(function));
}

const FunctionRow* find_function(std::string_view name) {
    const auto* found = std::find_if(
        table.begin(), table.end(), [&](const FunctionRow& row) { return row.name == name; });
    return found == table.end() ? nullptr : found;
}

std::vector<std::string> function_names() {
    std::vector<std::string> names;
    for (const FunctionRow& row : table) {
        names.emplace_back(row.name);
    }
    return names;
}

}  // namespace harmony::survey
