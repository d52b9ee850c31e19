#include "events/occurrence.h"

#include <fmt/format.h>

namespace harmony::events {

namespace {

OccurrenceId named(const SeriesId& series, const std::string& date, const NamedHash& hash) {
    base::Bytes message = base::copy_bytes(series.view());
    base::append(message, base::as_bytes(date));
    const base::Digest digest = hash("hk1.occurrence.1", message);
    const auto id = OccurrenceId::from_bytes(digest.view().first(OccurrenceId::size));
    base::promise(id.has_value(), "a digest is shorter than an id");
    return *id;
}

}  // namespace

OccurrenceId occurrence_id(const SeriesId& series, WallTime original, const NamedHash& hash) {
    return named(series, compact(original), hash);
}

OccurrenceId slot_id(const SeriesId& series, WallTime original, int number, const NamedHash& hash) {
    return named(series, fmt::format("{}/{}", compact(original), number), hash);
}

OccurrenceState state_at(const Occurrence& occurrence, base::Moment now) {
    const bool over = now >= occurrence.end && occurrence.state != OccurrenceState::cancelled;
    return over ? OccurrenceState::over : occurrence.state;
}

}  // namespace harmony::events
