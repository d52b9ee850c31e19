#include <fmt/format.h>

#include <array>

#include "admin/stats/workspace.h"
#include "summary/chi_square.h"

// {"kind": "chisq", "rows", "cols"}: whether two questions have to do with each other.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 2> keys = {"rows", "cols"};

/// The answers that occur, numbered in byte order.
struct Occurring {
    std::vector<std::string> levels;
    std::vector<std::uint32_t> level;  ///< of each row
};

Occurring occurring(const TextColumn& column, const Rows& rows) {
    std::vector<std::uint32_t> place(column.names.size(), missing_code);
    for (const std::uint32_t row : rows) {
        place[column.codes[row]] = 0;
    }
    Occurring result;
    for (std::size_t code = 0; code < place.size(); ++code) {
        if (place[code] != missing_code) {
            place[code] = static_cast<std::uint32_t>(result.levels.size());
            result.levels.push_back(column.names[code]);
        }
    }
    for (const std::uint32_t row : rows) {
        result.level.push_back(place[column.codes[row]]);
    }
    return result;
}

Json json_test(const summary::ChiSquareTest& test) {
    return {{"stat", json_number(test.statistic)},
            {"df", json_number(test.first_degrees)},
            {"p", json_number(test.p)}};
}

class ChiSquareAnalysis final : public Analysis {
public:
    ChiSquareAnalysis(const SpecObject& spec, Common common)
        : Analysis(std::move(common)),
          rows_(spec.column("rows", Use::text)),
          columns_(spec.column("cols", Use::text)) {}

    Outcome run(Workspace& workspace) const override {
        const summary::Design& design = workspace.design(common().design);
        const TextColumn& of_rows = workspace.frame().text(rows_);
        const TextColumn& of_columns = workspace.frame().text(columns_);
        const std::vector<std::uint8_t> marks = workspace.rows_of(common());
        Rows both;
        for (std::uint32_t row = 0; row < marks.size(); ++row) {
            if (marks[row] != 0 && design.weight[row] > 0 && of_rows.codes[row] != missing_code &&
                of_columns.codes[row] != missing_code) {
                both.push_back(row);
            }
        }
        if (both.empty()) {
            return empty_base(common().id);
        }
        const Occurring first = occurring(of_rows, both);
        const Occurring second = occurring(of_columns, both);
        return test(summary::Domain(design, std::move(both)), first, second);
    }

private:
    [[nodiscard]] Outcome test(const summary::Domain& domain,
                               const Occurring& first,
                               const Occurring& second) const {
        if (first.levels.size() < 2 || second.levels.size() < 2) {
            return Refusal{"one_level",
                           fmt::format("Everybody gave the same answer to {}: there is nothing to "
                                       "compare in '{}'.",
                                       first.levels.size() < 2 ? rows_ : columns_,
                                       common().id)};
        }
        constexpr std::size_t most = 400;
        if (first.levels.size() * second.levels.size() > most) {
            return Refusal{"too_many_levels",
                           fmt::format("The table of '{}' has {} cells: more than {} say nothing.",
                                       common().id,
                                       first.levels.size() * second.levels.size(),
                                       most)};
        }
        const std::optional<summary::ChiSquare> result = summary::chi_square(
            domain, first.level, second.level, first.levels.size(), second.levels.size());
        if (!result) {
            return Refusal{"no_variance",
                           fmt::format("Too few people or engagements to say how much the answers "
                                       "of '{}' vary.",
                                       common().id)};
        }
        return answer_of(domain, *result, first.levels, second.levels);
    }

    [[nodiscard]] static Answer answer_of(const summary::Domain& domain,
                                          const summary::ChiSquare& result,
                                          const std::vector<std::string>& rows,
                                          const std::vector<std::string>& columns) {
        Answer answer;
        answer.keys["n"] = domain.size();
        answer.keys["row_levels"] = rows;
        answer.keys["col_levels"] = columns;
        Json& weighted = answer.keys["weighted"] = Json::array();
        for (std::size_t row = 0; row < rows.size(); ++row) {
            Json line = Json::array();
            for (std::size_t column = 0; column < columns.size(); ++column) {
                line.push_back(json_number(result.weighted[row * columns.size() + column]));
            }
            weighted.push_back(std::move(line));
        }
        answer.keys["pearson"] = json_number(result.pearson);
        answer.keys["f"] = {{"stat", json_number(result.f.statistic)},
                            {"df1", json_number(result.f.first_degrees)},
                            {"df2", json_number(result.f.second_degrees)},
                            {"p", json_number(result.f.p)}};
        answer.keys["first_order"] = json_test(result.first_order);
        answer.keys["unweighted"] = json_test(result.unweighted);
        answer.warnings = warnings_of(domain);
        return answer;
    }

    std::string rows_;
    std::string columns_;
};

}  // namespace

Kind chisq_kind() {
    return kind_of<ChiSquareAnalysis>("chisq", Stands::on_a_design, keys);
}

}  // namespace harmony::admin::stats
