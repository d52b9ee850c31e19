#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "sync/names.h"
#include "sync/pack.h"

namespace harmony::sync {

enum class ObjectKind {
    survey_batch,
    contact_batch,
    expiry_note,
    heartbeat,
    enrolment_request,
    trust,
    pack,
    pack_content,
    own_part,
    ack,
    roster,
    token,
    welcome,
};

/// The name of one object below the base folder (section 16.1): made and accepted here alone, so
/// nothing else can reach a path or an address. A hint; what counts stands in the object.
class ObjectName {
public:
    /// Nothing unless `text` is one of the patterns.
    [[nodiscard]] static std::optional<ObjectName> parse(std::string_view text);

    /// A batch that a kiosk cut. REQUIRES: survey or contact.
    [[nodiscard]] static ObjectName batch(const base::KioskId& kiosk,
                                          RecordClass cls,
                                          std::uint64_t seq,
                                          const base::Digest& digest);
    /// `digest`: of the batch that was dropped.
    [[nodiscard]] static ObjectName expiry_note(const base::KioskId& kiosk,
                                                std::uint64_t seq,
                                                const base::Digest& digest);
    [[nodiscard]] static ObjectName heartbeat(const base::KioskId& kiosk,
                                              std::uint64_t counter,
                                              const base::Digest& digest);
    [[nodiscard]] static ObjectName token(const base::KioskId& kiosk,
                                          std::uint64_t serial,
                                          const base::Digest& digest);
    [[nodiscard]] static ObjectName enrolment_request(const base::KioskId& kiosk,
                                                      const base::Digest& digest);
    [[nodiscard]] static ObjectName welcome(const base::KioskId& kiosk, const base::Digest& digest);
    [[nodiscard]] static ObjectName trust(std::uint64_t version, const base::Digest& digest);
    /// REQUIRES: `is_stream_name(stream)`.
    [[nodiscard]] static ObjectName pack(std::string_view stream,
                                         std::uint64_t version,
                                         const base::Digest& digest);
    [[nodiscard]] static ObjectName pack_content(const FileHash& hash);
    [[nodiscard]] static ObjectName own_part(const base::KioskId& kiosk,
                                             std::uint64_t version,
                                             const base::Digest& digest);
    [[nodiscard]] static ObjectName ack(const base::KioskId& kiosk,
                                        std::uint64_t version,
                                        const base::Digest& digest);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] ObjectKind kind() const { return kind_; }
    /// Nothing for what all kiosks share.
    [[nodiscard]] const std::optional<base::KioskId>& kiosk() const { return kiosk_; }
    /// seq, counter or version; 0 where the pattern has none.
    [[nodiscard]] std::uint64_t number() const { return number_; }
    /// Of `pack`, else empty.
    [[nodiscard]] const std::string& stream() const { return stream_; }
    /// The first 16 hex letters of the digest; of `pack_content` all 64.
    [[nodiscard]] const std::string& hash() const { return hash_; }
    /// The largest object that may lie under such a name.
    [[nodiscard]] std::size_t cap() const;

    bool operator==(const ObjectName& other) const { return text_ == other.text_; }
    auto operator<=>(const ObjectName& other) const { return text_ <=> other.text_; }

private:
    friend struct ObjectNameReader;
    ObjectName() = default;
    std::string text_;
    ObjectKind kind_ = ObjectKind::trust;
    std::optional<base::KioskId> kiosk_;
    std::uint64_t number_ = 0;
    std::string stream_;
    std::string hash_;
};

/// The folder that an organisation's objects lie in: "hk1-" and 8 hex letters.
[[nodiscard]] std::string organisation_folder(const base::OrgId& org);

/// Folders for listing: "up", "up/<kiosk>/survey", "down/all", "down/<kiosk>".
[[nodiscard]] std::string up_folder();
[[nodiscard]] std::string up_folder(const base::KioskId& kiosk, RecordClass cls);
[[nodiscard]] std::string down_folder();
[[nodiscard]] std::string down_folder(const base::KioskId& kiosk);

}  // namespace harmony::sync
