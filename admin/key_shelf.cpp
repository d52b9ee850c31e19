#include "admin/key_shelf.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "sync/crypto.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t key_file_cap = 4096;
constexpr std::size_t public_file_cap = 1024;
constexpr std::string_view public_word = "harmony-public-key";

constexpr std::array<std::string_view, 8> kind_words = {
    "root", "publisher", "survey", "contact", "health", "backup", "holder", "secret"};
static_assert(kind_words.size() == static_cast<std::size_t>(sync::KeyKind::other));

template <typename PublicKey>
base::KeyId id_of(base::ByteView bytes) {
    const auto key = PublicKey::from_bytes(bytes);
    return key ? sync::key_id(*key) : base::KeyId{};
}

}  // namespace

Result<base::Bytes> seal_key(const sync::OpenedKey& key, KeyTools& tools) {
    const std::string_view passphrase = tools.passphrase.view();
    switch (key.algorithm) {
        case sync::KeyAlgorithm::ed25519:
            return sync::write_key_file(
                key.kind, key.sign_seed(), passphrase, tools.cost, tools.random);
        case sync::KeyAlgorithm::x25519:
            return sync::write_key_file(
                key.kind, key.box_seed(), passphrase, tools.cost, tools.random);
        case sync::KeyAlgorithm::bytes: break;
    }
    return sync::write_secret_file(key.secret, passphrase, tools.cost, tools.random);
}

std::string_view key_kind_word(sync::KeyKind kind) {
    return kind_words.at(static_cast<std::size_t>(kind) - 1);
}

std::optional<sync::KeyKind> key_kind_called(std::string_view word) {
    const auto* const found = std::find(kind_words.begin(), kind_words.end(), word);
    return found == kind_words.end()
               ? std::nullopt
               : std::optional(static_cast<sync::KeyKind>(found - kind_words.begin() + 1));
}

sync::KeyAlgorithm algorithm_of(sync::KeyKind kind) {
    return kind == sync::KeyKind::root || kind == sync::KeyKind::publisher
               ? sync::KeyAlgorithm::ed25519
               : sync::KeyAlgorithm::x25519;
}

base::KeyId key_id_of(sync::KeyAlgorithm algorithm, base::ByteView public_key) {
    switch (algorithm) {
        case sync::KeyAlgorithm::ed25519: return id_of<sync::SignPublicKey>(public_key);
        case sync::KeyAlgorithm::x25519: return id_of<sync::BoxPublicKey>(public_key);
        case sync::KeyAlgorithm::bytes: break;
    }
    return {};
}

Result<ShelvedKey> read_shelved_key(base::Files& files, const fs::path& file) {
    const Result<base::Bytes> bytes = files.read(file, key_file_cap);
    if (!bytes) {
        return bytes.error().while_doing("reading the key " + file.string());
    }
    Result<sync::KeyFileLabel> label = sync::read_key_label(*bytes);
    if (!label) {
        return label.error().while_doing("reading the key " + file.string());
    }
    const base::KeyId id = key_id_of(label->algorithm, label->public_key);
    return ShelvedKey{file, std::move(*label), id};
}

Result<std::vector<ShelvedKey>> keys_in(base::Files& files, const fs::path& folder) {
    const auto names = files.list(folder);
    if (!names) {
        return names.error();
    }
    std::vector<ShelvedKey> keys;
    for (const std::string& name : *names) {
        if (!name.ends_with(".hkk")) {
            continue;
        }
        if (Result<ShelvedKey> key = read_shelved_key(files, folder / name)) {
            keys.push_back(std::move(*key));
        }
    }
    return keys;
}

Result<std::vector<ShelvedKey>> keys_of_office(base::Files& files, const OfficeFolder& folder) {
    std::vector<ShelvedKey> all;
    for (const fs::path& where :
         {folder.keys(), folder.root() / "escrow", folder.root() / "roots"}) {
        Result<std::vector<ShelvedKey>> keys = keys_in(files, where);
        if (!keys) {
            return keys;
        }
        all.insert(all.end(),
                   std::make_move_iterator(keys->begin()),
                   std::make_move_iterator(keys->end()));
    }
    return all;
}

