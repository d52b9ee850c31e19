#include "admin/intake_candidates.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "sync/batch_check.h"

namespace harmony::admin {
namespace {

using base::Result;
using sync::BatchVerdict;
using sync::ObjectKind;

constexpr std::size_t half_written_tries = 3;
constexpr std::chrono::hours half_written_for{1};

/// The class whose chain an object belongs to; nothing when it belongs to none.
std::optional<sync::RecordClass> chain_of(const sync::ObjectName& name) {
    switch (name.kind()) {
        case ObjectKind::survey_batch: return sync::RecordClass::survey;
        case ObjectKind::contact_batch:
        case ObjectKind::expiry_note: return sync::RecordClass::contact;
        default: return std::nullopt;
    }
}

bool is_new_machine(const Office& office, const sync::ObjectName& name) {
    return name.kind() == ObjectKind::enrolment_request && name.kiosk() &&
           office.registry().find(*name.kiosk()) == nullptr;
}

}  // namespace

bool may_pass(const std::string& reason) {
    for (const BatchVerdict verdict : {BatchVerdict::gap,
                                       BatchVerdict::unknown,
                                       BatchVerdict::newer,
                                       BatchVerdict::badtrust,
                                       BatchVerdict::newinstance}) {
        if (reason == sync::verdict_name(verdict)) {
            return true;
        }
    }
    return false;
}

Result<Candidates> find_candidates(Office& office, sync::Courier& courier) {
    const Result<sync::Listing> listing = courier.list(sync::up_folder(), "");
    if (!listing) {
        return listing.error();
    }
    Candidates found;
    found.ignored = listing->ignored;
    for (const sync::ObjectName& name : listing->names) {
        if (const auto cls = chain_of(name)) {
            found.files.push_back({name.kiosk().value_or(base::KioskId{}),
                                   static_cast<std::uint8_t>(*cls),
                                   name.number(),
                                   name.text(),
                                   name,
                                   {},
                                   false});
        } else if (name.kind() == ObjectKind::heartbeat) {
            found.notes.push_back(name);
        }
        found.enrolment_requests += is_new_machine(office, name) ? 1 : 0;
    }
    for (const db::Quarantined& kept : office.store().quarantined()) {
        if (may_pass(kept.reason) && kept.stream) {
            found.shelf_in_use = true;
            found.files.push_back({kept.stream->kiosk,
                                   kept.stream->cls,
                                   kept.seq,
                                   kept.name,
                                   std::nullopt,
                                   kept.digest,
                                   true});
        }
    }
    std::sort(found.files.begin(), found.files.end(), [](const auto& a, const auto& b) {
        return a.order() < b.order();
    });
    return found;
}

bool half_written_too_long(db::OfficeStore& store, const std::string& file, base::Moment now) {
    const std::string name = "partial:" + file;
    const auto minutes = std::chrono::floor<std::chrono::minutes>(now.time_since_epoch()).count();
    const auto before = store.value(name);
    std::size_t tries = 0;
    long long first = minutes;
    if (before) {
        const std::string text(base::as_text(*before));
        const std::size_t space = text.find(' ');
        tries = std::stoul(text.substr(0, space));
        first = std::stoll(text.substr(space + 1));
    }
    const std::string counted = fmt::format("{} {}", tries + 1, first);
    const bool kept = store.set_value(name, base::as_bytes(counted)).ok();
    return kept && tries >= half_written_tries &&
           minutes - first >= std::chrono::minutes(half_written_for).count();
}

}  // namespace harmony::admin
