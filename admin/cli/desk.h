#pragma once

#include <memory>
#include <string>

#include "admin/cli/verb.h"
#include "admin/office.h"
#include "base/error.h"
#include "base/files.h"
#include "sync/courier.h"

namespace harmony::admin {

/// Opens the office that the command line names, and says so when a lost key would cost everything.
[[nodiscard]] base::Result<std::unique_ptr<Office>> open_office(Desk& desk);

/// The courier of an address such as `folder:/path`. Errors: refused (no such address).
[[nodiscard]] base::Result<std::unique_ptr<sync::Courier>> open_courier(const std::string& address,
                                                                        const base::OrgId& org,
                                                                        base::Files& files);

}  // namespace harmony::admin
