#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "events/code.h"
#include "events/fact.h"
#include "sync/record.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A kiosk whose residents signed up for one date.
struct SignedUpTown : Town {
    SignedUpTown() : kiosk(setup(*this)), stick(courier()) {
        date = *events::OccurrenceId::from_hex("d1e08e2775d8bd5a");
        said(1, events::Outcome::confirmed, 3, "Ayesha Example", "+447700900123");
        said(2, events::Outcome::requested, 1, "Jan Example", "+447700900124");
        said(3, events::Outcome::waiting, 2, "", "");
        send();
        base::promise(run({"sync", "--from", "folder:" + text_path("stick")}) == 0,
                      terminal.complaints.c_str());
    }

    static FakeKiosk setup(Town& town) {
        town.make_office();
        base::promise(town.publish() == 0, town.terminal.complaints.c_str());
        return town.enrol("A");
    }

    void said(std::uint8_t number,
              events::Outcome outcome,
              int party,
              std::string_view name,
              std::string_view phone) {
        base::Bytes raw(events::SubjectId::size, static_cast<std::byte>(number));
        events::FactHead head;
        head.seq = facts.size() + 1;
        head.subject = *events::SubjectId::from_bytes(raw);
        head.occurrence = date;
        head.day = clock.today();
        events::SignedUp made;
        made.outcome = outcome;
        made.party = party;
        made.turn = outcome == events::Outcome::waiting ? 1 : 0;
        made.code = 482'917'360;
        made.language = "en";
        facts.push_back(events::write_fact({head, made}));
        if (name.empty()) {
            return;
        }
        head.seq = facts.size() + 1;
        events::ContactGiven given;
        given.contact.name = base::SecretText(name);
        given.contact.phone = base::SecretText(phone);
        if (!phone.empty()) {
            given.contact.preferred = events::Preferred::phone_call;
        }
        facts.push_back(events::write_fact({head, given}));
    }

    void send() {
        const auto office = this->office();
        const sync::RecipientSet& set =
            *office->trust().current().set_of(sync::RecordClass::contact);
        sync::BatchHead head = kiosk.next_head();
        head.cls = sync::RecordClass::contact;
        head.seq = 1;
        head.previous = {};
        head.day = clock.today();
        std::vector<base::Bytes> records;
        for (const base::SecretBytes& fact : facts) {
            records.push_back(*sync::seal_wrapped({head.origin, sync::RecordClass::contact},
                                                  {set.id, set.keys()},
                                                  base::RecordId::random(random),
                                                  sync::RecordKind::fact,
                                                  fact,
                                                  random));
        }
        head.total = records.size();
        const sync::BuiltBatch built = sync::build_contact_batch(head, records, kiosk.sign_key());
        const auto name =
            sync::ObjectName::batch(kiosk.id(), sync::RecordClass::contact, 1, built.digest);
        base::promise(stick.deliver(name, built.file).ok(), "no batch of facts");
    }

    FakeKiosk kiosk;
    sync::FolderCourier stick;
    events::OccurrenceId date;
    std::vector<base::SecretBytes> facts;
};

}  // namespace

TEST_CASE("sign-ups are counted by date without a name", "[admin][events][S5]") {
    SignedUpTown town;
    REQUIRE(town.run({"event", "signups", "--json"}) == 0);
    const json dates = json::parse(town.terminal.printed)["dates"];
    REQUIRE(dates.size() == 1);
    CHECK(dates[0]["date"] == "d1e08e2775d8bd5a");
    CHECK(dates[0]["coming"] == 3);
    CHECK(dates[0]["asked"] == 1);
    CHECK(dates[0]["waiting"] == 2);
    CHECK(dates[0]["cancelled"] == 0);
    CHECK(dates[0]["what"] == "(not published here)");
    REQUIRE(town.run({"event", "signups"}) == 0);
    CHECK(town.terminal.printed.find("Example") == std::string::npos);
    CHECK(town.office()->store().decisions().empty());
}

TEST_CASE("names of those who signed up need a reason, which is kept", "[admin][events]") {
    SignedUpTown town;
    CHECK(town.run({"event", "signups", "d1e0"}) == 1);
    CHECK(town.terminal.complaints.find("--reason") != std::string::npos);
    REQUIRE(town.run({"event", "signups", "d1e0", "--reason", "list for the door"}) == 0);
    CHECK(town.terminal.printed.find("Ayesha Example") != std::string::npos);
    CHECK(town.terminal.printed.find("+44") == std::string::npos);
    const auto decisions = town.office()->store().decisions();
    REQUIRE(decisions.size() == 1);
    CHECK(decisions[0].what == "signups");
    CHECK(decisions[0].object == "d1e08e2775d8bd5a");
    CHECK(decisions[0].reason == "list for the door");
    REQUIRE(town.run({"event", "signups", "d1e0", "--reason", "to call", "--contacts", "--json"}) ==
            0);
    const json people = json::parse(town.terminal.printed)["people"];
    REQUIRE(people.size() == 3);
    CHECK(people[0]["name"] == "Ayesha Example");
    CHECK(people[0]["phone"] == "+447700900123");
    CHECK(people[0]["people"] == 3);
    CHECK(town.run({"event", "signups", "ffff", "--reason", "x"}) == 1);
    CHECK(town.run({"event", "signups", "--contacts"}) == 1);
}

TEST_CASE("names rest sealed in the office", "[admin][events][E7]") {
    SignedUpTown town;
    REQUIRE(town.run({"event", "signups", "d1e0", "--reason", "list for the door"}) == 0);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(town.path("office"))) {
        if (entry.is_regular_file()) {
            INFO(entry.path());
            CHECK(content_of(entry.path()).find("Ayesha") == std::string::npos);
        }
    }
}
