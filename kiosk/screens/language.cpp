#include <fmt/format.h>

#include "kiosk/screens/screens.h"

namespace harmony::kiosk {

void draw_language(ui::Frame& frame,
                   const PageContext& context,
                   const LanguageView& view,
                   Intents& intents) {
    const std::string title = context.words("language.title");
    const ui::Bands bands = begin_page(frame, context, "language", title, BarKind::full, intents);
    ui::Rect area = ui::text_column(bands.content);
    draw_tiles_heading(frame, area, "language.head", title);
    std::vector<std::string> ids;
    std::vector<std::string> drafts;
    for (const Language& language : view.languages) {
        ids.push_back(fmt::format("language.{}", language.code));
        drafts.push_back(language.draft ? context.words.in(language.code)("language.draft")
                                        : std::string());
    }
    std::vector<ui::Tile> tiles;
    for (std::size_t i = 0; i < view.languages.size(); ++i) {
        ui::Tile tile{ids[i], view.languages[i].own_name};
        tile.second = drafts[i];
        tile.language = view.languages[i].code;
        tiles.push_back(tile);
    }
    const auto pressed = draw_tiles(frame, context, area, tiles, view.page, intents);
    if (pressed) {
        intents.add(Do::choose_language, view.languages[*pressed].code);
    }
}

}  // namespace harmony::kiosk