Result<sync::OpenedKey> open_key(base::Files& files,
                                 const fs::path& file,
                                 const base::SecretText& passphrase) {
    const Result<base::Bytes> bytes = files.read(file, key_file_cap);
    if (!bytes) {
        return bytes.error().while_doing("opening the key " + file.string());
    }
    Result<sync::OpenedKey> key = sync::open_key_file(*bytes, passphrase.view());
    if (!key) {
        return key.error().while_doing("opening the key " + file.string());
    }
    return key;
}

Result<void> keep_key(const sync::OpenedKey& key, const fs::path& file, KeyTools& tools) {
    const Result<base::Bytes> bytes = seal_key(key, tools);
    if (!bytes) {
        return bytes.error();
    }
    const auto written = tools.files.write(file, *bytes, base::IfPresent::skip, base::private_mode);
    if (!written) {
        return written.error().while_doing("writing the key " + file.string());
    }
    if (*written == base::Delivery::was_there) {
        return Error{ErrorKind::refused,
                     fmt::format("{} is there already. Nothing was changed; name another file",
                                 file.string())};
    }
    return {};
}

namespace {

sync::OpenedKey draw_key(sync::KeyKind kind, base::RandomSource& random) {
    sync::OpenedKey key{kind, algorithm_of(kind), base::SecretBytes(sync::BoxSeed::size)};
    random.fill(key.secret);
    return key;
}

base::Bytes public_half_of(const sync::OpenedKey& key) {
    return key.algorithm == sync::KeyAlgorithm::ed25519
               ? base::copy_bytes(sync::SignKeyPair(key.sign_seed()).public_key().view())
               : base::copy_bytes(sync::BoxKeyPair(key.box_seed()).public_key().view());
}

Result<MadeKey> keep_made(const sync::OpenedKey& key,
                          base::Bytes half,
                          const fs::path& file,
                          KeyTools& tools) {
    if (Result<void> kept = keep_key(key, file, tools); !kept) {
        return kept.error();
    }
    const base::KeyId id = key_id_of(key.algorithm, half);
    return MadeKey{file, key.kind, key.algorithm, std::move(half), id};
}

}  // namespace

Result<MadeKey> make_key(sync::KeyKind kind,
                         const fs::path& folder,
                         std::string_view name,
                         KeyTools& tools) {
    const sync::OpenedKey key = draw_key(kind, tools.random);
    base::Bytes half = public_half_of(key);
    const base::KeyId id = key_id_of(key.algorithm, half);
    return keep_made(
        key, std::move(half), folder / fmt::format("{}-{}.hkk", name, id.hex()), tools);
}

Result<MadeKey> make_key_file(sync::KeyKind kind, const fs::path& file, KeyTools& tools) {
    const sync::OpenedKey key = draw_key(kind, tools.random);
    return keep_made(key, public_half_of(key), file, tools);
}

std::string public_line(sync::KeyKind kind, base::ByteView public_key) {
    return fmt::format("{} {} {}\n", public_word, key_kind_word(kind), base::to_hex(public_key));
}

Result<PublicHalf> read_public_half(base::Files& files, const fs::path& file) {
    const Result<base::Bytes> bytes = files.read(file, public_file_cap);
    if (!bytes) {
        return bytes.error().while_doing("reading " + file.string());
    }
    const std::vector<std::string> words =
        base::split(std::string(base::trim(base::as_text(*bytes))), ' ');
    const auto kind = words.size() == 3 ? key_kind_called(words[1]) : std::nullopt;
    const auto half = words.size() == 3 ? base::from_hex(words[2]) : std::nullopt;
    if (!kind || words[0] != public_word || !half || half->size() != 32) {
        return Error{ErrorKind::unreadable,
                     fmt::format("{} is not the public half of a key: harmony-admin key new makes "
                                 "one",
                                 file.string())};
    }
    return PublicHalf{*kind, *half};
}

}  // namespace harmony::admin
