#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "admin/intake.h"
#include "admin/office.h"

namespace harmony::admin {

/// What an audit looked at, and what it found; nothing found is the good outcome.
struct AuditReport {
    std::size_t streams = 0;
    std::size_t batches = 0;
    std::size_t adopted = 0;           ///< files that an officer took in by themselves
    std::size_t erasures = 0;          ///< notes of this office that it rewrote a batch
    std::vector<std::string> remarks;  ///< what was decided, and is no finding
    std::uint64_t records = 0;
    std::uint64_t responses = 0;  ///< rows of the tables that reports count
    std::vector<std::string>
        findings;  ///< a sentence each, with kiosk and batch, or survey and column
};

/// Computes everything again from what kiosks signed (docs/formats/hk1.md, 11.7): signatures,
/// digests, the chain, totals, counts, and every column of every table, which is made anew in a
/// copy of the store in `scratch` and compared. Changes nothing. Errors: full, unreachable.
[[nodiscard]] base::Result<AuditReport> audit(Office& office,
                                              const IntakeTools& tools,
                                              const std::filesystem::path& scratch);

/// Adds a finding for every table and column of `mine` that is not as in `right`; counts the
/// responses of `right`.
void compare_tables(db::OfficeStore& right, db::OfficeStore& mine, AuditReport& report);

}  // namespace harmony::admin
