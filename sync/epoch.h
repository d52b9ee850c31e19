#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"
#include "sync/names.h"
#include "sync/wraps.h"

namespace harmony::sync {

/// The public part of an epoch: what lets the office, and only the office, open its records
/// (section 6.1).
struct EpochBlock {
    base::EpochId id;
    base::SetId set;
    base::Digest commit;  ///< H("hk1.epochkey.1", E): every recipient is shown the same key
    std::vector<Wrap> wraps;

    bool operator==(const EpochBlock&) const = default;
};

[[nodiscard]] base::Bytes write_epoch_block(const EpochBlock& block);

/// Unreadable unless `bytes` are exactly one block.
[[nodiscard]] base::Result<EpochBlock> read_epoch_block(base::ByteView bytes);

/// What every record of the epoch is bound to.
[[nodiscard]] base::Digest epoch_context(const Origin& origin, const EpochBlock& block);

/// What one sealing consumes: a record id, a revision and the key for it. Move-only; wiped when it
/// goes. Comes from a `Slot` alone, so no revision of a record can be sealed twice.
class SlotKey {
public:
    SlotKey(SlotKey&& other) noexcept;
    SlotKey& operator=(SlotKey&& other) noexcept;
    SlotKey(const SlotKey&) = delete;
    SlotKey& operator=(const SlotKey&) = delete;
    ~SlotKey();

private:
    friend class Slot;
    friend struct SlotKeyAccess;  ///< sealing (record.cpp) reads it
    SlotKey() = default;

    base::EpochId epoch_;
    base::Digest context_;
    base::RecordId record_;
    std::uint8_t revision_ = 0;
    std::array<std::byte, 32> key_{};
    bool full_ = false;
};

/// A record id with the key to seal it, held by the task that took it from the pool. Move-only;
/// wiped when it goes. Gives revision 0 and revision 1 once each, in that order.
class Slot {
public:
    Slot(const EpochBlock& block,
         const base::Digest& context,
         const base::RecordId& record,
         base::ByteView key);
    Slot(Slot&& other) noexcept;
    Slot& operator=(Slot&& other) noexcept;
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;
    ~Slot();

    [[nodiscard]] const base::RecordId& record() const { return record_; }

    /// To be committed to the journal with or before the first record that this slot seals.
    [[nodiscard]] const EpochBlock& block() const { return block_; }

    /// Revision 0, then revision 1, then nothing. After the second the key is wiped here.
    [[nodiscard]] std::optional<SlotKey> next();

    /// Whether a key was given out: such a slot never goes back to a pool.
    [[nodiscard]] bool used() const { return given_ > 0; }

private:
    friend class SlotPool;
    EpochBlock block_;
    base::Digest context_;
    base::RecordId record_;
    std::array<std::byte, 32> key_{};
    int given_ = 0;
};

/// The slots of one epoch that are not in use, and nothing that could open a record.
struct FreshEpoch {
    EpochBlock block;
    base::Digest context;
    base::SecretBytes slots;  ///< record id 16 || key 32, one after the other
};

inline constexpr std::size_t slots_an_epoch = 1024;

/// Draws an epoch key, keeps what seals, wraps the key to `recipients` and forgets it.
/// REQUIRES: 1 to 16 recipients, all of the survey set `set`.
[[nodiscard]] FreshEpoch make_epoch(const Origin& origin,
                                    const base::SetId& set,
                                    std::span<const BoxPublicKey> recipients,
                                    base::RandomSource& random,
                                    std::size_t slots = slots_an_epoch);

}  // namespace harmony::sync
