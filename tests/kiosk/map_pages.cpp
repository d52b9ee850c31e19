#include <memory>

#include "kiosk/sample_map.h"
#include "kiosk/sample_pages.h"

namespace harmony::tests {
namespace {

using namespace kiosk;

/// A map and where somebody looks at it; the pages draw it without tiles.
struct Looking {
    MapContent map = *read_map_content("sample", from_files(sample_map_files()));
    MapPin pin;
    MapTiles tiles;
};

/// More of them than are seen at once.
void add_places(QuestionView& view, const MapContent& map) {
    view.list.offers_find = true;
    for (int i = 0; i < 5; ++i) {
        for (const Landmark& landmark : map.landmarks) {
            const std::string number = std::to_string(i);
            view.choices.push_back(
                {landmark.name + number, base::SecretText(landmark.label + " " + number)});
        }
    }
}

SamplePage map_page(std::string name,
                    const ui::KeyboardLayouts& keyboards,
                    const std::shared_ptr<Looking>& looking,
                    bool list_open) {
    return {
        std::move(name),
        [=, &keyboards](ui::Frame& frame, const PageContext& context, int page, Intents& intents) {
            QuestionView view;
            view.name = "place";
            view.kind = AnswerKind::map;
            view.label = base::SecretText("Show us one place where you feel unsafe.");
            view.hint = base::SecretText("You can skip this.");
            view.position = context.words.count("q.position", 7, 19);
            view.done = 7;
            view.total = 19;
            view.page = page;
            view.map.pin = &looking->pin;
            view.map.tiles = &looking->tiles;
            view.map.chosen = looking->pin.cell();
            view.map.near.assign(context.words("map.outside", {{"area", "Tarnbeck"}}));
            view.map.list_open = list_open;
            if (list_open) {
                add_places(view, looking->map);
            }
            draw_question(frame, context, view, keyboards, intents);
        }};
}

}  // namespace

void add_map_pages(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards) {
    const auto looking = std::make_shared<Looking>();
    looking->pin.begin(looking->map, 100, "TB526226");
    pages.push_back(map_page("q_map", keyboards, looking, false));
    pages.push_back(map_page("q_map_list", keyboards, looking, true));
}

}  // namespace harmony::tests
