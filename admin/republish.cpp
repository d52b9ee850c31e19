// After a new trust document, in this order, since a kiosk takes things in this order:
//  1. the trust documents, all of them: a kiosk walks from its own to the newest;
//  2. content lists, signed again when their publisher was replaced (the content stays as it is);
//  3. own parts, which name the recipients of today;
//  4. acknowledgements.
#include "admin/republish.h"

#include <algorithm>
#include <set>

#include "admin/intake_answers.h"
#include "admin/own_parts.h"
#include "sync/pack.h"

namespace harmony::admin {

using base::Result;

namespace {

Result<void> bring_trust(Office& office, sync::Courier& courier, Republished& done) {
    for (const sync::TrustedDocument& document : office.trust().all()) {
        const auto name = sync::ObjectName::trust(document.document.version, document.digest);
        if (const auto sent = courier.deliver(name, document.file); !sent) {
            return sent.error();
        }
        ++done.trust_documents;
    }
    return {};
}

std::set<std::string> streams_of(Office& office) {
    std::set<std::string> streams;
    for (const sync::RegisteredKiosk& kiosk : office.registry().kiosks) {
        if (const auto part = newest_own_part(office, kiosk.kiosk)) {
            streams.insert(part->stream);
        }
    }
    return streams;
}

/// The content list as one of the publishers there ever were signed it.
Result<sync::PackManifest> read_any(const db::Published& pack, const sync::TrustChain& trust) {
    Result<sync::PackManifest> read = sync::read_manifest(pack.bytes, trust.current());
    for (std::uint32_t version = trust.current().version - 1; !read && version >= 1; --version) {
        if (auto before = sync::read_manifest(pack.bytes, trust.find(version)->document)) {
            return before;
        }
    }
    return read;
}

Result<db::Published> sign_again(Office& office,
                                 const db::Published& pack,
                                 const sync::SignKeyPair& publisher,
                                 base::Day today) {
    Result<sync::PackManifest> manifest = read_any(pack, office.trust());
    if (!manifest) {
        return manifest.error();
    }
    const auto version = office.store().issue_version(pack.kind);
    if (!version) {
        return version.error();
    }
    manifest->version = *version;
    manifest->created = today;
    manifest->trust_version = office.trust().current().version;
    manifest->trust_hash = office.trust().newest().digest;
    const sync::SignKeyPair* const signers[] = {&publisher};
    Result<base::Bytes> file = sync::sign_manifest(std::move(*manifest), signers);
    if (!file) {
        return file.error();
    }
    db::Published again{
        pack.kind, *version, sync::frame_digest(sync::FrameKind::pack, *file), std::move(*file)};
    if (Result<void> kept = office.store().keep_published(again); !kept) {
        return kept.error();
    }
    return again;
}

/// Whether every file of it lies where kiosks fetch.
Result<bool> content_there(const db::Published& pack, Office& office, sync::Courier& courier) {
    const Result<sync::PackManifest> manifest = read_any(pack, office.trust());
    if (!manifest) {
        return manifest.error();
    }
    for (const sync::PackFile& file : manifest->files) {
        const Result<bool> there = courier.holds(sync::ObjectName::pack_content(file.hash),
                                                 static_cast<std::size_t>(file.length));
        if (!there || !*there) {
            return there;
        }
    }
    return true;
}

Result<void> bring_packs(Office& office,
                         const sync::SignKeyPair& publisher,
                         sync::Courier& courier,
                         base::Day today,
                         Republished& done) {
    for (const std::string& stream : streams_of(office)) {
        std::optional<db::Published> pack = office.store().newest_published("pack:" + stream);
        if (!pack) {
            continue;
        }
        if (!sync::read_manifest(pack->bytes, office.trust().current())) {
            Result<db::Published> again = sign_again(office, *pack, publisher, today);
            if (!again) {
                return again.error();
            }
            pack = std::move(*again);
            ++done.packs;
        }
        const Result<bool> there = content_there(*pack, office, courier);
        if (!there) {
            return there.error();
        }
        if (!*there) {
            done.missing.push_back(stream);
        }
        const auto name = sync::ObjectName::pack(stream, pack->version, pack->digest);
        if (const auto sent = courier.deliver(name, pack->bytes); !sent) {
            return sent.error();
        }
    }
    return {};
}

Result<void> bring_own_parts(Office& office,
                             const sync::SignKeyPair& publisher,
                             sync::Courier& courier,
                             base::Day today,
                             Republished& done) {
    for (const sync::RegisteredKiosk& kiosk : office.registry().kiosks) {
        auto part = office.store().newest_published("own:" + kiosk.kiosk.hex());
        if (!part) {
            continue;
        }
        const auto current =
            sync::check_own_part(part->bytes, kiosk.kiosk, office.trust().current(), std::nullopt);
        if (!current || current->part.trust_version != office.trust().current().version) {
            Result<db::Published> again = issue_own_part(
                office, kiosk.kiosk, [](sync::OwnPart&) {}, publisher, today);
            if (!again) {
                return again.error();
            }
            part = std::move(*again);
            ++done.own_parts;
        }
        const auto name = sync::ObjectName::own_part(kiosk.kiosk, part->version, part->digest);
        if (const auto sent = courier.deliver(name, part->bytes); !sent) {
            return sent.error();
        }
    }
    return {};
}

std::optional<sync::FrameKind> published_frame(sync::ObjectKind kind) {
    switch (kind) {
        case sync::ObjectKind::pack: return sync::FrameKind::pack;
        case sync::ObjectKind::own_part: return sync::FrameKind::own_part;
        case sync::ObjectKind::ack: return sync::FrameKind::ack;
        case sync::ObjectKind::token: return sync::FrameKind::token;
        default: return std::nullopt;
    }
}

bool ours(base::ByteView file, sync::FrameKind kind, const sync::TrustChain& trust) {
    const Result<sync::Frame> frame = sync::read_frame(kind, file);
    return frame && std::any_of(trust.all().begin(), trust.all().end(), [&](const auto& each) {
               return sync::check_publishers(*frame, each.document).ok();
           });
}

/// What lies there that was never ours: kiosks step over it, an officer should clear it away.
Result<void> count_strangers(Office& office, sync::Courier& courier, Republished& done) {
    std::vector<std::string> folders{"down/all"};
    for (const sync::RegisteredKiosk& kiosk : office.registry().kiosks) {
        folders.push_back(sync::down_folder(kiosk.kiosk));
    }
    for (const std::string& folder : folders) {
        const Result<sync::Listing> listing = courier.list(folder, "");
        if (!listing) {
            return listing.error();
        }
        for (const sync::ObjectName& name : listing->names) {
            const auto frame = published_frame(name.kind());
            const auto file = frame ? courier.fetch(name, name.cap()) : base::Bytes{};
            done.strangers += frame && file && !ours(*file, *frame, office.trust()) ? 1 : 0;
        }
    }
    return {};
}

}  // namespace

Result<Republished> republish(Office& office,
                              const sync::SignKeyPair& publisher,
                              sync::Courier& courier,
                              base::Day today) {
    Republished done;
    if (Result<void> brought = bring_trust(office, courier, done); !brought) {
        return brought.error();
    }
    if (auto brought = bring_packs(office, publisher, courier, today, done); !brought) {
        return brought.error();
    }
    if (auto brought = bring_own_parts(office, publisher, courier, today, done); !brought) {
        return brought.error();
    }
    const Result<Answers> answers = answer_kiosks(office, {}, publisher, courier, today);
    if (!answers) {
        return answers.error();
    }
    done.acknowledgements = answers->acknowledgements;
    if (Result<void> counted = count_strangers(office, courier, done); !counted) {
        return counted.error();
    }
    return done;
}

}  // namespace harmony::admin
