#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "admin/fact_book.h"
#include "db/office_store.h"
#include "events/fold.h"

namespace harmony::admin {

/// Everything that the office holds about these subjects, as the person may have it: every fact in
/// words, and each text that was agreed to as it was shown (design of events, 17.2).
[[nodiscard]] nlohmann::json person_json(const std::vector<events::SubjectId>& subjects,
                                         const OfficeFacts& facts,
                                         db::OfficeStore& store,
                                         base::Day today);

/// The same as a page that needs nothing else.
[[nodiscard]] std::string person_page(const nlohmann::json& everything,
                                      const std::string& organisation);

}  // namespace harmony::admin
