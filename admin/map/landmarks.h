#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "admin/map/outlines.h"
#include "base/bytes.h"
#include "base/error.h"

namespace harmony::admin {

/// A place by which residents say where something is.
struct Landmark {
    std::string name;
    std::string label;
    std::string kind;
    std::string area;
    std::vector<survey::GridPoint> points;  ///< one, or those of a street's line

    bool operator==(const Landmark&) const = default;
};

/// Reads a place list: CSV with the columns name, label, kind, area, easting, northing. Rows
/// without coordinates ("I live somewhere else") are no landmarks; a name in several rows has
/// several points. A street of `outlines` with the same label lends its line.
///
/// Errors: unreadable, with the line and what to do.
[[nodiscard]] base::Result<std::vector<Landmark>> read_landmarks(
    base::ByteView bytes, std::string_view file, const std::vector<Outline>& outlines);

/// The named streets, parks and places of the outlines, where there is no place list.
[[nodiscard]] std::vector<Landmark> landmarks_of(const std::vector<Outline>& outlines);

}  // namespace harmony::admin
