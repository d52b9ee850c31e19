#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "events/series.h"
#include "events/venue_list.h"

// Pages in the manner of OpenActive's feeds (docs/formats/feeds.md). Our events are not sport and
// the feed claims no conformance. No attendee, and no leader, is ever in it.
namespace harmony::events {

/// What a date looks like to other programs.
struct FeedOptions {
    std::string base;  ///< the address that ids and pages begin with: "https://example.gov.uk"
    /// Free spaces of a date, when they are known; a date without is said to have no number.
    std::function<std::optional<int>(const Occurrence&)> remaining = {};
};

/// The `data` of one date, as JSON. `venue` may be absent.
[[nodiscard]] std::string open_data(const Series& series,
                                    const Occurrence& occurrence,
                                    const ListedVenue* venue,
                                    const FeedOptions& options);

/// One line of a feed. A deleted one has no data.
struct FeedItem {
    std::string id;
    std::int64_t modified = 0;  ///< seconds since 1970
    std::string data;           ///< JSON; empty: deleted

    bool operator==(const FeedItem&) const = default;
};

/// The feed after `now`, in its order: what is as it was keeps its time, what changed or is new has
/// `now`, what is gone is deleted from `now` on.
[[nodiscard]] std::vector<FeedItem> next_feed(const std::vector<FeedItem>& before,
                                              const std::vector<FeedItem>& current,
                                              base::Moment now);

/// The pages, each as JSON; the last is empty and names itself. Page n is `<base>/feed/<n>.json`.
[[nodiscard]] std::vector<std::string> open_pages(const std::vector<FeedItem>& items,
                                                  const FeedOptions& options,
                                                  std::size_t page_size = 100);

/// The items of one page. Errors: unreadable (not such a page).
[[nodiscard]] base::Result<std::vector<FeedItem>> read_page(std::string_view json);

}  // namespace harmony::events
