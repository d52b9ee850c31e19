#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <filesystem>

#include "admin/cli/progress.h"
#include "admin/cli/verb.h"
#include "admin/map/drawing.h"
#include "admin/map/map_files.h"
#include "admin/map/picture_map.h"
#include "admin/shipped_assets.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t file_cap = std::size_t{64} << 20U;
constexpr std::size_t longest_id = 24;

/// `--point 120,80=453210,342870` and other lists of numbers.
std::optional<std::vector<double>> numbers_in(std::string_view text, std::size_t count) {
    std::vector<double> all;
    while (!text.empty()) {
        double value = 0;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (fault != std::errc()) {
            return std::nullopt;
        }
        all.push_back(value);
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (!text.empty() && text.front() != ',' && text.front() != '=') {
            return std::nullopt;
        }
        text.remove_prefix(text.empty() ? 0 : 1);
    }
    return all.size() == count ? std::optional(all) : std::nullopt;
}

/// `map`: a picture or outlines become the map of a pack.
class MapVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& map = *app.add_subcommand(
            "map",
            "Makes the map on which residents show a place, from a picture or from outlines");
        map.add_option(
               "FROM",
               from_,
               "A picture (PNG, JPEG), or GeoJSON files of streets, parks, water, buildings")
            ->required();
        map.add_option(
               "--out", out_, "The folder to write; what an older map left there is replaced")
            ->required();
        map.add_option("--id", id_, "A short name for its files: a-z, 0-9 and -")->required();
        map.add_option("--area-name", area_name_, "What the area is called: \"Tarnbeck\"")
            ->required();
        map.add_option("--attribution", attribution_, "Whose map it is; always shown with it")
            ->required();
        map.add_option("--places", places_, "A place list: name,label,kind,area,easting,northing");
        map.add_option("--coordinates", coordinates_, "Of GeoJSON that does not say: grid or wgs84")
            ->check(CLI::IsMember({"file", "grid", "wgs84"}));
        map.add_option("--box", box_, "Shows only WEST,SOUTH,EAST,NORTH (metres of the grid)");
        map.add_option("--nearest", nearest_, "Metres a pixel of the nearest level")
            ->check(CLI::Range(0.05, 50.0))
            ->capture_default_str();
        map.add_option(
            "--corner", corner_, "Of a picture: EASTING,NORTHING of its top left corner");
        map.add_option("--metres-per-px", metres_, "Of a picture: metres that a pixel is")
            ->check(CLI::Range(0.05, 50.0));
        map.add_option(
               "--point", points_, "Of a picture: X,Y=EASTING,NORTHING of a known point; twice")
            ->expected(1, 2);
        map.footer(
            "Examples:\n"
            "  harmony-admin map streets.geojson --places places.csv --id town --area-name Town "
            "\\\n"
            "      --attribution \"Contains OS data © Crown copyright 2026\" --out map\n"
            "  harmony-admin map plan.png --point 40,60=453210,342870 --point "
            "1800,1500=454970,341430 \\\n"
            "      --id town --area-name Town --attribution \"Town Council\" --out map");
        return map;
    }

    Result<Exit> run(Desk& desk) override {
        if (Result<void> fit = check_words(); !fit) {
            return fit.error();
        }
        if (Result<void> read = read_sources(desk.resources.files); !read) {
            return read.error();
        }
        const Result<MapSheet> sheet = make_sheet(desk.resources.files);
        if (!sheet) {
            return sheet.error();
        }
        return picture_ ? from_picture(desk.resources, *sheet)
                        : from_outlines(desk.resources, *sheet);
    }

