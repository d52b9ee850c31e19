#include "db/kept_store.h"

#include <algorithm>
#include <array>
#include <string>

#include "db/journal_fixture.h"

namespace harmony::tests {
namespace {

using base::Bytes;
using base::ByteView;

constexpr std::size_t length_bytes = 4;

void must(bool done) {
    base::promise(done, "a kept store could not be filled");
}

Bytes letters(std::string_view text) {
    return base::copy_bytes(base::as_bytes(text));
}

/// Responses as the bytes of a batch: of each its id, the length of its body (u32, big end first)
/// and its body.
Bytes as_batch(const std::vector<PlainResponse>& responses) {
    Bytes bytes;
    for (const PlainResponse& plain : responses) {
        base::append(bytes, plain.rid.view());
        for (std::size_t at = 0; at < length_bytes; ++at) {
            bytes.push_back(static_cast<std::byte>(plain.body.size() >> (24 - 8 * at) & 0xFFU));
        }
        base::append(bytes, plain.body);
    }
    return bytes;
}

std::vector<PlainResponse> from_batch(ByteView bytes) {
    std::vector<PlainResponse> responses;
    while (!bytes.empty()) {
        PlainResponse plain;
        plain.rid = *base::RecordId::from_bytes(bytes.first(base::RecordId::size));
        bytes = bytes.subspan(base::RecordId::size);
        std::size_t size = 0;
        for (std::size_t at = 0; at < length_bytes; ++at) {
            size = size << 8U | static_cast<std::size_t>(bytes[at]);
        }
        plain.body = base::copy_bytes(bytes.subspan(length_bytes, size));
        bytes = bytes.subspan(length_bytes + size);
        responses.push_back(std::move(plain));
    }
    return responses;
}

db::OfficeBatch contact_batch(const db::StageContext& context) {
    db::CheckedBatch batch;
    batch.stream = {kiosk_id(2), instance_one, 2};
    batch.seq = 1;
    batch.bytes = letters("facts of a kiosk that nobody here has a key for");
    batch.digest = cheap_digest(batch.bytes);
    batch.total = 3;
    batch.cut_day = day(20'502);
    batch.taken_day = day(20'503);
    batch.counts.no_key = 2;
    batch.counts.dummy = 1;
    return {std::move(batch), db::ResponseStage(context, kiosk_id(2)), {}};
}

}  // namespace

std::vector<db::OfficeBatch> KeptOffice::batches() {
    std::vector<db::OfficeBatch> all;
    std::array<base::Digest, 2> prev{};
    for (std::uint64_t number = 0; number < 6; ++number) {
        const std::size_t kiosk = number % 2;
        std::vector<PlainResponse> responses;
        for (std::uint64_t n = 0; n < 20 + 7 * number; ++n) {
            responses.push_back(survey.answer());
        }
        db::OfficeBatch batch = office_batch(
            context, responses, number / 2 + 1, static_cast<std::uint8_t>(kiosk + 1), prev[kiosk]);
        batch.batch.bytes = as_batch(responses);
        batch.batch.digest = cheap_digest(batch.batch.bytes);
        batch.batch.total = 100 + number;
        batch.batch.trust_version = 2;
        batch.batch.pack_version = 5;
        prev[kiosk] = batch.batch.digest;
        all.push_back(std::move(batch));
    }
    return all;
}

base::Result<db::OfficeBatch> KeptOffice::open(const db::CheckedBatch& stored) const {
    if (stored.stream.cls == 2) {
        return contact_batch(context);
    }
    const auto kiosk = static_cast<std::uint8_t>(stored.stream.kiosk.view()[0]);
    db::OfficeBatch batch =
        office_batch(context, from_batch(stored.bytes), stored.seq, kiosk, stored.prev);
    batch.batch = stored;
    return batch;
}

void fill_kept_office(db::OfficeStore& store, KeptOffice& office) {
    for (db::OfficeBatch& batch : office.batches()) {
        std::vector<db::OfficeBatch> group;
        group.push_back(std::move(batch));
        must(store.insert(group).ok());
    }
    std::vector<db::OfficeBatch> contacts;
    contacts.push_back(contact_batch(office.context));
    must(store.insert(contacts).ok());
    must(store.set_level({kiosk_id(1), instance_one, 1}, 3).ok());
    must(store.stop_stream({kiosk_id(3), instance_one, 1}).ok());
    must(store.keep_form(office.survey.table().form, letters("a compiled form")).ok());
    must(store.keep_published({"pack:main", 4, cheap_digest({}), letters("an older pack")}).ok());
    must(store.keep_published({"pack:main", 5, cheap_digest({}), letters("a pack")}).ok());
    for (int times = 0; times < 5; ++times) {
        must(store.issue_version("pack:main").ok());
    }
    must(store.set_value("registry", letters("a list of kiosks")).ok());
    db::Quarantined aside;
    aside.bytes = letters("a batch of a kiosk that is not in the list");
    aside.digest = cheap_digest(aside.bytes);
    aside.name = "up/aa/survey/000000000001-bb.hkb";
    aside.reason = "unknown";
    aside.day = day(20'504);
    aside.stream = db::StreamKey{kiosk_id(9), instance_one, 1};
    aside.seq = 1;
    must(store.quarantine(aside).ok());
}

void fill_kept_journal(db::KioskJournal& journal) {
    base::SeededRandom random(20'261'127);
    const auto append = [&](int rows) {
        for (int n = 0; n < rows; ++n) {
            must(journal.append(sealed_row(random)).ok());
            db::ContactRow contact;
            contact.rid = base::RecordId::random(random);
            contact.record = letters("a sealed fact");
            must(journal.append(contact).ok());
        }
    };
    append(20);
    PlainMaker maker;
    must(journal.cut(cut_order(true), maker).ok());
    must(journal.mark_delivered(db::RecordClass::survey, 1, day(20'002)).ok());
    append(3);
    db::StateChange change;
    change.values.push_back({"org", letters("an organisation's id")});
    change.trust.push_back({1, letters("a trust document")});
    change.floors.push_back({"pack:main", base::Digest{}, 5, cheap_digest({})});
    must(journal.state().apply(change).ok());
    must(journal.state().raise_clock_floor(day(20'002)).ok());
    must(journal.state().count(day(20'002), "responses", 23).ok());
    must(journal.state().raise_fault("disk_full", day(20'001)).ok());
    must(journal.tidy().ok());
}

std::filesystem::path kept_folder(const char* kind, int version) {
    return std::filesystem::path(HARMONY_SOURCE_DIR) / "tests/data" / kind /
           ("v" + std::to_string(version));
}

}  // namespace harmony::tests
