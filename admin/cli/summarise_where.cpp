#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "admin/cli/desk.h"
#include "admin/cli/numbers_verbs.h"
#include "admin/cli/summarise.h"
#include "admin/cli/text_table.h"
#include "admin/findings.h"
#include "admin/hot_spots.h"
#include "admin/map/national_grid.h"
#include "admin/problem_grid.h"
#include "admin/report/map_chart.h"
#include "admin/report/table_view.h"
#include "admin/report/words.h"
#include "admin/report_texts.h"
#include "summary/why_hidden.h"

// Where things happen, and why a number is not shown: `summarise grid|hotspots|why`.

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr double narrowest_hexagon = 200;
constexpr double widest_hexagon = 2000;
constexpr const char* internal_line = "INTERNAL: not to leave the office.\n\n";

CLI::App& summarise_group(CLI::App& app) {
    return word_group(app, "summarise", "Says in the terminal what residents told us");
}

void add_audience(CLI::App& verb, std::string& audience) {
    verb.add_option("--audience", audience, "For whom: internal, partner or public")
        ->check(CLI::IsMember({"internal", "partner", "public"}))
        ->capture_default_str();
}

/// `summarise grid`: problem by place, one table a time of day.
class GridVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& grid =
            *summarise_group(app).add_subcommand("grid", "Which problem, where and when");
        grid.add_option("--survey", survey_, "The survey's form_id, where several ask it");
        grid.add_option("--problem", questions_.problem, "The question that names problems")
            ->capture_default_str();
        grid.add_option("--place", questions_.place, "The question that names places")
            ->capture_default_str();
        grid.add_option("--time", questions_.time, "The question that names times of day")
            ->capture_default_str();
        add_audience(grid, audience_);
        grid.footer("Example:\n  harmony-admin summarise grid --survey neighbourhood");
        return grid;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const Result<std::vector<std::string>> surveys =
            surveys_asking(**office, survey_, questions_.problem);
        if (!surveys) {
            return surveys.error();
        }
        std::string text = audience_ == "internal" ? internal_line : "";
        bool any = false;
        for (const std::string& survey : *surveys) {
            const auto findings = find_out(
                **office, {survey, {}, *audience_of(audience_), "", desk.resources.clock.today()});
            if (!findings) {
                return findings.error();
            }
            const auto grids = problem_grids(**office, survey, findings->numbers, questions_);
            if (!grids) {
                return grids.error();
            }
            for (const GridView& grid : *grids) {
                any = true;
                text += in_words(grid);
            }
        }
        if (!any) {
            return Error{ErrorKind::absent,
                         fmt::format("nobody named a problem, a place and a time, or the survey "
                                     "keeps one of them from this audience ({}, {}, {})",
                                     questions_.problem,
                                     questions_.place,
                                     questions_.time)};
        }
        desk.resources.terminal.print(
            text + "A person who chose two places and two problems counts in all four squares.\n");
        return Exit::done;
    }

private:
    static std::string in_words(const GridView& grid) {
        std::vector<TextTable::Column> columns{{grid.title}};
        for (const std::string& place : grid.across) {
            columns.push_back({place, Align::right});
        }
        TextTable table(std::move(columns));
        for (std::size_t row = 0; row < grid.down.size(); ++row) {
            std::vector<std::string> cells{grid.down[row]};
            for (std::size_t column = 0; column < grid.across.size(); ++column) {
                cells.push_back(grid.squares[row * grid.across.size() + column].count);
            }
            table.add(std::move(cells));
        }
        return table.text() + "\n";
    }

    std::string survey_;
    GridQuestions questions_;
    std::string audience_ = "internal";
};

