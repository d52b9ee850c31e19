#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "events/code.h"
#include "events/fact.h"
#include "kiosk/backend.h"
#include "support/small_survey.h"
#include "sync/batch.h"

using namespace harmony;
using tests::Backend;

namespace {

constexpr std::string_view name = "Zofia Kowalska";
constexpr std::string_view phone = "+447700900123";
constexpr std::string_view email = "zofia@example.org";

events::Event evening() {
    events::Event event;
    event.id = *events::OccurrenceId::from_hex("7c20d4e91b6f3a58");
    event.day = *base::day_from_iso("2026-04-15");
    event.sign_up = events::SignUpMode::request;
    return event;
}

/// With everything that a resident may give.
kiosk::SignUpSubmission submission(base::RandomSource& random) {
    events::SignUpEntry entry;
    entry.party = 2;
    entry.gives_contact = true;
    entry.name.assign(name);
    entry.phone.assign(phone);
    entry.email.assign(email);
    entry.preferred = events::Preferred::text;
    entry.needs = {events::Need::step_free};
    events::Agreement agreement;
    agreement.yes = true;
    agreement.language = "en";
    entry.agreements = {agreement};
    agreement.box = events::Box::needs;
    entry.agreements.push_back(agreement);
    auto made = events::finish(
        entry, evening(), events::draw_sign_up(random), "en", *base::day_from_iso("2026-03-30"));
    return {std::get<events::SignUp>(made),
            {base::RecordId::random(random),
             base::RecordId::random(random),
             base::RecordId::random(random)}};
}

/// Every fact in the contact batches at the store, opened with the office's keys.
std::vector<events::Fact> facts_at_the_office(Backend& kiosk) {
    std::vector<events::Fact> facts;
    sync::FolderCourier place = kiosk.place();
    const sync::Listing up = *place.list(sync::up_folder(), "");
    for (const sync::ObjectName& object : up.names) {
        if (object.kind() != sync::ObjectKind::contact_batch) {
            continue;
        }
        const sync::Batch batch = *sync::read_batch(*place.fetch(object, object.cap()));
        CHECK(batch.records().size() % 4 == 0);
        sync::open_records(batch, kiosk.office.ring(), [&](const sync::OpenedRecord& record) {
            if (record.opening == sync::Opening::opened) {
                auto fact = events::read_fact(record.body);
                REQUIRE(fact.ok());
                facts.push_back(std::move(*fact));
            }
        });
    }
    std::sort(facts.begin(), facts.end(), [](const auto& a, const auto& b) {
        return a.head.seq < b.head.seq;
    });
    return facts;
}

/// Everything that lies on the disk of the kiosk.
std::string on_disk(const Backend& kiosk) {
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kiosk.folder.path())) {
        if (entry.is_regular_file()) {
            std::ifstream in(entry.path(), std::ios::binary);
            all.append(std::istreambuf_iterator<char>(in), {});
        }
    }
    return all;
}

}  // namespace

TEST_CASE("a sign-up is sealed, kept, cut, carried and opened at the office, once",
          "[kiosk][outbox][signup]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const kiosk::SignUpSubmission sent = submission(kiosk.random);
    REQUIRE(kiosk.outbox->keep(sent).ok());
    CHECK(kiosk.outbox->counts()->sign_ups_today == 1);
    CHECK(kiosk.outbox->counts()->sign_ups_waiting == 3);
    CHECK(kiosk.outbox->sync_now()->batches_out == 1);
    CHECK(kiosk.outbox->sync_now()->batches_out == 0);
    const auto facts = facts_at_the_office(kiosk);
    REQUIRE(facts.size() == 3);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        CHECK(facts[i].head.seq == i + 1);
        CHECK(facts[i].head.subject == sent.sign_up.id());
        CHECK(base::to_iso(facts[i].head.day) == "2026-03-30");
    }
    CHECK(std::get<events::SignedUp>(facts[0].payload).code == sent.sign_up.code());
    CHECK(std::get<events::ContactGiven>(facts[1].payload).contact == sent.sign_up.contact());
    CHECK(std::get<events::NeedGiven>(facts[2].payload).needs == sent.sign_up.needs());
}

