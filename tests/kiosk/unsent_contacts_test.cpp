// Contacts that nobody fetched (design of events, 17.1; docs/formats/hk1.md, 12.4).
#include "kiosk/unsent_contacts.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "events/fact.h"
#include "kiosk/backend.h"
#include "sync/batch.h"
#include "sync/expiry_note.h"

using namespace harmony;
using tests::Backend;

namespace {

/// A kiosk that no courier reaches, with one sign-up for 15 April in a batch.
struct Forgotten : Backend {
    Forgotten() {
        enrol();
        open_outbox_beside_a_courier();
        events::Event walk;
        walk.id = *events::OccurrenceId::from_hex("7c20d4e91b6f3a58");
        walk.day = *base::day_from_iso("2026-04-15");
        walk.sign_up = events::SignUpMode::direct;
        events::SignUpEntry entry;
        entry.party = 1;
        const base::Day today = *base::day_from_iso("2026-03-30");
        auto made = events::finish(entry, walk, events::draw_sign_up(random), "en", today);
        kiosk::SignUpSubmission submission{std::get<events::SignUp>(made),
                                           {base::RecordId::random(random),
                                            base::RecordId::random(random),
                                            base::RecordId::random(random)}};
        submission.terms = events::terms_of(walk, events::at(today, std::chrono::hours{10}));
        REQUIRE(outbox->keep(std::move(submission)).ok());
        REQUIRE(outbox->sync_now().ok());
    }

    void pass(int days) {
        clock.advance(std::chrono::hours{24} * days);
        outbox->tend();
    }

    [[nodiscard]] std::vector<sync::ObjectName> spool(sync::ObjectKind kind) {
        sync::FolderCourier out(
            files, state() / "spool" / "out", office.org(), sync::Medium::folder);
        const auto there =
            out.list(sync::up_folder(machine->keys().kiosk, sync::RecordClass::contact), "");
        std::vector<sync::ObjectName> found;
        for (const sync::ObjectName& name : there->names) {
            if (name.kind() == kind) {
                found.push_back(name);
            }
        }
        return found;
    }

    [[nodiscard]] kiosk::UnsentContacts::Late late() {
        return kiosk::UnsentContacts(*journal).late(clock.today());
    }
};

}  // namespace

TEST_CASE("staff are told seven days before names are dropped", "[kiosk][unsent]") {
    Forgotten kiosk;
    kiosk.pass(16 + 7);  // 22 April: seven days after the event
    CHECK(kiosk.late().records == 0);
    kiosk.pass(1);
    CHECK(kiosk.late().records == 1);
    CHECK(kiosk.late().first_drop == base::day_from_iso("2026-04-29"));
}

TEST_CASE("names go fourteen days after their event, and a note takes their place",
          "[kiosk][unsent]") {
    Forgotten kiosk;
    const auto batches = kiosk.spool(sync::ObjectKind::contact_batch);
    REQUIRE(batches.size() == 1);
    kiosk.pass(30);  // 29 April: the last day
    CHECK(kiosk.journal->batch_bytes(db::RecordClass::contact, 1).ok());
    kiosk.pass(1);
    CHECK_FALSE(kiosk.journal->batch_bytes(db::RecordClass::contact, 1).ok());
    REQUIRE(kiosk.outbox->sync_now().ok());
    const auto notes = kiosk.spool(sync::ObjectKind::expiry_note);
    REQUIRE(notes.size() == 1);
    const auto left = kiosk.spool(sync::ObjectKind::contact_batch);
    CHECK(std::find(left.begin(), left.end(), batches[0]) == left.end());
    sync::FolderCourier out(
        kiosk.files, kiosk.state() / "spool" / "out", kiosk.office.org(), sync::Medium::folder);
    const base::Bytes file = *out.fetch(notes[0], notes[0].cap());
    const auto note = sync::read_expiry_note(file, kiosk.machine->sign_key().public_key());
    REQUIRE(note);
    CHECK(note->seq == 1);
    CHECK(note->day == *base::day_from_iso("2026-04-30"));
    CHECK(note->digest.hex().substr(0, 16) == batches[0].hash());
    // The loss is a fact of its own: how many, and nothing else.
    CHECK(kiosk.journal->counts(db::RecordClass::contact).unsent == 1);
}

TEST_CASE("what names nobody waits for ever, and a doubted clock drops nothing",
          "[kiosk][unsent]") {
    Forgotten kiosk;
    kiosk::UnsentContacts unsent(*kiosk.journal);
    const base::Day later = *base::day_from_iso("2026-06-01");
    const auto doubted = unsent.settle(later, later, true);
    REQUIRE(doubted);
    CHECK(*doubted == 0);
    CHECK(kiosk.journal->batch_bytes(db::RecordClass::contact, 1).ok());
    events::Fact counted;
    counted.head.occurrence = *events::OccurrenceId::from_hex("7c20d4e91b6f3a58");
    counted.head.minute = 600;
    counted.head.by = events::FactBy::staff;
    counted.payload = events::Counted{0, 3, 1};
    REQUIRE(kiosk.outbox->say(std::move(counted)).ok());
    REQUIRE(kiosk.outbox->sync_now().ok());
    kiosk.pass(400);
    CHECK(kiosk.journal->batch_bytes(db::RecordClass::contact, 2).ok());
}

TEST_CASE("a batch whose day was lost to a power cut waits for the longest time there is",
          "[kiosk][unsent]") {
    Forgotten kiosk;
    REQUIRE(kiosk.journal->state().set_value("contact_batches", base::Bytes()).ok());
    kiosk.pass(60);  // the event is 45 days past, and nobody knows
    CHECK(kiosk.journal->batch_bytes(db::RecordClass::contact, 1).ok());
    kiosk.pass(14 + 2 * events::listed_days + 1);
    CHECK_FALSE(kiosk.journal->batch_bytes(db::RecordClass::contact, 1).ok());
}

TEST_CASE("the note is carried until the office has closed the gap", "[kiosk][unsent]") {
    Forgotten kiosk;
    kiosk.pass(31);
    kiosk::UnsentContacts unsent(*kiosk.journal);
    REQUIRE(unsent.dropped().size() == 1);
    const db::DroppedBatch gone = unsent.dropped().front();
    db::FreeRule rule;
    rule.today = kiosk.clock.today();
    const auto applied = kiosk.journal->apply_ack(
        {kiosk.machine->keys().instance, db::RecordClass::contact, gone.seq, gone.digest, 1}, rule);
    REQUIRE(applied);
    CHECK(applied->verdict == db::AckVerdict::applied);
    kiosk.outbox->tend();
    CHECK(unsent.dropped().empty());
}
