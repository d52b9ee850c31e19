#include <algorithm>
#include <array>

#include "admin/stats/shares.h"
#include "summary/group_shares.h"

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
        const Listed& answers = *std::get_if<Listed>(&everybody);
        std::vector<std::uint32_t> level(workspace.frame().rows(), summary::no_code);
        for (std::size_t i = 0; i < answers.rows.size(); ++i) {
            level[answers.rows[i]] = answers.level[i];
        }
        const Grouping grouping = grouping_of(marks, workspace.frame());
        const auto shares = summary::proportions_by_group(
            design, {grouping.code, grouping.groups, level, levels.size()}, ranges_.rule);
        return for_groups(by_, marks, workspace.frame(), [&](const Rows& rows) -> Outcome {
            const bool nobody = rows.empty() || shares[grouping.code[rows.front()]].empty();
            if (nobody) {
                return empty_base(common().id);
            }
            const auto blank = std::count_if(rows.begin(), rows.end(), [&](std::uint32_t row) {
                return design.weight[row] > 0 && level[row] == summary::no_code;
            });
            return table(shares[grouping.code[rows.front()]], blank, levels);
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

    /// A number for each row's values of `by`.
    struct Grouping {
        std::vector<std::uint32_t> code;
        std::size_t groups = 1;
    };

    [[nodiscard]] Grouping grouping_of(std::span<const std::uint8_t> marks,
                                       const Frame& frame) const {
        if (by_.size() == 1) {
            const TextColumn& column = frame.text(by_.front());
            static_assert(missing_code == summary::no_code);
            return {column.codes, column.names.size()};
        }
        Grouping grouping{std::vector<std::uint32_t>(frame.rows(), summary::no_code), 0};
        for (const Group& group : groups_of(by_, marks, frame)) {
            for (const std::uint32_t row : group.rows) {
                grouping.code[row] = static_cast<std::uint32_t>(grouping.groups);
            }
            grouping.groups += 1;
        }
        return grouping;
    }

    [[nodiscard]] Outcome table(const std::vector<summary::Proportion>& shares,
                                std::ptrdiff_t blank,
                                const std::vector<std::string>& levels) const {
        Answer answer;
        answer.keys["n"] = shares.front().n;
        answer.keys["weighted_n"] = json_number(shares.front().weighted_n);
        answer.keys["not_stated"] = blank;
        Json& cells = answer.keys["cells"] = Json::object();
        for (std::size_t level = 0; level < levels.size(); ++level) {
            Json& cell = cells[levels[level]] = Json::object();
            cell["n"] = shares[level].yes;
            cell["weighted"] = json_number(shares[level].weighted_yes);
            cell["p"] = json_number(shares[level].p);
            cell["se"] = json_number(shares[level].standard_error);
            cell["ci"] = json_ranges(shares[level], ranges_);
        }
        answer.warnings = warnings_of(shares.front());
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
