#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/cli/desk.h"
#include "admin/cli/numbers_verbs.h"
#include "admin/cli/summarise.h"
#include "admin/findings.h"
#include "admin/numbers/terminal_table.h"
#include "admin/report/table_view.h"
#include "admin/report/words.h"
#include "summary/change.h"

// What changed between two waves, and how one question went over time.

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;
using summary::Direction;
using summary::PublishedChange;
using summary::PublishedTable;

constexpr std::size_t terminal_width = 100;

/// A change and the table that it stands in.
struct ListedChange {
    const PublishedTable* table = nullptr;
    PublishedChange change;
};

/// All changes of the questions that are asked for, judged together.
std::vector<ListedChange> listed_changes(const summary::Publishable& numbers,
                                         const std::vector<std::string>& questions,
                                         bool holm) {
    std::vector<ListedChange> changes;
    for (const PublishedTable& table : numbers.tables()) {
        const bool wanted =
            questions.empty() ||
            std::find(questions.begin(), questions.end(), table.question.name) != questions.end();
        for (const PublishedChange& change : table.changes) {
            if (wanted) {
                changes.push_back({&table, change});
            }
        }
    }
    std::vector<std::optional<double>> p;
    for (const ListedChange& one : changes) {
        p.push_back(one.change.p);
    }
    const auto adjusted = holm ? summary::holm(p) : summary::benjamini_hochberg(p);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (adjusted[i]) {
            changes[i].change.direction = direction_of(changes[i].change, *adjusted[i]);
        }
    }
    return changes;
}

class ChangeVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& summarise =
            word_group(app, "summarise", "Says in the terminal what residents told us");
        CLI::App& change =
            *summarise.add_subcommand("change", "What changed from one wave to another");
        change.add_option("--survey", survey_, "The survey's form_id")->required();
        change.add_option("--from", from_, "The earlier wave, such as 2026-q1")->required();
        change.add_option("--to", to_, "The later wave")->required();
        change.add_option("--question", questions_, "These questions alone");
        change.add_option("--adjust", adjust_, "How changes are judged together")
            ->check(CLI::IsMember({"holm", "bh"}))
            ->capture_default_str();
        change.add_flag("--json", json_, "Prints the numbers as JSON");
        change.footer(
            "Example:\n  harmony-admin summarise change --survey neighbourhood --from "
            "2026-q1 --to 2026-q2");
        return change;
    }

    Result<Exit> run(Desk& desk) override {
        if (from_ == to_) {
            return Error{ErrorKind::refused, "a wave does not change against itself"};
        }
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        FindingsOrder order{survey_,
                            {CountBy::wave},
                            summary::Audience::internal,
                            "",
                            desk.resources.clock.today()};
        order.compared.emplace(from_, to_);
        const Result<Findings> findings = find_out(**office, order);
        if (!findings) {
            return findings.error();
        }
        const auto& waves = findings->numbers.provenance().fieldwork.waves;
        for (const std::string& wanted : {from_, to_}) {
            if (std::none_of(waves.begin(), waves.end(), [&](const summary::Wave& wave) {
                    return wave.id == wanted;
                })) {
                return Error{ErrorKind::absent,
                             fmt::format("{} has no answers of wave {}. It has: {}",
                                         survey_,
                                         wanted,
                                         names_of(waves))};
            }
        }
        const std::vector<ListedChange> changes =
            listed_changes(findings->numbers, questions_, adjust_ == "holm");
        desk.resources.terminal.print(json_ ? as_json(changes) : as_text(changes, *findings));
        return Exit::done;
    }

