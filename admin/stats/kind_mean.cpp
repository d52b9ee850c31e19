#include <array>

#include "admin/stats/numbers.h"
#include "admin/stats/shares.h"

// {"kind": "mean", "column", "scores", "by", "variance"}: the mean of a number.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 4> keys = {"column", "scores", "by", "variance"};

Json json_of(const summary::DomainMean& mean, const summary::RangeRule& rule) {
    Json result = Json::object();
    result["n"] = mean.n;
    result["weighted_n"] = json_number(mean.weighted_n);
    result["mean"] = json_number(mean.value);
    result["se"] = json_number(mean.standard_error);
    result["df"] = json_number(mean.degrees);
    result["psu"] = mean.psus;
    result["ci"] = {
        {"wald",
         json_interval(summary::wald(mean.value, mean.standard_error, mean.degrees, rule))}};
    result["deff"] = {{"kish", json_number(mean.kish.deff)},
                      {"design", json_optional(mean.design_effect)}};
    result["n_eff"] = {{"kish", json_number(mean.kish.n_eff)},
                       {"design", json_optional(mean.n_design())}};
    result["fallback"] = json_fallback(mean.fallback);
    return result;
}

class MeanAnalysis final : public Analysis {
public:
    MeanAnalysis(const SpecObject& spec, Common common)
        : Analysis(std::move(common)),
          source_(read_numbers(spec)),
          by_(read_by(spec)),
          variance_(read_variance(spec)) {}

    Outcome run(Workspace& workspace) const override {
        const summary::Design& design = workspace.design(common().design);
        const std::vector<double> numbers = numbers_of(source_, workspace.frame());
        return for_groups(
            by_, workspace.rows_of(common()), workspace.frame(), [&](const Rows& rows) -> Outcome {
                return estimate(workspace, design, numbered(design, rows, numbers));
            });
    }

private:
    [[nodiscard]] Outcome estimate(const Workspace& workspace,
                                   const summary::Design& design,
                                   NumberedRows answered) const {
        if (answered.rows.empty()) {
            return empty_base(common().id);
        }
        const summary::Domain domain(design, std::move(answered.rows));
        std::optional<summary::DomainMean> mean = summary::mean_of(domain, answered.values);
        if (!mean) {
            return too_large(common().id);
        }
        if (const auto variance =
                variance_by(variance_, workspace, design, domain, answered.values)) {
            mean = summary::with_variance(*mean, *variance, domain, answered.values);
        }
        return Answer{json_of(*mean, common().rule), warnings_of(domain)};
    }

    NumberSource source_;
    std::vector<std::string> by_;
    VarianceRule variance_;
};

}  // namespace

Kind mean_kind() {
    return kind_of<MeanAnalysis>("mean", Stands::on_a_design, keys);
}

}  // namespace harmony::admin::stats
