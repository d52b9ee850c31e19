#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "admin/published_shelf.h"
#include "base/error.h"
#include "db/office_store.h"
#include "summary/publishable.h"
#include "summary/table.h"
#include "survey/form.h"

namespace harmony::admin {

/// What answers can be counted by.
enum class CountBy { nothing, place, month, language, engagement };

/// "place", "month", ...; empty for nothing.
[[nodiscard]] std::string_view count_by_name(CountBy by);

/// Everything that the store says about one survey, counted.
struct SurveyTables {
    survey::Form form;  ///< the newest version of which responses have come; texts come from it
    std::vector<summary::Table> tables;
    summary::Fieldwork fieldwork;
};

/// Counts all questions of a survey that can be counted (`is_counted`): each over all responses,
/// and by each of `by`. Versions of the survey are one series where a question's name and choices
/// agree; where a version has no such question, it was not asked.
///
/// The place of a response is its answer to the survey's place question, else the place of its
/// engagement. Errors: absent (no such survey, or no response to it), unreadable.
[[nodiscard]] base::Result<SurveyTables> count_survey(db::OfficeStore& store,
                                                      const std::string& id,
                                                      std::span<const CountBy> by);

/// Why there is nothing to say of a survey: it was never published here, or no response has come.
[[nodiscard]] base::Error no_responses(db::OfficeStore& store, const std::string& id);

/// Ids of the surveys that were ever published, in that order.
[[nodiscard]] std::vector<std::string> published_ids(db::OfficeStore& store);

/// Responses in the store, by survey id, in the order of publishing.
struct SurveyCount {
    std::string id;
    std::uint64_t responses = 0;

    bool operator==(const SurveyCount&) const = default;
};

[[nodiscard]] std::vector<SurveyCount> count_responses(db::OfficeStore& store);

}  // namespace harmony::admin
