#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "events/ids.h"
#include "events/local_time.h"

namespace harmony::events {

/// A text in several languages, by code. English is always there.
using LocalText = std::map<std::string, std::string, std::less<>>;

/// The text in `language`, else in English; empty when it has none.
[[nodiscard]] std::string_view in_language(const LocalText& text, std::string_view language);

enum class EventKind {
    drop_in,
    family_fun,
    ra_meeting,
    ward_surgery,
    day_of_action,
    stall,
    warm_welcome,
    business_visit,  ///< not public: no pack has one
    other,
};
inline constexpr std::array<std::string_view, 9> event_kind_names = {"drop_in",
                                                                     "family_fun",
                                                                     "ra_meeting",
                                                                     "ward_surgery",
                                                                     "day_of_action",
                                                                     "stall",
                                                                     "warm_welcome",
                                                                     "business_visit",
                                                                     "other"};
static_assert(static_cast<std::size_t>(EventKind::other) + 1 == event_kind_names.size());

enum class EventState { scheduled, moved, cancelled };
inline constexpr std::array<std::string_view, 3> event_state_names = {
    "scheduled", "moved", "cancelled"};
static_assert(static_cast<std::size_t>(EventState::cancelled) + 1 == event_state_names.size());

enum class Audience { everyone, women, men, young_people, over_55, business };
inline constexpr std::array<std::string_view, 6> audience_names = {
    "everyone", "women", "men", "young_people", "over_55", "business"};
static_assert(static_cast<std::size_t>(Audience::business) + 1 == audience_names.size());

/// How people sign up. `request`: the kiosk sends a request, the office answers it. `direct`: the
/// kiosk answers at once, with the spaces that the office lets it give.
enum class SignUpMode { none, request, direct };
inline constexpr std::array<std::string_view, 3> sign_up_mode_names = {"none", "request", "direct"};
static_assert(static_cast<std::size_t>(SignUpMode::direct) + 1 == sign_up_mode_names.size());

/// What a venue says about who can get in. Never blank: `unknown` is shown as "Ask us".
enum class AccessAnswer { unknown, yes, no, partly };
inline constexpr std::array<std::string_view, 4> access_answer_names = {
    "unknown", "yes", "no", "partly"};
static_assert(static_cast<std::size_t>(AccessAnswer::partly) + 1 == access_answer_names.size());

enum class Access {
    step_free_entrance,
    step_free_inside,
    accessible_toilet,
    changing_places,
    hearing_loop,
    blue_badge_parking,
    seating,
    quiet_room,
    baby_changing,
    dogs,  ///< other than assistance dogs, which may come in everywhere
};
inline constexpr std::array<std::string_view, 10> access_names = {"step_free_entrance",
                                                                  "step_free_inside",
                                                                  "accessible_toilet",
                                                                  "changing_places",
                                                                  "hearing_loop",
                                                                  "blue_badge_parking",
                                                                  "seating",
                                                                  "quiet_room",
                                                                  "baby_changing",
                                                                  "dogs"};
static_assert(static_cast<std::size_t>(Access::dogs) + 1 == access_names.size());

struct Venue {
    std::string name;
    std::vector<std::string> address;  ///< up to 4 lines
    std::string postcode;
    std::array<AccessAnswer, access_names.size()> access{};
    LocalText bus;       ///< how to come by bus; may be empty
    LocalText entrance;  ///< where the door is; may be empty
    std::string grid;    ///< a grid reference; may be empty
    int room_limit = 0;  ///< people that may be inside; 0: no limit is known

    [[nodiscard]] AccessAnswer operator[](Access fact) const {
        return access[static_cast<std::size_t>(fact)];
    }

    bool operator==(const Venue&) const = default;
};

/// The texts a resident may agree to, filled for one event: each exactly as it is shown.
struct ConsentTexts {
    LocalText this_event;
    LocalText later_events;
    LocalText needs;

    bool operator==(const ConsentTexts&) const = default;
};

/// How ISO 639-3 calls British Sign Language: among the languages spoken, it means an interpreter.
inline constexpr std::string_view sign_language = "bfi";

/// One date of an event, as a pack publishes it (docs/formats/pack.md). Times are those of clocks
/// on the wall at the venue.
struct Event {
    OccurrenceId id;
    EventKind kind = EventKind::other;
    EventState state = EventState::scheduled;
    LocalText title;
    LocalText summary;
    base::Day day{};
    std::chrono::minutes start{0};  ///< after midnight
    std::chrono::minutes end{0};    ///< after `start`, the same day
    Venue venue;
    std::string place;  ///< a name of the place list; may be empty
    std::string area;   ///< as people call it; may be empty
    std::string organiser;
    LocalText cost;   ///< empty: free
    int age_min = 0;  ///< 0: none
    int age_max = 0;  ///< 0: none
    Audience audience = Audience::everyone;
    bool children = false;                      ///< children are welcome
    std::vector<std::string> languages_spoken;  ///< codes
    LocalText bring;                            ///< empty: nothing
    SignUpMode sign_up = SignUpMode::none;
    int party_max = 10;  ///< people of one sign-up, 1 to 10
    bool food = false;   ///< there is something to eat: sign-up asks what people can eat
    int keep_days = 365;
    std::optional<WallTime> opens;        ///< sign-up does; nothing: at once
    std::optional<WallTime> closes;       ///< sign-up does; nothing: when the event starts
    bool waiting_list = true;             ///< where there is no space left, people may wait for one
    std::optional<WallTime> was;          ///< of a moved date: when it was first to start
    std::optional<int> spaces;            ///< nothing: as many as come
    int walk_in_reserve = 0;              ///< of the spaces, for those who come without a sign-up
    LocalText note;                       ///< what changed of this date; may be empty
    std::uint16_t sequence = 0;           ///< counts the changes
    std::optional<OccurrenceId> slot_of;  ///< the date that this is one appointment of
    std::optional<ConsentTexts> consent;  ///< filled when it is published

    bool operator==(const Event&) const = default;
};

/// The day on which what people gave at sign-up is deleted, unless they come again.
[[nodiscard]] base::Day deletion_day(const Event& event);

/// When sign-up ends, on the clock at the venue.
[[nodiscard]] WallTime sign_up_closes(const Event& event);

/// Whether a list says that it was moved: until the day on which it was first to be is over.
[[nodiscard]] bool shows_as_moved(const Event& event, base::Day today);

/// The canonical bytes of a consent text, which its hash is taken of: lines end with LF, no spaces
/// before an end, one LF at the very end. `text` is UTF-8 in normal form C.
[[nodiscard]] std::string canonical_text(std::string_view text);

/// Days that the list of events looks ahead.
inline constexpr int listed_days = 56;

/// Those of today and the days after, up to `listed_days`, nearest first; what ended stays until
/// its day is over.
[[nodiscard]] std::vector<const Event*> coming(const std::vector<Event>& events, base::Day today);

}  // namespace harmony::events
