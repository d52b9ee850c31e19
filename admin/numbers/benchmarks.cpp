#include "admin/numbers/benchmarks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "admin/form_table.h"
#include "admin/stats/csv.h"
#include "base/text.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

namespace {

constexpr const char* value_name = "benchmarks";
constexpr const char* figures_file = "benchmarks.csv";
constexpr const char* wordings_file = "wordings.csv";
constexpr std::size_t file_cap = 4 * 1024 * 1024;
constexpr std::uint64_t least_base = 100;
constexpr int oldest_years = 10;
constexpr int old_years = 5;
constexpr std::array<std::string_view, 21> figure_columns = {
    "id",        "wording_id", "measure", "answers_counted", "population", "area",
    "area_code", "subgroup",   "period",  "period_start",    "period_end", "value",
    "unit",      "n",          "mode",    "publisher",       "title",      "url",
    "licence",   "checked",    "note"};
constexpr std::array<std::string_view, 10> wording_columns = {"wording_id",
                                                              "question",
                                                              "hint",
                                                              "choice_names",
                                                              "choice_labels",
                                                              "near",
                                                              "source",
                                                              "url",
                                                              "status",
                                                              "note"};

/// Lines of a file by the names of its columns.
class NamedLines {
public:
    NamedLines(std::string_view text, std::string file) : csv_(text), file_(std::move(file)) {}

    /// That every column is there, and no other but translations of them ("question::...").
    [[nodiscard]] Result<void> head(std::span<const std::string_view> columns) {
        const Result<bool> first = csv_.next();
        if (!first || !*first) {
            return fault("is empty");
        }
        for (const std::string_view cell : csv_.cells()) {
            const std::string_view plain = cell.substr(0, cell.find("::"));
            if (std::find(columns.begin(), columns.end(), plain) == columns.end()) {
                return fault(fmt::format("the column '{}' is not known. Take it out", cell));
            }
            names_.emplace_back(cell);
        }
        for (const std::string_view column : columns) {
            if (std::find(names_.begin(), names_.end(), column) == names_.end()) {
                return fault(fmt::format("the column '{}' is missing", column));
            }
        }
        return {};
    }

    [[nodiscard]] Result<bool> next() {
        const Result<bool> more = csv_.next();
        if (!more) {
            return more.error().while_doing(file_);
        }
        return *more && csv_.cells().size() != names_.size()
                   ? Result<bool>(fault(fmt::format(
                         "has {} cells, the head has {}", csv_.cells().size(), names_.size())))
                   : Result<bool>(*more);
    }

    [[nodiscard]] std::string at(std::string_view column) const {
        const auto name = std::find(names_.begin(), names_.end(), column);
        return std::string(csv_.cells()[static_cast<std::size_t>(name - names_.begin())]);
    }

