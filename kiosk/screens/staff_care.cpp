#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/screens/staff_screens.h"
#include "kiosk/staff/brightness.h"

// Looking after the machine: its tests, the help numbers, its hours, its end.
namespace harmony::kiosk {
namespace {

using ui::Rect;

/// Blocks above, two answers in the foot; which was given.
enum class Given { none, first, second };
struct Question {
    std::string id;
    std::vector<Block> blocks;
    FootButton first;
    FootButton second;
};
Given ask(ui::Frame& frame,
          const PageContext& context,
          const Question& question,
          Intents& intents) {
    const ui::Bands bands = begin_page(
        frame, context, question.id, question.blocks.front().text.view(), BarKind::staff, intents);
    draw_blocks(frame, context, ui::text_column(bands.content), question.blocks, 0, intents);
    const ui::FootEvent foot = draw_foot(frame, bands.foot, question.first, question.second);
    if (foot.next) {
        return Given::second;
    }
    return foot.back ? Given::first : Given::none;
}

void draw_row(ui::Frame& frame, const Rect& where, const CheckRow& row) {
    const ui::Theme theme = frame.theme();
    const auto role = row.good ? ui::Role::done : ui::Role::danger;
    frame.icon(
        row.good ? ui::Icon::tick : ui::Icon::warning, {where.x, where.y + 0.5, 6, 6}, theme[role]);
    ui::TextLook look;
    look.scale = ui::Scale::small;
    look.weight = row.good ? ui::Weight::regular : ui::Weight::bold;
    Rect text = where;
    text.take_left(6, 3);
    ui::paragraph(frame, text, {"staff.check.row." + row.id, row.text, look});
}

double row_height(ui::Frame& frame, double width, const CheckRow& row) {
    ui::TextLook look;
    look.scale = ui::Scale::small;
    look.weight = row.good ? ui::Weight::regular : ui::Weight::bold;
    return std::max(7.0, ui::paragraph_height(frame, width - 9, {"", row.text, look}));
}

/// First row of each page.
std::vector<std::size_t> pages_of(ui::Frame& frame, const Rect& area, const StaffCheckView& view) {
    std::vector<std::size_t> firsts = {0};
    double used = 0;
    for (std::size_t i = 0; i < view.rows.size(); ++i) {
        const double height = row_height(frame, area.w, view.rows[i]) + 2;
        if (used + height > area.h && used > 0) {
            firsts.push_back(i);
            used = 0;
        }
        used += height;
    }
    return firsts;
}

void draw_rows(ui::Frame& frame,
               const PageContext& context,
               Rect area,
               const StaffCheckView& view,
               Intents& intents) {
    const Rect pager = area.take_bottom(pager_height, 3);
    const std::vector<std::size_t> firsts = pages_of(frame, area, view);
    const int pages = static_cast<int>(firsts.size());
    const auto page = static_cast<std::size_t>(std::clamp(view.page, 0, pages - 1));
    const std::size_t end = page + 1 < firsts.size() ? firsts[page + 1] : view.rows.size();
    for (std::size_t i = firsts[page]; i < end; ++i) {
        const double height = row_height(frame, area.w, view.rows[i]);
        draw_row(frame, area.take_top(height, 2), view.rows[i]);
    }
    draw_pager(frame, pager, context, text_pager, static_cast<int>(page), pages, intents);
}

/// The three things to do beside the rows, one below the other.
void draw_check_buttons(ui::Frame& frame, Rect column, const Words& words, Intents& intents) {
    struct Action {
        StaffDo what;
        std::string_view id;
        std::string_view word;
        ui::Icon icon;
    };
    constexpr std::array actions = {
        Action{StaffDo::picture, "staff.check.picture", "staff.check.picture", ui::Icon::contrast},
        Action{StaffDo::sound, "staff.check.sound", "staff.check.sound", ui::Icon::speaker},
        Action{StaffDo::write_check, "staff.check.write", "staff.check.write", ui::Icon::pencil}};
    for (const Action& action : actions) {
        const std::string label = words(action.word);
        ui::Button button{action.id, label};
        button.icon = action.icon;
        const ui::Size size = ui::button_size(frame, button, column.w);
        if (ui::button(frame, column.take_top(std::max(18.0, size.h), 4), button)) {
            intents.add(action.what);
        }
    }
}

}  // namespace

void draw_staff_check(ui::Frame& frame,
                      const PageContext& context,
                      const StaffCheckView& view,
                      Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.check.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.check", title, BarKind::staff, intents);
    Rect area = ui::text_column(bands.content, 260);
    const Rect side = area.take_right(area.w * 0.3, 6);
    area.take_top(ui::heading(frame, area, "staff.check.head", view.result), 3);
    draw_rows(frame, context, area, view, intents);
    Rect column = side;
    if (!view.written.empty()) {
        ui::TextLook look;
        look.scale = ui::Scale::small;
        const ui::Paragraph note{"staff.check.note", view.written, look};
        const double height = ui::paragraph_height(frame, column.w, note);
        ui::paragraph(frame, column.take_bottom(std::min(height, column.h * 0.4), 3), note);
    }
    draw_check_buttons(frame, column, words, intents);
    const std::string back = words("nav.back");
    const std::string again = words("staff.check.again");
    const ui::FootEvent foot =
        draw_foot(frame, bands.foot, {"nav.back", back}, {"staff.check.again", again});
    if (foot.back) {
        intents.add(StaffDo::to_menu);
    } else if (foot.next) {
        intents.add(StaffDo::check_again);
    }
}

/// Edges, thin lines, every role's colour and small letters: what a worn or wrongly driven panel
/// does not show.
void draw_staff_picture(ui::Frame& frame, const PageContext& context, Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.picture.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.check.picture", title, BarKind::none, intents);
    const ui::Theme theme = frame.theme();
    Rect area = ui::text_column(bands.content);
    area.take_top(ui::heading(frame, area, "staff.picture.head", title), 2);
    area.take_top(ui::paragraph(frame, area, {"staff.picture.text", words("staff.picture.text")}),
                  3);
    constexpr std::array roles = {ui::Role::text,
                                  ui::Role::primary,
                                  ui::Role::done,
                                  ui::Role::danger,
                                  ui::Role::border,
                                  ui::Role::focus_inner,
                                  ui::Role::chosen,
                                  ui::Role::surface};
    Rect strip = area.take_top(std::min(18.0, area.h / 2), 3);
    const double width = strip.w / static_cast<double>(roles.size());
    for (const ui::Role role : roles) {
        frame.fill(strip.take_left(width), theme[role]);
    }
    for (double x = area.x; x < area.right(); x += 2) {
        frame.line({x, area.y}, {x, area.bottom()}, theme[ui::Role::text], 0.3);
    }
    const std::string no = words("staff.picture.no");
    const std::string yes = words("staff.picture.yes");
    const ui::FootEvent foot =
        draw_foot(frame, bands.foot, {"staff.picture.no", no}, {"staff.picture.yes", yes});
    frame.outline(frame.page(), theme[ui::Role::danger], 1.0);
    if (foot.back || foot.next) {
        intents.add(StaffDo::picture_seen, {}, foot.next ? 1 : 0);
    }
}

void draw_staff_sound(ui::Frame& frame, const PageContext& context, Intents& intents) {
    const Words& words = context.words;
    const std::string no = words("staff.sound.no");
    const std::string yes = words("staff.sound.yes");
    Question question{"staff.check.sound",
                      {{Block::Kind::heading, "staff.sound.head", words("staff.sound.title")},
                       {Block::Kind::text, "staff.sound.text", words("staff.sound.text")}},
                      {"staff.sound.no", no},
                      {"staff.sound.yes", yes}};
    const Given given = ask(frame, context, question, intents);
    if (given != Given::none) {
        intents.add(StaffDo::sound_heard, {}, given == Given::second ? 1 : 0);
    }
}

void draw_staff_help_cards(ui::Frame& frame,
                           const PageContext& context,
                           const StaffHelpView& view,
                           Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.help.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.help_cards", title, BarKind::staff, intents);
    std::vector<Block> blocks = {{Block::Kind::heading, "staff.help.head", title},
                                 {Block::Kind::text, "staff.help.text", words("staff.help.text")}};
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        blocks.emplace_back(
            Block::Kind::strong, fmt::format("staff.help.line.{}", i + 1), view.lines[i]);
    }
    if (!view.ticked.empty()) {
        blocks.emplace_back(Block::Kind::small, "staff.help.ticked", view.ticked);
    }
    const int pages =
        draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    const std::string back = words("nav.back");
    const std::string tick = words("staff.help.tick");
    FootButton next;
    if (view.page >= pages - 1) {  // after the last line was on the screen
        next = {"staff.help.tick", tick, {}, ui::ButtonKind::primary};
    }
    const ui::FootEvent foot = draw_foot(frame, bands.foot, {"nav.back", back}, next);
    if (foot.back) {
        intents.add(StaffDo::to_menu);
    } else if (foot.next) {
        intents.add(StaffDo::tick_help);
    }
}

