#include "admin/gui/models/map.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "admin/gui/frame_painter.h"
#include "admin/gui/views/all.h"
#include "admin/gui/views/audiences.h"
#include "admin/report/map_chart.h"
#include "ui/widgets.h"

namespace harmony::admin::gui {

namespace {

using ui::Frame;
using ui::Rect;
using ui::desk::Cell;
using ui::desk::Column;

constexpr double gap = 8;
constexpr double control = 15;
constexpr std::array columns{Column{"number", "", 0, 16, true, false},
                             Column{"people", "People", 0.7, 0, true, false},
                             Column{"near", "Near", 2.4, 0, false, false}};

/// Where people feel unsafe: areas with enough people in each, and which problem is where.
class MapPage final : public View {
public:
    [[nodiscard]] About about() const override { return {"map", "Map", ui::Icon::pin}; }

    void refresh(Host& host) override {
        host.read<MapModel>(
            "map",
            [survey = survey_, audience = audience_](Reader& reader) {
                return read_map(reader, survey, audience);
            },
            [this](MapModel model) {
                model_ = std::move(model);
                survey_ = model_->survey;
                layer_ = std::min(layer_, pages() == 0 ? 0 : pages() - 1);
                areas_ = {};
            });
    }

    void draw(Frame& frame, const Rect& where, Host& host) override {
        if (!model_) {
            frame.wake_after(std::chrono::milliseconds{100});
            return;
        }
        if (model_->layers.empty()) {
            if (ui::desk::empty(frame,
                                where,
                                {"map.empty",
                                 ui::Icon::pin,
                                 "No pins yet",
                                 "A survey with a question on a map shows here where people feel "
                                 "unsafe, by day and after dark. The shipped survey of "
                                 "neighbourhoods has one.",
                                 "map.surveys",
                                 "Go to Surveys"})) {
                host.open("surveys");
            }
            return;
        }
        Rect rest = where;
        draw_actions(frame, {where.x, where.y - 21, where.w, control}, host);
        draw_choices(frame, rest.take_top(control, gap), host);
        if (layer_ < model_->layers.size()) {
            draw_layer(frame, rest, model_->layers[layer_]);
        } else if (layer_ < pages()) {
            draw_grid(frame, rest, model_->grids[layer_ - model_->layers.size()]);
        }
    }

private:
    [[nodiscard]] std::size_t pages() const { return model_->layers.size() + model_->grids.size(); }

    void draw_actions(Frame& frame, Rect where, Host& host) {
        const ui::Button take{.id = "map.export",
                              .label = "Export GeoJSON",
                              .kind = ui::ButtonKind::primary,
                              .icon = ui::Icon::download,
                              .enabled = !host.busy()};
        if (ui::button(frame, where.take_right(ui::button_size(frame, take).w, gap), take)) {
            host.fill_in({"Export the areas of the map",
                          "For tasking patrols: areas with their numbers, never a single pin. The "
                          "folder gets the numbers of the whole survey with it.",
                          {{"folder", "Folder to write to", {}, "map-" + survey_}},
                          "Export"},
                         [this, &host](const std::vector<std::string>& filled) {
                             host.run({"Exporting the map",
                                       {"report",
                                        "--survey",
                                        survey_,
                                        "--json",
                                        "--audience",
                                        std::string(audience_word(audience_)),
                                        "--out",
                                        filled[0]},
                                       "Exported to " + filled[0] + "."});
                         });
        }
    }

