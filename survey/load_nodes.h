#pragma once

#include "survey/form.h"
#include "survey/json_reading.h"

namespace harmony::survey {

/// The texts under a key, by language. Throws `Unreadable`.
[[nodiscard]] Wording read_wording_json(JsonReading& from, const char* key);

/// Reads a node of a compiled form and puts it behind the others; a data file it names becomes a
/// list without choices. Throws `Unreadable`.
void read_node_json(const nlohmann::json& value, FormContent& content);

inline constexpr std::size_t max_nodes = 10'000;

}  // namespace harmony::survey
