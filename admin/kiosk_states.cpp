#include "admin/kiosk_states.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/intake_history.h"
#include "admin/own_parts.h"
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

Result<void> tell(Office& office,
                  const base::KioskId& kiosk,
                  sync::OwnState state,
                  const sync::SignKeyPair& publisher,
                  sync::Courier& courier,
                  base::Day today) {
    const auto part = issue_own_part(
        office, kiosk, [&](sync::OwnPart& next) { next.state = state; }, publisher, today);
    if (!part) {
        return part.error();
    }
    const sync::Parcel parcel{sync::ObjectName::own_part(kiosk, part->version, part->digest),
                              part->bytes};
    const auto carried = sync::deliver_all(courier, std::span(&parcel, 1));
    return carried ? Result<void>() : carried.error();
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
