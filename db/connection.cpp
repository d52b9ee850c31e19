#include "db/connection.h"

#include "db/failure.h"

namespace harmony::db {

bool Statement::next() {
    const base::Result<bool> stepped = run_->step();
    if (stepped) {
        return *stepped;
    }
    if (run_->lost()) {
        throw TransactionLost(stepped.error().message);
    }
    if (stepped.error().kind == base::ErrorKind::unreachable) {
        throw StoreFailed(stepped.error().message);
    }
    throw base::BrokenPromise("reading a store: " + stepped.error().message);
}

}  // namespace harmony::db
