#include "admin/cli/message.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>

#include "admin/cli/desk.h"
#include "admin/messages/mail_way.h"
#include "admin/messages/notify_way.h"
#include "admin/shipped_assets.h"
#include "admin/store_secrets.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using db::MessageState;
using db::QueuedMessage;

namespace {

constexpr const char* sender_note = "messages-sent-from";
constexpr std::chrono::seconds notify_patience{30};

Result<sync::Credentials> kept_secret(const sync::WebAddress& place, Office& office, Desk& desk) {
    const auto passphrase = desk.passphrase.known();
    if (!passphrase) {
        return passphrase.error();
    }
    return store_secret(office, place, desk.resources.files, *passphrase);
}

/// The queue that the office's books say messages go out from; empty when none did.
std::string sender_in(db::OfficeStore& store) {
    std::string sender;
    for (const db::Decision& decision : store.decisions()) {
        sender = decision.what == sender_note ? decision.object : sender;
    }
    return sender;
}

std::string domain_of(const MessageSettings& settings) {
    const std::string from = settings.mail ? settings.mail->from : std::string();
    const auto at = from.find('@');
    return at == std::string::npos ? "events.invalid" : from.substr(at + 1);
}

}  // namespace

CLI::App& message_group(CLI::App& app) {
    CLI::App& group = word_group(app, "message", "Messages to residents: confirmations, reminders");
    if (group.get_aliases().empty()) {
        group.alias("messages");
    }
    return group;
}

Result<std::unique_ptr<db::MessageQueue>> open_queue(const Office& office, Desk& desk) {
    auto queue = db::MessageQueue::open(
        message_queue_file(office.folder()), desk.resources.random, desk.resources.clock.now());
    if (!queue && queue.error().kind == ErrorKind::unreachable) {
        return Error{ErrorKind::unreachable,
                     queue.error().message +
                         ". Another harmony-admin may be sending messages: try again in a minute"};
    }
    if (queue && (*queue)->replaced_bad()) {
        desk.resources.terminal.complain(
            "The outbox was damaged. It was put aside as messages.db.bad-1, and a new one was "
            "made.\n");
    }
    return queue;
}

std::unique_ptr<MessageWay> open_mail_way(const MailWay& settings,
                                          const sync::Credentials& credentials,
                                          const Office& office) {
    sync::MailOptions options;
    options.ca_file = office.settings().network.ca_file;
    return make_mail_way(settings,
                         office.settings().organisation,
                         sync::make_mail_client(settings.server, options, credentials));
}

Result<std::unique_ptr<MessageWay>> open_notify_way(const NotifyWay& settings,
                                                    std::string_view key,
                                                    const Office& office,
                                                    const base::Clock& clock) {
    auto read = read_notify_key(key);
    if (!read) {
        return read.error();
    }
    sync::NetworkOptions network = office.settings().network;
    network.pin_sha256.clear();  // that is the store's
    network.whole = notify_patience;
    return make_notify_way(settings, std::move(*read), sync::make_http_client(network, {}), clock);
}

Result<MessageWays> open_ways(const MessageSettings& settings, Office& office, Desk& desk) {
    MessageWays ways;
    if (settings.mail) {
        sync::Credentials credentials;
        if (settings.mail->named) {
            auto kept = kept_secret(secret_place(settings.mail->server), office, desk);
            if (!kept) {
                return kept.error();
            }
            credentials = std::move(*kept);
        }
        ways.mail = open_mail_way(*settings.mail, credentials, office);
    }
    if (settings.notify) {
        const auto place = secret_place(*settings.notify);
        const auto kept =
            place ? kept_secret(*place, office, desk) : Result<sync::Credentials>(place.error());
        if (!kept) {
            return kept.error();
        }
        auto notify =
            open_notify_way(*settings.notify, kept->secret.view(), office, desk.resources.clock);
        if (!notify) {
            return notify.error();
        }
        ways.notify = std::move(*notify);
        ways.notify_mails = !settings.notify->email_template.empty();
    }
    return ways;
}

Result<void> MessageDesk::open_office_parts() {
    auto office = open_office(desk_);
    if (!office) {
        return office.error();
    }
    office_ = std::move(*office);
    auto settings = read_message_settings(desk_.resources.files, office_->folder());
    if (!settings) {
        return settings.error();
    }
    settings_ = std::move(*settings);
    const auto passphrase = desk_.passphrase.known();
    if (!passphrase) {
        return passphrase.error();
    }
    auto ring = office_->ring_of(key_names::contact, *passphrase);
    if (!ring) {
        return ring.error();
    }
    ring_ = std::move(*ring);
    return {};
}

