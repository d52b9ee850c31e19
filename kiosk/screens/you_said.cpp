#include <fmt/format.h>

#include <algorithm>

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

/// All words at the start side and the picture at the end, where that has room on one page.
bool draw_beside_picture(ui::Frame& frame,
                         const ui::Rect& content,
                         const ShownPicture& shown,
                         const std::vector<Block>& blocks) {
    constexpr double widest = 300;
    constexpr double share = 0.38;
    constexpr double apart = 10;
    ui::Rect words = ui::text_column(content, widest);
    ui::Rect aside = words.take_right(words.w * share, apart);
    if (blocks_height(frame, words.w, blocks) > words.h) {
        return false;
    }
    const double shape =
        static_cast<double>(shown.picture->height_px()) / shown.picture->width_px();
    aside.h = std::min(aside.h, aside.w * shape);
    ui::show_picture(frame, aside, "you_said.picture", shown.words, shown.picture);
    draw_all(frame, words, blocks);
    return true;
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
        tile.icon = view.items[i].picture ? ui::Icon::none : ui::Icon::megaphone;
        tile.picture = view.items[i].picture.picture;
        tiles.push_back(tile);
    }
    if (const auto pressed = draw_tiles(frame, context, area, tiles, view.page, intents)) {
        intents.add(Do::open_you_said, static_cast<int>(*pressed));
    }
    const std::string back = context.words("nav.back");
    const std::string number = context.words("you_said.have_number");
    const std::string shorter = context.words("signup.code");
    const ui::FootEvent pressed =
        draw_foot(frame,
                  bands.foot,
                  {"nav.back", back},
                  {"you_said.code", number, shorter, ui::ButtonKind::plain, ui::Icon::more});
    if (pressed.next) {
        intents.add(Do::open_code);
    } else if (pressed.back) {
        intents.add(Do::go_home);
    }
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
    if (!item.picture || !draw_beside_picture(frame, bands.content, item.picture, blocks)) {
        if (item.picture) {
            Block picture(Block::Kind::picture, "you_said.picture", item.picture.words);
            picture.picture = item.picture.picture;
            blocks.push_back(picture);
        }
        draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    }
    draw_back(frame, context, bands.foot, Do::close_you_said, intents);
}

}  // namespace harmony::kiosk