    [[nodiscard]] Error fault(const std::string& what) const {
        return {ErrorKind::unreadable, fmt::format("{} line {}: {}", file_, csv_.line(), what)};
    }

private:
    stats::Csv csv_;
    std::string file_;
    std::vector<std::string> names_;
};

std::vector<std::string> parts_of(const std::string& text) {
    return text.empty() ? std::vector<std::string>() : base::split(text, '|');
}

Result<BenchmarkFigure> figure_of(const NamedLines& line) {
    for (const std::string_view needed : {"id", "publisher", "title", "url", "licence"}) {
        if (line.at(needed).empty()) {
            return line.fault(fmt::format("'{}' is empty: say where the figure is from", needed));
        }
    }
    const auto first = base::day_from_iso(line.at("period_start"));
    const auto last = base::day_from_iso(line.at("period_end"));
    if (!first || !last || *last < *first) {
        return line.fault("the period must be two dates, the end not before the start");
    }
    const std::string text = line.at("value");
    double value = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool percent = line.at("unit") == "percent";
    if (wrong != std::errc() || end != text.data() + text.size() ||
        (percent && (value < 0 || value > 100))) {
        return line.fault(fmt::format("'{}' is not a {}", text, percent ? "percentage" : "number"));
    }
    return BenchmarkFigure{line.at("id"),
                           line.at("wording_id"),
                           line.at("measure"),
                           parts_of(line.at("answers_counted")),
                           line.at("area"),
                           line.at("subgroup"),
                           line.at("period"),
                           *last,
                           value,
                           line.at("unit"),
                           line.at("mode"),
                           line.at("publisher")};
}

Result<void> read_figures(std::string_view text, BenchmarkPack& pack) {
    NamedLines lines(text, figures_file);
    if (auto head = lines.head(figure_columns); !head) {
        return head;
    }
    std::set<std::string> ids;
    while (true) {
        const Result<bool> more = lines.next();
        if (!more || !*more) {
            return more ? Result<void>() : more.error();
        }
        Result<BenchmarkFigure> figure = figure_of(lines);
        if (!figure) {
            return figure.error();
        }
        if (!ids.insert(figure->id).second) {
            return lines.fault(fmt::format("'{}' is there twice. Give it another id", figure->id));
        }
        pack.figures.push_back(std::move(*figure));
    }
}

Result<void> read_wordings(std::string_view text, BenchmarkPack& pack) {
    NamedLines lines(text, wordings_file);
    if (auto head = lines.head(wording_columns); !head) {
        return head;
    }
    while (true) {
        const Result<bool> more = lines.next();
        if (!more || !*more) {
            return more ? Result<void>() : more.error();
        }
        const bool is_new =
            pack.wordings
                .emplace(lines.at("wording_id"),
                         BenchmarkWording{
                             lines.at("question"), parts_of(lines.at("near")), lines.at("status")})
                .second;
        if (!is_new) {
            return lines.fault(fmt::format("'{}' is there twice", lines.at("wording_id")));
        }
    }
}

int years_before(base::Day day, base::Day today) {
    return static_cast<int>((today - day).count() / 365);
}

/// The newest figure of an area that is about everybody there.
const BenchmarkFigure* newest(const BenchmarkPack& pack,
                              const std::string& wording,
                              const std::string& area,
                              base::Day today) {
    const BenchmarkFigure* found = nullptr;
    for (const BenchmarkFigure& figure : pack.figures) {
        const bool fits = figure.wording == wording && figure.area == area &&
                          figure.subgroup.empty() && figure.unit == "percent" &&
                          !figure.answers.empty() &&
                          years_before(figure.last, today) < oldest_years;
        if (fits && (found == nullptr || found->last < figure.last)) {
            found = &figure;
        }
    }
    return found;
}

OutsideFigure as_shown(const BenchmarkFigure& figure,
                       const BenchmarkWording& wording,
                       OutsideFigure::Shown shown,
                       base::Day today) {
    return {shown,
            fmt::format("{}: {} % ({}, {}{})",
                        figure.area,
                        figure.value,
                        figure.publisher,
                        figure.period,
                        years_before(figure.last, today) >= old_years ? " (old figure)" : ""),
            figure.value,
            figure.answers,
            wording.question,
            fmt::format("These figures were asked differently: {} by {}, not at a kiosk.",
                        figure.mode,
                        figure.publisher),
            "Contains public sector information licensed under the Open Government Licence v3.0."};
}

/// Our answers hold all that the figure counts.
bool has_answers(const summary::Question& question, const std::vector<std::string>& answers) {
    return std::all_of(answers.begin(), answers.end(), [&](const std::string& answer) {
        return std::any_of(question.choices.begin(),
                           question.choices.end(),
                           [&](const auto& choice) { return choice.name == answer; });
    });
}

std::vector<OutsideFigure> figures_for(const BenchmarkPack& pack,
                                       const summary::Question& question,
                                       const std::string& wording,
                                       base::Day today) {
    std::vector<OutsideFigure> shown;
    const auto ours = pack.wordings.find(wording);
    if (ours == pack.wordings.end()) {
        return shown;
    }
    std::vector<std::string> areas = {"England and Wales"};
    if (!pack.region.empty() && pack.region != areas.front()) {
        areas.insert(areas.begin(), pack.region);
    }
    for (const std::string& area : areas) {
        if (const BenchmarkFigure* figure = newest(pack, wording, area, today)) {
            const bool beside =
                ours->second.status == "verified" && has_answers(question, figure->answers);
            const bool sentence = beside || ours->second.status == "partly";
            if (sentence) {
                shown.push_back(as_shown(
                    *figure,
                    ours->second,
                    beside ? OutsideFigure::Shown::beside : OutsideFigure::Shown::as_sentence,
                    today));
            }
            continue;
        }
        for (const std::string& near : ours->second.near) {
            const auto theirs = pack.wordings.find(near);
            const BenchmarkFigure* const figure = newest(pack, near, area, today);
            if (figure != nullptr && theirs != pack.wordings.end()) {
                shown.push_back(
                    as_shown(*figure, theirs->second, OutsideFigure::Shown::as_sentence, today));
                break;
            }
        }
    }
    return shown;
}

}  // namespace

