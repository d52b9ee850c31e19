#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/cases/case_list.h"
#include "admin/cases/case_words.h"
#include "admin/cases/you_said_book.h"
#include "admin/cli/casework.h"
#include "admin/cli/casework_verbs.h"
#include "admin/cli/text_table.h"
#include "admin/report/words.h"
#include "admin/report/you_said_page.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::size_t file_cap = std::size_t{1} << 16U;

CLI::App& you_said_group(CLI::App& app) {
    return word_group(
        app, "you-said", "\"You said, we did\": what came of it, on kiosks and a public page");
}

/// The store alone: items are no facts, and no key is needed to read them.
struct OpenBook {
    std::unique_ptr<Office> office;
    YouSaidBook book;

    static Result<OpenBook> open(Desk& desk) {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        auto book = YouSaidBook::open((*office)->store());
        if (!book) {
            return book.error();
        }
        return OpenBook{std::move(*office), std::move(*book)};
    }
};

std::string_view state_of(const YouSaidItem& item, base::Day today) {
    const bool over = item.state == YouSaidState::published && !is_shown(item, today);
    return over ? "over" : you_said_state_names.at(static_cast<std::size_t>(item.state));
}

/// `you-said add`: a new draft, or another text of one that is not published.
class YouSaidAddVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& add = *you_said_group(app).add_subcommand("add", "Writes an item, as a draft");
        add.add_option("ID", id_, "A short name of your own: canal_lights")->required();
        add.add_option("--case", cases_, "A case behind it, as `case list` shows it; repeatable");
        add.add_option(
            "--question", questions_, "A question behind it, SURVEY:QUESTION; may be repeated");
        add.add_option("--theme", theme_, "What it is about: \"Street lights\"");
        add.add_option("--said", said_, "What residents said, at most 120 letters");
        add.add_option("--did", did_, "What was done, or why not, at most 160 letters");
        add.add_option("--next", next_, "What comes next");
        add.add_flag("--could-not", could_not_, "It could not be done: that is told as well");
        add.add_flag("--could", could_, "It was done after all")->excludes("--could-not");
        add.add_option("--day", day_, "When it was done: 2026-03-18");
        add.add_option("--area", area_, "Where");
        add.add_option("--organisation", organisation_, "Who did it");
        add.add_option("--people", people_, "How many said so: of a release, from 10 on");
        add.add_option("--release", release_, "... and which release");
        add.add_option("--texts",
                       texts_,
                       "A JSON file with theme, said, did, next, picture in several languages, as "
                       "in `you_said` of a content file");
        add.add_flag(
            "--change", change_, "Begins with what the item says now, and changes what is given");
        add.add_option("--by", by_, "Your name")->required();
        add.footer(
            "With --case, theme, --did and --day are taken from the case unless they are given.\n"
            "Example:\n  harmony-admin you-said add canal_lights --case 3f2a91c0 \\\n"
            "      --said \"The path by the canal is dark.\" --by \"R. Patel\"");
        return add;
    }

    Result<Exit> run(Desk& desk) override {
        Result<YouSaidItem> item = begun(desk);
        if (!item) {
            return item.error();
        }
        item->shown.id = id_;
        item->author = by_;
        Result<void> filled = fill_from_file(desk, *item);
        if (filled && !cases_.empty()) {
            filled = fill_from_cases(desk, *item);
        }
        if (filled) {
            filled = fill_from_options(*item);
        }
        if (!filled) {
            return filled.error();
        }
        auto open = OpenBook::open(desk);
        if (!open) {
            return open.error();
        }
        const auto before = open->book.find(id_);
        if (before && before->state == YouSaidState::published) {
            return Error{ErrorKind::refused,
                         "it is published. Retire it first, or give the new one another name"};
        }
        if (Result<void> kept = open->book.keep(*item); !kept) {
            return kept.error();
        }
        desk.resources.terminal.print(fmt::format(
            "{} is a draft now. Next: harmony-admin you-said check {} --by NAME\n", id_, id_));
        return Exit::done;
    }

