#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace harmony::survey {

/// The functions of the profile (design: survey profile, section 7.6), in the order of
/// `functions()`.
enum class Function {
    absolute,
    boolean,
    boolean_from_string,
    checklist,
    choice_name,
    coalesce,
    concat,
    contains,
    count,
    count_non_empty,
    count_selected,
    current,
    date,
    date_time,
    decimal_date_time,
    decimal_time,
    ends_with,
    no,
    format_date,
    format_date_time,
    condition,
    instance,
    cut_to_whole,
    join,
    largest,
    smallest,
    normalize_space,
    negate,
    now,
    number,
    once,
    position,
    power,
    pulldata,
    random,
    randomize,
    regex,
    round,
    selected,
    selected_at,
    starts_with,
    string,
    string_length,
    substring,
    substring_after,
    substring_before,
    sum,
    today,
    translate,
    yes,
    uuid,
    weighted_checklist,
};

inline constexpr std::size_t any_number = static_cast<std::size_t>(-1);

struct FunctionRow {
    Function function;
    std::string_view name;
    std::size_t least;            ///< arguments
    std::size_t most;             ///< or `any_number`
    bool first_is_nodes = false;  ///< the first argument must be a node-set
};

/// All rows, in the order of the enum.
[[nodiscard]] std::span<const FunctionRow> functions();
[[nodiscard]] const FunctionRow& row_of(Function function);
[[nodiscard]] const FunctionRow* find_function(std::string_view name);
[[nodiscard]] std::vector<std::string> function_names();

}  // namespace harmony::survey
