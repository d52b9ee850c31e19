#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/secret.h"
#include "base/time.h"
#include "events/fold.h"
#include "events/ticket.h"

// Who may come in (design of events, 9). There is one way, with a network and without: decide here,
// write a fact, sync later.
namespace harmony::events {

/// One party of the list that a check-in device holds.
struct RosterEntry {
    SubjectId id;
    SignUpState state = SignUpState::confirmed;
    int party = 1;
    base::SecretText name;  ///< empty: none was given
    std::uint32_t code = 0;
    int waits_as = 0;                       ///< place in the waiting list
    std::optional<base::Day> cancelled_on;  ///< of a cancelled one, when it is known
    std::vector<Need> needs;                ///< when the role may see them
    std::optional<int> came_at;             ///< another machine's mark: minute of the day
    std::string came_on;                    ///< that machine: "Kiosk 2"

    bool operator==(const RosterEntry&) const = default;
};

struct Roster {
    std::vector<RosterEntry> entries;
};

/// What stays of an entry until the event is over for a day, whether it was sent or not.
struct LocalMark {
    base::Digest key;  ///< of the sign-up, under this machine's key
    int minute = 0;    ///< of the day

    bool operator==(const LocalMark&) const = default;
};

/// This machine's marks. The hash is keyed, so that they name nobody.
struct LocalMarks {
    std::vector<LocalMark> marks;
    std::function<base::Digest(const SubjectId&)> key_of;

    [[nodiscard]] const LocalMark* find(const SubjectId& id) const;
    void add(const SubjectId& id, int minute);
};

/// The date that was chosen at the door.
struct DoorDate {
    OccurrenceId id;
    base::Moment start{};
    base::Moment end{};
    bool cancelled = false;
};

/// A ticket whose signature is good.
struct ScannedTicket {
    OccurrenceId occurrence;
    SubjectId sign_up;
    Outcome kind = Outcome::confirmed;
    int party = 1;
};

enum class ScanTrouble : std::uint8_t { bad_ticket, unknown_key, day_passed };

struct TypedCode {
    std::uint32_t code = 0;
};

struct TypedName {
    base::SecretText text;
};

/// One of those that a name or number fitted.
struct ChosenParty {
    SubjectId id;
};

using CheckInQuery = std::variant<ScannedTicket, ScanTrouble, TypedCode, TypedName, ChosenParty>;

enum class Verdict : std::uint8_t {
    ok,
    ok_no_list,
    already,
    waiting,
    cancelled,
    other_event,
    unknown_code,
    unknown_code_no_list,
    several,
    bad_ticket,
    unknown_key,
    too_early,
    over,
    event_cancelled,
};
inline constexpr std::array<std::string_view, 14> verdict_names = {"ok",
                                                                   "ok_no_list",
                                                                   "already",
                                                                   "waiting",
                                                                   "cancelled",
                                                                   "other_event",
                                                                   "unknown_code",
                                                                   "unknown_code_no_list",
                                                                   "several",
                                                                   "bad_ticket",
                                                                   "unknown_key",
                                                                   "too_early",
                                                                   "over",
                                                                   "event_cancelled"};
static_assert(static_cast<std::size_t>(Verdict::event_cancelled) + 1 == verdict_names.size());

/// How staff may go on.
enum class GoOn : std::uint8_t { enter, with_reason, walk_in, choose, switch_date, none };

/// What `read_ticket` made of a scan, as a question at the door.
[[nodiscard]] CheckInQuery asked_by(const std::variant<Ticket, TicketTrouble>& read);

[[nodiscard]] GoOn go_on(Verdict verdict);

struct CheckInAnswer {
    Verdict verdict = Verdict::unknown_code;
    std::vector<SubjectId> who;  ///< one, or those to choose from
    int party = 0;
    std::optional<int> came_at;  ///< of `already`: minute of the day
    std::string came_on;         ///< empty: this machine
    int waits_as = 0;
    std::optional<base::Day> cancelled_on;

    bool operator==(const CheckInAnswer&) const = default;
};

inline constexpr std::size_t most_hits = 8;

/// Those whose name is like what was typed, at most `most_hits`, in the order of the list; none
/// below `least_letters` letters.
[[nodiscard]] std::vector<const RosterEntry*> find_by_name(const Roster& roster,
                                                           std::string_view typed);

/// `roster` is nullptr on a machine without a list.
[[nodiscard]] CheckInAnswer check_in(const CheckInQuery& query,
                                     const Roster* roster,
                                     const LocalMarks& marks,
                                     const DoorDate& occurrence,
                                     base::Moment now);

/// What staff read, in English; `name` and `other` are the party's name and the event of a ticket
/// for another one ("Newtown drop-in, 6 April 14:00").
[[nodiscard]] std::string staff_sentence(const CheckInAnswer& answer,
                                         std::string_view name,
                                         std::string_view other);

}  // namespace harmony::events
