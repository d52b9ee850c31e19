#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "sync/crypto.h"

namespace harmony::sync {

/// What a signed frame holds (section 2.1): the magic, the type name, the cap and the number of
/// signatures follow from it.
enum class FrameKind {
    trust,
    registry,
    enrolment_request,
    welcome,
    batch,
    expired,
    health,
    ack,
    pack,
    own_part,
    roster,
    token,
    redaction,
};

inline constexpr std::size_t frame_kinds = 13;

struct FrameRule {
    std::string_view magic;
    std::string_view type;
    std::size_t max_signatures;
    std::size_t cap;        ///< bytes of the whole file
    std::string_view noun;  ///< for sentences: "batch"
};

[[nodiscard]] const FrameRule& frame_rule(FrameKind kind);

/// Why bytes are not a frame of the kind that was asked for.
enum class FrameFault {
    none,
    oversize,  ///< over the cap
    newer,     ///< the same letters with another version digit
    partial,   ///< shorter than its own lengths say
    badfmt,    ///< anything else
};

/// Looks at lengths and the magic only.
[[nodiscard]] FrameFault frame_fault(FrameKind kind, base::ByteView file);

/// The sentence for a fault: "this batch was made by a newer Harmony".
[[nodiscard]] base::Error frame_error(FrameKind kind, FrameFault fault);

struct FrameSignature {
    base::KeyId key;
    Signature signature;

    bool operator==(const FrameSignature&) const = default;
};

/// A frame whose lengths are right. Says nothing yet about who signed it. Views point into the
/// file.
struct Frame {
    FrameKind kind = FrameKind::batch;
    base::ByteView body;
    std::vector<FrameSignature> signatures;
    base::Digest digest;
};

/// `file` must outlive the frame. Unreadable (see `frame_fault`), or refused when over the cap.
[[nodiscard]] base::Result<Frame> read_frame(FrameKind kind, base::ByteView file);

/// Whether `key` signed this frame, over the bytes as stored.
[[nodiscard]] bool signed_by(const Frame& frame, const SignPublicKey& key);

/// How many of `keys` signed this frame; a key counts once.
[[nodiscard]] std::size_t count_signers(const Frame& frame, std::span<const SignPublicKey> keys);

/// The whole file. Order of `signers` does not matter; each signs once.
/// REQUIRES: 1 to the kind's number of signers, no key twice, a body within the cap.
[[nodiscard]] base::Bytes write_frame(FrameKind kind,
                                      base::ByteView body,
                                      std::span<const SignKeyPair* const> signers);

/// One signature of a frame that several people sign, each on a machine of their own.
[[nodiscard]] FrameSignature sign_body(FrameKind kind,
                                       base::ByteView body,
                                       const SignKeyPair& signer);

/// Whether that signature is `key`'s, over a frame of this body.
[[nodiscard]] bool signed_body(FrameKind kind,
                               base::ByteView body,
                               const FrameSignature& signature,
                               const SignPublicKey& key);

/// The whole file, of signatures made before, in any order.
/// REQUIRES: 1 to the kind's number of signatures, no key twice, a body within the cap.
[[nodiscard]] base::Bytes join_frame(FrameKind kind,
                                     base::ByteView body,
                                     std::vector<FrameSignature> signatures);

/// With one signer.
[[nodiscard]] base::Bytes write_frame(FrameKind kind,
                                      base::ByteView body,
                                      const SignKeyPair& signer);

/// The digest of a whole frame that is known to be well-formed (just written, or stored).
[[nodiscard]] base::Digest frame_digest(FrameKind kind, base::ByteView file);

}  // namespace harmony::sync
