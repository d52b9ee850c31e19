#include <algorithm>
#include <array>

#include "admin/stats/numbers.h"

// {"kind": "quantile", "column", "probs", "scores"}: the smallest value that so large a share of
// people do not exceed.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 3> keys = {"column", "probs", "scores"};

class QuantileAnalysis final : public Analysis {
public:
    QuantileAnalysis(const SpecObject& spec, Common common)
        : Analysis(std::move(common)), source_(read_numbers(spec)), probs_(spec.numbers("probs")) {
        const bool shares = std::all_of(
            probs_.begin(), probs_.end(), [](double prob) { return prob >= 0 && prob <= 1; });
        if (!shares) {
            spec.must_be("probs", "a list of numbers from 0 to 1");
        }
    }

    Outcome run(Workspace& workspace) const override {
        const summary::Design& design = workspace.design(common().design);
        const std::vector<std::uint8_t> marks = workspace.rows_of(common());
        NumberedRows answered = numbered(design,
                                         groups_of({}, marks, workspace.frame()).front().rows,
                                         numbers_of(source_, workspace.frame()));
        if (answered.rows.empty()) {
            return empty_base(common().id);
        }
        const summary::Domain domain(design, std::move(answered.rows));
        Answer answer;
        answer.keys["n"] = domain.size();
        answer.keys["values"] = summary::quantiles(domain, answered.values, probs_);
        return answer;
    }

private:
    NumberSource source_;
    std::vector<double> probs_;
};

}  // namespace

Kind quantile_kind() {
    return kind_of<QuantileAnalysis>("quantile", Stands::on_a_design, keys);
}

}  // namespace harmony::admin::stats