Result<BenchmarkPack> read_benchmarks(std::string_view figures, std::string_view wordings) {
    BenchmarkPack pack;
    if (auto read = read_wordings(wordings, pack); !read) {
        return read.error();
    }
    if (auto read = read_figures(figures, pack); !read) {
        return read.error();
    }
    return pack;
}

Result<BenchmarkPack> import_benchmarks(db::OfficeStore& store,
                                        base::Files& files,
                                        const std::filesystem::path& folder,
                                        const std::string& region) {
    std::vector<std::string> texts;
    for (const char* const name : {figures_file, wordings_file}) {
        const Result<base::Bytes> bytes = files.read(folder / name, file_cap);
        if (!bytes) {
            return bytes.error().while_doing("reading " + (folder / name).string());
        }
        texts.emplace_back(base::as_text(*bytes));
    }
    Result<BenchmarkPack> pack = read_benchmarks(texts[0], texts[1]);
    if (!pack) {
        return pack.error();
    }
    const bool known = region.empty() ||
                       std::any_of(pack->figures.begin(),
                                   pack->figures.end(),
                                   [&](const BenchmarkFigure& one) { return one.area == region; });
    if (!known) {
        return Error{ErrorKind::absent,
                     fmt::format("no figure is about '{}'. Areas are named as in {}: {}",
                                 region,
                                 figures_file,
                                 pack->figures.empty() ? "" : pack->figures.front().area)};
    }
    pack->region = region;
    const json kept{{"figures", texts[0]}, {"wordings", texts[1]}, {"region", region}};
    const auto set = store.set_value(value_name, base::as_bytes(kept.dump()));
    return set ? std::move(pack) : Result<BenchmarkPack>(set.error());
}

Result<BenchmarkPack> kept_benchmarks(db::OfficeStore& store) {
    const std::optional<base::Bytes> kept = store.value(value_name);
    if (!kept) {
        return BenchmarkPack{};
    }
    const json object = json::parse(base::as_text(*kept), nullptr, false);
    if (!object.is_object()) {
        return Error{ErrorKind::unreadable, "the benchmarks in the store cannot be read"};
    }
    Result<BenchmarkPack> pack =
        read_benchmarks(object.value("figures", ""), object.value("wordings", ""));
    if (pack) {
        pack->region = object.value("region", "");
    }
    return pack;
}

std::map<std::string, std::vector<OutsideFigure>> outside_figures(const BenchmarkPack& pack,
                                                                  const SurveyTables& survey,
                                                                  base::Day today) {
    std::map<std::string, std::vector<OutsideFigure>> outside;
    for (const summary::Table& table : survey.tables) {
        const auto index = survey.form.find(table.question().name);
        if (!table.grouping().empty() || !index || table.counts().answered(0) < least_base) {
            continue;
        }
        const std::string& wording = survey.form.node(*index).kiosk.benchmark;
        std::vector<OutsideFigure> shown =
            wording.empty() ? std::vector<OutsideFigure>()
                            : figures_for(pack, table.question(), wording, today);
        if (!shown.empty()) {
            outside[table.question().name] = std::move(shown);
        }
    }
    return outside;
}

}  // namespace harmony::admin
