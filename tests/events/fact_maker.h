#pragma once

#include "base/random.h"
#include "events/fact.h"

// Facts of every kind for tests: one fixed example (the document has the same), and as many random
// ones as somebody wants.
namespace harmony::events::testing {

/// The worked example of docs/formats/fact.md.
[[nodiscard]] Fact example_of(FactKind kind);

/// Any fact of that kind that can be read back.
[[nodiscard]] Fact random_fact(base::RandomSource& random, FactKind kind);

}  // namespace harmony::events::testing
