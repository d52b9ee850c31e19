// How a key is split among holders, without arithmetic on secrets:
//  1. for each group of `needed` holders, sorted by key id, the seed is sealed to the last of them,
//     that to the one before, and so on: the first of the group opens first;
//  2. HKS1 holds the blobs of all groups; 2 of 3 are 3 blobs, 3 of 5 are 10;
//  3. a holder opens the outer layer wherever it is theirs and passes the rest on (HKJ1): what
//     travels between holders is always sealed to those who are still to open;
//  4. the key is right when it gives the public key that the file names.
#include "sync/escrow.h"

#include <sodium.h>

#include <algorithm>

#include "sync/sodium_bytes.h"
#include "sync/wire.h"

namespace harmony::sync {
namespace {

constexpr std::size_t seed_size = 32;
constexpr std::size_t layer_size = crypto_box_SEALBYTES;
constexpr std::size_t most_blobs = 10;
constexpr std::string_view split_magic = "HKS1";
constexpr std::string_view joining_magic = "HKJ1";

struct Blob {
    std::vector<std::uint8_t> to;  ///< who is still to open, by place in the list of holders
    base::Bytes sealed;
};

struct SplitFile {
    SplitLabel label;
    std::vector<Blob> blobs;
};

base::Error refused(std::string sentence) {
    return {base::ErrorKind::refused, std::move(sentence)};
}

base::Error not_split() {
    return {base::ErrorKind::unreadable,
            "this is not a key that was split among holders, or the file was damaged"};
}

base::Digest check_of(bool begun, base::ByteView written) {
    return hash(begun ? "hk1.joining.1" : "hk1.escrow.1", written);
}

base::Bytes write_file(const SplitFile& file) {
    const SplitLabel& label = file.label;
    WireWriter out;
    out.raw(base::as_bytes(label.begun ? joining_magic : split_magic));
    out.u8(static_cast<std::uint8_t>(label.kind));
    out.u8(static_cast<std::uint8_t>(label.algorithm));
    out.raw(label.public_key);
    out.u8(label.needed);
    out.u8(static_cast<std::uint8_t>(label.holders.size()));
    for (const base::KeyId& holder : label.holders) {
        out.id(holder);
    }
    out.u8(static_cast<std::uint8_t>(file.blobs.size()));
    for (const Blob& blob : file.blobs) {
        if (label.begun) {
            out.u8(static_cast<std::uint8_t>(blob.to.size()));
        }
        for (const std::uint8_t place : blob.to) {
            out.u8(place);
        }
        out.raw(blob.sealed);
    }
    out.id(check_of(label.begun, out.written()));
    return out.take();
}

SplitLabel read_label(WireReader& from) {
    SplitLabel label;
    const std::string_view magic = base::as_text(from.raw(4));
    from.require(magic == split_magic || magic == joining_magic);
    label.begun = magic == joining_magic;
    const std::uint8_t kind = from.u8();
    const std::uint8_t algorithm = from.u8();
    from.require(kind >= 1 && kind <= 8 && algorithm >= 1 && algorithm <= 2);
    label.kind = static_cast<KeyKind>(kind);
    label.algorithm = static_cast<KeyAlgorithm>(algorithm);
    label.public_key = base::copy_bytes(from.raw(32));
    label.needed = from.u8();
    const std::size_t holders = from.count(from.u8(), most_holders, base::KeyId::size);
    for (std::size_t i = 0; i < holders; ++i) {
        label.holders.push_back(from.id<base::KeyId>());
    }
    from.require(label.needed >= 2 && label.needed <= most_needed && label.needed <= holders &&
                 strictly_ascending(label.holders, [](const base::KeyId& id) { return id; }));
    return label;
}

Blob read_blob(WireReader& from, const SplitLabel& label) {
    Blob blob;
    const std::size_t layers = label.begun ? from.u8() : label.needed;
    from.require(layers >= 1 && layers <= label.needed - (label.begun ? 1U : 0U));
    for (std::size_t i = 0; i < layers && !from.failed(); ++i) {
        blob.to.push_back(from.u8());
        from.require(blob.to.back() < label.holders.size());
    }
    from.require(strictly_ascending(blob.to, [](std::uint8_t place) { return place; }));
    if (!from.failed()) {
        blob.sealed = base::copy_bytes(from.raw(seed_size + layers * layer_size));
    }
    return blob;
}

base::Result<SplitFile> read_file(base::ByteView bytes) {
    if (bytes.size() > max_split_file || bytes.size() < base::Digest::size) {
        return not_split();
    }
    WireReader from(bytes.first(bytes.size() - base::Digest::size));
    SplitFile file;
    file.label = read_label(from);
    const std::size_t blobs = from.count(from.u8(), most_blobs, seed_size + layer_size);
    for (std::size_t i = 0; i < blobs && !from.failed(); ++i) {
        file.blobs.push_back(read_blob(from, file.label));
    }
    if (!from.finished() || blobs == 0 || !base::equal(write_file(file), bytes)) {
        return not_split();
    }
    return file;
}

/// All groups of `size` of `count` places, in their order.
std::vector<std::vector<std::uint8_t>> groups_of(std::size_t count, std::size_t size) {
    std::vector<std::vector<std::uint8_t>> groups;
    for (std::uint32_t mask = 1; mask < (1U << count); ++mask) {
        std::vector<std::uint8_t> group;
        for (std::uint8_t place = 0; place < count; ++place) {
            if ((mask & (1U << place)) != 0) {
                group.push_back(place);
            }
        }
        if (group.size() == size) {
            groups.push_back(std::move(group));
        }
    }
    std::sort(groups.begin(), groups.end());
    return groups;
}

base::Bytes seal_to(base::ByteView bytes, const BoxPublicKey& holder) {
    base::Bytes sealed(bytes.size() + layer_size);
    base::promise(crypto_box_seal(raw(sealed), raw(bytes), bytes.size(), raw(holder.view())) == 0,
                  "a public key of a holder");
    return sealed;
}

/// The public key that a seed gives.
base::Bytes public_of(const OpenedKey& key) {
    return key.algorithm == KeyAlgorithm::ed25519
               ? base::copy_bytes(SignKeyPair(key.sign_seed()).public_key().view())
               : base::copy_bytes(BoxKeyPair(key.box_seed()).public_key().view());
}

/// Opens the outer layer of every blob that is this holder's turn.
base::Result<std::vector<base::SecretBytes>> open_layers(std::vector<Blob>& blobs,
                                                         std::uint8_t place,
                                                         const BoxKeyPair& holder) {
    std::erase_if(blobs, [&](const Blob& blob) { return blob.to.front() != place; });
    std::vector<base::SecretBytes> opened;
    for (const Blob& blob : blobs) {
        std::optional<base::SecretBytes> inner = holder.open_sealed(blob.sealed);
        if (!inner) {
            return not_split();
        }
        opened.push_back(std::move(*inner));
    }
    return opened;
}

std::vector<base::KeyId> turns(const SplitFile& file) {
    std::vector<base::KeyId> next;
    for (const Blob& blob : file.blobs) {
        next.push_back(file.label.holders[blob.to.front()]);
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    return next;
}

base::Result<JoinStep> finish(const SplitLabel& label, base::SecretBytes seed) {
    OpenedKey key{label.kind, label.algorithm, std::move(seed)};
    if (!base::equal(public_of(key), label.public_key)) {
        return not_split();
    }
    JoinStep step;
    step.key = std::move(key);
    return step;
}

}  // namespace

base::Result<base::Bytes> split_key(const OpenedKey& key,
                                    std::span<const BoxPublicKey> holders,
                                    std::uint8_t needed) {
    base::promise(key.algorithm != KeyAlgorithm::bytes && key.secret.size() == seed_size,
                  "a key that is a seed");
    std::vector<BoxPublicKey> sorted(holders.begin(), holders.end());
    std::sort(sorted.begin(), sorted.end(), [](const BoxPublicKey& a, const BoxPublicKey& b) {
        return key_id(a) < key_id(b);
    });
    const bool distinct =
        strictly_ascending(sorted, [](const BoxPublicKey& holder) { return key_id(holder); });
    if (sorted.size() < 2 || sorted.size() > most_holders || !distinct || needed < 2 ||
        needed > most_needed || needed > sorted.size()) {
        return refused(
            "a key is split among 2 to 5 different holders, of whom 2 or 3 must come together");
    }
    SplitFile file;
    file.label = {key.kind, key.algorithm, public_of(key), needed, {}, false};
    for (const BoxPublicKey& holder : sorted) {
        file.label.holders.push_back(key_id(holder));
    }
    for (std::vector<std::uint8_t>& group : groups_of(sorted.size(), needed)) {
        base::Bytes sealed = seal_to(key.secret, sorted[group.back()]);
        for (std::size_t at = group.size() - 1; at-- > 0;) {
            sealed = seal_to(sealed, sorted[group[at]]);
        }
        file.blobs.push_back({std::move(group), std::move(sealed)});
    }
    return write_file(file);
}

base::Result<SplitLabel> read_split_label(base::ByteView file) {
    base::Result<SplitFile> read = read_file(file);
    if (!read) {
        return read.error();
    }
    return std::move(read->label);
}

base::Result<JoinStep> join_key(base::ByteView bytes, const BoxKeyPair& holder) {
    base::Result<SplitFile> file = read_file(bytes);
    if (!file) {
        return file.error();
    }
    const auto& holders = file->label.holders;
    const auto found = std::find(holders.begin(), holders.end(), holder.id());
    if (found == holders.end()) {
        return refused("this key is none of the holders that the file names");
    }
    base::Result<std::vector<base::SecretBytes>> opened =
        open_layers(file->blobs, static_cast<std::uint8_t>(found - holders.begin()), holder);
    if (!opened) {
        return opened.error();
    }
    if (opened->empty()) {
        return refused("it is another holder's turn: this one has opened already, or comes later");
    }
    for (std::size_t at = 0; at < opened->size(); ++at) {
        Blob& blob = file->blobs[at];
        blob.to.erase(blob.to.begin());
        if (blob.to.empty()) {
            return finish(file->label, std::move((*opened)[at]));
        }
        blob.sealed = base::copy_bytes((*opened)[at]);  // still sealed to those who come next
    }
    file->label.begun = true;
    JoinStep step;
    step.next = turns(*file);
    step.pass_on = write_file(*file);
    return step;
}

}  // namespace harmony::sync
