#include "admin/cli/person.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/cases/case_words.h"
#include "admin/cli/casework_verbs.h"
#include "admin/cli/text_table.h"
#include "admin/report/words.h"
#include "admin/rights/person_export.h"
#include "admin/rights/person_messages.h"
#include "admin/rights/person_search.h"
#include "admin/rights/rights_register.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

namespace {

constexpr std::size_t longest_words = 160;
constexpr std::size_t fewest_letters = 8;

/// `person find`.
class PersonFindVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& find = *person_group(app).add_subcommand("find", "What is kept about somebody");
        find.add_option("--name", query_.name, "The beginnings of its words");
        find.add_option("--phone", query_.phone, "A phone number");
        find.add_option("--email", query_.email, "An email address");
        find.add_option("--postcode", query_.postcode, "The postcode of a request");
        find.add_option("--code", query_.code, "The nine digits of a ticket");
        find.add_option("--reason", reason_, "Why you look; kept in the office's books")
            ->required();
        find.add_flag("--json", json_, "Prints the list as JSON");
        find.footer(
            "Answers to surveys cannot be found: nobody can tell whose they are.\n"
            "Example:\n  harmony-admin person find --phone \"07700 900123\" --reason \"asked for "
            "a copy\"");
        return find;
    }

    Result<Exit> run(Desk& desk) override {
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto found = find_people(work->state, work->desk.book.all(), query_);
        if (!found) {
            return found.error();
        }
        const Result<void> noted = work->note_look(
            desk, "person-find", fmt::format("{} records found", found->size()), reason_);
        if (!noted) {
            return noted.error();
        }
        TextTable table({{"Record"}, {"In"}, {"Given on"}, {"Name"}, {"Phone"}, {"Email"}});
        json list = json::array();
        for (const FoundPerson& one : *found) {
            const std::string in(person_in_names.at(static_cast<std::size_t>(one.in)));
            const events::Contact contact = one.person->contact.value_or(events::Contact{});
            table.add({short_id(one.subject),
                       in,
                       long_date(one.day),
                       std::string(contact.name.view()),
                       std::string(contact.phone.view()),
                       std::string(contact.email.view())});
            list.push_back({{"id", one.subject.hex()},
                            {"in", in},
                            {"day", base::to_iso(one.day)},
                            {"name", contact.name.view()},
                            {"phone", contact.phone.view()},
                            {"email", contact.email.view()}});
        }
        desk.resources.terminal.print(json_           ? json{{"records", list}}.dump() + '\n'
                                      : table.empty() ? "Nothing is kept that fits.\n"
                                                      : table.text());
        return Exit::done;
    }

private:
    PersonQuery query_;
    std::string reason_;
    bool json_ = false;
};

/// `person export`: the copy that somebody may ask for.
class PersonExportVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *person_group(app).add_subcommand(
            "export", "Writes all that is kept about somebody, for them");
        options_.add_to(verb);
        verb.add_option("--out", out_, "The beginning of the names of both files")->required();
        verb.add_flag("--tell", tell_, "The next `message run` tells them that it is ready");
        verb.footer(
            "Example:\n  harmony-admin person export 3f2a91c0 77aa01bd --out copy --reason "
            "\"asked for a copy\" --for 1");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const OfficeFacts facts = work->desk.book.all();
        const auto subjects = options_.look_at(*work, desk, facts, "person-export");
        if (!subjects) {
            return subjects.error();
        }
        json everything = person_json(
            {subjects->begin(), subjects->end()}, facts, work->desk.office->store(), work->today);
        Result<json> messages = messages_json({desk.resources.files,
                                               work->desk.office->folder(),
                                               desk.resources.random,
                                               desk.resources.clock.now()},
                                              *subjects,
                                              work->desk.office->settings().org,
                                              work->desk.ring);
        if (!messages) {
            return messages.error();
        }
        everything["messages"] = std::move(*messages);
        base::Files& files = desk.resources.files;
        Result<void> written = write_private(files, out_ + ".json", everything.dump(2) + '\n');
        if (written) {
            written =
                write_private(files,
                              out_ + ".html",
                              person_page(everything, work->desk.office->settings().organisation));
        }
        if (written) {
            written = options_.note_step(
                *work, fmt::format("copy of {} records written", subjects->size()));
        }
        if (!written) {
            return written.error();
        }
        desk.resources.terminal.print(
            fmt::format("{0}.html and {0}.json are written. Give them to that person alone, and "
                        "delete them here.\n",
                        out_));
        return tell_ ? tell(*work, *subjects, desk) : Result<Exit>(Exit::done);
    }

