#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "sync/floor.h"
#include "sync/frame.h"
#include "sync/names.h"
#include "sync/trust.h"

namespace harmony::sync {

/// How far the office got with a batch (section 11.4).
enum class AckLevel : std::uint8_t {
    stored = 1,
    opened = 2,     ///< every record opened, or looked at by an officer
    backed_up = 3,  ///< and in a finished backup
};

/// Everything of one stream up to `seq` is imported; `hash` is that batch's digest.
struct AckEntry {
    base::InstanceId instance;
    RecordClass cls = RecordClass::survey;
    std::uint64_t seq = 0;
    base::Digest hash;
    AckLevel level = AckLevel::stored;

    bool operator==(const AckEntry&) const = default;
};

/// What the office tells one kiosk it holds (HKA1). Written sorted by (instance, class).
struct Ack {
    base::OrgId org;
    base::KioskId kiosk;
    std::uint64_t version = 1;
    base::Day day;
    std::vector<AckEntry> entries;

    bool operator==(const Ack&) const = default;
};

/// The HKA1 file. REQUIRES: at most 255 entries, no stream twice.
[[nodiscard]] base::Bytes sign_ack(Ack ack, std::span<const SignKeyPair* const> publishers);

struct CheckedAck {
    Ack ack;
    Floor floor;         ///< to be stored when it is taken in
    FloorAnswer answer;  ///< only `newer` changes anything
};

/// Signature, organisation, kiosk, floor (section 11.5). The comparison of each entry with the own
/// batch is the journal's. Refused or unreadable with a sentence.
[[nodiscard]] base::Result<CheckedAck> check_ack(base::ByteView file,
                                                 const base::KioskId& kiosk,
                                                 const TrustDocument& trust,
                                                 const std::optional<Floor>& floor);

}  // namespace harmony::sync
