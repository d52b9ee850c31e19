#include "kiosk/screens/screens.h"

namespace harmony::kiosk {
namespace {

/// The foot of a page that lies over another one.
void draw_close(ui::Frame& frame,
                const PageContext& context,
                const ui::Rect& band,
                std::string_view id,
                Intents& intents) {
    const std::string close = context.words("over.close");
    if (draw_foot(frame, band, {}, {id, close, {}, ui::ButtonKind::primary}).next) {
        intents.add(Do::close_over);
    }
}

}  // namespace

void draw_machine(ui::Frame& frame,
                  const PageContext& context,
                  const MachineView& view,
                  Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("home.machine");
    const ui::Bands bands = begin_page(frame, context, "machine", title, BarKind::full, intents);
    std::vector<Block> blocks = {{Block::Kind::heading, "machine.head", title}};
    for (const StatusLine& line : view.lines) {
        const std::string key = "machine." + line.key;
        Block block(Block::Kind::fact, key, words(key));
        block.beside = line.value.empty() ? words("machine.nothing") : line.value;
        blocks.push_back(block);
    }
    blocks.push_back({Block::Kind::small, "machine.no_camera", words("machine.no_camera")});
    blocks.push_back({Block::Kind::small,
                      "machine.sealed",
                      words("machine.sealed", {{"organisation", context.organisation}})});
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    draw_close(frame, context, bands.foot, "machine.close", intents);
}

void draw_accessibility_statement(ui::Frame& frame,
                                  const PageContext& context,
                                  const StatementView& view,
                                  Intents& intents) {
    const std::string title = context.words("home.accessibility");
    const ui::Bands bands =
        begin_page(frame, context, "accessibility_statement", title, BarKind::full, intents);
    std::vector<Block> blocks = {{Block::Kind::heading, "statement.head", title}};
    if (view.draft) {
        blocks.push_back({Block::Kind::small, "statement.draft", context.words("language.draft")});
    }
    for (const std::string part : {"standard", "gaps", "ways", "contact", "enforcement"}) {
        const std::string key = "statement." + part;
        const std::string text = context.words(key, {{"organisation", context.organisation}});
        blocks.push_back(
            {Block::Kind::small_strong, key + "_label", context.words(key + "_label")});
        blocks.push_back({Block::Kind::text, key, text});
    }
    Block version(Block::Kind::fact, "statement.version", context.words("machine.version"));
    version.beside = view.version;
    blocks.push_back(version);
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    draw_close(frame, context, bands.foot, "statement.close", intents);
}

}  // namespace harmony::kiosk
