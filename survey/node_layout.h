#pragma once

#include <vector>

#include "survey/form.h"

namespace harmony::survey {

/// Fills what follows from the order of the nodes: where groups end, and which node has which item.
void lay_out(std::vector<Node>& nodes);

}  // namespace harmony::survey
