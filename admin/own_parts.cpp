#include "admin/own_parts.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

/// The sets of today, one a class.
Result<void> seal_to_newest(sync::OwnPart& part, const sync::TrustedDocument& trust) {
    part.trust_version = trust.document.version;
    part.trust_hash = trust.digest;
    for (sync::SealTo& to : part.seal_to) {
        const sync::RecipientSet* set = trust.document.set_of(to.cls);
        if (set == nullptr) {
            return Error{ErrorKind::refused,
                         "the trust document names nobody to seal to for some class of record"};
        }
        to.set = set->id;
    }
    return {};
}

}  // namespace

Result<sync::OwnPart> newest_own_part(Office& office, const base::KioskId& kiosk) {
    const auto published = office.store().newest_published("own:" + kiosk.hex());
    if (!published) {
        return Error{ErrorKind::absent, "this office never wrote to kiosk " + kiosk.hex()};
    }
    Error last{ErrorKind::unreadable, ""};
    for (std::uint32_t version = office.trust().current().version; version >= 1; --version) {
        Result<sync::CheckedOwnPart> read = sync::check_own_part(
            published->bytes, kiosk, office.trust().find(version)->document, std::nullopt);
        if (read) {
            return std::move(read->part);
        }
        last = read.error();
    }
    return last;
}

Result<db::Published> issue_own_part(Office& office,
                                     const base::KioskId& kiosk,
                                     const std::function<void(sync::OwnPart&)>& change,
                                     const sync::SignKeyPair& publisher,
                                     base::Day today) {
    Result<sync::OwnPart> part = newest_own_part(office, kiosk);
    if (!part) {
        return part.error();
    }
    const std::string kind = "own:" + kiosk.hex();
    const auto version = office.store().issue_version(kind);
    if (!version) {
        return version.error();
    }
    part->version = *version;
    part->day = today;
    if (Result<void> sealed = seal_to_newest(*part, office.trust().newest()); !sealed) {
        return sealed.error();
    }
    const base::InstanceId instance = part->instance;
    change(*part);
    // Spaces belong to one instance of a machine, and to one that may still give them.
    if (part->instance != instance || part->state != sync::OwnState::active) {
        part->grants.clear();
    }
    const sync::SignKeyPair* const signers[] = {&publisher};
    Result<base::Bytes> file = sync::sign_own_part(std::move(*part), signers);
    if (!file) {
        return file.error();
    }
    db::Published published{
        kind, *version, sync::frame_digest(sync::FrameKind::own_part, *file), std::move(*file)};
    if (Result<void> kept = office.store().keep_published(published); !kept) {
        return kept.error();
    }
    return published;
}

}  // namespace harmony::admin
