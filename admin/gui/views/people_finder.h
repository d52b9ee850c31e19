#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "admin/gui/models/people.h"
#include "admin/gui/models/people_orders.h"
#include "ui/desk.h"

namespace harmony::admin::gui {

/// Looks for somebody, and does what they asked with what is kept of them. The reason is asked for
/// once, before anything is shown.
class PeopleFinder {
public:
    void draw(ui::Frame& frame, ui::Rect where, const PeopleModel& model, Host& host);
    void refresh(Host& host);

private:
    void find(Host& host);
    void look(Host& host);
    void draw_records(ui::Frame& frame, ui::Rect where, const PeopleModel& model, Host& host);
    double draw_record(ui::Frame& frame, ui::Rect where, const PersonLine& record);
    void act(PersonDeed deed, const PeopleModel& model, Host& host);
    [[nodiscard]] std::vector<PersonLine> chosen() const;

    ui::EditBuffer typed_;
    std::string looked_for_;
    std::string reason_;  ///< why somebody looks; empty: nobody said yet
    std::optional<FoundPeople> found_;
    std::set<std::string> ticked_;
    ui::desk::Scroll scroll_;
};

}  // namespace harmony::admin::gui
