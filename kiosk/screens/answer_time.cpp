#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/screens/question.h"

// A time: the hour and the quarter as tiles, on one page where both have room, else the quarters on
// a page after the hours.
namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
namespace sizes = ui::sizes;

constexpr int hours_of_day = 24;
constexpr std::array quarters{0, 15, 30, 45};
constexpr double block_gap = 5.0;
constexpr double below_label = 1.0;

struct TimeTiles {
    std::vector<std::string> ids;
    std::vector<std::string> labels;
    std::vector<ui::SmallTile> tiles;
};

/// The ids and labels must not move once the tiles point into them.
void make_tiles(TimeTiles& made, const std::vector<bool>& chosen, ui::Privacy privacy) {
    for (std::size_t i = 0; i < made.ids.size(); ++i) {
        made.tiles.push_back({made.ids[i], made.labels[i], chosen[i], "en", privacy});
    }
}

TimeTiles hour_tiles(const QuestionPass& pass) {
    TimeTiles made;
    std::vector<bool> chosen;
    for (int hour = 0; hour < hours_of_day; ++hour) {
        made.ids.push_back(fmt::format("{}.hour.{}", pass.id, hour));
        made.labels.push_back(fmt::format("{:02}", hour));
        chosen.push_back(pass.view.time->hour() == hour);
    }
    make_tiles(made, chosen, ui::Privacy::open);
    return made;
}

TimeTiles quarter_tiles(const QuestionPass& pass) {
    TimeTiles made;
    std::vector<bool> chosen;
    for (const int minutes : quarters) {
        made.ids.push_back(fmt::format("{}.minutes.{}", pass.id, minutes));
        made.labels.push_back(fmt::format(":{:02}", minutes));
        chosen.push_back(pass.view.time->minutes() == minutes);
    }
    make_tiles(made, chosen, ui::Privacy::open);
    return made;
}

ui::TextLook label_look() {
    return {.scale = ui::Scale::small, .weight = ui::Weight::bold};
}

double label_height(const QuestionPass& pass, double width, std::string_view key) {
    const std::string label = pass.context.words(key);
    return ui::paragraph_height(pass.frame, width, {key, label, label_look()}) + below_label;
}

void draw_label(const QuestionPass& pass, Rect& area, std::string_view key) {
    const std::string label = pass.context.words(key);
    const std::string id = fmt::format("{}.{}", pass.id, key);
    area.take_top(ui::paragraph(pass.frame, area, {id, label, label_look()}), below_label);
}

double both_height(const QuestionPass& pass, double width) {
    return label_height(pass, width, "time.hour") +
           small_tiles_height(pass.frame, width, hour_tiles(pass).tiles) + block_gap +
           label_height(pass, width, "time.minutes") +
           small_tiles_height(pass.frame, width, quarter_tiles(pass).tiles);
}

/// The least room for a page of hours, or of quarters: one row and the pager.
double least_height(const QuestionPass& pass, double width) {
    const ui::Size hour = ui::small_tile_size(pass.frame, hour_tiles(pass).tiles.front());
    return std::max(hour.h + sizes::gap + pager_height,
                    label_height(pass, width, "time.minutes") +
                        small_tiles_height(pass.frame, width, quarter_tiles(pass).tiles));
}

void draw_hours(const QuestionPass& pass, const QuestionPart& part, const Rect& area) {
    if (const auto pressed = draw_small_tiles(pass, part, area, hour_tiles(pass).tiles)) {
        pass.intents.add(Do::choose_hour, static_cast<int>(*pressed));
    }
}

void draw_quarters(const QuestionPass& pass, const QuestionPart& part, const Rect& area) {
    if (const auto pressed = draw_small_tiles(pass, part, area, quarter_tiles(pass).tiles)) {
        pass.intents.add(Do::choose_minutes, quarters.at(*pressed));
    }
}

Steps draw_together(const QuestionPass& pass, const QuestionPart& part, Rect area) {
    const QuestionPart first{part.head, part.area, 0, part.first_page};
    draw_label(pass, area, "time.hour");
    const double hours = small_tiles_height(pass.frame, area.w, hour_tiles(pass).tiles);
    draw_hours(pass, first, area.take_top(hours, block_gap));
    draw_label(pass, area, "time.minutes");
    draw_quarters(pass, first, area);
    return steps_of(part);
}

/// Hours alone need no label.
Steps draw_in_two_steps(const QuestionPass& pass, const QuestionPart& part, Rect area) {
    const int hour_pages = small_tiles_pages(pass.frame, area, hour_tiles(pass).tiles);
    Steps steps = steps_of(part);
    if (part.page < hour_pages) {
        draw_hours(pass, part, area);
        if (pass.view.time->hour()) {
            steps.next = Do::show_page;
            steps.next_page = part.first_page + hour_pages;
        }
        return steps;
    }
    draw_label(pass, area, "time.minutes");
    draw_quarters(pass, {part.head, part.area, 0, part.first_page}, area);
    steps.back = Do::show_page;
    steps.back_page = part.first_page;
    return steps;
}

}  // namespace

bool time_fits(const QuestionPass& pass, const QuestionPart& part) {
    return room_below(pass, part, part.area.w) >= least_height(pass, part.area.w);
}

Steps draw_time(const QuestionPass& pass, const QuestionPart& part) {
    const Rect area = draw_head(pass, part, part.area.w);
    return both_height(pass, area.w) <= area.h ? draw_together(pass, part, area)
                                               : draw_in_two_steps(pass, part, area);
}

}  // namespace harmony::kiosk
