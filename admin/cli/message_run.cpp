#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <nlohmann/json.hpp>

#include "admin/cli/message.h"
#include "admin/cli/message_verbs.h"
#include "events/due.h"
#include "events/local_time.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using db::QueuedMessage;
using nlohmann::json;

/// Messages keep whom they went to for 30 days after they ended (17.1).
base::Moment blanked_before(base::Moment now) {
    const base::Day today = std::chrono::floor<std::chrono::days>(now);
    return base::Moment{today - (events::message_kept_until(today) - today)};
}

std::string moment_said(base::Moment moment) {
    const events::WallTime time = events::wall_time(moment);
    return events::said(events::day_of(time)) + ' ' + events::clock_said(time);
}

json json_of(const OutboxReport& report, const db::MessageTotals& totals) {
    json states = json::object();
    for (std::size_t at = 0; at < totals.by_state.size(); ++at) {
        states[std::string(db::message_state_names.at(at))] = totals.by_state.at(at);
    }
    return {{"queued", report.queued},
            {"to_call", report.to_call},
            {"by_hand", report.by_hand},
            {"sent", report.sent},
            {"found_sent", report.found_sent},
            {"later", report.later},
            {"refused", report.refused},
            {"unknown", report.unknown},
            {"dropped", report.dropped},
            {"held", report.held},
            {"no_way", report.no_way},
            {"left", report.left},
            {"delivered", report.delivered},
            {"undelivered", report.undelivered},
            {"sentences", report.sentences},
            {"came_in", totals.came_in},
            {"states", states}};
}

/// `message run`: puts what is due into the outbox, and sends what may go.
class MessageRunVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& run = *message_group(app).add_subcommand(
            "run", "Sends what is due: confirmations, offers, reminders, changes");
        run.alias("send");
        run.add_flag("--dry-run", dry_, "Says what would go out, and sends nothing");
        run.add_option("--phrases", phrases_, "Folder of the catalogues with the words");
        run.add_flag("--json", json_, "Prints the result as JSON");
        run.footer(
            "Run it after each `sync`, and once an hour by day: it never tells anybody twice.\n"
            "Example:\n  harmony-admin message run --dry-run\n  harmony-admin message run");
        return run;
    }

    Result<Exit> run(Desk& desk) override {
        auto open = MessageDesk::open(desk, phrases_);
        if (!open) {
            return open.error();
        }
        if ((*open)->locked() > 0) {
            desk.resources.terminal.complain(
                fmt::format("Note: {} records cannot be opened with the keys of this office.\n",
                            (*open)->locked()));
        }
        return dry_ ? show(**open, desk) : send(**open, desk);
    }