private:
    /// An empty item, or with `--change` a draft of what it says now.
    [[nodiscard]] Result<YouSaidItem> begun(Desk& desk) const {
        if (!change_) {
            return YouSaidItem{};
        }
        const auto open = OpenBook::open(desk);
        if (!open) {
            return open.error();
        }
        Result<YouSaidItem> item = open->book.find(id_);
        if (item && item->state != YouSaidState::published) {
            item->state = YouSaidState::draft;
            item->checker.clear();
            item->publisher.clear();
            item->published_on.reset();
            item->english_only = false;
        }
        return item;
    }

    Result<void> fill_from_file(Desk& desk, YouSaidItem& item) const {
        if (texts_.empty()) {
            return {};
        }
        const auto bytes = desk.resources.files.read(texts_, file_cap);
        if (!bytes) {
            return bytes.error().while_doing("reading " + texts_);
        }
        json object = json::parse(base::as_text(*bytes), nullptr, false);
        if (!object.is_object()) {
            return Error{ErrorKind::unreadable, texts_ + " is not a JSON object"};
        }
        object["id"] = id_;
        if (!object.contains("day")) {
            object["day"] = day_.empty() ? base::to_iso(desk.resources.clock.today()) : day_;
        }
        const auto town = events::read_town(
            json{{"you_said", json::array({object})}}.dump(), texts_, events::Unknown::refused);
        if (!town) {
            return town.error();
        }
        item.shown = town->you_said.front();
        return {};
    }

    /// What a case says for itself: what was done, and when.
    Result<void> fill_from_cases(Desk& desk, YouSaidItem& item) const {
        const Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        for (const std::string& id : cases_) {
            const auto found = find_case(work->state, id);
            if (!found) {
                return found.error();
            }
            const events::CaseRecord& record = **found;
            item.cases.push_back(record.id.hex());
            if (!record.result) {
                continue;
            }
            if (!item.shown.did.contains("en")) {
                item.shown.did["en"] = record.public_text;
                item.shown.day = record.result_on;
                item.organisation = item.organisation.empty() ? record.owner : item.organisation;
            }
            if (*record.result == events::CaseState::cannot_do) {
                item.result = YouSaidResult::could_not;
            }
            if (!item.shown.theme.contains("en")) {
                item.shown.theme["en"] = std::string(words_of(record.kind));
            }
        }
        return {};
    }

    Result<void> fill_from_options(YouSaidItem& item) const {
        events::YouSaid& shown = item.shown;
        // A translation of what it said before would tell something else.
        const auto put = [this](const std::string& typed, events::LocalText& to) {
            if (!typed.empty() && change_ && to.contains("en") && to.at("en") != typed) {
                to.clear();
            }
            if (!typed.empty()) {
                to["en"] = typed;
            }
        };
        if (!questions_.empty()) {
            item.questions = questions_;
        }
        item.organisation = organisation_.empty() ? item.organisation : organisation_;
        item.people = people_ == 0 ? item.people : people_;
        item.release = release_.empty() ? item.release : release_;
        if (could_not_ || could_) {
            item.result = could_not_ ? YouSaidResult::could_not : YouSaidResult::did;
        }
        put(theme_, shown.theme);
        put(said_, shown.said);
        put(did_, shown.did);
        put(next_, shown.next);
        shown.area = area_.empty() ? shown.area : area_;
        if (!day_.empty()) {
            const auto day = day_of(day_, "--day");
            if (!day) {
                return day.error();
            }
            shown.day = *day;
        }
        if (shown.day == base::Day{}) {
            return Error{ErrorKind::refused, "--day: say when it was done"};
        }
        return {};
    }

    std::string id_;
    std::vector<std::string> cases_;
    std::vector<std::string> questions_;
    std::string theme_;
    std::string said_;
    std::string did_;
    std::string next_;
    std::string day_;
    std::string area_;
    std::string organisation_;
    std::string release_;
    std::string texts_;
    std::string by_;
    int people_ = 0;
    bool could_not_ = false;
    bool could_ = false;
    bool change_ = false;
};

