#pragma once

#include <cstdint>
#include <string>

#include "admin/office.h"
#include "base/error.h"
#include "base/time.h"
#include "sync/courier.h"

namespace harmony::admin {

/// What is allowed on one kiosk, once, until a day.
struct TokenOrder {
    std::string label;
    std::uint8_t actions = 0;  ///< of `sync::token_action`
    base::Day last_day{};
};

/// Signs a token and puts it where the kiosk fetches; its name. Errors: absent (no kiosk of that
/// label), refused (nothing is allowed by it, its day is over or more than 31 days away), those of
/// the courier.
[[nodiscard]] base::Result<sync::ObjectName> issue_token(Office& office,
                                                         const TokenOrder& order,
                                                         const sync::SignKeyPair& publisher,
                                                         sync::Courier& courier,
                                                         base::Day today);

}  // namespace harmony::admin
