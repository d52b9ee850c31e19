#include "dice.h"

#include <sodium.h>

namespace harmony::tests::sim {
namespace {

// libsodium's hook takes functions without a context: the one global of the simulator.
base::SeededRandom& stream() {
    static base::SeededRandom random(1);  // NOLINT: as above
    return random;
}

const char* stream_name() {
    return "seeded";
}

std::uint32_t stream_word() {
    return static_cast<std::uint32_t>(stream().next_u64());
}

void stream_fill(void* const into, const std::size_t size) {
    stream().fill({static_cast<std::byte*>(into), size});
}

randombytes_implementation& implementation() {
    static randombytes_implementation source{
        stream_name, stream_word, nullptr, nullptr, stream_fill, nullptr};  // NOLINT: as above
    return source;
}

}  // namespace

SeededSodium::SeededSodium() {
    randombytes_set_implementation(&implementation());
}

SeededSodium::~SeededSodium() {
    randombytes_set_implementation(&randombytes_sysrandom_implementation);
}

void SeededSodium::start_again(std::uint64_t seed) {
    stream().~SeededRandom();
    ::new (&stream()) base::SeededRandom(seed);
}

}  // namespace harmony::tests::sim
