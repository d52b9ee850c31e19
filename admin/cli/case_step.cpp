#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "admin/cases/case_list.h"
#include "admin/cases/case_words.h"
#include "admin/cli/casework.h"
#include "admin/cli/casework_verbs.h"
#include "admin/report/words.h"
#include "events/steps.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::CaseState;
using events::CaseStep;

constexpr std::size_t short_line = 60;
constexpr std::size_t public_line = 160;
constexpr std::size_t note_length = 300;
constexpr int usual_news_days = 10;

/// One way in which a case goes on, as officers say it.
struct StepWord {
    const char* word;
    CaseState to;
    const char* about;
    const char* example;
};

constexpr StepWord step_words[] = {
    {"assign",
     CaseState::with_owner,
     "Gives a case to a team or partner",
     "case assign 3f2a91c0 --to \"Street lighting\" --due 2026-03-20 --by \"R. Patel\""},
    {"plan",
     CaseState::planned,
     "Says what is planned, and by when",
     "case plan 3f2a91c0 --text \"replace the lamp\" --due 2026-03-20 --checked --by \"R. Patel\""},
    {"done",
     CaseState::done,
     "Says what was done",
     "case done 3f2a91c0 --text \"Lamp 14 is new.\" --checked --by \"R. Patel\""},
    {"pass",
     CaseState::passed_on,
     "Says who deals with it instead, and their number",
     "case pass 3f2a91c0 --to \"Water board\" --reference WB77 --by \"R. Patel\""},
    {"refuse",
     CaseState::cannot_do,
     "Says why it cannot be done",
     "case refuse 3f2a91c0 --text \"the wall is private\" --checked --by \"R. Patel\""},
    {"tell",
     CaseState::told,
     "Notes how its resident was told",
     "case tell 3f2a91c0 --how message --by \"R. Patel\""},
    {"close",
     CaseState::closed,
     "Closes a case 14 days after its resident was told",
     "case close 3f2a91c0 --by \"R. Patel\""},
    {"reopen",
     CaseState::reopened,
     "Opens it again",
     "case reopen 3f2a91c0 --note \"out again\" --by \"R. Patel\""},
    {"duplicate",
     CaseState::duplicate,
     "Joins a report to another of the same thing",
     "case duplicate 3f2a91c0 --of 77aa01bd --by \"R. Patel\""},
};

constexpr std::array<std::string_view, 5> told_names = {
    "not_yet", "kiosk", "message", "board", "impossible"};

bool has_text(CaseState to) {
    return to == CaseState::planned || to == CaseState::done || to == CaseState::cannot_do;
}

/// `case assign`, `case plan`, ...: one step of one case.
class CaseStepVerb final : public Verb {
public:
    explicit CaseStepVerb(const StepWord& step) : step_(step) {}

    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb =
            *word_group(app, "case", "Little things that residents reported, until they were told")
                 .add_subcommand(step_.word, step_.about);
        verb.add_option("CASE", id_, "The start of its id, as `case list` shows it")->required();
        if (step_.to == CaseState::with_owner || step_.to == CaseState::passed_on) {
            verb.add_option("--to", owner_, "Team, partner or organisation; residents read it")
                ->required();
        }
        if (step_.to == CaseState::with_owner || step_.to == CaseState::planned) {
            verb.add_option("--due", due_, "By when there is news, or it is done: 2026-03-20");
        }
        if (has_text(step_.to)) {
            verb.add_option("--text", text_, "What residents read, at most 160 letters")
                ->required();
            verb.add_flag("--checked", checked_, "I checked: no names, no addresses of people");
        }
        if (step_.to == CaseState::passed_on) {
            verb.add_option("--reference", reference_, "Their number for it")->required();
        }
        if (step_.to == CaseState::told) {
            verb.add_option("--how", how_, "kiosk, message, board or impossible")->required();
        }
        if (step_.to == CaseState::duplicate) {
            verb.add_option("--of", other_, "The case that goes on")->required();
        }
        verb.add_option("--by", officer_, "Your name, for your colleagues")->required();
        verb.add_option("--note", note_, "For your colleagues; residents never read it");
        verb.add_flag("--json", json_, "Prints the result as JSON");
        verb.footer(fmt::format("Example:\n  harmony-admin {}", step_.example));
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        Result<CaseStep> step = this->step();
        if (!step) {
            return step.error();
        }
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto found = find_case(work->state, id_);
        if (!found) {
            return found.error();
        }
        const events::CaseRecord record = **found;
        if (Result<void> ready = complete(record, *work, *step); !ready) {
            return ready.error();
        }
        if (const Result<void> allowed = events::check_step(record.state, *step); !allowed) {
            return Error{ErrorKind::refused, without_stop(allowed.error().message)};
        }
        const auto written = work->write(desk, record.id, *step);
        if (!written) {
            return written.error();
        }
        say(record, *step, desk.resources.terminal);
        return Exit::done;
    }