private:
    static std::string names_of(const std::vector<summary::Wave>& waves) {
        std::vector<std::string> ids;
        for (const summary::Wave& wave : waves) {
            ids.push_back(wave.id);
        }
        return fmt::format("{}", fmt::join(ids, ", "));
    }

    [[nodiscard]] std::string as_text(const std::vector<ListedChange>& changes,
                                      const Findings& findings) const {
        const ReportInput input{findings.numbers, findings.texts};
        std::string text = internal_mark(input) + "\n\n";
        text += fmt::format("{} to {}\n",
                            group_label(findings.texts, summary::wave_grouping, from_),
                            group_label(findings.texts, summary::wave_grouping, to_));
        std::string question;
        for (const ListedChange& one : changes) {
            if (one.table->question.name != question) {
                question = one.table->question.name;
                text += "\n" + question_label(findings.texts, question) + "\n";
            }
            text += fmt::format("  {}: {}.\n",
                                changed_answers(findings.texts, *one.table, one.change),
                                change_text(one.change));
        }
        if (changes.empty()) {
            text += "\nNo share has enough answers in both waves.\n";
        }
        return text + "\nSome people may have answered in both.\n\n" + caveat(input) + "\n";
    }

    [[nodiscard]] std::string as_json(const std::vector<ListedChange>& changes) const {
        json list = json::array();
        for (const ListedChange& one : changes) {
            const bool known = one.change.direction != Direction::too_few;
            list.push_back(
                {{"question", one.table->question.name},
                 {"answer",
                  one.change.choice ? json(one.table->question.choices[*one.change.choice].name)
                                    : json("top")},
                 {"result",
                  one.change.direction == Direction::went_up           ? "up"
                  : one.change.direction == Direction::went_down       ? "down"
                  : one.change.direction == Direction::no_clear_change ? "no_clear_change"
                                                                       : "too_few"},
                 {"points", known ? json(one.change.points) : json()},
                 {"low", known ? json(one.change.low) : json()},
                 {"high", known ? json(one.change.high) : json()},
                 {"could_have_seen", known ? json(one.change.could_have_seen) : json()}});
        }
        return json{{"survey", survey_}, {"from", from_}, {"to", to_}, {"changes", list}}.dump() +
               '\n';
    }

    std::string survey_;
    std::string from_;
    std::string to_;
    std::vector<std::string> questions_;
    std::string adjust_ = "holm";
    bool json_ = false;
};

class TrendVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& summarise =
            word_group(app, "summarise", "Says in the terminal what residents told us");
        CLI::App& trend = *summarise.add_subcommand("trend", "How one question went over time");
        trend.add_option("NAME", question_, "The question's name")->required();
        trend.add_option("--survey", survey_, "The survey's form_id, where several ask it");
        trend.add_option("--codes", codes_, "These answers alone, by their names in the survey")
            ->delimiter(',');
        trend.add_option("--by", by_, "A point a wave or a month")
            ->check(CLI::IsMember({"wave", "month"}))
            ->capture_default_str();
        trend.footer("Example:\n  harmony-admin summarise trend safe_dark --by month");
        return trend;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const Result<std::vector<std::string>> surveys =
            surveys_asking(**office, survey_, question_);
        if (!surveys) {
            return surveys.error();
        }
        for (const std::string& survey : *surveys) {
            const FindingsOrder order{survey,
                                      {breakdown_of(by_)},
                                      summary::Audience::internal,
                                      question_,
                                      desk.resources.clock.today()};
            const Result<Findings> findings = find_out(**office, order);
            if (!findings) {
                return findings.error();
            }
            if (auto known = check_codes(*findings); !known) {
                return known.error();
            }
            desk.resources.terminal.print(render_trend(
                {findings->numbers, findings->texts}, question_, by_, terminal_width, codes_));
        }
        return Exit::done;
    }

private:
    /// Errors: absent (names the answers that there are).
    [[nodiscard]] Result<void> check_codes(const Findings& findings) const {
        for (const summary::PublishedTable& table : findings.numbers.tables()) {
            std::vector<std::string> names;
            for (const summary::Choice& choice : table.question.choices) {
                names.push_back(choice.name);
            }
            for (const std::string& code : codes_) {
                if (table.question.name == question_ && table.grouping.empty() &&
                    std::find(names.begin(), names.end(), code) == names.end()) {
                    return Error{ErrorKind::absent,
                                 fmt::format("{} has no answer called {}. It has: {}",
                                             question_,
                                             code,
                                             fmt::join(names, ", "))};
                }
            }
        }
        return {};
    }

    std::string survey_;
    std::string question_;
    std::vector<std::string> codes_;
    std::string by_ = "wave";
};

}  // namespace

std::unique_ptr<Verb> make_change_verb() {
    return std::make_unique<ChangeVerb>();
}

std::unique_ptr<Verb> make_trend_verb() {
    return std::make_unique<TrendVerb>();
}

}  // namespace harmony::admin
