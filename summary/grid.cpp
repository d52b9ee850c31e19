#include "summary/grid.h"

#include <algorithm>

namespace harmony::summary {

Arc cell(std::int64_t value, bool row_hidden, bool column_is_zero, std::int64_t threshold) {
    Arc arc{.value = value, .cost = value};
    arc.primary = small(value, threshold);
    arc.hidden = row_hidden ? !column_is_zero : arc.primary;
    arc.minimum = row_hidden ? 0 : std::min<std::int64_t>(1, value);
    arc.may_hide = !row_hidden && value > 0;
    return arc;
}

Arc total(std::int64_t value, bool hidden, std::int64_t threshold) {
    return {.value = value,
            .minimum = std::min<std::int64_t>(1, value),
            .hidden = hidden,
            .primary = hidden && small(value, threshold)};
}

}  // namespace harmony::summary