private:
    Result<Exit> tell(const Casework& work,
                      const std::set<events::SubjectId>& subjects,
                      Desk& desk) const {
        const auto sequence = options_.request > 0
                                  ? static_cast<std::uint64_t>(options_.request)
                                  : static_cast<std::uint64_t>(base::day_number(work.today));
        const auto told = tell_copy_is_ready({desk.resources.files,
                                              work.desk.office->folder(),
                                              desk.resources.random,
                                              desk.resources.clock.now()},
                                             work.state,
                                             subjects,
                                             sequence);
        if (!told) {
            return told.error();
        }
        desk.resources.terminal.print(*told ? "The next `message run` tells them.\n"
                                            : "They gave no way to be told. Tell them by hand.\n");
        return Exit::done;
    }

    PersonOptions options_;
    std::string out_;
    bool tell_ = false;
};

/// `person request`, `person close`, `person requests`: the register.
class PersonRegisterVerb final : public Verb {
public:
    enum class Does { add, close, list };

    explicit PersonRegisterVerb(Does does) : does_(does) {}

    CLI::App& declare(CLI::App& app) override {
        CLI::App& group = person_group(app);
        if (does_ == Does::add) {
            CLI::App& add =
                *group.add_subcommand("request", "Puts a request into the register: one month");
            add.add_option("KIND", kind_, "access, correct, erase, object or withdraw")->required();
            add.add_option("--received", received_, "The day on which it came")->required();
            add.add_option("--identity", words_, "How you made sure who asks: \"passport seen\"")
                ->required();
            add.footer(
                "Example:\n  harmony-admin person request access --received 2026-09-03 "
                "--identity \"passport seen\"");
            return add;
        }
        if (does_ == Does::close) {
            CLI::App& close = *group.add_subcommand("close", "Closes a request of the register");
            close.add_option("NUMBER", number_, "Its number")->required();
            close.add_option("--outcome", words_, "What came of it, without a name")->required();
            close.footer("Example:\n  harmony-admin person close 1 --outcome \"copy handed over\"");
            return close;
        }
        CLI::App& list = *group.add_subcommand("requests", "The register, by when each is due");
        list.add_flag("--json", json_, "Prints the register as JSON");
        list.footer("Example:\n  harmony-admin person requests");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        auto rights = RightsRegister::open(work->desk.office->store());
        if (!rights) {
            return rights.error();
        }
        const auto words = public_text(words_, longest_words, "what you wrote");
        if (!words) {
            return words.error();
        }
        Terminal& terminal = desk.resources.terminal;
        switch (does_) {
            case Does::add: return add(*rights, *work, *words, terminal);
            case Does::close: {
                const auto closed = rights->close(number_, work->today, *words);
                return closed ? Result<Exit>(Exit::done) : closed.error();
            }
            case Does::list: terminal.print(shown(rights->all(), work->today, terminal)); break;
        }
        return Exit::done;
    }

private:
    Result<Exit> add(RightsRegister& rights,
                     const Casework& work,
                     const std::string& identity,
                     Terminal& terminal) const {
        const auto kind = named<RightsKind>(kind_, rights_kind_names, "kind of request", 0);
        const auto received = day_of(received_, "--received");
        if (!kind || !received) {
            return !kind ? kind.error() : received.error();
        }
        const auto row = rights.add(*kind, *received, identity, work.holidays);
        if (!row) {
            return row.error();
        }
        terminal.print(fmt::format("R{}: answer by {}.\n", row->number, long_date(row->due)));
        return Exit::done;
    }

