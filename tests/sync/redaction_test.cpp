#include "sync/redaction.h"

#include <catch2/catch.hpp>

#include "small_office.h"
#include "sync/frame.h"
#include "sync/record.h"

using namespace harmony;
using namespace harmony::tests;
using base::RecordId;
using sync::ErasureReason;

namespace {

sync::SignKeyPair kiosk_sign(const SmallOffice& office) {
    return sync::SignKeyPair(office.kiosk.sign);
}

/// A contact batch of two facts.
sync::BuiltBatch contact_batch(SmallOffice& office) {
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::contact);
    std::vector<base::Bytes> records;
    for (const char* fact : {"first fact", "second fact"}) {
        records.push_back(*sync::seal_wrapped({office.origin(), sync::RecordClass::contact},
                                              {set->id, set->keys()},
                                              RecordId::random(office.random),
                                              sync::RecordKind::fact,
                                              base::as_bytes(fact),
                                              office.random));
    }
    sync::BatchHead head = office.head();
    head.cls = sync::RecordClass::contact;
    head.total = records.size();
    return sync::build_contact_batch(head, records, kiosk_sign(office));
}

std::vector<sync::Opening> openings(const base::Bytes& file, const sync::KeyRing& ring) {
    std::vector<sync::Opening> all;
    const sync::Batch batch = *sync::read_batch(file);
    sync::open_records(
        batch, ring, [&](const sync::OpenedRecord& record) { all.push_back(record.opening); });
    return all;
}

sync::Redaction note_for(const sync::Batch& batch, const base::Bytes& rewritten) {
    return {batch.head().origin,
            batch.head().cls,
            batch.head().seq,
            batch.digest(),
            sync::frame_digest(sync::FrameKind::batch, rewritten),
            {{batch.records()[0].record, ErasureReason::withdrawn}}};
}

}  // namespace

TEST_CASE("a blanked response cannot be opened and its neighbours can", "[sync][erasure]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::BuiltBatch built = make_batch(office, office.head(), 3);
    const sync::Batch batch = *sync::read_batch(built.file);
    const RecordId gone = batch.records()[1].record;
    const auto rewritten = sync::blank_records(batch, std::span(&gone, 1));
    REQUIRE(rewritten);
    CHECK(rewritten->size() == built.file.size());
    using sync::Opening;
    CHECK(openings(*rewritten, office.survey_ring()) ==
          std::vector{Opening::opened, Opening::cannot_open, Opening::opened});
    const sync::Batch read = *sync::read_batch(*rewritten);
    CHECK(sync::is_blank(read.records()[1]));
    CHECK_FALSE(sync::is_blank(read.records()[0]));
    // What is left of the record: its place, its id, its length; not one byte of what it held.
    const base::ByteView sealed = batch.records()[1].sealed;
    CHECK(base::as_text(*rewritten).find(base::as_text(sealed.first(16))) == std::string::npos);
    CHECK_FALSE(sync::read_signed_batch(*rewritten, kiosk_sign(office).public_key()));
}

TEST_CASE("a blanked contact loses its wrapped keys too", "[sync][erasure]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::BuiltBatch built = contact_batch(office);
    const sync::Batch batch = *sync::read_batch(built.file);
    const RecordId gone = batch.records()[0].record;
    const auto rewritten = sync::blank_records(batch, std::span(&gone, 1));
    REQUIRE(rewritten);
    sync::KeyRing ring;
    ring.add(sync::BoxKeyPair(office.recipients[2]));
    using sync::Opening;
    CHECK(openings(*rewritten, ring) == std::vector{Opening::cannot_open, Opening::opened});
    const sync::Batch left = *sync::read_batch(*rewritten);
    const auto record = sync::read_wrapped(sync::RecordClass::contact, left.records()[0].bytes);
    REQUIRE(record);
    for (const sync::Wrap& wrap : record->wraps) {
        CHECK(wrap.sealed == decltype(wrap.sealed){});
    }
    const auto other = sync::read_wrapped(sync::RecordClass::contact, left.records()[1].bytes);
    CHECK_FALSE(other->wraps[0].sealed == decltype(other->wraps[0].sealed){});
}

TEST_CASE("a record that is not in the batch is not blanked", "[sync][erasure]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::Batch batch = *sync::read_batch(make_batch(office, office.head(), 2).file);
    const RecordId stranger = RecordId::random(office.random);
    CHECK(sync::blank_records(batch, std::span(&stranger, 1)).error().kind ==
          base::ErrorKind::absent);
}

TEST_CASE("a note of an erasure is the publisher's and in one form", "[sync][erasure]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::TrustChain trust = office.chain();
    const sync::Batch batch = *sync::read_batch(make_batch(office, office.head(), 2).file);
    const RecordId gone = batch.records()[0].record;
    const base::Bytes rewritten = *sync::blank_records(batch, std::span(&gone, 1));
    const sync::Redaction made = note_for(batch, rewritten);
    const base::Bytes file = sync::sign_redaction(made, office.publishers());
    const auto read = sync::read_redaction(file, trust);
    REQUIRE(read);
    CHECK(*read == made);
    const sync::SignKeyPair kiosk_key = kiosk_sign(office);
    const sync::SignKeyPair* const kiosk[] = {&kiosk_key};
    CHECK(sync::read_redaction(sync::sign_redaction(made, kiosk), trust).error().kind ==
          base::ErrorKind::refused);
    base::Bytes changed = file;
    for (std::size_t at = 0; at < changed.size(); ++at) {
        INFO("byte " << at);
        changed[at] ^= std::byte{1};
        CHECK_FALSE(sync::read_redaction(changed, trust));
        changed[at] ^= std::byte{1};
    }
    sync::Redaction twice = made;
    twice.records.push_back(twice.records.front());
    CHECK_THROWS_AS(sync::sign_redaction(twice, office.publishers()), base::BrokenPromise);
}
