#include "admin/office_books.h"

#include <utility>
#include <vector>

namespace harmony::admin {

using base::Bytes;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::string_view trust_chain = "trust_chain";
constexpr std::string_view registry_name = "registry";
constexpr std::string_view next_books = "books_next";  ///< the registry, then the whole chain

/// The chain is one value: each file with its length before it, version 1 first.
void append_file(Bytes& chain, base::ByteView file) {
    auto length = static_cast<std::uint32_t>(file.size());
    for (int shift = 0; shift < 32; shift += 8) {
        chain.push_back(static_cast<std::byte>((length >> static_cast<unsigned>(shift)) & 0xFFU));
    }
    base::append(chain, file);
}

std::vector<Bytes> split_files(base::ByteView chain) {
    std::vector<Bytes> files;
    while (chain.size() >= 4) {
        std::uint32_t length = 0;
        for (unsigned at = 0; at < 4; ++at) {
            length |= std::to_integer<std::uint32_t>(chain[at]) << (8 * at);
        }
        chain = chain.subspan(4);
        if (length > chain.size()) {
            return {};
        }
        files.push_back(base::copy_bytes(chain.first(length)));
        chain = chain.subspan(length);
    }
    return files;
}

Error damaged(std::string_view what) {
    return {ErrorKind::unreadable,
            "the office store holds no readable " + std::string(what) +
                ". Nothing was changed; put back office.db from a backup"};
}

Result<sync::TrustChain> read_chain(db::OfficeStore& store) {
    std::vector<Bytes> files = split_files(store.value(trust_chain).value_or(Bytes{}));
    if (files.empty()) {
        return damaged("trust document");
    }
    Result<sync::TrustChain> chain = sync::TrustChain::start(std::move(files.front()));
    for (std::size_t at = 1; chain && at < files.size(); ++at) {
        const auto step = chain->offer(std::move(files[at]));
        if (!step || *step != sync::TrustChain::Step::taken) {
            return damaged("chain of trust documents");
        }
    }
    return chain;
}

/// Puts what `turn_page` wrote in its places; doing it again gives the same.
Result<void> finish_page(db::OfficeStore& store) {
    const std::optional<Bytes> next = store.value(next_books);
    if (!next) {
        return {};
    }
    std::vector<Bytes> files = split_files(*next);
    if (files.size() < 2) {
        return damaged("next trust document");
    }
    Bytes chain;
    for (std::size_t at = 1; at < files.size(); ++at) {
        append_file(chain, files[at]);
    }
    const std::pair<std::string_view, base::ByteView> steps[] = {
        {trust_chain, chain}, {registry_name, files.front()}, {next_books, {}}};
    for (const auto& [name, bytes] : steps) {
        if (Result<void> kept = store.set_value(name, bytes); !kept) {
            return kept.error().while_doing("keeping the next trust document");
        }
    }
    return {};
}

}  // namespace

Result<void> first_books(const std::string& where,
                         const sync::TrustDocument& trust,
                         const Bytes& trust_file,
                         std::span<const sync::BoxPublicKey> backup_keys,
                         const sync::SignKeyPair& publisher) {
    auto store = db::OfficeStore::open(where);
    if (!store) {
        return store.error();
    }
    if (!(*store)->is_new()) {
        return Error{ErrorKind::refused,
                     "there is an office in that database already. Name an empty one"};
    }
    Bytes chain;
    append_file(chain, trust_file);
    if (auto kept = (*store)->set_value(trust_chain, chain); !kept) {
        return kept;
    }
    Bytes keys;
    for (const sync::BoxPublicKey& key : backup_keys) {
        base::append(keys, key.view());
    }
    if (auto kept = (*store)->set_value("backup_recipients", keys); !kept) {
        return kept;
    }
    sync::Registry empty;
    empty.org = trust.org;
    empty.version = 0;
    empty.trust_version = trust.version;
    empty.trust_hash = sync::frame_digest(sync::FrameKind::trust, trust_file);
    const auto kept = keep_registry(**store, empty, trust.created, publisher);
    return kept ? Result<void>() : kept.error();
}

Result<Books> turn_page(db::OfficeStore& store,
                        const Books& books,
                        Bytes file,
                        base::Day today,
                        const sync::SignKeyPair& publisher) {
    sync::TrustChain chain = books.trust;
    const auto step = chain.offer(std::move(file));
    base::promise(step && *step == sync::TrustChain::Step::taken,
                  "a trust document that follows the newest");
    sync::Registry registry = books.registry;
    registry.version += 1;
    registry.created = today;
    registry.trust_version = chain.current().version;
    registry.trust_hash = chain.newest().digest;
    const sync::SignKeyPair* const signers[] = {&publisher};
    const Bytes signed_registry = sync::sign_registry(std::move(registry), signers);
    Bytes next;
    append_file(next, signed_registry);
    for (const sync::TrustedDocument& document : chain.all()) {
        append_file(next, document.file);
    }
    if (Result<void> kept = store.set_value(next_books, next); !kept) {
        return kept.error().while_doing("keeping the next trust document");
    }
    return read_books(store);
}

Result<Books> read_books(db::OfficeStore& store) {
    if (Result<void> finished = finish_page(store); !finished) {
        return finished.error();
    }
    Result<sync::TrustChain> chain = read_chain(store);
    if (!chain) {
        return chain.error();
    }
    const auto file = store.value(registry_name);
    if (!file) {
        return damaged("list of kiosks");
    }
    Result<sync::Registry> registry = sync::read_registry(*file, chain->current());
    if (!registry) {
        return registry.error().while_doing("reading the list of kiosks");
    }
    return Books{std::move(*chain), std::move(*registry)};
}

Result<sync::Registry> keep_registry(db::OfficeStore& store,
                                     sync::Registry registry,
                                     base::Day today,
                                     const sync::SignKeyPair& publisher) {
    registry.version += 1;
    registry.created = today;
    const sync::SignKeyPair* const signers[] = {&publisher};
    if (auto kept = store.set_value(registry_name, sync::sign_registry(registry, signers)); !kept) {
        return kept.error().while_doing("keeping the list of kiosks");
    }
    return registry;
}

}  // namespace harmony::admin
