#pragma once

#include "base/error.h"
#include "base/files.h"
#include "base/random.h"
#include "kiosk/backing.h"
#include "kiosk/command_line.h"

namespace harmony::kiosk {

/// The calls that end at once: `--enrol-request`, `--welcome`, `--count`. Says on standard output
/// what a person must compare or know. Errors are sentences for that person.
[[nodiscard]] base::Result<void> run_set_up(const CommandLine& line,
                                            KioskBacking& backing,
                                            base::Files& files,
                                            base::RandomSource& random);

/// `--unsent`: prints how many records the office has not acknowledged, of every kind. Opens the
/// journal alone: it works without keys and content, and touches neither pool nor spool. Errors:
/// those of opening the journal.
[[nodiscard]] base::Result<void> say_unsent(const CommandLine& line);

}  // namespace harmony::kiosk
