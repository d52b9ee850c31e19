#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/cli/desk.h"
#include "admin/cli/message.h"
#include "admin/cli/message_verbs.h"
#include "admin/cli/text_table.h"
#include "events/local_time.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using db::MessageState;
using db::QueuedMessage;
using nlohmann::json;

constexpr std::size_t shown_letters = 8;

/// An office and its outbox, without a passphrase: no address is looked at.
struct ClosedDesk {
    std::unique_ptr<Office> office;
    std::unique_ptr<db::MessageQueue> queue;

    static Result<ClosedDesk> open(Desk& desk) {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        auto queue = open_queue(**office, desk);
        if (!queue) {
            return queue.error();
        }
        return ClosedDesk{std::move(*office), std::move(*queue)};
    }
};

std::string moment_said(base::Moment moment) {
    const events::WallTime time = events::wall_time(moment);
    return events::said(events::day_of(time)) + ' ' + events::clock_said(time);
}

/// `message list`: what is in the outbox, and where it stands. No names, no addresses.
class MessageListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& list = *message_group(app).add_subcommand(
            "list", "What is in the outbox and where it stands; no names, no addresses");
        list.add_option(
            "--state", state_, "Only those: queued, sent, failed_permanent, unknown, ...");
        list.add_flag("--json", json_, "Prints the list as JSON");
        list.footer("Example:\n  harmony-admin message list --state failed_permanent");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        const auto& names = db::message_state_names;
        if (!state_.empty() && std::find(names.begin(), names.end(), state_) == names.end()) {
            return Error{ErrorKind::refused,
                         fmt::format("--state must be one of: {}", fmt::join(names, ", "))};
        }
        Result<ClosedDesk> open = ClosedDesk::open(desk);
        if (!open) {
            return open.error();
        }
        TextTable table({{"Reference"}, {"What"}, {"By"}, {"Since"}, {"State"}, {"Why"}});
        json list = json::array();
        for (const QueuedMessage& message : open->queue->all()) {
            if (!state_.empty() && db::name_of(message.state) != state_) {
                continue;
            }
            table.add({message.ref.substr(0, shown_letters),
                       std::string(kind_word(message)),
                       std::string(channel_word(message)),
                       moment_said(message.changed),
                       std::string(state_sentence(message.state)),
                       message.trouble});
            list.push_back({{"ref", message.ref},
                            {"kind", kind_word(message)},
                            {"channel", channel_word(message)},
                            {"language", message.language},
                            {"state", db::name_of(message.state)},
                            {"attempts", message.attempts},
                            {"trouble", message.trouble}});
        }
        const db::MessageTotals totals = open->queue->totals();
        const bool adds_up = totals.all() == totals.came_in;
        Terminal& terminal = desk.resources.terminal;
        if (json_) {
            terminal.print(json{{"messages", list}, {"came_in", totals.came_in}}.dump() + '\n');
        } else {
            terminal.print((table.empty() ? "" : table.text()) + totals_sentence(totals));
        }
        if (!adds_up) {
            return Error{ErrorKind::unreadable, "the outbox does not add up to what came in"};
        }
        return Exit::done;
    }

private:
    std::string state_;
    bool json_ = false;
};

/// `message show REF`: whom it went to, and what it said.
class MessageShowVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& show =
            *message_group(app).add_subcommand("show", "Whom a message went to and what it said");
        show.add_option("REF", ref_, "The start of its reference")->required();
        show.add_option("--reason", reason_, "Why you look; it is kept in the office's books")
            ->required();
        show.footer(
            "Example:\n  harmony-admin message show HK3Q2ZJA --reason \"she did not get it\"");
        return show;
    }

    Result<Exit> run(Desk& desk) override {
        auto open = MessageDesk::open(desk, "");
        if (!open) {
            return open.error();
        }
        const Result<QueuedMessage> message = (*open)->queue().find(ref_);
        if (!message) {
            return message.error();
        }
        const Result<Letter> letter = letter_of(**open, *message);
        if (!letter) {
            return letter.error();
        }
        const Result<void> noted = (*open)->office().store().note(
            {desk.resources.clock.today(), "message", message->ref, reason_});
        if (!noted) {
            return noted.error();
        }
        desk.resources.terminal.print(
            fmt::format("{}\n{} by {}: {}{}\nTo: {}\n{}{}{}\n",
                        message->ref,
                        kind_word(*message),
                        channel_word(*message),
                        state_sentence(message->state),
                        message->trouble.empty() ? "" : " (" + message->trouble + ')',
                        letter->to.view(),
                        letter->text,
                        letter->english.empty() ? "" : "\n\n",
                        letter->english));
        return Exit::done;
    }

