#pragma once

#include <cstdint>
#include <vector>

#include "summary/proportion.h"

// Units of a survey for the tests of estimators, written down or drawn.

namespace harmony::testing {

/// One answer a unit, with its engagement, wave and weight.
struct SurveyUnits {
    std::vector<std::uint32_t> level;
    std::vector<std::uint32_t> psu;
    std::vector<std::uint32_t> stratum;
    std::vector<double> weight;

    [[nodiscard]] summary::Design design() const {
        summary::DesignColumns columns;
        columns.units = level.size();
        columns.weight = weight;
        columns.psu = psu;
        columns.stratum = stratum;
        return summary::make_design(columns);
    }

    /// Every unit that lies in the design.
    [[nodiscard]] std::vector<std::uint32_t> everybody() const {
        std::vector<std::uint32_t> units;
        for (std::uint32_t unit = 0; unit < level.size(); ++unit) {
            if (weight.empty() || weight[unit] > 0) {
                units.push_back(unit);
            }
        }
        return units;
    }
};

}  // namespace harmony::testing
