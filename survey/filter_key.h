#pragma once

#include <cstddef>
#include <optional>

#include "survey/expression/syntax.h"
#include "survey/form.h"

namespace harmony::survey {

/// `column = wanted`, which every item that a choice filter offers must meet.
struct FilterKey {
    std::size_t column = 0;              ///< into `columns_of` the list
    const Expression* wanted = nullptr;  ///< reads nothing of the item; part of the filter
};

/// The key of a filter that is a conjunction with an equality on a column; nothing when it has
/// none. Long lists are then looked up by that column in place of trying every item.
[[nodiscard]] std::optional<FilterKey> filter_key(const Expression& filter, const ChoiceList& list);

}  // namespace harmony::survey
