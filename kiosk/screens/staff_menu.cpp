#include <algorithm>
#include <array>

#include "kiosk/screens/staff_screens.h"

namespace harmony::kiosk {
namespace {

using ui::Rect;
namespace sizes = ui::sizes;

struct Item {
    StaffDo what;
    std::string_view id;
    std::string_view word;
    ui::Icon icon;
};

/// The daily things first, then those of the morning and the evening, then those of the machine.
constexpr std::array items = {
    Item{StaffDo::status, "staff.status", "staff.menu.status", ui::Icon::info},
    Item{StaffDo::sync, "staff.sync", "staff.menu.sync", ui::Icon::globe},
    Item{StaffDo::engagements, "staff.engagement", "staff.menu.engagement", ui::Icon::pin},
    Item{StaffDo::check_in, "staff.check_in", "staff.menu.check_in", ui::Icon::touch},
    Item{StaffDo::assist, "staff.assist", "staff.menu.assist", ui::Icon::chat},
    Item{StaffDo::clean, "staff.clean", "staff.menu.clean", ui::Icon::again},
    Item{StaffDo::pause, "staff.pause", "staff.menu.pause", ui::Icon::lock},
    Item{StaffDo::hours, "staff.hours", "staff.menu.hours", ui::Icon::clock},
    Item{StaffDo::check, "staff.check", "staff.menu.check", ui::Icon::tick},
    Item{StaffDo::knows, "staff.knows", "staff.menu.knows", ui::Icon::shield},
    Item{StaffDo::help_cards, "staff.help_cards", "staff.menu.help_cards", ui::Icon::help},
    Item{StaffDo::screen, "staff.screen", "staff.menu.screen", ui::Icon::text_size},
    Item{StaffDo::end_program, "staff.exit", "staff.menu.exit", ui::Icon::leave},
};

/// What stands on a tile while the screen is paused or asleep: the way back.
Item shown(const Item& item, const StaffMenuView& view) {
    if (item.what == StaffDo::pause && view.paused) {
        return {StaffDo::end_pause, "staff.pause", "staff.menu.end_pause", ui::Icon::lock};
    }
    if (item.what == StaffDo::hours && view.asleep) {
        return {StaffDo::hours, "staff.hours", "staff.menu.closed", ui::Icon::clock};
    }
    return item;
}

constexpr double tile_height = 15.4;

/// Cells of a grid of three columns, row by row.
Rect cell(const Rect& area, std::size_t index, double height) {
    constexpr double columns = 3;
    const double width = (area.w - (columns - 1) * sizes::gap) / columns;
    const auto column = static_cast<double>(index % 3);
    const auto row = static_cast<double>(index / 3);
    return {area.x + column * (width + sizes::gap),
            area.y + row * (height + sizes::gap),
            width,
            height};
}

void draw_item(ui::Frame& frame,
               const Rect& where,
               const Item& item,
               const PageContext& context,
               const StaffMenuView& view,
               Intents& intents) {
    const std::string label = context.words(item.word);
    std::string second;
    if (item.what == StaffDo::status && view.warnings > 0) {
        const std::string count = std::to_string(view.warnings);
        second = context.words("staff.menu.warnings", {{"n", count}});
    }
    ui::Tile tile{item.id, label, second};
    tile.icon = item.what == StaffDo::status && view.warnings > 0 ? ui::Icon::warning : item.icon;
    if (ui::tile(frame, where, tile)) {
        intents.add(item.what);
    }
}

}  // namespace

void draw_staff_menu(ui::Frame& frame,
                     const PageContext& context,
                     const StaffMenuView& view,
                     Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.menu.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.menu", title, BarKind::staff, intents);
    Rect area = ui::text_column(bands.content, 300);
    const double rows = static_cast<double>((items.size() + 2) / 3);
    constexpr double tallest = 32;
    // On the smallest screen the heading stands in the bar, which is empty but for the name.
    const double needed = rows * tile_height + (rows - 1) * sizes::gap;
    const double heading = ui::heading_height(frame, area.w, title);
    if (area.h - heading - 4 >= needed) {
        area.take_top(ui::heading(frame, area, "staff.menu.head", title), 4);
    } else {
        Rect bar = bands.bar;
        bar.y += 5;
        ui::TextLook look;
        look.weight = ui::Weight::bold;
        ui::paragraph(frame,
                      bar.take_right(bar.w * 0.4),
                      {"staff.menu.head", title, look, ui::sem::Role::heading});
    }
    const double height =
        std::clamp((area.h - (rows - 1) * sizes::gap) / rows, tile_height, tallest);
    for (std::size_t i = 0; i < items.size(); ++i) {
        draw_item(frame, cell(area, i, height), shown(items[i], view), context, view, intents);
    }
    const std::string leave = words("staff.menu.leave");
    if (draw_foot(frame, bands.foot, {"staff.menu.leave", leave}, {}).back) {
        intents.add(StaffDo::leave);
    }
}

}  // namespace harmony::kiosk
