#pragma once

#include <set>
#include <string>

#include "base/bytes.h"
#include "base/error.h"
#include "events/series.h"
#include "events/venue_list.h"

// The event file and the venue file, as officers write them and as the office keeps them
// (docs/formats/event-file.md).
namespace harmony::admin {

/// Reads one series. `file` begins every message. An `id` may be missing: it is then zero. Errors:
/// unreadable, with file, line and how to mend it.
[[nodiscard]] base::Result<events::Series> read_event_file(base::ByteView bytes,
                                                           const std::string& file,
                                                           const std::set<std::string>& venues);

/// The file from which `read_event_file` makes the same series.
[[nodiscard]] std::string write_event_file(const events::Series& series);

/// Reads the venue list. Errors: as above.
[[nodiscard]] base::Result<events::VenueList> read_venue_file(base::ByteView bytes,
                                                              const std::string& file);

[[nodiscard]] std::string write_venue_file(const events::VenueList& venues);

[[nodiscard]] std::set<std::string> names_of(const events::VenueList& venues);

}  // namespace harmony::admin
