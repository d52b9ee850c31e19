#include "admin/cli/erase_again.h"

#include "admin/cli/open_office.h"
#include "admin/erasure.h"

namespace harmony::admin {

base::Result<void> erase_again(Desk& desk, Office& office, const IntakeTools& tools) {
    const std::vector<FoundRecord> records = came_again(office.store());
    if (records.empty()) {
        return {};
    }
    const auto publisher = open_publisher(office, desk);
    return publisher ? erase(office, records, sync::ErasureReason::withdrawn, *publisher, tools)
                     : publisher.error();
}

}  // namespace harmony::admin
