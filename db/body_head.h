#pragma once

// Private to this room: what stands before the answers of a body (docs/formats/response.md).

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "base/ids.h"
#include "db/body_reader.h"

namespace harmony::db {

/// Views into the body.
struct BodyHead {
    base::FormName form;
    std::string_view language;
    std::optional<base::EngagementId> engagement;
    std::int32_t day = 0;
    std::uint8_t mode = 0;
    std::uint8_t band = 0;
};

/// Everything after the schema and before the answers. Errors: unreadable.
[[nodiscard]] base::Result<BodyHead> read_body_head(BodyReader& reader);

/// "a response body: {what}"
[[nodiscard]] base::Error bad_body(const char* what);

}  // namespace harmony::db
