#pragma once

#include <functional>
#include <string_view>

#include "base/bytes.h"
#include "base/ids.h"

namespace harmony::events {

/// H(name, message) of docs/formats/hk1.md, 2: handed in, since this room knows no cryptography.
using NamedHash = std::function<base::Digest(std::string_view name, base::ByteView message)>;

}  // namespace harmony::events
