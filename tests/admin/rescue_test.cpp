#include "admin/rescue.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "db/kiosk_journal.h"
#include "sync/epoch.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;

namespace fs = std::filesystem;

namespace {

/// Signs batches as the kiosk of a town would, without dummies.
class Maker final : public db::BatchMaker {
public:
    explicit Maker(const FakeKiosk& kiosk, const sync::BatchHead& like)
        : kiosk_(kiosk), head_(like) {}

    base::Result<db::MadeBatch> make(const db::BatchDraft& draft) override {
        std::vector<sync::EpochBlock> epochs;
        for (const base::Bytes& block : draft.epochs) {
            epochs.push_back(*sync::read_epoch_block(block));
        }
        std::vector<sync::SealedRecord> rows;
        for (const db::BatchRow& row : draft.rows) {
            rows.push_back({epochs[row.epoch].id, row.rid, row.rev, row.sealed});
        }
        head_.seq = draft.seq;
        head_.previous = draft.prev;
        head_.total = draft.total_before + rows.size();
        head_.day = draft.day;
        auto built = sync::build_survey_batch(head_, epochs, rows, kiosk_.sign_key());
        return db::MadeBatch{std::move(built.file), built.digest, built.records, {}};
    }

private:
    const FakeKiosk& kiosk_;
    sync::BatchHead head_;
};

/// A town whose kiosk has died with two packages and thirteen answers in none on its disk.
struct DeadKiosk : Town {
    DeadKiosk() : kiosk(setup(*this)) {
        fs::create_directories(disk());
        {
            db::JournalOptions options;
            options.reserve_bytes = 0;
            const auto journal = *db::KioskJournal::open(disk(), options);
            cut(*journal, 10);
            cut(*journal, 11);
            keep(*journal, 13);
        }
        const base::SecretBytes keys = sync::write_kiosk_keys(kiosk.keys());
        std::ofstream(disk() / "keys.hkl", std::ios::binary)
            << std::string(base::as_text(base::ByteView(keys)));
    }

    static FakeKiosk setup(Town& town) {
        town.make_office();
        base::promise(town.publish() == 0, town.terminal.complaints.c_str());
        return town.enrol("Library 1");
    }

    void keep(db::KioskJournal& journal, std::size_t count) {
        for (const db::SealedRow& row : kiosk.seal(answers(count, 1), clock.today())) {
            base::promise(journal.append(row).ok(), "keeping");
        }
    }

    void cut(db::KioskJournal& journal, std::size_t count) {
        keep(journal, count);
        Maker maker(kiosk, kiosk.next_head());
        db::CutOrder order;
        order.instance = kiosk.keys().instance;
        order.today = clock.today();
        base::promise(journal.cut(order, maker).ok(), "cutting");
    }

    [[nodiscard]] fs::path disk() const { return path("old-disk"); }

    int rescue() { return run({"rescue", disk().string(), "--yes"}); }

    FakeKiosk kiosk;
};

/// Writes zeros over one page of a file.
void spoil_page(const fs::path& file, std::size_t page) {
    std::fstream open(file, std::ios::in | std::ios::out | std::ios::binary);
    open.seekp(static_cast<std::streamoff>(page * 4096));
    open << std::string(4096, '\0');
}

}  // namespace

TEST_CASE("a dead kiosk's packages and loose answers are taken in once", "[admin][rescue]") {
    DeadKiosk town;
    const auto before = snapshot(town.disk());
    const int exit = town.rescue();
    INFO(town.terminal.printed + town.terminal.complaints);
    REQUIRE(exit == 0);
    CHECK(town.stored() == 34);
    CHECK(snapshot(town.disk()) == before);  // it was only read
    CHECK(town.rescue() == 0);
    CHECK(town.stored() == 34);
    CHECK(town.run({"audit"}) == 0);
    CHECK(town.terminal.printed.find("LOOK INTO THIS") == std::string::npos);
}

