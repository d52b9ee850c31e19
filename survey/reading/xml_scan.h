#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace harmony::survey {

/// What a UTF-8 XML text holds that is refused before it is parsed; nothing when it is fine.
[[nodiscard]] std::optional<std::string> forbidden_in_xml(std::string_view text);

}  // namespace harmony::survey
