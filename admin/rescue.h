#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "admin/office.h"
#include "base/error.h"
#include "base/files.h"
#include "base/time.h"
#include "sync/courier.h"

namespace harmony::admin {

/// What could be got out of a dead kiosk's folder.
struct Rescued {
    std::size_t batches = 0;            ///< as the kiosk signed them
    std::size_t loose = 0;              ///< answers and sign-ups that it had in no package yet
    std::size_t unproved = 0;           ///< of these, left out because the machine's key is missing
    std::vector<std::string> troubles;  ///< what could not be read, a sentence each
};

/// Reads the state folder of a kiosk that no longer runs, without changing it: a copy is made in
/// `scratch`. Everything found is put under its name at `place`, from where the intake takes it as
/// from a stick; records in no package become one, signed with the machine's own key, flagged as
/// forced and last. Errors: absent (nothing of a kiosk is there), refused (a kiosk that is not in
/// the list), those of the disk.
[[nodiscard]] base::Result<Rescued> rescue(Office& office,
                                           const std::filesystem::path& folder,
                                           const std::filesystem::path& scratch,
                                           base::Files& files,
                                           sync::Courier& place,
                                           base::Day today);

}  // namespace harmony::admin