/// `you-said check`, `publish`, `retire`: one item goes on.
class YouSaidStepVerb final : public Verb {
public:
    explicit YouSaidStepVerb(YouSaidState to) : to_(to) {}

    CLI::App& declare(CLI::App& app) override {
        CLI::App& group = you_said_group(app);
        CLI::App* verb = nullptr;
        switch (to_) {
            case YouSaidState::checked:
                verb = group.add_subcommand("check", "Somebody read a draft and finds it right");
                break;
            case YouSaidState::published:
                verb = group.add_subcommand("publish", "Shows a checked item with the next pack");
                verb->add_flag("--english-only",
                               english_only_,
                               "It has no other language, and may be shown in English to all");
                break;
            default: verb = group.add_subcommand("retire", "Takes an item off kiosks and page");
        }
        verb->add_option("ID", id_, "Its short name")->required();
        verb->add_option("--by", by_, "Your name")->required();
        verb->footer(
            fmt::format("Example:\n  harmony-admin you-said {} canal_lights --by \"S. Khan\"",
                        verb->get_name()));
        return *verb;
    }

    Result<Exit> run(Desk& desk) override {
        auto open = OpenBook::open(desk);
        if (!open) {
            return open.error();
        }
        auto item = open->book.find(id_);
        if (!item) {
            return item.error();
        }
        const base::Day today = desk.resources.clock.today();
        if (Result<void> allowed = allow(*item, open->book.needs_second_person()); !allowed) {
            return allowed.error();
        }
        item->state = to_;
        if (to_ == YouSaidState::checked) {
            item->checker = by_;
        }
        if (to_ == YouSaidState::published) {
            item->publisher = by_;
            item->published_on = today;
            item->english_only = english_only_;
        }
        if (Result<void> kept = open->book.keep(*item); !kept) {
            return kept.error();
        }
        desk.resources.terminal.print(fmt::format(
            "{} is {} now.{}\n",
            id_,
            you_said_state_names.at(static_cast<std::size_t>(to_)),
            to_ == YouSaidState::checked ? "" : " Kiosks show it so after the next `publish`."));
        return Exit::done;
    }

private:
    [[nodiscard]] Result<void> allow(const YouSaidItem& item, bool second_person) const {
        const YouSaidState needed =
            to_ == YouSaidState::checked ? YouSaidState::draft : YouSaidState::checked;
        if (to_ == YouSaidState::retired) {
            return {};
        }
        if (item.state != needed) {
            return Error{ErrorKind::refused,
                         fmt::format("it is {}; only a {} item can be {}",
                                     you_said_state_names.at(static_cast<std::size_t>(item.state)),
                                     you_said_state_names.at(static_cast<std::size_t>(needed)),
                                     you_said_state_names.at(static_cast<std::size_t>(to_)))};
        }
        if (second_person && by_ == item.author) {
            return Error{ErrorKind::refused,
                         "its author cannot do this alone: another person must (`you-said "
                         "second-person off` ends this rule)"};
        }
        const bool one_language = item.shown.said.size() < 2 || item.shown.did.size() < 2;
        if (to_ == YouSaidState::published && one_language && !english_only_) {
            return Error{ErrorKind::refused,
                         "it has English alone. Add other languages with `you-said add --texts`, "
                         "or accept that with --english-only"};
        }
        return {};
    }

    YouSaidState to_;
    std::string id_;
    std::string by_;
    bool english_only_ = false;
};

