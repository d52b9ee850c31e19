#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "sync/crypto.h"
#include "sync/frame.h"
#include "sync/names.h"

namespace harmony::sync {

/// Whether a recipient's secret is at the office every day, or in a safe.
enum class RecipientRole : std::uint8_t { online = 1, escrow = 2 };

struct Recipient {
    RecipientRole role = RecipientRole::online;
    BoxPublicKey key;

    bool operator==(const Recipient&) const = default;
};

/// Whom records of one class are sealed to.
struct RecipientSet {
    RecordClass cls = RecordClass::survey;
    base::SetId id;
    std::vector<Recipient> members;

    [[nodiscard]] std::vector<BoxPublicKey> keys() const;
    bool operator==(const RecipientSet&) const = default;
};

/// Who may say what (section 4.1). Lists may be given in any order; they are written sorted.
struct TrustDocument {
    base::OrgId org;
    std::string org_name;
    std::uint32_t version = 1;
    base::Digest previous;  ///< digest of version - 1; zero for 1
    base::Day created;
    base::Day warn_after;
    std::uint8_t root_threshold = 1;
    std::vector<SignPublicKey> roots;
    std::uint8_t publisher_threshold = 1;
    std::vector<SignPublicKey> publishers;
    std::vector<RecipientSet> sets;
    std::uint32_t min_app = 0;

    [[nodiscard]] const RecipientSet* find_set(const base::SetId& id) const;
    /// The first set of that class.
    [[nodiscard]] const RecipientSet* set_of(RecordClass cls) const;
    /// H("hk1.pubset.1", publishers sorted): floors belong to it.
    [[nodiscard]] base::Digest publisher_set() const;

    bool operator==(const TrustDocument&) const = default;
};

/// A trust document whose signatures were checked, with the file it stands in.
struct TrustedDocument {
    TrustDocument document;
    base::Digest digest;
    base::Bytes file;
};

/// Whether the sets follow the rules of section 3 (survey and contact: two members, one in escrow;
/// no key in two sets). Refused with the rule's sentence. Asked before a document is signed.
[[nodiscard]] base::Result<void> check_trust_rules(const TrustDocument& document);

/// The HKT1 file. Refused when `check_trust_rules` or the thresholds do not hold.
[[nodiscard]] base::Result<base::Bytes> sign_trust(TrustDocument document,
                                                   std::span<const SignKeyPair* const> roots);

/// The body of an HKT1 file, its lists sorted. Refused when `check_trust_rules`, the thresholds or
/// the form of a field do not hold.
[[nodiscard]] base::Result<base::Bytes> write_trust_body(TrustDocument document);

/// Unreadable when it is no such body.
[[nodiscard]] base::Result<TrustDocument> read_trust_body(base::ByteView body);

/// Versions 1, 2, 3 ... one after the other, each checked against the one before.
class TrustChain {
public:
    /// Version 1, signed by its own roots. Nothing is pinned by this: compare the fingerprint
    /// first.
    [[nodiscard]] static base::Result<TrustChain> start(base::Bytes first);

    /// Version 1, which was pinned by its digest. Refused when it is another.
    [[nodiscard]] static base::Result<TrustChain> start_pinned(base::Bytes first,
                                                               const base::Digest& pinned);

    enum class Step {
        taken,  ///< the next version, now the newest
        known,  ///< a version we hold, the same bytes signed
        fork,   ///< a version we hold with another digest: alarm `trust_fork`, nothing changed
        ahead,  ///< a later one than the next: fetch those between
    };

    /// Refused when its signatures or `previous` do not hold, unreadable when it is no such file.
    [[nodiscard]] base::Result<Step> offer(base::Bytes file);

    [[nodiscard]] const TrustedDocument& first() const { return documents_.front(); }
    [[nodiscard]] const TrustedDocument& newest() const { return documents_.back(); }
    [[nodiscard]] const TrustDocument& current() const { return newest().document; }
    [[nodiscard]] std::span<const TrustedDocument> all() const { return documents_; }

    /// A set by its id, in the newest document that has it: what was sealed to a set that was
    /// replaced since is still on its way. Nothing when none ever had it.
    [[nodiscard]] const RecipientSet* find_set(const base::SetId& id) const;

    /// Nothing when that version is not here.
    [[nodiscard]] const TrustedDocument* find(std::uint32_t version) const;

private:
    explicit TrustChain(TrustedDocument first) { documents_.push_back(std::move(first)); }
    std::vector<TrustedDocument> documents_;
};

/// Enough distinct publishers of `trust` signed the frame; refused otherwise.
[[nodiscard]] base::Result<void> check_publishers(const Frame& frame, const TrustDocument& trust);

}  // namespace harmony::sync
