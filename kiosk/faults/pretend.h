#pragma once

#include "kiosk/faults/readings.h"

namespace harmony::kiosk {

/// Changes readings so that this fault, and no other that was not there, is what they show. For
/// scripts and tests: what is injected goes through the same judgement as what is real.
void pretend(FaultId fault, Readings& readings);

}  // namespace harmony::kiosk
