#include "sync/wraps.h"

#include <sodium.h>

#include <algorithm>

#include "sync/names.h"
#include "sync/sodium_bytes.h"
#include "sync/wraps_wire.h"

namespace harmony::sync {
namespace {

bool sorted_once(const std::vector<Wrap>& wraps) {
    return strictly_ascending(wraps, [](const Wrap& wrap) { return wrap.recipient; });
}

}  // namespace

std::vector<Wrap> wrap_key(base::ByteView key, std::span<const BoxPublicKey> recipients) {
    base::promise(key.size() == 32, "a key of 32 bytes to wrap");
    base::promise(!recipients.empty() && recipients.size() <= max_recipients, "1 to 16 recipients");
    std::vector<Wrap> wraps;
    for (const BoxPublicKey& recipient : recipients) {
        Wrap wrap;
        wrap.recipient = key_id(recipient);
        base::promise(
            crypto_box_seal(raw(wrap.sealed), raw(key), key.size(), raw(recipient.view())) == 0,
            "wrapping to a key that is a point of the curve");
        wraps.push_back(wrap);
    }
    std::sort(wraps.begin(), wraps.end(), [](const Wrap& a, const Wrap& b) {
        return a.recipient < b.recipient;
    });
    base::promise(sorted_once(wraps), "no recipient twice");
    return wraps;
}

void KeyRing::add(BoxKeyPair key) {
    keys_.push_back(std::move(key));
}

const BoxKeyPair* KeyRing::find(const base::KeyId& id) const {
    const auto found = std::find_if(
        keys_.begin(), keys_.end(), [&](const BoxKeyPair& key) { return key.id() == id; });
    return found == keys_.end() ? nullptr : &*found;
}

Unwrapped unwrap_key(std::span<const Wrap> wraps, const KeyRing& ring) {
    const auto ours = std::find_if(wraps.begin(), wraps.end(), [&ring](const Wrap& wrap) {
        return ring.find(wrap.recipient) != nullptr;
    });
    if (ours == wraps.end()) {
        return {};
    }
    std::optional<base::SecretBytes> opened = ring.find(ours->recipient)->unwrap(ours->sealed);
    if (!opened) {
        return {Opening::cannot_open, {}};
    }
    return {Opening::opened, std::move(*opened)};
}

void write_wraps(WireWriter& to, const std::vector<Wrap>& wraps) {
    to.u8(static_cast<std::uint8_t>(wraps.size()));
    for (const Wrap& wrap : wraps) {
        to.id(wrap.recipient);
        to.raw(wrap.sealed);
    }
}

std::vector<Wrap> read_wraps(WireReader& from) {
    const std::size_t count = from.count(from.u8(), max_recipients, 88);
    from.require(count >= 1);
    std::vector<Wrap> wraps(count);
    for (Wrap& wrap : wraps) {
        wrap.recipient = from.id<base::KeyId>();
        const base::ByteView sealed = from.raw(wrap.sealed.size());
        std::copy(sealed.begin(), sealed.end(), wrap.sealed.begin());
    }
    from.require(sorted_once(wraps));
    return wraps;
}

}  // namespace harmony::sync
