#pragma once

#include <optional>

#include "base/bytes.h"
#include "base/ids.h"
#include "base/time.h"

namespace harmony::admin {

/// The head of a response up to its receipt (docs/formats/hk1.md, 7.2): read without its form.
struct ResponseHead {
    base::FormName form;
    base::Day day{};
    std::optional<base::ReceiptKey> receipt;  ///< nothing: it has none
};

/// Nothing when the body is no response.
[[nodiscard]] std::optional<ResponseHead> read_response_head(base::ByteView body);

}  // namespace harmony::admin
