#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/ids.h"
#include "sync/ack.h"
#include "sync/batch.h"
#include "sync/crypto.h"
#include "sync/record.h"

/// The worked example of docs/formats/hk1.md, section 18: its inputs, and what must come out.
namespace harmony::tests {

/// `count` bytes: first, first + step, ...
[[nodiscard]] base::Bytes run_of(unsigned first, unsigned count, unsigned step = 1);

/// Bytes of a hexadecimal text, white space ignored.
[[nodiscard]] base::Bytes hex(std::string_view text);

template <typename Id>
[[nodiscard]] Id id_from(unsigned first, unsigned step = 1) {
    return *Id::from_bytes(run_of(first, Id::size, step));
}

/// 32 times the same byte.
[[nodiscard]] sync::SignSeed sign_seed(unsigned byte);
[[nodiscard]] sync::BoxSeed box_seed(unsigned byte);

/// While it lives, libsodium draws these blocks of 32 equal bytes, one a call, and nothing else.
class ScriptedSodium {
public:
    explicit ScriptedSodium(std::vector<unsigned> blocks);
    ScriptedSodium(const ScriptedSodium&) = delete;
    ScriptedSodium& operator=(const ScriptedSodium&) = delete;
    ~ScriptedSodium();
};

/// Gives out what it was told to, in order; a broken promise when that is used up.
class ScriptedRandom final : public base::RandomSource {
public:
    explicit ScriptedRandom(base::Bytes bytes) : bytes_(std::move(bytes)) {}

    void fill(std::span<std::byte> out) override;

private:
    base::Bytes bytes_;
    std::size_t at_ = 0;
};

/// a0..af, b0..bf, c0..cf.
[[nodiscard]] sync::Origin example_origin();
[[nodiscard]] base::SetId example_set();
/// Seeds 01, 02, 03.
[[nodiscard]] std::vector<sync::BoxPublicKey> example_recipients();
[[nodiscard]] sync::BatchHead example_head();
[[nodiscard]] std::string_view example_body_hex();

struct ExampleBatch {
    sync::EpochBlock block;
    base::Digest context;
    sync::BuiltBatch built;
};

[[nodiscard]] ExampleBatch example_batch();
[[nodiscard]] base::Bytes example_ack();
[[nodiscard]] base::Bytes example_w_record();
[[nodiscard]] sync::KeyRing example_ring(unsigned seed);

}  // namespace harmony::tests
