#pragma once

#include <string>
#include <vector>

#include "admin/cases/case_list.h"

// Cases for partners: the least that lets them act (design of events, 14.2). No receipt, nobody's
// name or number; the reporter's words only when asked for.
namespace harmony::admin {

enum class CaseWords { left_out, included };

/// As spreadsheets open it: case, kind, cell, opened, owner, state, changed, reports, text for
/// residents; with words also those of the reporter.
[[nodiscard]] std::string cases_csv(const std::vector<CaseLine>& lines, CaseWords words);

/// The same as JSON, `{"harmony": "cases/1", "as_of": ..., "cases": [...]}`.
[[nodiscard]] std::string cases_json(const std::vector<CaseLine>& lines,
                                     CaseWords words,
                                     base::Day today);

}  // namespace harmony::admin
