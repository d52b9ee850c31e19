// `event checkin`: the office's own machine at the door. There is one way in, with a network and
// without: decide here, write a fact, sync later (design of events, 9).
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/event.h"
#include "admin/cli/fact_desk.h"
#include "admin/door.h"
#include "events/code.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::CheckInAnswer;
using events::CheckInHow;
using events::GoOn;
using events::OccurrenceId;
using events::SubjectId;
using events::Verdict;
using nlohmann::json;

constexpr int most_at_once = 255;

constexpr const char* help_inside =
    "Scan a ticket, or type nine digits, or at least two letters of a name.\n"
    "+2 or +2 1    two adults, or two adults and one child, without a sign-up\n"
    "undo          takes back the last that was written here\n"
    "who           how many are in\n"
    "An empty line ends.\n";

std::string sentence_of(const OfficeFact& walk_in) {
    const auto& people = std::get<events::WalkedIn>(walk_in.payload);
    return fmt::format(
        "Noted: {} adults and {} children without a sign-up.\n", people.adults, people.children);
}

/// One date at which people are let in, as long as the program runs.
class DoorShift {
public:
    DoorShift(FactDesk& facts, Desk& desk, const OccurrenceId& date)
        : facts_(facts), desk_(desk), date_(date) {}

    /// What was decided, and whether it was written.
    struct Step {
        CheckInAnswer answer;
        DoorList list;
        bool written = false;
    };

    /// Answers one question; lets the party in when it may. `reason`: goes on all the same.
    Result<Step> ask(const events::CheckInQuery& query,
                     CheckInHow how,
                     int people,
                     const std::string& reason) {
        Step step;
        step.list = list();
        step.answer =
            events::check_in(query, &step.list.roster, no_local_marks(), step.list.date, now());
        const GoOn go = events::go_on(step.answer.verdict);
        const bool overrides = go == GoOn::with_reason && !reason.empty();
        if ((go != GoOn::enter && !overrides) || step.answer.who.size() != 1) {
            return step;
        }
        const events::CheckedIn entry{overrides ? CheckInHow::override : how, people, reason};
        const Result<void> written = write(let_in(step.answer.who.front(), date_, entry, now()));
        step.written = written.ok();
        return written ? Result<Step>(std::move(step)) : written.error();
    }

    Result<void> walk_in(int adults, int children, events::FirstTime first) {
        OfficeFact fact = let_in({}, date_, {}, now());
        fact.payload = events::WalkedIn{adults, children, first};
        const Result<void> written = write(fact);
        if (written) {
            desk_.resources.terminal.print(sentence_of(fact));
        }
        return written;
    }

    /// Takes back the party's entry.
    Result<void> undo(const SubjectId& who) {
        const auto entry = newest_check_in(list(), who);
        if (!entry) {
            return Error{ErrorKind::absent, "that party is not checked in"};
        }
        return write({who, date_, events::CheckInUndone{*entry}});
    }

    [[nodiscard]] DoorList list() const {
        return door_list(
            facts_.book,
            facts_.dates,
            date_,
            [this](const base::KioskId& kiosk) { return facts_.label_of(kiosk); },
            now());
    }

    [[nodiscard]] events::CheckInQuery question(std::string_view said) const {
        return door_question(said, facts_.office->registry(), desk_.resources.clock.today());
    }

    /// "Newtown drop-in: 12 in with a sign-up, 3 without."
    [[nodiscard]] std::string how_many() const {
        const DoorList now_list = list();
        const events::OccurrenceRecord* record = now_list.state.occurrence(date_);
        const int signed_up = record == nullptr ? 0 : record->came_signed_up;
        const int all = record == nullptr ? 0 : record->attended();
        return fmt::format("{} in with a sign-up, {} without.\n", signed_up, all - signed_up);
    }

private:
    [[nodiscard]] base::Moment now() const { return desk_.resources.clock.now(); }

    Result<void> write(const OfficeFact& fact) {
        const auto written = facts_.write(desk_, std::span(&fact, 1));
        return written ? Result<void>() : written.error();
    }

    FactDesk& facts_;
    Desk& desk_;
    OccurrenceId date_;
};

std::string name_in(const DoorList& list, const SubjectId& id) {
    const events::RosterEntry* entry = list.entry(id);
    return entry == nullptr || entry->name.empty() ? std::string("No name given")
                                                   : std::string(entry->name.view());
}

