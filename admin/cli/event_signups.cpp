#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

#include "admin/cli/event.h"
#include "admin/cli/open_office.h"
#include "admin/cli/text_table.h"
#include "admin/office_facts.h"
#include "admin/published_shelf.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::SignUpRecord;
using events::SignUpState;
using nlohmann::json;

constexpr std::size_t shown_letters = 8;

std::string_view word_of(SignUpState state) {
    return events::sign_up_state_names[static_cast<std::size_t>(state)];
}

/// People who signed up for one date, by what became of it.
struct Counts {
    std::map<SignUpState, int> people;

    [[nodiscard]] int of(SignUpState state) const {
        const auto found = people.find(state);
        return found == people.end() ? 0 : found->second;
    }
};

/// What dates are called: as the office has them, else as they were published.
struct Names {
    const EventShelf& shelf;
    std::map<events::OccurrenceId, PublishedDate> published;

    [[nodiscard]] std::string of(const events::OccurrenceId& id) const {
        if (const Result<FoundDate> date = shelf.date(id.hex())) {
            return fmt::format("{}, {}",
                               events::in_language(date->occurrence.title, "en"),
                               date_line(date->occurrence));
        }
        const auto found = published.find(id);
        return found == published.end() ? std::string("(not published here)")
                                        : fmt::format("{}, {}, {:02}:{:02}",
                                                      found->second.title,
                                                      events::said(found->second.day),
                                                      found->second.start.count() / 60,
                                                      found->second.start.count() % 60);
    }
};

/// `event signups`: how many people signed up for each date; with a date, who.
class EventSignupsVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& signups = *event_group(app).add_subcommand(
            "signups", "How many people signed up for each date; with DATE, who");
        signups.add_option("DATE", date_, "The start of a date's id, as `event list` shows it");
        signups.add_option("--reason",
                           reason_,
                           "With DATE: why you look at names. It is kept in the office's books");
        signups.add_flag("--contacts", contacts_, "With DATE: phone numbers and addresses as well");
        signups.add_flag("--json", json_, "Prints the list as JSON");
        signups.footer(
            "Example:\n  harmony-admin event signups\n"
            "  harmony-admin event signups 3f2a91c0 --reason \"list for the door\"");
        return signups;
    }

    Result<Exit> run(Desk& desk) override {
        if (date_.empty() && (contacts_ || !reason_.empty())) {
            return Error{ErrorKind::refused, "name the date whose people you want to see"};
        }
        if (!date_.empty() && reason_.empty()) {
            return Error{ErrorKind::refused,
                         "say why you look at names: --reason \"list for the door\". It is kept in "
                         "the office's books"};
        }
        Result<OpenOffice> open = OpenOffice::open(desk);
        if (!open) {
            return open.error();
        }
        const auto shelf = EventShelf::open(desk.resources.files, desk.office);
        if (!shelf) {
            return shelf.error();
        }
        const OfficeFacts facts = read_facts(open->office->store(), open->ring);
        const Result<events::State> state = office_state(*shelf, facts, desk.resources.clock.now());
        if (!state) {
            return state.error();
        }
        Terminal& terminal = desk.resources.terminal;
        if (facts.locked > 0) {
            terminal.complain(
                fmt::format("Note: {} records cannot be opened with the keys of this "
                            "office.\n",
                            facts.locked));
        }
        const Names names{*shelf, dates_on_shelf(open->office->store())};
        return date_.empty() ? list_dates(names, *state, terminal)
                             : list_people(*open->office, names, *state, desk);
    }

