#pragma once

// Which record ids a stream has seen, by their first 4 bytes.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "base/ids.h"

namespace harmony::db {

/// A hash set from the start of a record id to the batches that may hold it: 16 bytes a record at
/// most. A hit is a hint: ids are drawn by kiosks, and four bytes of one may be those of another.
class RidIndex {
public:
    /// Records of one batch are added one after the other.
    void add(const base::RecordId& rid, std::uint64_t seq) {
        if ((count_ + 1) * 2 > slots_.size()) {
            grow();
        }
        if (batches_.empty() || batches_.back() != seq) {
            batches_.push_back(seq);
        }
        put({start(rid), static_cast<std::uint32_t>(batches_.size())});
        ++count_;
    }

    /// Calls `take(seq)` for every batch that may hold `rid`.
    template <typename Take>
    void find(const base::RecordId& rid, Take&& take) const {
        if (slots_.empty()) {
            return;
        }
        const std::uint32_t wanted = start(rid);
        for (std::size_t at = home(wanted); slots_[at].batch != 0; at = next(at)) {
            if (slots_[at].start == wanted) {
                take(batches_[slots_[at].batch - 1]);
            }
        }
    }

private:
    struct Slot {
        std::uint32_t start = 0;
        std::uint32_t batch = 0;  // its place in `batches_`, from 1; 0: free
    };

    static std::uint32_t start(const base::RecordId& rid) {
        std::uint32_t value = 0;
        std::memcpy(&value, rid.view().data(), sizeof value);
        return value;
    }

    // Ids are random, so their bits are a hash already; a liar's collisions only cost him time.
    [[nodiscard]] std::size_t home(std::uint32_t value) const {
        return value & (slots_.size() - 1);
    }
    [[nodiscard]] std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }

    void put(const Slot& slot) {
        std::size_t at = home(slot.start);
        while (slots_[at].batch != 0) {
            at = next(at);
        }
        slots_[at] = slot;
    }

    void grow() {
        std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.batch != 0) {
                put(slot);
            }
        }
    }

    std::vector<Slot> slots_;
    std::vector<std::uint64_t> batches_;
    std::size_t count_ = 0;
};

}  // namespace harmony::db
