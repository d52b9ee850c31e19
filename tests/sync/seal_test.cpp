#include <sodium.h>

#include <catch2/catch.hpp>
#include <set>
#include <type_traits>

#include "small_office.h"
#include "sync/batch.h"
#include "sync/epoch.h"
#include "sync/padding.h"
#include "sync/record.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

struct Opened {
    sync::OpeningCounts counts;
    std::vector<base::Bytes> bodies;
};

Opened open_all(base::ByteView file, const sync::KeyRing& ring) {
    const base::Result<sync::Batch> batch = sync::read_batch(base::copy_bytes(file));
    REQUIRE(batch);
    Opened opened;
    opened.counts = sync::open_records(*batch, ring, [&opened](const sync::OpenedRecord& record) {
        opened.bodies.push_back(base::copy_bytes(record.body));
    });
    return opened;
}

const unsigned char* raw(base::ByteView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

static_assert(!std::is_copy_constructible_v<sync::SlotKey>);
static_assert(!std::is_copy_assignable_v<sync::SlotKey>);
static_assert(!std::is_copy_constructible_v<sync::Slot>);
static_assert(!std::is_default_constructible_v<sync::SlotKey>);

TEST_CASE("S2: a slot seals bit for bit what XChaCha20-Poly1305 under the epoch key seals",
          "[sync][seal]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::survey);
    int different = 0;
    for (unsigned round = 0; round < 10; ++round) {
        // make_epoch draws the epoch key first: the same seed tells what it was.
        base::SeededRandom twin(round);
        base::Bytes key(32);
        twin.fill(key);
        base::SeededRandom random(round);
        const sync::FreshEpoch epoch =
            sync::make_epoch(office.origin(), set->id, set->keys(), random, 1000);
        for (sync::Slot& slot : slots_of(epoch)) {
            const sync::SealedRecord record =
                *sync::seal_response(std::move(*slot.next()), slot.record().view());
            std::array<unsigned char, 24> nonce{};
            std::memcpy(nonce.data(), record.record.view().data(), 16);
            std::array<unsigned char, 128> plain{1};
            std::memcpy(plain.data() + 1, record.record.view().data(), 16);
            plain[17] = 0x80;
            std::array<unsigned char, 144> expected{};
            crypto_aead_xchacha20poly1305_ietf_encrypt(expected.data(),
                                                       nullptr,
                                                       plain.data(),
                                                       plain.size(),
                                                       raw(epoch.context.view()),
                                                       32,
                                                       nullptr,
                                                       nonce.data(),
                                                       raw(key));
            different += base::equal(std::as_bytes(std::span(expected)), record.sealed) ? 0 : 1;
        }
    }
    CHECK(different == 0);
}

TEST_CASE("S2: a slot seals the answers once and once more with the equality block, then never",
          "[sync][seal]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::survey);
    const sync::FreshEpoch epoch =
        sync::make_epoch(office.origin(), set->id, set->keys(), office.random, 1);
    sync::Slot slot = std::move(slots_of(epoch).front());
    CHECK_FALSE(slot.used());
    const sync::SealedRecord core =
        *sync::seal_response(std::move(*slot.next()), base::as_bytes("core"));
    CHECK(slot.used());
    const sync::SealedRecord whole =
        *sync::seal_response(std::move(*slot.next()), base::as_bytes("core and equality"));
    CHECK(core.record == whole.record);
    CHECK(core.revision == 0);
    CHECK(whole.revision == 1);
    CHECK_FALSE(slot.next().has_value());
    for (const sync::SealedRecord& row : {core, whole}) {
        const std::vector<sync::EpochBlock> blocks{epoch.block};
        const std::vector<sync::SealedRecord> rows{row};
        const sync::BuiltBatch built = sync::build_survey_batch(
            office.head(), blocks, rows, sync::SignKeyPair(office.kiosk.sign));
        CHECK(open_all(built.file, office.survey_ring()).counts.opened == 1);
    }
}

TEST_CASE("S2: a slot key that was used or moved away seals nothing", "[sync][seal]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::survey);
    sync::Slot slot = std::move(
        slots_of(sync::make_epoch(office.origin(), set->id, set->keys(), office.random, 1))
            .front());
    sync::SlotKey key = std::move(*slot.next());
    REQUIRE(sync::seal_response(std::move(key), base::as_bytes("once")));
    // NOLINTNEXTLINE(bugprone-use-after-move): this is the mistake that must be caught
    CHECK_THROWS_AS(sync::seal_response(std::move(key), base::as_bytes("twice")),
                    base::BrokenPromise);
    sync::Slot elsewhere = std::move(slot);
    CHECK_FALSE(slot.next().has_value());  // NOLINT(bugprone-use-after-move)
    CHECK(elsewhere.next().has_value());
}

TEST_CASE("S2: every recipient opens the same text, others open nothing", "[sync][seal]") {
    REQUIRE(sync::start());
    SmallOffice office;
    sync::BatchHead head = office.head();
    head.total = 20;
    const sync::BuiltBatch built = make_batch(office, head, 20);
    sync::KeyRing escrow;
    escrow.add(sync::BoxKeyPair(office.recipients[1]));
    sync::KeyRing contact;
    contact.add(sync::BoxKeyPair(office.recipients[2]));
    const Opened daily = open_all(built.file, office.survey_ring());
    CHECK(daily.counts == sync::OpeningCounts{20, 0, 0, 0});
    CHECK(daily.bodies == open_all(built.file, escrow).bodies);
    CHECK(open_all(built.file, contact).counts == sync::OpeningCounts{0, 0, 20, 0});
}

TEST_CASE("S2: a recipient that was wrapped another key is shown nothing", "[sync][seal]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::survey);
    sync::FreshEpoch epoch =
        sync::make_epoch(office.origin(), set->id, set->keys(), office.random, 1);
    sync::Slot slot = std::move(slots_of(epoch).front());
    const std::vector<sync::SealedRecord> rows{
        *sync::seal_response(std::move(*slot.next()), base::as_bytes("body"))};
    const base::Bytes other_key(32, std::byte{7});
    const std::vector<sync::BoxPublicKey> first{
        sync::BoxKeyPair(office.recipients[0]).public_key()};
    const sync::Wrap forged = sync::wrap_key(other_key, first).front();
    for (sync::Wrap& wrap : epoch.block.wraps) {
        wrap = wrap.recipient == forged.recipient ? forged : wrap;
    }
    const std::vector<sync::EpochBlock> blocks{epoch.block};
    const sync::BuiltBatch built =
        sync::build_survey_batch(office.head(), blocks, rows, sync::SignKeyPair(office.kiosk.sign));
    CHECK(open_all(built.file, office.survey_ring()).counts == sync::OpeningCounts{0, 0, 0, 1});
}

TEST_CASE("S2: a record copied into another kiosk's batch does not open there", "[sync][seal]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::survey);
    const sync::FreshEpoch epoch =
        sync::make_epoch(office.origin(), set->id, set->keys(), office.random, 1);
    sync::Slot slot = std::move(slots_of(epoch).front());
    const std::vector<sync::SealedRecord> rows{
        *sync::seal_response(std::move(*slot.next()), base::as_bytes("body"))};
    sync::BatchHead head = office.head();
    head.origin.kiosk = base::KioskId::random(office.random);
    const std::vector<sync::EpochBlock> blocks{epoch.block};
    const sync::BuiltBatch built =
        sync::build_survey_batch(head, blocks, rows, sync::SignKeyPair(office.kiosk.sign));
    CHECK(open_all(built.file, office.survey_ring()).counts == sync::OpeningCounts{0, 0, 0, 1});
}

TEST_CASE("S3: lengths are those of a bucket, and no body is too short to hide", "[sync][seal]") {
    using sync::RecordClass;
    CHECK(sync::bucket_for(RecordClass::survey, 0) == 128);
    CHECK(sync::bucket_for(RecordClass::survey, 126) == 128);
    CHECK(sync::bucket_for(RecordClass::survey, 127) == 256);
    CHECK(sync::bucket_for(RecordClass::contact, 0) == 256);
    CHECK(sync::bucket_for(RecordClass::survey, 32766) == 32768);
    CHECK(sync::bucket_for(RecordClass::survey, 32767) == 0);
    CHECK(sync::is_sealed_size(RecordClass::survey, 144));
    CHECK_FALSE(sync::is_sealed_size(RecordClass::contact, 144));
    CHECK_FALSE(sync::is_sealed_size(RecordClass::survey, 160));
    CHECK_FALSE(sync::is_sealed_size(RecordClass::survey, 65536 + 16));
}

TEST_CASE("S3: every body length up to the largest opens as it was sealed", "[sync][seal]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::survey);
    const sync::FreshEpoch epoch =
        sync::make_epoch(office.origin(), set->id, set->keys(), office.random, 300);
    std::vector<sync::SealedRecord> rows;
    std::set<base::Bytes> bodies;
    std::size_t size = 0;
    for (sync::Slot& slot : slots_of(epoch)) {
        base::Bytes body(size);
        office.random.fill(body);
        if (!body.empty()) {
            body.back() = std::byte{0};  // looks like padding
        }
        rows.push_back(*sync::seal_response(std::move(*slot.next()), body));
        bodies.insert(body);
        size = size < 270 ? size + 1 : size + 1083;
    }
    const std::vector<sync::EpochBlock> blocks{epoch.block};
    const sync::BuiltBatch built =
        sync::build_survey_batch(office.head(), blocks, rows, sync::SignKeyPair(office.kiosk.sign));
    const Opened opened = open_all(built.file, office.survey_ring());
    CHECK(opened.counts.opened == 300);
    CHECK(std::set<base::Bytes>(opened.bodies.begin(), opened.bodies.end()) == bodies);
}

TEST_CASE("S3: dummies fill a batch up and are told from answers only when opened",
          "[sync][seal]") {
    CHECK(sync::dummies_needed(sync::RecordClass::survey, 1) == 15);
    CHECK(sync::dummies_needed(sync::RecordClass::survey, 16) == 0);
    CHECK(sync::dummies_needed(sync::RecordClass::survey, 17) == 15);
    CHECK(sync::dummies_needed(sync::RecordClass::contact, 5) == 3);
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::survey);
    const sync::FreshEpoch epoch =
        sync::make_epoch(office.origin(), set->id, set->keys(), office.random, 2);
    std::vector<sync::Slot> slots = slots_of(epoch);
    const sync::SealedRecord real =
        *sync::seal_response(std::move(*slots[0].next()), base::as_bytes("body"));
    const sync::SealedRecord dummy = sync::seal_dummy(std::move(*slots[1].next()), 128);
    CHECK(real.sealed.size() == dummy.sealed.size());
    CHECK_THROWS_AS(sync::seal_dummy(std::move(*slots[1].next()), 100), base::BrokenPromise);
}