    [[nodiscard]] std::string shown(const std::vector<RightsRow>& rows,
                                    base::Day today,
                                    const Terminal& terminal) const {
        TextTable table({{"Request"}, {"Kind"}, {"Received"}, {"Steps", Align::right}, {"Due"}});
        json list = json::array();
        for (const RightsRow& row : rows) {
            const bool alert = !row.closed && events::is_access_alert(row.due, today);
            const std::string due =
                row.closed ? "closed: " + row.outcome : due_words(row.due, today);
            table.add({fmt::format("R{}", row.number),
                       std::string(rights_kind_names.at(static_cast<std::size_t>(row.kind))),
                       long_date(row.received),
                       fmt::to_string(row.steps.size()),
                       alert ? red(terminal, due) : due});
            list.push_back({{"number", row.number},
                            {"kind", rights_kind_names.at(static_cast<std::size_t>(row.kind))},
                            {"received", base::to_iso(row.received)},
                            {"due", base::to_iso(row.due)},
                            {"remind", alert},
                            {"identity", row.identity},
                            {"steps", row.steps},
                            {"closed", row.closed ? json(base::to_iso(*row.closed)) : json()},
                            {"outcome", row.outcome}});
        }
        return json_           ? json{{"requests", list}}.dump() + '\n'
               : table.empty() ? "The register is empty.\n"
                               : table.text();
    }

    Does does_;
    std::string kind_;
    std::string received_;
    std::string words_;
    int number_ = 0;
    bool json_ = false;
};

}  // namespace

CLI::App& person_group(CLI::App& app) {
    return word_group(app, "person", "What people may ask of what is kept about them");
}

void PersonOptions::add_to(CLI::App& verb) {
    verb.add_option("RECORDS", ids, "Ids, as `person find` shows them")->required();
    verb.add_option("--reason", reason, "Why; kept in the office's books")->required();
    verb.add_option("--for", request, "The number of the request in the register");
}

Result<std::set<events::SubjectId>> PersonOptions::subjects(const OfficeFacts& facts) const {
    std::set<events::SubjectId> all;
    for (const std::string& id : ids) {
        std::set<events::SubjectId> found;
        for (const events::KnownFact& fact : facts.facts) {
            const events::SubjectId& subject = fact.head().subject;
            if (!subject.is_zero() && subject.hex().starts_with(id)) {
                found.insert(subject);
            }
        }
        if (id.size() < fewest_letters || found.size() != 1) {
            return Error{found.empty() ? ErrorKind::absent : ErrorKind::refused,
                         fmt::format("{} record is called {}. `person find` shows their ids",
                                     found.size() > 1 ? "more than one" : "no",
                                     id)};
        }
        all.insert(*found.begin());
    }
    return all;
}

Result<std::set<events::SubjectId>> PersonOptions::look_at(Casework& work,
                                                           Desk& desk,
                                                           const OfficeFacts& facts,
                                                           const std::string& what) const {
    Result<std::set<events::SubjectId>> found = subjects(facts);
    if (!found) {
        return found;
    }
    const Result<void> noted = work.note_look(desk, what, ids_of(*found), reason);
    return noted ? std::move(found) : noted.error();
}

Result<void> PersonOptions::note_step(Casework& work, const std::string& what) const {
    if (request == 0) {
        return {};
    }
    auto rights = RightsRegister::open(work.desk.office->store());
    return rights ? rights->step(request, base::to_iso(work.today) + " " + what)
                  : Result<void>(rights.error());
}

std::string ids_of(const std::set<events::SubjectId>& subjects) {
    std::string all;
    for (const events::SubjectId& subject : subjects) {
        all += (all.empty() ? "" : " ") + short_id(subject);
    }
    return all;
}

std::vector<std::unique_ptr<Verb>> make_person_verbs() {
    using Does = PersonRegisterVerb::Does;
    std::vector<std::unique_ptr<Verb>> verbs;
    verbs.push_back(std::make_unique<PersonFindVerb>());
    verbs.push_back(std::make_unique<PersonExportVerb>());
    verbs.push_back(make_person_correct_verb());
    verbs.push_back(make_person_withdraw_verb());
    verbs.push_back(make_person_erase_verb());
    verbs.push_back(std::make_unique<PersonRegisterVerb>(Does::add));
    verbs.push_back(std::make_unique<PersonRegisterVerb>(Does::list));
    verbs.push_back(std::make_unique<PersonRegisterVerb>(Does::close));
    return verbs;
}

}  // namespace harmony::admin