private:
    static Result<Letter> letter_of(MessageDesk& open, const QueuedMessage& message) {
        if (!message.letter.empty()) {
            return open_letter(message.letter, open.office().settings().org, open.ring());
        }
        if (db::is_final(message.state)) {
            return Error{ErrorKind::absent,
                         "whom it went to and what it said is not kept any more: 30 days after it "
                         "ended, or since it was not to be sent"};
        }
        return open.outbox().compose(message);
    }

    std::string ref_;
    std::string reason_;
};

/// What an officer may say of single messages.
class MessageChangeVerb final : public Verb {
public:
    struct Change {
        const char* word;
        const char* about;
        const char* example;
        MessageState to;
        bool needs_reason;
    };

    explicit MessageChangeVerb(const Change& change) : change_(change) {}

    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *message_group(app).add_subcommand(change_.word, change_.about);
        auto* refs = verb.add_option("REF", refs_, "The start of its reference; several may stand");
        if (change_.to == MessageState::queued) {
            verb.add_flag("--failed", all_failed_, "All that failed")->excludes(refs);
        }
        if (change_.needs_reason) {
            verb.add_option("--reason", reason_, "Why; it stands beside the message")->required();
        }
        verb.footer(std::string("Example:\n  harmony-admin message ") + change_.example);
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        Result<ClosedDesk> open = ClosedDesk::open(desk);
        if (!open) {
            return open.error();
        }
        if (refs_.empty() && !all_failed_) {
            return Error{ErrorKind::refused, "name the messages: `message list` shows them"};
        }
        std::vector<QueuedMessage> chosen;
        for (const std::string& ref : refs_) {
            Result<QueuedMessage> message = open->queue->find(ref);
            if (!message) {
                return message.error();
            }
            chosen.push_back(std::move(*message));
        }
        if (all_failed_) {
            for (QueuedMessage& message : open->queue->all()) {
                if (message.state == MessageState::failed_permanent) {
                    chosen.push_back(std::move(message));
                }
            }
        }
        for (QueuedMessage& message : chosen) {
            if (Result<void> done = make(*open->queue, message, desk); !done) {
                return done.error();
            }
        }
        desk.resources.terminal.print(
            fmt::format("{} changed: {}.\n", chosen.size(), state_sentence(change_.to)));
        return Exit::done;
    }

private:
    Result<void> make(db::MessageQueue& queue, QueuedMessage& message, Desk& desk) const {
        const MessageState from = message.state;
        const base::Moment now = desk.resources.clock.now();
        message.state = change_.to;
        message.changed = now;
        message.trouble = reason_;
        if (change_.to == MessageState::queued) {
            message.next_try = now;
            message.attempts = 0;
            message.unanswered = 0;
        } else {
            message.letter.clear();
        }
        if (!db::may_go(from, change_.to)) {
            return Error{ErrorKind::refused,
                         fmt::format("{} cannot be changed so: {}",
                                     message.ref.substr(0, shown_letters),
                                     state_sentence(from))};
        }
        return queue.move(from, message);
    }

    Change change_;
    std::vector<std::string> refs_;
    std::string reason_;
    bool all_failed_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_message_list_verb() {
    return std::make_unique<MessageListVerb>();
}

std::unique_ptr<Verb> make_message_show_verb() {
    return std::make_unique<MessageShowVerb>();
}

std::unique_ptr<Verb> make_message_retry_verb() {
    return std::make_unique<MessageChangeVerb>(
        MessageChangeVerb::Change{"retry",
                                  "Sends again what failed, was dropped or has no answer",
                                  "retry HK3Q2ZJA\n  harmony-admin message retry --failed",
                                  MessageState::queued,
                                  false});
}

std::unique_ptr<Verb> make_message_drop_verb() {
    return std::make_unique<MessageChangeVerb>(
        MessageChangeVerb::Change{"drop",
                                  "Does not send it any more",
                                  "drop HK3Q2ZJA --reason \"told in person\"",
                                  MessageState::dropped,
                                  true});
}

std::unique_ptr<Verb> make_message_called_verb() {
    return std::make_unique<MessageChangeVerb>(MessageChangeVerb::Change{
        "called", "Somebody was rung up and told", "called HK3Q2ZJA", MessageState::called, false});
}

}  // namespace harmony::admin
