#pragma once

#include <map>
#include <optional>
#include <string>

#include "admin/authoring/event_shelf.h"
#include "admin/messages/message_words.h"
#include "admin/published_shelf.h"
#include "events/fold.h"
#include "events/messages.h"

namespace harmony::admin {

/// Where the words of messages come from. All of it must outlive what it is given to.
struct MatterSources {
    const events::State& state;
    const EventShelf& shelf;
    const std::map<events::OccurrenceId, PublishedDate>& published;
    std::string organisation;
    std::string phone;  ///< of the office, where an event names no contact
    base::Day today{};
};

/// Whom a message is for, and what of them counts.
struct Addressee {
    const events::PersonRecord* person = nullptr;
    std::string language;
    std::uint32_t code = 0;
    std::optional<base::Day> expires;
    events::OccurrenceId occurrence;
    bool alive = true;  ///< what the message is about still stands
};

/// Nothing when nobody is known by that subject any more: erased, or never was.
[[nodiscard]] std::optional<Addressee> addressee_of(const events::State& state,
                                                    const events::MessageKey& key);

/// What a message says, and the date it is about as the office has it. Errors: absent (the office
/// knows neither the date nor what was published of it).
struct FoundMatter {
    MessageMatter matter;
    std::optional<FoundDate> date;
};
[[nodiscard]] base::Result<FoundMatter> matter_of(const events::MessageKey& key,
                                                  const Addressee& addressee,
                                                  const MatterSources& sources);

/// Dates that officers moved in their event files count as changed today, where no fact says when
/// they were: whoever heard of the old time is then told of the new one.
void note_moves(events::State& state, const EventShelf& shelf, base::Day today);

/// The calendar file of a date for those who have it already; `domain` makes its id.
[[nodiscard]] std::string calendar_of(const FoundDate& date,
                                      const EventShelf& shelf,
                                      const std::string& language,
                                      const std::string& domain,
                                      base::Moment now);

}  // namespace harmony::admin
