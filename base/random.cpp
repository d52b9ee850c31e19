#include "base/random.h"

#include <sys/random.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace harmony::base {

std::uint64_t RandomSource::next_u64() {
    std::uint64_t value = 0;
    fill(std::as_writable_bytes(std::span(&value, 1)));
    return value;
}

std::uint64_t RandomSource::below(std::uint64_t bound) {
    promise(bound > 0, "below(0)");
    // Values under `threshold` would make the low remainders likelier: draw again.
    const std::uint64_t threshold = (0 - bound) % bound;
    for (;;) {
        const std::uint64_t value = next_u64();
        if (value >= threshold) {
            return value % bound;
        }
    }
}

void SystemRandom::fill(std::span<std::byte> out) {
    while (!out.empty()) {
        const ssize_t got = getrandom(out.data(), out.size(), 0);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        promise(got > 0, "the kernel gave no random bytes");
        out = out.subspan(static_cast<std::size_t>(got));
    }
}

void SeededRandom::fill(std::span<std::byte> out) {
    while (!out.empty()) {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        z ^= z >> 31;
        const std::size_t count = out.size() < sizeof z ? out.size() : sizeof z;
        std::memcpy(out.data(), &z, count);
        out = out.subspan(count);
    }
}

}  // namespace harmony::base
