// `conflict list|resolve|reopen`: what waits for an officer to decide (design of events, 16).
// Nothing here blocks an import, and everything can be undone.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "admin/cli/event.h"
#include "admin/cli/fact_desk.h"
#include "admin/cli/text_table.h"
#include "admin/conflict_inbox.h"
#include "admin/sign_ups.h"
#include "events/code.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

CLI::App& conflict_group(CLI::App& app) {
    return word_group(app, "conflict", "What waits for an officer to decide");
}

std::string words_of(std::span<const InboxAction> actions) {
    std::string words;
    for (const InboxAction& action : actions) {
        words += (words.empty() ? "" : ", ") + std::string(action.word);
    }
    return words;
}

Result<std::vector<InboxItem>> inbox(const FactDesk& facts, Desk& desk, bool closed) {
    return conflict_inbox(
        facts.book, facts.dates, kiosk_news(*facts.office), desk.resources.clock.now(), closed);
}

/// The one item whose id begins so.
Result<InboxItem> item_called(const std::vector<InboxItem>& items, const std::string& id) {
    const InboxItem* found = nullptr;
    for (const InboxItem& item : items) {
        if (item.id.starts_with(id)) {
            if (found != nullptr) {
                return Error{ErrorKind::refused, "more than one begins with " + id};
            }
            found = &item;
        }
    }
    return found == nullptr ? Result<InboxItem>(Error{ErrorKind::absent,
                                                      "nothing that waits begins with " + id +
                                                          ". `conflict list` shows what does"})
                            : *found;
}

/// Whom it is about, by ticket numbers alone.
std::string numbers_of(const InboxItem& item, const events::State& state) {
    std::string numbers;
    for (const base::RecordId* id : {&item.conflict.about, &item.conflict.other}) {
        const auto subject = *events::SubjectId::from_bytes(id->view());
        if (const events::SignUpRecord* one = state.sign_up(subject)) {
            numbers += (numbers.empty() ? "" : " and ") + events::grouped_in_threes(one->code);
        }
    }
    if (numbers.empty()) {
        const events::SignUpRecord* one = state.sign_up(item.conflict.subject);
        numbers = one == nullptr ? numbers : events::grouped_in_threes(one->code);
    }
    return numbers;
}

class ConflictListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& list = *conflict_group(app).add_subcommand(
            "list", "What waits, the nearest event first; with what follows when nobody acts");
        list.add_flag("--all", all_, "With what was closed");
        list.add_flag("--json", json_, "Prints the list as JSON");
        list.footer("Example:\n  harmony-admin conflict list");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        Result<FactDesk> facts = FactDesk::open(desk);
        if (!facts) {
            return facts.error();
        }
        const auto items = inbox(*facts, desk, all_);
        if (!items) {
            return items.error();
        }
        json list = json::array();
        std::string text;
        for (const InboxItem& item : *items) {
            const events::State state = facts->state_of(item.conflict.occurrence, desk);
            const std::string numbers = numbers_of(item, state);
            const bool dated = !item.conflict.occurrence.is_zero();
            const std::string date = dated ? facts->name_of(item.conflict.occurrence) : "";
            const std::string actions = words_of(actions_for(item.conflict.kind));
            list.push_back({{"id", item.id},
                            {"kind", events::name_of(item.conflict.kind)},
                            {"date", dated ? item.conflict.occurrence.hex() : ""},
                            {"what", what_happened(item.conflict)},
                            {"unless", if_nobody_acts(item.conflict.kind)},
                            {"numbers", numbers},
                            {"actions", actions},
                            {"closed", item.conflict.closed}});
            text += fmt::format(
                "{}  {}{}\n          {}{}\n          If nobody acts: {}\n"
                "          {}{}\n",
                item.id,
                dated ? date : "No event",
                item.conflict.closed ? " (closed)" : "",
                what_happened(item.conflict),
                numbers.empty() ? "" : " Number " + numbers + ".",
                if_nobody_acts(item.conflict.kind),
                "conflict resolve " + item.id + " --as ",
                actions);
        }
        desk.resources.terminal.print(json_          ? json{{"conflicts", list}}.dump() + '\n'
                                      : text.empty() ? "Nothing waits for you.\n"
                                                     : text);
        return Exit::done;
    }

private:
    bool all_ = false;
    bool json_ = false;
};

class ConflictResolveVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& resolve =
            *conflict_group(app).add_subcommand("resolve", "Decides one; the name is kept");
        resolve.add_option("ID", id_, "As `conflict list` shows it")->required();
        resolve.add_option("--as", as_, "What it was; without it the first that the list names");
        resolve.add_option("--by", by_, "Your name")->required();
        resolve.add_option("--reason", reason_, "Why");
        resolve.add_option(
            "--chosen", chosen_, "Which: the number of a ticket, or the id of a record");
        resolve.footer(
            "Example:\n  harmony-admin conflict resolve 1f3a22c0 --as same-party --by \"R. "
            "Patel\"");
        return resolve;
    }

    Result<Exit> run(Desk& desk) override {
        Result<FactDesk> facts = FactDesk::open(desk);
        if (!facts) {
            return facts.error();
        }
        const auto items = inbox(*facts, desk, false);
        if (!items) {
            return items.error();
        }
        const Result<InboxItem> item = item_called(*items, id_);
        if (!item) {
            return item.error();
        }
        InboxDecision decision;
        const auto actions = actions_for(item->conflict.kind);
        const auto at = as_.empty()
                            ? actions.begin()
                            : std::find_if(actions.begin(), actions.end(), [&](const auto& one) {
                                  return one.word == as_;
                              });
        if (at == actions.end()) {
            return Error{ErrorKind::refused, "this can be resolved as: " + words_of(actions)};
        }
        decision.action = &*at;
        decision.officer = by_;
        decision.reason = reason_;
        const events::State state = facts->state_of(item->conflict.occurrence, desk);
        if (!chosen_.empty()) {
            const auto chosen = chosen_in(state, item->conflict.occurrence);
            if (!chosen) {
                return chosen.error();
            }
            decision.chosen = *chosen;
        }
        const auto made = resolving(*item, decision, state);
        if (!made) {
            return made.error();
        }
        const auto written = facts->write(desk, *made);
        if (!written) {
            return written.error();
        }
        const auto noted = facts->note_look(
            desk, "conflict", item->id, fmt::format("{} by {}", decision.action->word, by_));
        if (!noted) {
            return noted.error();
        }
        desk.resources.terminal.print(std::string(decision.action->sentence) + '\n');
        return Exit::done;
    }

private:
    [[nodiscard]] Result<base::RecordId> chosen_in(const events::State& state,
                                                   const events::OccurrenceId& date) const {
        if (const auto id = base::RecordId::from_hex(chosen_)) {
            return *id;
        }
        const auto one = one_sign_up(state, date, chosen_);
        return one ? Result<base::RecordId>(*base::RecordId::from_bytes((*one)->id.view()))
                   : one.error();
    }

    std::string id_;
    std::string as_;
    std::string by_;
    std::string reason_;
    std::string chosen_;
};

class ConflictReopenVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& reopen =
            *conflict_group(app).add_subcommand("reopen", "Takes back how one was closed");
        reopen.add_option("ID", id_, "As `conflict list --all` shows it")->required();
        reopen.footer("Example:\n  harmony-admin conflict reopen 1f3a22c0");
        return reopen;
    }

    Result<Exit> run(Desk& desk) override {
        Result<FactDesk> facts = FactDesk::open(desk);
        if (!facts) {
            return facts.error();
        }
        const auto items = inbox(*facts, desk, true);
        if (!items) {
            return items.error();
        }
        const Result<InboxItem> item = item_called(*items, id_);
        if (!item) {
            return item.error();
        }
        const std::vector<OfficeFact> made = taking_back(*facts, item->conflict);
        if (made.empty()) {
            return Error{ErrorKind::refused, "nobody closed this one"};
        }
        const auto written = facts->write(desk, made);
        if (!written) {
            return written.error();
        }
        desk.resources.terminal.print("It waits for an officer again.\n");
        return Exit::done;
    }

private:
    static std::vector<OfficeFact> taking_back(const FactDesk& facts,
                                               const events::Conflict& conflict) {
        std::vector<OfficeFact> made;
        for (const events::KnownFact& fact : facts.book.of(conflict.occurrence).facts) {
            const auto* closed = fact.as<events::ConflictClosed>();
            if (closed != nullptr && closed->kind == conflict.kind &&
                closed->about == conflict.about && closed->other == conflict.other &&
                fact.head().occurrence == conflict.occurrence) {
                made.push_back({{}, conflict.occurrence, events::ConflictReopened{fact.origin.id}});
            }
        }
        return made;
    }

    std::string id_;
};

}  // namespace

std::unique_ptr<Verb> make_conflict_list_verb() {
    return std::make_unique<ConflictListVerb>();
}

std::unique_ptr<Verb> make_conflict_reopen_verb() {
    return std::make_unique<ConflictReopenVerb>();
}

std::unique_ptr<Verb> make_conflict_resolve_verb() {
    return std::make_unique<ConflictResolveVerb>();
}

}  // namespace harmony::admin
