#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/cli/desk.h"
#include "admin/cli/numbers_verbs.h"
#include "admin/numbers/release_register.h"
#include "admin/report/words.h"

// What left the office: the list of releases, what came between two, taking one back.

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr const char* about_release = "What was given out, and what may be given out beside it";

class ReleaseListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& list = *word_group(app, "release", about_release)
                              .add_subcommand("list", "Lists the releases that were made");
        list.add_flag("--json", json_, "Prints them as JSON");
        list.footer("Example:\n  harmony-admin release list");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const Result<std::vector<ReleaseEntry>> releases = load_releases((*office)->store());
        if (!releases) {
            return releases.error();
        }
        json list = json::array();
        std::string text;
        for (const ReleaseEntry& entry : *releases) {
            list.push_back({{"number", entry.number},
                            {"made", base::to_iso(entry.made)},
                            {"survey", entry.survey},
                            {"audience", entry.audience},
                            {"wave", entry.wave},
                            {"rounding", entry.rounding},
                            {"responses", entry.marks.size()},
                            {"withdrawn", entry.withdrawn ? json(*entry.withdrawn) : json()}});
            text += fmt::format("{:>3}  {}  {:<24} {:<8} {:<14} {:>8} responses{}{}\n",
                                entry.number,
                                base::to_iso(entry.made),
                                entry.survey,
                                entry.audience,
                                entry.wave.empty() ? "all days" : entry.wave,
                                grouped_digits(entry.marks.size()),
                                entry.rounding == 1 ? "" : ", rounded",
                                entry.withdrawn ? ", withdrawn: " + *entry.withdrawn : "");
        }
        desk.resources.terminal.print(json_          ? list.dump() + '\n'
                                      : text.empty() ? "Nothing was released yet.\n"
                                                     : text);
        return Exit::done;
    }

private:
    bool json_ = false;
};

/// The entry of a number. Errors: absent.
Result<const ReleaseEntry*> entry_numbered(const std::vector<ReleaseEntry>& releases,
                                           std::uint64_t number) {
    if (number < 1 || number > releases.size()) {
        return Error{
            ErrorKind::absent,
            fmt::format("there is no release {}. See: harmony-admin release list", number)};
    }
    return &releases[number - 1];
}

class ReleaseCompareVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& compare =
            *word_group(app, "release", about_release)
                 .add_subcommand("compare", "What came and went between two releases");
        compare.add_option("A", first_, "The earlier one's number")->required();
        compare.add_option("B", second_, "The later one's number")->required();
        compare.footer("Example:\n  harmony-admin release compare 1 2");
        return compare;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const Result<std::vector<ReleaseEntry>> releases = load_releases((*office)->store());
        if (!releases) {
            return releases.error();
        }
        const auto before = entry_numbered(*releases, first_);
        const auto next = entry_numbered(*releases, second_);
        if (!before || !next) {
            return before ? next.error() : before.error();
        }
        desk.resources.terminal.print(in_words(**before, **next));
        return Exit::done;
    }

private:
    static std::string in_words(const ReleaseEntry& before, const ReleaseEntry& next) {
        const BaseChanges changes = compare_marks(before.marks, next.marks);
        const auto all = [](const std::map<std::string, std::uint64_t>& counts) {
            const auto at = counts.find("*");
            return at == counts.end() ? std::uint64_t{0} : at->second;
        };
        std::string text = fmt::format(
            "INTERNAL: not to leave the office.\nRelease {} ({}) and release {} ({}): {} responses "
            "in both, {} came, {} went.\n",
            before.number,
            base::to_iso(before.made),
            next.number,
            base::to_iso(next.made),
            grouped_digits(changes.in_common),
            grouped_digits(all(changes.added)),
            grouped_digits(all(changes.removed)));
        std::size_t more = 0;
        for (const auto& [name, n] : next.printed) {
            const auto was = before.printed.find(name);
            more += was != before.printed.end() && was->second != n ? 1 : 0;
        }
        text += fmt::format("{} numbers stand in both with another value.\n", more);
        for (const std::string& sentence : guard_sentences(next, before)) {
            text += sentence + ".\n";
        }
        return text;
    }

    std::uint64_t first_ = 0;
    std::uint64_t second_ = 0;
};

class ReleaseWithdrawVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& withdraw = *word_group(app, "release", about_release)
                                  .add_subcommand("withdraw", "Takes a release back, publicly");
        withdraw.add_option("NUMBER", number_, "Its number in the list")->required();
        withdraw.add_option("--reason", reason_, "Why; it is printed and kept")->required();
        withdraw.footer(
            "Whoever kept a copy can still compare it with the next release.\nExample:\n"
            "  harmony-admin release withdraw 3 --reason \"Wrong wave\"");
        return withdraw;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        if (auto done = withdraw_release(
                (*office)->store(), number_, reason_, desk.resources.clock.today());
            !done) {
            return done.error();
        }
        desk.resources.terminal.print(
            fmt::format("Release {} is withdrawn: {}. Take its files down where they stand.\n",
                        number_,
                        reason_));
        return Exit::done;
    }

private:
    std::uint64_t number_ = 0;
    std::string reason_;
};

}  // namespace

std::unique_ptr<Verb> make_release_list_verb() {
    return std::make_unique<ReleaseListVerb>();
}

std::unique_ptr<Verb> make_release_compare_verb() {
    return std::make_unique<ReleaseCompareVerb>();
}

std::unique_ptr<Verb> make_release_withdraw_verb() {
    return std::make_unique<ReleaseWithdrawVerb>();
}

}  // namespace harmony::admin
