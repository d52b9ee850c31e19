#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "admin/cli/event.h"
#include "admin/cli/fact_desk.h"
#include "admin/cli/text_table.h"
#include "admin/export/csv.h"
#include "admin/office_dates.h"

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
        auto* as_json = signups.add_flag("--json", json_, "Prints the list as JSON");
        signups.add_option("--csv", csv_, "Without DATE: a file for spreadsheets to write")
            ->excludes(as_json);
        signups.footer(
            "Example:\n  harmony-admin event signups\n"
            "  harmony-admin event signups 3f2a91c0 --reason \"list for the door\"");
        return signups;
    }

    Result<Exit> run(Desk& desk) override {
        if (date_.empty() && (contacts_ || !reason_.empty())) {
            return Error{ErrorKind::refused, "name the date whose people you want to see"};
        }
        if (!date_.empty() && !csv_.empty()) {
            return Error{ErrorKind::refused,
                         "`event attendees` writes who comes to a date for spreadsheets"};
        }
        if (!date_.empty() && reason_.empty()) {
            return Error{ErrorKind::refused,
                         "say why you look at names: --reason \"list for the door\". It is kept in "
                         "the office's books"};
        }
        const Result<FactDesk> facts = FactDesk::open(desk);
        if (!facts) {
            return facts.error();
        }
        if (const std::uint64_t locked = facts->book.store().locked_facts(); locked > 0) {
            desk.resources.terminal.complain(fmt::format(
                "Note: {} records cannot be opened with the keys of this office.\n", locked));
        }
        return date_.empty() ? list_dates(*facts, desk) : list_people(*facts, desk);
    }

private:
    Result<Exit> list_dates(const FactDesk& facts, Desk& desk) const {
        const auto tallies = tally_dates(facts.book, facts.dates, desk.resources.clock.now());
        if (!tallies) {
            return tallies.error();
        }
        TextTable table({{"Date"},
                         {"What"},
                         {"Coming", Align::right},
                         {"Waiting", Align::right},
                         {"Asked", Align::right},
                         {"Cancelled", Align::right},
                         {"Came", Align::right}});
        TextRows rows{{"date", "what", "coming", "waiting", "asked", "cancelled", "came"}};
        json list = json::array();
        for (const db::FactTally& tally : *tallies) {
            const events::OccurrenceId id = date_of(tally);
            const int people = tally.coming + tally.waiting + tally.asked + tally.cancelled;
            if (id.is_zero() || people + tally.came == 0) {
                continue;
            }
            const std::string what = facts.name_of(id);
            rows.push_back({id.hex().substr(0, shown_letters),
                            what,
                            fmt::to_string(tally.coming),
                            fmt::to_string(tally.waiting),
                            fmt::to_string(tally.asked),
                            fmt::to_string(tally.cancelled),
                            fmt::to_string(tally.came)});
            table.add(rows.back());
            list.push_back({{"date", id.hex()},
                            {"what", what},
                            {"coming", tally.coming},
                            {"waiting", tally.waiting},
                            {"asked", tally.asked},
                            {"cancelled", tally.cancelled},
                            {"came", tally.came}});
        }
        Terminal& terminal = desk.resources.terminal;
        if (!csv_.empty()) {
            const auto written = desk.resources.files.write(
                csv_, base::as_bytes(csv_text(rows)), base::IfPresent::replace, base::private_mode);
            if (!written) {
                return written.error().while_doing("writing " + csv_);
            }
            terminal.print(fmt::format("{} was written.\n", csv_));
        } else if (json_) {
            terminal.print(json{{"dates", list}}.dump() + '\n');
        } else {
            terminal.print(table.empty() ? "Nobody has signed up for anything yet.\n"
                                         : table.text());
        }
        return Exit::done;
    }

    Result<Exit> list_people(const FactDesk& facts, Desk& desk) const {
        const Result<events::OccurrenceId> date = facts.date(date_);
        if (!date) {
            return date.error();
        }
        if (const auto noted = facts.note_look(desk, "signups", date->hex(), reason_); !noted) {
            return noted.error();
        }
        const events::State state = facts.state_of(*date, desk);
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
        desk.resources.terminal.print(facts.name_of(*date) + "\n" + table_of(people).text());
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

    std::string date_;
    std::string reason_;
    std::string csv_;
    bool contacts_ = false;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_event_signups_verb() {
    return std::make_unique<EventSignupsVerb>();
}

}  // namespace harmony::admin
