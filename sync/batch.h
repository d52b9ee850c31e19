#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "sync/crypto.h"
#include "sync/epoch.h"
#include "sync/frame.h"
#include "sync/names.h"
#include "sync/record.h"
#include "sync/wraps.h"

namespace harmony::sync {

/// Bits of `BatchHead::flags`.
namespace batch_flag {
inline constexpr std::uint8_t forced = 1;  ///< staff sent a group under k
inline constexpr std::uint8_t last = 2;    ///< the last of a wiped or retired kiosk
inline constexpr std::uint8_t split = 4;  ///< a group's records lie in two epochs, one part under k
inline constexpr std::uint8_t small = 8;  ///< a group under k after `small_after` days
inline constexpr std::uint8_t all = 15;
}  // namespace batch_flag

/// The fixed fields of a batch (section 10).
struct BatchHead {
    Origin origin;
    RecordClass cls = RecordClass::survey;  ///< survey or contact
    std::uint8_t flags = 0;
    std::uint64_t seq = 1;
    base::Digest previous;  ///< digest of seq - 1; zero, or `renewal_link`, for 1
    std::uint32_t trust_version = 1;
    base::Digest trust_hash;
    std::uint64_t pack_version = 0;
    std::uint64_t total = 0;  ///< records of this chain up to and with this batch
    base::Day day;            ///< of the cut

    bool operator==(const BatchHead&) const = default;
};

/// `previous` of the first batch after a renewal: H("hk1.instance.1", old instance || seq ||
/// digest).
[[nodiscard]] base::Digest renewal_link(const base::InstanceId& old_instance,
                                        std::uint64_t old_seq,
                                        const base::Digest& old_digest);

struct BuiltBatch {
    base::Bytes file;
    base::Digest digest;
    std::uint32_t records = 0;
};

/// Sorts, builds and signs a survey batch. Epochs that no row uses are left out; a row whose epoch
/// is not among `epochs`, an id twice, or too much for one batch is a broken promise.
[[nodiscard]] BuiltBatch build_survey_batch(const BatchHead& head,
                                            std::span<const EpochBlock> epochs,
                                            std::span<const SealedRecord> rows,
                                            const SignKeyPair& kiosk);

/// The same of W records (contact class).
[[nodiscard]] BuiltBatch build_contact_batch(const BatchHead& head,
                                             std::span<const base::Bytes> records,
                                             const SignKeyPair& kiosk);

/// Dummies that fill `real` records up to the class's multiple (survey 16, contact 4).
[[nodiscard]] std::size_t dummies_needed(RecordClass cls, std::size_t real);

/// One record of a batch. `sealed` points into the batch's bytes; `bytes` is the whole record.
struct BatchRecord {
    std::uint16_t epoch = 0;  ///< index in `Batch::epochs`; contact class: 0
    base::RecordId record;
    std::uint8_t revision = 0;
    base::ByteView sealed;
    base::ByteView bytes;
};

/// A batch whose every byte was read and found in its one allowed form. Made by `read_batch` alone.
/// Holds its file; move-only, since records point into it.
class Batch {
public:
    Batch(Batch&&) noexcept = default;
    Batch& operator=(Batch&&) noexcept = default;
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;
    ~Batch() = default;

    [[nodiscard]] const BatchHead& head() const { return head_; }
    [[nodiscard]] const base::Digest& digest() const { return digest_; }
    [[nodiscard]] base::ByteView file() const { return file_; }
    [[nodiscard]] std::span<const EpochBlock> epochs() const { return epochs_; }
    [[nodiscard]] std::span<const BatchRecord> records() const { return records_; }

    /// The sets that this batch says it is sealed to, without repeats.
    [[nodiscard]] std::vector<base::SetId> sets() const;

private:
    friend base::Result<Batch> read_batch(base::Bytes file);
    friend base::Result<Batch> read_signed_batch(base::Bytes file, const SignPublicKey& kiosk);
    Batch() = default;
    static base::Result<Batch> read(base::Bytes file, const SignPublicKey* signer);

    base::Bytes file_;
    BatchHead head_;
    base::Digest digest_;
    std::vector<EpochBlock> epochs_;
    std::vector<BatchRecord> records_;
};

/// Reads a batch whose signature was checked when it came in: one's own, or one out of the store.
/// Unreadable, with one sentence, when any byte is not as section 10 says.
[[nodiscard]] base::Result<Batch> read_batch(base::Bytes file);

/// Checks the signature over the stored bytes, then reads. Refused when `kiosk` did not sign it.
[[nodiscard]] base::Result<Batch> read_signed_batch(base::Bytes file, const SignPublicKey& kiosk);

/// One record as opened. `body` is valid during the call only, and is wiped afterwards.
struct OpenedRecord {
    std::size_t index = 0;  ///< in `Batch::records`
    base::RecordId record;
    std::uint8_t revision = 0;
    Opening opening = Opening::cannot_open;
    RecordKind kind = RecordKind::dummy;
    base::ByteView body;  ///< empty unless `opening` is opened
};

/// How many records went which way; the sum is the batch's count.
struct OpeningCounts {
    std::size_t opened = 0;
    std::size_t dummies = 0;
    std::size_t no_key_here = 0;
    std::size_t cannot_open = 0;

    bool operator==(const OpeningCounts&) const = default;
};

/// Opens every record in the order of the batch. Survey class: 33 us an epoch, 0.7 us a record, no
/// allocation a record.
OpeningCounts open_records(const Batch& batch,
                           const KeyRing& ring,
                           const std::function<void(const OpenedRecord&)>& each);

}  // namespace harmony::sync
