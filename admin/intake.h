#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "admin/fact_seal.h"
#include "admin/office.h"
#include "admin/receipt_search.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "db/response_stage.h"
#include "sync/batch_check.h"
#include "sync/courier.h"
#include "sync/wraps.h"

namespace harmony::admin {

/// What one run of the intake brought from one kiosk.
struct KioskIntake {
    std::size_t batches = 0;  ///< taken in now
    std::size_t known = 0;    ///< were in the store already
    std::size_t waiting = 0;  ///< kept until an earlier one comes
    std::size_t refused = 0;
    db::OpenedCounts records;             ///< of the batches taken in now
    std::optional<base::Day> newest_cut;  ///< of all batches in the store

    bool operator==(const KioskIntake&) const = default;
};

/// A file that was not taken in, and why.
struct RefusedFile {
    std::string name;     ///< where it lay
    std::string verdict;  ///< "badsig", ...
    std::string sentence;
    std::optional<base::KioskId> kiosk;  ///< as it claims

    bool operator==(const RefusedFile&) const = default;
};

/// Batches that wait because an earlier one has not come.
struct Gap {
    db::StreamKey stream;
    std::uint64_t missing = 0;  ///< the first that has not come
    std::size_t waiting = 0;

    bool operator==(const Gap&) const = default;
};

/// Everything one run did.
struct IntakeReport {
    std::map<base::KioskId, KioskIntake> kiosks;
    std::vector<RefusedFile> refused;
    std::vector<Gap> gaps;
    std::vector<std::string> alarms;         ///< sentences about what a person must look into
    std::vector<base::KioskId> cloned;       ///< kiosks whose stream has two branches, found now
    std::vector<FoundRecord> erased_before;  ///< came again, and are to be erased again
    std::size_t enrolment_requests = 0;
    std::size_t ignored = 0;                 ///< names that are none of ours
    std::size_t newer = 0;                   ///< batches that need a newer Harmony
    std::optional<base::Error> interrupted;  ///< the way broke; what came before is kept

    bool operator==(const IntakeReport&) const = default;
};

/// What an intake needs besides the office.
struct IntakeTools {
    const sync::KeyRing& ring;        ///< opens records
    const db::StageContext& context;  ///< decodes them
    base::Moment now;
    base::Day today{};
    std::function<void(std::size_t done, std::size_t total)>
        step;                         ///< hears of progress; may be empty
    const FactSeal* facts = nullptr;  ///< seals facts for their table; without it they are put
                                      ///< there when they are first read
};

/// Fetches every batch that lies at the courier, checks each (docs/formats/hk1.md, 11.1), keeps
/// aside what is wrong and takes in what is right: once, whole, in the order of its stream.
///
/// A bad file never stops the run. What was kept aside for a reason that may pass (a gap, a kiosk
/// that was not enrolled yet) is tried again. Errors: full, unreachable (no stick) before anything
/// was taken in; a courier that fails part of the way ends the run with `interrupted`.
[[nodiscard]] base::Result<IntakeReport> take_in(Office& office,
                                                 sync::Courier& courier,
                                                 const IntakeTools& tools);

}  // namespace harmony::admin
