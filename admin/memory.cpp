#include "admin/memory.h"

#include <malloc.h>

namespace harmony::admin {

void keep_freed_memory() {
    // Both must be set: setting one stops glibc from adjusting the other by itself.
    ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
    ::mallopt(M_TRIM_THRESHOLD, 256 << 20);
}

}  // namespace harmony::admin
