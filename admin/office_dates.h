#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "admin/authoring/event_shelf.h"
#include "admin/fact_book.h"
#include "admin/office.h"
#include "base/error.h"
#include "base/time.h"
#include "events/fold.h"

namespace harmony::admin {

/// One date of the office's events.
struct OfficeDate {
    const events::Series* series = nullptr;
    events::Occurrence occurrence;
    events::OccurrencePlan plan;
};

/// Every date of the office's events, found by its id: events are expanded once.
class OfficeDates {
public:
    /// `shelf` must outlive this. Errors: refused (an event that does not expand).
    [[nodiscard]] static base::Result<OfficeDates> of(const EventShelf& shelf);

    /// nullptr: no event of this office has that date.
    [[nodiscard]] const OfficeDate* find(const events::OccurrenceId& id) const;
    [[nodiscard]] const std::map<events::OccurrenceId, OfficeDate>& all() const { return all_; }

    /// What a fold of one date must know; of all when `date` is nothing.
    [[nodiscard]] events::FoldSettings settings(
        const std::optional<events::OccurrenceId>& date) const;

private:
    std::map<events::OccurrenceId, OfficeDate> all_;
};

/// When each kiosk was last heard of, by what it sent and by what it said of itself.
[[nodiscard]] std::vector<events::KioskNews> kiosk_news(Office& office);

/// What facts make of one date. The same as what folding all of them says of it.
[[nodiscard]] events::State state_of(const FactBook& book,
                                     const OfficeDates& dates,
                                     const std::vector<events::KioskNews>& kiosks,
                                     const events::OccurrenceId& date,
                                     base::Moment now);

/// What facts make of everything that is about no date: requests, cases, complaints; and of facts
/// in trouble.
[[nodiscard]] events::State state_of_no_date(const FactBook& book, base::Moment now);

/// How many people come to each date about which there are facts, with what waits for an officer.
/// Worked out again where facts came since; the others are read.
[[nodiscard]] base::Result<std::vector<db::FactTally>> tally_dates(const FactBook& book,
                                                                   const OfficeDates& dates,
                                                                   base::Moment now);

[[nodiscard]] events::OccurrenceId date_of(const db::FactTally& tally);

}  // namespace harmony::admin