private:
    Result<Exit> list_dates(const Names& names,
                            const events::State& state,
                            Terminal& terminal) const {
        std::map<events::OccurrenceId, Counts> dates;
        for (const SignUpRecord& one : state.sign_ups) {
            dates[one.occurrence].people[one.state] += one.party;
        }
        TextTable table({{"Date"},
                         {"What"},
                         {"Coming", Align::right},
                         {"Waiting", Align::right},
                         {"Asked", Align::right},
                         {"Cancelled", Align::right}});
        json list = json::array();
        for (const auto& [id, counts] : dates) {
            const std::string what = names.of(id);
            const int waiting = counts.of(SignUpState::waiting) + counts.of(SignUpState::offered);
            table.add({id.hex().substr(0, shown_letters),
                       what,
                       fmt::to_string(counts.of(SignUpState::confirmed)),
                       fmt::to_string(waiting),
                       fmt::to_string(counts.of(SignUpState::requested)),
                       fmt::to_string(counts.of(SignUpState::cancelled))});
            list.push_back({{"date", id.hex()},
                            {"what", what},
                            {"coming", counts.of(SignUpState::confirmed)},
                            {"waiting", waiting},
                            {"asked", counts.of(SignUpState::requested)},
                            {"cancelled", counts.of(SignUpState::cancelled)}});
        }
        if (json_) {
            terminal.print(json{{"dates", list}}.dump() + '\n');
        } else {
            terminal.print(table.empty() ? "Nobody has signed up for anything yet.\n"
                                         : table.text());
        }
        return Exit::done;
    }

    Result<Exit> list_people(Office& office,
                             const Names& names,
                             const events::State& state,
                             Desk& desk) const {
        const Result<events::OccurrenceId> date = date_of(state);
        if (!date) {
            return date.error();
        }
        const Result<void> noted =
            office.store().note({desk.resources.clock.today(), "signups", date->hex(), reason_});
        if (!noted) {
            return noted.error();
        }
        std::vector<const SignUpRecord*> people;
        for (const SignUpRecord& one : state.sign_ups) {
            if (one.occurrence == *date) {
                people.push_back(&one);
            }
        }
        std::stable_sort(people.begin(), people.end(), [](const auto* a, const auto* b) {
            return a->state != b->state ? a->state < b->state : a->waits_as < b->waits_as;
        });
        if (json_) {
            json list = json::array();
            std::transform(people.begin(),
                           people.end(),
                           std::back_inserter(list),
                           [this](const SignUpRecord* one) { return person_json(*one); });
            desk.resources.terminal.print(json{{"date", date->hex()}, {"people", list}}.dump() +
                                          '\n');
            return Exit::done;
        }
        desk.resources.terminal.print(names.of(*date) + "\n" + table_of(people).text());
        return Exit::done;
    }

    [[nodiscard]] TextTable table_of(const std::vector<const SignUpRecord*>& people) const {
        std::vector<TextTable::Column> columns{
            {"Name"}, {"State"}, {"People", Align::right}, {"Under 16", Align::right}, {"Number"}};
        if (contacts_) {
            columns.insert(columns.end(), {{"Phone"}, {"Email"}});
        }
        TextTable table(columns);
        for (const SignUpRecord* one : people) {
            std::vector<std::string> row{name(*one),
                                         std::string(word_of(one->state)),
                                         fmt::to_string(one->party),
                                         fmt::to_string(one->under_16),
                                         one->code == 0 ? "-" : fmt::to_string(one->code)};
            if (contacts_) {
                row.push_back(phone(*one));
                row.push_back(email(*one));
            }
            table.add(row);
        }
        return table;
    }

    [[nodiscard]] json person_json(const SignUpRecord& one) const {
        json object{{"name", name(one)},
                    {"state", word_of(one.state)},
                    {"people", one.party},
                    {"under_16", one.under_16},
                    {"number", one.code}};
        if (contacts_) {
            object["phone"] = phone(one);
            object["email"] = email(one);
        }
        return object;
    }

    static std::string name(const SignUpRecord& one) {
        return one.person.contact ? std::string(one.person.contact->name.view()) : std::string();
    }
    static std::string phone(const SignUpRecord& one) {
        return one.person.contact ? std::string(one.person.contact->phone.view()) : std::string();
    }
    static std::string email(const SignUpRecord& one) {
        return one.person.contact ? std::string(one.person.contact->email.view()) : std::string();
    }

    /// The one date with sign-ups whose id begins so.
    [[nodiscard]] Result<events::OccurrenceId> date_of(const events::State& state) const {
        std::vector<events::OccurrenceId> found;
        for (const SignUpRecord& one : state.sign_ups) {
            const bool known = std::find(found.begin(), found.end(), one.occurrence) != found.end();
            if (!known && one.occurrence.hex().starts_with(date_)) {
                found.push_back(one.occurrence);
            }
        }
        if (found.size() != 1) {
            return Error{found.empty() ? ErrorKind::absent : ErrorKind::refused,
                         fmt::format("{} date with sign-ups has an id that begins with {}. "
                                     "`event signups` lists them",
                                     found.empty() ? "no" : "more than one",
                                     date_)};
        }
        return found.front();
    }

    std::string date_;
    std::string reason_;
    bool contacts_ = false;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_event_signups_verb() {
    return std::make_unique<EventSignupsVerb>();
}

}  // namespace harmony::admin
