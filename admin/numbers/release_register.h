#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "admin/findings.h"
#include "admin/numbers/response_marks.h"
#include "base/error.h"
#include "db/office_store.h"
#include "summary/release_guard.h"
#include "summary/release_history.h"

// The register of releases: what was given out, so that nothing that is given out later can be
// taken from it to leave what a few people said (statistics specification, 9.7 and 15.4). It lies
// in the office's store, and so in every backup. An entry is never changed.

namespace harmony::admin {

/// One release, as the office keeps it.
struct ReleaseEntry {
    std::uint64_t number = 0;
    base::Day made{};
    std::string survey;
    std::string audience;  ///< "public" or "partner"
    std::string wave;      ///< its id; empty: all days
    bool closed = false;   ///< exact counts; else rounded
    std::uint64_t threshold = 10;
    std::uint64_t rounding = 1;
    std::string weighting;  ///< hash of the weighting file; empty: unweighted
    std::vector<std::string> groupings;
    std::map<std::string, std::uint64_t> printed;  ///< as readers see it
    summary::EarlierRelease kept;                  ///< exact, with what is hidden
    ResponseMarks marks;
    std::optional<std::string> withdrawn;  ///< the reason; then it is not compared with any more
};

/// All of them, oldest first. Errors: unreadable (then nothing can be released: an entry that
/// cannot be read could be what gives somebody away).
[[nodiscard]] base::Result<std::vector<ReleaseEntry>> load_releases(db::OfficeStore& store);

/// Errors: refused (another release got this number first: make it again), full.
[[nodiscard]] base::Result<void> keep_release(db::OfficeStore& store, const ReleaseEntry& entry);

/// Takes a release back: what readers still hold of it is no longer compared with. Noted with its
/// reason. Errors: absent, refused (it is withdrawn already).
[[nodiscard]] base::Result<void> withdraw_release(db::OfficeStore& store,
                                                  std::uint64_t number,
                                                  const std::string& reason,
                                                  base::Day today);

/// What stands in the way of a release, in a sentence each: "4 answers more than in the release of
/// 3 May 2026 ...".
[[nodiscard]] std::vector<std::string> guard_sentences(const ReleaseEntry& next,
                                                       const ReleaseEntry& before);

/// Numbers with the entry that will be kept of them.
struct PreparedRelease {
    Findings findings;
    ReleaseEntry entry;
};

/// Makes numbers that may be released beside all that are out: rounded while answers still come in,
/// audited together with the earlier ones, and refused where responses that came or went could be
/// told. Nothing is kept yet. Errors: as `find_out`; refused.
[[nodiscard]] base::Result<PreparedRelease> prepare_release(Office& office,
                                                            const FindingsOrder& order,
                                                            base::RandomSource& random);

/// Makes the numbers of release `number` once more, as it was made: beside the releases before it,
/// with `order.today` the day on which it was made. The same responses give the same numbers.
/// Errors: as above; absent (no such release).
[[nodiscard]] base::Result<PreparedRelease> rebuild_release(Office& office,
                                                            const FindingsOrder& order,
                                                            std::uint64_t number,
                                                            base::RandomSource& random);

}  // namespace harmony::admin
