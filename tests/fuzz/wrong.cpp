// A target that is wrong on purpose: the driver must find it.
#include <algorithm>
#include <cstdlib>

#include "target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 3 && std::count(data, data + size, '|') % 5 == 4) {
        std::abort();
    }
    return 0;
}
