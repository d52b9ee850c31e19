#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "admin/office.h"
#include "admin/office_facts.h"
#include "base/error.h"
#include "base/random.h"
#include "events/ids.h"
#include "survey/form.h"
#include "survey/response.h"
#include "sync/wraps.h"

// Reports of little things that came as answers to a survey of purpose `case` become cases: facts
// of kind `case_opened`, whose subject is the receipt key of the report. How its resident wants to
// hear back, sealed apart, has the same subject (docs/formats/fact.md).
namespace harmony::admin {

/// What a report says as the fact that opens its case; nothing when it has no receipt, by which
/// alone it can be told apart and found again. REQUIRES: the response is of the form.
///
/// Read by the names of its questions (assets/surveys/little_things): `what`, the place question,
/// `dark` or `light`, `long`, `bother`, `told`, `outcome`, `more`. A kind that is not known is
/// `other`.
[[nodiscard]] std::optional<OfficeFact> case_of_report(const survey::Response& response,
                                                       const survey::Form& form);

/// Those that are no case yet and were not erased. `known` are the subjects of which there is a
/// case or a tombstone.
struct NewReports {
    std::vector<OfficeFact> facts;
    std::size_t without_receipt = 0;
};

/// Surveys of purpose `case` whose reports may not all have a case: none when no batch of answers
/// came since `note_reports_taken`. Errors: those of the store.
[[nodiscard]] base::Result<std::set<std::string>> surveys_with_new_reports(db::OfficeStore& store);

/// Opens the stored answers to these surveys. Errors: those of the store.
[[nodiscard]] base::Result<NewReports> new_case_reports(Office& office,
                                                        const std::set<std::string>& surveys,
                                                        const sync::KeyRing& ring,
                                                        const std::set<events::SubjectId>& known,
                                                        base::RandomSource& random);

/// Notes that every report of the store has its case now.
[[nodiscard]] base::Result<void> note_reports_taken(db::OfficeStore& store);

}  // namespace harmony::admin
