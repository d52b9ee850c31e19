#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "db/journal_fixture.h"
#include "db/kiosk_journal.h"
#include "support/temporary_folder.h"

namespace harmony::tests {
namespace {

using db::Appended;
using db::KioskJournal;
using db::RecordClass;

struct Journal {
    TemporaryFolder folder;
    base::SeededRandom random{7};
    std::unique_ptr<KioskJournal> journal;

    Journal() { reopen(); }

    void reopen(const db::JournalOptions& options = {}) {
        journal.reset();
        auto opened = KioskJournal::open(folder.path(), options);
        REQUIRE(opened.ok());
        journal = std::move(*opened);
    }
};

db::ContactRow contact_row(base::RandomSource& random) {
    db::ContactRow contact;
    contact.rid = base::RecordId::random(random);
    contact.record.assign(600, std::byte{3});
    return contact;
}

TEST_CASE("A record that comes twice is kept once", "[db][journal][append]") {
    Journal kiosk;
    const db::SealedRow row = sealed_row(kiosk.random);

    CHECK(*kiosk.journal->append(row) == Appended::fresh);
    CHECK(*kiosk.journal->append(row) == Appended::was_there);
    kiosk.reopen();

    CHECK(*kiosk.journal->append(row) == Appended::was_there);
    CHECK(kiosk.journal->count_waiting() == 1);
}

TEST_CASE("The second sealing of a task takes the place of the first", "[db][journal][append]") {
    Journal kiosk;
    db::SealedRow first = sealed_row(kiosk.random);
    db::SealedRow second = first;
    second.rev = 1;
    second.ciphertext.assign(272, std::byte{2});
    PlainMaker maker;

    REQUIRE(*kiosk.journal->append(first) == Appended::fresh);
    CHECK(*kiosk.journal->append(second) == Appended::fresh);
    CHECK(*kiosk.journal->append(second) == Appended::was_there);
    CHECK(*kiosk.journal->append(first) == Appended::was_there);
    CHECK(kiosk.journal->count_waiting() == 1);
    REQUIRE(kiosk.journal->cut(cut_order(true), maker).ok());

    REQUIRE(maker.drafts.size() == 1);
    REQUIRE(maker.drafts[0].rows.size() == 1);
    CHECK(maker.drafts[0].rows[0].rev == 1);
    CHECK(maker.drafts[0].rows[0].sealed == second.ciphertext);
}

TEST_CASE("A record that was not sealed is refused", "[db][journal][append]") {
    Journal kiosk;
    db::SealedRow row = sealed_row(kiosk.random);
    SECTION("no ciphertext") {
        row.ciphertext.clear();
    }
    SECTION("no epoch") {
        row.epoch_block.clear();
    }
    SECTION("a third sealing") {
        row.rev = 2;
    }

    const auto kept = kiosk.journal->append(row);

    REQUIRE_FALSE(kept.ok());
    CHECK(kept.error().kind == base::ErrorKind::refused);
    CHECK(kiosk.journal->count_waiting() == 0);
}

TEST_CASE("A space is spent with its record, once, and stays spent", "[db][journal][append]") {
    Journal kiosk;
    const db::ContactRow row = contact_row(kiosk.random);
    const auto date = *decltype(db::AllocationRow::occurrence)::from_hex("7c20d4e91b6f3a58");
    const std::vector<db::AllocationRow> spent = {{date, 3, 4, 10}};
    CHECK(kiosk.journal->allocations().empty());
    CHECK(*kiosk.journal->append(std::span(&row, 1), spent) == Appended::fresh);
    CHECK(kiosk.journal->allocations() == spent);

    const std::vector<db::AllocationRow> again = {{date, 3, 8, 10}};
    CHECK(*kiosk.journal->append(std::span(&row, 1), again) == Appended::was_there);
    kiosk.reopen();

    CHECK(kiosk.journal->allocations() == spent);
    const db::ContactRow next = contact_row(kiosk.random);
    const std::vector<db::AllocationRow> given_back = {{date, 3, 2, 10}};
    CHECK_THROWS(kiosk.journal->append(std::span(&next, 1), given_back));
}

TEST_CASE("A record of one kind touches the file of the other", "[db][journal][append]") {
    Journal kiosk;
    const auto size = [&](const char* name) {
        return std::filesystem::file_size(kiosk.folder.path() / name);
    };
    const auto contacts_before = size("contacts.db-wal");
    REQUIRE(kiosk.journal->append(sealed_row(kiosk.random)).ok());
    CHECK(size("contacts.db-wal") > contacts_before);

    const auto answers_before = size("answers.db-wal");
    const db::ContactRow contact = contact_row(kiosk.random);
    REQUIRE(*kiosk.journal->append(contact) == Appended::fresh);
    CHECK(*kiosk.journal->append(contact) == Appended::was_there);
    CHECK(size("answers.db-wal") > answers_before);
    CHECK(kiosk.journal->counts(RecordClass::contact).loose == 1);
}

TEST_CASE("On a full disk a record is kept whole or not at all", "[db][journal][append][full]") {
    Journal kiosk;
    db::JournalOptions options;
    options.max_pages = 24;
    options.reserve_bytes = 64 * 1024;
    kiosk.reopen(options);
    REQUIRE(kiosk.journal->has_reserve());
    std::uint64_t kept = 0;
    std::optional<base::Error> refused;
    for (int n = 0; n < 2000 && !refused; ++n) {
        const auto outcome = kiosk.journal->append(sealed_row(kiosk.random));
        if (outcome) {
            ++kept;
        } else {
            refused = outcome.error();
        }
    }

    REQUIRE(refused);
    CHECK(refused->kind == base::ErrorKind::full);
    CHECK(kept > 50);
    CHECK_FALSE(kiosk.journal->failed());
    // The reserve was given up before anybody was told.
    CHECK_FALSE(kiosk.journal->has_reserve());
    CHECK_FALSE(std::filesystem::exists(kiosk.folder.path() / "reserve.bin"));
    CHECK(kiosk.journal->count_waiting() == kept);
    kiosk.reopen();
    CHECK(kiosk.journal->count_waiting() == kept);
    CHECK(*kiosk.journal->append(sealed_row(kiosk.random)) == Appended::fresh);
}

TEST_CASE("The reserve is really allocated", "[db][journal][full]") {
    const Journal kiosk;
    const auto reserve = kiosk.folder.path() / "reserve.bin";
    REQUIRE(kiosk.journal->has_reserve());
    CHECK(std::filesystem::file_size(reserve) == std::size_t{4} << 20U);
}

TEST_CASE("Counts follow a record from the screen to the office", "[db][journal][counts]") {
    Journal kiosk;
    for (int n = 0; n < 12; ++n) {
        REQUIRE(kiosk.journal->append(sealed_row(kiosk.random)).ok());
    }
    CHECK(kiosk.journal->counts(RecordClass::survey) ==
          db::JournalCounts{12, 12, 12, 12, day(20'000)});
    PlainMaker maker;
    const auto cut = kiosk.journal->cut(cut_order(), maker);
    REQUIRE(cut.ok());
    REQUIRE(kiosk.journal->append(sealed_row(kiosk.random)).ok());
    CHECK(kiosk.journal->counts(RecordClass::survey) ==
          db::JournalCounts{1, 13, 13, 13, day(20'000)});

    const db::AckEntry ack{instance_one, RecordClass::survey, 1, cut->batches.front().digest, 2};
    db::FreeRule rule;
    rule.today = day(20'002);
    REQUIRE(kiosk.journal->apply_ack(ack, rule).ok());
    CHECK(kiosk.journal->counts(RecordClass::survey) ==
          db::JournalCounts{1, 1, 13, 13, day(20'000)});
    rule.today = day(20'009);
    CHECK(*kiosk.journal->free_acknowledged(RecordClass::survey, rule) == 1);
    CHECK(kiosk.journal->counts(RecordClass::survey) ==
          db::JournalCounts{1, 1, 1, 13, day(20'000)});
    CHECK(kiosk.journal->records_total() == 13);
}

}  // namespace
}  // namespace harmony::tests
