#include <catch2/catch.hpp>

#include "db/journal_fixture.h"
#include "db/kiosk_journal.h"
#include "support/temporary_folder.h"

namespace harmony::tests {
namespace {

using db::AckOutcome;
using db::AckVerdict;
using db::BatchState;
using db::RecordClass;

/// Three batches, cut on day 20001 and not acknowledged.
struct ThreeBatches {
    TemporaryFolder folder;
    base::SeededRandom random{13};
    std::unique_ptr<db::KioskJournal> journal;
    std::vector<base::Digest> digests;

    ThreeBatches() {
        auto opened = db::KioskJournal::open(folder.path(), {});
        REQUIRE(opened.ok());
        journal = std::move(*opened);
        PlainMaker maker;
        for (int batch = 0; batch < 3; ++batch) {
            for (int n = 0; n < 10; ++n) {
                REQUIRE(journal->append(sealed_row(random)).ok());
            }
            digests.push_back(journal->cut(cut_order(), maker)->batches.at(0).digest);
        }
    }

    AckOutcome ack(std::uint64_t seq, std::uint8_t level, int today, db::FreeRule rule = {}) {
        db::AckEntry entry{instance_one, RecordClass::survey, seq, {}, level};
        if (seq > 0) {
            entry.digest = digests.at(seq - 1);
        }
        rule.today = day(today);
        return *journal->apply_ack(entry, rule);
    }

    std::size_t waiting() { return journal->batches_to_offer(RecordClass::survey).size(); }

