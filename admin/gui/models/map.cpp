#include "admin/gui/models/map.h"

#include <algorithm>

#include "admin/findings.h"
#include "admin/hot_spots.h"
#include "admin/problem_grid.h"

namespace harmony::admin::gui {

using base::Result;

Result<MapModel> read_map(Reader& reader, const std::string& survey, summary::Audience audience) {
    Office& office = reader.office();
    const Result<ResultsList> list = read_results_list(reader, survey);
    if (!list) {
        return list.error();
    }
    MapModel model;
    for (const SurveyLine& one : list->surveys) {
        Result<std::vector<MapView>> layers = hot_spots(office, one.id, audience);
        if (!layers) {
            return layers.error();
        }
        if (layers->empty()) {
            continue;
        }
        model.surveys.push_back(one);
        if (model.survey.empty() || one.id == survey) {
            model.survey = one.id;
            model.layers = std::move(*layers);
        }
    }
    const FindingsOrder order{model.survey, {}, audience, "", reader.desk.resources.clock.today()};
    const Result<Findings> findings =
        model.survey.empty() ? Result<Findings>(base::Error{}) : find_out(office, order);
    if (findings) {  // fewer answers than others may see: no grid
        Result<std::vector<GridView>> grids =
            problem_grids(office, model.survey, findings->numbers);
        if (!grids) {
            return grids.error();
        }
        model.grids = std::move(*grids);
    }
    return model;
}

}  // namespace harmony::admin::gui
