#include <fmt/format.h>

#include "kiosk/screens/screens.h"

namespace harmony::kiosk {

void draw_survey_pick(ui::Frame& frame,
                      const PageContext& context,
                      const SurveyPickView& view,
                      Intents& intents) {
    const std::string title = context.words("survey_pick.title");
    const ui::Bands bands =
        begin_page(frame, context, "survey_pick", title, BarKind::full, intents);
    ui::Rect area = ui::text_column(bands.content);
    draw_tiles_heading(frame, area, "survey_pick.head", title);
    std::vector<std::string> ids;
    std::vector<std::string> lengths;
    for (const SurveyOffer& survey : view.surveys) {
        ids.push_back(fmt::format("survey.{}", survey.id));
        lengths.push_back(context.words("survey_pick.length",
                                        {{"n", std::to_string(survey.questions)},
                                         {"minutes", std::to_string(survey.minutes)}}));
    }
    std::vector<ui::Tile> tiles;
    for (std::size_t i = 0; i < view.surveys.size(); ++i) {
        ui::Tile tile{ids[i], view.surveys[i].title};
        tile.second = lengths[i];
        tile.icon = ui::Icon::chat;
        tiles.push_back(tile);
    }
    const auto pressed = draw_tiles(frame, context, area, tiles, view.page, intents);
    if (pressed) {
        intents.add(Do::choose_survey, view.surveys[*pressed].id);
    }
    const std::string back = context.words("nav.back");
    if (draw_foot(frame, bands.foot, {"nav.back", back}, {}).back) {
        intents.add(Do::go_home);
    }
}

}  // namespace harmony::kiosk
