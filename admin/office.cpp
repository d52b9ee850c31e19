#include "admin/office.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/key_shelf.h"
#include "sync/key_file.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

Result<sync::OpenedKey> open_kind(base::Files& files,
                                  const std::filesystem::path& file,
                                  sync::KeyKind kind,
                                  const base::SecretText& passphrase) {
    Result<sync::OpenedKey> key = open_key(files, file, passphrase);
    if (key && key->kind != kind) {
        return Error{
            ErrorKind::refused,
            fmt::format(
                "{} holds a key of another kind. Nothing was changed; put back the file from a "
                "backup",
                file.string())};
    }
    return key;
}

bool is_one_of(const base::Bytes& key, const std::vector<base::Bytes>& wanted) {
    return wanted.empty() ||
           std::any_of(wanted.begin(), wanted.end(), [&](const base::Bytes& each) {
               return base::equal(each, key);
           });
}

/// Which file holds the key that the trust document names. The plain name is tried first, so that a
/// missing or spoilt file is called by its name; a key that was made later has its id in its name.
Result<std::filesystem::path> file_of(base::Files& files,
                                      const OfficeFolder& folder,
                                      std::string_view name,
                                      const std::vector<base::Bytes>& wanted) {
    const std::filesystem::path plain = folder.key(name);
    const Result<ShelvedKey> first = read_shelved_key(files, plain);
    if (first && is_one_of(first->label.public_key, wanted)) {
        return plain;
    }
    const Result<std::vector<ShelvedKey>> all = keys_in(files, folder.keys());
    if (!all) {
        return all.error();
    }
    for (const ShelvedKey& key : *all) {
        if (!wanted.empty() && is_one_of(key.label.public_key, wanted)) {
            return key.file;
        }
    }
    if (first && key_kind_word(first->label.kind) == name) {
        return Error{ErrorKind::absent,
                     fmt::format("the {} key that the newest trust document names is not in {}. "
                                 "Nothing was changed; put back the file from a backup",
                                 name,
                                 folder.keys().string())};
    }
    return plain;
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

std::string_view class_name(sync::RecordClass cls) {
    switch (cls) {
        case sync::RecordClass::survey: return key_names::survey;
        case sync::RecordClass::contact: return key_names::contact;
        case sync::RecordClass::health: return key_names::health;
        case sync::RecordClass::office_to_kiosk: break;
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<Office>> Office::open(const std::filesystem::path& folder,
                                             base::Files& files) {
    OfficeFolder where(folder);
    Result<OfficeSettings> settings = read_settings(files, where);
    if (!settings) {
        return settings.error();
    }
    // An address may hold a password: it is never repeated.
    auto store = db::OfficeStore::open(store_of(where, *settings));
    if (!store) {
        return store.error().while_doing("opening " + (settings->store.empty()
                                                           ? where.store().string()
                                                           : std::string("the office's store")));
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
                settings->store.empty() ? where.store().string() : "its store on the server")};
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

Result<void> Office::install_trust(base::Bytes file,
                                   base::Day today,
                                   const sync::SignKeyPair& publisher) {
    Result<Books> next = turn_page(*store_, books_, std::move(file), today, publisher);
    if (!next) {
        return next.error();
    }
    books_ = std::move(*next);
    return {};
}

Result<sync::SignKeyPair> Office::publisher(const base::SecretText& passphrase) {
    return publisher_of(trust().current(), passphrase);
}

Result<sync::SignKeyPair> Office::publisher_of(const sync::TrustDocument& trust,
                                               const base::SecretText& passphrase) {
    std::vector<base::Bytes> wanted;
    for (const sync::SignPublicKey& key : trust.publishers) {
        wanted.push_back(base::copy_bytes(key.view()));
    }
    const auto file = file_of(files_, folder_, key_names::publisher, wanted);
    if (!file) {
        return file.error();
    }
    const auto key = open_kind(files_, *file, sync::KeyKind::publisher, passphrase);
    if (!key) {
        return key.error();
    }
    return sync::SignKeyPair(key->sign_seed());
}

std::vector<base::Bytes> Office::public_keys_of(std::string_view name) {
    std::vector<base::Bytes> wanted;
    for (const sync::RecipientSet& set : trust().current().sets) {
        if (class_name(set.cls) != name) {
            continue;
        }
        for (const sync::Recipient& member : set.members) {
            wanted.push_back(base::copy_bytes(member.key.view()));
        }
    }
    return wanted;
}

Result<sync::BoxKeyPair> Office::recipient(std::string_view name,
                                           const base::SecretText& passphrase) {
    const auto file = file_of(files_, folder_, name, public_keys_of(name));
    if (!file) {
        return file.error();
    }
    const auto key = open_kind(files_, *file, kind_of(name), passphrase);
    if (!key) {
        return key.error();
    }
    return sync::BoxKeyPair(key->box_seed());
}

Result<sync::KeyRing> Office::ring_of(std::string_view name, const base::SecretText& passphrase) {
    sync::KeyRing ring;
    Result<void> added = add_keys(name, passphrase, ring);
    return added ? Result<sync::KeyRing>(std::move(ring)) : added.error();
}

/// The key of today first, then those before it whose files are still here.
Result<void> Office::add_keys(std::string_view name,
                              const base::SecretText& passphrase,
                              sync::KeyRing& ring) {
    Result<sync::BoxKeyPair> today = recipient(name, passphrase);
    if (!today) {
        return today.error();
    }
    const base::KeyId held = today->id();
    ring.add(std::move(*today));
    const Result<std::vector<ShelvedKey>> all = keys_in(files_, folder_.keys());
    if (!all) {
        return all.error();
    }
    for (const ShelvedKey& key : *all) {
        if (key.label.kind != kind_of(name) || key.id == held) {
            continue;
        }
        const auto opened = open_kind(files_, key.file, kind_of(name), passphrase);
        if (!opened) {
            return opened.error();
        }
        ring.add(sync::BoxKeyPair(opened->box_seed()));
    }
    return {};
}

Result<sync::KeyRing> Office::ring(const base::SecretText& passphrase) {
    sync::KeyRing ring;
    for (const std::string_view name : {key_names::survey, key_names::contact, key_names::health}) {
        if (Result<void> added = add_keys(name, passphrase, ring); !added) {
            return added.error();
        }
    }
    return ring;
}

}  // namespace harmony::admin
