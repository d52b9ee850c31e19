#include "admin/hot_spots.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "admin/form_table.h"
#include "admin/published_shelf.h"
#include "admin/report/words.h"
#include "summary/column.h"
#include "summary/hexagon.h"
#include "survey/grid.h"

namespace harmony::admin {

using base::Result;

namespace {

constexpr std::uint64_t fewest_inside = 5;  // also the office's own map shows nobody's single pin
constexpr const char* time_question = "when_unsafe";
constexpr std::array<const char*, 2> dark_times = {"evening", "night"};
constexpr std::array<const char*, 2> light_times = {"morning", "afternoon"};
constexpr std::array<const char*, 4> bands = {"10 to 19", "20 to 49", "50 to 99", "100 and more"};
constexpr double palest = 0.15;
constexpr double deepest = 0.75;

/// Pins of both layers.
struct Layers {
    std::vector<summary::Pin> dark;
    std::vector<summary::Pin> light;
    bool there = false;  ///< some version asks, and the audience may know
};

bool may_see(survey::ReportClass report, summary::Audience audience) {
    return report == survey::ReportClass::open ||
           (report == survey::ReportClass::internal && audience == summary::Audience::internal);
}

const survey::Node* pin_of(const survey::Form& form) {
    for (const survey::NodeIndex index : form.questions()) {
        const survey::Node& node = form.node(index);
        if (node.kiosk.widget == survey::Widget::place_map) {
            return &node;
        }
    }
    return nullptr;
}

/// Whether the row ticked one of `times`.
class Times {
public:
    Times(const survey::Form& form, const survey::Node& node) {
        for (const survey::Choice& choice : form.list_of(node.index).choices) {
            names_.push_back(choice.name);
        }
    }

