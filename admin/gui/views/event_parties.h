#pragma once

#include <optional>
#include <string>
#include <vector>

#include "admin/gui/models/event_date.h"
#include "admin/gui/models/events.h"
#include "ui/desk.h"

namespace harmony::admin::gui {

/// Who signed up for one date. Nothing personal is here before somebody said why they look.
class EventParties {
public:
    void open(const std::string& date);
    void refresh(Host& host);
    void draw(ui::Frame& frame,
              ui::Rect where,
              const EventsModel& model,
              const EventDate& line,
              Host& host);

private:
    void ask_why(Host& host);
    void read(Host& host, const std::optional<std::string>& reason);
    void choose_rows();
    [[nodiscard]] ui::desk::Cell cell(std::size_t row, std::size_t column) const;
    [[nodiscard]] ui::desk::Table table() const;
    [[nodiscard]] const PartyLine* chosen() const;
    void draw_chosen(ui::Frame& frame,
                     ui::Rect& where,
                     const EventsModel& model,
                     const EventDate& line,
                     Host& host);

    std::string date_;
    bool said_why_ = false;
    std::optional<PartiesModel> model_;
    std::vector<std::size_t> rows_;
    ui::desk::TableState state_;
    ui::EditBuffer looked_for_;
};

}  // namespace harmony::admin::gui
