#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "admin/gui/host.h"
#include "base/error.h"
#include "events/occurrence.h"

// What the window shows of events: every date with its counts, and what waits for an officer.
// Nothing in it names anybody.
namespace harmony::admin::gui {

/// One date of an event.
struct EventDate {
    std::string id;      ///< hex
    std::string series;  ///< hex; empty: no event of this office has that date
    std::string title;
    std::string venue;  ///< as people call it; may be empty
    events::WallTime start{};
    events::WallTime end{};
    events::OccurrenceState state = events::OccurrenceState::scheduled;
    bool draft = false;
    bool repeats = false;
    bool signs_up = false;      ///< people may sign up for it
    std::optional<int> spaces;  ///< nothing: as many as come
    std::string slot_of;        ///< of an appointment: the date it is of
    int coming = 0;
    int waiting = 0;
    int asked = 0;
    int cancelled = 0;
    int came = 0;
    int conflicts = 0;

    bool operator==(const EventDate&) const = default;
};

/// What can be done about something in the inbox.
struct InboxChoice {
    std::string word;   ///< as the command line takes it
    std::string label;  ///< of its button
    std::string sentence;
    bool asks_which = false;
    bool asks_why = false;

    bool operator==(const InboxChoice&) const = default;
};

struct InboxLine {
    std::string id;
    std::string date;                  ///< hex; empty: about no date
    std::string event;                 ///< what the date is called
    std::string what;                  ///< what happened
    std::string unless;                ///< what follows when nobody acts
    std::string numbers;               ///< of the tickets that it is about; may be empty
    std::vector<InboxChoice> choices;  ///< the default first

    bool operator==(const InboxLine&) const = default;
};

/// A venue that an event may be at.
struct VenueChoice {
    std::string name;    ///< as event files have it
    std::string called;  ///< as people call it
};

struct EventsModel {
    std::vector<EventDate> dates;  ///< by start; appointments stand among the dates they are of
    std::vector<InboxLine> inbox;
    std::vector<VenueChoice> venues;
    std::string organisation;
    std::string folder;  ///< where files are put unless somebody says otherwise, with its slash
    base::Day today{};

    /// nullptr: no such date.
    [[nodiscard]] const EventDate* find(std::string_view id) const;
};

/// Errors: those of the store.
[[nodiscard]] base::Result<EventsModel> read_events(Reader& reader);

/// "scheduled", "moved", "cancelled", "over", "draft": how a date stands.
[[nodiscard]] std::string standing(const EventDate& date);

}  // namespace harmony::admin::gui
