#include <fmt/format.h>

#include "kiosk/screens/screens.h"

namespace harmony::kiosk {
namespace {

void draw_back(
    ui::Frame& frame, const PageContext& context, const ui::Rect& band, Do what, Intents& intents) {
    const std::string back = context.words("nav.back");
    if (draw_foot(frame, band, {"nav.back", back}, {}).back) {
        intents.add(what);
    }
}

}  // namespace

void draw_you_said(ui::Frame& frame,
                   const PageContext& context,
                   const YouSaidView& view,
                   Intents& intents) {
    const std::string title = context.words("home.you_said");
    const ui::Bands bands = begin_page(frame, context, "you_said", title, BarKind::full, intents);
    ui::Rect area = ui::text_column(bands.content);
    draw_tiles_heading(frame, area, "you_said.head", title);
    std::vector<std::string> ids;
    std::vector<ui::Tile> tiles;
    for (const NewsItem& item : view.items) {
        ids.push_back("you_said." + item.id);
    }
    for (std::size_t i = 0; i < view.items.size(); ++i) {
        ui::Tile tile{ids[i], view.items[i].theme};
        tile.second = view.items[i].did;
        tile.icon = ui::Icon::megaphone;
        tiles.push_back(tile);
    }
    if (const auto pressed = draw_tiles(frame, context, area, tiles, view.page, intents)) {
        intents.add(Do::open_you_said, static_cast<int>(*pressed));
    }
    draw_back(frame, context, bands.foot, Do::go_home, intents);
}

void draw_you_said_item(ui::Frame& frame,
                        const PageContext& context,
                        const YouSaidItemView& view,
                        Intents& intents) {
    const Words& words = context.words;
    const NewsItem& item = view.item;
    const ui::Bands bands =
        begin_page(frame, context, "you_said.item", item.theme, BarKind::full, intents);
    std::vector<Block> blocks = {{Block::Kind::heading, "you_said.theme", item.theme}};
    const auto add = [&](const std::string& id, Block::Kind kind, const std::string& text) {
        if (!text.empty()) {
            blocks.push_back({Block::Kind::small_strong, id + "_label", words(id)});
            blocks.push_back({kind, id + "_text", text});
        }
    };
    add("you_said.you", Block::Kind::text, item.said);
    add("you_said.we", Block::Kind::strong, item.did);
    add("you_said.next", Block::Kind::text, item.next);
    blocks.push_back({Block::Kind::small, "you_said.when", item.when});
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    draw_back(frame, context, bands.foot, Do::close_you_said, intents);
}

}  // namespace harmony::kiosk
