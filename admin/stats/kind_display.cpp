#include <array>
#include <cmath>

#include "admin/stats/workspace.h"
#include "summary/display.h"
#include "summary/interval.h"

// {"kind": "display", "counts" with "style", or "shares": [[x, n]]}: numbers as readers see them.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 3> keys = {"counts", "style", "shares"};
constexpr double most_people = 1e9;

bool is_count(double number) {
    return number >= 0 && number == std::floor(number) && number <= most_people;
}

summary::CountStyle style_of(const std::string& name) {
    using summary::CountStyle;
    if (name == "nearest5") {
        return CountStyle::nearest5;
    }
    if (name == "nearest3") {
        return CountStyle::nearest3;
    }
    if (name == "mid6") {
        return CountStyle::mid6;
    }
    return name == "redact7_nearest5" ? CountStyle::redact7_nearest5 : CountStyle::none;
}

class DisplayAnalysis final : public Analysis {
public:
    DisplayAnalysis(const SpecObject& spec, Common common) : Analysis(std::move(common)) {
        if (spec.has("shares")) {
            read_shares(spec);
            return;
        }
        const summary::CountStyle style = style_of(
            spec.one_of("style", {"none", "nearest5", "nearest3", "mid6", "redact7_nearest5"}));
        const std::vector<double> counts = spec.numbers("counts");
        for (std::size_t i = 0; i < counts.size(); ++i) {
            if (!is_count(counts[i])) {
                spec.must_be("counts", i, "a whole number of 0 or more");
                return;
            }
            shown_.push_back(summary::count_text(static_cast<std::uint64_t>(counts[i]), style));
        }
    }

    Outcome run(Workspace&) const override {
        Answer answer;
        answer.keys["shown"] = shown_;
        return answer;
    }

private:
    void read_shares(const SpecObject& spec) {
        if (spec.has("counts") || spec.has("style")) {
            spec.must_be("shares", "without counts and style beside it");
        }
        const Json& shares = spec.json().at("shares");
        if (!shares.is_array()) {
            spec.must_be("shares", "a list");
            return;
        }
        for (std::size_t i = 0; i < shares.size(); ++i) {
            const Json& share = shares[i];
            if (!share.is_array() || share.size() != 2 || !share[0].is_number() ||
                !share[1].is_number() || !are_share(share[0], share[1])) {
                spec.must_be("shares", i, "[x, n], whole numbers with x at most n and n above 0");
                return;
            }
            shown_.push_back(std::to_string(
                summary::percent(share[0].get<std::uint64_t>(), share[1].get<std::uint64_t>())));
        }
    }

    static bool are_share(const Json& x, const Json& n) {
        return is_count(x.get<double>()) && is_count(n.get<double>()) && n.get<double>() > 0 &&
               x.get<double>() <= n.get<double>();
    }

    std::vector<std::string> shown_;
};

}  // namespace

Kind display_kind() {
    return {"display", Stands::alone, keys, [](const SpecObject& spec, Common common) {
                return std::unique_ptr<Analysis>(
                    std::make_unique<DisplayAnalysis>(spec, std::move(common)));
            }};
}

}  // namespace harmony::admin::stats
