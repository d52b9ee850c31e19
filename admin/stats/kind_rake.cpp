#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "admin/stats/margins.h"
#include "summary/sums.h"

// {"kind": "rake", "margins", "into", "base", "scale", "by", "not_stated", "tolerance",
// "max_cycles", "emit_weights"}: weights that make the answers meet known totals.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 9> keys = {"margins",
                                                  "into",
                                                  "base",
                                                  "scale",
                                                  "by",
                                                  "not_stated",
                                                  "tolerance",
                                                  "max_cycles",
                                                  "emit_weights"};

// When the figures are weighted for the report, what its method page warns of.
constexpr std::uint64_t few_people = 5;
constexpr double wide = 20;
constexpr double large_effect = 2;
constexpr double many_blank = 0.2;

summary::RakeRule read_rule(const SpecObject& spec) {
    summary::RakeRule rule;
    const std::string scale = spec.one_of("scale", {"n", "base", "as_given"});
    rule.scale = scale == "base"       ? summary::RakeScale::base
                 : scale == "as_given" ? summary::RakeScale::as_given
                                       : summary::RakeScale::units;
    rule.not_stated = spec.one_of("not_stated", {"keep", "drop"}) == "drop"
                          ? summary::NotStated::drop
                          : summary::NotStated::keep;
    rule.tolerance = spec.number_or("tolerance", rule.tolerance);
    rule.max_cycles = spec.count_or("max_cycles", 1, rule.max_cycles);
    if (!(rule.tolerance > 0)) {
        spec.must_be("tolerance", "a number above 0");
    }
    return rule;
}

/// {column: {level: value}} of the levels that somebody has.
template <typename Value>
Json json_levels(const summary::Raked& raked, const CodedMargins& margins, const Value& value) {
    Json result = Json::object();
    for (std::size_t margin = 0; margin < raked.margins.size(); ++margin) {
        Json& of_margin = result[margins.column(margin)] = Json::object();
        const std::vector<summary::RakedLevel>& levels = raked.margins[margin];
        for (std::size_t level = 0; level < levels.size(); ++level) {
            if (levels[level].people > 0) {
                const bool blank = level + 1 == levels.size();
                of_margin[margins.level_name(
                    margin, blank ? std::numeric_limits<std::size_t>::max() : level)] =
                    value(levels[level]);
            }
        }
    }
    return result;
}

class RakeAnalysis final : public Analysis {
public:
    RakeAnalysis(const SpecObject& spec, Common common)
        : Analysis(std::move(common)),
          margins_(read_margins(spec, "margins")),
          into_(spec.text("into")),
          base_(spec.column_if("base", Use::weight)),
          by_(spec.has("by") ? std::vector{spec.column("by", Use::text)}
                             : std::vector<std::string>()),
          rule_(read_rule(spec)),
          emit_(spec.flag_or("emit_weights", false)) {
        spec.reader().add_made(into_, this->common().id);
    }

