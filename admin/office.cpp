#include "admin/office.h"

#include <fmt/format.h>

#include "sync/key_file.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::size_t key_file_cap = 4096;

Result<sync::OpenedKey> open_key(base::Files& files,
                                 const std::filesystem::path& file,
                                 sync::KeyKind kind,
                                 const base::SecretText& passphrase) {
    const Result<base::Bytes> bytes = files.read(file, key_file_cap);
    if (!bytes) {
        return bytes.error().while_doing("opening the key " + file.string());
    }
    Result<sync::OpenedKey> key = sync::open_key_file(*bytes, passphrase.view());
    if (!key) {
        return key.error().while_doing("opening the key " + file.string());
    }
    if (key->kind != kind) {
        return Error{
            ErrorKind::refused,
            fmt::format(
                "{} holds a key of another kind. Nothing was changed; put back the file from a "
                "backup",
                file.string())};
    }
    return key;
}

sync::KeyKind kind_of(std::string_view name) {
    if (name == key_names::survey) {
        return sync::KeyKind::survey;
    }
    if (name == key_names::contact) {
        return sync::KeyKind::contact;
    }
    return name == key_names::health ? sync::KeyKind::health : sync::KeyKind::backup;
}

}  // namespace

Result<std::unique_ptr<Office>> Office::open(const std::filesystem::path& folder,
                                             base::Files& files) {
    OfficeFolder where(folder);
    Result<OfficeSettings> settings = read_settings(files, where);
    if (!settings) {
        return settings.error();
    }
    auto store = db::OfficeStore::open(where.store());
    if (!store) {
        return store.error().while_doing("opening " + where.store().string());
    }
    Result<Books> books = read_books(**store);
    if (!books) {
        return books.error();
    }
    if (books->trust.current().org != settings->org) {
        return Error{
            ErrorKind::unreadable,
            fmt::format(
                "{} and {} are of two organisations. Nothing was changed; put both back from the "
                "same backup",
                where.settings().string(),
                where.store().string())};
    }
    return std::unique_ptr<Office>(new Office(
        std::move(where), std::move(*settings), std::move(*store), std::move(*books), files));
}

Result<void> Office::replace_registry(sync::Registry changed,
                                      base::Day today,
                                      const sync::SignKeyPair& publisher) {
    Result<sync::Registry> kept = keep_registry(*store_, std::move(changed), today, publisher);
    if (!kept) {
        return kept.error();
    }
    books_.registry = std::move(*kept);
    return {};
}

Result<sync::SignKeyPair> Office::publisher(const base::SecretText& passphrase) {
    const auto key =
        open_key(files_, folder_.key(key_names::publisher), sync::KeyKind::publisher, passphrase);
    if (!key) {
        return key.error();
    }
    return sync::SignKeyPair(key->sign_seed());
}

Result<sync::BoxKeyPair> Office::recipient(std::string_view name,
                                           const base::SecretText& passphrase) {
    const auto key = open_key(files_, folder_.key(name), kind_of(name), passphrase);
    if (!key) {
        return key.error();
    }
    return sync::BoxKeyPair(key->box_seed());
}

Result<sync::KeyRing> Office::ring(const base::SecretText& passphrase) {
    sync::KeyRing ring;
    for (const std::string_view name : {key_names::survey, key_names::contact, key_names::health}) {
        Result<sync::BoxKeyPair> key = recipient(name, passphrase);
        if (!key) {
            return key.error();
        }
        ring.add(std::move(*key));
    }
    return ring;
}

}  // namespace harmony::admin
