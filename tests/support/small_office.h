#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "sync/ack.h"
#include "sync/courier.h"
#include "sync/enrolment.h"
#include "sync/own_part.h"
#include "sync/trust.h"
#include "sync/wraps.h"

namespace harmony::tests {

/// An office of one root and one publisher, in memory: what a kiosk meets in tests of its own room.
/// (The real one is `admin`, which a test of the kiosk may not use.)
class SmallOffice {
public:
    SmallOffice();

    [[nodiscard]] const base::OrgId& org() const { return trust_.org; }
    [[nodiscard]] const base::Bytes& trust_file() const { return trust_file_; }
    [[nodiscard]] const base::Digest& trust_digest() const { return trust_digest_; }

    /// Answers a request; the kiosk is in stream "main" and needs no pack.
    [[nodiscard]] base::Bytes welcome(const sync::CheckedRequest& request);

    /// A newer own part for that kiosk, in `state`.
    [[nodiscard]] base::Bytes own_part(const sync::CheckedRequest& request, sync::OwnState state);

    /// Puts a pack of these files where couriers look: the manifest and its content.
    void publish(sync::Courier& place,
                 std::uint64_t version,
                 const std::map<std::string, std::string>& files);

    /// Acknowledges everything up to `seq`.
    [[nodiscard]] base::Bytes ack(const base::KioskId& kiosk,
                                  std::uint64_t version,
                                  const sync::AckEntry& entry);

    /// The next trust document, with another publisher, where couriers look.
    void replace_publisher(sync::Courier& place);

    /// Likewise with new keys that answers are sealed to; `ring` opens the old and the new.
    void replace_survey_keys(sync::Courier& place);

    /// Puts the kiosk's own part, as it is now, where it fetches.
    void tell(sync::Courier& place, const sync::CheckedRequest& request, sync::OwnState state);

    /// Puts an acknowledgement there.
    void acknowledge(sync::Courier& place,
                     const base::KioskId& kiosk,
                     std::uint64_t version,
                     const sync::AckEntry& entry);

    [[nodiscard]] const sync::TrustDocument& trust() const { return trust_; }

    /// The online keys' ring: survey, contact and health, old and new.
    [[nodiscard]] const sync::KeyRing& ring() const { return ring_; }
    [[nodiscard]] const sync::SignKeyPair& publisher() const { return publisher_; }

    static constexpr std::string_view pin = "206417";

    /// Spaces that the next own part lets its kiosk give away.
    std::vector<sync::Grant> grants;
    /// What the next own part lets its kiosk do: bits of `sync::kiosk_right`.
    std::uint8_t rights = 0;

private:
    [[nodiscard]] sync::OwnPart part_for(const sync::CheckedRequest& request);
    void sign_next(sync::Courier& place);

    base::SeededRandom random_{20260330};
    sync::SignKeyPair root_;
    sync::SignKeyPair publisher_;
    sync::KeyRing ring_;
    sync::TrustDocument trust_;
    base::Bytes trust_file_;
    base::Bytes newest_trust_;
    base::Digest newest_digest_;
    base::Digest trust_digest_;
    std::uint64_t own_version_ = 0;
};

}  // namespace harmony::tests