    Outcome run(Workspace& workspace) const override {
        NumberColumn weights(workspace.frame().rows(), std::numeric_limits<double>::quiet_NaN());
        std::vector<summary::WeightedGroup> weighting;
        Outcome outcome =
            for_groups(by_, workspace.rows_of(common()), workspace.frame(), [&](const Rows& rows) {
                return rake_rows(rows, workspace.frame(), weights, weighting);
            });
        auto* const answer = std::get_if<Answer>(&outcome);
        if (answer == nullptr) {
            return outcome;
        }
        if (emit_) {
            answer->keys["weights"] = json_weights(weights);
        }
        workspace.put_column(into_, std::move(weights));
        workspace.put_weighting(common().id, std::move(weighting));
        return outcome;
    }

private:
    [[nodiscard]] Outcome rake_rows(const Rows& rows,
                                    const Frame& frame,
                                    NumberColumn& weights,
                                    std::vector<summary::WeightedGroup>& weighting) const {
        const CodedMargins coded(margins_, rows, frame);
        std::vector<double> base;
        if (base_) {
            const NumberColumn& column = frame.number(*base_);
            std::transform(
                rows.begin(), rows.end(), std::back_inserter(base), [&](std::uint32_t row) {
                    return column[row] > 0 ? column[row] : 0;
                });
        }
        const auto raked = summary::rake(rows.size(), coded.margins(), base, rule_);
        if (const auto* const refusal = std::get_if<summary::RakeRefusal>(&raked)) {
            return refused(*refusal, coded, rows, frame);
        }
        const summary::Raked& done = *std::get_if<summary::Raked>(&raked);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            weights[rows[i]] =
                done.weights[i] > 0 ? done.weights[i] : std::numeric_limits<double>::quiet_NaN();
        }
        weighting.push_back(group_of(done, coded, rows, base));
        return answer_of(done, coded, rows.size());
    }

    /// In words, with the group where each is raked on its own.
    [[nodiscard]] Refusal refused(const summary::RakeRefusal& refusal,
                                  const CodedMargins& coded,
                                  const Rows& rows,
                                  const Frame& frame) const {
        Refusal result = refusal_of(refusal, coded, common().id);
        if (!by_.empty() && !rows.empty()) {
            const TextColumn& column = frame.text(by_.front());
            result.text = fmt::format("{} = '{}': {}",
                                      by_.front(),
                                      column.names[column.codes[rows.front()]],
                                      result.text);
        }
        return result;
    }

    [[nodiscard]] static summary::WeightedGroup group_of(const summary::Raked& raked,
                                                         const CodedMargins& coded,
                                                         const Rows& rows,
                                                         const std::vector<double>& base) {
        summary::WeightedGroup group;
        for (const summary::Margin& margin : coded.margins()) {
            group.targets.push_back(margin.targets);
            group.codes.emplace_back();
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (raked.weights[i] > 0) {
                group.units.push_back(rows[i]);
                group.base.push_back(base.empty() ? 1.0 : base[i]);
                for (std::size_t margin = 0; margin < group.codes.size(); ++margin) {
                    group.codes[margin].push_back(coded.codes()[margin][i]);
                }
            }
        }
        return group;
    }

    [[nodiscard]] static Answer answer_of(const summary::Raked& raked,
                                          const CodedMargins& coded,
                                          std::size_t rows) {
        Answer answer;
        const std::size_t levels = raked.margins[raked.worst_margin].size();
        const bool blank = raked.worst_level + 1 == levels;
        answer.keys["converged"] = true;
        answer.keys["cycles"] = raked.cycles;
        answer.keys["worst"] = {
            {"column", coded.column(raked.worst_margin)},
            {"level",
             coded.level_name(raked.worst_margin,
                              blank ? std::numeric_limits<std::size_t>::max() : raked.worst_level)},
            {"rel_error", json_number(raked.worst_error)}};
        answer.keys["n"] = raked.units;
        answer.keys["n_excluded"] = rows - raked.units;
        add_weight_figures(raked.weights, answer.keys);
        using Level = summary::RakedLevel;
        answer.keys["targets"] =
            json_levels(raked, coded, [](const Level& level) { return json_number(level.target); });
        answer.keys["achieved"] = json_levels(
            raked, coded, [](const Level& level) { return json_number(level.reached); });
        answer.keys["counts"] =
            json_levels(raked, coded, [](const Level& level) { return Json(level.people); });
        add_warnings(raked, coded, rows, answer);
        return answer;
    }

    static void add_warnings(const summary::Raked& raked,
                             const CodedMargins& coded,
                             std::size_t rows,
                             Answer& answer) {
        for (std::size_t margin = 0; margin < raked.margins.size(); ++margin) {
            const std::vector<summary::RakedLevel>& levels = raked.margins[margin];
            for (std::size_t level = 0; level + 1 < levels.size(); ++level) {
                if (levels[level].people > 0 && levels[level].people < few_people) {
                    answer.warnings.push_back(
                        fmt::format("Only {} people have {} = '{}': their weight says little",
                                    levels[level].people,
                                    coded.column(margin),
                                    coded.level_name(margin, level)));
                }
            }
            const std::vector<std::uint32_t>& codes = coded.codes()[margin];
            const auto blank = std::count(codes.begin(), codes.end(), summary::not_stated_code);
            if (static_cast<double>(blank) > many_blank * static_cast<double>(rows)) {
                answer.warnings.push_back(fmt::format(
                    "{} of {} people did not state {}", blank, rows, coded.column(margin)));
            }
        }
        const double least = answer.keys["w_min"].get<double>();
        const double most = answer.keys["w_max"].get<double>();
        const double effect = answer.keys["kish"]["deff"].get<double>();
        if (most > wide * least) {
            answer.warnings.push_back(
                fmt::format("The largest weight is {:.1f} times the smallest", most / least));
        }
        if (effect > large_effect) {
            answer.warnings.push_back(
                fmt::format("Weighting makes {:.1f} answers worth one", effect));
        }
    }

    std::vector<NamedMargin> margins_;
    std::string into_;
    std::optional<std::string> base_;
    std::vector<std::string> by_;
    summary::RakeRule rule_;
    bool emit_;
};

}  // namespace

Kind rake_kind() {
    return kind_of<RakeAnalysis>("rake", Stands::alone, keys);
}

}  // namespace harmony::admin::stats