TEST_CASE("a contact record opens for its set and for this kiosk's stream only", "[sync][seal]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::contact);
    const sync::WrappedContext context{office.origin(), sync::RecordClass::contact};
    const base::Bytes bytes = *sync::seal_wrapped(context,
                                                  {set->id, set->keys()},
                                                  base::RecordId::random(office.random),
                                                  sync::RecordKind::fact,
                                                  base::as_bytes("a fact"),
                                                  office.random);
    const sync::WrappedRecord record = *sync::read_wrapped(sync::RecordClass::contact, bytes);
    CHECK(record.set == set->id);
    sync::KeyRing ring;
    ring.add(sync::BoxKeyPair(office.recipients[3]));
    const sync::OpenedBody opened = sync::open_wrapped(context, record, ring);
    CHECK(opened.opening == sync::Opening::opened);
    CHECK(base::as_text(opened.body) == "a fact");
    CHECK(sync::open_wrapped(context, record, office.survey_ring()).opening ==
          sync::Opening::no_key_here);
    sync::WrappedContext elsewhere = context;
    elsewhere.origin.kiosk = base::KioskId::random(office.random);
    CHECK(sync::open_wrapped(elsewhere, record, ring).opening == sync::Opening::cannot_open);
    const std::vector<base::Bytes> records{bytes};
    sync::BatchHead head = office.head();
    head.cls = sync::RecordClass::contact;
    const sync::BuiltBatch built =
        sync::build_contact_batch(head, records, sync::SignKeyPair(office.kiosk.sign));
    CHECK(open_all(built.file, ring).counts == sync::OpeningCounts{1, 0, 0, 0});
}

