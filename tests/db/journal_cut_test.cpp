#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "db/cut_plan.h"
#include "db/journal_fixture.h"
#include "db/kiosk_journal.h"
#include "support/temporary_folder.h"

namespace harmony::tests {
namespace {

using db::CutOutcome;
using db::Group;
using db::HeldGroup;
using db::KioskJournal;
using db::RecordClass;

const Group market{engagement(1), day(20'000)};
const Group library{engagement(2), day(20'000)};

struct Journal {
    TemporaryFolder folder;
    base::SeededRandom random{11};
    std::unique_ptr<KioskJournal> journal;
    PlainMaker maker;

    Journal() {
        auto opened = KioskJournal::open(folder.path(), {});
        REQUIRE(opened.ok());
        journal = std::move(*opened);
    }

    base::RecordId add(const Group& group, std::uint8_t epoch = 1) {
        const db::SealedRow row = sealed_row(random, group, epoch);
        REQUIRE(journal->append(row).ok());
        return row.rid;
    }

    void add_many(int count, const Group& group, std::uint8_t epoch = 1) {
        for (int n = 0; n < count; ++n) {
            add(group, epoch);
        }
    }

    CutOutcome cut(const db::CutOrder& order) {
        auto outcome = journal->cut(order, maker);
        REQUIRE(outcome.ok());
        return std::move(*outcome);
    }
};

TEST_CASE("A group goes from ten records on and not before", "[db][journal][cut][k]") {
    Journal kiosk;
    kiosk.add_many(9, market);
    const CutOutcome nine = kiosk.cut(cut_order());
    CHECK(nine.batches.empty());
    CHECK(nine.held == std::vector<HeldGroup>{{market, 9}});

    kiosk.add_many(1, market);
    const CutOutcome ten = kiosk.cut(cut_order());
    REQUIRE(ten.batches.size() == 1);
    CHECK(ten.batches[0].real == 10);
    CHECK(ten.held.empty());

    kiosk.add_many(11, market);
    CHECK(kiosk.cut(cut_order()).batches.at(0).real == 11);
}

TEST_CASE("Two groups of nine are not one of eighteen", "[db][journal][cut][k]") {
    Journal kiosk;
    kiosk.add_many(9, market);
    kiosk.add_many(9, library);

    const CutOutcome outcome = kiosk.cut(cut_order());

    CHECK(outcome.batches.empty());
    CHECK(outcome.held.size() == 2);
    CHECK(kiosk.journal->count_waiting() == 18);
}

TEST_CASE("A large group does not take a small one with it", "[db][journal][cut][k]") {
    Journal kiosk;
    kiosk.add_many(25, market);
    kiosk.add_many(9, library);

    const CutOutcome outcome = kiosk.cut(cut_order());

    REQUIRE(outcome.batches.size() == 1);
    CHECK(outcome.batches[0].real == 25);
    CHECK(outcome.held == std::vector<HeldGroup>{{library, 9}});
    CHECK_FALSE(kiosk.maker.drafts.at(0).forced);
}

TEST_CASE("Staff may force a small group and the batch says so", "[db][journal][cut][k]") {
    Journal kiosk;
    SECTION("nine records") {
        kiosk.add_many(9, market);
        CHECK(kiosk.cut(cut_order(true)).batches.at(0).forced);
        CHECK(kiosk.maker.drafts.at(0).forced);
    }
    SECTION("ten records need no force") {
        kiosk.add_many(10, market);
        CHECK_FALSE(kiosk.cut(cut_order(true)).batches.at(0).forced);
        CHECK_FALSE(kiosk.maker.drafts.at(0).forced);
    }
}

TEST_CASE("A small group goes by itself once it has waited long enough", "[db][journal][cut][k]") {
    Journal kiosk;
    kiosk.add_many(9, market);
    db::CutOrder order = cut_order();
    order.small_after = 14;
    order.today = day(20'013);
    CHECK(kiosk.cut(order).batches.empty());

    order.today = day(20'014);
    REQUIRE(kiosk.cut(order).batches.size() == 1);
    CHECK(kiosk.maker.drafts.at(0).small);
    CHECK_FALSE(kiosk.maker.drafts.at(0).forced);
}

TEST_CASE("A group whose smaller part lies in another epoch is flagged", "[db][journal][cut][k]") {
    Journal kiosk;
    kiosk.add_many(10, market, 1);
    SECTION("nine in the second epoch") {
        kiosk.add_many(9, market, 2);
        kiosk.cut(cut_order());
        CHECK(kiosk.maker.drafts.at(0).split);
        CHECK(kiosk.maker.drafts.at(0).epochs.size() == 2);
    }
    SECTION("ten in the second epoch") {
        kiosk.add_many(10, market, 2);
        kiosk.cut(cut_order());
        CHECK_FALSE(kiosk.maker.drafts.at(0).split);
    }
}

TEST_CASE("Records of open tasks stay behind and do not count", "[db][journal][cut]") {
    Journal kiosk;
    kiosk.add_many(9, market);
    db::CutOrder order = cut_order();
    order.open_tasks = {kiosk.add(market)};
    CHECK(kiosk.cut(order).batches.empty());

    kiosk.add_many(1, market);
    REQUIRE(kiosk.cut(order).batches.size() == 1);
    CHECK(kiosk.journal->count_waiting() == 1);
}

TEST_CASE("Batches follow one another in a chain", "[db][journal][cut]") {
    Journal kiosk;
    kiosk.add_many(12, market);
    const auto first = kiosk.cut(cut_order()).batches.at(0);
    kiosk.add_many(20, library);
    const auto second = kiosk.cut(cut_order()).batches.at(0);

    CHECK(first.seq == 1);
    CHECK(second.seq == 2);
    const db::BatchDraft& draft = kiosk.maker.drafts.at(1);
    CHECK(draft.prev == first.digest);
    CHECK(draft.total_before == 16);
    CHECK(kiosk.maker.drafts.at(0).prev.is_zero());
    CHECK(kiosk.maker.drafts.at(0).day == day(20'001));
    CHECK(std::is_sorted(draft.rows.begin(), draft.rows.end(), [](const auto& a, const auto& b) {
        return a.rid < b.rid;
    }));
}

TEST_CASE("More records than a batch holds become several in a row", "[db][journal][cut]") {
    Journal kiosk;
    kiosk.add_many(45, market);
    kiosk.add_many(15, library);
    db::CutOrder order = cut_order();
    order.max_records = 20;

    const CutOutcome outcome = kiosk.cut(order);

    REQUIRE(outcome.batches.size() == 4);
    for (const db::CutBatch& batch : outcome.batches) {
        CHECK(batch.real == 15);
    }
    CHECK(kiosk.journal->batches_to_offer(RecordClass::survey).size() == 4);
    CHECK(kiosk.journal->count_waiting() == 0);
}

TEST_CASE("A batch never names more epochs than its format allows", "[db][journal][cut]") {
    std::vector<db::LooseRow> rows;
    base::SeededRandom random(3);
    for (std::int64_t n = 0; n < 300; ++n) {
        rows.push_back({base::RecordId::random(random), n % 150, n % 3, 200});
    }
    const auto plan = db::plan_cut(
        rows, [](std::int64_t) { return Group{}; }, cut_order());

    std::size_t planned = 0;
    for (const db::PlannedBatch& batch : plan.batches) {
        std::set<std::int64_t> epochs;
        for (const db::LooseRow& row : batch.rows) {
            epochs.insert(row.epoch);
        }
        CHECK(epochs.size() <= 63);
        planned += batch.rows.size();
    }
    CHECK(planned == 300);
}

TEST_CASE("A cut that fails changes nothing", "[db][journal][cut]") {
    Journal kiosk;
    kiosk.add_many(45, market);
    db::CutOrder order = cut_order();
    order.max_records = 15;
    kiosk.maker.fail_at = GENERATE(1U, 2U, 3U);

    const auto outcome = kiosk.journal->cut(order, kiosk.maker);

    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().message == "the seal is broken");
    CHECK(kiosk.journal->count_waiting() == 45);
    CHECK(kiosk.journal->batches_to_offer(RecordClass::survey).empty());
    kiosk.maker.fail_at = 0;
    CHECK(kiosk.cut(order).batches.at(0).seq == 1);
}

TEST_CASE("A cut on a full disk changes nothing", "[db][journal][cut][full]") {
    const TemporaryFolder folder;
    base::SeededRandom random(5);
    db::JournalOptions options;
    options.max_pages = 28;
    options.reserve_bytes = 0;
    auto opened = KioskJournal::open(folder.path(), options);
    REQUIRE(opened.ok());
    KioskJournal& journal = **opened;
    while (journal.append(sealed_row(random)).ok()) {
    }
    const std::uint64_t waiting = journal.count_waiting();
    REQUIRE(waiting > 50);
    PlainMaker bulky;
    bulky.new_epoch.assign(200'000, std::byte{1});

    const auto outcome = journal.cut(cut_order(), bulky);

    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().kind == base::ErrorKind::full);
    CHECK(journal.count_waiting() == waiting);
    CHECK(journal.batches_to_offer(RecordClass::survey).empty());
    PlainMaker plain;
    REQUIRE(journal.cut(cut_order(), plain).ok());
    CHECK(journal.count_waiting() == 0);
}

TEST_CASE("The journal of one life of a kiosk is not cut by another", "[db][journal][cut]") {
    Journal kiosk;
    kiosk.add_many(10, market);
    kiosk.cut(cut_order());
    kiosk.add_many(10, market);
    db::CutOrder order = cut_order();
    order.instance = {};

    const auto outcome = kiosk.journal->cut(order, kiosk.maker);

    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().kind == base::ErrorKind::refused);
    CHECK(kiosk.journal->count_waiting() == 10);
}

TEST_CASE("Contacts go from one record on in a chain of their own", "[db][journal][cut]") {
    Journal kiosk;
    kiosk.add_many(10, market);
    kiosk.cut(cut_order());
    db::ContactRow contact;
    contact.rid = base::RecordId::random(kiosk.random);
    contact.record.assign(600, std::byte{3});
    REQUIRE(kiosk.journal->append(contact).ok());
    db::CutOrder order = cut_order();
    order.cls = RecordClass::contact;

    const CutOutcome outcome = kiosk.cut(order);

    REQUIRE(outcome.batches.size() == 1);
    CHECK(outcome.batches[0].seq == 1);
    CHECK(kiosk.maker.drafts.back().rows.at(0).sealed == contact.record);
    CHECK(ids_in(*kiosk.journal->batch_bytes(RecordClass::contact, 1)).at(0) == contact.rid);
}

/// All bytes of a file.
std::string slurp(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST_CASE("After a cut no file gives away in which order people came",
          "[db][journal][cut][order]") {
    Journal kiosk;
    std::vector<base::RecordId> gone;
    for (int n = 0; n < 40; ++n) {
        gone.push_back(kiosk.add(market));
    }
    std::vector<base::RecordId> held;
    for (int n = 0; n < 9; ++n) {
        held.push_back(kiosk.add(library));
    }
    kiosk.cut(cut_order());

    for (const char* name : {"answers.db-wal", "contacts.db-wal", "state.db-wal"}) {
        CHECK(std::filesystem::file_size(kiosk.folder.path() / name) == 0);
    }
    const std::string file = slurp(kiosk.folder.path() / "answers.db");
    // Rows that went stand in the batch alone, once; rows that stay stand once, in key order.
    for (const base::RecordId& rid : gone) {
        const std::string_view needle = base::as_text(rid.view());
        const std::size_t first = file.find(needle);
        REQUIRE(first != std::string::npos);
        CHECK(file.find(needle, first + 1) == std::string::npos);
    }
    std::sort(held.begin(), held.end());
    std::vector<std::size_t> places;
    for (const base::RecordId& rid : held) {
        places.push_back(file.find(base::as_text(rid.view())));
    }
    const bool ascending = std::is_sorted(places.begin(), places.end());
    const bool descending = std::is_sorted(places.rbegin(), places.rend());
    CHECK((ascending || descending));
}

TEST_CASE("Tidying leaves rows in key order whatever order they came in", "[db][journal][order]") {
    Journal kiosk;
    std::vector<base::RecordId> rids;
    for (int n = 0; n < 12; ++n) {
        rids.push_back(kiosk.add(market));
    }
    std::vector<base::RecordId> sorted = rids;
    std::sort(sorted.begin(), sorted.end());
    REQUIRE(sorted != rids);
    const auto places = [&] {
        const std::string file = slurp(kiosk.folder.path() / "answers.db");
        std::vector<std::size_t> at;
        for (const base::RecordId& rid : sorted) {
            at.push_back(file.find(base::as_text(rid.view())));
        }
        return at;
    };

    REQUIRE(kiosk.journal->tidy().ok());

    std::vector<std::size_t> at = places();
    // SQLite fills a page from its end, so key order on the page is descending offsets.
    CHECK((std::is_sorted(at.begin(), at.end()) || std::is_sorted(at.rbegin(), at.rend())));
    CHECK(std::filesystem::file_size(kiosk.folder.path() / "answers.db-wal") == 0);
}

}  // namespace
}  // namespace harmony::tests
