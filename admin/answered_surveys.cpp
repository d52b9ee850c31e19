#include "admin/answered_surveys.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/published_shelf.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;

Error no_responses(db::OfficeStore& store, const std::string& id) {
    const std::vector<std::string> published = published_ids(store);
    const bool known = std::find(published.begin(), published.end(), id) != published.end();
    return {ErrorKind::absent,
            known
                ? fmt::format("no answers to {} have come yet. Fetch them: harmony-admin sync", id)
                : fmt::format("no survey called {} was published here. Published are: {}",
                              id,
                              fmt::join(published, ", "))};
}

std::vector<std::string> published_ids(db::OfficeStore& store) {
    std::vector<std::string> ids;
    for (const ShelvedSurvey& survey : surveys_on_shelf(store)) {
        if (std::find(ids.begin(), ids.end(), survey.id) == ids.end()) {
            ids.push_back(survey.id);
        }
    }
    return ids;
}

std::vector<SurveyCount> count_responses(db::OfficeStore& store) {
    std::vector<SurveyCount> counts;
    for (const std::string& id : published_ids(store)) {
        counts.push_back({id, 0});
        for (const ShelvedSurvey& survey : surveys_on_shelf(store)) {
            const auto table = survey.id == id ? store.table(survey.name) : std::nullopt;
            counts.back().responses += table ? table->rows : 0;
        }
    }
    return counts;
}

}  // namespace harmony::admin
