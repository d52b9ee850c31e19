#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"

namespace harmony::db {

class Database;

/// Where a message to a resident stands (design of events, 11.1). None of them says more than is
/// known: `sent` means that the server took it, `delivered` that it said so.
enum class MessageState : std::uint8_t {
    queued = 1,
    sending = 2,       ///< begun; the server cannot have taken it yet
    handing_over = 3,  ///< all of it goes out now; whether it was taken is not known yet
    sent = 4,
    delivered = 5,
    failed_temporary = 6,  ///< will be tried again
    failed_permanent = 7,
    unknown = 8,   ///< nobody answered: it may have been taken
    dropped = 9,   ///< not to be sent any more
    to_call = 10,  ///< a person must ring up
    called = 11,
};
inline constexpr std::array<std::string_view, 11> message_state_names = {"queued",
                                                                         "sending",
                                                                         "handing_over",
                                                                         "sent",
                                                                         "delivered",
                                                                         "failed_temporary",
                                                                         "failed_permanent",
                                                                         "unknown",
                                                                         "dropped",
                                                                         "to_call",
                                                                         "called"};
static_assert(static_cast<std::size_t>(MessageState::called) == message_state_names.size());

[[nodiscard]] constexpr std::string_view name_of(MessageState state) {
    return message_state_names.at(static_cast<std::size_t>(state) - 1);
}

/// Whether a message may go from one state to the other. `sent` never goes back to `queued`.
[[nodiscard]] bool may_go(MessageState from, MessageState to);

/// Whether nothing happens to it any more by itself.
[[nodiscard]] bool is_final(MessageState state);

/// What makes a message the same message: at most one row each.
struct MessageName {
    base::RecordId subject;  ///< bytes of the sign-up, request, case or complaint
    std::uint8_t kind = 0;
    std::uint64_t sequence = 0;
    std::uint8_t channel = 0;

    auto operator<=>(const MessageName&) const = default;
};

/// A message of the queue. Whom it goes to and what it says is sealed, or not there yet.
struct QueuedMessage {
    std::string ref;
    MessageName name;
    base::Bytes occurrence;  ///< 8 bytes; zero when it is about none
    std::string language;
    MessageState state = MessageState::queued;
    int attempts = 0;    ///< how often it was begun
    int unanswered = 0;  ///< how often nobody answered
    base::Moment created{};
    base::Moment changed{};
    base::Moment next_try{};
    std::string provider;  ///< the server's own name of it; may be empty
    std::string trouble;   ///< what was wrong the last time, without addresses; may be empty
    base::Bytes letter;    ///< sealed; empty before the first try, and after it was blanked

    bool operator==(const QueuedMessage&) const = default;
};

/// What there is of each state, and what ever came in: they add up.
struct MessageTotals {
    std::array<std::size_t, message_state_names.size()> by_state{};
    std::size_t came_in = 0;

    [[nodiscard]] std::size_t of(MessageState state) const {
        return by_state.at(static_cast<std::size_t>(state) - 1);
    }
    [[nodiscard]] std::size_t all() const;
};

/// The outbox of messages: `messages.db` of the office folder (docs/formats/messages.md). Rows are
/// never deleted, so that nobody is told twice. One program at a time.
///
/// Errors: full, unreachable (another program has it open), unreadable. Throws `StoreFailed` when
/// the disk fails.
class MessageQueue {
public:
    /// Opens or makes the file; then nothing is `sending` or `handing_over` any more: a program
    /// that was ended in mid-sending left them so (`queued` and `unknown` is what is known).
    [[nodiscard]] static base::Result<std::unique_ptr<MessageQueue>> open(
        const std::filesystem::path& file, base::RandomSource& random, base::Moment now);

    MessageQueue(const MessageQueue&) = delete;
    MessageQueue& operator=(const MessageQueue&) = delete;
    ~MessageQueue();

    /// Which file this is: drawn when it was made, so another computer's is another.
    [[nodiscard]] std::string sender();

    /// Whether a damaged file was put aside and a new one made in its place.
    [[nodiscard]] bool replaced_bad() const { return replaced_bad_; }

    /// Puts them in, all or none; those that are there by name are left alone. Returns how many
    /// were new. REQUIRES: states that a message may begin in.
    [[nodiscard]] base::Result<std::size_t> add(const std::vector<QueuedMessage>& messages);

    /// Writes `changed` over the row of its ref, when that is in state `from`. Errors: refused (it
    /// is in another state, or no message may go that way).
    [[nodiscard]] base::Result<void> move(MessageState from, const QueuedMessage& changed);

    [[nodiscard]] std::vector<QueuedMessage> all();  ///< by the time they came in, then by ref
    /// Those that may be begun now: by the time they were to go.
    [[nodiscard]] std::vector<QueuedMessage> due(base::Moment now);
    /// Whose ref begins so, at least 4 letters. Errors: absent, refused (several).
    [[nodiscard]] base::Result<QueuedMessage> find(std::string_view ref);

    [[nodiscard]] MessageTotals totals();

    /// Takes away whom they went to and what they said, of those that ended before `before`;
    /// returns how many.
    [[nodiscard]] base::Result<std::size_t> blank(base::Moment before);

    /// Of everything about these subjects, takes away whom it went to and what it said; what was
    /// not sent yet is dropped, with that reason. Returns how many were dropped.
    [[nodiscard]] base::Result<std::size_t> forget(const std::vector<base::RecordId>& subjects,
                                                   std::string_view reason,
                                                   base::Moment now);

    /// Until when a way of sending rests, by its name ("notify").
    [[nodiscard]] base::Moment rests_until(std::string_view way);
    [[nodiscard]] base::Result<void> rest(std::string_view way, base::Moment until);

private:
    explicit MessageQueue(std::unique_ptr<Database> database);

    [[nodiscard]] base::Result<void> begin(base::RandomSource& random);
    [[nodiscard]] base::Result<void> recover(base::Moment now);

    std::unique_ptr<Database> database_;
    bool replaced_bad_ = false;
};

}  // namespace harmony::db
