#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
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
    std::vector<CountBy> by;
    summary::Audience audience = summary::Audience::internal;
    std::string question;  ///< one question alone; empty: all
    base::Day today{};
};

/// Numbers that may be seen by the audience, with their words. Everything that shows numbers goes
/// through here: count, then `suppress()`, then a renderer.
struct Findings {
    summary::Publishable numbers;
    ReportTexts texts;
};

/// Errors: absent (no such survey, question or answers), refused (too few answers for the
/// audience).
[[nodiscard]] base::Result<Findings> find_out(Office& office, const FindingsOrder& order);

/// "public", "partner", "internal".
[[nodiscard]] std::optional<summary::Audience> audience_of(std::string_view word);
[[nodiscard]] std::string_view audience_word(summary::Audience audience);

/// "place", "month", "language", "engagement".
[[nodiscard]] std::optional<CountBy> count_by_of(std::string_view word);

}  // namespace harmony::admin
