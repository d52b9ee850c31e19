#pragma once

#include <memory>
#include <vector>

#include "admin/gui/view.h"

namespace harmony::admin::gui {

/// Every view of the window, in the order of its list.
[[nodiscard]] std::vector<std::unique_ptr<View>> all_views();

/// What is shown where there is no office yet: makes one.
[[nodiscard]] std::unique_ptr<View> make_beginning();

/// Its items are ids of dates, and "conflicts".
[[nodiscard]] std::unique_ptr<View> make_events_view();
/// Its items are ids of kiosks, "enrol" and "aside".
[[nodiscard]] std::unique_ptr<View> make_kiosks_view();
/// Its items are requests: "R3".
[[nodiscard]] std::unique_ptr<View> make_people_view();
[[nodiscard]] std::unique_ptr<View> make_results_view();
[[nodiscard]] std::unique_ptr<View> make_surveys_view();
[[nodiscard]] std::unique_ptr<View> make_map_view();
[[nodiscard]] std::unique_ptr<View> make_today_view();

}  // namespace harmony::admin::gui