std::string needs_in(const DoorList& list, const SubjectId& id) {
    const events::RosterEntry* entry = list.entry(id);
    std::string text;
    for (const events::Need need : entry == nullptr ? std::vector<events::Need>{} : entry->needs) {
        text += (text.empty() ? " Needs: " : ", ") + std::string(events::name_of(need));
    }
    return text.empty() ? text : text + '.';
}

/// A word first, so that ok is told from not ok without colour.
std::string verdict_line(const DoorShift::Step& step, const std::string& other) {
    const bool one = step.answer.who.size() == 1;
    const std::string name = one ? name_in(step.list, step.answer.who.front()) : std::string();
    std::string line =
        fmt::format("{}: {}{}\n",
                    step.written ? "IN" : "STOP",
                    events::staff_sentence(step.answer, name, other),
                    step.written ? needs_in(step.list, step.answer.who.front()) : std::string());
    if (step.answer.verdict == Verdict::several) {
        for (const SubjectId& id : step.answer.who) {
            const events::RosterEntry* entry = step.list.entry(id);
            line += fmt::format("  {}  {}, party of {}\n",
                                events::grouped_in_threes(entry->code),
                                name_in(step.list, id),
                                entry->party);
        }
    }
    if (!step.written && events::go_on(step.answer.verdict) == GoOn::with_reason) {
        line += one ? "Let in anyway with --override \"why\" (here: !why).\n" : "";
    }
    return line;
}

/// `event checkin`: lets people in at one date.
class EventCheckinVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& checkin = *event_group(app).add_subcommand(
            "checkin", "Lets people in: by ticket, number or name; and counts those without");
        checkin.add_option("DATE", date_, "The start of a date's id, as `event list` shows it")
            ->required();
        auto* scan = checkin.add_option("--scan", scan_, "What a scanner read off a ticket");
        auto* code = checkin.add_option("--code", code_, "The nine digits of a ticket");
        auto* name = checkin.add_option("--name", name_, "At least two letters of a name");
        scan->excludes(code)->excludes(name);
        code->excludes(name);
        checkin.add_option("--people", people_, "How many of the party came, if not all")
            ->check(CLI::Range(1, 10));
        checkin.add_option("--override", override_, "Lets in all the same: why");
        checkin.add_flag("--undo", undo_, "With --code or --name: takes the entry back");
        checkin.add_option("--walk-in", adults_, "So many adults came without a sign-up")
            ->check(CLI::Range(0, most_at_once));
        checkin.add_option("--children", children_, "And so many children")
            ->check(CLI::Range(0, most_at_once));
        checkin.add_option("--first-time", first_, "Whether they came for the first time")
            ->check(CLI::IsMember({"yes", "no", "not-asked"}));
        checkin.add_flag("--json", json_, "Prints the verdict as JSON");
        checkin.footer(
            "Without --scan, --code, --name or --walk-in it asks line by line until an empty "
            "one.\n"
            "Example:\n  harmony-admin event checkin 3f2a91c0\n"
            "  harmony-admin event checkin 3f2a91c0 --code 482917360\n"
            "  harmony-admin event checkin 3f2a91c0 --walk-in 2 --children 1");
        return checkin;
    }

    Result<Exit> run(Desk& desk) override {
        Result<FactDesk> facts = FactDesk::open(desk);
        if (!facts) {
            return facts.error();
        }
        const Result<OccurrenceId> date = facts->date(date_);
        if (!date) {
            return date.error();
        }
        if (const auto noted = facts->note_look(desk, "checkin", date->hex(), "list for the door");
            !noted) {
            return noted.error();
        }
        DoorShift shift(*facts, desk, *date);
        const std::string said = !scan_.empty() ? scan_ : !code_.empty() ? code_ : name_;
        if (adults_ > 0 || children_ > 0) {
            const auto done = shift.walk_in(adults_, children_, first_time());
            return done ? Result<Exit>(Exit::done) : done.error();
        }
        if (said.empty()) {
            return stand_at_the_door(*facts, shift, *date, desk);
        }
        return undo_ ? take_back(shift, said, desk) : let_one_in(*facts, shift, said, desk);
    }

