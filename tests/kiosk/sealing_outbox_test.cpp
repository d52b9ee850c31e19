#include "kiosk/sealing_outbox.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "kiosk/backend.h"
#include "support/small_survey.h"
#include "sync/batch.h"

using namespace harmony;
using tests::Backend;

namespace {

base::RecordId submit(Backend& kiosk, const survey::Form& form, const std::string& words) {
    const base::RecordId task = *kiosk.outbox->begin_task();
    kiosk::Submission submission{task,
                                 kiosk::Revision::core,
                                 tests::small_response(words),
                                 base::SecretText("482917365191")};
    REQUIRE(kiosk.outbox->submit(std::move(submission), form).ok());
    kiosk.outbox->end_task(task);
    return task;
}

/// Every response in the batches that lie in the store, opened with the office's key.
std::multiset<std::string> words_at_the_office(Backend& kiosk, const survey::Form& form) {
    std::multiset<std::string> words;
    sync::FolderCourier place = kiosk.place();
    const sync::Listing up = *place.list(sync::up_folder(), "");
    for (const sync::ObjectName& name : up.names) {
        if (name.kind() != sync::ObjectKind::survey_batch) {
            continue;
        }
        const sync::Batch batch = *sync::read_batch(*place.fetch(name, name.cap()));
        sync::open_records(batch, kiosk.office.ring(), [&](const sync::OpenedRecord& record) {
            if (record.opening == sync::Opening::opened) {
                const survey::Response response = *survey::decode(record.body, form);
                words.emplace(std::get<survey::Text>(response.items[1]).text.view());
            }
        });
    }
    return words;
}

}  // namespace

TEST_CASE("ten answers are sealed, kept, cut, carried and opened at the office, once each",
          "[kiosk][outbox]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    std::multiset<std::string> said;
    for (int i = 0; i < 10; ++i) {
        said.insert("answer " + std::to_string(i));
        submit(kiosk, form, "answer " + std::to_string(i));
    }
    CHECK(kiosk.outbox->counts()->unsent == 10);
    CHECK(kiosk.outbox->counts()->today == 10);
    const kiosk::SyncReport report = *kiosk.outbox->sync_now();
    CHECK(report.batches_out == 1);
    CHECK(report.trouble.empty());
    CHECK(words_at_the_office(kiosk, form) == said);
    CHECK(kiosk.outbox->sync_now()->batches_out == 0);  // and not twice
    CHECK(words_at_the_office(kiosk, form) == said);
}

TEST_CASE("nine answers of one engagement stay here so that nobody can be picked out",
          "[kiosk][outbox]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    for (int i = 0; i < 9; ++i) {
        submit(kiosk, form, "w");
    }
    CHECK(kiosk.outbox->sync_now()->batches_out == 0);
    CHECK(kiosk.outbox->counts()->unsent == 9);
    submit(kiosk, form, "w");
    CHECK(kiosk.outbox->sync_now()->batches_out == 1);
}

TEST_CASE("staff are told what is too few to leave, and may send it all the same",
          "[kiosk][outbox][S5]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    for (int i = 0; i < 9; ++i) {
        submit(kiosk, form, "w");
    }
    const kiosk::SyncReport held = *kiosk.outbox->sync_now();
    CHECK(held.batches_out == 0);
    const survey::Response like = tests::small_response("w");
    CHECK(held.held == std::vector<kiosk::HeldAnswers>{{like.engagement, like.day, 9, 10}});

    const kiosk::SyncReport sent = *kiosk.outbox->sync_now(kiosk::SmallGroups::go);

    CHECK(sent.batches_out == 1);
    CHECK(sent.held.empty());
    sync::FolderCourier place = kiosk.place();
    const sync::ObjectName name = place.list(sync::up_folder(), "")->names.front();
    CHECK(sync::read_batch(*place.fetch(name, name.cap()))->head().flags ==
          sync::batch_flag::forced);
    submit(kiosk, form, "w");
    CHECK(kiosk.outbox->sync_now()->held.size() == 1);  // once sent does not mean always sent
}

TEST_CASE("the second sealing with the equality block takes the place of the first",
          "[kiosk][outbox]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    for (int i = 0; i < 10; ++i) {
        const base::RecordId task = *kiosk.outbox->begin_task();
        REQUIRE(kiosk.outbox
                    ->submit({task, kiosk::Revision::core, tests::small_response("core"), {}}, form)
                    .ok());
        REQUIRE(
            kiosk.outbox
                ->submit({task, kiosk::Revision::whole, tests::small_response("whole"), {}}, form)
                .ok());
        kiosk.outbox->end_task(task);
    }
    REQUIRE(kiosk.outbox->sync_now().ok());
    const std::multiset<std::string> words = words_at_the_office(kiosk, form);
    CHECK(words.count("whole") == 10);
    CHECK(words.count("core") == 0);
}

