#include "admin/map/map_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

// Strategy:
//  1. Names compete for room in the order of `rank`: districts, parks, main streets, water, ...
//  2. The room of a name is a row of discs along it, so that turned names are as simple as upright
//     ones. A name whose discs touch those of another is not written.
//  3. A street's name lies along its straightest stretch; on a long street every 700 pixels again,
//     since nobody sees more than a screen at once.
namespace harmony::admin {
namespace {

using survey::GridPoint;

struct Spot {
    double x = 0;
    double y = 0;
};

struct Disc {
    double x = 0;
    double y = 0;
    double r = 0;
};

/// How a kind's names are written: capitals in pixels (22 is 3.8 mm on the smallest panel, the
/// smallest text anywhere), and the farthest scale at which they are.
struct Writing {
    int rank;
    double capital_px;
    ui::Weight weight;
    double farthest_m_per_px;
    int widest_px;
};

Writing writing_of(OutlineKind kind) {
    switch (kind) {
        case OutlineKind::place: return {0, 27, ui::Weight::bold, 20, 360};
        case OutlineKind::park: return {2, 22, ui::Weight::regular, 7, 220};
        case OutlineKind::main_street: return {3, 22, ui::Weight::bold, 7, 0};
        case OutlineKind::square: return {1, 22, ui::Weight::bold, 3.5, 200};
        case OutlineKind::water:
        case OutlineKind::stream: return {4, 22, ui::Weight::regular, 7, 240};
        case OutlineKind::building: return {5, 22, ui::Weight::regular, 0.9, 220};
        case OutlineKind::street: return {6, 22, ui::Weight::regular, 1.9, 0};
        case OutlineKind::path:
        case OutlineKind::rail: return {7, 22, ui::Weight::regular, 0.9, 0};
        case OutlineKind::area: break;
    }
    return {9, 22, ui::Weight::regular, 0, 0};
}

bool is_line(OutlineKind kind) {
    return kind == OutlineKind::street || kind == OutlineKind::main_street ||
           kind == OutlineKind::path || kind == OutlineKind::rail || kind == OutlineKind::stream;
}

/// One level while its names are placed.
class Placing {
public:
    Placing(const MapPlan& plan, const LevelPlan& level, ui::TextEngine& text)
        : plan_(plan), level_(level), text_(text) {}

    void place(const Outline& outline) {
        const Writing writing = writing_of(outline.kind);
        if (outline.name.empty() || level_.metres_per_px > writing.farthest_m_per_px) {
            return;
        }
        ui::TextStyle style;
        style.capital_px = writing.capital_px;
        style.weight = writing.weight;
        style.align = ui::Align::centre;
        const auto widest = writing.widest_px > 0 ? std::optional(writing.widest_px) : std::nullopt;
        const ui::TextId id = text_.layout(outline.name, style, widest);
        if (is_line(outline.kind)) {
            for (const auto& line : outline.lines) {
                along(id, outline, pixels(line));
            }
        } else {
            const Spot middle = middle_of(pixels(outline.lines.front()));
            write({id, middle.x, middle.y, 0, outline.kind, 0}, outline.name);
        }
    }

    [[nodiscard]] std::vector<MapLabel> take() { return std::move(labels_); }

private:
    [[nodiscard]] std::vector<Spot> pixels(const std::vector<GridPoint>& line) const {
        std::vector<Spot> spots;
        for (const GridPoint& at : line) {
            spots.push_back({(at.easting - plan_.north_west().easting) / level_.metres_per_px,
                             (plan_.north_west().northing - at.northing) / level_.metres_per_px});
        }
        return spots;
    }

    static Spot middle_of(const std::vector<Spot>& ring) {
        double x0 = ring.front().x;
        double x1 = x0;
        double y0 = ring.front().y;
        double y1 = y0;
        for (const Spot& at : ring) {
            x0 = std::min(x0, at.x);
            x1 = std::max(x1, at.x);
            y0 = std::min(y0, at.y);
            y1 = std::max(y1, at.y);
        }
        return {(x0 + x1) / 2, (y0 + y1) / 2};
    }

    /// A stretch of the line that is long enough for the name and nearly straight.
    struct Stretch {
        Spot from;
        Spot to;
        double bend = 1;  ///< its length by its chord
    };

