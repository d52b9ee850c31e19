#pragma once

#include <string>
#include <vector>

#include "kiosk/outbox.h"
#include "kiosk/words.h"

namespace harmony::kiosk {

/// A line of a page of facts: what, and how much.
struct StatusLine {
    std::string key;  ///< of the phrase, without the page's own part
    std::string value;

    bool operator==(const StatusLine&) const = default;
};

/// What the page "What this machine knows" says (kiosk.md 4.8), as far as the machine can tell: an
/// empty value is shown as "none yet".
[[nodiscard]] std::vector<StatusLine> machine_facts(const OutboxCounts& counts,
                                                    const std::string& organisation,
                                                    const std::string& version,
                                                    const Words& words);

}  // namespace harmony::kiosk
