#pragma once

#include <optional>
#include <string>
#include <vector>

#include "admin/gui/models/events.h"
#include "ui/desk.h"

namespace harmony::admin::gui {

/// The dates as a table, with what is looked for and when.
class EventsList {
public:
    /// `model` must outlive this, or the next call.
    void take(const EventsModel& model);

    /// The id of a date that was pressed; empty: none.
    std::string draw(ui::Frame& frame, ui::Rect where, Host& host);

private:
    enum class When { to_come, past, all };

    void choose_rows();
    [[nodiscard]] bool shows(const EventDate& date, const std::string& looked_for) const;
    [[nodiscard]] ui::desk::Cell cell(std::size_t row, std::size_t column) const;
    [[nodiscard]] ui::desk::Table table() const;

    const EventsModel* model_ = nullptr;
    When when_ = When::to_come;
    bool narrow_ = false;
    ui::EditBuffer looked_for_;
    ui::desk::TableState state_;
    std::vector<std::size_t> rows_;  ///< of the model, as they are shown
};

}  // namespace harmony::admin::gui
