#include <algorithm>
#include <array>

#include "admin/stats/shares.h"

// {"kind": "frequency", "column", "levels", "by", "ci", "n_eff_cap"}: how many gave each answer.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 5> keys = {"column", "levels", "by", "ci", "n_eff_cap"};

class FrequencyAnalysis final : public Analysis {
public:
    FrequencyAnalysis(const SpecObject& spec, Common common)
        : Analysis(std::move(common)),
          column_(spec.column("column", Use::text)),
          levels_(spec.texts_or("levels", {})),
          listed_(spec.has("levels")),
          by_(read_by(spec)),
          ranges_(read_share_ranges(spec, this->common())) {
        check_differ(spec, "levels", levels_);
    }

    Outcome run(Workspace& workspace) const override {
        const summary::Design& design = workspace.design(common().design);
        const std::vector<std::uint8_t> marks = workspace.rows_of(common());
        const Rows all = groups_of({}, marks, workspace.frame()).front().rows;
        const std::vector<std::string> levels =
            listed_ ? levels_ : levels_that_occur(rows_in(design, all), workspace.frame());
        // A code that is not listed is counted over all groups.
        const auto everybody = listed(column_, levels, all, design, workspace.frame());
        if (const auto* const refusal = std::get_if<Refusal>(&everybody)) {
            return *refusal;
        }
        return for_groups(by_, marks, workspace.frame(), [&](const Rows& rows) -> Outcome {
            auto answers = listed(column_, levels, rows, design, workspace.frame());
            return table(design, std::move(*std::get_if<Listed>(&answers)), levels);
        });
    }

private:
    [[nodiscard]] std::vector<std::string> levels_that_occur(const Rows& rows,
                                                             const Frame& frame) const {
        const TextColumn& column = frame.text(column_);
        std::vector<std::uint8_t> seen(column.names.size());
        for (const std::uint32_t row : rows) {
            if (column.codes[row] != missing_code) {
                seen[column.codes[row]] = 1;
            }
        }
        std::vector<std::string> levels;
        for (std::size_t code = 0; code < seen.size(); ++code) {
            if (seen[code] != 0) {
                levels.push_back(column.names[code]);
            }
        }
        return levels;
    }

    [[nodiscard]] Outcome table(const summary::Design& design,
                                Listed answers,
                                const std::vector<std::string>& levels) const {
        if (answers.rows.empty()) {
            return empty_base(common().id);
        }
        const summary::Domain domain(design, std::move(answers.rows));
        const std::vector<summary::Proportion> shares =
            summary::proportions(domain, answers.level, levels.size(), ranges_.rule);
        Answer answer;
        answer.keys["n"] = domain.size();
        answer.keys["weighted_n"] = json_number(shares.front().weighted_n);
        answer.keys["not_stated"] = answers.missing;
        Json& cells = answer.keys["cells"] = Json::object();
        for (std::size_t level = 0; level < levels.size(); ++level) {
            Json& cell = cells[levels[level]] = Json::object();
            cell["n"] = shares[level].yes;
            cell["weighted"] = json_number(shares[level].weighted_yes);
            cell["p"] = json_number(shares[level].p);
            cell["se"] = json_number(shares[level].standard_error);
            cell["ci"] = json_ranges(shares[level], ranges_);
        }
        answer.warnings = warnings_of(domain);
        return answer;
    }

    std::string column_;
    std::vector<std::string> levels_;
    bool listed_;
    std::vector<std::string> by_;
    ShareRanges ranges_;
};

}  // namespace

Kind frequency_kind() {
    return kind_of<FrequencyAnalysis>("frequency", Stands::on_a_design, keys);
}

}  // namespace harmony::admin::stats
