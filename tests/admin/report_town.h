#pragma once

#include <string>
#include <vector>

#include "admin/town.h"

namespace harmony::tests {

/// What happens in a `ReportTown`.
struct TownPlan {
    std::vector<std::string> surveys;  ///< form ids of shipped surveys
    std::size_t answers = 0;           ///< to each of them
    std::size_t engagements = 12;      ///< half of them in the first wave, half in the second
    std::size_t different = 2'000;     ///< at most so many different people: the others are twins
    std::size_t kiosks = 1;
};

/// A town in which residents answered shipped surveys at random, at engagements in two quarters of
/// 2026 (January to March, April to June). Today is 30 June 2026.
struct ReportTown : Town {
    explicit ReportTown(const TownPlan& plan);

    /// `report NAME ...` into the folder "out-NAME"; the files by name. REQUIRES: it works.
    std::map<std::string, std::string> report(const std::string& name,
                                              std::vector<std::string> words);

private:
    void publish_shipped(const TownPlan& plan);
    void answer(const std::string& survey, const TownPlan& plan, std::vector<FakeKiosk>& kiosks);
};

}  // namespace harmony::tests
