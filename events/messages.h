#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "events/fold.h"

// What residents are to be told (design of events, 11.1). One message a (subject, kind, sequence),
// so that asking twice, or after a crash, tells nobody twice.
namespace harmony::events {

enum class MessageKind : std::uint8_t {
    confirmation = 1,
    waiting = 2,
    requested = 3,
    promoted = 4,
    offer = 5,
    no_space = 6,
    reminder = 7,
    changed = 8,
    cancelled = 9,
    case_told = 10,
    request_step = 11,
    complaint_ack = 12,
    complaint_outcome = 13,
    access_ready = 14,
};
inline constexpr std::array<std::string_view, 14> message_kind_names = {"confirmation",
                                                                        "waiting",
                                                                        "requested",
                                                                        "promoted",
                                                                        "offer",
                                                                        "no_space",
                                                                        "reminder",
                                                                        "changed",
                                                                        "cancelled",
                                                                        "case_told",
                                                                        "request_step",
                                                                        "complaint_ack",
                                                                        "complaint_outcome",
                                                                        "access_ready"};
static_assert(static_cast<std::size_t>(MessageKind::access_ready) == message_kind_names.size());

enum class Channel : std::uint8_t { call = 1, text = 2, email = 3 };

/// What makes a message the same message.
struct MessageKey {
    SubjectId subject;
    MessageKind kind = MessageKind::confirmation;
    /// Which of its kind: the change of the date, the day of the event, the promotion or step.
    std::uint64_t sequence = 0;

    auto operator<=>(const MessageKey&) const = default;
};

struct DueMessage {
    MessageKey key;
    OccurrenceId occurrence;  ///< zero when it is about none
    std::vector<Channel> channels;
    std::string language;
    base::Moment send_from{};  ///< now, or the end of the quiet hours

    bool operator==(const DueMessage&) const = default;
};

/// What was queued before, whatever became of it, and when sign-ups came to the office.
struct SentMessages {
    std::set<MessageKey> keys;
    std::map<SubjectId, base::Moment> imported;  ///< not there: long ago
};

/// Messages to be queued now, by key. Nobody is told who gave no way to be reached, or took back
/// their consent; nothing is told of a date once it is over.
[[nodiscard]] std::vector<DueMessage> due_messages(const State& state,
                                                   const SentMessages& sent,
                                                   base::Moment now);

/// Sign-ups that must be told by hand: something is due, and there is no way to send it.
[[nodiscard]] std::vector<MessageKey> told_by_hand(const State& state,
                                                   const SentMessages& sent,
                                                   base::Moment now);

/// When a reminder is due: 24 hours before the start; when clocks at the venue then show less than
/// 09:00, at 09:00 of that day, and when they show 20:00 or more, at 19:00 of that day.
[[nodiscard]] base::Moment reminder_moment(base::Moment start);

/// The first moment from `now` on outside the quiet hours, 20:00 to 08:00.
[[nodiscard]] base::Moment after_quiet_hours(base::Moment now);

}  // namespace harmony::events
