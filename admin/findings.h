#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "admin/office.h"
#include "admin/report/report_input.h"
#include "admin/tables.h"
#include "base/error.h"
#include "base/time.h"
#include "summary/publishable.h"

namespace harmony::admin {

/// What an officer asks the store about one survey.
struct FindingsOrder {
    std::string survey;
    std::vector<Breakdown> by;
    summary::Audience audience = summary::Audience::internal;
    std::string question;  ///< one question alone; empty: all
    base::Day today{};
    std::vector<Condition> where = {};  ///< for the office alone
    std::string wave = {};              ///< its id; empty: all days
    bool weighted = true;
    /// Ids of two waves whose change is wanted; nothing: each wave against the one before.
    std::optional<std::pair<std::string, std::string>> compared = std::nullopt;
};

/// Numbers that may be seen by the audience, with their words. Everything that shows numbers goes
/// through here: count, then `suppress()`, then a renderer.
struct Findings {
    summary::Publishable numbers;
    ReportTexts texts;
};

/// Errors: absent (no such survey, question, wave or answers), refused (too few answers for the
/// audience; a selection, or a breakdown by a question that is internal, for others than the
/// office).
[[nodiscard]] base::Result<Findings> find_out(Office& office, const FindingsOrder& order);

/// Whether the audience may have what is asked for. Errors: refused (a selection; a breakdown by a
/// question that the survey keeps inside).
[[nodiscard]] base::Result<void> check_audience(const FindingsOrder& order,
                                                const survey::Form& form);

/// "public", "partner", "internal".
[[nodiscard]] std::optional<summary::Audience> audience_of(std::string_view word);
[[nodiscard]] std::string_view audience_word(summary::Audience audience);

/// "place", "month", "wave", "language", "venue", "mode", "engagement"; nothing for questions.
[[nodiscard]] std::optional<CountBy> count_by_of(std::string_view word);

}  // namespace harmony::admin
