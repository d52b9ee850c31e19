#pragma once

#include "events/fold.h"

namespace harmony::tests::sim {

/// The one event with a number of spaces, some of them for those who walk in.
inline constexpr int spaces = 12;
inline constexpr int spaces_reserve = 2;

[[nodiscard]] events::OccurrenceId spaces_event();

/// Of a fact about it.
[[nodiscard]] events::FactHead spaces_head(base::Day day);

/// What the office plans of it.
[[nodiscard]] events::FoldSettings spaces_settings();

}  // namespace harmony::tests::sim
