// Erasure as sync-protocol.md 11.6 has it, without the signatures: the store keeps notes, rewritten
// bytes and tombstones, and holds every other way to a batch shut.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "db/office_under_test.h"

namespace harmony::tests {
namespace {

using base::Bytes;
using db::Inserted;
using db::OfficeStore;

/// An office whose second batch holds a response that somebody withdraws.
struct Withdrawal : Office {
    PlainResponse gone;
    db::Redaction note;
    Bytes rewritten;

    Withdrawal() {
        for (const std::size_t count : {30U, 40U, 20U}) {
            REQUIRE(insert(next_batch(count)).ok());
        }
        gone = sent[1][17];
        const auto stored = store->batch(stream(), 2);
        rewritten = stored->bytes;
        const auto at =
            std::search(rewritten.begin(), rewritten.end(), gone.body.begin(), gone.body.end());
        REQUIRE(at != rewritten.end());
        std::fill_n(at, gone.body.size(), std::byte{0});
        note = {stream(), 2, stored->digest, cheap_digest(rewritten), Bytes(80, std::byte{7})};
    }

    [[nodiscard]] db::Tombstone tombstone() const { return {gone.rid, 3, day(20'600)}; }

    base::Result<void> withdraw() {
        const db::Tombstone erased[] = {tombstone()};
        return store->redact(note, rewritten, erased);
    }

    /// Whether the body of the withdrawn response lies anywhere in the files of SQLite. A server
    /// keeps old rows until it has cleaned up behind itself (docs/formats/office-store.md).
    [[nodiscard]] bool lies_about() const {
        for (const auto& entry : std::filesystem::directory_iterator(place.folder())) {
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string all{std::istreambuf_iterator<char>(in), {}};
            if (all.find(base::as_text(gone.body)) != std::string::npos) {
                return true;
            }
        }
        return false;
    }
};

TEST_CASE("A withdrawn response leaves its batch, its columns and the files",
          "[db][office][erasure]") {
    Withdrawal office;
    // So that the search can fail.
    REQUIRE(office.lies_about() == (office.place.kind() == StoreKind::sqlite));

    REQUIRE(office.withdraw().ok());

    CHECK_FALSE(office.lies_about());
    const auto stored = office.store->batch(Office::stream(), 2);
    CHECK(stored->bytes == office.rewritten);
    CHECK(stored->digest == office.note.original);
    CHECK(stored->redactions == 1);
    CHECK(office.store->batches().at(1).redactions == 1);
    CHECK(office.store->redactions() == std::vector<db::Redaction>{office.note});
    CHECK(office.store->tombstones(Office::stream()) ==
          std::vector<db::Tombstone>{office.tombstone()});
    CHECK(office.rows() == 90);
    REQUIRE(office.store->needs_rebuild());
    REQUIRE(office.store->rebuild(office.opener()).ok());
    CHECK(office.rows() == 89);
    CHECK_FALSE(office.store->needs_rebuild());
}

TEST_CASE("An old stick does not bring an erased record back", "[db][office][erasure]") {
    Withdrawal office;
    REQUIRE(office.withdraw().ok());
    REQUIRE(office.store->rebuild(office.opener()).ok());

    SECTION("in the batch that is known") {
        CHECK(*office.insert(office.again(2)) == std::vector<Inserted>{Inserted::was_there});
        CHECK(office.store->batch(Office::stream(), 2)->bytes == office.rewritten);
    }
    SECTION("in a later batch of its stream") {
        db::OfficeBatch later = office_batch(office.context,
                                             {office.gone, office.survey.answer()},
                                             4,
                                             1,
                                             office.store->batch(Office::stream(), 3)->digest);
        REQUIRE(office.insert(std::move(later)).ok());
        CHECK(office.rows() == 90);
        return;
    }
    SECTION("in a batch that comes only after the tombstone") {
        const db::StreamKey other{kiosk_id(2), instance_one, 1};
        const db::Tombstone erased[] = {office.tombstone()};
        REQUIRE(office.store->bury(other, erased).ok());
        REQUIRE(office.insert(office_batch(office.context, {office.gone}, 1, 2)).ok());
    }

    CHECK(office.rows() == 89);
}

TEST_CASE("A batch can be rewritten again under a second note", "[db][office][erasure]") {
    Withdrawal office;
    REQUIRE(office.withdraw().ok());
    db::Redaction second = office.note;
    second.rewritten = cheap_digest(office.sent[0][0].body);
    second.note = Bytes(90, std::byte{8});
    const db::Tombstone also[] = {office.tombstone(), {office.sent[1][2].rid, 1, day(20'700)}};

    REQUIRE(office.store->redact(second, office.rewritten, also).ok());

    CHECK(office.store->redactions() == std::vector<db::Redaction>{office.note, second});
    const auto tombstones = office.store->tombstones(Office::stream());
    REQUIRE(tombstones.size() == 2);
    CHECK(std::count(tombstones.begin(), tombstones.end(), office.tombstone()) == 1);
    office.reopen();
    CHECK(office.store->batch(Office::stream(), 2)->redactions == 2);
}

TEST_CASE("A note about a batch that is not there changes nothing", "[db][office][erasure]") {
    Withdrawal office;
    base::ErrorKind kind = base::ErrorKind::absent;
    SECTION("no such batch") {
        office.note.seq = 9;
    }
    SECTION("another digest") {
        office.note.original = {};
        kind = base::ErrorKind::refused;
    }

    const auto outcome = office.withdraw();

    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().kind == kind);
    CHECK(office.store->redactions().empty());
    CHECK(office.store->tombstones(Office::stream()).empty());
    CHECK_FALSE(office.store->needs_rebuild());
}

TEST_CASE("Erasing a contact leaves the columns alone", "[db][office][erasure]") {
    Withdrawal office;
    const db::StreamKey contacts{kiosk_id(1), instance_one, 2};
    db::OfficeBatch batch = office_batch(office.context, {}, 1);
    batch.batch.stream = contacts;
    batch.batch.bytes = Bytes(300, std::byte{9});
    batch.batch.digest = cheap_digest(batch.batch.bytes);
    const base::Digest digest = batch.batch.digest;
    REQUIRE(office.insert(std::move(batch)).ok());
    const db::Tombstone erased[] = {office.tombstone()};

    const db::Redaction note{contacts, 1, digest, digest, Bytes(80, std::byte{1})};
    REQUIRE(office.store->redact(note, Bytes(300), erased).ok());

    CHECK_FALSE(office.store->needs_rebuild());
    CHECK(office.store->batch(contacts, 1)->bytes == Bytes(300));
}

TEST_CASE("What became of records includes those that were erased", "[db][office][erasure]") {
    Withdrawal office;
    REQUIRE(office.withdraw().ok());
    const auto opener = [&](const db::CheckedBatch& stored) -> base::Result<db::OfficeBatch> {
        db::OfficeBatch batch =
            office_batch(office.context, office.sent.at(stored.seq - 1), stored.seq);
        batch.batch.counts.erased = stored.redactions;
        batch.batch.counts.opened -= stored.redactions;
        return batch;
    };
    REQUIRE(office.store->rebuild(opener).ok());
    CHECK(office.store->batch(Office::stream(), 2)->counts.opened == 39);
    CHECK(office.store->batch(Office::stream(), 2)->counts.erased == 1);
    CHECK(office.store->batches().at(1).counts.erased == 1);
}

TEST_CASE("Nothing takes a batch away or changes it, but erasure with its note",
          "[db][office][erasure]") {
    Withdrawal office;
    REQUIRE(office.withdraw().ok());
    struct Attempt {
        const char* sql;
        const char* refusal;
    };
    // A statement for each thing that is for ever; the sentence is the trigger's.
    const Attempt attempts[] = {
        {"DELETE FROM batch", "a batch is kept for ever"},
        {"UPDATE batch SET seq=seq+10", "a batch does not change"},
        {"UPDATE batch SET digest=prev", "a batch does not change"},
        {"UPDATE batch SET kiosk=instance", "a batch does not change"},
        {"UPDATE batch SET names=prev", "a batch does not change"},
        {"UPDATE batch SET bytes=prev", "with a note of erasure only"},
        {"UPDATE batch SET bytes=prev, redactions=redactions+1", "with a note of erasure only"},
        {"UPDATE batch SET redactions=redactions-1", "with a note of erasure only"},
        {"DELETE FROM redaction", "a note of erasure is kept for ever"},
        {"UPDATE redaction SET note=original", "a note of erasure does not change"},
        {"DELETE FROM tombstone", "a tombstone is kept for ever"},
        {"UPDATE tombstone SET reason=1", "a tombstone does not change"},
    };
    for (const Attempt& attempt : attempts) {
        CAPTURE(attempt.sql);
        CHECK_THAT(office.place.say(attempt.sql), Catch::Contains(attempt.refusal));
    }
    CHECK(office.place.say("UPDATE batch SET opened=opened").empty());
}

}  // namespace
}  // namespace harmony::tests
