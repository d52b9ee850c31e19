#include "kiosk/ticket_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "events/ticket.h"
#include "sync/crypto.h"

namespace harmony::kiosk {
namespace {

/// A drawing on a grid of 24 by 24: `L` and points are a line, `O` and centre and radius a ring,
/// `D` a disc. Things that anybody may have at home or see in the street; none stands for a faith,
/// a party, a nation or a team.
constexpr std::array<std::string_view, events::ticket_pictures> drawings = {
    "L 3 12 12 4 21 12 L 5 11 5 21 19 21 19 11 L 10 21 10 15 14 15 14 21",        // house
    "O 12 9 6 L 12 15 12 22 L 12 19 15 16",                                       // tree
    "L 3 16 6 21 18 21 21 16 3 16 L 12 16 12 3 19 13 12 13",                      // boat
    "L 5 7 5 18 7 20 14 20 16 18 16 7 5 7 L 16 9 20 9 20 15 16 15",               // cup
    "O 7 8 4 L 10 11 20 21 L 16 17 19 14 L 18 19 21 16",                          // key
    "L 3 13 5 8 9 5 15 5 19 8 21 13 3 13 L 12 3 12 19 10 21 8 19",                // umbrella
    "L 3 12 8 7 14 7 18 12 14 17 8 17 3 12 L 18 12 22 7 22 17 18 12 D 8 11 1",    // fish
    "O 12 12 9 O 12 12 2 L 12 3 12 10 L 12 14 12 21 L 3 12 10 12 L 14 12 21 12",  // wheel
    "L 5 19 5 12 9 6 19 4 18 14 13 19 5 19 L 3 21 15 9",                          // leaf
    "L 8 2 5 22 L 16 2 19 22 L 7 7 17 7 L 6.5 12 17.5 12 L 6 17 18 17",           // ladder
    "L 4 18 6 15 7 8 10 5 14 5 17 8 18 15 20 18 4 18 L 12 2 12 5 D 12 20 1.6",    // bell
    "L 2 17 22 17 L 6 17 7 7 17 7 18 17 L 6.5 13 17.5 13",                        // hat
    "L 7 3 7 22 L 7 14 17 14 17 22 L 7 4 4 4",                                    // chair
    "L 8 3 16 3 20 12 4 12 8 3 L 12 12 12 20 L 7 21 17 21",                       // lamp
    "L 12 6 8 4 2 4 2 18 8 18 12 20 16 18 22 18 22 4 16 4 12 6 12 20",            // book
    "O 12 12 9 L 12 6 12 12 16 14",                                               // clock
    "O 12 7 2 O 12 3.5 1.6 O 8.5 7 1.6 O 15.5 7 1.6 O 12 10.5 1.6 L 12 12 12 22 L 12 19 17 15",  // flower
    "O 6 16 4 O 18 16 4 L 6 16 10 9 16 9 18 16 L 10 9 12 16 6 16 L 15 6 17 6 L 8 8 11 8",  // bicycle
    "L 12 2 19 9 12 16 5 9 12 2 L 12 2 12 16 L 5 9 19 9 L 12 16 10 19 13 20 11 23",        // kite
    "O 6 18 3 O 18 18 3 L 8 16 18 3 L 16 16 6 3",  // scissors
    "O 8 7 4 L 11 10 21 21",                       // spoon
    "O 12 12 4 L 12 2 12 5 L 12 19 12 22 L 2 12 5 12 L 19 12 22 12 L 5 5 7 7 L 17 17 19 19 L 5 19 "
    "7 "
    "17 L 17 7 19 5",                                                // sun
    "L 6 18 3 15 4 11 8 10 10 6 15 6 17 10 20 11 21 15 18 18 6 18",  // cloud
    "L 2 9 22 9 L 2 19 4 14 8 11 12 10 16 11 20 14 22 19 L 7 9 7 11 L 12 9 12 10 L 17 9 17 11",  // bridge
    "L 5 10 19 10 L 5 10 5 19 19 19 19 10 L 5 10 9 19 13 10 17 19 L 3 3 9 9 L 21 3 15 9",  // drum
    "L 2 6 22 6 22 18 2 18 2 6 12 13 22 6",                                 // envelope
    "O 6 13 4 O 18 13 4 L 10 12 14 12 L 2 12 4 6 L 22 12 20 6",             // glasses
    "L 12 8 8 6 4 9 4 15 8 21 12 20 16 21 20 15 20 9 16 6 12 8 12 4 15 2",  // apple
    "L 3 8 3 18 21 18 21 15 16 13 12 8 3 8 L 3 15 21 15 L 9 11 11 9",       // shoe
    "L 2 5 22 5 22 17 2 17 2 5 L 2 11 22 11 L 9 5 9 11 L 15 5 15 11 O 7 18 2.4 O 17 18 2.4",  // bus
    "L 9 10 15 10 15 21 9 21 9 10 L 12 10 12 8 L 12 7 10 5 12 1 14 5 12 7 L 5 22 19 22",  // candle
    "O 12 4 2 L 12 6 12 21 L 8 9 16 9 L 4 14 5 18 12 21 19 18 20 14",                     // anchor
};

constexpr std::array<std::string_view, events::ticket_pictures> names = {
    "house",  "tree",     "boat",    "cup",      "key",   "umbrella", "fish",   "wheel",
    "leaf",   "ladder",   "bell",    "hat",      "chair", "lamp",     "book",   "clock",
    "flower", "bicycle",  "kite",    "scissors", "spoon", "sun",      "cloud",  "bridge",
    "drum",   "envelope", "glasses", "apple",    "shoe",  "bus",      "candle", "anchor"};

constexpr int cell_px = 96;  // 15 mm on the sharpest panel
constexpr int between_px = 20;
constexpr double grid = 24;
constexpr double pen = 0.75;  // half the thickness of a line, on the grid

/// How far a point is from the stroke's middle.
double to_segment(double x, double y, double ax, double ay, double bx, double by) {
    const double length = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
    const double along =
        length == 0 ? 0
                    : std::clamp(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length, 0., 1.);
    return std::hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}

/// One stroke of a drawing.
struct Stroke {
    char kind = 'L';
    std::vector<double> at;

