#pragma once

#include <memory>

#include "base/files.h"
#include "base/random.h"
#include "base/time.h"
#include "sync/courier.h"
#include "sync/store_address.h"

namespace harmony::sync {

/// What the couriers stand on; all must outlive them.
struct CourierParts {
    base::Files& files;
    base::RandomSource& random;
    const base::Clock& clock;
};

/// The courier of an address. `credentials` and `network` matter to stores on the network alone.
/// Refused when an S3 store has no credentials: nobody may write there without.
[[nodiscard]] base::Result<std::unique_ptr<Courier>> open_courier(const StoreAddress& address,
                                                                  const base::OrgId& org,
                                                                  const CourierParts& parts,
                                                                  const Credentials& credentials,
                                                                  const NetworkOptions& network);

}  // namespace harmony::sync
