#pragma once

#include <memory>
#include <optional>
#include <string>

#include "admin/cli/verb.h"
#include "admin/messages/message_settings.h"
#include "admin/messages/message_way.h"
#include "admin/messages/outbox.h"
#include "admin/office.h"
#include "admin/office_facts.h"
#include "base/error.h"
#include "db/message_queue.h"

// What the verbs `message ...` share. Not a public header.
namespace harmony::admin {

/// `message`, also written `messages`; made when first asked for.
[[nodiscard]] CLI::App& message_group(CLI::App& app);

/// Opens the queue of this office. A damaged one was put aside: it says so.
[[nodiscard]] base::Result<std::unique_ptr<db::MessageQueue>> open_queue(const Office& office,
                                                                         Desk& desk);

/// The ways that are set up, with their secrets.
struct MessageWays {
    std::unique_ptr<MessageWay> mail;
    std::unique_ptr<MessageWay> notify;
    bool notify_mails = false;

    [[nodiscard]] MessageWay* for_email() const { return notify_mails ? notify.get() : mail.get(); }
};

/// A mail server with a name and password that are known. Errors: those of keys.
[[nodiscard]] std::unique_ptr<MessageWay> open_mail_way(const MailWay& settings,
                                                        const sync::Credentials& credentials,
                                                        const Office& office);
[[nodiscard]] base::Result<std::unique_ptr<MessageWay>> open_notify_way(const NotifyWay& settings,
                                                                        std::string_view key,
                                                                        const Office& office,
                                                                        const base::Clock& clock);

/// Opens what is set up; asks for the passphrase when a secret is kept.
[[nodiscard]] base::Result<MessageWays> open_ways(const MessageSettings& settings,
                                                  Office& office,
                                                  Desk& desk);

/// Everything an outbox works with, held in one place; it does not move.
class MessageDesk {
public:
    /// `phrases`: folder of the catalogues; empty: those that came with the program.
    [[nodiscard]] static base::Result<std::unique_ptr<MessageDesk>> open(
        Desk& desk, const std::string& phrases);

    MessageDesk(const MessageDesk&) = delete;
    MessageDesk& operator=(const MessageDesk&) = delete;
    ~MessageDesk() = default;

    /// Whether messages go out from this queue; notes it when none did before. Errors: refused
    /// (another computer, or a queue that is lost, sends).
    [[nodiscard]] base::Result<void> must_be_sender();
    /// From now on they do.
    [[nodiscard]] base::Result<void> become_sender(const std::string& reason);

    [[nodiscard]] Outbox& outbox() { return *outbox_; }
    [[nodiscard]] db::MessageQueue& queue() { return *queue_; }
    [[nodiscard]] Office& office() { return *office_; }
    [[nodiscard]] const sync::KeyRing& ring() const { return ring_; }
    [[nodiscard]] const MatterSources& sources() const { return *sources_; }
    [[nodiscard]] const MessageSettings& settings() const { return settings_; }
    [[nodiscard]] std::size_t locked() const { return facts_.locked; }

private:
    explicit MessageDesk(Desk& desk) : desk_(desk) {}

    [[nodiscard]] base::Result<void> open_office_parts();
    [[nodiscard]] base::Result<void> fold_facts();

    Desk& desk_;
    std::unique_ptr<Office> office_;
    sync::KeyRing ring_;
    MessageSettings settings_;
    std::unique_ptr<db::MessageQueue> queue_;
    std::optional<EventShelf> shelf_;
    OfficeFacts facts_;
    events::State state_;
    std::map<events::OccurrenceId, PublishedDate> published_;
    std::optional<MatterSources> sources_;
    std::optional<MessagePhrases> phrases_;
    MessageWays ways_;
    std::unique_ptr<Outbox> outbox_;
};

/// "confirmation", "text", ... of a row, for people.
[[nodiscard]] std::string_view kind_word(const db::QueuedMessage& message);
[[nodiscard]] std::string_view channel_word(const db::QueuedMessage& message);
[[nodiscard]] std::string_view state_sentence(db::MessageState state);

/// "9 sent, 1 refused": what there is, by state; and whether it adds up to what came in.
[[nodiscard]] std::string totals_sentence(const db::MessageTotals& totals);

}  // namespace harmony::admin