    bool has_bytes(std::uint64_t seq) {
        return journal->batch_bytes(RecordClass::survey, seq).ok();
    }
};

TEST_CASE("An acknowledgement ends the offering of what it covers", "[db][journal][ack]") {
    ThreeBatches kiosk;
    CHECK(kiosk.waiting() == 3);
    CHECK(kiosk.ack(2, 2, 20'002) == AckOutcome{AckVerdict::applied, 2, 0, 0, 0});
    CHECK(kiosk.waiting() == 1);
    CHECK(kiosk.ack(2, 2, 20'003) == AckOutcome{AckVerdict::applied, 0, 0, 0, 0});
    CHECK(kiosk.has_bytes(1));
}

TEST_CASE("An acknowledgement of another batch changes nothing", "[db][journal][ack]") {
    ThreeBatches kiosk;
    db::AckEntry entry{instance_one, RecordClass::survey, 2, kiosk.digests[2], 2};
    AckVerdict expected = AckVerdict::mismatch;
    SECTION("the digest of another batch") {}
    SECTION("a batch that was never made") {
        entry.seq = 4;
    }
    SECTION("no batch, with a digest") {
        entry.seq = 0;
    }
    SECTION("another life of this kiosk") {
        entry.instance = {};
        expected = AckVerdict::other_instance;
    }
    SECTION("the other stream") {
        entry.cls = RecordClass::contact;
        expected = AckVerdict::other_instance;
    }
    db::FreeRule rule;
    rule.today = day(20'100);

    const auto outcome = kiosk.journal->apply_ack(entry, rule);

    REQUIRE(outcome.ok());
    CHECK(*outcome == AckOutcome{expected, 0, 0, 0, 0});
    CHECK(kiosk.waiting() == 3);
}

TEST_CASE("Bytes are freed only when level and retention allow it", "[db][journal][ack][free]") {
    struct Case {
        const char* what;
        std::uint8_t level;
        std::uint8_t wanted;
        int days;
        bool doubted;
        std::uint32_t freed;
    };

    const Case one = GENERATE(Case{"all is well", 2, 2, 7, false, 3},
                              Case{"a day early", 2, 2, 6, false, 0},
                              Case{"stored only", 1, 2, 30, false, 0},
                              Case{"stored only, though asked for no more", 1, 1, 30, false, 0},
                              Case{"not in a backup yet", 2, 3, 30, false, 0},
                              Case{"in a backup", 3, 3, 7, false, 3},
                              Case{"the clock is in doubt", 2, 2, 30, true, 0},
                              Case{"the clock went back", 2, 2, -400, false, 0});
    INFO(one.what);
    ThreeBatches kiosk;
    REQUIRE(kiosk.ack(3, one.level, 20'002).acknowledged == 3);
    db::FreeRule rule;
    rule.ack_level = one.wanted;
    rule.today = day(20'002 + one.days);
    rule.clock_doubted = one.doubted;

    CHECK(*kiosk.journal->free_acknowledged(RecordClass::survey, rule) == one.freed);

    CHECK(kiosk.has_bytes(1) == (one.freed == 0));
    CHECK(kiosk.journal->records_total() == 30);
}

TEST_CASE("The retention counts from the level that was asked for", "[db][journal][ack][free]") {
    ThreeBatches kiosk;
    db::FreeRule rule;
    rule.ack_level = 3;
    REQUIRE(kiosk.ack(3, 2, 20'002, rule).freed == 0);
    REQUIRE(kiosk.ack(3, 3, 20'020, rule).freed == 0);
    CHECK(kiosk.ack(3, 3, 20'026, rule).freed == 0);
    CHECK(kiosk.ack(3, 3, 20'027, rule).freed == 3);
}

TEST_CASE("An office restored from a backup is offered again what it lacks", "[db][journal][ack]") {
    ThreeBatches kiosk;
    REQUIRE(kiosk.ack(3, 2, 20'002).acknowledged == 3);

    CHECK(kiosk.ack(1, 2, 20'003) == AckOutcome{AckVerdict::applied, 0, 2, 0, 0});

    const auto offered = kiosk.journal->batches_to_offer(RecordClass::survey);
    REQUIRE(offered.size() == 2);
    CHECK(offered[0].seq == 2);
    CHECK(offered[0].state == BatchState::delivered);
    // Acknowledged again, their retention starts anew.
    REQUIRE(kiosk.ack(3, 2, 20'008).acknowledged == 2);
    CHECK(kiosk.ack(3, 2, 20'014).freed == 1);
    CHECK(kiosk.ack(3, 2, 20'015).freed == 2);
}

TEST_CASE("An office that lost everything is offered everything", "[db][journal][ack]") {
    ThreeBatches kiosk;
    REQUIRE(kiosk.ack(3, 2, 20'002).acknowledged == 3);
    CHECK(kiosk.ack(0, 1, 20'003) == AckOutcome{AckVerdict::applied, 0, 3, 0, 0});
    CHECK(kiosk.waiting() == 3);
}

TEST_CASE("What was freed before the office was restored is reported lost", "[db][journal][ack]") {
    ThreeBatches kiosk;
    REQUIRE(kiosk.ack(3, 2, 20'002).acknowledged == 3);
    REQUIRE(kiosk.ack(3, 2, 20'009).freed == 3);
    CHECK(kiosk.ack(2, 2, 20'010) == AckOutcome{AckVerdict::applied, 0, 0, 1, 0});
}

TEST_CASE("A level that does not exist is refused", "[db][journal][ack]") {
    ThreeBatches kiosk;
    const db::AckEntry entry{instance_one, RecordClass::survey, 1, kiosk.digests[0], 4};
    CHECK_FALSE(kiosk.journal->apply_ack(entry, {}).ok());
}

TEST_CASE("An upload that succeeded frees nothing", "[db][journal][ack][free]") {
    ThreeBatches kiosk;
    REQUIRE(kiosk.journal->mark_delivered(RecordClass::survey, 1, day(20'002)).ok());
    db::FreeRule rule;
    rule.today = day(21'000);
    CHECK(*kiosk.journal->free_acknowledged(RecordClass::survey, rule) == 0);
    CHECK(kiosk.waiting() == 3);
    CHECK(kiosk.journal->batches_to_offer(RecordClass::survey)[0].state == BatchState::delivered);
}

}  // namespace
}  // namespace harmony::tests
