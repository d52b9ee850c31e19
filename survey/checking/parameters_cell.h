#pragma once

#include <map>
#include <string>

#include "survey/checking/choices_sheet.h"
#include "survey/checking/fill_nodes.h"

namespace harmony::survey {

/// Reads the column `parameters` of a row into `node` (design: survey profile, section 4.4).
void read_parameters(Node& node, const SheetRow& row, bool from_file, const FillInput& input);

/// Checks the labels of ticks of a range, which stand in a list (P611 to P614).
void check_tick_labels(const Node& node,
                       const SheetRow& row,
                       const std::map<std::string, SheetList>& lists,
                       const FillInput& input);

}  // namespace harmony::survey