    template <typename Names>
    [[nodiscard]] bool ticked(const db::ColumnChunk& column,
                              std::size_t row,
                              const Names& times) const {
        const auto chunk = summary::ChunkView::planes(column.rows(), column.all_planes());
        for (const char* time : times) {
            const auto at = std::find(names_.begin(), names_.end(), time);
            if (at == names_.end()) {
                continue;
            }
            const auto plane = chunk.plane(summary::first_choice_plane +
                                           static_cast<std::size_t>(at - names_.begin()));
            if ((plane[row / 64] >> (row % 64) & 1U) != 0) {
                return true;
            }
        }
        return false;
    }

private:
    std::vector<std::string> names_;
};

void take_chunk(const db::TextChunk& pins,
                const db::TableChunk& chunk,
                const Times& times,
                std::uint64_t first,
                Layers& layers) {
    for (std::size_t i = 0; i < pins.rows.size(); ++i) {
        const auto cell = survey::read_cell(pins.texts[i]);
        if (!cell) {
            continue;
        }
        const std::size_t row = pins.rows[i];
        const summary::Pin pin{cell->centre().easting, cell->centre().northing, first + row};
        if (times.ticked(chunk.columns.front(), row, dark_times)) {
            layers.dark.push_back(pin);
        }
        if (times.ticked(chunk.columns.front(), row, light_times)) {
            layers.light.push_back(pin);
        }
    }
}

/// One version of the survey.
void take_version(db::OfficeStore& store,
                  const survey::Form& form,
                  const db::TableInfo& table,
                  summary::Audience audience,
                  Layers& layers) {
    const survey::Node* const pin = pin_of(form);
    const auto when = form.find(time_question);
    if (pin == nullptr || !when || !may_see(pin->kiosk.report, audience)) {
        return;
    }
    const auto pin_column = db::OfficeStore::column_number(table, column_name(form, *pin));
    const auto when_column =
        db::OfficeStore::column_number(table, column_name(form, form.node(*when)));
    if (!pin_column || !when_column) {
        return;
    }
    layers.there = true;
    const Times times(form, form.node(*when));
    std::vector<db::TextChunk> pins;
    for (std::size_t chunk = 0; chunk < table.chunks; ++chunk) {
        pins.push_back(store.texts(form.name(), *pin_column, chunk));
    }
    const std::array<std::size_t, 1> columns = {*when_column};
    std::uint64_t first = layers.dark.size() + layers.light.size() + 1;
    first <<= 32U;  // people of two versions are never the same
    store.for_each_chunk(form.name(), columns, [&](const db::TableChunk& chunk) {
        take_chunk(pins[chunk.number], chunk, times, first, layers);
        first += chunk.rows;
    });
}

std::string square_of(const summary::Area& area, double hexagon_m) {
    double east = 0;
    double north = 0;
    for (const summary::Hexagon& hexagon : area.hexagons) {
        for (std::size_t corner = 0; corner < 6; ++corner) {
            const summary::Point at = summary::corner_of(hexagon, corner, hexagon_m);
            east += at.east / (6.0 * static_cast<double>(area.hexagons.size()));
            north += at.north / (6.0 * static_cast<double>(area.hexagons.size()));
        }
    }
    const auto cell = survey::cell_at({east, north}, 1000);
    return cell ? "grid square " + std::string(survey::text_of(*cell).view()) : "outside the grid";
}

MapView map_of(const std::string& title,
               const std::vector<summary::Pin>& pins,
               std::uint64_t fewest,
               summary::Audience audience,
               double hexagon_m) {
    MapView map{title, {}, "", ""};
    const auto found = summary::find_hot_spots(pins, fewest, hexagon_m);
    if (!found) {
        map.refusal = "Too few people put a pin here for a map.";
        return map;
    }
    std::vector<const summary::Area*> areas;
    for (const summary::Area& area : found->areas) {
        areas.push_back(&area);
    }
    std::stable_sort(areas.begin(), areas.end(), [](const auto* a, const auto* b) {
        return a->people > b->people;
    });
    const double most = std::log1p(static_cast<double>(areas.front()->people));
    const bool open = audience == summary::Audience::open;
    for (const summary::Area* area : areas) {
        MapArea shown;
        for (const summary::Hexagon& hexagon : area->hexagons) {
            MapShape shape;
            for (std::size_t corner = 0; corner < 6; ++corner) {
                const summary::Point at = summary::corner_of(hexagon, corner, hexagon_m);
                shape.corners.emplace_back(at.east, at.north);
            }
            shown.shapes.push_back(std::move(shape));
        }
        const std::size_t band = open ? summary::band_of(area->people) : 0;
        shown.people = open ? bands[band] : grouped_digits(area->people);
        shown.near = square_of(*area, hexagon_m);
        // Of bands the shade is the band's: a finer one would say more than the number.
        shown.shade = open ? palest + (deepest - palest) * static_cast<double>(band) / 3
                           : palest + (deepest - palest) *
                                          std::log1p(static_cast<double>(area->people)) / most;
        map.areas.push_back(std::move(shown));
    }
    if (found->elsewhere_is_shown && found->elsewhere > 0) {
        map.elsewhere = "Elsewhere: " +
                        (open ? std::string(bands[summary::band_of(found->elsewhere)])
                              : grouped_digits(found->elsewhere)) +
                        ".";
    } else if (found->elsewhere > 0) {
        map.elsewhere = "A few pins lie elsewhere.";
    }
    return map;
}

}  // namespace

Result<std::vector<MapView>> hot_spots(Office& office,
                                       const std::string& survey,
                                       summary::Audience audience,
                                       double hexagon_m) {
    Layers layers;
    db::OfficeStore& store = office.store();
    for (const ShelvedSurvey& shelved : surveys_on_shelf(store)) {
        const auto table = shelved.id == survey ? store.table(shelved.name) : std::nullopt;
        if (!table || table->rows == 0) {
            continue;
        }
        const Result<survey::Form> form = form_on_shelf(store, shelved.name);
        if (!form) {
            return form.error();
        }
        take_version(store, *form, *table, audience, layers);
    }
    std::vector<MapView> maps;
    if (layers.there) {
        const std::uint64_t fewest =
            std::max<std::uint64_t>(summary::Policy::of(audience).threshold(), fewest_inside);
        maps.push_back(map_of(
            "Where people feel unsafe after dark", layers.dark, fewest, audience, hexagon_m));
        maps.push_back(
            map_of("Where people feel unsafe by day", layers.light, fewest, audience, hexagon_m));
    }
    return maps;
}

}  // namespace harmony::admin
