#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "admin/cases/case_words.h"
#include "admin/cases/keyed_in.h"
#include "admin/cli/casework.h"
#include "admin/cli/casework_verbs.h"
#include "admin/cli/text_table.h"
#include "admin/report/words.h"
#include "events/steps.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::ComplaintRecord;
using events::ComplaintState;
using events::ComplaintStep;
using nlohmann::json;

constexpr std::size_t fewest_letters = 4;
constexpr std::size_t short_line = 60;
constexpr std::size_t note_length = 300;
constexpr std::size_t complaint_length = 1000;

CLI::App& complaint_group(CLI::App& app) {
    return word_group(
        app, "complaint", "Complaints about what is kept of people, and their 30 days");
}

/// By when it must be acknowledged; nothing once it was.
std::optional<base::Day> due_of(const ComplaintRecord& record) {
    return record.acknowledged_on ? std::nullopt
                                  : std::optional(events::complaint_due(record.made_on));
}

Result<const ComplaintRecord*> find_complaint(const events::State& state, std::string_view id) {
    const ComplaintRecord* found = nullptr;
    int count = 0;
    for (const ComplaintRecord& record : state.complaints) {
        if (id.size() >= fewest_letters && record.id.hex().starts_with(id)) {
            found = &record;
            ++count;
        }
    }
    if (count == 1) {
        return found;
    }
    return Error{count == 0 ? ErrorKind::absent : ErrorKind::refused,
                 fmt::format("{} complaint has an id that begins with {}. `complaint list` lists "
                             "them",
                             count == 0 ? "no" : "more than one",
                             id)};
}

/// `complaint list`: those that are open, by when they must be acknowledged.
class ComplaintListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& list = *complaint_group(app).add_subcommand(
            "list", "Complaints; those that must be acknowledged first");
        list.add_flag("--all", all_, "Also closed ones");
        list.add_flag("--json", json_, "Prints the list as JSON");
        list.footer("Example:\n  harmony-admin complaint list");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        const Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        std::vector<const ComplaintRecord*> shown;
        for (const ComplaintRecord& record : work->state.complaints) {
            if (all_ || record.state != ComplaintState::closed) {
                shown.push_back(&record);
            }
        }
        std::sort(shown.begin(), shown.end(), [](const auto* a, const auto* b) {
            const auto rank = [](const ComplaintRecord& one) {
                return std::tuple(!due_of(one).has_value(), one.made_on, one.id);
            };
            return rank(*a) < rank(*b);
        });
        desk.resources.terminal.print(json_ ? as_json(shown, work->today)
                                            : text(shown, work->today, desk.resources.terminal));
        return Exit::done;
    }

private:
    static std::string as_json(const std::vector<const ComplaintRecord*>& shown, base::Day today) {
        json list = json::array();
        for (const ComplaintRecord* record : shown) {
            const auto due = due_of(*record);
            list.push_back(
                {{"id", record->id.hex()},
                 {"topic", name_of(record->topic)},
                 {"state", events::name_of(record->state)},
                 {"made", base::to_iso(record->made_on)},
                 {"acknowledge_by", due ? json(base::to_iso(*due)) : json()},
                 {"remind", due && events::is_complaint_alert(record->made_on, today)},
                 {"outcome",
                  complaint_outcome_names.at(static_cast<std::size_t>(record->outcome))}});
        }
        return json{{"complaints", list}}.dump() + '\n';
    }

    static std::string text(const std::vector<const ComplaintRecord*>& shown,
                            base::Day today,
                            const Terminal& terminal) {
        TextTable table({{"Complaint"}, {"About"}, {"State"}, {"Made on"}, {"Acknowledge by"}});
        for (const ComplaintRecord* record : shown) {
            const auto due = due_of(*record);
            const bool urgent = due && events::is_complaint_alert(record->made_on, today);
            const std::string by = due_words(due, today);
            table.add({short_id(record->id),
                       std::string(name_of(record->topic)),
                       std::string(events::name_of(record->state)),
                       long_date(record->made_on),
                       urgent ? red(terminal, by) : by});
        }
        return table.empty() ? "No complaint is open.\n" : table.text();
    }

    bool all_ = false;
    bool json_ = false;
};

