#pragma once

#include <string>
#include <vector>

#include "admin/intake.h"
#include "admin/office.h"
#include "base/error.h"
#include "db/office_values.h"

namespace harmony::admin {

// What an officer may do with files that were kept aside (docs/formats/hk1.md, 11.1). Whatever is
// done is written down with its reason.

/// The file kept aside whose digest begins like this. Errors: absent, refused (several do, or fewer
/// than six letters).
[[nodiscard]] base::Result<db::Quarantined> kept_aside(db::OfficeStore& store,
                                                       const std::string& beginning);

/// What can be said of such a file without taking it in.
struct AsideView {
    std::uint64_t seq = 0;
    base::Day cut_day{};
    std::size_t records = 0;
    std::size_t known = 0;   ///< are in the store already
    db::OpenedCounts fresh;  ///< what became of the others when they were opened
};

/// Errors: unreadable (it is no batch).
[[nodiscard]] base::Result<AsideView> inspect(Office& office,
                                              const db::Quarantined& file,
                                              const IntakeTools& tools);

/// Takes a file in after all: its records count, but for those that are known; its chain does not
/// go on. Errors: refused (nobody can say who made it; or it needs another remedy, which the
/// sentence names), those of the store.
[[nodiscard]] base::Result<AsideView> adopt(Office& office,
                                            const db::Quarantined& file,
                                            const std::string& reason,
                                            const IntakeTools& tools);

/// The kiosk of this file was reinstalled, and an officer knows it: its new chain is its own.
/// Errors: refused (the file waits for another reason), those of the list of kiosks.
[[nodiscard]] base::Result<void> confirm_instance(Office& office,
                                                  const db::Quarantined& file,
                                                  const std::string& reason,
                                                  const sync::SignKeyPair& publisher,
                                                  base::Day today);

/// An officer no longer waits for what never came from this kiosk: what waits behind it goes in
/// with the next sync. Answers how many gaps were closed. Errors: absent (there is none).
[[nodiscard]] base::Result<std::size_t> accept_gaps(Office& office,
                                                    const sync::RegisteredKiosk& kiosk,
                                                    const std::string& reason,
                                                    base::Day today);

}  // namespace harmony::admin