private:
    [[nodiscard]] events::FirstTime first_time() const {
        return first_ == "yes"  ? events::FirstTime::yes
               : first_ == "no" ? events::FirstTime::no
                                : events::FirstTime::not_asked;
    }

    static CheckInHow how(const events::CheckInQuery& query) {
        return std::holds_alternative<events::TypedCode>(query)   ? CheckInHow::code
               : std::holds_alternative<events::TypedName>(query) ? CheckInHow::name
                                                                  : CheckInHow::qr;
    }

    /// The event that a ticket for another date is for.
    static std::string other_of(const FactDesk& facts, const events::CheckInQuery& query) {
        const auto* ticket = std::get_if<events::ScannedTicket>(&query);
        return ticket == nullptr ? std::string() : facts.name_of(ticket->occurrence);
    }

    Result<Exit> let_one_in(const FactDesk& facts,
                            DoorShift& shift,
                            const std::string& said,
                            Desk& desk) const {
        const events::CheckInQuery query = shift.question(said);
        const auto step = shift.ask(query, how(query), people_, override_);
        if (!step) {
            return step.error();
        }
        if (json_) {
            json answer{{"verdict",
                         events::verdict_names.at(static_cast<std::size_t>(step->answer.verdict))},
                        {"written", step->written},
                        {"people", people_ > 0 ? people_ : step->answer.party}};
            desk.resources.terminal.print(answer.dump() + '\n');
        } else {
            desk.resources.terminal.print(verdict_line(*step, other_of(facts, query)));
        }
        return step->written ? Exit::done : Exit::refused;
    }

    static Result<Exit> take_back(DoorShift& shift, const std::string& said, Desk& desk) {
        const DoorList list = shift.list();
        const CheckInAnswer found = events::check_in(shift.question(said),
                                                     &list.roster,
                                                     no_local_marks(),
                                                     list.date,
                                                     desk.resources.clock.now());
        if (found.who.size() != 1) {
            return Error{ErrorKind::refused,
                         "that is not one party. Type the nine digits of its ticket"};
        }
        const auto done = shift.undo(found.who.front());
        if (!done) {
            return done.error();
        }
        desk.resources.terminal.print("Taken back: they are not in.\n");
        return Exit::done;
    }

    Result<Exit> stand_at_the_door(const FactDesk& facts,
                                   DoorShift& shift,
                                   const OccurrenceId& date,
                                   Desk& desk) const {
        Terminal& terminal = desk.resources.terminal;
        terminal.print(facts.name_of(date) + '\n' + help_inside);
        std::string before;  // what was asked last: "!why" goes on with it
        std::optional<SubjectId> last;
        while (const auto line = terminal.read_line("> ")) {
            if (line->empty()) {
                break;
            }
            const auto done = take_line(facts, shift, *line, before, last, terminal);
            if (!done) {
                terminal.complain(done.error().message + ".\n");
            }
        }
        terminal.print(shift.how_many());
        return Exit::done;
    }

    static Result<void> take_line(const FactDesk& facts,
                                  DoorShift& shift,
                                  const std::string& line,
                                  std::string& before,
                                  std::optional<SubjectId>& last,
                                  Terminal& terminal) {
        if (line.front() == '+') {
            int adults = 0;
            int children = 0;
            std::sscanf(line.c_str(), "+%3d %3d", &adults, &children);
            const bool fits = adults >= 0 && children >= 0 && adults <= most_at_once &&
                              children <= most_at_once && adults + children > 0;
            return fits ? shift.walk_in(adults, children, events::FirstTime::not_asked)
                        : Error{ErrorKind::refused, "type how many: +2, or +2 1 with a child"};
        }
        if (line == "who") {
            terminal.print(shift.how_many());
            return {};
        }
        if (line == "undo") {
            if (!last) {
                return Error{ErrorKind::refused, "nobody was let in here"};
            }
            const Result<void> undone = shift.undo(*last);
            if (undone) {
                terminal.print("Taken back: they are not in.\n");
                last.reset();
            }
            return undone;
        }
        const bool overrides = line.front() == '!';
        const std::string reason = overrides ? line.substr(1) : std::string();
        before = overrides ? before : line;
        const events::CheckInQuery query = shift.question(before);
        const auto step = shift.ask(query, how(query), 0, reason);
        if (!step) {
            return step.error();
        }
        last = step->written ? std::optional(step->answer.who.front()) : last;
        terminal.print(verdict_line(*step, other_of(facts, query)));
        return {};
    }

    std::string date_;
    std::string scan_;
    std::string code_;
    std::string name_;
    std::string override_;
    std::string first_;
    int people_ = 0;
    int adults_ = 0;
    int children_ = 0;
    bool undo_ = false;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_event_checkin_verb() {
    return std::make_unique<EventCheckinVerb>();
}

}  // namespace harmony::admin
