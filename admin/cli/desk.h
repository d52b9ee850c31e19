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

/// How an address of a store is written, for the help of options.
inline constexpr const char* store_words =
    "folder:/path, usb:/path, https://host/folder or s3:https://host/bucket";

/// The courier of an address. A store on the network is opened with what `courier secret` keeps for
/// it, which asks for the passphrase. Errors: refused (no such address), and those of the keys.
[[nodiscard]] base::Result<std::unique_ptr<sync::Courier>> open_courier(const std::string& address,
                                                                        Office& office,
                                                                        Desk& desk);

/// The key that signs what kiosks believe; asks for the passphrase unless it is known already.
[[nodiscard]] base::Result<sync::SignKeyPair> open_publisher(Office& office, Desk& desk);

}  // namespace harmony::admin