    void draw_choices(Frame& frame, Rect where, Host& host) {
        const auto chosen = std::find_if(model_->surveys.begin(),
                                         model_->surveys.end(),
                                         [this](const auto& one) { return one.id == survey_; });
        const ui::desk::Chooser survey{"map.survey", {}, chosen->title};
        const Rect first =
            where.take_left(std::min(ui::desk::chooser_width(frame, survey), where.w * 0.4), 5);
        if (ui::desk::chooser(frame, first, survey)) {
            std::vector<std::string> titles;
            for (const SurveyLine& one : model_->surveys) {
                titles.push_back(one.title);
            }
            host.choose("map.survey",
                        first,
                        titles,
                        static_cast<std::size_t>(chosen - model_->surveys.begin()),
                        [this, &host](std::size_t at) {
                            survey_ = model_->surveys[at].id;
                            refresh(host);
                        });
        }
        const auto audience = place_of(audience_);
        const ui::desk::Chooser who{"map.audience", "For", audience_names.at(audience)};
        const Rect second = where.take_left(ui::desk::chooser_width(frame, who), 5);
        if (ui::desk::chooser(frame, second, who)) {
            host.choose("map.audience",
                        second,
                        {audience_names.begin(), audience_names.end()},
                        audience,
                        [this, &host](std::size_t at) {
                            audience_ = audiences.at(at);
                            refresh(host);
                        });
        }
        std::vector<std::string> names;
        for (const MapView& layer : model_->layers) {
            names.push_back(layer.title);
        }
        for (const GridView& grid : model_->grids) {
            names.push_back(grid.title);
        }
        const ui::desk::Chooser layer{"map.layer", "Show", names.at(layer_)};
        const Rect third =
            where.take_left(std::min(where.w, ui::desk::chooser_width(frame, layer)), 5);
        if (ui::desk::chooser(frame, third, layer)) {
            host.choose("map.layer", third, names, layer_, [this](std::size_t at) {
                layer_ = at;
                areas_ = {};
            });
        }
    }

    void draw_layer(Frame& frame, Rect where, const MapView& layer) {
        if (!layer.refusal.empty()) {
            ui::paragraph(frame, where, {"map.refusal", layer.refusal, {}});
            return;
        }
        const bool beside = where.w > 330;
        Rect list = beside ? where.take_right(where.w * 0.42, 10) : where.take_bottom(110, 8);
        ui::desk::panel(frame, where);
        const Rect inside = where.grown(-8);
        const MapChart drawn(layer);
        const double width =
            std::min(inside.w, inside.h * Chart::width / std::max(1.0, drawn.height()));
        chart(frame, {inside.x + (inside.w - width) / 2, inside.y, width, 0}, "map.chart", drawn);
        if (!layer.elsewhere.empty()) {
            const ui::TextLook quiet{.scale = ui::Scale::small, .colour = ui::Role::second_text};
            ui::desk::words(
                frame, list.take_bottom(10, 4), {"map.elsewhere", layer.elsewhere, quiet});
        }
        const ui::desk::Table table{"map.areas",
                                    layer.title,
                                    columns,
                                    layer.areas.size(),
                                    [](std::size_t row) { return fmt::format("{}", row + 1); },
                                    [&](std::size_t row, std::size_t column) {
                                        const MapArea& area = layer.areas[row];
                                        return column == 0
                                                   ? Cell{fmt::format("{}", row + 1), {}, true}
                                               : column == 1 ? Cell{area.people, {}, false, true}
                                                             : Cell{area.near};
                                    }};
        ui::desk::table(frame, list, table, areas_);
    }

    void draw_grid(Frame& frame, const Rect& where, const GridView& grid) {
        ui::desk::scrolled(frame, where, "map.scroll", scroll_, [&](const Rect& place) {
            const GridChart drawn(grid);
            const double width = std::min(place.w - 16, 330.0);
            const double height = drawn.height() * width / Chart::width;
            ui::desk::panel(frame, {place.x, place.y, place.w, height + 16});
            chart(frame, {place.x + 8, place.y + 8, width, 0}, "map.grid", drawn);
            return height + 20;
        });
    }

    std::optional<MapModel> model_;
    std::string survey_;
    summary::Audience audience_ = summary::Audience::internal;
    std::size_t layer_ = 0;
    ui::desk::TableState areas_;
    ui::desk::Scroll scroll_;
};

}  // namespace

std::unique_ptr<View> make_map_view() {
    return std::make_unique<MapPage>();
}

}  // namespace harmony::admin::gui
