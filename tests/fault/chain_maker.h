#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "base/ids.h"
#include "db/journal_fixture.h"
#include "db/journal_values.h"

namespace harmony::tests {

using base::Digest;
using base::RecordId;

/// A record of a batch.
struct Row {
    RecordId rid;
    std::uint8_t rev = 0;
};

/// What a batch of `ChainMaker` says of itself.
struct ReadBatch {
    Digest prev;
    std::uint64_t before = 0;
    std::vector<Row> rows;
};

constexpr std::size_t head_bytes = Digest::size + 8;
constexpr std::size_t row_bytes = RecordId::size + 1;

/// Batches without seals: what they follow, how many came before, and whose they are.
class ChainMaker final : public db::BatchMaker {
public:
    [[nodiscard]] base::Result<db::MadeBatch> make(const db::BatchDraft& draft) override {
        db::MadeBatch made;
        base::append(made.bytes, draft.prev.view());
        for (unsigned shift = 0; shift < 64; shift += 8) {
            made.bytes.push_back(static_cast<std::byte>(draft.total_before >> shift));
        }
        for (const db::BatchRow& row : draft.rows) {
            base::append(made.bytes, row.rid.view());
            made.bytes.push_back(static_cast<std::byte>(row.rev));
        }
        made.digest = cheap_digest(made.bytes);
        made.records = static_cast<std::uint32_t>(draft.rows.size());
        return made;
    }
};

/// REQUIRES: bytes of a `ChainMaker`.
inline ReadBatch read_batch(base::ByteView bytes) {
    ReadBatch batch;
    batch.prev = *Digest::from_bytes(bytes.first(Digest::size));
    for (unsigned at = 0; at < 8; ++at) {
        batch.before |= static_cast<std::uint64_t>(bytes[Digest::size + at]) << (8 * at);
    }
    for (std::size_t at = head_bytes; at + row_bytes <= bytes.size(); at += row_bytes) {
        batch.rows.push_back({*RecordId::from_bytes(bytes.subspan(at, RecordId::size)),
                              static_cast<std::uint8_t>(bytes[at + RecordId::size])});
    }
    return batch;
}

}  // namespace harmony::tests
