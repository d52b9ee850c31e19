#pragma once

#include <vector>

#include "admin/findings.h"
#include "admin/office.h"
#include "admin/report/plan.h"
#include "admin/report/plan_input.h"
#include "base/error.h"
#include "base/time.h"

namespace harmony::admin {

/// What the questions of a plan are counted by.
[[nodiscard]] std::vector<Breakdown> breakdowns_of(const ReportPlan& plan);

/// Fills what parts of a plan need besides the survey's numbers: maps of pins for the office, forms
/// and engagements that people met. Errors: those of the store.
[[nodiscard]] base::Result<void> add_extras(const ReportPlan& plan,
                                            summary::Audience audience,
                                            Office& office,
                                            base::Moment now,
                                            PlanExtras& extras);

/// What the weekly digest says. Errors: those of the store.
[[nodiscard]] base::Result<std::vector<BookTable>> weekly_tables(Office& office, base::Moment now);

}  // namespace harmony::admin
