#pragma once

#include <iosfwd>

#include "kiosk/stage.h"

namespace harmony::kiosk {

/// `--frames`: the kiosk's screens for another program, such as the officer's preview. Reads a line
/// a step from `in`, and answers each on `out` with the whole frame, or that it is the same
/// (docs/formats/frames.md). Ends when `in` does.
void serve_frames(std::istream& in, std::ostream& out, Stage& stage);

}  // namespace harmony::kiosk
