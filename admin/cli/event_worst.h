#pragma once

#include <string>

#include "admin/cli/fact_desk.h"

namespace harmony::admin {

/// What officers read of the worst that may happen at one date; empty when any number may come.
[[nodiscard]] std::string worst_line(const FactDesk& facts,
                                     const events::State& state,
                                     const events::OccurrenceId& date,
                                     base::Day today);

}  // namespace harmony::admin
