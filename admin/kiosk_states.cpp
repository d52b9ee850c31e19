#include "admin/kiosk_states.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/intake_history.h"
#include "base/text.h"
#include "sync/own_part.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// Everything taken in so far stays; what comes later does not count.
void cut_streams(sync::RegisteredKiosk& kiosk, db::OfficeStore& store) {
    kiosk.marks.clear();
    for (const db::StreamHead& head : heads_of_kiosks(store)) {
        if (head.stream.kiosk == kiosk.kiosk) {
            kiosk.marks.push_back({head.stream.instance,
                                   static_cast<sync::RecordClass>(head.stream.cls),
                                   head.seq,
                                   head.digest});
        }
    }
}

/// The newest own part, with another state.
Result<base::Bytes> next_own_part(Office& office,
                                  const base::KioskId& kiosk,
                                  sync::OwnState state,
                                  const sync::SignKeyPair& publisher,
                                  base::Day today,
                                  std::uint64_t& version) {
    const std::string kind = "own:" + kiosk.hex();
    const auto published = office.store().newest_published(kind);
    if (!published) {
        return Error{ErrorKind::absent, "this office never wrote to that kiosk"};
    }
    const sync::TrustedDocument& trust = office.trust().newest();
    Result<sync::CheckedOwnPart> read =
        sync::check_own_part(published->bytes, kiosk, trust.document, std::nullopt);
    if (!read) {
        return read.error();
    }
    const auto issued = office.store().issue_version(kind);
    if (!issued) {
        return issued.error();
    }
    version = *issued;
    sync::OwnPart part = std::move(read->part);
    part.version = version;
    part.day = today;
    part.trust_version = trust.document.version;
    part.trust_hash = trust.digest;
    part.state = state;
    part.grants.clear();
    const sync::SignKeyPair* const signers[] = {&publisher};
    return sync::sign_own_part(std::move(part), signers);
}

Result<void> tell(Office& office,
                  const base::KioskId& kiosk,
                  sync::OwnState state,
                  const sync::SignKeyPair& publisher,
                  sync::Courier& courier,
                  base::Day today) {
    std::uint64_t version = 0;
    const auto file = next_own_part(office, kiosk, state, publisher, today, version);
    if (!file) {
        return file.error();
    }
    const base::Digest digest = sync::frame_digest(sync::FrameKind::own_part, *file);
    const sync::Parcel parcel{sync::ObjectName::own_part(kiosk, version, digest), *file};
    if (const auto carried = sync::deliver_all(courier, std::span(&parcel, 1)); !carried) {
        return carried.error();
    }
    return office.store().keep_published({"own:" + kiosk.hex(), version, digest, *file});
}

}  // namespace

Result<sync::RegisteredKiosk> kiosk_called(const sync::Registry& registry,
                                           const std::string& label) {
    std::vector<std::string> labels;
    for (const sync::RegisteredKiosk& kiosk : registry.kiosks) {
        if (kiosk.label == label) {
            return kiosk;
        }
        labels.push_back(kiosk.label);
    }
    const auto near = base::nearest(label, labels);
    return Error{
        ErrorKind::absent,
        fmt::format("no kiosk is called {}{}. Nothing was changed; see harmony-admin kiosk "
                    "list",
                    label,
                    near ? "; there is " + *near : "")};
}

Result<EndedKiosk> end_kiosk(Office& office,
                             const std::string& label,
                             sync::KioskState state,
                             const sync::SignKeyPair& publisher,
                             sync::Courier& courier,
                             base::Day today) {
    Result<sync::RegisteredKiosk> kiosk = kiosk_called(office.registry(), label);
    if (!kiosk) {
        return kiosk.error();
    }
    if (kiosk->state != state) {
        if (kiosk->state == sync::KioskState::active) {
            cut_streams(*kiosk, office.store());
        }
        kiosk->state = state;
        sync::Registry changed = office.registry();
        std::replace_if(
            changed.kiosks.begin(),
            changed.kiosks.end(),
            [&](const sync::RegisteredKiosk& each) { return each.kiosk == kiosk->kiosk; },
            *kiosk);
        if (auto kept = office.replace_registry(std::move(changed), today, publisher); !kept) {
            return kept.error();
        }
    }
    EndedKiosk ended{kiosk->kiosk, kiosk->marks.size(), true, {}};
    const auto own =
        state == sync::KioskState::revoked ? sync::OwnState::revoked : sync::OwnState::retired;
    if (const auto told = tell(office, kiosk->kiosk, own, publisher, courier, today); !told) {
        ended.told = false;
        ended.trouble = told.error().message;
    }
    return ended;
}

}  // namespace harmony::admin
