#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "kiosk/outbox.h"
#include "sync/crypto.h"

namespace harmony::kiosk {

/// What the code on `staff.knows` says: which machine, which program and content, when, how many
/// (docs/formats/status-code.md). Counts and names of faults; no word of a resident.
struct StatusNote {
    base::KioskId kiosk;
    base::Moment when{};
    std::string version;     ///< of the program: "0.1.0"
    std::string program;     ///< first 16 letters of the hash of its file; empty: not known
    std::uint64_t pack = 0;  ///< version of the content
    OutboxCounts counts;
    std::vector<std::string> faults;  ///< names of those that stand
};

/// The text of the code, signed by the kiosk.
[[nodiscard]] std::string status_code(const StatusNote& note, const sync::SignKeyPair& key);

}  // namespace harmony::kiosk
