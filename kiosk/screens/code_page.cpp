#include "kiosk/screens/code_page.h"

#include <algorithm>

#include "kiosk/screens/code_square.h"

namespace harmony::kiosk {
namespace {

constexpr double beside_code = 6;
constexpr double disc = 13;
constexpr double beside_disc = 5;
constexpr double below_head = 5;

}  // namespace

void draw_code_page(ui::Frame& frame, ui::Rect area, const CodePage& page) {
    const double side = code_side(frame, page.code);
    const ui::Rect place = area.take_right(side, beside_code);
    std::vector<Block> words = {{Block::Kind::again, page.id + ".head", page.title}};
    for (const Block& block : page.words) {
        words.push_back(block);
        if (blocks_height(frame, area.w, words) > area.h) {
            words.pop_back();
            break;
        }
    }
    draw_all(frame, area, words);
    draw_code(frame, {place.x, place.y}, page.code, page.id, page.name);
}

double end_heading_height(ui::Frame& frame, double width, const std::string& title) {
    const double text = ui::heading_height(frame, width - disc - beside_disc, title);
    return std::max(disc, text) + below_head;
}

void draw_end_heading(ui::Frame& frame, ui::Rect& area, const EndHeading& heading) {
    const ui::Theme theme = frame.theme();
    const ui::Role ground = heading.good ? ui::Role::done : ui::Role::primary;
    const ui::Role sign = heading.good ? ui::Role::on_done : ui::Role::on_primary;
    const ui::Rect words{area.x + disc + beside_disc, area.y, area.w - disc - beside_disc, area.h};
    const double text = ui::heading_height(frame, words.w, heading.title);
    const double height = std::max(disc, text);
    const ui::Point centre{area.x + disc / 2, area.y + height / 2};
    frame.disc(centre, disc / 2, theme[ground]);
    frame.icon(heading.icon,
               {centre.x - disc * 0.3, centre.y - disc * 0.3, disc * 0.6, disc * 0.6},
               theme[sign]);
    ui::heading(
        frame, {words.x, area.y + (height - text) / 2, words.w, text}, heading.id, heading.title);
    area.take_top(height, below_head);
}

}  // namespace harmony::kiosk
