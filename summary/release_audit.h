#pragma once

// Private to this room: the last step before anything is published.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "summary/decide.h"
#include "summary/publishable.h"
#include "summary/release.h"

namespace harmony::summary {

/// A table that must not be published as it is.
struct LeakingTable {
    std::string question;  ///< empty: the responses by groups
    std::string grouping;  ///< empty: the question's own table
};

/// The proof that the tables of a release were audited. Made by `audit_release()` alone.
class PassedAudit {
public:
    PassedAudit(const PassedAudit&) = default;
    PassedAudit& operator=(const PassedAudit&) = default;
    PassedAudit(PassedAudit&&) = default;
    PassedAudit& operator=(PassedAudit&&) = default;
    ~PassedAudit() = default;

private:
    friend class ReleaseAudit;
    PassedAudit() = default;
};

/// What the audit says: a proof, or what leaks.
struct ReleaseVerdict {
    std::optional<PassedAudit> passed;
    std::optional<LeakingTable> leak;
    std::optional<EarlierRelease> kept;  ///< with a proof: what the office keeps of this release
};

/// Reads back what `published` prints and attacks all of it together. `tables` are what it was made
/// from. A release with too many linked numbers is told to leave out the last grouping, in
/// the order of `tables`. Errors: refused (tables that contradict each other; too many numbers
/// without a grouping).
[[nodiscard]] base::Result<ReleaseVerdict> audit_release(
    const std::vector<PublishedTable>& published,
    std::span<const Table> tables,
    const UnitsByGrouping& units,
    const Scope& scope);

}  // namespace harmony::summary
