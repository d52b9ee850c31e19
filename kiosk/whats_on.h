#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"
#include "events/event.h"
#include "kiosk/outbox.h"
#include "kiosk/screens/event_screens.h"
#include "kiosk/screens/ticket_screens.h"
#include "kiosk/words.h"

namespace harmony::kiosk {

/// What a list of events depends on beside the pack: the clock, and what this machine may give.
struct HereAndNow {
    HereAndNow(base::Day day) : today(day), time(events::at(day, {})) {}  // NOLINT: a day is enough

    base::Day today;
    events::WallTime time;  ///< on the clock of the venue
    std::vector<SpacesLeft> spaces = {};
    int spaces_elsewhere = 0;
    std::string as_of = {};     ///< "14:05": when the spaces were counted; empty: they were not
    bool clock_trusted = true;  ///< else no space is given
    std::set<events::OccurrenceId> signed_up = {};  ///< for which somebody did in this session

    /// Spaces that this machine may still give of a date.
    [[nodiscard]] int left(const events::OccurrenceId& date) const;
};

/// What is on as one resident looks at it: which filters are set, which event is open. Goes with
/// the session.
class WhatsOn {
public:
    /// Of the list with the filters that are set. `events` is that of the pack in use.
    [[nodiscard]] EventsView list(const std::vector<events::Event>& events,
                                  const HereAndNow& now,
                                  const Words& words) const;

    /// The filters that would leave something, and how much those that are set leave.
    [[nodiscard]] EventsFilterView filter(const std::vector<events::Event>& events,
                                          const HereAndNow& now,
                                          const Words& words) const;

    void toggle(const std::string& filter);
    void clear() { set_.clear(); }

    void open(const events::OccurrenceId& id) { open_ = id; }
    [[nodiscard]] const std::optional<events::OccurrenceId>& opened() const { return open_; }

private:
    [[nodiscard]] std::vector<const events::Event*> fitting(
        const std::vector<events::Event>& events, base::Day today) const;

    std::set<std::string> set_;  ///< names of filters, such as "when.evening"
    std::optional<events::OccurrenceId> open_;
};

/// Everything about one event.
[[nodiscard]] EventView event_view(const events::Event& event,
                                   const HereAndNow& now,
                                   const Words& words);

/// Whether a date is made of appointments.
[[nodiscard]] bool has_slots(const std::vector<events::Event>& events,
                             const events::OccurrenceId& date);

/// The appointments of a date and how each stands on this machine.
[[nodiscard]] EventSlotsView slots_view(const std::vector<events::Event>& events,
                                        const events::Event& date,
                                        const HereAndNow& now,
                                        const Words& words);

/// Of a date with appointments: the page leads to them, and says how many there are to have.
void offer_slots(const std::vector<events::Event>& events,
                 const events::Event& date,
                 const HereAndNow& now,
                 const Words& words,
                 EventView& view);

/// Where it is, on one line.
[[nodiscard]] std::string where_in_words(const events::Event& event);

/// "Wednesday 15 April 2026, 18:30".
[[nodiscard]] std::string start_in_words(const events::Event& event, const Words& words);

}  // namespace harmony::kiosk
