#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "admin/office.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "sync/courier.h"

namespace harmony::admin {

/// A file to be looked at: at the courier, or on the shelf of what was kept aside.
struct Candidate {
    base::KioskId kiosk;
    std::uint8_t cls = 1;
    std::uint64_t seq = 0;
    std::string name;
    std::optional<sync::ObjectName> object;  ///< at the courier
    base::Digest kept;                       ///< on the shelf, when there is no object
    bool on_shelf = false;                   ///< looked at after the same batch at the courier

    [[nodiscard]] auto order() const { return std::tie(kiosk, cls, seq, on_shelf, name); }

    /// A kiosk's word that it dropped a batch, in the place of that batch.
    [[nodiscard]] bool is_expiry_note() const {
        return object && object->kind() == sync::ObjectKind::expiry_note;
    }
};

/// What there is to be looked at.
struct Candidates {
    std::vector<Candidate> files;         ///< in the order of their streams
    std::vector<sync::ObjectName> notes;  ///< how kiosks say they are
    std::size_t ignored = 0;              ///< names that are none of ours
    std::size_t enrolment_requests = 0;   ///< of machines that are not in the list
    bool shelf_in_use = false;            ///< some of the files were kept aside
};

/// Whether the reason for which a file was kept aside may be gone by now.
[[nodiscard]] bool may_pass(const std::string& reason);

/// What lies at the courier, and what was kept aside for a reason that may pass. Errors: those of
/// listing.
[[nodiscard]] base::Result<Candidates> find_candidates(Office& office, sync::Courier& courier);

/// A file that is still being copied looks cut short; only one that stays so, for some tries and an
/// hour, is bad. Counts this try.
[[nodiscard]] bool half_written_too_long(db::OfficeStore& store,
                                         const std::string& name,
                                         base::Moment now);

}  // namespace harmony::admin