/// `complaint show`: what was complained about, and how to answer.
class ComplaintShowVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& show = *complaint_group(app).add_subcommand(
            "show", "One complaint, in the words of whoever made it");
        show.add_option("COMPLAINT", id_, "The start of its id, as `complaint list` shows it")
            ->required();
        show.add_option("--reason", reason_, "Why you look; kept in the office's books")
            ->required();
        show.footer("Example:\n  harmony-admin complaint show 3f2a91c0 --reason \"to answer it\"");
        return show;
    }

    Result<Exit> run(Desk& desk) override {
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto found = find_complaint(work->state, id_);
        if (!found) {
            return found.error();
        }
        const ComplaintRecord& record = **found;
        const Result<void> noted = work->note_look(desk, "complaint", record.id.hex(), reason_);
        if (!noted) {
            return noted.error();
        }
        std::string said = fmt::format("About {}, made on {}, {}\nIn their words: {}\n",
                                       name_of(record.topic),
                                       long_date(record.made_on),
                                       events::name_of(record.state),
                                       record.text.view());
        if (const auto& contact = record.person.contact) {
            said += fmt::format("Answer to: {} {} {}\n",
                                contact->name.view(),
                                contact->phone.view(),
                                contact->email.view());
        }
        if (!record.told.empty()) {
            said += fmt::format("They were told: {}\n", record.told);
        }
        desk.resources.terminal.print(said);
        return Exit::done;
    }

private:
    std::string id_;
    std::string reason_;
};

/// `complaint add`: one that came by letter, phone or email.
class ComplaintAddVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& add = *complaint_group(app).add_subcommand(
            "add", "Keys in a complaint that came by letter, phone or email");
        add.add_option("--topic",
                       topic_,
                       "what_is_kept, who_sees_it, not_deleted, not_answered, no_agreement, other")
            ->required();
        add.add_option("--text", text_, "What happened, at most 1,000 letters")->required();
        add.add_option("--received", received_, "The day on which it came: its 30 days begin then")
            ->required();
        add.add_option("--name", contact_.name, "Whom to answer");
        add.add_option("--phone", contact_.phone, "... their phone number");
        add.add_option("--email", contact_.email, "... or email address");
        add.footer(
            "Example:\n  harmony-admin complaint add --topic not_deleted --text \"You wrote to me "
            "again\" \\\n      --received 2026-07-01 --name \"Jan Example\" --email "
            "jan@example.org");
        return add;
    }

    Result<Exit> run(Desk& desk) override {
        const auto topic =
            named<events::ComplaintTopic>(topic_, complaint_topic_names, "topic of a complaint");
        const auto text = fact_text(text_, complaint_length, "--text");
        const auto received = day_of(received_, "--received");
        if (!topic || !text || !received) {
            return !topic ? topic.error() : !text ? text.error() : received.error();
        }
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        if (*received > work->today) {
            return Error{ErrorKind::refused, "--received: that day is still to come"};
        }
        events::ComplaintMade made;
        made.topic = *topic;
        made.text.assign(*text);
        made.language = "en";
        return keep(desk, *work, std::move(made), *received);
    }

private:
    Result<Exit> keep(Desk& desk,
                      Casework& work,
                      events::ComplaintMade made,
                      base::Day received) const {
        db::OfficeStore& store = work.desk.office->store();
        const auto receipt = new_receipt(store, desk.resources.random);
        if (!receipt) {
            return receipt.error();
        }
        std::vector<OfficeFact> facts;
        facts.push_back({receipt->subject, {}, std::move(made), {}, received});
        if (contact_.any()) {
            auto given = keyed_contact(store, contact_);
            if (!given) {
                return given.error();
            }
            facts.push_back({receipt->subject, {}, std::move(*given), {}, received});
        }
        const auto written = work.desk.write(desk, facts);
        if (!written) {
            return written.error();
        }
        desk.resources.terminal.print(
            fmt::format("Complaint {}. Acknowledge it by {}. Receipt number: {}\n",
                        short_id(receipt->subject),
                        long_date(events::complaint_due(received)),
                        receipt->digits.view()));
        return Exit::done;
    }

    std::string topic_;
    std::string text_;
    std::string received_;
    TypedContact contact_;
};

