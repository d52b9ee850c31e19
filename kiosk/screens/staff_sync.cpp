#include "kiosk/screens/screens.h"

namespace harmony::kiosk {
namespace {

std::vector<Block> lines_of(const Words& words, const StaffSyncView& view) {
    std::vector<Block> lines;
    if (view.running) {
        lines.push_back({Block::Kind::text, "staff.sync.running", words("staff.sync.running")});
    }
    if (view.report) {
        const std::string out = std::to_string(view.report->batches_out);
        const std::string acknowledged = std::to_string(view.report->acknowledged);
        lines.push_back({Block::Kind::text,
                         "staff.sync.done",
                         words("staff.sync.done", {{"out", out}, {"acknowledged", acknowledged}})});
        if (view.report->new_content) {
            lines.push_back({Block::Kind::text, "staff.sync.content", words("staff.sync.content")});
        }
    }
    if (!view.trouble.empty()) {
        lines.push_back({Block::Kind::warning,
                         "staff.sync.trouble",
                         words("staff.sync.trouble", {{"reason", view.trouble}})});
    }
    return lines;
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
    std::vector<Block> blocks = {{Block::Kind::heading, "staff.sync.head", title}};
    for (Block& line : lines_of(words, view)) {
        blocks.push_back(std::move(line));
    }
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, 0, intents);
    const std::string back = words("nav.back");
    if (draw_foot(frame, bands.foot, {"nav.back", back}, {}).back) {
        intents.add(Do::go_back);
    }
}

}  // namespace harmony::kiosk
