#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "admin/stats/workspace.h"
#include "summary/audit.h"

namespace harmony::admin::stats {

/// `policy`: {threshold, rule, attacker_min, singleton}, all needed.
[[nodiscard]] summary::DisclosurePolicy read_policy(const SpecObject& analysis);

/// `table`: {cells: {id: count}, sums: [{total, parts}], always_published: [ids]}.
[[nodiscard]] summary::SumTable read_table(const SpecObject& analysis);

/// Ids of `key` as cells of the table; an id that is none of its cells is a fault.
[[nodiscard]] std::vector<std::size_t> read_cells(const SpecObject& object,
                                                  std::string_view key,
                                                  const summary::SumTable& table);

/// `from`: a table of unweighted counts of two columns, with ids "row|col", "row|*", "*|col" and
/// "*|*".
class CountedTable {
public:
    explicit CountedTable(const SpecObject& analysis);

    /// Refused `unlisted_level` for a code that is not one of the listed levels.
    [[nodiscard]] std::variant<summary::SumTable, Refusal> count(const Workspace& workspace,
                                                                 const Common& common) const;

private:
    std::string rows_;
    std::string columns_;
    std::optional<std::vector<std::string>> row_levels_;
    std::optional<std::vector<std::string>> column_levels_;
    std::vector<std::string> always_published_;
};

/// That the table adds up and is not too large to be attacked; else why not.
[[nodiscard]] std::optional<Refusal> refusal_of(const summary::SumTable& table);

/// {id: [low, high or null]} of the hidden cells, by id.
[[nodiscard]] Json json_bounds(const summary::SumTable& table,
                               const summary::HiddenCells& hidden,
                               const summary::DisclosurePolicy& policy);

/// Ids in byte order.
[[nodiscard]] Json json_ids(std::vector<std::string> ids);

}  // namespace harmony::admin::stats
