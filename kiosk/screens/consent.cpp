#include <fmt/format.h>

#include "kiosk/screens/event_screens.h"
#include "kiosk/screens/listen.h"

// The text that is agreed to always stands whole before its box: where both have no room together,
// the text has pages of its own, and the box follows on the last.
namespace harmony::kiosk {
namespace {

using ui::Rect;
constexpr double gap = 4.0;

/// What the foot does on this page.
struct Steps {
    Do back = Do::go_back;
    Do next = Do::go_on;
    int page = 0;
};

std::vector<Block> words_of(const PageContext& context, const ConsentView& view) {
    const Words& words = context.words;
    std::vector<Block> blocks = {
        {Block::Kind::heading, view.screen + ".head", words("signup.consent")}};
    if (!view.trouble.empty()) {
        blocks.push_back({Block::Kind::warning, view.screen + ".trouble", view.trouble});
    }
    blocks.push_back({Block::Kind::text, view.screen + ".text", view.text});
    if (!view.draft_of.empty()) {
        blocks.push_back(
            {Block::Kind::small_strong, view.screen + ".draft_label", words("privacy.draft")});
        blocks.push_back({Block::Kind::small, view.screen + ".draft_of", view.draft_of, "en"});
    }
    blocks.push_back({Block::Kind::small, view.screen + ".delete", view.delete_line});
    return blocks;
}

void draw_box(ui::Frame& frame,
              const PageContext& context,
              const Rect& area,
              const ConsentView& view,
              Intents& intents) {
    const std::string id = view.screen + ".yes";
    const std::string label = context.words("signup.agree");
    ui::Tile tile{id, label};
    tile.kind = ui::TileKind::checkbox;
    tile.chosen = view.ticked;
    Rect rest = area;
    const double height = ui::tile_height(frame, area.w, tile);
    if (ui::tile(frame, rest.take_top(height), tile)) {
        intents.add(Do::choose, std::string("yes"));
    }
}

double box_height(ui::Frame& frame, const PageContext& context, double width) {
    const std::string label = context.words("signup.agree");
    ui::Tile tile{"signup.box", label};
    tile.kind = ui::TileKind::checkbox;
    return ui::tile_height(frame, width, tile);
}

Steps draw_parts(ui::Frame& frame,
                 const PageContext& context,
                 Rect area,
                 const ConsentView& view,
                 Intents& intents) {
    const std::vector<Block> blocks = words_of(context, view);
    const double box = box_height(frame, context, area.w);
    if (blocks_height(frame, area.w, blocks) + gap + box <= area.h) {
        draw_all(frame, area, blocks);
        draw_box(frame, context, area, view, intents);
        return {};
    }
    const int pages = block_pages(frame, area, blocks);
    if (view.page < pages) {
        draw_blocks(frame, context, area, blocks, view.page, intents);
        return {view.page > 0 ? Do::show_page : Do::go_back, Do::show_page, view.page};
    }
    const Block again{Block::Kind::again, view.screen + ".head", context.words("signup.consent")};
    draw_all(frame, area, {again});
    draw_box(frame, context, area, view, intents);
    return {Do::show_page, Do::go_on, view.page};
}

void add_step(Intents& intents, Do what, int page) {
    if (what == Do::show_page) {
        intents.add(what, page);
    } else {
        intents.add(what);
    }
}

}  // namespace

void draw_consent(ui::Frame& frame,
                  const PageContext& context,
                  const ConsentView& view,
                  Intents& intents) {
    const std::string title = context.words("signup.title");
    const ui::Bands bands = begin_page(frame, context, view.screen, title, BarKind::full, intents);
    const Steps steps = draw_parts(frame, context, ui::text_column(bands.content), view, intents);
    const std::string back = context.words("nav.back");
    const std::string next = context.words("nav.continue");
    const std::string listen = fmt::format("{}.listen", view.screen);
    const ui::FootEvent pressed =
        draw_listen_foot(frame,
                         context,
                         bands.foot,
                         {"nav.back", back},
                         {"nav.continue", next, {}, ui::ButtonKind::primary},
                         {listen, view.screen},
                         intents);
    if (pressed.next) {
        add_step(intents, steps.next, steps.page + 1);
    } else if (pressed.back) {
        add_step(intents, steps.back, steps.page - 1);
    }
}

}  // namespace harmony::kiosk
