#include <fmt/format.h>

#include "kiosk/screens/screens.h"

namespace harmony::kiosk {
namespace {

/// Numbers of England that the shipped lines name (kiosk.md 4.3).
constexpr std::string_view police = "101";
constexpr std::string_view crimestoppers = "0800\u00A0555\u00A0111";

Block with_code(const Words& words,
                std::string id,
                const std::string& text,
                std::string_view number) {
    Block block(Block::Kind::phone, std::move(id), text);
    block.beside = number;
    block.code = words("help.qr", {{"number", number}});
    return block;
}

}  // namespace

void draw_help(ui::Frame& frame,
               const PageContext& context,
               const HelpView& view,
               Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("help.title");
    const ui::Bands bands = begin_page(frame, context, "help", title, BarKind::full, intents);
    std::vector<Block> blocks = {
        {Block::Kind::heading, "help.head", title},
        {Block::Kind::warning, "help.danger", words("help.danger")},
        {Block::Kind::small, "help.silent", words("help.silent")},
        {Block::Kind::small, "help.deaf", words("help.deaf")},
        with_code(words, "help.not_urgent", words("help.not_urgent"), police),
        with_code(words, "help.no_name", words("help.no_name"), crimestoppers)};
    if (!view.lines.empty()) {
        blocks.push_back({Block::Kind::small_strong, "help.local", words("help.local")});
    }
    for (const HelpLineView& line : view.lines) {
        const std::string text =
            line.hours.empty() ? line.name : fmt::format("{}\n{}", line.name, line.hours);
        blocks.push_back(with_code(words, "help.line." + line.id, text, line.number));
    }
    blocks.push_back({Block::Kind::small, "help.here", words("help.here")});
    for (Block& block : blocks) {
        block.spell = true;
        block.problem = false;
    }
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    const std::string close = words("help.close");
    const FootButton next{"help.close", close, {}, ui::ButtonKind::primary};
    if (draw_foot(frame, bands.foot, {}, next).next) {
        intents.add(Do::close_help);
    }
}

}  // namespace harmony::kiosk
