// HKN1: "HKN1", the HKT1 file before it, the body of the next one, the signatures so far.
#include "sync/trust_draft.h"

#include <algorithm>

#include "sync/wire.h"

namespace harmony::sync {
namespace {

constexpr std::size_t max_file = std::size_t{64} * 1024;
constexpr std::size_t max_signatures = 16;

base::Error refused(std::string sentence) {
    return {base::ErrorKind::refused, std::move(sentence)};
}

base::Error not_a_draft() {
    return {base::ErrorKind::unreadable, "this is not a draft of a trust document"};
}

bool is_signed_by(const TrustDraft& draft, const SignPublicKey& key) {
    return std::any_of(
        draft.signatures.begin(), draft.signatures.end(), [&](const FrameSignature& signature) {
            return signed_body(FrameKind::trust, draft.body, signature, key);
        });
}

std::size_t count(const TrustDraft& draft, const std::vector<SignPublicKey>& roots) {
    return static_cast<std::size_t>(
        std::count_if(roots.begin(), roots.end(), [&](const SignPublicKey& root) {
            return is_signed_by(draft, root);
        }));
}

std::vector<SignPublicKey> all_roots(const TrustDraft& draft) {
    std::vector<SignPublicKey> roots = draft.before.document.roots;
    roots.insert(roots.end(), draft.document.roots.begin(), draft.document.roots.end());
    std::sort(roots.begin(), roots.end());
    roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
    return roots;
}

/// Each signature is of a root of one of the two documents, and good.
bool signatures_fit(const TrustDraft& draft) {
    const auto by_key = [](const FrameSignature& signature) { return signature.key; };
    return strictly_ascending(draft.signatures, by_key) &&
           count(draft, all_roots(draft)) == draft.signatures.size();
}

/// The document before it stands for itself here: it may be any version, not only the first.
base::Result<TrustedDocument> read_before(base::ByteView file) {
    const base::Result<Frame> frame = read_frame(FrameKind::trust, file);
    if (!frame) {
        return not_a_draft();
    }
    base::Result<TrustDocument> document = read_trust_body(frame->body);
    if (!document || count_signers(*frame, document->roots) < document->root_threshold) {
        return not_a_draft();
    }
    return TrustedDocument{std::move(*document), frame->digest, base::copy_bytes(file)};
}

bool follows(const TrustDraft& draft) {
    return draft.document.org == draft.before.document.org &&
           draft.document.version == draft.before.document.version + 1 &&
           draft.document.previous == draft.before.digest;
}

}  // namespace

std::size_t TrustDraft::signed_before() const {
    return count(*this, before.document.roots);
}

std::size_t TrustDraft::signed_own() const {
    return count(*this, document.roots);
}

base::Result<TrustDraft> make_trust_draft(const TrustedDocument& before, TrustDocument document) {
    document.version = before.document.version + 1;
    document.previous = before.digest;
    document.org = before.document.org;
    base::Result<base::Bytes> body = write_trust_body(std::move(document));
    if (!body) {
        return body.error();
    }
    base::Result<TrustDocument> read = read_trust_body(*body);
    if (!read) {
        return read.error();
    }
    return TrustDraft{before, std::move(*read), std::move(*body), {}};
}

base::Bytes write_trust_draft(const TrustDraft& draft) {
    WireWriter out;
    out.raw(base::as_bytes("HKN1"));
    out.var(draft.before.file);
    out.var(draft.body);
    out.u8(static_cast<std::uint8_t>(draft.signatures.size()));
    for (const FrameSignature& signature : draft.signatures) {
        out.id(signature.key);
        out.id(signature.signature);
    }
    return out.take();
}

base::Result<TrustDraft> read_trust_draft(base::ByteView file) {
    WireReader from(file);
    const bool magic = base::as_text(from.raw(4)) == "HKN1";
    const base::ByteView before = from.var(max_file);
    const base::ByteView body = from.var(max_file);
    std::vector<FrameSignature> signatures;
    const std::size_t count = from.count(from.u8(), max_signatures, 72);
    for (std::size_t i = 0; i < count; ++i) {
        const auto key = from.id<base::KeyId>();
        signatures.push_back({key, from.id<Signature>()});
    }
    if (!magic || !from.finished()) {
        return not_a_draft();
    }
    base::Result<TrustedDocument> trusted = read_before(before);
    base::Result<TrustDocument> document = read_trust_body(body);
    if (!trusted || !document) {
        return not_a_draft();
    }
    TrustDraft draft{
        std::move(*trusted), std::move(*document), base::copy_bytes(body), std::move(signatures)};
    if (!follows(draft) || !signatures_fit(draft)) {
        return not_a_draft();
    }
    if (base::Result<void> rules = check_trust_rules(draft.document); !rules) {
        return rules.error();
    }
    return draft;
}

base::Result<void> sign_trust_draft(TrustDraft& draft, const SignKeyPair& root) {
    const std::vector<SignPublicKey> roots = all_roots(draft);
    if (std::find(roots.begin(), roots.end(), root.public_key()) == roots.end()) {
        return refused(
            "this key is not a root key of this organisation. Nothing was changed; use the key "
            "file that was handed to you as a root holder");
    }
    if (is_signed_by(draft, root.public_key())) {
        return refused("this key has signed the draft already. Pass it on to the next holder");
    }
    if (draft.signatures.size() >= max_signatures) {
        return refused("this draft has as many signatures as it can hold");
    }
    draft.signatures.push_back(sign_body(FrameKind::trust, draft.body, root));
    std::sort(draft.signatures.begin(), draft.signatures.end(), [](const auto& a, const auto& b) {
        return a.key < b.key;
    });
    return {};
}

base::Result<base::Bytes> finish_trust_draft(const TrustDraft& draft) {
    if (!draft.complete()) {
        return refused(
            "not enough root holders have signed: " + std::to_string(draft.signed_before()) +
            " of " + std::to_string(draft.needed_before()) + " root keys of today and " +
            std::to_string(draft.signed_own()) + " of " + std::to_string(draft.needed_own()) +
            " root keys of the new document. Pass the draft on to the next holder");
    }
    return join_frame(FrameKind::trust, draft.body, draft.signatures);
}

}  // namespace harmony::sync
