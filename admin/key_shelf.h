#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "admin/office_folder.h"
#include "base/error.h"
#include "base/files.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"
#include "sync/key_file.h"

namespace harmony::admin {

/// A key file as it lies on the disk, not opened.
struct ShelvedKey {
    std::filesystem::path file;
    sync::KeyFileLabel label;
    base::KeyId id;  ///< of its public key; zero for a secret of another kind
};

/// "survey", "root", "holder", ...
[[nodiscard]] std::string_view key_kind_word(sync::KeyKind kind);
/// The kind of that word; nothing when it is none.
[[nodiscard]] std::optional<sync::KeyKind> key_kind_called(std::string_view word);

/// The key files of one folder, by name; files that are none are left out.
[[nodiscard]] base::Result<std::vector<ShelvedKey>> keys_in(base::Files& files,
                                                            const std::filesystem::path& folder);

/// Those of the office folder: `keys`, `escrow`, `roots`.
[[nodiscard]] base::Result<std::vector<ShelvedKey>> keys_of_office(base::Files& files,
                                                                   const OfficeFolder& folder);

/// One key file. Errors: absent, unreadable.
[[nodiscard]] base::Result<ShelvedKey> read_shelved_key(base::Files& files,
                                                        const std::filesystem::path& file);

/// Opens one. Errors: those of the file and of `sync::open_key_file`, with the file's name.
[[nodiscard]] base::Result<sync::OpenedKey> open_key(base::Files& files,
                                                     const std::filesystem::path& file,
                                                     const base::SecretText& passphrase);

/// What a new key file is made with.
struct KeyTools {
    base::Files& files;
    base::RandomSource& random;
    base::SecretText passphrase;
    sync::PassphraseCost cost;
};

/// The public half of a key that was just made, and its file.
struct MadeKey {
    std::filesystem::path file;
    sync::KeyKind kind;
    sync::KeyAlgorithm algorithm;
    base::Bytes public_key;
    base::KeyId id;
};

/// Makes a key of that kind; its file is `folder`/`name`-<key id>.hkk.
[[nodiscard]] base::Result<MadeKey> make_key(sync::KeyKind kind,
                                             const std::filesystem::path& folder,
                                             std::string_view name,
                                             KeyTools& tools);

/// The HKK1 file of an opened key.
[[nodiscard]] base::Result<base::Bytes> seal_key(const sync::OpenedKey& key, KeyTools& tools);

/// Seals an opened key into a file of its own; refused when something is there already.
[[nodiscard]] base::Result<void> keep_key(const sync::OpenedKey& key,
                                          const std::filesystem::path& file,
                                          KeyTools& tools);

/// As `make_key`, into a file of that name.
[[nodiscard]] base::Result<MadeKey> make_key_file(sync::KeyKind kind,
                                                  const std::filesystem::path& file,
                                                  KeyTools& tools);

/// The one line of a `.pub` file: what others may know of a key.
[[nodiscard]] std::string public_line(sync::KeyKind kind, base::ByteView public_key);

struct PublicHalf {
    sync::KeyKind kind;
    base::Bytes public_key;
};

/// Reads a `.pub` file. Errors: absent, unreadable.
[[nodiscard]] base::Result<PublicHalf> read_public_half(base::Files& files,
                                                        const std::filesystem::path& file);

[[nodiscard]] sync::KeyAlgorithm algorithm_of(sync::KeyKind kind);
[[nodiscard]] base::KeyId key_id_of(sync::KeyAlgorithm algorithm, base::ByteView public_key);

}  // namespace harmony::admin