/// `you-said list`.
class YouSaidListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& list = *you_said_group(app).add_subcommand("list", "All items, and who did what");
        list.add_flag("--json", json_, "Prints the list as JSON");
        list.footer("Example:\n  harmony-admin you-said list");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        const auto open = OpenBook::open(desk);
        if (!open) {
            return open.error();
        }
        const base::Day today = desk.resources.clock.today();
        TextTable table({{"Item"}, {"Theme"}, {"State"}, {"Done on"}, {"Cases", Align::right}});
        json list = json::array();
        for (const YouSaidItem& item : open->book.all()) {
            const std::string theme(events::in_language(item.shown.theme, "en"));
            table.add({item.shown.id,
                       theme,
                       std::string(state_of(item, today)),
                       long_date(item.shown.day),
                       fmt::to_string(item.cases.size())});
            list.push_back({{"id", item.shown.id},
                            {"theme", theme},
                            {"state", state_of(item, today)},
                            {"day", base::to_iso(item.shown.day)},
                            {"could_not", item.result == YouSaidResult::could_not},
                            {"cases", item.cases},
                            {"questions", item.questions},
                            {"author", item.author},
                            {"checker", item.checker},
                            {"publisher", item.publisher}});
        }
        desk.resources.terminal.print(json_           ? json{{"items", list}}.dump() + '\n'
                                      : table.empty() ? "There is no item yet.\n"
                                                      : table.text());
        return Exit::done;
    }

private:
    bool json_ = false;
};

/// `you-said second-person on|off`: whether its author may publish an item alone.
class YouSaidRuleVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& rule = *you_said_group(app).add_subcommand(
            "second-person", "Whether another person than the author must check and publish");
        rule.add_option("ON", on_, "on or off")->required();
        rule.footer("Example:\n  harmony-admin you-said second-person on");
        return rule;
    }

    Result<Exit> run(Desk& desk) override {
        if (on_ != "on" && on_ != "off") {
            return Error{ErrorKind::refused, "say on or off"};
        }
        auto open = OpenBook::open(desk);
        if (!open) {
            return open.error();
        }
        const Result<void> kept = open->book.need_second_person(on_ == "on");
        return kept ? Result<Exit>(Exit::done) : kept.error();
    }

private:
    std::string on_;
};

/// `you-said page`: what everybody may read, as one HTML file.
class YouSaidPageVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& page = *you_said_group(app).add_subcommand(
            "page", "Writes the public page, one HTML file for your website");
        page.add_option("--out", out_, "The file")->required();
        page.footer("Example:\n  harmony-admin you-said page --out you-said.html");
        return page;
    }

    Result<Exit> run(Desk& desk) override {
        const Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto book = YouSaidBook::open(work->desk.office->store());
        if (!book) {
            return book.error();
        }
        const std::vector<YouSaidItem> items = items_shown(*book, work->today);
        constexpr unsigned for_all = 0644;
        const std::string markup = render_you_said(items,
                                                   little_things(work->state, work->today),
                                                   work->desk.office->settings().organisation,
                                                   work->today);
        const auto written = desk.resources.files.write(
            out_, base::as_bytes(markup), base::IfPresent::replace, for_all);
        if (!written) {
            return written.error().while_doing("writing " + out_);
        }
        desk.resources.terminal.print(fmt::format("{}: {} items.\n", out_, items.size()));
        return Exit::done;
    }

private:
    std::string out_;
};

}  // namespace

std::vector<std::unique_ptr<Verb>> make_you_said_verbs() {
    std::vector<std::unique_ptr<Verb>> verbs;
    verbs.push_back(std::make_unique<YouSaidAddVerb>());
    verbs.push_back(std::make_unique<YouSaidStepVerb>(YouSaidState::checked));
    verbs.push_back(std::make_unique<YouSaidStepVerb>(YouSaidState::published));
    verbs.push_back(std::make_unique<YouSaidStepVerb>(YouSaidState::retired));
    verbs.push_back(std::make_unique<YouSaidListVerb>());
    verbs.push_back(std::make_unique<YouSaidRuleVerb>());
    verbs.push_back(std::make_unique<YouSaidPageVerb>());
    return verbs;
}

}  // namespace harmony::admin
