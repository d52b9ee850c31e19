#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/time.h"
#include "sync/crypto.h"
#include "sync/record.h"

namespace harmony::sync {

enum class KioskRuns : std::uint8_t { running = 1, wiped = 2, revoked = 3, retired = 4 };

/// How a kiosk is, in numbers and in names of faults (HKH1, section 14). Nothing of a resident.
struct Heartbeat {
    struct Stream {
        std::uint64_t last_batch = 0;  ///< seq of the newest one
        std::uint64_t waiting = 0;     ///< records that the office has not acknowledged
        std::optional<base::Day> oldest;

        bool operator==(const Stream&) const = default;
    };

    struct Fault {
        std::string name;
        base::Day since{};

        bool operator==(const Fault&) const = default;
    };

    base::Day day{};
    std::uint64_t app = 0;
    std::uint64_t pack = 0;
    std::uint64_t trust = 0;
    std::uint64_t own = 0;
    KioskRuns state = KioskRuns::running;
    Stream survey;
    Stream contact;
    std::vector<Fault> faults;
    std::uint64_t disk_percent = 0;
    std::uint64_t free_mib = 0;
    bool clock_doubted = false;
    std::uint64_t responses_today = 0;
    std::uint64_t sign_ups_today = 0;
    std::uint64_t cases_today = 0;

    bool operator==(const Heartbeat&) const = default;
};

/// Who says it, and to whom.
struct HeartbeatContext {
    Origin origin;
    WrappedRecipients recipients;  ///< the health set
    std::uint64_t counter = 1;
};

/// The HKH1 file: sealed to the health set, signed by the kiosk.
[[nodiscard]] base::Result<base::Bytes> write_heartbeat(const Heartbeat& heartbeat,
                                                        const HeartbeatContext& context,
                                                        const SignKeyPair& kiosk,
                                                        base::RandomSource& random);

/// Opens one with the office's keys. Unreadable when the signature is not `kiosk`'s, the letters
/// are not what they must be, or no key of `ring` opens it.
[[nodiscard]] base::Result<Heartbeat> open_heartbeat(base::ByteView file,
                                                     const SignPublicKey& kiosk,
                                                     const KeyRing& ring);

}  // namespace harmony::sync
