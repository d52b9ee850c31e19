#include "admin/map/landmarks.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>

#include "survey/reading/csv.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using survey::CsvRecord;
using survey::GridPoint;

bool is_street(const Outline& outline) {
    return outline.kind == OutlineKind::street || outline.kind == OutlineKind::main_street ||
           outline.kind == OutlineKind::path;
}

double length_of(const std::vector<GridPoint>& line) {
    double length = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        length += std::hypot(line[i + 1].easting - line[i].easting,
                             line[i + 1].northing - line[i].northing);
    }
    return length;
}

/// The longest line of that name; nothing when there is none.
const std::vector<GridPoint>* street_line(const std::vector<Outline>& outlines,
                                          const std::string& label) {
    const std::vector<GridPoint>* found = nullptr;
    for (const Outline& outline : outlines) {
        if (!is_street(outline) || outline.name != label) {
            continue;
        }
        for (const auto& line : outline.lines) {
            if (found == nullptr || length_of(line) > length_of(*found)) {
                found = &line;
            }
        }
    }
    return found;
}

/// Where the columns of the list stand.
struct Columns {
    std::size_t name = 0;
    std::size_t label = 0;
    std::optional<std::size_t> kind;
    std::optional<std::size_t> area;
    std::size_t easting = 0;
    std::size_t northing = 0;
};

std::optional<std::size_t> column(const CsvRecord& header, std::string_view name) {
    const auto at = std::find(header.cells.begin(), header.cells.end(), name);
    return at == header.cells.end() ? std::nullopt
                                    : std::optional<std::size_t>(at - header.cells.begin());
}

Result<Columns> columns_of(const CsvRecord& header, std::string_view file) {
    Columns columns;
    const std::pair<const char*, std::size_t*> needed[] = {{"name", &columns.name},
                                                           {"label", &columns.label},
                                                           {"easting", &columns.easting},
                                                           {"northing", &columns.northing}};
    for (const auto& [name, place] : needed) {
        const auto at = column(header, name);
        if (!at) {
            return Error{
                ErrorKind::unreadable,
                fmt::format("{}: line 1 has no column \"{}\". A place list has the columns "
                            "name, label, kind, area, easting, northing",
                            file,
                            name)};
        }
        *place = *at;
    }
    columns.kind = column(header, "kind");
    columns.area = column(header, "area");
    return columns;
}

std::string cell(const CsvRecord& record, std::optional<std::size_t> at) {
    return at && *at < record.cells.size() ? record.cells[*at] : std::string();
}

std::optional<double> number(const std::string& text) {
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                    : std::nullopt;
}

/// The point of a row; nothing when it has none.
Result<std::optional<GridPoint>> point_of(const CsvRecord& record,
                                          const Columns& columns,
                                          std::string_view file) {
    const std::string east = cell(record, columns.easting);
    const std::string north = cell(record, columns.northing);
    if (east.empty() && north.empty()) {
        return std::optional<GridPoint>();
    }
    const auto easting = number(east);
    const auto northing = number(north);
    const bool inside = easting && northing && *easting >= 0 && *easting <= survey::grid_east &&
                        *northing >= 0 && *northing <= survey::grid_north;
    if (!inside) {
        return Error{ErrorKind::unreadable,
                     fmt::format("{}: line {}: \"{}\", \"{}\" are no easting and northing. Write "
                                 "metres of the National Grid such as 453210 and 342870, or leave "
                                 "both cells empty",
                                 file,
                                 record.line,
                                 east,
                                 north)};
    }
    return std::optional<GridPoint>({*easting, *northing});
}

std::string slug(std::string_view label) {
    std::string name;
    for (const char at : label) {
        const char lower = at >= 'A' && at <= 'Z' ? static_cast<char>(at - 'A' + 'a') : at;
        const bool plain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
        if (plain) {
            name += lower;
        } else if (!name.empty() && name.back() != '_') {
            name += '_';
        }
    }
    return name;
}

}  // namespace

Result<std::vector<Landmark>> read_landmarks(base::ByteView bytes,
                                             std::string_view file,
                                             const std::vector<Outline>& outlines) {
    const auto read = survey::read_csv(bytes, survey::data_limits);
    if (const auto* fault = std::get_if<survey::CsvFault>(&read)) {
        return Error{
            ErrorKind::unreadable,
            fmt::format("{}: line {}: {}. {}", file, fault->line, fault->what, fault->mend)};
    }
    const auto& records = std::get<std::vector<CsvRecord>>(read);
    if (records.empty()) {
        return Error{ErrorKind::unreadable, fmt::format("{} is empty", file)};
    }
    const Result<Columns> columns = columns_of(records.front(), file);
    if (!columns) {
        return columns.error();
    }
    std::vector<Landmark> all;
    for (auto record = records.begin() + 1; record != records.end(); ++record) {
        const Result<std::optional<GridPoint>> point = point_of(*record, *columns, file);
        if (!point) {
            return point.error();
        }
        const std::string name = cell(*record, columns->name);
        const std::string label = cell(*record, columns->label);
        if (!*point) {
            continue;
        }
        if (name.empty() || label.empty()) {
            return Error{
                ErrorKind::unreadable,
                fmt::format("{}: line {}: a place needs a name and a label", file, record->line)};
        }
        const auto same = std::find_if(
            all.begin(), all.end(), [&](const Landmark& one) { return one.name == name; });
        if (same != all.end()) {
            same->points.push_back(**point);
            continue;
        }
        all.push_back(
            {name, label, cell(*record, columns->kind), cell(*record, columns->area), {}});
        const std::vector<GridPoint>* line = street_line(outlines, label);
        all.back().points = line != nullptr ? *line : std::vector<GridPoint>{**point};
    }
    return all;
}

std::vector<Landmark> landmarks_of(const std::vector<Outline>& outlines) {
    std::vector<Landmark> all;
    std::set<std::string> names;
    for (const Outline& outline : outlines) {
        const std::string name = slug(outline.name);
        if (name.empty() || outline.kind == OutlineKind::area || !names.insert(name).second) {
            continue;
        }
        Landmark landmark{name, outline.name, std::string(name_of(outline.kind)), "", {}};
        if (is_street(outline)) {
            landmark.kind = "street";
            landmark.points = *street_line(outlines, outline.name);
        } else {
            const GridBox box = box_of({outline});
            landmark.points = {{(box.south_west.easting + box.north_east.easting) / 2,
                                (box.south_west.northing + box.north_east.northing) / 2}};
        }
        all.push_back(std::move(landmark));
    }
    return all;
}

}  // namespace harmony::admin