TEST_CASE("an answer whose equality questions are still open is left out of the cut",
          "[kiosk][outbox]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    for (int i = 0; i < 10; ++i) {
        submit(kiosk, form, "done");
    }
    const base::RecordId open = *kiosk.outbox->begin_task();
    REQUIRE(
        kiosk.outbox->submit({open, kiosk::Revision::core, tests::small_response("open"), {}}, form)
            .ok());
    REQUIRE(kiosk.outbox->sync_now().ok());
    CHECK(words_at_the_office(kiosk, form).count("open") == 0);
    CHECK(kiosk.outbox->counts()->unsent == 11);
}

TEST_CASE("an acknowledged batch counts as sent, a foreign acknowledgement changes nothing",
          "[kiosk][outbox]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    for (int i = 0; i < 10; ++i) {
        submit(kiosk, form, "w");
    }
    REQUIRE(kiosk.outbox->sync_now().ok());
    sync::FolderCourier place = kiosk.place();
    const sync::ObjectName name = place.list(sync::up_folder(), "")->names.front();
    const sync::Batch batch = *sync::read_batch(*place.fetch(name, name.cap()));
    const base::KioskId id = kiosk.machine->keys().kiosk;
    const auto answer = [&](std::uint64_t version, const base::Digest& digest) {
        const base::Bytes ack = kiosk.office.ack(id,
                                                 version,
                                                 {batch.head().origin.instance,
                                                  sync::RecordClass::survey,
                                                  1,
                                                  digest,
                                                  sync::AckLevel::opened});
        REQUIRE(place.deliver(sync::ObjectName::ack(id, version, sync::hash("hk1.ack.1", ack)), ack)
                    .ok());
        return *kiosk.outbox->sync_now();
    };
    const kiosk::SyncReport wrong = answer(1, base::Digest{});
    CHECK(wrong.acknowledged == 0);
    CHECK_FALSE(wrong.trouble.empty());
    CHECK(kiosk.outbox->counts()->unsent == 10);
    const kiosk::SyncReport right = answer(2, batch.digest());
    CHECK(right.acknowledged == 1);
    CHECK(kiosk.outbox->counts()->unsent == 0);
}

TEST_CASE("a missing stick is said in a sentence and nothing is lost", "[kiosk][outbox]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    for (int i = 0; i < 10; ++i) {
        submit(kiosk, form, "w");
    }
    kiosk.outbox.reset();
    kiosk.outbox = *kiosk::SealingOutbox::open(
        {*kiosk.machine,
         *kiosk.journal,
         *kiosk.packs,
         kiosk.files,
         kiosk.random,
         kiosk.clock,
         kiosk.log,
         [&]() -> base::Result<void> {
             const auto wants = kiosk::wants_of(kiosk.files, kiosk.machine->folder());
             sync::FolderCourier gone(kiosk.files,
                                      kiosk.folder.path() / "no-stick",
                                      kiosk.office.org(),
                                      sync::Medium::stick);
             return kiosk::carry_once(kiosk.files, kiosk.machine->folder(), *wants, gone)
                        ? base::Result<void>()
                        : base::Result<void>(base::Error{});
         }});
    const auto report = kiosk.outbox->sync_now();
    REQUIRE_FALSE(report.ok());
    CHECK(report.error().message == "No stick in the slot.");
    CHECK(kiosk.outbox->counts()->unsent == 10);
    kiosk.open_outbox();
    REQUIRE(kiosk.outbox->sync_now().ok());
    CHECK(words_at_the_office(kiosk, form).size() == 10);
}

TEST_CASE("a restarted kiosk goes on with what it kept", "[kiosk][outbox]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    for (int i = 0; i < 6; ++i) {
        submit(kiosk, form, "before");
    }
    kiosk.open();
    kiosk.open_outbox();
    for (int i = 0; i < 6; ++i) {
        submit(kiosk, form, "after");
    }
    REQUIRE(kiosk.outbox->sync_now().ok());
    CHECK(words_at_the_office(kiosk, form).size() == 12);
}

TEST_CASE("a revoked machine takes no new answers, says so, and sends what it holds as its last",
          "[kiosk][outbox]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    for (const char* words : {"one", "two", "three"}) {
        submit(kiosk, form, words);
    }
    const base::Bytes part = kiosk.office.own_part(*kiosk.checked, sync::OwnState::revoked);
    sync::FolderCourier place = kiosk.place();
    REQUIRE(place
                .deliver(sync::ObjectName::own_part(
                             kiosk.machine->keys().kiosk, 2, sync::hash("hk1.own.1", part)),
                         part)
                .ok());
    REQUIRE(kiosk.outbox->sync_now().ok());
    CHECK(kiosk.outbox->begin_task().error().message == "Return this machine to the council.");
    CHECK(words_at_the_office(kiosk, form).empty());  // three are too few to go by themselves
    REQUIRE(kiosk.outbox->sync_now().ok());
    CHECK(words_at_the_office(kiosk, form) == std::multiset<std::string>{"one", "two", "three"});
    const sync::Listing up = *place.list(sync::up_folder(), "");
    for (const sync::ObjectName& name : up.names) {
        const sync::Batch batch = *sync::read_batch(*place.fetch(name, name.cap()));
        CHECK(batch.head().flags == (sync::batch_flag::forced | sync::batch_flag::last));
    }
}

