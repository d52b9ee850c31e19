#pragma once

#include "admin/cli/desk.h"
#include "admin/intake.h"
#include "admin/office.h"

namespace harmony::admin {

/// What was erased before and came again goes again. Asks for the publisher's passphrase only when
/// there is something. Errors: those of opening the publisher's key and of `erase`.
[[nodiscard]] base::Result<void> erase_again(Desk& desk, Office& office, const IntakeTools& tools);

}  // namespace harmony::admin
