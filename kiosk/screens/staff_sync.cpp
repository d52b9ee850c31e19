#include <fmt/format.h>

#include "kiosk/screens/staff_screens.h"

namespace harmony::kiosk {
namespace {

void add_report(const Words& words, const SyncReport& report, std::vector<Block>& blocks) {
    const std::string out = std::to_string(report.batches_out);
    const std::string acknowledged = std::to_string(report.acknowledged);
    blocks.emplace_back(Block::Kind::text,
                        "staff.sync.done",
                        words("staff.sync.done", {{"out", out}, {"acknowledged", acknowledged}}));
    if (report.new_content) {
        blocks.emplace_back(Block::Kind::text, "staff.sync.content", words("staff.sync.content"));
    }
}

/// What stays here, and the way to what staff can do about it.
void add_held(const Words& words,
              const std::vector<HeldAnswers>& held,
              bool& pressed,
              std::vector<Block>& blocks) {
    int answers = 0;
    for (const HeldAnswers& each : held) {
        answers += each.responses;
    }
    if (answers > 0) {
        blocks.emplace_back(Block::Kind::link,
                            "staff.sync.held",
                            words("staff.sync.held", {{"n", std::to_string(answers)}}));
        blocks.back().pressed = &pressed;
    }
}

/// `held` is set when the link to what stays here was pressed.
std::vector<Block> blocks_of(const Words& words, const StaffSyncView& view, bool& held) {
    std::vector<Block> blocks = {
        {Block::Kind::heading, "staff.sync.head", words("staff.sync.title")}};
    const std::string way = view.by_stick ? "staff.sync.to_stick" : "staff.sync.to_network";
    if (!view.started) {
        blocks.emplace_back(Block::Kind::text, "staff.sync.way", words(way));
        if (!view.last.empty()) {
            blocks.emplace_back(Block::Kind::small,
                                "staff.sync.last",
                                words("staff.sync.last", {{"date", view.last}}));
        }
    }
    if (view.running) {
        blocks.emplace_back(Block::Kind::strong, "staff.sync.running", words("staff.sync.running"));
        blocks.emplace_back(Block::Kind::text, "staff.sync.leave", words("staff.sync.leave"));
    }
    if (view.report) {
        add_report(words, *view.report, blocks);
        add_held(words, view.report->held, held, blocks);
    }
    if (!view.trouble.empty()) {
        blocks.emplace_back(Block::Kind::warning,
                            "staff.sync.trouble",
                            words("staff.sync.trouble", {{"reason", view.trouble}}));
    }
    if (view.by_stick && view.report && !view.running) {
        blocks.emplace_back(Block::Kind::strong, "staff.sync.pull", words("staff.sync.pull"));
    }
    return blocks;
}

}  // namespace

void draw_staff_sync(ui::Frame& frame,
                     const PageContext& context,
                     const StaffSyncView& view,
                     Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.sync.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.sync", title, BarKind::staff, intents);
    ui::Rect area = ui::text_column(bands.content);
    if (view.running && view.items > 0) {
        const ui::Rect line = area.take_bottom(6, 3);
        const std::string name = words.count("staff.sync.items", view.items_done, view.items);
        const ui::Rect text = area.take_bottom(9, 2);
        ui::paragraph(frame, text, {"staff.sync.items.text", name});
        ui::progress(frame, line, "staff.sync.items", name, view.items_done, view.items);
    }
    bool held = false;
    draw_blocks(frame, context, area, blocks_of(words, view, held), 0, intents);
    const std::string back = words("nav.back");
    const std::string start = words(view.started ? "staff.sync.again" : "staff.sync.start");
    FootButton next;
    if (!view.running) {
        next = {"staff.sync.start", start, {}, ui::ButtonKind::primary};
    } else {
        frame.wake_after(std::chrono::milliseconds{500});
    }
    const ui::FootEvent foot = draw_foot(frame, bands.foot, {"nav.back", back}, next);
    if (held) {
        intents.add(StaffDo::held);
    } else if (foot.back) {
        intents.add(StaffDo::to_menu);
    } else if (foot.next) {
        intents.add(StaffDo::sync_start);
    }
}

}  // namespace harmony::kiosk
