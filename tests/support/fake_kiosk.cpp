#include "support/fake_kiosk.h"

#include <algorithm>

#include "base/cbor.h"
#include "base/error.h"
#include "sync/epoch.h"
#include "sync/record.h"

namespace harmony::tests {

using base::Bytes;
using base::cbor::Writer;

Bytes BodyOf::with(std::size_t count, base::ByteView items) const {
    Writer writer;
    writer.array(11);
    writer.unsigned_integer(1);
    writer.bytes(form.view());
    writer.bytes(notice.view());
    writer.text(language);
    writer.bytes(engagement ? engagement->view() : base::ByteView());
    writer.integer(base::day_number(day));
    writer.unsigned_integer(1);
    writer.unsigned_integer(3);
    writer.unsigned_integer(0);
    receipt ? writer.bytes(receipt->view()) : writer.null();
    writer.array(count);
    Bytes body = writer.take();
    base::append(body, items);
    return body;
}

Bytes BodyOf::with_choices(const std::vector<int>& choices) const {
    Bytes items;
    for (const int choice : choices) {
        Writer one;
        if (choice == -1) {
            one.undefined();
        } else if (choice == -2) {
            one.null();
        } else {
            one.unsigned_integer(static_cast<std::uint64_t>(choice));
        }
        base::append(items, one.written());
    }
    return with(choices.size(), items);
}

FakeKiosk::FakeKiosk(base::RandomSource& random)
    : random_(random),
      keys_(sync::make_kiosk_keys(random)),
      sign_(keys_.sign),
      nonce_(sync::EnrolmentNonce::random(random)) {}

Bytes FakeKiosk::request() const {
    return sync::make_enrolment_request(keys_, nonce_, sync::app_version(0, 1, 0));
}

void FakeKiosk::take_welcome(sync::Courier& courier) {
    const auto pending = sync::read_enrolment_request(request());
    const auto listing = courier.list(sync::down_folder(keys_.kiosk), "");
    base::promise(pending.ok() && listing.ok(), "no place to fetch the welcome from");
    for (const sync::ObjectName& name : listing->names) {
        if (name.kind() != sync::ObjectKind::welcome) {
            continue;
        }
        const auto file = courier.fetch(name, name.cap());
        base::promise(file.ok(), "the welcome cannot be fetched");
        const auto welcome = sync::check_welcome(*file, *pending, keys_);
        base::promise(welcome.ok(), "the welcome is not right");
        const auto& trust = welcome->trust.newest();
        set_ = *trust.document.find_set(welcome->own_part.set_of(sync::RecordClass::survey));
        health_ = *trust.document.find_set(welcome->own_part.set_of(sync::RecordClass::health));
        head_.origin = {welcome->org, keys_.kiosk, keys_.instance};
        head_.trust_version = trust.document.version;
        head_.trust_hash = trust.digest;
        return;
    }
    base::promise(false, "there is no welcome");
}

sync::BuiltBatch FakeKiosk::cut(const std::vector<Bytes>& bodies,
                                base::Day day,
                                std::size_t records_an_epoch,
                                std::size_t dummies) {
    std::vector<sync::EpochBlock> epochs;
    std::vector<sync::SealedRecord> rows;
    const std::size_t all = bodies.size() + dummies;
    for (std::size_t first = 0; first < all; first += records_an_epoch) {
        const std::size_t here = std::min(records_an_epoch, all - first);
        const auto epoch = sync::make_epoch(head_.origin, set_.id, set_.keys(), random_, here);
        epochs.push_back(epoch.block);
        for (std::size_t at = 0; at < here; ++at) {
            const base::ByteView slot_bytes = base::ByteView(epoch.slots).subspan(at * 48, 48);
            const auto rid = base::RecordId::from_bytes(slot_bytes.first(16));
            sync::Slot slot(epoch.block, epoch.context, *rid, slot_bytes.subspan(16));
            auto key = slot.next();
            if (first + at >= bodies.size()) {
                rows.push_back(sync::seal_dummy(std::move(*key), 128));
                continue;
            }
            auto sealed = sync::seal_response(std::move(*key), bodies[first + at]);
            base::promise(sealed.ok(), "a body that cannot be sealed");
            rows.push_back(std::move(*sealed));
        }
    }
    head_.day = day;
    head_.total += rows.size();
    const sync::BuiltBatch built = sync::build_survey_batch(head_, epochs, rows, sign_);
    ++head_.seq;
    head_.previous = built.digest;
    return built;
}

void FakeKiosk::say(sync::Courier& courier, const sync::Heartbeat& told) {
    const auto file = sync::write_heartbeat(
        told, {head_.origin, {health_.id, health_.keys()}, ++said_}, sign_, random_);
    base::promise(file.ok(), "a note that cannot be sealed");
    const auto name = sync::ObjectName::heartbeat(
        keys_.kiosk, said_, sync::frame_digest(sync::FrameKind::health, *file));
    base::promise(courier.deliver(name, *file).ok(), "the note could not be put there");
}

sync::ObjectName FakeKiosk::name_of(const sync::BuiltBatch& batch) const {
    return sync::ObjectName::batch(
        keys_.kiosk, sync::RecordClass::survey, head_.seq - 1, batch.digest);
}

std::vector<db::SealedRow> FakeKiosk::seal(const std::vector<Bytes>& bodies, base::Day day) {
    const auto epoch = sync::make_epoch(head_.origin, set_.id, set_.keys(), random_, bodies.size());
    std::vector<db::SealedRow> rows;
    for (std::size_t at = 0; at < bodies.size(); ++at) {
        const base::ByteView slot_bytes = base::ByteView(epoch.slots).subspan(at * 48, 48);
        const auto rid = base::RecordId::from_bytes(slot_bytes.first(16));
        sync::Slot slot(epoch.block, epoch.context, *rid, slot_bytes.subspan(16));
        auto sealed = sync::seal_response(std::move(*slot.next()), bodies[at]);
        base::promise(sealed.ok(), "a body that cannot be sealed");
        rows.push_back({sealed->record,
                        sealed->revision,
                        sync::write_epoch_block(epoch.block),
                        {std::nullopt, day},
                        std::move(sealed->sealed)});
    }
    return rows;
}

sync::ObjectName FakeKiosk::send(sync::Courier& courier,
                                 const std::vector<Bytes>& bodies,
                                 base::Day day) {
    const sync::BuiltBatch built = cut(bodies, day);
    const sync::ObjectName name = name_of(built);
    base::promise(courier.deliver(name, built.file).ok(), "the batch could not be put there");
    return name;
}

}  // namespace harmony::tests
