#include "sync/trust.h"

#include <algorithm>
#include <set>

#include "sync/wire.h"

namespace harmony::sync {
namespace {

constexpr std::size_t max_keys = 8;
constexpr std::size_t max_chain = 1000;
constexpr std::size_t max_name = 200;

base::Error badfmt() {
    return frame_error(FrameKind::trust, FrameFault::badfmt);
}

base::Error refused(std::string sentence) {
    return {base::ErrorKind::refused, std::move(sentence)};
}

void write_keys(WireWriter& to, std::uint8_t threshold, std::span<const SignPublicKey> keys) {
    to.u8(threshold);
    to.u8(static_cast<std::uint8_t>(keys.size()));
    for (const SignPublicKey& key : keys) {
        to.id(key);
    }
}

std::vector<SignPublicKey> read_keys(WireReader& from, std::uint8_t& threshold) {
    threshold = from.u8();
    const std::size_t count = from.count(from.u8(), max_keys, 32);
    std::vector<SignPublicKey> keys;
    for (std::size_t i = 0; i < count; ++i) {
        keys.push_back(from.id<SignPublicKey>());
    }
    from.require(threshold >= 1 && threshold <= count &&
                 strictly_ascending(keys, [](const SignPublicKey& key) { return key; }));
    return keys;
}

RecipientSet read_set(WireReader& from) {
    RecipientSet set;
    const std::uint8_t cls = from.u8();
    from.require(cls >= 1 && cls <= 4);
    set.cls = static_cast<RecordClass>(cls);
    set.id = from.id<base::SetId>();
    const std::size_t members = from.count(from.u8(), max_recipients, 33);
    for (std::size_t i = 0; i < members; ++i) {
        const std::uint8_t role = from.u8();
        from.require(role == 1 || role == 2);
        set.members.push_back({static_cast<RecipientRole>(role), from.id<BoxPublicKey>()});
    }
    from.require(members >= 1 && strictly_ascending(set.members, [](const Recipient& member) {
                     return member.key;
                 }));
    return set;
}

void sort_document(TrustDocument& document) {
    std::sort(document.roots.begin(), document.roots.end());
    std::sort(document.publishers.begin(), document.publishers.end());
    std::sort(document.sets.begin(),
              document.sets.end(),
              [](const RecipientSet& a, const RecipientSet& b) { return a.id < b.id; });
    for (RecipientSet& set : document.sets) {
        std::sort(set.members.begin(),
                  set.members.end(),
                  [](const Recipient& a, const Recipient& b) { return a.key < b.key; });
    }
}

base::Bytes write_document(const TrustDocument& document) {
    WireWriter out;
    out.id(document.org);
    out.text(document.org_name);
    out.u32(document.version);
    out.id(document.previous);
    out.day(document.created);
    out.day(document.warn_after);
    write_keys(out, document.root_threshold, document.roots);
    write_keys(out, document.publisher_threshold, document.publishers);
    out.u8(static_cast<std::uint8_t>(document.sets.size()));
    for (const RecipientSet& set : document.sets) {
        out.u8(static_cast<std::uint8_t>(set.cls));
        out.id(set.id);
        out.u8(static_cast<std::uint8_t>(set.members.size()));
        for (const Recipient& member : set.members) {
            out.u8(static_cast<std::uint8_t>(member.role));
            out.id(member.key);
        }
    }
    out.u32(document.min_app);
    return out.take();
}

base::Result<TrustDocument> read_document(base::ByteView body) {
    WireReader from(body);
    TrustDocument document;
    document.org = from.id<base::OrgId>();
    document.org_name = from.text(max_name);
    document.version = from.u32();
    document.previous = from.id<base::Digest>();
    document.created = from.day();
    document.warn_after = from.day();
    document.roots = read_keys(from, document.root_threshold);
    document.publishers = read_keys(from, document.publisher_threshold);
    const std::size_t sets = from.count(from.u8(), 255, 18);
    for (std::size_t i = 0; i < sets && !from.failed(); ++i) {
        document.sets.push_back(read_set(from));
    }
    from.require(strictly_ascending(document.sets, [](const RecipientSet& set) { return set.id; }));
    document.min_app = from.u32();
    const bool first_fits = (document.version == 1) == document.previous.is_zero();
    if (!from.finished() || document.version == 0 || !first_fits ||
        !base::equal(write_document(document), body)) {
        return badfmt();
    }
    return document;
}

base::Result<void> check_keys(std::string_view whose,
                              std::uint8_t threshold,
                              std::span<const SignPublicKey> keys) {
    if (threshold < 1 || threshold > keys.size() || keys.size() > max_keys) {
        return refused("the " + std::string(whose) +
                       " keys must be 1 to 8, and the number needed " + "1 to as many");
    }
    return {};
}

/// What residents say must outlive the loss of one key.
base::Result<void> check_set(const RecipientSet& set) {
    const bool personal = set.cls == RecordClass::survey || set.cls == RecordClass::contact;
    const bool escrow =
        std::any_of(set.members.begin(), set.members.end(), [](const Recipient& member) {
            return member.role == RecipientRole::escrow;
        });
    if (personal && (set.members.size() < 2 || !escrow)) {
        return refused(
            "answers and contact details must be sealed to at least two keys, one of them in "
            "escrow: a lost key would lose what residents said");
    }
    if (set.members.empty() || set.members.size() > max_recipients) {
        return refused("a set of recipients has 1 to 16 keys");
    }
    return {};
}

base::Result<TrustedDocument> read_trusted(base::Bytes file) {
    const base::Result<Frame> frame = read_frame(FrameKind::trust, file);
    if (!frame) {
        return frame.error();
    }
    base::Result<TrustDocument> document = read_document(frame->body);
    if (!document) {
        return document.error();
    }
    if (count_signers(*frame, document->roots) < document->root_threshold) {
        return refused("this trust document is not signed by enough of its own root keys");
    }
    const base::Digest digest = frame->digest;
    return TrustedDocument{std::move(*document), digest, std::move(file)};
}

}  // namespace

std::vector<BoxPublicKey> RecipientSet::keys() const {
    std::vector<BoxPublicKey> keys;
    for (const Recipient& member : members) {
        keys.push_back(member.key);
    }
    return keys;
}

const RecipientSet* TrustDocument::find_set(const base::SetId& id) const {
    const auto found = std::find_if(
        sets.begin(), sets.end(), [&](const RecipientSet& set) { return set.id == id; });
    return found == sets.end() ? nullptr : &*found;
}

const RecipientSet* TrustDocument::set_of(RecordClass cls) const {
    const auto found = std::find_if(
        sets.begin(), sets.end(), [&](const RecipientSet& set) { return set.cls == cls; });
    return found == sets.end() ? nullptr : &*found;
}

base::Digest TrustDocument::publisher_set() const {
    std::vector<SignPublicKey> sorted = publishers;
    std::sort(sorted.begin(), sorted.end());
    WireWriter keys;
    for (const SignPublicKey& key : sorted) {
        keys.id(key);
    }
    return hash("hk1.pubset.1", keys.written());
}

base::Result<void> check_trust_rules(const TrustDocument& document) {
    std::set<BoxPublicKey> seen;
    std::size_t members = 0;
    for (const RecipientSet& set : document.sets) {
        if (base::Result<void> fits = check_set(set); !fits) {
            return fits;
        }
        for (const Recipient& member : set.members) {
            seen.insert(member.key);
        }
        members += set.members.size();
    }
    std::set<SignPublicKey> signers(document.roots.begin(), document.roots.end());
    signers.insert(document.publishers.begin(), document.publishers.end());
    if (seen.size() != members ||
        signers.size() != document.roots.size() + document.publishers.size()) {
        return refused("a key may stand in one set and one role only");
    }
    return {};
}

base::Result<base::Bytes> write_trust_body(TrustDocument document) {
    sort_document(document);
    if (base::Result<void> rules = check_trust_rules(document); !rules) {
        return rules.error();
    }
    for (const base::Result<void>& keys :
         {check_keys("root", document.root_threshold, document.roots),
          check_keys("publisher", document.publisher_threshold, document.publishers)}) {
        if (!keys) {
            return keys.error();
        }
    }
    if (!is_wire_text(document.org_name, max_name)) {
        return refused("the organisation's name must be at most 200 bytes of plain text");
    }
    base::Bytes body = write_document(document);
    if (base::Result<TrustDocument> read = read_document(body); !read) {
        return refused(
            "this trust document breaks its own form: a key or set stands twice, or its "
            "version and predecessor do not go together");
    }
    return body;
}

base::Result<TrustDocument> read_trust_body(base::ByteView body) {
    return read_document(body);
}

base::Result<base::Bytes> sign_trust(TrustDocument document,
                                     std::span<const SignKeyPair* const> roots) {
    const base::Result<base::Bytes> body = write_trust_body(std::move(document));
    if (!body) {
        return body.error();
    }
    return write_frame(FrameKind::trust, *body, roots);
}

base::Result<TrustChain> TrustChain::start(base::Bytes first) {
    base::Result<TrustedDocument> read = read_trusted(std::move(first));
    if (!read) {
        return read.error();
    }
    if (read->document.version != 1) {
        return refused("the chain of trust documents must begin with version 1");
    }
    return TrustChain(std::move(*read));
}

base::Result<TrustChain> TrustChain::start_pinned(base::Bytes first, const base::Digest& pinned) {
    base::Result<TrustChain> chain = start(std::move(first));
    if (chain && chain->first().digest != pinned) {
        return refused("this is not the trust document that was confirmed at enrolment");
    }
    return chain;
}

base::Result<TrustChain::Step> TrustChain::offer(base::Bytes file) {
    base::Result<TrustedDocument> read = read_trusted(std::move(file));
    if (!read) {
        return read.error();
    }
    const std::uint32_t version = read->document.version;
    if (const TrustedDocument* held = find(version)) {
        return held->digest == read->digest ? Step::known : Step::fork;
    }
    if (version != current().version + 1) {
        return Step::ahead;
    }
    const base::Result<Frame> frame = read_frame(FrameKind::trust, read->file);
    if (count_signers(*frame, current().roots) < current().root_threshold) {
        return refused("this trust document is not signed by enough root keys of the one before");
    }
    if (read->document.org != current().org || read->document.previous != newest().digest) {
        return refused("this trust document does not follow the one before");
    }
    if (documents_.size() >= max_chain) {
        return refused("the chain of trust documents is longer than any may be");
    }
    documents_.push_back(std::move(*read));
    return Step::taken;
}

const RecipientSet* TrustChain::find_set(const base::SetId& id) const {
    for (auto held = documents_.rbegin(); held != documents_.rend(); ++held) {
        if (const RecipientSet* set = held->document.find_set(id)) {
            return set;
        }
    }
    return nullptr;
}

const TrustedDocument* TrustChain::find(std::uint32_t version) const {
    const bool here = version >= 1 && version <= documents_.size();
    return here ? &documents_[version - 1] : nullptr;
}

base::Result<void> check_publishers(const Frame& frame, const TrustDocument& trust) {
    if (count_signers(frame, trust.publishers) < trust.publisher_threshold) {
        return refused("this " + std::string(frame_rule(frame.kind).noun) +
                       " is not signed by the office's publisher keys");
    }
    return {};
}

}  // namespace harmony::sync
