#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/random.h"

namespace harmony::base {

/// `Size` opaque bytes that name one kind of thing; a `KioskId` cannot be passed for a `RecordId`.
/// Compares byte by byte. Drawn at random, never counted up.
template <typename Tag, std::size_t Size = 16>
class Id {
public:
    static constexpr std::size_t size = Size;

    constexpr Id() = default;
    constexpr explicit Id(std::array<std::byte, Size> bytes) : bytes_(bytes) {}

    /// Nothing when `view` is not exactly `Size` bytes long.
    [[nodiscard]] static std::optional<Id> from_bytes(ByteView view) {
        if (view.size() != Size) {
            return std::nullopt;
        }
        Id id;
        std::memcpy(id.bytes_.data(), view.data(), Size);
        return id;
    }

    [[nodiscard]] static std::optional<Id> from_hex(std::string_view hex) {
        const std::optional<Bytes> bytes = base::from_hex(hex);
        return bytes ? from_bytes(*bytes) : std::nullopt;
    }

    [[nodiscard]] static Id random(RandomSource& source) {
        Id id;
        source.fill(id.bytes_);
        return id;
    }

    [[nodiscard]] ByteView view() const { return bytes_; }

    [[nodiscard]] std::string hex() const { return to_hex(bytes_); }

    [[nodiscard]] bool is_zero() const { return *this == Id{}; }

    auto operator<=>(const Id&) const = default;

private:
    std::array<std::byte, Size> bytes_{};
};

using OrgId = Id<struct OrgTag>;
using KioskId = Id<struct KioskTag>;
using InstanceId = Id<struct InstanceTag>;
using RecordId = Id<struct RecordTag>;
using EpochId = Id<struct EpochTag>;
using SetId = Id<struct SetTag>;
using ReceiptKey = Id<struct ReceiptTag>;
using KeyId = Id<struct KeyTag, 8>;
using EngagementId = Id<struct EngagementTag, 8>;
/// The first 8 bytes of H("hk1.form.1", compiled form).
using FormName = Id<struct FormTag, 8>;
/// The first 8 bytes of H("hk1.text.1", notice text).
using NoticeHash = Id<struct NoticeTag, 8>;
using Digest = Id<struct DigestTag, 32>;

}  // namespace harmony::base