    [[nodiscard]] double distance(double x, double y) const {
        if (kind == 'O') {
            return std::abs(std::hypot(x - at[0], y - at[1]) - at[2]);
        }
        if (kind == 'D') {
            return std::max(0., std::hypot(x - at[0], y - at[1]) - at[2]);
        }
        double nearest = grid;
        for (std::size_t i = 0; i + 3 < at.size(); i += 2) {
            nearest = std::min(nearest, to_segment(x, y, at[i], at[i + 1], at[i + 2], at[i + 3]));
        }
        return nearest;
    }
};

std::vector<Stroke> strokes_of(std::string_view drawing) {
    std::vector<Stroke> strokes;
    std::istringstream words{std::string(drawing)};
    std::string word;
    while (words >> word) {
        if (word.size() == 1 && word[0] >= 'A') {
            strokes.push_back({word[0], {}});
        } else {
            strokes.back().at.push_back(std::stod(word));
        }
    }
    return strokes;
}

/// How much of a pixel is ink: the edge of a stroke is smoothed over one pixel.
double ink_at(const std::vector<Stroke>& strokes, double x, double y) {
    double nearest = grid;
    for (const Stroke& stroke : strokes) {
        nearest = std::min(nearest, stroke.distance(x, y));
    }
    constexpr double pixel = grid / cell_px;
    return std::clamp((pen - nearest) / pixel + 0.5, 0., 1.);
}

void draw_into(std::vector<std::uint32_t>& pixels, int width, int left, std::string_view drawing) {
    const std::vector<Stroke> strokes = strokes_of(drawing);
    constexpr double scale = grid / cell_px;
    for (int y = 0; y < cell_px; ++y) {
        for (int x = 0; x < cell_px; ++x) {
            const double ink = ink_at(strokes, (x + 0.5) * scale, (y + 0.5) * scale);
            const auto grey = static_cast<std::uint32_t>(std::lround(255 * (1 - ink)));
            pixels[static_cast<std::size_t>(y * width + left + x)] =
                0xFF000000U | grey << 16U | grey << 8U | grey;
        }
    }
}

}  // namespace

TicketPictures ticket_pictures(const events::SignUpId& sign_up) {
    return events::pictures_of(sign_up, [](std::string_view name, base::ByteView bytes) {
        return sync::hash(name, bytes);
    });
}

std::string names_of(const TicketPictures& pictures, const Words& words) {
    const auto name = [&](std::size_t at) {
        return words(fmt::format("picture.{}", names.at(static_cast<std::size_t>(pictures[at]))));
    };
    return fmt::format("{} · {} · {}", name(0), name(1), name(2));
}

TicketDrawing draw_ticket(const TicketPictures& pictures) {
    constexpr int width = 3 * cell_px + 2 * between_px;
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * cell_px, 0xFFFFFFFFU);
    int left = 0;
    for (const int picture : pictures) {
        draw_into(pixels, width, left, drawings.at(static_cast<std::size_t>(picture)));
        left += cell_px + between_px;
    }
    return {pictures, std::make_shared<const ui::Picture>(width, cell_px, std::move(pixels))};
}

Block picture_block(const Words& words, const TicketDrawing& ticket, const std::string& id) {
    constexpr double tall = 15;  // with a little room, three of them are as wide as a number
    Block shown(Block::Kind::picture, id, names_of(ticket.pictures, words));
    shown.picture = ticket.drawing;
    shown.tallest = tall;
    return shown;
}

}  // namespace harmony::kiosk