TEST_CASE("a batch of rows whose epoch is missing or that names a record twice is never built",
          "[sync][seal]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::survey);
    const sync::FreshEpoch epoch =
        sync::make_epoch(office.origin(), set->id, set->keys(), office.random, 1);
    sync::Slot slot = std::move(slots_of(epoch).front());
    const sync::SealedRecord row =
        *sync::seal_response(std::move(*slot.next()), base::as_bytes("body"));
    const sync::SignKeyPair kiosk(office.kiosk.sign);
    const std::vector<sync::EpochBlock> blocks{epoch.block};
    const std::vector<sync::SealedRecord> twice{row, row};
    const std::vector<sync::SealedRecord> once{row};
    CHECK_THROWS_AS(sync::build_survey_batch(office.head(), blocks, twice, kiosk),
                    base::BrokenPromise);
    CHECK_THROWS_AS(sync::build_survey_batch(office.head(), {}, once, kiosk), base::BrokenPromise);
}

TEST_CASE("S3: padding is taken off as libsodium would take it off", "[sync][seal]") {
    base::SeededRandom random(5);
    int different = 0;
    for (int round = 0; round < 20'000; ++round) {
        base::Bytes block(128);
        const std::size_t content = random.below(129);
        for (std::size_t i = 0; i < content; ++i) {
            const std::uint64_t kind = random.below(4);  // many zeros and 80s, as padding has
            block[i] = kind == 0   ? std::byte{0x80}
                       : kind == 1 ? static_cast<std::byte>(random.next_u64())
                                   : std::byte{0};
        }
        std::size_t size = 0;
        const bool padded = sodium_unpad(&size, raw(block), block.size(), block.size()) == 0;
        const std::optional<base::ByteView> got = sync::without_padding(block);
        different += got.has_value() == padded && (!padded || got->size() == size) ? 0 : 1;
    }
    CHECK(different == 0);
}
