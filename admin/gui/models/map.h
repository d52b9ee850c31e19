#pragma once

#include <string>
#include <vector>

#include "admin/gui/host.h"
#include "admin/gui/models/results.h"
#include "admin/report/plan_input.h"
#include "base/error.h"
#include "summary/publishable.h"

namespace harmony::admin::gui {

/// Where people of a survey put their pins, as far as the audience may see it.
struct MapModel {
    std::vector<SurveyLine> surveys;  ///< that ask for a place on the map
    std::string survey;
    std::vector<MapView> layers;  ///< by day, after dark
    std::vector<GridView> grids;  ///< which problem, where and when
};

/// `survey` empty: the first that has a map. Errors: those of the store.
[[nodiscard]] base::Result<MapModel> read_map(Reader& reader,
                                              const std::string& survey,
                                              summary::Audience audience);

}  // namespace harmony::admin::gui