TEST_CASE("a sign-up that is sent twice is there once", "[kiosk][outbox][signup][K5]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const kiosk::SignUpSubmission sent = submission(kiosk.random);
    REQUIRE(kiosk.outbox->keep(sent).ok());
    REQUIRE(kiosk.outbox->keep(sent).ok());
    CHECK(kiosk.outbox->counts()->sign_ups_today == 1);
    REQUIRE(kiosk.outbox->keep(submission(kiosk.random)).ok());
    REQUIRE(kiosk.outbox->sync_now().ok());
    const auto facts = facts_at_the_office(kiosk);
    REQUIRE(facts.size() == 6);
    CHECK(facts[5].head.seq == 6);
}

TEST_CASE("a sign-up is still there after the program was started again",
          "[kiosk][outbox][signup][K4]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    REQUIRE(kiosk.outbox->keep(submission(kiosk.random)).ok());
    kiosk.open();
    kiosk.open_outbox();
    CHECK(kiosk.outbox->counts()->sign_ups_waiting == 3);
    REQUIRE(kiosk.outbox->keep(submission(kiosk.random)).ok());
    REQUIRE(kiosk.outbox->sync_now().ok());
    const auto facts = facts_at_the_office(kiosk);
    REQUIRE(facts.size() == 6);
    CHECK(facts.back().head.seq == 6);
}

TEST_CASE("nothing of what was given can be read on the kiosk's disk",
          "[kiosk][outbox][signup][K3]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const kiosk::SignUpSubmission sent = submission(kiosk.random);
    REQUIRE(kiosk.outbox->keep(sent).ok());
    REQUIRE(kiosk.outbox->sync_now().ok());
    const std::string disk = on_disk(kiosk);
    REQUIRE(disk.find("SQLite format 3") != std::string::npos);
    for (const std::string_view text : {name, phone, email}) {
        CHECK(disk.find(text) == std::string::npos);
    }
    // The sign-up's own id stands sealed only, and so does its code.
    CHECK(disk.find(base::as_text(sent.sign_up.id().view())) == std::string::npos);
}

TEST_CASE("the key for answers does not open a sign-up", "[kiosk][outbox][signup]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const kiosk::SignUpSubmission sent = submission(kiosk.random);
    REQUIRE(kiosk.outbox->keep(sent).ok());
    REQUIRE(kiosk.outbox->sync_now().ok());
    sync::FolderCourier place = kiosk.place();
    const sync::Listing up = *place.list(sync::up_folder(), "");
    REQUIRE(up.names.size() == 1);
    const sync::Batch batch = *sync::read_batch(*place.fetch(up.names[0], up.names[0].cap()));
    const auto& own = kiosk.machine->own_part();
    CHECK(batch.sets() == std::vector{own.set_of(sync::RecordClass::contact)});
    CHECK(own.set_of(sync::RecordClass::contact) != own.set_of(sync::RecordClass::survey));
}

TEST_CASE("a sign-up and an answer of one resident share no bytes that could join them",
          "[kiosk][outbox][signup]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    const base::RecordId task = *kiosk.outbox->begin_task();
    REQUIRE(
        kiosk.outbox->submit({task, kiosk::Revision::core, tests::small_response("w"), {}}, form)
            .ok());
    kiosk.outbox->end_task(task);
    const kiosk::SignUpSubmission sent = submission(kiosk.random);
    REQUIRE(kiosk.outbox->keep(sent).ok());
    CHECK(kiosk.outbox->counts()->unsent == 1);
    for (const base::RecordId& record : sent.records) {
        CHECK(record != task);
    }
    // The files hold no id of each other's records.
    kiosk.outbox.reset();
    kiosk.journal.reset();
    const auto file = [&](const char* name_of_file) {
        std::ifstream in(kiosk.state() / name_of_file, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    const auto text = [](const base::RecordId& id) {
        return std::string(base::as_text(id.view()));
    };
    const std::string answers = file("answers.db") + file("answers.db-wal");
    const std::string contacts = file("contacts.db") + file("contacts.db-wal");
    REQUIRE(answers.find(text(task)) != std::string::npos);
    REQUIRE(contacts.find(text(sent.records[0])) != std::string::npos);
    CHECK(contacts.find(text(task)) == std::string::npos);
    for (const base::RecordId& record : sent.records) {
        CHECK(answers.find(text(record)) == std::string::npos);
    }
}
