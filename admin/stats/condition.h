#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "admin/stats/frame.h"
#include "admin/stats/spec_reader.h"

namespace harmony::admin::stats {

/// Which rows are meant. A missing value meets nothing but `not`.
struct Condition {
    enum class Op : std::uint8_t { in, present, lt, le, gt, ge, eq, all, any, negation };

    Op op = Op::all;
    std::string column;
    std::vector<std::string> values;  ///< of `in`
    double value = 0;                 ///< of `lt` to `eq`
    std::vector<Condition> parts;     ///< of `all`, `any`; one of `negation`
};

/// Member `key` of `object` as a condition. Faults go to the reader.
[[nodiscard]] Condition read_condition(const SpecObject& object, std::string_view key);

/// 1 for each row that meets it.
[[nodiscard]] std::vector<std::uint8_t> rows_meeting(const Condition& condition,
                                                     const Frame& frame);

}  // namespace harmony::admin::stats
