#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "admin/office_folder.h"
#include "base/error.h"
#include "base/files.h"
#include "events/series.h"
#include "events/venue_list.h"

namespace harmony::admin {

/// H of the events room.
[[nodiscard]] events::NamedHash events_hash();

/// One date with the series it is of.
struct FoundDate {
    events::Series series;
    events::Occurrence occurrence;
};

/// What the office keeps of events: `events/venues.toml`, and one event file a series, in the
/// office folder (docs/formats/office-folder.md).
class EventShelf {
public:
    /// `files` must outlive this. Errors: absent (no office there), unreadable (which file, and
    /// line).
    [[nodiscard]] static base::Result<EventShelf> open(base::Files& files,
                                                       const std::filesystem::path& office);

    [[nodiscard]] const std::vector<events::Series>& all() const { return all_; }
    [[nodiscard]] const events::VenueList& venues() const { return venues_; }

    /// The series whose id begins with these letters, at least 4 of them. Errors: absent, refused
    /// (several).
    [[nodiscard]] base::Result<events::Series> series(std::string_view id) const;

    /// The date whose id begins so. Errors: as above.
    [[nodiscard]] base::Result<FoundDate> date(std::string_view id) const;

    /// Keeps a new or changed series. Errors: refused (what is wrong with it), and those of files.
    [[nodiscard]] base::Result<void> keep(const events::Series& series);

    /// Replaces the venue list. Errors: refused (a venue that an event names would go).
    [[nodiscard]] base::Result<void> keep_venues(const events::VenueList& venues);

private:
    EventShelf(base::Files& files, std::filesystem::path folder)
        : files_(files), folder_(std::move(folder)) {}

    [[nodiscard]] base::Result<void> read_venues();
    [[nodiscard]] base::Result<void> read_series();

    base::Files& files_;
    std::filesystem::path folder_;
    events::VenueList venues_;
    std::vector<events::Series> all_;
};

}  // namespace harmony::admin
