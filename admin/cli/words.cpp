#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/cli/desk.h"
#include "admin/cli/numbers_verbs.h"
#include "admin/numbers/free_words.h"
#include "admin/tables.h"

// People's own words, read by a person before anybody else sees them.

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr const char* about_words = "What people wrote in their own words, read before it is shown";

std::string marked(const FreeWords& words) {
    std::vector<std::string> parts;
    for (const summary::TextMark& mark : words.marks) {
        parts.push_back(fmt::format(
            "{} ({})", words.text.substr(mark.first, mark.length), mark_in_words(mark.kind)));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

/// Of all surveys that have answers.
Result<std::vector<FreeWords>> all_words(Office& office, base::RandomSource& random) {
    std::vector<FreeWords> all;
    for (const SurveyCount& survey : count_responses(office.store())) {
        if (survey.responses == 0) {
            continue;
        }
        Result<std::vector<FreeWords>> words = load_words(office.store(), survey.id, random);
        if (!words) {
            return words.error();
        }
        std::move(words->begin(), words->end(), std::back_inserter(all));
    }
    return all;
}

class WordsListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& list = *word_group(app, "words", about_words)
                              .add_subcommand("list", "Shows texts that wait, and those decided");
        list.add_option("--reason", reason_, "Why you read them; it is noted")->required();
        list.add_option("--survey", survey_, "Of one survey");
        list.add_option("--state", state_, "held (waiting), released, redacted, refused or all")
            ->check(CLI::IsMember({"held", "released", "redacted", "refused", "all"}))
            ->capture_default_str();
        list.add_flag("--json", json_, "Prints them as JSON");
        list.footer(
            "A text without marks waits too: marks are suggestions.\nExample:\n  "
            "harmony-admin words list --reason \"quotes for the spring report\"");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        if (auto noted = (*office)->store().note({desk.resources.clock.today(),
                                                  "words read",
                                                  survey_.empty() ? "all surveys" : survey_,
                                                  reason_});
            !noted) {
            return noted.error();
        }
        const Result<std::vector<FreeWords>> words =
            survey_.empty() ? all_words(**office, desk.resources.random)
                            : load_words((*office)->store(), survey_, desk.resources.random);
        if (!words) {
            return words.error();
        }
        json list = json::array();
        std::string text;
        for (const FreeWords& one : *words) {
            if (state_ != "all" && state_word(one.state) != state_) {
                continue;
            }
            list.push_back({{"id", one.id},
                            {"survey", one.survey},
                            {"question", one.question},
                            {"text", one.text},
                            {"state", state_word(one.state)},
                            {"marks", one.marks.size()}});
            text += fmt::format("{}  {}, {}, {}\n  {}\n{}",
                                one.id,
                                one.survey,
                                one.question,
                                state_word(one.state),
                                one.text,
                                one.marks.empty() ? "" : "  Marked: " + marked(one) + "\n");
        }
        desk.resources.terminal.print(
            json_          ? list.dump() + '\n'
            : text.empty() ? "No text is in that state.\n"
                           : "INTERNAL: not to leave the office.\nIf somebody tells of danger or a "
                             "crime: use the local safeguarding card. Nothing is passed on by "
                             "itself.\n\n" +
                                 text);
        return Exit::done;
    }

private:
    std::string reason_;
    std::string survey_;
    std::string state_ = "held";
    bool json_ = false;
};

/// `words release`, `redact`, `hold`, `refuse`: one class, since they differ in what is kept.
class WordsDecideVerb final : public Verb {
public:
    WordsDecideVerb(WordState state, const char* word, const char* about)
        : state_(state), word_(word), about_(about) {}

    CLI::App& declare(CLI::App& app) override {
        CLI::App& decide = *word_group(app, "words", about_words).add_subcommand(word_, about_);
        decide.add_option("ID", ids_, "Texts, by the first word of their line")->required();
        decide.add_option("--reason", reason_, "Why; it is kept")->required();
        if (state_ == WordState::redacted) {
            decide.add_option("--words",
                              out_,
                              "Words that are replaced by [removed], beside what "
                              "is marked");
        }
        decide.footer(fmt::format("Example:\n  harmony-admin words {} 1a2b3c4d{} --reason \"read\"",
                                  word_,
                                  state_ == WordState::redacted ? " --words \"Mr Shah\"" : ""));
        return decide;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const Result<std::vector<FreeWords>> words = all_words(**office, desk.resources.random);
        if (!words) {
            return words.error();
        }
        std::vector<WordDecision> decisions;
        for (const std::string& id : ids_) {
            Result<WordDecision> decision = decide(*words, id, desk.resources.clock.today());
            if (!decision) {
                return decision.error();
            }
            decisions.push_back(std::move(*decision));
        }
        for (const WordDecision& decision : decisions) {
            if (auto done = decide_words((*office)->store(), decision); !done) {
                return done.error();
            }
            desk.resources.terminal.print(
                fmt::format("{}: {}{}\n",
                            decision.id,
                            state_word(state_),
                            decision.shown.empty() ? "" : "\n  " + decision.shown));
        }
        return Exit::done;
    }

private:
    [[nodiscard]] Result<WordDecision> decide(const std::vector<FreeWords>& words,
                                              const std::string& id,
                                              base::Day today) const {
        const auto found =
            std::find_if(words.begin(), words.end(), [&](const auto& one) { return one.id == id; });
        if (found == words.end()) {
            return Error{ErrorKind::absent,
                         fmt::format("there is no text {}. See: harmony-admin words list", id)};
        }
        WordDecision decision{id, state_, "", reason_, today};
        if (state_ == WordState::redacted) {
            Result<std::string> shown = take_out(*found, out_);
            if (!shown) {
                return shown.error();
            }
            decision.shown = std::move(*shown);
        } else if (state_ == WordState::released) {
            decision.shown = found->text;
        }
        return decision;
    }

    WordState state_;
    const char* word_;
    const char* about_;
    std::vector<std::string> ids_;
    std::string reason_;
    std::vector<std::string> out_;
};

}  // namespace

std::unique_ptr<Verb> make_words_list_verb() {
    return std::make_unique<WordsListVerb>();
}

std::unique_ptr<Verb> make_words_release_verb() {
    return std::make_unique<WordsDecideVerb>(
        WordState::released, "release", "Lets reports show a text as it was written");
}

std::unique_ptr<Verb> make_words_redact_verb() {
    return std::make_unique<WordsDecideVerb>(
        WordState::redacted, "redact", "Lets reports show a text without some of its words");
}

std::unique_ptr<Verb> make_words_hold_verb() {
    return std::make_unique<WordsDecideVerb>(
        WordState::held, "hold", "Takes a text back: no report shows it");
}

std::unique_ptr<Verb> make_words_refuse_verb() {
    return std::make_unique<WordsDecideVerb>(
        WordState::refused, "refuse", "Keeps a text out of every report, for good");
}

}  // namespace harmony::admin
