#pragma once

#include <string>

#include "base/time.h"
#include "events/fact_kinds.h"

namespace harmony::admin {

/// The proof of a request that somebody takes along (design of events, 13). It holds no reason and
/// no name: whoever finds it learns that somebody will be rung up.
struct Slip {
    std::string organisation;
    std::string number;   ///< the receipt, "4829 1736 5191"
    std::string service;  ///< whom it is with
    std::string phone;    ///< of the service; may be empty
    base::Day due{};      ///< by when somebody gets in touch
    base::Day today{};
};

/// The slip as a page of HTML that prints on A6; nothing is fetched for it.
[[nodiscard]] std::string slip_page(const Slip& slip);

}  // namespace harmony::admin
