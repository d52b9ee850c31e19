#pragma once

#include <cstddef>
#include <vector>

#include "admin/authoring/event_shelf.h"
#include "base/error.h"
#include "base/time.h"
#include "db/office_store.h"
#include "events/fold.h"
#include "sync/wraps.h"

namespace harmony::admin {

/// What was said of sign-ups, requests, cases and complaints, as far as it can be opened here.
struct OfficeFacts {
    std::vector<events::KnownFact> facts;
    std::size_t locked = 0;  ///< records that no key of this office opens
};

/// Opens every stored batch of the contact class. Nothing of it is written anywhere: the batches
/// stay the truth, and names rest sealed.
[[nodiscard]] OfficeFacts read_facts(db::OfficeStore& store, const sync::KeyRing& ring);

/// What facts come to, with what the office says of its dates. Errors: refused (an event of the
/// office that does not expand).
[[nodiscard]] base::Result<events::State> office_state(const EventShelf& shelf,
                                                       const OfficeFacts& facts,
                                                       base::Moment now);

}  // namespace harmony::admin
