#pragma once

#include <filesystem>

#include "sim_office.h"

namespace harmony::tests::sim {

/// I10: everything that ever lay where the office fetches is taken in again by two new offices, by
/// one in order and in one go, by the other shuffled, in portions, by two officers who meet. They
/// must come to the same, and where nobody disputes what a kiosk sent, to what `office` came to.
void check_any_order(const Surroundings& around,
                     const std::filesystem::path& folder,
                     SimOffice& office,
                     Stick::Files files);

}  // namespace harmony::tests::sim
