#include <algorithm>
#include <array>
#include <cmath>

#include "admin/stats/numbers.h"
#include "admin/stats/shares.h"
#include "summary/change.h"

// {"kind": "wave_change", "wave": {column, from, to}, "items": [{id, column, yes|scores|mean}],
// "adjust"}: what changed between two waves.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 3> keys = {"wave", "items", "adjust"};

/// What is compared: a share (`yes`) or a mean.
struct Item {
    std::string id;
    std::string column;
    std::optional<std::vector<std::string>> yes;
    NumberSource numbers;
    bool counts = false;
};

Item read_item(const SpecObject& spec) {
    spec.only({"id", "column", "yes", "scores", "mean", "counts"});
    Item item;
    item.id = spec.text("id");
    item.counts = spec.flag_or("counts", false);
    const bool mean = spec.flag_or("mean", false);
    if (spec.has("yes")) {
        item.column = spec.column("column", Use::text);
        item.yes = spec.texts("yes");
    } else if (mean || spec.has("scores")) {
        item.numbers = read_numbers(spec);
        item.column = item.numbers.column;
        if (item.counts) {
            spec.must_be("counts", "left out of a mean");
        }
    } else {
        spec.must_be("yes", "there, or 'scores', or 'mean': true");
    }
    return item;
}

/// One wave of one item.
struct Wave {
    summary::WaveFigure figure;
    summary::Counts counts;
};

class WaveChange final : public Analysis {
public:
    WaveChange(const SpecObject& spec, Common common) : Analysis(std::move(common)) {
        const SpecObject wave = spec.object("wave");
        wave.only({"column", "from", "to"});
        column_ = wave.column("column", Use::text);
        from_ = wave.text("from");
        to_ = wave.text("to");
        if (!spec.has("items")) {
            static_cast<void>(spec.texts("items"));
        }
        std::vector<std::string> ids;
        for (const SpecObject& item : spec.objects("items")) {
            items_.push_back(read_item(item));
            ids.push_back(items_.back().id);
        }
        check_differ(spec, "items", ids);
        adjust_ = spec.texts_or("adjust", {});
        for (std::size_t i = 0; i < adjust_.size(); ++i) {
            if (adjust_[i] != "holm" && adjust_[i] != "bh") {
                spec.must_be("adjust", i, "one of 'holm', 'bh'");
            }
        }
    }

    Outcome run(Workspace& workspace) const override {
        Answer answer;
        Json& items = answer.keys["items"] = Json::object();
        Json counts = Json::object();
        std::vector<std::optional<double>> p;
        for (const Item& item : items_) {
            const std::optional<Wave> first = wave_of(workspace, item, from_, answer);
            const std::optional<Wave> second = wave_of(workspace, item, to_, answer);
            if (!first || !second) {
                return empty_base(item.id);
            }
            const summary::FigureChange change =
                summary::change_between(first->figure, second->figure, common().rule);
            p.push_back(change.p);
            items[item.id] = json_change(*first, *second, change);
            if (item.counts) {
                counts[item.id] = json_counts(first->counts, second->counts);
            }
        }
        add_adjusted(p, items);
        for (const auto& [id, of_item] : counts.items()) {
            items[id]["counts"] = of_item;
        }
        return answer;
    }

private:
    [[nodiscard]] Rows rows_of_wave(const Workspace& workspace, const std::string& wave) const {
        const TextColumn& column = workspace.frame().text(column_);
        const std::uint32_t code = column.code_of(wave);
        const std::vector<std::uint8_t> marks = workspace.rows_of(common());
        Rows rows;
        for (std::uint32_t row = 0; row < marks.size(); ++row) {
            if (marks[row] != 0 && code != missing_code && column.codes[row] == code) {
                rows.push_back(row);
            }
        }
        return rows;
    }

    [[nodiscard]] static std::vector<double> values_of(const Item& item, const Frame& frame) {
        if (!item.yes) {
            return numbers_of(item.numbers, frame);
        }
        NumberSource indicator{item.column, std::vector<std::pair<std::string, double>>()};
        for (const std::string& code : frame.text(item.column).names) {
            const bool yes = std::find(item.yes->begin(), item.yes->end(), code) != item.yes->end();
            indicator.scores->emplace_back(code, yes ? 1 : 0);
        }
        return numbers_of(indicator, frame);
    }

    [[nodiscard]] std::optional<Wave> wave_of(Workspace& workspace,
                                              const Item& item,
                                              const std::string& wave,
                                              Answer& answer) const {
        const summary::Design& design = workspace.design(common().design);
        NumberedRows answered =
            numbered(design, rows_of_wave(workspace, wave), values_of(item, workspace.frame()));
        if (answered.rows.empty()) {
            return std::nullopt;
        }
        Wave result;
        result.counts.n = answered.rows.size();
        result.counts.yes = static_cast<std::uint64_t>(
            std::count(answered.values.begin(), answered.values.end(), 1.0));
        const summary::Domain domain(design, std::move(answered.rows));
        const summary::Ratio ratio = *summary::ratio_of(domain, answered.values);
        result.figure = {ratio.value, ratio.variance, domain.degrees()};
        for (const std::string& warning : warnings_of(domain)) {
            answer.warnings.push_back(item.id + ", " + column_ + " = '" + wave + "': " + warning);
        }
        return result;
    }

    [[nodiscard]] static Json json_change(const Wave& first,
                                          const Wave& second,
                                          const summary::FigureChange& change) {
        Json result = Json::object();
        result["n1"] = first.counts.n;
        result["est1"] = json_number(first.figure.value);
        result["se1"] = json_number(std::sqrt(std::max(0.0, first.figure.variance)));
        result["n2"] = second.counts.n;
        result["est2"] = json_number(second.figure.value);
        result["se2"] = json_number(std::sqrt(std::max(0.0, second.figure.variance)));
        result["diff"] = json_number(change.difference);
        result["se"] = json_number(change.standard_error);
        result["df"] = json_number(change.degrees);
        result["stat"] = json_optional(change.statistic);
        result["p"] = json_optional(change.p);
        result["ci"] = json_interval(change.range);
        result["mde80"] = json_number(change.smallest_seen);
        return result;
    }

    void add_adjusted(const std::vector<std::optional<double>>& p, Json& items) const {
        for (const std::string& method : adjust_) {
            const auto adjusted =
                method == "holm" ? summary::holm(p) : summary::benjamini_hochberg(p);
            for (std::size_t i = 0; i < items_.size(); ++i) {
                items[items_[i].id]["p_" + method] = json_optional(adjusted[i]);
            }
        }
    }

    [[nodiscard]] Json json_counts(const summary::Counts& first,
                                   const summary::Counts& second) const {
        const auto change = summary::change_of_counts(first, second, common().rule.level);
        Json result = Json::object();
        result["x1"] = first.yes;
        result["n1"] = first.n;
        result["x2"] = second.yes;
        result["n2"] = second.n;
        result["diff"] = json_number(change->difference);
        result["pooled_chisq"] = json_optional(change->chi_square);
        result["p"] = json_optional(change->p);
        result["newcombe"] = json_interval(change->newcombe);
        return result;
    }

    std::string column_;
    std::string from_;
    std::string to_;
    std::vector<Item> items_;
    std::vector<std::string> adjust_;
};

}  // namespace

Kind wave_change_kind() {
    return kind_of<WaveChange>("wave_change", Stands::on_a_design, keys);
}

}  // namespace harmony::admin::stats
