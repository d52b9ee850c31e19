#pragma once

#include <vector>

#include "admin/book_numbers.h"
#include "admin/findings.h"
#include "admin/office.h"
#include "admin/report/plan.h"
#include "admin/report/plan_input.h"
#include "base/error.h"
#include "base/random.h"
#include "base/time.h"

namespace harmony::admin {

/// What the questions of a plan are counted by: whatever responses are counted by, and questions
/// with one answer that the survey shows to the audience. What the newest version does not ask, or
/// keeps from them, is passed over: reports say so at its question.
[[nodiscard]] std::vector<Breakdown> breakdowns_of(const ReportPlan& plan,
                                                   db::OfficeStore& store,
                                                   summary::Audience audience);

/// Whether some part of the plan says something of the office's books.
[[nodiscard]] bool needs_books(const ReportPlan& plan);

/// Fills these parts.
void add_books(const ReportPlan& plan,
               summary::Audience audience,
               const OpenBooks& books,
               PlanExtras& extras);

/// Fills what parts of a plan need besides the survey's numbers: maps, grids, forms and engagements
/// that people met; for the audience of the numbers. Errors: those of the store.
[[nodiscard]] base::Result<void> add_extras(const ReportPlan& plan,
                                            const summary::Publishable& numbers,
                                            Office& office,
                                            PlanExtras& extras);

/// What the weekly digest says. Errors: those of the store.
[[nodiscard]] base::Result<std::vector<BookTable>> weekly_tables(Office& office,
                                                                 const OpenBooks& books,
                                                                 base::Moment now,
                                                                 base::RandomSource& random);

}  // namespace harmony::admin