TEST_CASE("a clock that went back does not date an answer before the one given earlier",
          "[kiosk][outbox]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    const auto send = [&](const char* day) {
        const base::RecordId task = *kiosk.outbox->begin_task();
        survey::Response response = tests::small_response("w");
        response.day = *base::day_from_iso(day);
        REQUIRE(kiosk.outbox->submit({task, kiosk::Revision::core, std::move(response), {}}, form)
                    .ok());
        kiosk.outbox->end_task(task);
    };
    for (int i = 0; i < 5; ++i) {
        send("2026-04-02");
        send("1970-01-01");
    }
    REQUIRE(kiosk.outbox->sync_now()->batches_out == 1);  // ten of one group: all of one day
    sync::FolderCourier place = kiosk.place();
    const sync::ObjectName name = place.list(sync::up_folder(), "")->names.front();
    const sync::Batch batch = *sync::read_batch(*place.fetch(name, name.cap()));
    int doubted = 0;
    sync::open_records(batch, kiosk.office.ring(), [&](const sync::OpenedRecord& record) {
        if (record.opening == sync::Opening::opened) {
            const survey::Response response = *survey::decode(record.body, form);
            CHECK(base::to_iso(response.day) == "2026-04-02");
            doubted += response.flags.clock_doubted ? 1 : 0;
        }
    });
    CHECK(doubted == 5);
}

TEST_CASE("a cut finds padding when the tasks before it have used every slot", "[kiosk][outbox]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    std::multiset<std::string> said;
    constexpr int slots_of_an_epoch = 1024;  // docs/formats/hk1.md, 6.1
    for (int i = 0; i < slots_of_an_epoch - 3; ++i) {
        kiosk.outbox->end_task(submit(kiosk, form, "x" + std::to_string(i)));
        said.insert("x" + std::to_string(i));
    }
    const auto sent = kiosk.outbox->sync_now();
    REQUIRE(sent.ok());
    CHECK(sent->batches_out == 1);
    CHECK(words_at_the_office(kiosk, form) == said);
}

namespace {

std::size_t notes_at(sync::Courier& place) {
    const sync::Listing up = *place.list(sync::up_folder(), "");
    return static_cast<std::size_t>(
        std::count_if(up.names.begin(), up.names.end(), [](const sync::ObjectName& name) {
            return name.kind() == sync::ObjectKind::heartbeat;
        }));
}

}  // namespace

TEST_CASE("at night a kiosk cuts and sends by itself and says how it is", "[kiosk][outbox]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    kiosk.outbox->ask_health([&] {
        sync::Heartbeat told;
        told.day = kiosk.clock.today();
        told.pack = 3;
        return told;
    });
    const survey::Form form = tests::small_form();
    std::multiset<std::string> said;
    for (int i = 0; i < 12; ++i) {
        said.insert("answer " + std::to_string(i));
        submit(kiosk, form, "answer " + std::to_string(i));
    }
    sync::FolderCourier place = kiosk.place();
    for (int minute = 0; minute < 16 * 60; ++minute) {  // 10:00 to 02:00: nothing leaves by day
        kiosk.clock.advance(std::chrono::minutes{1});
        kiosk.outbox->tend();
    }
    CHECK(words_at_the_office(kiosk, form).empty());
    CHECK(notes_at(place) == 0);
    for (int minute = 0; minute < 3 * 60; ++minute) {
        kiosk.clock.advance(std::chrono::minutes{1});
        kiosk.outbox->tend();
    }
    CHECK(words_at_the_office(kiosk, form) == said);
    CHECK(notes_at(place) == 1);  // the newest alone
    sync::FolderCourier spool(
        kiosk.files, kiosk.machine->folder().spool_out(), kiosk.office.org(), sync::Medium::folder);
    CHECK(notes_at(spool) == 0);
}

TEST_CASE("after a quiet minute no order of arrival is left in the log", "[kiosk][outbox][T2]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    submit(kiosk, form, "somebody was here");
    const auto log_bytes = [&] {
        return std::filesystem::file_size(kiosk.state() / "answers.db-wal");
    };
    kiosk.outbox->tend();
    const auto before = log_bytes();
    CHECK(before > 0);
    kiosk.clock.advance(std::chrono::minutes{1});
    kiosk.outbox->tend();
    CHECK(log_bytes() < before);
}
