#include "kiosk/screens/screens.h"
#include "ui/language.h"

namespace harmony::kiosk {
namespace {

std::string_view key_of(SoundTrouble trouble) {
    switch (trouble) {
        case SoundTrouble::off: return "sound.off";
        case SoundTrouble::broken: return "sound.broken";
        case SoundTrouble::no_voice: return "sound.no_voice";
        case SoundTrouble::headphones_only: break;
    }
    return "sound.headphones_only";
}

/// Whether somebody with headphones, or a loudspeaker, would help.
bool can_be_mended(SoundTrouble trouble) {
    return trouble == SoundTrouble::off || trouble == SoundTrouble::headphones_only;
}

std::string title_of(const PageContext& context, SoundTrouble trouble) {
    const std::string key = std::string(key_of(trouble)) + ".title";
    const std::string own_name(ui::language_of(context.words.language()).own_name);
    return trouble == SoundTrouble::no_voice ? context.words(key, {{"language", own_name}})
                                             : context.words(key);
}

/// A way on, as a tile.
struct Way {
    std::string_view id;
    std::string label;
    ui::Icon icon;
    Do what;
};

std::vector<Way> ways_of(const PageContext& context, const SoundView& view) {
    std::vector<Way> ways;
    if (!can_be_mended(view.trouble)) {
        return ways;
    }
    ways.push_back({"sound.headphones",
                    context.words("sound.headphones"),
                    ui::Icon::speaker,
                    Do::use_headphones});
    if (view.loudspeaker) {
        ways.push_back({"sound.loudspeaker",
                        context.words("sound.loudspeaker"),
                        ui::Icon::speaker,
                        Do::use_loudspeaker});
    }
    return ways;
}

}  // namespace

void draw_sound(ui::Frame& frame,
                const PageContext& context,
                const SoundView& view,
                Intents& intents) {
    const std::string title = title_of(context, view.trouble);
    const ui::Bands bands = begin_page(frame, context, "sound", title, BarKind::typing, intents);
    ui::Rect area = ui::text_column(bands.content);
    const std::vector<Way> ways = ways_of(context, view);
    std::vector<ui::Tile> tiles;
    double tiles_height = 0;
    for (const Way& way : ways) {
        ui::Tile tile{way.id, way.label};
        tile.icon = way.icon;
        tiles_height += ui::tile_height(frame, area.w, tile) + ui::sizes::gap;
        tiles.push_back(tile);
    }
    // What to do stands below what happened; the second text may go where there is no room.
    const std::string text = context.words(std::string(key_of(view.trouble)) + ".text");
    std::vector<Block> blocks = {{Block::Kind::heading, "sound.head", title},
                                 {Block::Kind::text, "sound.text", text}};
    const double room = area.h - tiles_height - ui::sizes::gap;
    if (!tiles.empty() && blocks_height(frame, area.w, blocks) > room) {
        blocks.pop_back();
    }
    if (tiles.empty()) {
        draw_blocks(frame, context, area, blocks, view.page, intents);
    } else {
        draw_all(frame, area, blocks);
        if (const auto pressed = draw_tiles(frame, context, area, tiles, view.page, intents)) {
            intents.add(ways[*pressed].what);
        }
    }
    const std::string go_on = context.words("sound.go_on");
    const std::string shorter = context.words("sound.go_on_short");
    const FootButton next{"sound.go_on", go_on, shorter, ui::ButtonKind::primary};
    if (draw_foot(frame, bands.foot, {}, next).next) {
        intents.add(Do::close_sound);
    }
}

}  // namespace harmony::kiosk
