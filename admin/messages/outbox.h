#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "admin/messages/letter.h"
#include "admin/messages/message_matter.h"
#include "admin/messages/message_ref.h"
#include "admin/messages/message_way.h"
#include "admin/messages/message_words.h"
#include "base/error.h"
#include "base/random.h"
#include "base/time.h"
#include "db/message_queue.h"
#include "events/messages.h"
#include "sync/trust.h"
#include "sync/wraps.h"

namespace harmony::admin {

/// What an outbox works with. All of it must outlive the outbox.
struct OutboxTools {
    db::MessageQueue& queue;
    const MatterSources& sources;
    MessagePhrases& phrases;
    const base::OrgId& org;
    const sync::TrustDocument& trust;
    const sync::KeyRing& ring;
    const base::Clock& clock;
    base::RandomSource& random;
    std::string domain;          ///< of calendar files: "example.gov.uk"
    MessageWay* mail = nullptr;  ///< for emails; absent: not set up
    MessageWay* text = nullptr;  ///< for text messages
};

/// What came of a run, in numbers and sentences.
struct OutboxReport {
    std::size_t queued = 0;   ///< put into the outbox
    std::size_t to_call = 0;  ///< of these: for a person to ring up
    std::size_t by_hand = 0;  ///< due, and there is no way to reach them
    std::size_t sent = 0;
    std::size_t found_sent = 0;  ///< nobody had answered; the server has them
    std::size_t later = 0;
    std::size_t refused = 0;
    std::size_t unknown = 0;
    std::size_t dropped = 0;
    std::size_t held = 0;    ///< until the quiet hours are over
    std::size_t no_way = 0;  ///< nothing is set up that sends them
    std::size_t left = 0;    ///< not tried, since their way rests
    std::size_t delivered = 0;
    std::size_t undelivered = 0;
    std::vector<std::string> sentences;  ///< what is wrong, each once
    bool trouble = false;                ///< a way is at fault
};

/// The office's outbox: what is due goes in once, and out once.
class Outbox {
public:
    explicit Outbox(const OutboxTools& tools) : tools_(tools) {}

    /// What is due and was not put in before.
    [[nodiscard]] std::vector<db::QueuedMessage> news() const;

    /// Puts it in. Errors: those of the queue.
    [[nodiscard]] base::Result<void> collect(OutboxReport& report);

    /// Puts it in as `dropped`, with that reason: what another computer may have sent.
    [[nodiscard]] base::Result<std::size_t> collect_as_dropped(const std::string& reason);

    /// Sends what may go now. Errors: those of the queue and of the phrases; what a server says is
    /// no error.
    [[nodiscard]] base::Result<void> send(OutboxReport& report);

    /// Asks what became of what was sent in the last 72 hours.
    [[nodiscard]] base::Result<void> follow(OutboxReport& report);

    /// The letter of a message as it would go out now. Errors: absent (nobody, or no such date).
    [[nodiscard]] base::Result<Letter> compose(const db::QueuedMessage& message) const;

private:
    [[nodiscard]] base::Result<void> send_one(db::QueuedMessage message, OutboxReport& report);
    [[nodiscard]] base::Result<bool> settle(db::QueuedMessage& message,
                                            MessageWay& way,
                                            OutboxReport& report);
    [[nodiscard]] base::Result<void> hand_over(db::QueuedMessage message,
                                               const Letter& letter,
                                               MessageWay& way,
                                               OutboxReport& report);
    [[nodiscard]] base::Result<void> write_end(db::QueuedMessage message,
                                               const WayOutcome& outcome,
                                               const MessageWay& way,
                                               OutboxReport& report);
    [[nodiscard]] base::Result<void> give_up(db::QueuedMessage message,
                                             std::string why,
                                             const MessageWay& way,
                                             OutboxReport& report);
    [[nodiscard]] base::Result<void> put_back(db::QueuedMessage message,
                                              const WayOutcome& outcome,
                                              const MessageWay& way,
                                              OutboxReport& report);
    [[nodiscard]] base::Result<void> change(db::QueuedMessage& message,
                                            db::MessageState to,
                                            std::string trouble);
    [[nodiscard]] std::string reason_to_drop(const db::QueuedMessage& message) const;
    [[nodiscard]] MessageWay* way_of(const db::QueuedMessage& message) const;
    [[nodiscard]] base::Result<Letter> letter_of(const db::QueuedMessage& message) const;

    OutboxTools tools_;
    std::map<std::string, bool> resting_;
};

}  // namespace harmony::admin