    static std::vector<Stretch> stretches(const std::vector<Spot>& line, double least) {
        std::vector<Stretch> found;
        for (std::size_t from = 0; from < line.size(); ++from) {
            double length = 0;
            for (std::size_t to = from + 1; to < line.size() && length < least; ++to) {
                length += std::hypot(line[to].x - line[to - 1].x, line[to].y - line[to - 1].y);
                const double chord =
                    std::hypot(line[to].x - line[from].x, line[to].y - line[from].y);
                if (length >= least && length < chord * 1.04) {
                    found.push_back({line[from], line[to], length / chord});
                }
            }
        }
        std::stable_sort(found.begin(), found.end(), [](const Stretch& a, const Stretch& b) {
            return a.bend < b.bend;
        });
        return found;
    }

    /// The name along the straightest stretches of the line.
    void along(ui::TextId id, const Outline& outline, const std::vector<Spot>& line) {
        for (const Stretch& stretch : stretches(line, text_.extent(id).width_px * 0.95)) {
            double turn = std::atan2(stretch.to.y - stretch.from.y, stretch.to.x - stretch.from.x);
            turn += turn > M_PI / 2 ? -M_PI : turn <= -M_PI / 2 ? M_PI : 0;
            write({id,
                   (stretch.from.x + stretch.to.x) / 2,
                   (stretch.from.y + stretch.to.y) / 2,
                   turn,
                   outline.kind,
                   0},
                  outline.name);
        }
    }

    [[nodiscard]] std::vector<Disc> room_of(const MapLabel& label) const {
        const ui::TextExtent& extent = text_.extent(label.text);
        const double lines = std::max(1, extent.lines);
        const double height = extent.height_px / lines;
        std::vector<Disc> discs;
        const int count = std::max(1, static_cast<int>(std::ceil(extent.width_px / height)));
        for (int row = 0; row < extent.lines; ++row) {
            const double down = (row + 0.5 - lines / 2) * height;
            for (int at = 0; at < count; ++at) {
                const double across = ((at + 0.5) / count - 0.5) * extent.width_px;
                discs.push_back(
                    {label.x + across * std::cos(label.turn) - down * std::sin(label.turn),
                     label.y + across * std::sin(label.turn) + down * std::cos(label.turn),
                     height * 0.55});
            }
        }
        return discs;
    }

    void write(MapLabel label, const std::string& name) {
        const std::vector<Disc> room = room_of(label);
        const auto inside = [&](const Disc& disc) {
            return disc.x > disc.r && disc.y > disc.r &&
                   disc.x < plan_.box.width() / level_.metres_per_px - disc.r &&
                   disc.y < plan_.box.height() / level_.metres_per_px - disc.r;
        };
        const auto taken = [&](const Disc& disc) {
            return std::any_of(taken_.begin(), taken_.end(), [&](const Disc& other) {
                return std::hypot(disc.x - other.x, disc.y - other.y) < disc.r + other.r + 2;
            });
        };
        const auto same = [&](const Written& other) {
            return other.name == name && std::hypot(other.x - label.x, other.y - label.y) < 700;
        };
        if (!std::all_of(room.begin(), room.end(), inside) ||
            std::any_of(room.begin(), room.end(), taken) ||
            std::any_of(written_.begin(), written_.end(), same)) {
            return;
        }
        const ui::TextExtent& extent = text_.extent(label.text);
        label.reach = std::hypot(extent.width_px, extent.height_px) / 2 + 8;
        taken_.insert(taken_.end(), room.begin(), room.end());
        written_.push_back({name, label.x, label.y});
        labels_.push_back(label);
    }

    struct Written {
        std::string name;
        double x = 0;
        double y = 0;
    };

    const MapPlan& plan_;
    const LevelPlan& level_;
    ui::TextEngine& text_;
    std::vector<Disc> taken_;
    std::vector<Written> written_;
    std::vector<MapLabel> labels_;
};

}  // namespace

std::vector<MapLabel> place_labels(const std::vector<Outline>& outlines,
                                   const MapPlan& plan,
                                   const LevelPlan& level,
                                   ui::TextEngine& text) {
    std::vector<const Outline*> order;
    for (const Outline& outline : outlines) {
        if (outline.kind != OutlineKind::area) {
            order.push_back(&outline);
        }
    }
    std::stable_sort(order.begin(), order.end(), [](const Outline* a, const Outline* b) {
        return writing_of(a->kind).rank < writing_of(b->kind).rank;
    });
    Placing placing(plan, level, text);
    for (const Outline* outline : order) {
        placing.place(*outline);
    }
    return placing.take();
}

}  // namespace harmony::admin
