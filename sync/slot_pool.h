#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "base/error.h"
#include "sync/epoch.h"

namespace harmony::sync {

/// The slots of the current epoch, kept in a file (in production under /run, which a power cycle
/// empties), so that a restarted program goes on with the same epoch (section 6.1). A slot is
/// overwritten in the file before anybody gets it: after `kill -9` at any moment no slot can be
/// taken that was taken before, unless it was given back unused.
///
/// One program at a time: the file is locked. Not thread-safe.
class SlotPool {
public:
    /// Goes on with the file when it is this origin's and set's and has slots left, else makes a
    /// new epoch in its place (mode 0600; missing folders are made). Errors: refused (another
    /// program holds it, no permission), full, unreachable. REQUIRES: as `make_epoch`.
    [[nodiscard]] static base::Result<SlotPool> open_or_start(
        const std::filesystem::path& file,
        const Origin& origin,
        const base::SetId& set,
        std::span<const BoxPublicKey> recipients,
        base::RandomSource& random);

    SlotPool(SlotPool&& other) noexcept;
    SlotPool& operator=(SlotPool&& other) noexcept;
    SlotPool(const SlotPool&) = delete;
    SlotPool& operator=(const SlotPool&) = delete;
    ~SlotPool();

    [[nodiscard]] const EpochBlock& block() const { return block_; }
    [[nodiscard]] std::size_t left() const { return left_; }

    /// Nothing when no slot is left: start a new epoch. Unreachable when the file cannot be
    /// written; then no slot was taken.
    [[nodiscard]] base::Result<std::optional<Slot>> take();

    /// The task ended and never sealed. A slot that sealed, or of another epoch, is only wiped.
    [[nodiscard]] base::Result<void> give_back(Slot slot);

    /// Ends this epoch (after a cut, when the set changes) and starts the next one in its place.
    /// Slots that tasks still hold stay good: they carry their own epoch.
    [[nodiscard]] base::Result<void> start_new(const Origin& origin,
                                               const base::SetId& set,
                                               std::span<const BoxPublicKey> recipients,
                                               base::RandomSource& random);

    /// Overwrites every slot and removes the file (wipe, revocation). The pool is empty afterwards.
    [[nodiscard]] base::Result<void> erase_forever();

private:
    SlotPool(std::filesystem::path file, int descriptor);

    static base::Result<SlotPool> open(const std::filesystem::path& file);
    static base::Result<SlotPool> create(const std::filesystem::path& file,
                                         const FreshEpoch& epoch);
    base::Result<void> load();
    base::Result<void> wipe_slots();
    void close();

    std::filesystem::path file_;
    int descriptor_ = -1;
    EpochBlock block_;
    base::Digest context_;
    std::size_t first_slot_ = 0;  ///< byte offset of the first slot
    std::vector<bool> filled_;
    std::size_t next_ = 0;
    std::size_t left_ = 0;
};

}  // namespace harmony::sync
