#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace harmony::survey {

/// JSON text by RFC 8785: keys sorted by UTF-16 code units, no white space, shortest escapes.
/// REQUIRES: only objects, arrays, strings, whole numbers, true, false and null.
[[nodiscard]] std::string canonical_json(const nlohmann::json& value);

}  // namespace harmony::survey
