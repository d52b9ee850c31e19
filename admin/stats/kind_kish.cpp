#include <array>
#include <cmath>

#include "admin/stats/workspace.h"
#include "summary/sums.h"

// {"kind": "kish", "weight": column}: how many answers the weights leave.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 1> keys = {"weight"};

class KishAnalysis final : public Analysis {
public:
    KishAnalysis(const SpecObject& spec, Common common)
        : Analysis(std::move(common)), weight_(spec.column("weight", Use::weight)) {}

    Outcome run(Workspace& workspace) const override {
        const NumberColumn& column = workspace.frame().number(weight_);
        const std::vector<std::uint8_t> marks = workspace.rows_of(common());
        std::vector<double> weights;
        std::size_t zeros = 0;
        for (std::size_t row = 0; row < column.size(); ++row) {
            if (marks[row] != 0 && column[row] > 0) {
                weights.push_back(column[row]);
            }
            zeros += marks[row] != 0 && column[row] == 0 ? 1 : 0;
        }
        const auto kish = summary::kish(weights);
        if (!kish) {
            return empty_base(common().id);
        }
        Answer answer;
        answer.keys["n"] = kish->n;
        answer.keys["n_zero"] = zeros;
        answer.keys["sum_w"] = json_number(summary::sum_of(weights));
        answer.keys["n_eff"] = json_number(kish->n_eff);
        answer.keys["deff"] = json_number(kish->deff);
        return answer;
    }

private:
    std::string weight_;
};

}  // namespace

Kind kish_kind() {
    return kind_of<KishAnalysis>("kish", Stands::alone, keys);
}

}  // namespace harmony::admin::stats
