#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "admin/numbers/selection.h"
#include "admin/numbers/weighting_file.h"
#include "admin/published_shelf.h"
#include "base/error.h"
#include "db/office_store.h"
#include "summary/publishable.h"
#include "summary/table.h"
#include "survey/form.h"

namespace harmony::admin {

/// What answers can be counted by.
enum class CountBy { nothing, place, month, wave, language, venue, mode, engagement, question };

/// One of them, or a question whose answers are the rows.
struct Breakdown {
    Breakdown(CountBy what)
        : by(what) {}  // NOLINT(google-explicit-constructor): lists of them read so
    explicit Breakdown(std::string name) : by(CountBy::question), question(std::move(name)) {}

    CountBy by = CountBy::nothing;
    std::string question;  ///< of `CountBy::question`

    bool operator==(const Breakdown&) const = default;
};

/// "place", "month", ..., the question's name; empty for nothing.
[[nodiscard]] std::string grouping_name(const Breakdown& by);

/// The others by their word; anything else names a question.
[[nodiscard]] Breakdown breakdown_of(std::string_view word);

/// What is counted of a survey.
struct CountOrder {
    std::vector<Breakdown> by;
    std::vector<Condition> where;  ///< all of them must hold
    std::string wave;              ///< its id; empty: all days
    bool weighted = true;          ///< by the office's weighting file, where it has one
    base::Day today{};
};

/// Everything that the store says about one survey, counted.
struct SurveyTables {
    survey::Form form;  ///< the newest version of which responses have come; texts come from it
    std::vector<summary::Table> tables;
    summary::Fieldwork fieldwork;
};

/// Counts all questions of a survey that can be counted (`is_counted`): each over all responses
/// that the order selects, and by each of its breakdowns. Versions of the survey are one series
/// where a question's name and choices agree; where a version has no such question, it was not
/// asked.
///
/// The place of a response is its answer to the survey's place question, else the place of its
/// engagement. Errors: absent (no such survey, question, wave or answer to select by; no
/// response), unreadable.
[[nodiscard]] base::Result<SurveyTables> count_survey(db::OfficeStore& store,
                                                      const std::string& id,
                                                      const CountOrder& order);

/// What a weighting file would do to the responses of a survey. Errors: unreadable.
[[nodiscard]] base::Result<summary::Weighting> weighting_of(db::OfficeStore& store,
                                                            const std::string& id,
                                                            const WeightingFile& file,
                                                            base::Day today);

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
