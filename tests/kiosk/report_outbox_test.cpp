// A report and how its resident wants to hear back: two records for two sets of keys.
#include <catch2/catch.hpp>

#include "base/bytes.h"
#include "events/fact.h"
#include "kiosk/backend.h"
#include "support/small_survey.h"
#include "sync/batch.h"
#include "sync/receipt.h"

using namespace harmony;
using tests::Backend;

namespace {

constexpr std::string_view name = "Zofia Kowalska";
constexpr std::string_view phone = "+447700900123";
constexpr std::string_view digits = "482917365191";

kiosk::SignUpSubmission hear_back(base::RandomSource& random) {
    events::Event consent;
    consent.day = *base::day_from_iso("2026-03-30");
    consent.sign_up = events::SignUpMode::request;
    events::SignUpEntry entry;
    entry.party = 1;
    entry.gives_contact = true;
    entry.name.assign(name);
    entry.phone.assign(phone);
    entry.preferred = events::Preferred::text;
    events::Agreement agreement;
    agreement.yes = true;
    agreement.language = "en";
    entry.agreements = {agreement};
    auto made = events::finish(entry, consent, events::draw_sign_up(random), "en", consent.day);
    return {std::get<events::SignUp>(made), {base::RecordId::random(random)}};
}

/// Sends ten reports, so that their batch may be cut; only the last wants to hear back.
void send_reports(Backend& kiosk, const survey::Form& form) {
    for (int i = 0; i < 10; ++i) {
        const base::RecordId task = *kiosk.outbox->begin_task();
        kiosk::Submission report{task,
                                 kiosk::Revision::core,
                                 tests::small_response("a lamp is out"),
                                 base::SecretText(digits)};
        if (i == 9) {
            report.hear_back = hear_back(kiosk.random);
        }
        REQUIRE(kiosk.outbox->submit(std::move(report), form).ok());
        kiosk.outbox->end_task(task);
    }
}

/// Everything that the office opens, by the class of its batch.
std::vector<base::SecretBytes> opened(Backend& kiosk, sync::ObjectKind kind) {
    std::vector<base::SecretBytes> bodies;
    sync::FolderCourier place = kiosk.place();
    const sync::Listing up = *place.list(sync::up_folder(), "");
    for (const sync::ObjectName& object : up.names) {
        if (object.kind() != kind) {
            continue;
        }
        const sync::Batch batch = *sync::read_batch(*place.fetch(object, object.cap()));
        sync::open_records(batch, kiosk.office.ring(), [&](const sync::OpenedRecord& record) {
            if (record.opening == sync::Opening::opened) {
                bodies.emplace_back(record.body.begin(), record.body.end());
            }
        });
    }
    return bodies;
}

bool holds(const base::SecretBytes& body, std::string_view text) {
    return base::as_text(body).find(text) != std::string_view::npos;
}

}  // namespace

TEST_CASE("a report holds nothing of how its resident is reached", "[kiosk][outbox][report]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    send_reports(kiosk, form);
    CHECK(kiosk.outbox->counts()->sign_ups_today == 0);
    REQUIRE(kiosk.outbox->sync_now().ok());

    const auto reports = opened(kiosk, sync::ObjectKind::survey_batch);
    REQUIRE(reports.size() == 10);
    std::optional<base::ReceiptKey> receipt;
    for (const base::SecretBytes& body : reports) {
        CHECK_FALSE(holds(body, name));
        CHECK_FALSE(holds(body, "7700900123"));
        const auto response = survey::decode(body, form);
        REQUIRE(response.ok());
        receipt = response->receipt;
    }
    REQUIRE(receipt.has_value());

    const auto facts = opened(kiosk, sync::ObjectKind::contact_batch);
    REQUIRE(facts.size() == 1);
    CHECK_FALSE(holds(facts[0], "a lamp is out"));
    const auto fact = events::read_fact(facts[0]);
    REQUIRE(fact.ok());
    CHECK(fact->head.subject.hex() == receipt->hex());  // how the office finds the report
    const auto& contact = std::get<events::ContactGiven>(fact->payload).contact;
    CHECK(contact.name.view() == name);
    CHECK(contact.phone.view() == phone);
}

TEST_CASE("a report without a way to hear back is a report alone", "[kiosk][outbox][report]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    const base::RecordId task = *kiosk.outbox->begin_task();
    REQUIRE(
        kiosk.outbox
            ->submit(
                {task, kiosk::Revision::core, tests::small_response("w"), base::SecretText(digits)},
                form)
            .ok());
    CHECK(kiosk.outbox->counts()->sign_ups_waiting == 0);
    CHECK(kiosk.outbox->counts()->records == 1);
}