TEST_CASE("what came by stick before is not counted again by a rescue", "[admin][rescue]") {
    DeadKiosk town;
    sync::FolderCourier stick = town.courier();
    db::JournalOptions options;
    options.reserve_bytes = 0;
    {
        const auto journal = *db::KioskJournal::open(town.disk(), options);
        const base::Bytes first = *journal->batch_bytes(db::RecordClass::survey, 1);
        const auto name =
            sync::ObjectName::batch(town.kiosk.id(),
                                    sync::RecordClass::survey,
                                    1,
                                    sync::frame_digest(sync::FrameKind::batch, first));
        REQUIRE(stick.deliver(name, first).ok());
    }
    REQUIRE(town.sync() == 0);
    REQUIRE(town.stored() == 10);
    REQUIRE(town.rescue() == 0);
    CHECK(town.stored() == 34);
}

TEST_CASE("a disk that is read again on a later day brings nothing twice and nothing erased back",
          "[admin][rescue][erasure]") {
    DeadKiosk town;
    REQUIRE(town.rescue() == 0);
    REQUIRE(town.stored() == 34);
    const auto rescued = town.office()->store().batches().back();  // those that lay in no package
    const auto stored = town.office()->store().batch(rescued.stream, rescued.seq);
    REQUIRE(town.run({"erase", "--record", stored->records[3].rid.hex(), "--yes"}) == 0);
    CHECK(town.stored() == 33);
    town.clock.advance(std::chrono::hours{24});
    CHECK(town.rescue() == 0);
    CHECK(town.stored() == 33);
    CHECK(town.terminal.printed.find("LOOK INTO THIS") == std::string::npos);
    CHECK(town.office()->store().quarantined().empty());
    CHECK(town.run({"audit"}) == 0);
}

TEST_CASE("what a better copy of the disk holds goes on after what was read before",
          "[admin][rescue]") {
    DeadKiosk town;
    REQUIRE(town.rescue() == 0);
    {
        db::JournalOptions options;
        options.reserve_bytes = 0;
        const auto journal = *db::KioskJournal::open(town.disk(), options);
        town.keep(*journal, 3);
    }
    town.clock.advance(std::chrono::hours{24});
    CHECK(town.rescue() == 0);
    CHECK(town.stored() == 37);
    CHECK(town.office()->store().quarantined().empty());
    CHECK(town.run({"audit"}) == 0);
}

TEST_CASE("without the machine's key its packages come in and the rest is said",
          "[admin][rescue]") {
    DeadKiosk town;
    fs::remove(town.disk() / "keys.hkl");
    CHECK(town.rescue() == 1);
    CHECK(town.stored() == 21);
    CHECK(town.terminal.complaints.find("13 records are in no package") != std::string::npos);
}

TEST_CASE("a damaged page costs what stood on it and nothing else", "[admin][rescue]") {
    DeadKiosk town;
    const fs::path file = town.disk() / "answers.db";
    {  // everything out of the log into the file
        db::JournalOptions options;
        options.reserve_bytes = 0;
        const auto journal = *db::KioskJournal::open(town.disk(), options);
        REQUIRE(journal->tidy().ok());
    }
    town.keep_store("fresh");
    fs::copy_file(file, town.path("sound.db"));
    const std::size_t pages = fs::file_size(file) / 4096;
    REQUIRE(pages > 6);
    std::set<std::uint64_t> rescued;
    for (std::size_t page = 1; page < pages; page += 2) {
        town.put_back_store("fresh");
        fs::remove(town.disk() / "answers.db-wal");
        fs::copy_file(town.path("sound.db"), file, fs::copy_options::overwrite_existing);
        spoil_page(file, page);
        INFO("page " << page << ": " << town.terminal.complaints);
        const int exit = town.rescue();
        CHECK((exit == 0 || exit == 1));
        rescued.insert(town.stored());
    }
    CHECK(*rescued.rbegin() <= 34);
    const auto some = [](std::uint64_t count) { return count > 0 && count < 34; };
    CHECK(std::any_of(rescued.begin(), rescued.end(), some));
}

TEST_CASE("a folder that holds no kiosk is refused in a sentence", "[admin][rescue]") {
    DeadKiosk town;
    CHECK(town.run({"rescue", town.text_path("nowhere"), "--yes"}) == 1);
    CHECK(town.terminal.complaints.find("Nothing was changed") != std::string::npos);
    CHECK(town.run({"rescue", town.disk().string()}) == 1);  // nobody said yes
    CHECK(town.stored() == 0);
}
