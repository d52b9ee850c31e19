#include "admin/publish.h"

#include <fmt/format.h>

#include "admin/published_shelf.h"
#include "sync/pack.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::chrono::days pack_is_fresh_for{90};

sync::PackManifest make_manifest(const Office& office,
                                 const PublishOrder& order,
                                 std::uint64_t version) {
    const sync::TrustedDocument& trust = office.trust().newest();
    sync::PackManifest manifest;
    manifest.org = office.settings().org;
    manifest.stream = order.stream;
    manifest.version = version;
    manifest.trust_version = trust.document.version;
    manifest.trust_hash = trust.digest;
    manifest.created = order.today;
    manifest.warn_after = order.today + pack_is_fresh_for;
    for (const PackEntry& entry : order.pack.entries) {
        manifest.files.push_back({entry.name, entry.bytes.size(), sync::file_hash(entry.bytes)});
    }
    return manifest;
}

/// What kiosks need before the manifest: content by its hash, and the trust documents.
std::vector<sync::Parcel> parcels_before(const Office& office, const PublishOrder& order) {
    std::vector<sync::Parcel> parcels;
    for (const PackEntry& entry : order.pack.entries) {
        parcels.push_back(
            {sync::ObjectName::pack_content(sync::file_hash(entry.bytes)), entry.bytes});
    }
    for (const sync::TrustedDocument& document : office.trust().all()) {
        parcels.push_back(
            {sync::ObjectName::trust(document.document.version, document.digest), document.file});
    }
    return parcels;
}

/// One by one, so that progress can be shown; a full place says how far it came.
Result<std::size_t> deliver(sync::Courier& courier,
                            const std::vector<sync::Parcel>& parcels,
                            const std::function<void(std::size_t)>& step) {
    std::size_t fresh = 0;
    for (std::size_t at = 0; at < parcels.size(); ++at) {
        const auto delivered = courier.deliver(parcels[at].name, parcels[at].bytes);
        if (!delivered) {
            return Error{
                delivered.error().kind,
                fmt::format(
                    "{} ({} of {} files were written; kiosks go on with the content they have)",
                    delivered.error().message,
                    at,
                    parcels.size())};
        }
        fresh += *delivered == base::Delivery::fresh ? 1 : 0;
        step(at + 1);
    }
    return fresh;
}

}  // namespace

Result<PublishedPack> publish(Office& office,
                              const PublishOrder& order,
                              const sync::SignKeyPair& publisher,
                              sync::Courier& courier,
                              const std::function<void(std::size_t)>& step) {
    if (!sync::is_stream_name(order.stream)) {
        return Error{ErrorKind::refused,
                     "a stream's name is made of a-z, 0-9 and -, at most 32 letters"};
    }
    if (Result<void> unique = refuse_clashes(office.store(), order.pack); !unique) {
        return unique.error();
    }
    // Asks the place before anything is kept: no stick, nothing done.
    if (const auto there = courier.list(sync::down_folder(), ""); !there) {
        return there.error().while_doing("publishing (nothing was written)");
    }
    const std::string kind = "pack:" + order.stream;
    const auto version = office.store().issue_version(kind);
    if (!version) {
        return version.error();
    }
    const sync::SignKeyPair* const signers[] = {&publisher};
    const Result<base::Bytes> manifest =
        sync::sign_manifest(make_manifest(office, order, *version), signers);
    if (!manifest) {
        return manifest.error();
    }
    if (Result<void> kept = keep_on_shelf(office.store(), order.pack, order.content); !kept) {
        return kept.error();
    }
    std::vector<sync::Parcel> parcels = parcels_before(office, order);
    const base::Digest digest = sync::frame_digest(sync::FrameKind::pack, *manifest);
    parcels.push_back({sync::ObjectName::pack(order.stream, *version, digest), *manifest});
    const Result<std::size_t> fresh = deliver(courier, parcels, step);
    if (!fresh) {
        return fresh.error().while_doing("publishing");
    }
    if (auto kept = office.store().keep_published({kind, *version, digest, *manifest}); !kept) {
        return kept.error();
    }
    return PublishedPack{order.stream, *version, order.pack.entries.size(), *fresh};
}

}  // namespace harmony::admin
