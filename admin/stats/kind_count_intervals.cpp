#include <fmt/format.h>

#include <array>
#include <cmath>

#include "admin/stats/shares.h"

// {"kind": "count_intervals", "yes", "n": columns of counts, "ci"}: the ranges of plain counts, a
// row each.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 3> keys = {"yes", "n", "ci"};

/// Counts are whole numbers that a number column holds exactly.
bool are_counts(double yes, double asked) {
    constexpr double most = 9007199254740992.0;  // 2^53
    return yes == std::floor(yes) && asked == std::floor(asked) && yes >= 0 && yes <= asked &&
           asked <= most;
}

class CountIntervals final : public Analysis {
public:
    CountIntervals(const SpecObject& spec, Common common)
        : Analysis(std::move(common)),
          yes_(spec.column("yes", Use::number)),
          asked_(spec.column("n", Use::number)),
          methods_(read_share_ranges(spec, this->common()).methods) {
        static_cast<void>(spec.texts("ci"));  // needed here
        for (std::size_t i = 0; i < methods_.size(); ++i) {
            if (methods_[i] != summary::IntervalMethod::wilson &&
                methods_[i] != summary::IntervalMethod::clopper_pearson) {
                spec.must_be("ci", i, "one of 'wilson', 'clopper_pearson'");
            }
        }
    }

    Outcome run(Workspace& workspace) const override {
        const NumberColumn& yes = workspace.frame().number(yes_);
        const NumberColumn& asked = workspace.frame().number(asked_);
        const std::vector<std::uint8_t> marks = workspace.rows_of(common());
        Answer answer;
        Json& rows = answer.keys["rows"] = Json::array();
        for (std::size_t row = 0; row < marks.size(); ++row) {
            if (marks[row] == 0 || std::isnan(yes[row]) || std::isnan(asked[row])) {
                continue;
            }
            if (!are_counts(yes[row], asked[row])) {
                return Refusal{"not_counts",
                               fmt::format("{} of {} are no counts of people: both must be whole "
                                           "numbers, and the first at most the second.",
                                           shortest(yes[row]),
                                           shortest(asked[row]))};
            }
            rows.push_back(one(yes[row], asked[row]));
        }
        return answer;
    }

private:
    [[nodiscard]] Json one(double yes, double asked) const {
        summary::Proportion counts;
        counts.yes = static_cast<std::uint64_t>(yes);
        counts.n = static_cast<std::uint64_t>(asked);
        Json result = Json::object();
        result["x"] = counts.yes;
        result["n"] = counts.n;
        for (const summary::IntervalMethod method : methods_) {
            result[std::string(summary::name_of(method))] =
                json_interval(summary::interval_of(counts, method, common().rule));
        }
        return result;
    }

    std::string yes_;
    std::string asked_;
    std::vector<summary::IntervalMethod> methods_;
};

}  // namespace

Kind count_intervals_kind() {
    return kind_of<CountIntervals>("count_intervals", Stands::alone, keys);
}

}  // namespace harmony::admin::stats
