#pragma once

#include <filesystem>
#include <string_view>

#include "base/ids.h"

namespace harmony::kiosk {

/// Where everything that this kiosk keeps lies, below `--data DIR`.
struct StateFolder {
    std::filesystem::path root;

    [[nodiscard]] std::filesystem::path keys() const { return root / "keys.hkl"; }

    /// In production /run/harmony-kiosk, which a power cycle empties.
    [[nodiscard]] std::filesystem::path pool() const { return root / "run" / "pool"; }

    /// The sealed list of names for the door, when the office sent one.
    [[nodiscard]] std::filesystem::path roster() const { return root / "roster.hkr"; }

    [[nodiscard]] std::filesystem::path packs() const { return root / "packs"; }

    /// What the courier shall take away; it can write nothing here.
    [[nodiscard]] std::filesystem::path spool_out() const { return root / "spool" / "out"; }

    /// What the courier brought: everything in it is a stranger's.
    [[nodiscard]] std::filesystem::path spool_in() const { return root / "spool" / "in"; }
};

}  // namespace harmony::kiosk
