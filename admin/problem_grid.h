#pragma once

#include <string>
#include <vector>

#include "admin/office.h"
#include "admin/report/plan_input.h"
#include "base/error.h"
#include "summary/publishable.h"

namespace harmony::admin {

/// The three questions that a grid crosses: what, where, when.
struct GridQuestions {
    std::string problem = "why_unsafe";
    std::string place = "where_unsafe";
    std::string time = "when_unsafe";
};

/// Which problem, where and when: people who ticked all three, a grid each time of day, in the
/// newest version of the survey that has answers to them. `numbers` are those of the survey for an
/// audience: squares are hidden by its rules (summary/crossed.h). None where the survey does not
/// ask all three, or keeps one of them from the audience, or nobody ticked all three.
///
/// Errors: unreadable.
[[nodiscard]] base::Result<std::vector<GridView>> problem_grids(
    Office& office,
    const std::string& survey,
    const summary::Publishable& numbers,
    const GridQuestions& questions = {});

}  // namespace harmony::admin
