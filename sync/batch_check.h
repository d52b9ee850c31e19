#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "sync/batch.h"
#include "sync/registry.h"
#include "sync/trust.h"

namespace harmony::sync {

/// What becomes of an arriving batch (section 11.1), the first that applies. `dupid` needs the
/// store and is the intake's own.
enum class BatchVerdict {
    ok,
    oversize,
    newer,
    partial,
    badfmt,
    wrongorg,
    unknown,
    badsig,
    badtrust,
    revoked,
    retired,
    newinstance,
    dup,
    fork,
    gap,
    badset,
    badcount,
    dupid,
};

inline constexpr std::size_t batch_verdicts = 18;

/// The name as it is logged and shown: "badsig".
[[nodiscard]] std::string_view verdict_name(BatchVerdict verdict);

/// One sentence for an officer.
[[nodiscard]] std::string_view verdict_sentence(BatchVerdict verdict);

/// The newest batch of one (kiosk, instance, class) that was imported.
struct StreamHead {
    std::uint64_t seq = 0;
    base::Digest digest;
    std::uint64_t total = 0;

    bool operator==(const StreamHead&) const = default;
};

/// What the office already knows, asked while a batch is checked.
class BatchHistory {
public:
    BatchHistory() = default;
    BatchHistory(const BatchHistory&) = delete;
    BatchHistory& operator=(const BatchHistory&) = delete;
    virtual ~BatchHistory() = default;

    /// Nothing before the first batch of that stream.
    [[nodiscard]] virtual std::optional<StreamHead> head(const Origin& origin, RecordClass cls) = 0;

    /// The digest of an imported batch; nothing when `seq` was not imported (or is closed by a
    /// note).
    [[nodiscard]] virtual std::optional<base::Digest> digest(const Origin& origin,
                                                             RecordClass cls,
                                                             std::uint64_t seq) = 0;

    /// What closed the place of `seq` in the chain although its batch never came: the digest of the
    /// batch, zero when nobody knows it; nothing when it was not closed.
    [[nodiscard]] virtual std::optional<base::Digest> closed(const Origin&,
                                                             RecordClass,
                                                             std::uint64_t) {
        return std::nullopt;
    }

    /// Whether `link` is the `renewal_link` of a head of this kiosk and class.
    [[nodiscard]] virtual bool known_renewal(const base::KioskId& kiosk,
                                             RecordClass cls,
                                             const base::Digest& link) = 0;
};

struct CheckedBatch {
    BatchVerdict verdict = BatchVerdict::badfmt;
    std::optional<Batch> batch;  ///< from `badtrust` on, and `ok`
};

/// Checks what concerns the bytes, the sender, the trust document, the chain and the sets, in this
/// order; the signature is checked before the body is parsed. `trust` is the office's chain.
[[nodiscard]] CheckedBatch check_batch(base::Bytes file,
                                       const Registry& registry,
                                       const TrustChain& trust,
                                       BatchHistory& history);

/// The kiosk and seq that a file claims, for a list of refused ones; unproven. Nothing when it is
/// too short to say.
struct BatchClaim {
    Origin origin;
    RecordClass cls;
    std::uint64_t seq;
};
[[nodiscard]] std::optional<BatchClaim> read_claim(base::ByteView file);

}  // namespace harmony::sync
