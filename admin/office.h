#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "admin/office_books.h"
#include "admin/office_folder.h"
#include "base/error.h"
#include "base/files.h"
#include "base/secret.h"
#include "db/office_store.h"
#include "sync/crypto.h"
#include "sync/wraps.h"

namespace harmony::admin {

/// An office folder that is open: its settings, books and store.
class Office {
public:
    /// `files` must outlive this. Errors: absent (no office there), unreadable, unreachable.
    [[nodiscard]] static base::Result<std::unique_ptr<Office>> open(
        const std::filesystem::path& folder, base::Files& files);

    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;
    ~Office() = default;

    [[nodiscard]] const OfficeFolder& folder() const { return folder_; }
    [[nodiscard]] const OfficeSettings& settings() const { return settings_; }
    [[nodiscard]] db::OfficeStore& store() { return *store_; }
    [[nodiscard]] const sync::TrustChain& trust() const { return books_.trust; }
    [[nodiscard]] const sync::Registry& registry() const { return books_.registry; }

    /// Signs and keeps a changed list of kiosks.
    [[nodiscard]] base::Result<void> replace_registry(sync::Registry changed,
                                                      base::Day today,
                                                      const sync::SignKeyPair& publisher);

    /// Takes in the next trust document, and signs the list of kiosks under it, in one step that a
    /// kill cannot halve. REQUIRES: `file` follows the newest; `publisher` is one of its own.
    [[nodiscard]] base::Result<void> install_trust(base::Bytes file,
                                                   base::Day today,
                                                   const sync::SignKeyPair& publisher);

    /// The key that signs what kiosks believe. Errors: refused (wrong passphrase), absent.
    [[nodiscard]] base::Result<sync::SignKeyPair> publisher(const base::SecretText& passphrase);

    /// The publisher's key under another trust document, such as the next.
    [[nodiscard]] base::Result<sync::SignKeyPair> publisher_of(const sync::TrustDocument& trust,
                                                               const base::SecretText& passphrase);

    /// One of the office's everyday keys that open records, by name (`key_names`): the one that the
    /// newest trust document names.
    [[nodiscard]] base::Result<sync::BoxKeyPair> recipient(std::string_view name,
                                                           const base::SecretText& passphrase);

    /// The everyday keys that open what kiosks sealed, also to sets that were replaced since, as
    /// long as their files are here.
    [[nodiscard]] base::Result<sync::KeyRing> ring(const base::SecretText& passphrase);

    /// Those of one class alone: survey or contact.
    [[nodiscard]] base::Result<sync::KeyRing> ring_of(std::string_view name,
                                                      const base::SecretText& passphrase);

private:
    Office(OfficeFolder folder,
           OfficeSettings settings,
           std::unique_ptr<db::OfficeStore> store,
           Books books,
           base::Files& files)
        : folder_(std::move(folder)),
          settings_(std::move(settings)),
          store_(std::move(store)),
          books_(std::move(books)),
          files_(files) {}

    [[nodiscard]] std::vector<base::Bytes> public_keys_of(std::string_view name);
    [[nodiscard]] base::Result<void> add_keys(std::string_view name,
                                              const base::SecretText& passphrase,
                                              sync::KeyRing& ring);

    OfficeFolder folder_;
    OfficeSettings settings_;
    std::unique_ptr<db::OfficeStore> store_;
    Books books_;
    base::Files& files_;
};

}  // namespace harmony::admin
