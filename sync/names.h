#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/ids.h"

namespace harmony::sync {

/// What a key, set, epoch, record, batch or file belongs to; one thing, one class (section 2.3).
enum class RecordClass : std::uint8_t { survey = 1, contact = 2, health = 3, office_to_kiosk = 4 };

/// What a record's plaintext holds (section 6.4).
enum class RecordKind : std::uint8_t {
    dummy = 0,        ///< nothing: pads the count of a batch
    response = 1,     ///< survey class
    fact = 2,         ///< contact class
    health = 3,       ///< health class
    roster = 4,       ///< office to kiosk
    own_secrets = 5,  ///< office to kiosk
};

/// Whether a record of `cls` may hold `kind`.
[[nodiscard]] bool belongs(RecordKind kind, RecordClass cls);

/// Whose machine a record or batch comes from: bound into every seal.
struct Origin {
    base::OrgId org;
    base::KioskId kiosk;
    base::InstanceId instance;

    bool operator==(const Origin&) const = default;
};

/// A program version as it stands in documents: major << 16, minor << 8, patch.
[[nodiscard]] constexpr std::uint32_t app_version(unsigned major, unsigned minor, unsigned patch) {
    return (major << 16U) | (minor << 8U) | patch;
}

/// "1.2.3".
[[nodiscard]] std::string app_version_text(std::uint32_t version);

/// Caps of section 2.4.
inline constexpr std::size_t max_record_plaintext = 32767;
inline constexpr std::size_t max_record = std::size_t{33} * 1024;
inline constexpr std::size_t max_recipients = 16;
inline constexpr std::size_t max_batch_records = 32768;
inline constexpr std::size_t max_batch_epochs = 64;
inline constexpr std::size_t max_listing = 100000;

}  // namespace harmony::sync
