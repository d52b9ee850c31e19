#pragma once

#include "survey/import.h"

namespace harmony::fuzz {

/// What must hold of every import, whatever was given: each message says what and how to mend it,
/// and a survey without an error is a form that can be loaded and answered. Throws otherwise.
void check_imported(const survey::Imported& imported);

}  // namespace harmony::fuzz
