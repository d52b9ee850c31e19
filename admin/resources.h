#pragma once

#include "admin/cli/terminal.h"
#include "base/files.h"
#include "base/log.h"
#include "base/random.h"
#include "base/time.h"

namespace harmony::admin {

/// What `main` made and hands down: the only ways to time, chance, disk and person.
struct Resources {
    const base::Clock& clock;
    base::RandomSource& random;
    base::Files& files;
    Terminal& terminal;
    base::Log& log;
};

}  // namespace harmony::admin
