#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "events/event.h"

namespace harmony::events {

/// What becomes of a member that this program does not know: an officer's file is refused with the
/// nearest known name; a kiosk passes over what a newer office wrote.
enum class Unknown { refused, passed_over };

/// Reads the list `events` of a content file or of kiosk.json (docs/formats/pack.md). `place`
/// begins every message. Errors: unreadable (not such a list, a member that is missing, wrong or
/// too long, an id that is used twice), each with how to mend it.
[[nodiscard]] base::Result<std::vector<Event>> read_events(std::string_view json,
                                                           std::string_view place,
                                                           Unknown unknown);

/// The same list as JSON, for kiosk.json.
[[nodiscard]] std::string write_events(const std::vector<Event>& events);

}  // namespace harmony::events
