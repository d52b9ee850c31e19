#include "admin/gui/views/all.h"

#include "admin/gui/views/cases.h"
#include "admin/gui/views/reports.h"
#include "admin/gui/views/words.h"
#include "admin/gui/views/you_said.h"

namespace harmony::admin::gui {

std::vector<std::unique_ptr<View>> all_views() {
    std::vector<std::unique_ptr<View>> views;
    views.push_back(make_today_view());
    views.push_back(make_surveys_view());
    views.push_back(make_results_view());
    views.push_back(make_map_view());
    views.push_back(make_events_view());
    views.push_back(make_cases_view());
    views.push_back(make_you_said_view());
    views.push_back(make_words_view());
    views.push_back(make_people_view());
    views.push_back(make_kiosks_view());
    views.push_back(make_reports_view());
    return views;
}

}  // namespace harmony::admin::gui