private:
    /// What was typed, without what hangs on the case.
    [[nodiscard]] Result<CaseStep> step() const {
        CaseStep made;
        made.to = step_.to;
        made.checked = checked_ && !text_.empty();
        const auto owner = public_text(owner_, short_line, "--to");
        const auto text = public_text(text_, public_line, "--text");
        const auto reference = public_text(reference_, short_line, "--reference");
        const auto officer = fact_text(officer_, short_line, "--by");
        const auto note = fact_text(note_, note_length, "--note");
        for (const auto* each : {&owner, &text, &reference, &officer, &note}) {
            if (!each->ok()) {
                return each->error();
            }
        }
        made.owner = *owner;
        made.text = *text;
        made.reference = *reference;
        made.officer = *officer;
        made.note = *note;
        if (!due_.empty()) {
            const auto due = day_of(due_, "--due");
            if (!due) {
                return due.error();
            }
            made.due = *due;
        }
        if (step_.to == CaseState::told) {
            const auto how = named<events::ToldHow>(how_, told_names, "way to tell somebody", 0);
            if (!how) {
                return how.error();
            }
            made.told_how = *how;
        }
        return made;
    }

    /// What hangs on the case and the day.
    Result<void> complete(const events::CaseRecord& record,
                          const Casework& work,
                          CaseStep& step) const {
        step.follows = record.last;
        if (step.to == CaseState::with_owner && !step.due) {
            step.due = events::add_working_days(work.today, usual_news_days, work.holidays);
        }
        if (step.due && *step.due < work.today) {
            return Error{ErrorKind::refused, "--due: that day is past"};
        }
        const bool may_close = step.to != CaseState::closed || record.state != CaseState::told ||
                               work.today >= events::closing_day(record);
        if (!may_close) {
            return Error{ErrorKind::refused,
                         fmt::format("its resident may still say that it did not help. Close it on "
                                     "{} or later",
                                     long_date(events::closing_day(record)))};
        }
        return step.to == CaseState::duplicate ? join(record, work, step) : Result<void>();
    }

    /// The case that a duplicate is joined to must be another one that goes on.
    Result<void> join(const events::CaseRecord& record,
                      const Casework& work,
                      CaseStep& step) const {
        const auto other = find_case(work.state, other_);
        if (!other) {
            return other.error();
        }
        if ((*other)->id == record.id || is_ended((*other)->state)) {
            return Error{ErrorKind::refused,
                         (*other)->id == record.id
                             ? "--of must be another case"
                             : fmt::format("case {} is {}. Join it to one that goes on",
                                           short_id((*other)->id),
                                           events::name_of((*other)->state))};
        }
        step.other = (*other)->id;
        return {};
    }

    static std::string without_stop(std::string sentence) {
        if (sentence.ends_with('.')) {
            sentence.pop_back();
        }
        return sentence;
    }

    void say(const events::CaseRecord& record, const CaseStep& step, Terminal& terminal) const {
        if (json_) {
            terminal.print(
                nlohmann::json{{"id", record.id.hex()}, {"state", events::name_of(step.to)}}
                    .dump() +
                '\n');
            return;
        }
        terminal.print(fmt::format("{} is {} now.", short_id(record.id), events::name_of(step.to)));
        if (step.due) {
            terminal.print(fmt::format(" Next date: {}.", long_date(*step.due)));
        }
        terminal.print(" Kiosks show it after the next `publish`.\n");
    }

    const StepWord& step_;
    std::string id_;
    std::string owner_;
    std::string due_;
    std::string text_;
    std::string reference_;
    std::string how_;
    std::string other_;
    std::string officer_;
    std::string note_;
    bool checked_ = false;
    bool json_ = false;
};

}  // namespace

std::vector<std::unique_ptr<Verb>> make_case_step_verbs() {
    std::vector<std::unique_ptr<Verb>> verbs;
    for (const StepWord& step : step_words) {
        verbs.push_back(std::make_unique<CaseStepVerb>(step));
    }
    return verbs;
}

}  // namespace harmony::admin