void draw_staff_hours(ui::Frame& frame,
                      const PageContext& context,
                      const StaffHoursView& view,
                      Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.hours.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.hours", title, BarKind::staff, intents);
    Rect area = ui::text_column(bands.content);
    area.take_top(ui::heading(frame, area, "staff.hours.head", title), 2);
    area.take_top(ui::paragraph(frame, area, {"staff.hours.now", view.now}), 4);
    const std::array labels = {words("staff.hours.one"),
                               words("staff.hours.two"),
                               words("staff.hours.four"),
                               words("staff.hours.sleep"),
                               words("staff.hours.brighter"),
                               words("staff.hours.darker")};
    const std::vector<ui::Tile> tiles = {{"staff.hours.1", labels[0]},
                                         {"staff.hours.2", labels[1]},
                                         {"staff.hours.4", labels[2]},
                                         {"staff.hours.sleep", labels[3]},
                                         {"staff.hours.brighter", labels[4], view.brightness},
                                         {"staff.hours.darker", labels[5], view.brightness}};
    if (const auto pressed = draw_tiles(frame, context, area, tiles, view.page, intents)) {
        constexpr std::array hours = {1, 2, 4};
        if (*pressed < hours.size()) {
            intents.add(StaffDo::open_for, {}, hours[*pressed]);
        } else if (*pressed == hours.size()) {
            intents.add(StaffDo::sleep_now);
        } else {
            const bool more = *pressed == hours.size() + 1;
            intents.add(StaffDo::brighter, {}, more ? BrightnessPlan::step : -BrightnessPlan::step);
        }
    }
    const std::string back = words("nav.back");
    if (draw_foot(frame, bands.foot, {"nav.back", back}, {}).back) {
        intents.add(StaffDo::to_menu);
    }
}

void draw_staff_end(ui::Frame& frame, const PageContext& context, Intents& intents) {
    const Words& words = context.words;
    const std::string back = words("nav.back");
    const std::string end = words("staff.end.yes");
    Question question{"staff.end",
                      {{Block::Kind::heading, "staff.end.head", words("staff.end.title")},
                       {Block::Kind::text, "staff.end.text", words("staff.end.text")}},
                      {"nav.back", back},
                      {"staff.end.yes", end, {}, ui::ButtonKind::danger}};
    const Given given = ask(frame, context, question, intents);
    if (given != Given::none) {
        intents.add(given == Given::second ? StaffDo::really_end : StaffDo::to_menu);
    }
}

}  // namespace harmony::kiosk
