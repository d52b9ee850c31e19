#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace harmony::admin::stats {

/// JSON whose members keep the order in which they were put in.
using Json = nlohmann::ordered_json;

/// The shortest decimal that reads back as `number`: "0.1", "12", "1e-10". No thousands separators.
/// REQUIRES: finite.
[[nodiscard]] std::string shortest(double number);

/// `number`, or null where it is not finite: OUT.json holds no NaN and no Infinity.
[[nodiscard]] Json json_number(double number);

/// As bytes: two spaces a level, lists of plain values on one line, numbers as `shortest()`, a line
/// end at the end. The same value gives the same bytes. REQUIRES: texts are UTF-8.
[[nodiscard]] std::string write_json(const Json& value);

}  // namespace harmony::admin::stats
