#pragma once

#include <memory>
#include <vector>

#include "sim_office.h"

namespace harmony::tests::sim {

using Kiosks = std::vector<std::unique_ptr<SimKiosk>>;

/// What must hold after every step: I1 (at most once, and only what somebody said), I2, I3 (nothing
/// on the list without a cause), I4, I5, I6.
void check_step(SimOffice& office, const Kiosks& kiosks, const Truth& truth);

/// What must hold once everything was delivered: I1 (all of it, or on the list), I3 (every fork and
/// gap on the list), I7 (the newest content is shown).
void check_healed(SimOffice& office, const Kiosks& kiosks, const Truth& truth, Place::Kept store);

/// What is left to be delivered, told or shown, in words; empty: nothing.
[[nodiscard]] std::string what_is_left(SimOffice& office, const Kiosks& kiosks, const Truth& truth);

}  // namespace harmony::tests::sim