private:
    Result<Exit> send(MessageDesk& open, Desk& desk) const {
        if (Result<void> sender = open.must_be_sender(); !sender) {
            return sender.error();
        }
        OutboxReport report;
        Result<void> done = open.outbox().collect(report);
        if (done) {
            done = open.outbox().send(report);
        }
        if (done) {
            done = open.outbox().follow(report);
        }
        if (!done) {
            return done.error();
        }
        const auto blanked = open.queue().blank(blanked_before(desk.resources.clock.now()));
        if (!blanked) {
            return blanked.error();
        }
        const db::MessageTotals totals = open.queue().totals();
        if (totals.all() != totals.came_in) {
            return Error{ErrorKind::unreadable,
                         fmt::format("the outbox does not add up: {}", totals_sentence(totals))};
        }
        say(report, totals, desk.resources.terminal);
        return report.trouble ? Exit::refused : Exit::done;
    }

    void say(const OutboxReport& report,
             const db::MessageTotals& totals,
             Terminal& terminal) const {
        if (json_) {
            terminal.print(json_of(report, totals).dump() + '\n');
            return;
        }
        for (const std::string& sentence : report.sentences) {
            terminal.complain(fmt::format("Note: {}.\n", sentence));
        }
        const std::vector<std::pair<std::size_t, std::string_view>> lines = {
            {report.queued, "put into the outbox"},
            {report.sent, "sent"},
            {report.found_sent, "had been sent after all"},
            {report.delivered, "arrived, says GOV.UK Notify"},
            {report.undelivered, "did not arrive, says GOV.UK Notify"},
            {report.later, "will be tried again"},
            {report.refused, "were refused: harmony-admin message list --state failed_permanent"},
            {report.unknown, "have no answer: they may have arrived"},
            {report.dropped, "need not be sent any more"},
            {report.held, "wait until 8 in the morning"},
            {report.no_way, "wait for a way: harmony-admin message server"},
            {report.left, "wait until the trouble above is mended"},
            {report.to_call, "are for people who asked to be called: message list --state to_call"},
            {report.by_hand, "cannot be told: they gave no way to reach them"}};
        for (const auto& [count, what] : lines) {
            if (count > 0) {
                terminal.print(fmt::format("{:>6} {}\n", count, what));
            }
        }
        terminal.print("The outbox: " + totals_sentence(totals));
    }

    Result<Exit> show(MessageDesk& open, Desk& desk) const {
        std::vector<QueuedMessage> all = open.queue().due(desk.resources.clock.now());
        for (QueuedMessage& message : open.outbox().news()) {
            all.push_back(std::move(message));
        }
        json list = json::array();
        Terminal& terminal = desk.resources.terminal;
        for (const QueuedMessage& message : all) {
            const Result<Letter> letter = open.outbox().compose(message);
            const std::string text = letter ? letter->text : letter.error().message;
            list.push_back({{"ref", message.ref},
                            {"kind", kind_word(message)},
                            {"channel", channel_word(message)},
                            {"language", letter ? letter->language : message.language},
                            {"from", moment_said(message.next_try)},
                            {"text", text}});
            if (!json_) {
                terminal.print(fmt::format("{}  {} by {}, from {}\n{}\n\n",
                                           message.ref.substr(0, 8),
                                           kind_word(message),
                                           channel_word(message),
                                           moment_said(message.next_try),
                                           text));
            }
        }
        terminal.print(json_ ? json{{"messages", list}}.dump() + '\n'
                             : fmt::format("{} would go out. Nothing was sent.\n", all.size()));
        return Exit::done;
    }

    std::string phrases_;
    bool dry_ = false;
    bool json_ = false;
};

/// `message take-over`: messages go out from this computer from now on.
class MessageTakeOverVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& over = *message_group(app).add_subcommand(
            "take-over", "From now on messages go out from this computer");
        over.add_option("--reason", reason_, "Why; it is kept in the office's books")->required();
        over.footer(
            "What is due just now may have gone out already, so it is not sent: look at `message "
            "list --state dropped`, and send single ones with `message retry REF`.\n"
            "Example:\n  harmony-admin message take-over --reason \"the old computer broke\"");
        return over;
    }

    Result<Exit> run(Desk& desk) override {
        auto open = MessageDesk::open(desk, "");
        if (!open) {
            return open.error();
        }
        const auto dropped =
            (*open)->outbox().collect_as_dropped("it may have been sent before the take-over");
        if (!dropped) {
            return dropped.error();
        }
        if (Result<void> done = (*open)->become_sender(reason_); !done) {
            return done.error();
        }
        desk.resources.terminal.print(fmt::format(
            "Messages go out from here now. {} that are due may have been sent before: they are "
            "not sent again.\n",
            *dropped));
        return Exit::done;
    }

private:
    std::string reason_;
};

}  // namespace

std::unique_ptr<Verb> make_message_run_verb() {
    return std::make_unique<MessageRunVerb>();
}

std::unique_ptr<Verb> make_message_take_over_verb() {
    return std::make_unique<MessageTakeOverVerb>();
}

}  // namespace harmony::admin
