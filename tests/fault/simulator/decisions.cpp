// What officers decide beside the daily work, with the real functions behind `erase`, `kiosk
// accept-gap`, `aside` and `rescue`.
#include <algorithm>

#include "admin/aside.h"
#include "admin/erasure.h"
#include "admin/kiosk_states.h"
#include "admin/rescue.h"
#include "sim_office.h"

namespace harmony::tests::sim {

namespace fs = std::filesystem;

namespace {

constexpr const char* reason = "the simulator says so";

/// What could be adopted; `newinstance` is confirmed instead.
bool may_be_adopted(const db::Quarantined& file) {
    return file.reason == "fork" || file.reason == "badcount" || file.reason == "dupid" ||
           file.reason == "revoked";
}

}  // namespace

bool SimOffice::erase_some() {
    std::vector<const KnownBatch*> held;
    for (const db::BatchSummary& row : store().batches()) {
        const KnownBatch& batch = around_.truth.batches().at(row.digest);
        if (!batch.words.empty()) {
            held.push_back(&batch);
        }
    }
    if (held.empty()) {
        return false;
    }
    const KnownBatch& batch = *held[around_.dice.below(held.size())];
    std::vector<admin::FoundRecord> records;
    for (std::size_t count = 1 + around_.dice.below(2); count > 0; --count) {
        const base::RecordId& record = batch.words[around_.dice.below(batch.words.size())];
        const auto found = admin::find_record(store(), record);
        records.insert(records.end(), found.begin(), found.end());
        around_.truth.erase(record);
    }
    if (around_.bite == Bite::erase_in_tables) {
        for (const admin::FoundRecord& found : records) {
            const db::Tombstone stone{found.record, 1, clock_.today()};
            static_cast<void>(store().bury(found.stream, std::span(&stone, 1)));
        }
        return true;
    }
    const auto done =
        admin::erase(*office_, records, sync::ErasureReason::withdrawn, publisher(), tools());
    demand(done.ok(), "I9", "a record cannot be erased");
    return true;
}

bool SimOffice::accept_gaps(std::size_t seat) {
    const base::KioskId& kiosk = around_.base.seat(seat).keys.kiosk;
    if (around_.truth.has_forgery(kiosk)) {
        return false;  // a thief's batch may be what waits: no officer would
    }
    const std::size_t before = store().closures().size();
    const auto closed =
        admin::accept_gaps(*office_, *office_->registry().find(kiosk), reason, clock_.today());
    demand(closed.ok() || closed.error().kind == base::ErrorKind::absent,
           "I9",
           "a gap cannot be accepted");
    for (const db::Closure& closure : store().closures()) {
        if (around_.bite != Bite::accept_unsaid) {
            around_.truth.give_up(closure.stream, closure.first, closure.last);
        }
    }
    return store().closures().size() > before;
}

std::string SimOffice::decide_aside() {
    const std::vector<db::Quarantined> aside = store().quarantined();
    if (aside.empty()) {
        return {};
    }
    const db::Quarantined& file = aside[around_.dice.below(aside.size())];
    if (file.reason == "gap") {
        return {};
    }
    if (file.reason == "newinstance") {
        confirm_new_disks();
        return "believes that a kiosk was reinstalled";
    }
    if (may_be_adopted(file) && around_.dice.chance(60)) {
        const auto view = admin::adopt(*office_, file, reason, tools());
        demand(view.ok() || view.error().kind == base::ErrorKind::refused,
               "I9",
               "a file cannot be adopted");
        if (view) {
            if (around_.bite != Bite::adopt_unsaid) {
                around_.truth.adopted(file.digest);
            }
            erase_again();
            return "takes in " + file.name + " after all";
        }
    }
    demand(
        store().dismiss(file.digest, {clock_.today(), "dismiss", file.digest.hex(), reason}).ok(),
        "I9",
        "a file cannot be dismissed");
    if (around_.bite != Bite::dismiss_unsaid) {
        around_.truth.dismissed(file.digest);
    }
    return "forgets " + file.name;
}

void SimOffice::confirm_new_disks() {
    for (const db::Quarantined& file : store().quarantined()) {
        const bool believed = file.reason == "newinstance" && file.stream &&
                              around_.truth.was_reinstalled(file.stream->instance);
        if (believed && around_.bite != Bite::forget_marks) {
            demand(
                admin::confirm_instance(*office_, file, reason, publisher(), clock_.today()).ok(),
                "I9",
                "a reinstalled kiosk cannot be confirmed");
        }
    }
}

void SimOffice::rescue(const fs::path& dead, Stick& stick) {
    const fs::path scratch = folder_ / "scratch";
    fs::create_directories(scratch);
    Stick found;
    const auto rescued = admin::rescue(*office_, dead, scratch, files_, found, clock_.today());
    fs::remove_all(scratch);
    demand(rescued.ok() && rescued->unproved == 0 && rescued->troubles.empty(),
           "I1",
           "a dead kiosk cannot be rescued whole");
    Stick brought;
    for (const auto& [name, bytes] : found.files()) {
        const auto batch = sync::read_batch(base::copy_bytes(bytes));
        const bool packed_there = !batch || around_.truth.knows(batch->digest());
        if (packed_there || around_.bite != Bite::leave_loose) {
            const auto object = *sync::ObjectName::parse(name);
            static_cast<void>(brought.deliver(object, bytes));
            static_cast<void>(stick.deliver(object, bytes));
        }
        if (!packed_there && around_.bite != Bite::leave_loose) {
            for (const base::RecordId& fact : facts_in(bytes, around_.base.ring())) {
                if (!around_.truth.words().contains(fact)) {
                    around_.truth.acknowledged(fact, {db::RecordClass::contact, {}, true});
                }
            }
            around_.truth.cut(bytes, 1);
        }
    }
    take_in(*office_, brought);
    erase_again();
    answer();
}

}  // namespace harmony::tests::sim
