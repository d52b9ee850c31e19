#pragma once

#include <string>
#include <vector>

#include "admin/gui/host.h"
#include "admin/gui/models/people.h"

// Forms about what people ask of their data, and the words of the command line that what was filled
// in comes to. Answers are in the order of a form's entries.
namespace harmony::admin::gui {

[[nodiscard]] Form new_request_form(base::Day today);
[[nodiscard]] Order new_request_order(const std::vector<std::string>& answers);

[[nodiscard]] Form close_form(const RightsRow& row);
[[nodiscard]] Order close_order(const RightsRow& row, const std::vector<std::string>& answers);

/// What is done with the records that were chosen.
enum class PersonDeed { copy, correct, withdraw, erase };

/// `reason`: why somebody looked, filled in beforehand. `requests`: those that are open, of which
/// one may be what it is done for. `folder`: where a copy goes, with its slash.
[[nodiscard]] Form deed_form(PersonDeed deed,
                             const std::vector<PersonLine>& records,
                             const std::vector<RightsLine>& requests,
                             const std::string& reason,
                             const std::string& folder);
[[nodiscard]] Order deed_order(PersonDeed deed,
                               const std::vector<PersonLine>& records,
                               const std::vector<std::string>& answers);

}  // namespace harmony::admin::gui