/// `summarise hotspots`: areas in which people put their pins.
class HotSpotsVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& spots = *summarise_group(app).add_subcommand(
            "hotspots", "Where people put their pins, by day and after dark");
        spots.add_option("--survey", survey_, "The survey's form_id")->required();
        spots.add_option("--hex", hexagon_m_, "How wide hexagons are, in metres")
            ->check(CLI::Range(narrowest_hexagon, widest_hexagon))
            ->capture_default_str();
        spots.add_option("--layer", layer_, "One layer alone")
            ->check(CLI::IsMember({"dark", "light"}));
        spots.add_option("--geojson", file_, "Also writes the areas of the layer to this file");
        add_audience(spots, audience_);
        spots.footer(
            "Example:\n  harmony-admin summarise hotspots --survey neighbourhood --layer dark "
            "--geojson dark.geojson");
        return spots;
    }

    Result<Exit> run(Desk& desk) override {
        if (!file_.empty() && layer_.empty()) {
            return Error{ErrorKind::refused,
                         "which layer goes into the file? --layer dark or light"};
        }
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const auto maps = hot_spots(**office, survey_, *audience_of(audience_), hexagon_m_);
        if (!maps) {
            return maps.error();
        }
        if (maps->empty()) {
            return Error{ErrorKind::absent,
                         survey_ + " has no pins that this audience may know of"};
        }
        std::string text = audience_ == "internal" ? internal_line : "";
        for (std::size_t at = 0; at < maps->size(); ++at) {  // dark, then light
            if (layer_.empty() || (layer_ == "dark") == (at == 0)) {
                text += in_words((*maps)[at]);
                if (auto done = write((*maps)[at], desk.resources.files); !done) {
                    return done.error();
                }
            }
        }
        desk.resources.terminal.print(text);
        return Exit::done;
    }

private:
    static std::string in_words(const MapView& map) {
        if (!map.refusal.empty()) {
            return map.title + "\n" + map.refusal + "\n\n";
        }
        TextTable table({{"Area", Align::right}, {"Near"}, {"People", Align::right}});
        for (std::size_t at = 0; at < map.areas.size(); ++at) {
            table.add({std::to_string(at + 1), map.areas[at].near, map.areas[at].people});
        }
        return map.title + "\n" + table.text() +
               (map.elsewhere.empty() ? "" : map.elsewhere + "\n") + "\n";
    }

    [[nodiscard]] Result<void> write(const MapView& map, base::Files& files) const {
        if (file_.empty() || !map.refusal.empty()) {
            return {};
        }
        const auto to_wgs84 = [](double east, double north) {
            const Degrees place = degrees_of({east, north});
            return std::pair(place.longitude, place.latitude);
        };
        const auto written = files.write(file_,
                                         base::as_bytes(map_geojson(map, to_wgs84)),
                                         base::IfPresent::replace,
                                         base::public_mode);
        return written ? Result<void>() : written.error().while_doing("writing " + file_);
    }

    std::string survey_;
    double hexagon_m_ = 500;
    std::string layer_;
    std::string file_;
    std::string audience_ = "internal";
};

std::string answer_in_words(const ReportTexts& texts,
                            const std::string& question,
                            const std::string& answer) {
    const auto found = texts.questions.find(question);
    if (found == texts.questions.end()) {
        return answer;
    }
    const auto label = found->second.choices.find(answer);
    return label == found->second.choices.end() ? answer : label->second;
}

/// A number's name in words: "Very safe, Northgate" of "safe=very|place=northgate".
std::string number_in_words(const ReportTexts& texts, const std::string& name) {
    const std::size_t bar = name.find('|');
    const std::string what = name.substr(0, bar);
    const std::size_t is = what.find('=');
    std::string words = is == std::string::npos
                            ? "everybody who answered"
                            : answer_in_words(texts, what.substr(0, is), what.substr(is + 1));
    if (what.empty()) {
        words = "responses";
    }
    if (bar != std::string::npos) {
        const std::string group = name.substr(bar + 1);
        const std::size_t at = group.find('=');
        words += ", " + group_label(texts, group.substr(0, at), group.substr(at + 1));
    }
    return words;
}

