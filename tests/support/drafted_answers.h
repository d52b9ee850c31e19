#pragma once

#include "base/random.h"
#include "base/time.h"
#include "survey/form.h"
#include "survey/response.h"

namespace harmony::tests {

/// A resident who answers at random, through the same draft that a kiosk has: every filter, limit
/// and requirement of the survey holds. About one question in eight is left empty where it may be.
/// Choices that stand first are taken more often, so that tables have a shape.
[[nodiscard]] survey::Response answer_at_random(const survey::Form& form,
                                                base::Moment now,
                                                base::RandomSource& random);

}  // namespace harmony::tests
