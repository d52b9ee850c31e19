#pragma once

#include <string>

namespace harmony::kiosk {

/// What a machine that is not set up shows beside its words; empty: nothing yet.
struct SetUpCode {
    std::string code;    ///< "HE1:" and Base45: the request itself
    std::string digits;  ///< "1760 5481 5132"

    bool operator==(const SetUpCode&) const = default;
};

}  // namespace harmony::kiosk
