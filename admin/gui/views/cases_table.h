#pragma once

#include <span>
#include <string>
#include <string_view>

#include "admin/gui/models/casework.h"
#include "ui/desk.h"

// How the lists of the view "Cases" look as tables.

namespace harmony::admin::gui {

/// As many as have room in a list of this width (mm).
[[nodiscard]] std::span<const ui::desk::Column> columns_of(CaseworkKind kind, double width);

/// What a cell says; the column by its id.
[[nodiscard]] ui::desk::Cell cell_of(const CaseworkRow& row,
                                     std::string_view column,
                                     base::Day today);

[[nodiscard]] bool comes_before(const CaseworkRow& a,
                                const CaseworkRow& b,
                                std::string_view column);

/// Of the badge that says its state.
[[nodiscard]] ui::desk::Tone tone_of(const CaseworkRow& row);

/// "4 March 2026, 3 days late"
[[nodiscard]] std::string due_in_words(const CaseworkRow& row, base::Day today);

}  // namespace harmony::admin::gui
