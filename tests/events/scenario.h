#pragma once

#include <string>

#include "story.h"

// A set of facts as a text, and what is true of it as another: tests/scenarios/README.md.
namespace harmony::events::testing {

/// Reads the lines of a scenario. Throws with the line on one that it does not know.
[[nodiscard]] Story read_scenario(const std::string& text);

/// What the state says, one line a record.
[[nodiscard]] std::string told(const State& state);

}  // namespace harmony::events::testing
