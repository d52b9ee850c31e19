#include <array>

#include "admin/stats/numbers.h"
#include "admin/stats/shares.h"

// {"kind": "proportion", "column", "yes": [codes]}: the share of those with an answer who gave one
// of these.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 6> keys = {
    "column", "yes", "by", "ci", "n_eff_cap", "variance"};

Json json_of(const summary::Proportion& share, const ShareRanges& ranges) {
    Json keys_of_share = Json::object();
    keys_of_share["n"] = share.n;
    keys_of_share["n_yes"] = share.yes;
    keys_of_share["weighted_n"] = json_number(share.weighted_n);
    keys_of_share["weighted_yes"] = json_number(share.weighted_yes);
    keys_of_share["p"] = json_number(share.p);
    keys_of_share["se"] = json_number(share.standard_error);
    keys_of_share["df"] = json_number(share.degrees);
    keys_of_share["psu"] = share.psus;
    keys_of_share["n_eff"] = {{"kish", json_number(share.kish.n_eff)},
                              {"design", json_optional(share.n_design)},
                              {"used", json_number(share.n_used)}};
    keys_of_share["deff"] = {{"kish", json_number(share.kish.deff)},
                             {"design", json_optional(share.design_effect())}};
    keys_of_share["ci"] = json_ranges(share, ranges);
    // What the range could not know about the design says more than that there was no variance.
    keys_of_share["fallback"] = share.fallback != summary::Fallback::no_design && share.no_variance
                                    ? Json("no_variance")
                                    : json_fallback(share.fallback);
    return keys_of_share;
}

class ProportionAnalysis final : public Analysis {
public:
    ProportionAnalysis(const SpecObject& spec, Common common)
        : Analysis(std::move(common)),
          column_(spec.column("column", Use::text)),
          yes_(spec.texts("yes")),
          by_(read_by(spec)),
          ranges_(read_share_ranges(spec, this->common())),
          variance_(read_variance(spec)) {}

    Outcome run(Workspace& workspace) const override {
        const summary::Design& design = workspace.design(common().design);
        const TextColumn& column = workspace.frame().text(column_);
        const std::vector<std::uint8_t> yes = codes_among(column, yes_);
        return for_groups(
            by_, workspace.rows_of(common()), workspace.frame(), [&](const Rows& rows) -> Outcome {
                Rows answered;
                std::vector<std::uint8_t> said;
                for (const std::uint32_t row : rows_in(design, rows)) {
                    if (column.codes[row] != missing_code) {
                        answered.push_back(row);
                        said.push_back(yes[column.codes[row]]);
                    }
                }
                return estimate(workspace, design, std::move(answered), said);
            });
    }

private:
    [[nodiscard]] Outcome estimate(const Workspace& workspace,
                                   const summary::Design& design,
                                   Rows answered,
                                   const std::vector<std::uint8_t>& said) const {
        if (answered.empty()) {
            return empty_base(common().id);
        }
        const summary::Domain domain(design, std::move(answered));
        summary::Proportion share = summary::proportion(domain, said, ranges_.rule);
        if (const auto variance = variance_by(variance_,
                                              workspace,
                                              design,
                                              domain,
                                              std::vector<double>(said.begin(), said.end()))) {
            share = summary::with_variance(share, *variance, ranges_.rule);
        }
        return Answer{json_of(share, ranges_), warnings_of(domain)};
    }

    std::string column_;
    std::vector<std::string> yes_;
    std::vector<std::string> by_;
    ShareRanges ranges_;
    VarianceRule variance_;
};

}  // namespace

Kind proportion_kind() {
    return kind_of<ProportionAnalysis>("proportion", Stands::on_a_design, keys);
}

}  // namespace harmony::admin::stats