Result<void> MessageDesk::fold_facts() {
    auto shelf = EventShelf::open(desk_.resources.files, desk_.office);
    if (!shelf) {
        return shelf.error();
    }
    shelf_.emplace(std::move(*shelf));
    const auto book = FactBook::open(*office_, ring_, desk_.resources.random);
    if (!book) {
        return book.error();
    }
    facts_ = book->all();
    auto state = office_state(*shelf_, facts_, desk_.resources.clock.now());
    if (!state) {
        return state.error();
    }
    state_ = std::move(*state);
    note_moves(state_, *shelf_, desk_.resources.clock.today());
    published_ = dates_on_shelf(office_->store());
    sources_.emplace(MatterSources{state_,
                                   *shelf_,
                                   published_,
                                   office_->settings().organisation,
                                   settings_.phone,
                                   desk_.resources.clock.today()});
    return {};
}

Result<std::unique_ptr<MessageDesk>> MessageDesk::open(Desk& desk, const std::string& phrases) {
    std::unique_ptr<MessageDesk> made(new MessageDesk(desk));
    if (Result<void> done = made->open_office_parts(); !done) {
        return done.error();
    }
    if (Result<void> done = made->fold_facts(); !done) {
        return done.error();
    }
    auto ways = open_ways(made->settings_, *made->office_, desk);
    if (!ways) {
        return ways.error();
    }
    made->ways_ = std::move(*ways);
    auto queue = open_queue(*made->office_, desk);
    if (!queue) {
        return queue.error();
    }
    made->queue_ = std::move(*queue);
    made->phrases_.emplace(
        desk.resources.files,
        phrases.empty() ? shipped_assets() / "phrases" : std::filesystem::path(phrases));
    const bool texts = made->settings_.notify && !made->settings_.notify->text_template.empty();
    made->outbox_ =
        std::make_unique<Outbox>(OutboxTools{*made->queue_,
                                             *made->sources_,
                                             *made->phrases_,
                                             made->office_->settings().org,
                                             made->office_->trust().current(),
                                             made->ring_,
                                             desk.resources.clock,
                                             desk.resources.random,
                                             domain_of(made->settings_),
                                             made->ways_.for_email(),
                                             texts ? made->ways_.notify.get() : nullptr});
    return made;
}

Result<void> MessageDesk::must_be_sender() {
    const std::string known = sender_in(office_->store());
    if (known.empty()) {
        return become_sender("the first messages of this office");
    }
    if (known == queue_->sender()) {
        return {};
    }
    return Error{ErrorKind::refused,
                 "messages of this office go out from another computer, or its outbox was lost. "
                 "Nothing was sent, so that nobody is told twice. To send from here from now on: "
                 "harmony-admin message take-over"};
}

Result<void> MessageDesk::become_sender(const std::string& reason) {
    const Result<void> noted = office_->store().note(
        {desk_.resources.clock.today(), sender_note, queue_->sender(), reason});
    if (!noted) {
        return noted;
    }
    return sender_in(office_->store()) == queue_->sender()
               ? Result<void>{}
               : Error{ErrorKind::refused, "another computer began to send at this moment"};
}

std::string_view kind_word(const QueuedMessage& message) {
    return events::message_kind_names.at(message.name.kind - 1U);
}

std::string_view channel_word(const QueuedMessage& message) {
    constexpr std::array<std::string_view, 3> words = {"call", "text", "email"};
    return words.at(message.name.channel - 1U);
}

std::string_view state_sentence(MessageState state) {
    constexpr std::array<std::string_view, db::message_state_names.size()> words = {
        "waits to be sent",
        "is being sent",
        "is being sent",
        "sent",
        "delivered",
        "will be tried again",
        "failed",
        "nobody answered: it may have arrived",
        "not sent any more",
        "somebody must ring up",
        "rung up"};
    return words.at(static_cast<std::size_t>(state) - 1);
}

std::string totals_sentence(const db::MessageTotals& totals) {
    std::string text = fmt::format("{} came in", totals.came_in);
    for (std::size_t at = 0; at < totals.by_state.size(); ++at) {
        if (totals.by_state.at(at) > 0) {
            text += fmt::format("{} {} {}",
                                text.find(':') == std::string::npos ? ":" : ",",
                                totals.by_state.at(at),
                                db::message_state_names.at(at));
        }
    }
    return text + ".\n";
}

}  // namespace harmony::admin