private:
    Result<void> check_words() const {
        const bool plain =
            !id_.empty() && id_.size() <= longest_id &&
            std::all_of(id_.begin(), id_.end(), [](char at) {
                return (at >= 'a' && at <= 'z') || (at >= '0' && at <= '9') || at == '-';
            });
        if (!plain || id_.front() == '-') {
            return Error{
                ErrorKind::refused,
                fmt::format("--id {}: use a-z, 0-9 and -, at most {} letters", id_, longest_id)};
        }
        if (attribution_.size() > 200) {
            return Error{
                ErrorKind::refused,
                "--attribution is longer than 200 letters, and it has to stand on the map"};
        }
        return {};
    }

    Result<void> read_sources(base::Files& files) {
        const Coordinates meant = coordinates_ == "grid"    ? Coordinates::national_grid
                                  : coordinates_ == "wgs84" ? Coordinates::wgs84
                                                            : Coordinates::as_the_file_says;
        for (const std::string& name : from_) {
            const Result<base::Bytes> bytes = files.read(name, file_cap);
            if (!bytes) {
                return bytes.error().while_doing("reading " + name);
            }
            if (ui::picture_size(*bytes)) {
                if (picture_) {
                    return Error{ErrorKind::refused,
                                 "a map is made from one picture, not from two"};
                }
                Result<ui::SharedPicture> picture = ui::decode_picture(*bytes);
                if (!picture) {
                    return picture.error().while_doing(name);
                }
                picture_ = std::move(*picture);
                continue;
            }
            Result<Outlines> read = read_outlines(*bytes, name, meant);
            if (!read) {
                return read.error();
            }
            passed_over_ += read->passed_over;
            outlines_.insert(outlines_.end(), read->all.begin(), read->all.end());
        }
        if (!picture_ && outlines_.empty()) {
            return Error{ErrorKind::unreadable,
                         fmt::format("nothing in {} can be drawn. Features need a \"kind\" such as "
                                     "street, park, water, building, or the tags of OpenStreetMap",
                                     fmt::join(from_, ", "))};
        }
        return {};
    }

    Result<MapSheet> make_sheet(base::Files& files) const {
        MapSheet sheet{id_, area_name_, attribution_, {}, landmarks_of(outlines_)};
        for (const Outline& outline : outlines_) {
            if (outline.kind == OutlineKind::area && sheet.area.empty()) {
                sheet.area.assign(outline.lines.front().begin(), outline.lines.front().end() - 1);
            }
        }
        if (!places_.empty()) {
            const Result<base::Bytes> bytes = files.read(places_, file_cap);
            if (!bytes) {
                return bytes.error().while_doing("reading " + places_);
            }
            Result<std::vector<Landmark>> landmarks = read_landmarks(*bytes, places_, outlines_);
            if (!landmarks) {
                return landmarks.error();
            }
            sheet.landmarks = std::move(*landmarks);
        }
        return sheet;
    }

    Result<Lie> lie() const {
        if (!corner_.empty() && metres_ > 0) {
            const auto corner = numbers_in(corner_, 2);
            return corner ? Result<Lie>(Lie{{(*corner)[0], (*corner)[1]}, metres_})
                          : Result<Lie>(Error{ErrorKind::refused,
                                              "--corner must be EASTING,NORTHING, such as "
                                              "453210,342870"});
        }
        std::vector<KnownPoint> known;
        for (const std::string& text : points_) {
            const auto numbers = numbers_in(text, 4);
            if (!numbers) {
                return Error{ErrorKind::refused,
                             fmt::format("--point {} must be X,Y=EASTING,NORTHING, such as "
                                         "120,80=453210,342870",
                                         text)};
            }
            known.push_back({(*numbers)[0], (*numbers)[1], {(*numbers)[2], (*numbers)[3]}});
        }
        if (known.size() != 2) {
            return Error{ErrorKind::refused,
                         "a picture does not say where it is. Give --point twice, or --corner and "
                         "--metres-per-px"};
        }
        return lie_of(known[0], known[1]);
    }

    Result<GridBox> shown_box(const GridBox& whole) const {
        if (box_.empty()) {
            return whole;
        }
        const auto box = numbers_in(box_, 4);
        if (!box || (*box)[0] >= (*box)[2] || (*box)[1] >= (*box)[3]) {
            return Error{ErrorKind::refused,
                         "--box must be WEST,SOUTH,EAST,NORTH in metres, such as "
                         "452000,341000,456000,344000"};
        }
        return GridBox{{(*box)[0], (*box)[1]}, {(*box)[2], (*box)[3]}};
    }

    Result<Exit> from_outlines(Resources& resources, const MapSheet& sheet) {
        const Result<GridBox> box = shown_box(box_of(outlines_));
        const Result<MapPlan> plan = box ? plan_map(*box, nearest_) : Result<MapPlan>(box.error());
        if (!plan) {
            return plan.error();
        }
        auto text = ui::TextEngine::open(shipped_assets());
        if (!text) {
            return text.error();
        }
        MapDrawing drawing(outlines_, *plan, **text);
        return write(resources, sheet, *plan, [&](std::size_t level, int column, int row) {
            return drawing.tile(level, column, row);
        });
    }

    Result<Exit> from_picture(Resources& resources, const MapSheet& sheet) {
        const Result<Lie> lies = lie();
        if (!lies) {
            return lies.error();
        }
        const Result<MapPlan> plan = plan_map(box_of(*picture_, *lies), lies->metres_per_px);
        if (!plan) {
            return plan.error();
        }
        std::vector<base::Bytes> tiles;
        std::size_t cut = SIZE_MAX;
        return write(resources, sheet, *plan, [&](std::size_t level, int column, int row) {
            if (cut != level) {
                tiles = tiles_of(*picture_, *lies, plan->levels[level]);
                cut = level;
            }
            return tiles[static_cast<std::size_t>(row * plan->levels[level].columns + column)];
        });
    }

    template <typename TileOf>
    Result<Exit> write(Resources& resources, MapSheet sheet, const MapPlan& plan, TileOf tile_of) {
        if (sheet.area.empty()) {
            sheet.area = {plan.box.south_west,
                          {plan.box.north_east.easting, plan.box.south_west.northing},
                          plan.box.north_east,
                          {plan.box.south_west.easting, plan.box.north_east.northing}};
        }
        if (Result<void> clean = remove_old(resources.files); !clean) {
            return clean.error();
        }
        Progress progress(
            resources.terminal, resources.clock, "Drawing", static_cast<std::size_t>(plan.tiles()));
        std::size_t bytes = 0;
        std::size_t done = 0;
        for (std::size_t level = 0; level < plan.levels.size(); ++level) {
            for (int at = 0; at < plan.levels[level].columns * plan.levels[level].rows; ++at) {
                const int column = at % plan.levels[level].columns;
                const int row = at / plan.levels[level].columns;
                const MapFile tile{tile_name(sheet.id, level, column, row),
                                   tile_of(level, column, row)};
                bytes += tile.bytes.size();
                if (Result<void> kept = keep(resources.files, tile); !kept) {
                    return kept.error();
                }
                progress.show(++done);
            }
        }
        if (Result<void> kept = keep(resources.files, describe(sheet, plan)); !kept) {
            return kept.error();
        }
        say(resources.terminal, sheet, plan, bytes);
        return Exit::done;
    }

    Result<void> remove_old(base::Files& files) const {
        const auto names = files.list(out_);
        if (!names) {
            return names.error();
        }
        for (const std::string& name : *names) {
            const bool ours =
                name == id_ + ".json" || (name.starts_with(id_ + "-") && name.ends_with(".png"));
            if (!ours) {
                return Error{
                    ErrorKind::refused,
                    fmt::format("{} holds {}, which is no part of this map. Choose a folder "
                                "of its own",
                                out_,
                                name)};
            }
            if (Result<void> gone = files.remove(std::filesystem::path(out_) / name); !gone) {
                return gone.error();
            }
        }
        return {};
    }

    Result<void> keep(base::Files& files, const MapFile& file) const {
        const auto written = files.write(std::filesystem::path(out_) / file.name,
                                         file.bytes,
                                         base::IfPresent::replace,
                                         base::public_mode);
        return written ? Result<void>() : written.error().while_doing("writing the map");
    }

    void say(Terminal& terminal, const MapSheet& sheet, const MapPlan& plan, std::size_t bytes) {
        const auto outside = std::count_if(
            sheet.landmarks.begin(), sheet.landmarks.end(), [&](const Landmark& landmark) {
                const survey::GridPoint& at = landmark.points.front();
                return at.easting < plan.box.south_west.easting ||
                       at.easting > plan.box.north_east.easting ||
                       at.northing < plan.box.south_west.northing ||
                       at.northing > plan.box.north_east.northing;
            });
        if (passed_over_ > 0) {
            terminal.complain(fmt::format(
                "Note: {} features are nothing that this map draws, and were left out.\n",
                passed_over_));
        }
        if (outside > 0) {
            terminal.complain(
                fmt::format("Note: {} of the places lie outside the picture.\n", outside));
        }
        terminal.print(fmt::format(
            "Made the map {} in {}: {:.1f} by {:.1f} km, {} levels from {} to {} m a pixel, {} "
            "tiles, {} places, {:.1f} MB.\nName its folder in the content file: \"map\": \"...\"\n",
            sheet.id,
            out_,
            plan.box.width() / 1000,
            plan.box.height() / 1000,
            plan.levels.size(),
            plan.levels.front().metres_per_px,
            plan.levels.back().metres_per_px,
            plan.tiles(),
            sheet.landmarks.size(),
            static_cast<double>(bytes) / 1e6));
    }

    std::vector<std::string> from_;
    std::string out_;
    std::string id_;
    std::string area_name_;
    std::string attribution_;
    std::string places_;
    std::string coordinates_ = "file";
    std::string box_;
    std::string corner_;
    std::vector<std::string> points_;
    double nearest_ = 0.5;
    double metres_ = 0;
    std::vector<Outline> outlines_;
    ui::SharedPicture picture_;
    std::size_t passed_over_ = 0;
};

}  // namespace

std::unique_ptr<Verb> make_map_verb() {
    return std::make_unique<MapVerb>();
}

}  // namespace harmony::admin
