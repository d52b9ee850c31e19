#include "kiosk/screens/staff_screens.h"

namespace harmony::kiosk {
namespace {

std::vector<Block> blocks_of(const StaffWipeView& view, const Words& words) {
    std::vector<Block> blocks = {
        {Block::Kind::heading, "staff.wipe.head", words("staff.wipe.title")}};
    if (view.under_way) {
        blocks.emplace_back(
            Block::Kind::text, "staff.wipe.under_way", words("staff.wipe.under_way"));
        return blocks;
    }
    if (view.wrong_words) {
        blocks.emplace_back(
            Block::Kind::warning, "staff.wipe.wrong_words", words("staff.wipe.wrong_words"));
    }
    if (!view.trouble.empty()) {
        blocks.emplace_back(Block::Kind::warning,
                            "staff.wipe.trouble",
                            words("staff.wipe.trouble", {{"reason", view.trouble}}));
    }
    const std::string unsent = std::to_string(view.unsent);
    if (view.asked_again) {
        blocks.emplace_back(
            Block::Kind::warning, "staff.wipe.lost", words("staff.wipe.lost", {{"n", unsent}}));
        return blocks;
    }
    blocks.emplace_back(Block::Kind::text, "staff.wipe.text", words("staff.wipe.text"));
    blocks.emplace_back(Block::Kind::strong,
                        "staff.wipe.unsent",
                        view.unsent > 0 ? words("staff.wipe.unsent", {{"n", unsent}})
                                        : words("staff.wipe.all_sent"));
    return blocks;
}

}  // namespace

void draw_staff_wipe(ui::Frame& frame,
                     const PageContext& context,
                     const StaffWipeView& view,
                     Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.wipe.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.wipe", title, BarKind::staff, intents);
    draw_blocks(
        frame, context, ui::text_column(bands.content), blocks_of(view, words), view.page, intents);
    if (view.under_way) {
        return;
    }
    const std::string back = words("nav.back");
    const std::string next = words(view.asked_again ? "staff.wipe.lose" : "staff.wipe.go_on");
    const ui::FootEvent foot = draw_foot(frame,
                                         bands.foot,
                                         {"nav.back", back},
                                         {"staff.wipe.go_on", next, {}, ui::ButtonKind::danger});
    if (foot.back) {
        intents.add(StaffDo::to_menu);
    } else if (foot.next) {
        intents.add(StaffDo::wipe_go_on);
    }
}

}  // namespace harmony::kiosk