/// `complaint step`: acknowledged, looked into, answered, closed.
class ComplaintStepVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& step = *complaint_group(app).add_subcommand("step", "Notes how one goes on");
        step.add_option("COMPLAINT", id_, "The start of its id, as `complaint list` shows it")
            ->required();
        step.add_option("STATE", state_, "acknowledged, looking, outcome or closed")->required();
        step.add_option("--outcome", outcome_, "upheld, partly, not_upheld or not_ours");
        step.add_option(
            "--text", text_, "What its resident is told; of an outcome with ico.org.uk");
        step.add_option("--by", officer_, "Your name, for your colleagues")->required();
        step.add_option("--note", note_, "For your colleagues");
        step.footer(
            "Example:\n  harmony-admin complaint step 3f2a91c0 outcome --outcome upheld \\\n"
            "      --text \"We were wrong. You can also go to ico.org.uk.\" --by \"R. Patel\"");
        return step;
    }

    Result<Exit> run(Desk& desk) override {
        Result<ComplaintStep> step = this->step();
        if (!step) {
            return step.error();
        }
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto found = find_complaint(work->state, id_);
        if (!found) {
            return found.error();
        }
        const events::SubjectId subject = (*found)->id;
        step->follows = (*found)->last;
        const Result<void> allowed = events::check_step((*found)->state, *step);
        if (!allowed) {
            std::string why = allowed.error().message;
            why.erase(why.find_last_not_of('.') + 1);
            return Error{ErrorKind::refused, why};
        }
        const auto written = work->write(desk, subject, *step);
        if (!written) {
            return written.error();
        }
        desk.resources.terminal.print(
            fmt::format("{} is {} now.\n", short_id(subject), events::name_of(step->to)));
        return Exit::done;
    }

private:
    [[nodiscard]] Result<ComplaintStep> step() const {
        ComplaintStep made;
        const auto to =
            named<ComplaintState>(state_, events::complaint_state_names, "state of a complaint");
        const auto outcome = named<events::ComplaintOutcome>(
            outcome_.empty() ? "none" : outcome_, complaint_outcome_names, "outcome", 0);
        const auto text = fact_text(text_, complaint_length, "--text");
        const auto officer = fact_text(officer_, short_line, "--by");
        const auto note = fact_text(note_, note_length, "--note");
        if (!to || !outcome) {
            return !to ? to.error() : outcome.error();
        }
        for (const auto* each : {&text, &officer, &note}) {
            if (!each->ok()) {
                return each->error();
            }
        }
        const bool is_outcome = *to == ComplaintState::outcome;
        if (!is_outcome && *outcome != events::ComplaintOutcome::none) {
            return Error{ErrorKind::refused, "--outcome belongs to the state outcome alone"};
        }
        made.to = *to;
        made.outcome = *outcome;
        made.text = *text;
        made.officer = *officer;
        made.note = *note;
        return made;
    }

    std::string id_;
    std::string state_;
    std::string outcome_;
    std::string text_;
    std::string officer_;
    std::string note_;
};

}  // namespace

std::unique_ptr<Verb> make_complaint_list_verb() {
    return std::make_unique<ComplaintListVerb>();
}

std::unique_ptr<Verb> make_complaint_show_verb() {
    return std::make_unique<ComplaintShowVerb>();
}

std::unique_ptr<Verb> make_complaint_add_verb() {
    return std::make_unique<ComplaintAddVerb>();
}

std::unique_ptr<Verb> make_complaint_step_verb() {
    return std::make_unique<ComplaintStepVerb>();
}

}  // namespace harmony::admin
