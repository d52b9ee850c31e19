#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "conformance/run_case.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HARMONY_SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HARMONY_SANITIZED
#endif

namespace harmony::conformance {

/// Whether memory can be limited: sanitizers reserve terabytes of addresses.
#ifdef HARMONY_SANITIZED
inline constexpr bool limits_memory = false;
#else
inline constexpr bool limits_memory = true;
#endif

struct Limits {
    unsigned seconds = 5;
    std::size_t bytes = std::size_t{512} << 20U;
};

/// Runs cases 0 to `count` in a child process, and goes on in a new one behind a case that ends it:
/// a crash, too much time or too much memory is the failure of one case.
[[nodiscard]] std::vector<Verdict> run_apart(std::size_t count,
                                             const std::function<Verdict(std::size_t)>& run,
                                             const Limits& limits);

}  // namespace harmony::conformance
