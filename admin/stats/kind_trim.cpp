#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "admin/stats/margins.h"
#include "summary/trim.h"

// {"kind": "trim", "weight", "method", "lower", "upper", "into", "margins", "emit_weights"}:
// weights that none is far from the mean of.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 7> keys = {
    "weight", "method", "lower", "upper", "into", "margins", "emit_weights"};
constexpr double highest = 5;
constexpr double far_off = 0.02;

summary::TrimRule read_rule(const SpecObject& spec) {
    summary::TrimRule rule;
    static_cast<void>(spec.text("method"));
    const std::string method =
        spec.one_of("method", {"rake_clip", "equal_share", "equal_share_once"});
    rule.method = method == "equal_share"        ? summary::TrimMethod::equal_share
                  : method == "equal_share_once" ? summary::TrimMethod::equal_share_once
                                                 : summary::TrimMethod::rake_clip;
    rule.lower = spec.number("lower");
    rule.upper = spec.number("upper");
    if (!(rule.lower >= 0 && rule.lower < 1)) {
        spec.must_be("lower", "at least 0 and below 1: a multiple of the mean weight");
    }
    if (!(rule.upper > 1 && rule.upper <= highest)) {
        spec.must_be("upper", "above 1 and at most 5: a multiple of the mean weight");
    }
    return rule;
}

class TrimAnalysis final : public Analysis {
public:
    TrimAnalysis(const SpecObject& spec, Common common)
        : Analysis(std::move(common)),
          weight_(spec.column("weight", Use::weight)),
          rule_(read_rule(spec)),
          into_(spec.text("into")),
          emit_(spec.flag_or("emit_weights", false)) {
        if (spec.has("margins") || rule_.method == summary::TrimMethod::rake_clip) {
            margins_ = read_margins(spec, "margins");
        }
        spec.reader().add_made(into_, this->common().id);
    }

    Outcome run(Workspace& workspace) const override {
        const std::vector<std::uint8_t> marks = workspace.rows_of(common());
        const Rows rows = groups_of({}, marks, workspace.frame()).front().rows;
        const NumberColumn& column = workspace.frame().number(weight_);
        std::vector<double> weights(rows.size());
        std::transform(rows.begin(), rows.end(), weights.begin(), [&](std::uint32_t row) {
            return column[row] > 0 ? column[row] : 0;
        });
        const CodedMargins coded(margins_, rows, workspace.frame());
        const auto trimmed = summary::trim(weights, coded.margins(), rule_);
        if (const auto* const fault = std::get_if<summary::TrimFault>(&trimmed)) {
            return refused(*fault);
        }
        if (const auto* const refusal = std::get_if<summary::RakeRefusal>(&trimmed)) {
            return refusal_of(*refusal, coded, common().id);
        }
        const summary::Trimmed& done = *std::get_if<summary::Trimmed>(&trimmed);
        Answer answer;
        add_weight_figures(done.weights, answer.keys);
        answer.keys["achieved"] = achieved(weights, done.weights, coded, answer);
        answer.keys["iterations"] = done.iterations;
        NumberColumn made(workspace.frame().rows(), std::numeric_limits<double>::quiet_NaN());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            made[rows[i]] =
                done.weights[i] > 0 ? done.weights[i] : std::numeric_limits<double>::quiet_NaN();
        }
        if (emit_) {
            answer.keys["weights"] = json_weights(made);
        }
        workspace.put_column(into_, std::move(made));
        return answer;
    }

private:
    [[nodiscard]] Refusal refused(summary::TrimFault fault) const {
        switch (fault) {
            case summary::TrimFault::nobody: return empty_base(common().id);
            case summary::TrimFault::no_room:
                return {"no_room",
                        fmt::format("Every weight of '{}' is outside the bounds: there is nobody "
                                    "to take what is cut. Widen the bounds.",
                                    common().id)};
            default:
                return {"no_convergence",
                        fmt::format("The weights of '{}' do not come to rest between these "
                                    "bounds. Widen the bounds.",
                                    common().id)};
        }
    }

    /// {column: {level: sum of weights}}, and a warning for each level far from its target.
    static Json achieved(const std::vector<double>& before,
                         const std::vector<double>& after,
                         const CodedMargins& coded,
                         Answer& answer) {
        const double total = answer.keys["sum_w"].get<double>();
        Json result = Json::object();
        const std::vector<summary::Margin> margins = coded.margins();
        for (std::size_t margin = 0; margin < margins.size(); ++margin) {
            Json& of_margin = result[coded.column(margin)] = Json::object();
            for (const summary::MarginShift& shift :
                 summary::margin_shifts(margins[margin], before, after)) {
                const bool blank = shift.level == margins[margin].targets.size();
                const std::string name = coded.level_name(
                    margin, blank ? std::numeric_limits<std::size_t>::max() : shift.level);
                of_margin[name] = json_number(shift.after * total);
                if (std::abs(shift.after - shift.target) > far_off) {
                    answer.warnings.push_back(
                        fmt::format("{} = '{}' is {:.1f} % of the weights, its target {:.1f} %",
                                    coded.column(margin),
                                    name,
                                    100 * shift.after,
                                    100 * shift.target));
                }
            }
        }
        return result;
    }

    std::string weight_;
    summary::TrimRule rule_;
    std::string into_;
    bool emit_;
    std::vector<NamedMargin> margins_;
};

}  // namespace

Kind trim_kind() {
    return kind_of<TrimAnalysis>("trim", Stands::alone, keys);
}

}  // namespace harmony::admin::stats