/// `summarise why`: each hidden number of a question, with the reason.
class WhyVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& why = *summarise_group(app).add_subcommand(
            "why", "Why numbers of a question are hidden from others (internal)");
        why.add_option("NAME", question_, "The question's name")->required();
        why.add_option("--survey", survey_, "The survey's form_id, where several ask it");
        why.add_option("--by", by_, "Its breakdowns: place, wave, ..., or a question");
        why.add_option("--audience", audience_, "From whom: public or partner")
            ->check(CLI::IsMember({"partner", "public"}))
            ->capture_default_str();
        why.footer("Example:\n  harmony-admin summarise why safe_dark --by place");
        return why;
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
        std::string text = internal_line;
        for (const std::string& survey : *surveys) {
            const Result<std::string> said =
                reasons(**office, survey, desk.resources.clock.today());
            if (!said) {
                return said.error();
            }
            text += *said;
        }
        desk.resources.terminal.print(text);
        return Exit::done;
    }

private:
    [[nodiscard]] Result<std::string> reasons(Office& office,
                                              const std::string& survey,
                                              base::Day today) const {
        CountOrder counted;
        counted.today = today;
        for (const std::string& by : by_) {
            counted.by.push_back(breakdown_of(by));
        }
        Result<SurveyTables> tables = count_survey(office.store(), survey, counted);
        if (!tables) {
            return tables.error();
        }
        std::erase_if(tables->tables, [&](const summary::Table& table) {
            return !table.question().name.empty() && table.question().name != question_;
        });
        const ReportTexts texts = report_texts(office, *tables, today);
        const auto numbers = summary::suppress(
            tables->tables, summary::Policy::of(*audience_of(audience_)), tables->fieldwork);
        if (!numbers) {
            return numbers.error().while_doing(survey);
        }
        const auto hidden = summary::why_hidden(tables->tables, *numbers);
        if (!hidden) {
            return hidden.error().while_doing(survey);
        }
        return in_words(*hidden, *numbers, texts);
    }

    [[nodiscard]] std::string in_words(const std::vector<summary::WhyHidden>& hidden,
                                       const summary::Publishable& numbers,
                                       const ReportTexts& texts) const {
        std::string text = question_label(texts, question_) + "\n";
        for (const summary::WhyHidden& one : hidden) {
            text +=
                fmt::format("  {}: {}\n", number_in_words(texts, one.number), reason(one, texts));
        }
        if (hidden.empty()) {
            text += "  Nothing is hidden.\n";
        }
        for (const summary::PublishedTable& table : numbers.tables()) {
            if (table.withheld) {
                text += fmt::format(
                    "  By {}: no way was found to protect this table. Count by something "
                    "coarser.\n",
                    table.grouping.empty() ? "itself" : table.grouping);
            } else if (summary::is_worth_merging(table)) {
                text += fmt::format(
                    "  By {}: more than 30 % is hidden. Fewer, larger groups would show more.\n",
                    table.grouping);
            }
        }
        return text;
    }

    static std::string reason(const summary::WhyHidden& one, const ReportTexts& texts) {
        switch (one.reason) {
            case summary::HiddenReason::small: return "fewer people than may be shown";
            case summary::HiddenReason::base: return "its row is hidden whole";
            case summary::HiddenReason::protects: break;
        }
        std::vector<std::string> others;
        for (const std::string& other : one.shelters) {
            others.push_back(number_in_words(texts, other));
        }
        return others.empty()
                   ? "else a small number could be worked out"
                   : fmt::format("else these could be worked out: {}", fmt::join(others, "; "));
    }

    std::string question_;
    std::string survey_;
    std::vector<std::string> by_;
    std::string audience_ = "public";
};

}  // namespace

std::unique_ptr<Verb> make_grid_verb() {
    return std::make_unique<GridVerb>();
}

std::unique_ptr<Verb> make_hot_spots_verb() {
    return std::make_unique<HotSpotsVerb>();
}

std::unique_ptr<Verb> make_why_verb() {
    return std::make_unique<WhyVerb>();
}

}  // namespace harmony::admin
