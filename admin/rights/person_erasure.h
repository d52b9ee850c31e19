#pragma once

#include <set>
#include <vector>

#include "admin/erasure.h"
#include "admin/office_facts.h"
#include "admin/rights/erased_list.h"
#include "admin/rights/subject_records.h"
#include "base/files.h"
#include "base/random.h"

namespace harmony::admin {

/// What erasing people needs.
struct Eraser {
    Office& office;
    const sync::KeyRing& ring;  ///< opens answers and contacts
    const sync::SignKeyPair& publisher;
    const IntakeTools& tools;
    base::Files& files;
    base::RandomSource& random;
};

/// Erases people for good: a tombstone each (`erased`), so that nothing of them counts whenever it
/// comes again; then every record about them, in every batch, and the answers that their reports
/// of little things came as; and the list beside the store, so that an older backup cannot bring
/// them back. Doing it again changes nothing; after an error, do it again.
///
/// Returns how many records went. Errors: those of the store, of facts and of files.
[[nodiscard]] base::Result<std::size_t> erase_people(const Eraser& eraser,
                                                     const std::set<events::SubjectId>& people);

/// Takes out single records, and puts them on the list. Errors: as above.
[[nodiscard]] base::Result<void> erase_records(const Eraser& eraser,
                                               const std::vector<SubjectRecord>& records,
                                               sync::ErasureReason reason);

/// Does in a restored office what was erased since its backup. Nothing when all of the list is
/// known. Returns how many records went.
[[nodiscard]] base::Result<std::size_t> apply_erased(const Eraser& eraser);

}  // namespace harmony::admin
