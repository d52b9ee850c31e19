#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/random.h"
#include "sync/crypto.h"
#include "sync/kiosk_keys.h"
#include "sync/own_part.h"
#include "sync/trust.h"

namespace harmony::sync {

/// Ties one answer to one request; drawn at random, used once.
using EnrolmentNonce = base::Id<struct EnrolmentNonceTag>;

/// What a machine says of itself before the office knows it (section 5, HKE1).
struct EnrolmentRequest {
    base::KioskId kiosk;
    base::InstanceId instance;
    SignPublicKey sign;
    BoxPublicKey receive;
    SignPublicKey ticket;
    EnrolmentNonce nonce;
    std::uint32_t app = 0;

    bool operator==(const EnrolmentRequest&) const = default;
};

/// A request whose signature by its own key was checked. `digest` is what both sides show as 12
/// digits (fingerprint.h).
struct CheckedRequest {
    EnrolmentRequest request;
    base::Digest digest;
};

/// The HKE1 file.
[[nodiscard]] base::Bytes make_enrolment_request(const KioskKeys& keys,
                                                 const EnrolmentNonce& nonce,
                                                 std::uint32_t app);

/// Unreadable, or refused when the machine does not hold the key that it names.
[[nodiscard]] base::Result<CheckedRequest> read_enrolment_request(base::ByteView file);

/// What stands in the QR code of a request: "HE1:" and its bytes in Base45 (RFC 9285).
[[nodiscard]] std::string enrolment_code(base::ByteView request);

/// The bytes of a request as a scanner typed them; line ends after them do not count.
/// Unreadable when it is no such code.
[[nodiscard]] base::Result<base::Bytes> read_enrolment_code(std::string_view text);

/// The office's answer (HKW1).
struct Welcome {
    base::OrgId org;
    base::KioskId kiosk;
    base::InstanceId instance;
    EnrolmentNonce nonce;
    base::Digest request;                  ///< digest of the HKE1
    std::vector<base::Bytes> trust_files;  ///< HKT1 1..N
    base::Bytes own_part;                  ///< HKO1
    std::string stream;                    ///< whose packs this kiosk shows
};

/// The HKW1 file. REQUIRES: at least one trust file, a stream that `is_stream_name`.
[[nodiscard]] base::Bytes make_welcome(const Welcome& welcome,
                                       std::span<const SignKeyPair* const> publishers);

/// What a kiosk may pin once a person confirmed the fingerprint of `trust.first().digest`.
struct CheckedWelcome {
    base::OrgId org;
    TrustChain trust;
    OwnPart own_part;
    base::Bytes own_part_file;
    base::Digest own_part_digest;
    std::string stream;
};

/// Checks an answer against the request that this kiosk made. Pins nothing. Refused: it answers
/// another kiosk or another request, names another organisation than its trust documents, or is not
/// signed by their publishers. Unreadable: it is no such file.
[[nodiscard]] base::Result<CheckedWelcome> check_welcome(base::ByteView file,
                                                         const CheckedRequest& pending,
                                                         const KioskKeys& keys);

}  // namespace harmony::sync
