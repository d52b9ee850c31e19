// harmony-kiosk: the resident's program.
#include <malloc.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <exception>

#include "kiosk/app.h"
#include "kiosk/command_line.h"
#include "kiosk/program.h"

namespace {

/// No core dumps, no debugger, and, where the system lets us, nothing of a resident in swap. Pages
/// are locked once they are touched; a small limit would make later allocations fail, so then it is
/// left to the service's settings.
void keep_memory_to_ourselves() {
    ::prctl(PR_SET_DUMPABLE, 0);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    rlimit locked{};
    const bool known = ::getrlimit(RLIMIT_MEMLOCK, &locked) == 0;
    if (::geteuid() == 0 || (known && locked.rlim_cur == RLIM_INFINITY)) {
        ::mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT);
    }
}

/// Frames and pictures go back to the system when they are let go, instead of leaving holes.
void keep_memory_small() {
    constexpr int large = 128 * 1024;
    ::mallopt(M_MMAP_THRESHOLD, large);
}

}  // namespace

int main(int argc, char** argv) {
    const harmony::kiosk::ParsedLine parsed = harmony::kiosk::parse_command_line(argc, argv);
    if (parsed.exit) {
        return *parsed.exit;
    }
    keep_memory_small();
    if (parsed.line.script.empty() &&
        parsed.line.demo.empty()) {  // a script looks for left-overs in its own memory
        keep_memory_to_ourselves();
    }
    harmony::base::StderrLog log;
    try {
        return harmony::kiosk::run_program(parsed.line, log);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "harmony-kiosk: %s. It must be started again.\n", fault.what());
        ::_exit(harmony::kiosk::exit_code::failed_save);
    }
}
