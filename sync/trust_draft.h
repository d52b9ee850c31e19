#pragma once

#include <cstddef>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "sync/crypto.h"
#include "sync/frame.h"
#include "sync/trust.h"

namespace harmony::sync {

/// The next trust document on its way from one root holder to the other (HKN1, docs/formats/hk1.md
/// 4.3). It carries the document before it, so that each holder sees what changes and who must
/// sign. Nobody trusts a draft: what counts is the HKT1 file that comes out of it.
struct TrustDraft {
    TrustedDocument before;
    TrustDocument document;
    base::Bytes body;                        ///< of `document`, what is signed
    std::vector<FrameSignature> signatures;  ///< by key id

    /// Roots of the document before it that signed, and how many must.
    [[nodiscard]] std::size_t signed_before() const;
    [[nodiscard]] std::size_t needed_before() const { return before.document.root_threshold; }
    /// Roots of the document itself that signed, and how many must.
    [[nodiscard]] std::size_t signed_own() const;
    [[nodiscard]] std::size_t needed_own() const { return document.root_threshold; }

    [[nodiscard]] bool complete() const {
        return signed_before() >= needed_before() && signed_own() >= needed_own();
    }
};

/// A draft without signatures. `document` gets the version and the predecessor that follow
/// `before`. Refused with the sentence of the rule that it breaks.
[[nodiscard]] base::Result<TrustDraft> make_trust_draft(const TrustedDocument& before,
                                                        TrustDocument document);

/// The HKN1 file.
[[nodiscard]] base::Bytes write_trust_draft(const TrustDraft& draft);

/// Unreadable when it is no such file or a signature in it is not a root's.
[[nodiscard]] base::Result<TrustDraft> read_trust_draft(base::ByteView file);

/// Adds a signature. Refused: the key is a root of neither document, or signed already.
[[nodiscard]] base::Result<void> sign_trust_draft(TrustDraft& draft, const SignKeyPair& root);

/// The HKT1 file. Refused while signatures are missing, with how many.
[[nodiscard]] base::Result<base::Bytes> finish_trust_draft(const TrustDraft& draft);

/// The largest HKN1 file: two trust documents.
inline constexpr std::size_t max_trust_draft = std::size_t{2} * 64 * 1024;

}  // namespace harmony::sync
