#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "db/office_store.h"

namespace harmony::admin {

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
