#include <fmt/format.h>

#include "kiosk/screens/code_square.h"
#include "kiosk/screens/staff_screens.h"

namespace harmony::kiosk {
namespace {

void add_faults(const StaffStatusView& view, const Words& words, std::vector<Block>& blocks) {
    if (view.faults.empty()) {
        blocks.emplace_back(
            Block::Kind::strong, "staff.status.no_faults", words("staff.status.no_faults"));
    }
    for (const FaultLine& fault : view.faults) {
        const std::string id = "staff.status.fault." + fault.id;
        const auto kind = fault.over ? Block::Kind::small : Block::Kind::warning;
        blocks.emplace_back(kind, id, fmt::format("{} {}", fault.text, fault.since));
    }
}

/// One line below the other: a page of facts is read as a list.
void add_lines(std::string id,
               Block::Kind kind,
               const std::vector<StaffLine>& lines,
               std::vector<Block>& blocks) {
    std::string all;
    for (const StaffLine& line : lines) {
        all += (all.empty() ? "" : "\n") + fmt::format("{}: {}", line.label, line.value);
    }
    blocks.emplace_back(kind, std::move(id), all);
}

}  // namespace

void draw_staff_status(ui::Frame& frame,
                       const PageContext& context,
                       const StaffStatusView& view,
                       Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.status.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.status", title, BarKind::staff, intents);
    std::vector<Block> blocks = {{Block::Kind::heading, "staff.status.head", title}};
    add_faults(view, words, blocks);
    add_lines("staff.status.lines", Block::Kind::text, view.lines, blocks);
    if (!view.settings.empty()) {
        blocks.emplace_back(
            Block::Kind::strong, "staff.status.settings", words("staff.status.settings"));
        add_lines("staff.status.settings.list", Block::Kind::small, view.settings, blocks);
    }
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    const std::string back = words("nav.back");
    const std::string wipe = words("staff.status.wipe");
    FootButton next;
    if (view.may_wipe) {
        next = {"staff.status.wipe", wipe, {}, ui::ButtonKind::danger};
    }
    const ui::FootEvent foot = draw_foot(frame, bands.foot, {"nav.back", back}, next);
    if (foot.back) {
        intents.add(StaffDo::to_menu);
    } else if (foot.next) {
        intents.add(StaffDo::wipe);
    }
}

void draw_staff_knows(ui::Frame& frame,
                      const PageContext& context,
                      const StaffKnowsView& view,
                      Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.knows.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.knows", title, BarKind::staff, intents);
    std::vector<Block> blocks = {
        {Block::Kind::heading, "staff.knows.head", title},
        {Block::Kind::text, "staff.knows.text", words("staff.knows.text")}};
    add_lines("staff.knows.lines", Block::Kind::text, view.lines, blocks);
    ui::Rect area = ui::text_column(bands.content, 260);
    const QrCode code = make_qr(view.code);
    if (!view.code.empty() && code.modules > 0) {
        const ui::Rect side = area.take_right(code_side(frame, code), 6);
        draw_code(frame, {side.x, side.y}, code, "staff.knows.code", words("staff.knows.code"));
    }
    draw_blocks(frame, context, area, blocks, view.page, intents);
    const std::string back = words("nav.back");
    if (draw_foot(frame, bands.foot, {"nav.back", back}, {}).back) {
        intents.add(StaffDo::to_menu);
    }
}

}  // namespace harmony::kiosk
