#include <fmt/format.h>

#include <array>
#include <cmath>

#include "admin/stats/numbers.h"

// {"kind": "ratio", "numerator", "denominator"}: the ratio of two sums, of those with both numbers.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 2> keys = {"numerator", "denominator"};

class RatioAnalysis final : public Analysis {
public:
    RatioAnalysis(const SpecObject& spec, Common common)
        : Analysis(std::move(common)),
          numerator_(spec.column("numerator", Use::number)),
          denominator_(spec.column("denominator", Use::number)) {}

    Outcome run(Workspace& workspace) const override {
        const summary::Design& design = workspace.design(common().design);
        const NumberColumn& numerator = workspace.frame().number(numerator_);
        const NumberColumn& denominator = workspace.frame().number(denominator_);
        const std::vector<std::uint8_t> marks = workspace.rows_of(common());
        Rows rows;
        std::vector<double> y;
        std::vector<double> x;
        for (std::uint32_t row = 0; row < marks.size(); ++row) {
            if (marks[row] != 0 && design.weight[row] > 0 && !std::isnan(numerator[row]) &&
                !std::isnan(denominator[row])) {
                rows.push_back(row);
                y.push_back(numerator[row]);
                x.push_back(denominator[row]);
            }
        }
        if (rows.empty()) {
            return empty_base(common().id);
        }
        return estimate(summary::Domain(design, std::move(rows)), y, x);
    }

private:
    [[nodiscard]] Outcome estimate(const summary::Domain& domain,
                                   const std::vector<double>& y,
                                   const std::vector<double>& x) const {
        const std::optional<summary::Ratio> ratio = summary::ratio_of(domain, y, x);
        if (!ratio) {
            return Refusal{"no_denominator",
                           fmt::format("'{}' adds up to 0 in '{}': there is nothing to divide by.",
                                       denominator_,
                                       common().id)};
        }
        if (!std::isfinite(ratio->value) || !std::isfinite(ratio->variance)) {
            return too_large(common().id);
        }
        const double error = ratio->standard_error();
        Answer answer;
        answer.keys["n"] = domain.size();
        answer.keys["ratio"] = json_number(ratio->value);
        answer.keys["se"] = json_number(error);
        answer.keys["df"] = json_number(domain.degrees());
        answer.keys["ci"] = {
            {"wald",
             json_interval(summary::wald(ratio->value, error, domain.degrees(), common().rule))}};
        answer.warnings = warnings_of(domain);
        return answer;
    }

    std::string numerator_;
    std::string denominator_;
};

}  // namespace

Kind ratio_kind() {
    return kind_of<RatioAnalysis>("ratio", Stands::on_a_design, keys);
}

}  // namespace harmony::admin::stats
