#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/ids.h"
#include "events/event.h"
#include "events/ids.h"
#include "events/local_time.h"
#include "events/named_hash.h"

namespace harmony::events {

/// An event with its pattern; a single event is a series of one.
using SeriesId = base::Id<struct SeriesTag, 16>;

/// What one date is called: the first 8 bytes of H("hk1.occurrence.1", series id and the start it
/// was first announced with, as `YYYYMMDDTHHMMSS`). It stays when the date moves.
[[nodiscard]] OccurrenceId occurrence_id(const SeriesId& series,
                                         WallTime original,
                                         const NamedHash& hash);

/// What the `number`th slot of a date is called, from 1 on: the same over the series id, the start
/// of its date, and "/1". The start of a slot would not do: the first has that of its date.
[[nodiscard]] OccurrenceId slot_id(const SeriesId& series,
                                   WallTime original,
                                   int number,
                                   const NamedHash& hash);

enum class OccurrenceState { scheduled, moved, cancelled, over };
inline constexpr std::array<std::string_view, 4> occurrence_state_names = {
    "scheduled", "moved", "cancelled", "over"};
static_assert(static_cast<std::size_t>(OccurrenceState::over) + 1 == occurrence_state_names.size());

/// One date of a series, with what was changed of it already in place. Made by `expand`.
struct Occurrence {
    OccurrenceId id;
    SeriesId series;
    WallTime original{};  ///< the start it was first announced with
    WallTime start_local{};
    base::Moment start{};
    base::Moment end{};
    LocalText title;
    std::string venue;          ///< a name of the venue list; empty for a stall or a visit
    std::optional<int> spaces;  ///< nothing: as many as come
    int walk_in_reserve = 0;    ///< of the spaces, for those who come without a sign-up
    LocalText note;             ///< what changed, in words; may be empty
    OccurrenceState state = OccurrenceState::scheduled;
    std::uint16_t sequence = 0;  ///< counts the changes
    std::optional<OccurrenceId> slot_of;

    bool operator==(const Occurrence&) const = default;
};

/// With `now`, also `over` for what has ended. What was cancelled stays cancelled.
[[nodiscard]] OccurrenceState state_at(const Occurrence& occurrence, base::Moment now);

}  // namespace harmony::events
