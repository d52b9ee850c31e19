#pragma once

#include "base/error.h"

namespace harmony::db {

/// The disk or the file under a store failed (any I/O error, a damaged page, not a database).
///
/// Thrown, because nothing that is in memory may be trusted to be on the disk any more: show the
/// person what the screen text for it says, then `_exit(13)`. The store makes no further call on
/// that connection and does not close it, not even in its destructor; the next start opens the file
/// afresh with its pages dropped from the cache (docs/formats/journal.md, Failure).
class StoreFailed : public base::BrokenPromise {
public:
    using base::BrokenPromise::BrokenPromise;
};

/// What the program ends with after `StoreFailed`; the service starts it again.
inline constexpr int store_failed_exit = 13;

}  // namespace harmony::db
