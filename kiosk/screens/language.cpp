#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/screens.h"

namespace harmony::kiosk {
namespace {

/// What to know of a language before it is chosen, in its own words: that nothing can say it, and
/// that no speaker has checked it yet.
std::string line_below(const PageContext& context,
                       const LanguageView& view,
                       const Language& language) {
    const Words words = context.words.in(language.code);
    const bool silent =
        std::find(view.silent.begin(), view.silent.end(), language.code) != view.silent.end();
    const std::string voice =
        silent ? words("sound.no_voice.title", {{"language", language.own_name}}) : std::string();
    const std::string draft = language.draft ? words("language.draft") : std::string();
    return voice + (voice.empty() || draft.empty() ? "" : "\n") + draft;
}

}  // namespace

void draw_language(ui::Frame& frame,
                   const PageContext& context,
                   const LanguageView& view,
                   Intents& intents) {
    const std::string title = context.words("language.title");
    const ui::Bands bands = begin_page(frame, context, "language", title, BarKind::full, intents);
    ui::Rect area = ui::text_column(bands.content);
    draw_tiles_heading(frame, area, "language.head", title);
    std::vector<std::string> ids;
    std::vector<std::string> below;
    for (const Language& language : view.languages) {
        ids.push_back(fmt::format("language.{}", language.code));
        below.push_back(line_below(context, view, language));
    }
    std::vector<ui::Tile> tiles;
    for (std::size_t i = 0; i < view.languages.size(); ++i) {
        ui::Tile tile{ids[i], view.languages[i].own_name};
        tile.second = below[i];
        tile.language = view.languages[i].code;
        tiles.push_back(tile);
    }
    const auto pressed = draw_tiles(frame, context, area, tiles, view.page, intents);
    if (pressed) {
        intents.add(Do::choose_language, view.languages[*pressed].code);
    }
}

}  // namespace harmony::kiosk
