#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/desk.h"
#include "admin/cli/numbers_verbs.h"
#include "admin/numbers/markers.h"
#include "admin/numbers/waves.h"
#include "admin/numbers/weighting.h"
#include "admin/tables.h"

// What an officer tells the office about its numbers: waves, what happened on which day, and what
// answers are weighted by.

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<base::Day> day_of(const std::string& text) {
    const auto day = base::day_from_iso(text);
    return day ? Result<base::Day>(*day)
               : Error{ErrorKind::refused,
                       fmt::format("'{}' is not a date. Write it as 2026-03-30", text)};
}

CLI::App& summarise_group(CLI::App& app, const char* word, const char* about) {
    CLI::App& summarise =
        word_group(app, "summarise", "Says in the terminal what residents told us");
    return word_group(summarise, word, about);
}

class WaveAddVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& add = *summarise_group(app, "wave", "Spans of days that are looked at as one")
                             .add_subcommand("add", "Names a wave");
        add.add_option("NAME", name_, "What it is called")->required();
        add.add_option("FIRST", first_, "Its first day, such as 2026-01-12")->required();
        add.add_option("LAST", last_, "Its last day")->required();
        add.footer(
            "Days outside named waves belong to their calendar quarter.\nExample:\n"
            "  harmony-admin summarise wave add \"before the order\" 2026-01-12 2026-02-28");
        return add;
    }

    Result<Exit> run(Desk& desk) override {
        const Result<base::Day> first = day_of(first_);
        const Result<base::Day> last = day_of(last_);
        auto office = open_office(desk);
        if (!first || !last || !office) {
            return !first ? first.error() : !last ? last.error() : office.error();
        }
        Result<Waves> waves = Waves::load((*office)->store());
        if (!waves) {
            return waves.error();
        }
        if (auto added = waves->add(name_, *first, *last); !added) {
            return added.error();
        }
        if (auto saved = waves->save((*office)->store()); !saved) {
            return saved.error();
        }
        desk.resources.terminal.print(
            fmt::format("Wave \"{}\": {} to {}.\n", name_, first_, last_));
        return Exit::done;
    }

private:
    std::string name_;
    std::string first_;
    std::string last_;
};

class WaveRemoveVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& remove = *summarise_group(app, "wave", "Spans of days that are looked at as one")
                                .add_subcommand("remove", "Takes a wave's name away");
        remove.add_option("NAME", name_, "What it is called")->required();
        remove.footer("No answer is lost: its days belong to their calendar quarter again.");
        return remove;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        Result<Waves> waves = Waves::load((*office)->store());
        if (!waves) {
            return waves.error();
        }
        if (auto removed = waves->remove(name_); !removed) {
            return removed.error();
        }
        const auto saved = waves->save((*office)->store());
        return saved ? Result<Exit>(Exit::done) : saved.error();
    }

private:
    std::string name_;
};

class WaveListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& list = *summarise_group(app, "wave", "Spans of days that are looked at as one")
                              .add_subcommand("list", "Lists the waves that the office named");
        list.footer("Example:\n  harmony-admin summarise wave list");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const Result<Waves> waves = Waves::load((*office)->store());
        if (!waves) {
            return waves.error();
        }
        std::string text;
        for (const summary::Wave& wave : waves->named()) {
            text += fmt::format(
                "{} to {}  {}\n", base::to_iso(wave.first), base::to_iso(wave.last), wave.name);
        }
        desk.resources.terminal.print(
            text + (text.empty() ? "Waves are calendar quarters: 2026-q1 and so on.\n"
                                 : "All other days belong to calendar quarters.\n"));
        return Exit::done;
    }
};

class MarkerAddVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& add = *summarise_group(app, "marker", "What happened on which day, for trends")
                             .add_subcommand("add", "Notes what happened on a day");
        add.add_option("DATE", date_, "The day, such as 2026-03-30")->required();
        add.add_option("TEXT", text_, "What happened: \"Day of action, High Street\"")->required();
        add.footer(
            "It stands under trends. Example:\n  harmony-admin summarise marker add "
            "2026-03-30 \"Extra patrols begin\"");
        return add;
    }

    Result<Exit> run(Desk& desk) override {
        const Result<base::Day> day = day_of(date_);
        auto office = open_office(desk);
        if (!day || !office) {
            return day ? office.error() : day.error();
        }
        Result<std::vector<ActivityMarker>> markers = load_markers((*office)->store());
        if (!markers) {
            return markers.error();
        }
        markers->push_back({*day, text_});
        const auto saved = save_markers((*office)->store(), std::move(*markers));
        return saved ? Result<Exit>(Exit::done) : saved.error();
    }

private:
    std::string date_;
    std::string text_;
};

class MarkerListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& list = *summarise_group(app, "marker", "What happened on which day, for trends")
                              .add_subcommand("list", "Lists them, with their numbers");
        list.footer("Example:\n  harmony-admin summarise marker list");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const Result<std::vector<ActivityMarker>> markers = load_markers((*office)->store());
        if (!markers) {
            return markers.error();
        }
        std::string text;
        for (std::size_t i = 0; i < markers->size(); ++i) {
            text += fmt::format(
                "{:>3}  {}  {}\n", i + 1, base::to_iso((*markers)[i].day), (*markers)[i].text);
        }
        desk.resources.terminal.print(text.empty() ? "There are no markers.\n" : text);
        return Exit::done;
    }
};

class MarkerRemoveVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& remove = *summarise_group(app, "marker", "What happened on which day, for trends")
                                .add_subcommand("remove", "Takes one away");
        remove.add_option("NUMBER", number_, "Its number in the list")->required();
        return remove;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        Result<std::vector<ActivityMarker>> markers = load_markers((*office)->store());
        if (!markers) {
            return markers.error();
        }
        if (number_ < 1 || number_ > markers->size()) {
            return Error{ErrorKind::absent,
                         fmt::format("there is no marker {}. See: harmony-admin summarise marker "
                                     "list",
                                     number_)};
        }
        markers->erase(markers->begin() + static_cast<std::ptrdiff_t>(number_ - 1));
        const auto saved = save_markers((*office)->store(), std::move(*markers));
        return saved ? Result<Exit>(Exit::done) : saved.error();
    }

private:
    std::size_t number_ = 0;
};

/// `summarise weights`: what answers are weighted by, tried on every survey that has answers.
class WeightsVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& summarise =
            word_group(app, "summarise", "Says in the terminal what residents told us");
        CLI::App& weights = *summarise.add_subcommand(
            "weights", "Says what answers are weighted by, in reports and here");
        weights.add_option("--file", file_, "A weighting file (guide: numbers.md)");
        weights.add_flag("--try", try_, "Shows what it would do and keeps nothing");
        weights.add_flag("--none", none_, "Nothing is weighted from now on");
        weights.footer(
            "Without options it says what is kept.\nExample:\n"
            "  harmony-admin summarise weights --file census.toml --try");
        return weights;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        db::OfficeStore& store = (*office)->store();
        if (none_) {
            const auto kept = keep_weighting(store, std::nullopt);
            return kept ? Result<Exit>(Exit::done) : kept.error();
        }
        std::optional<WeightingTexts> texts;
        Result<std::optional<WeightingFile>> file = kept_weighting(store);
        if (!file_.empty()) {
            auto loaded = load_weighting_texts(desk.resources.files, file_);
            if (!loaded) {
                return loaded.error();
            }
            texts = std::move(*loaded);
            Result<WeightingFile> read =
                read_weighting(texts->toml, texts->name, texts->population);
            if (!read) {
                return read.error();
            }
            file = std::optional(std::move(*read));
        }
        if (!file) {
            return file.error();
        }
        if (!*file) {
            desk.resources.terminal.print(
                "Nothing is weighted. Give a weighting file: harmony-admin summarise weights "
                "--file census.toml\n");
            return Exit::done;
        }
        std::string text = fmt::format("{} ({})\n", (*file)->name, (*file)->source);
        for (const SurveyCount& survey : count_responses(store)) {
            const auto told =
                survey.responses > 0
                    ? try_weighting(store, survey.id, **file, desk.resources.clock.today())
                    : Result<std::string>(std::string());
            if (!told) {
                return told.error();
            }
            text += *told;
        }
        if (texts && !try_) {
            if (auto kept = keep_weighting(store, texts); !kept) {
                return kept.error();
            }
            text += "\nKept: reports and `summarise` are weighted from now on.\n";
        }
        desk.resources.terminal.print(text);
        return Exit::done;
    }

private:
    static std::string margin_lines(const summary::Weighting& weighting) {
        std::string text =
            fmt::format("  {:<28} {:>7} {:>7} {:>7}\n", "", "target", "before", "after");
        for (const summary::MarginLine& line : weighting.lines) {
            text += fmt::format(
                "  {:<28} {:>5} % {:>5} % {:>5} %\n",
                line.question + ": " + (line.level.empty() ? "(not stated)" : line.level),
                line.target,
                line.before.value_or(0),
                line.after);
        }
        return text;
    }

    static Result<std::string> try_weighting(db::OfficeStore& store,
                                             const std::string& survey,
                                             const WeightingFile& file,
                                             base::Day today) {
        const Result<summary::Weighting> told = weighting_of(store, survey, file, today);
        if (!told) {
            return told.error();
        }
        if (!told->applied()) {
            return fmt::format("\n{}: not weighted. {}\n", survey, told->refusal);
        }
        std::string text = fmt::format("\n{}: weighted; all answers are worth {}.\n{}",
                                       survey,
                                       told->worth,
                                       margin_lines(*told));
        for (const std::string& wave : told->small_waves) {
            text += fmt::format("  {}: too few answers to weight.\n", wave);
        }
        for (const std::string& warning : told->warnings) {
            text += "  " + warning + "\n";
        }
        return text;
    }

    std::string file_;
    bool try_ = false;
    bool none_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_wave_add_verb() {
    return std::make_unique<WaveAddVerb>();
}

std::unique_ptr<Verb> make_wave_remove_verb() {
    return std::make_unique<WaveRemoveVerb>();
}

std::unique_ptr<Verb> make_wave_list_verb() {
    return std::make_unique<WaveListVerb>();
}

std::unique_ptr<Verb> make_marker_add_verb() {
    return std::make_unique<MarkerAddVerb>();
}

std::unique_ptr<Verb> make_marker_list_verb() {
    return std::make_unique<MarkerListVerb>();
}

std::unique_ptr<Verb> make_marker_remove_verb() {
    return std::make_unique<MarkerRemoveVerb>();
}

std::unique_ptr<Verb> make_weights_verb() {
    return std::make_unique<WeightsVerb>();
}

}  // namespace harmony::admin
