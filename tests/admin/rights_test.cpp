#include <catch2/catch.hpp>
#include <numeric>

#include "admin/rights/erased_list.h"
#include "casework_town.h"
#include "db/message_queue.h"
#include "sync/batch.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

/// Zofia signed up and reported a lamp; Jan signed up.
struct PeopleTown : CaseTown {
    PeopleTown() {
        sign_up(1, events::Outcome::confirmed, 2, "Zofia Canary", "+447700900123");
        sign_up(2, events::Outcome::confirmed, 1, "Jan Other", "+447700900124");
        reports(3, "canal_path", "the lamp by my gate");
        contact(3, "Zofia Canary", "+447700900123");
        bring();
    }

    json find(std::vector<std::string> by) {
        std::vector<std::string> words{"person", "find", "--json", "--reason", "asked for a copy"};
        words.insert(words.end(), by.begin(), by.end());
        return read_json(words)["records"];
    }

    int erase(std::uint8_t number) {
        return run({"person", "erase", id(number), "--reason", "asked to be forgotten", "--yes"});
    }

    /// Everybody's name as `person find` shows them.
    std::string names() {
        std::string all;
        for (const char* beginning : {"zofia", "jan"}) {
            for (const json& one : find({"--name", beginning})) {
                all += one["name"].get<std::string>() + ";";
            }
        }
        return all;
    }
};

}  // namespace

TEST_CASE("somebody is found by name, phone and code, and the look is noted without them",
          "[admin][rights][E12]") {
    PeopleTown town;
    CHECK(town.find({"--name", "zofia can"}).size() == 2);
    CHECK(town.find({"--phone", "07700 900124"}).size() == 1);
    CHECK(town.find({"--name", "jan", "--phone", "07700 900123"}).empty());
    CHECK(town.run({"person", "find", "--reason", "x"}) == 1);
    CHECK(town.run({"person", "find", "--name", "zofia"}) == 2);  // no reason
    for (const auto& noted : town.office()->store().decisions()) {
        CHECK(noted.object.find("ofia") == std::string::npos);
        CHECK(noted.object.find("900") == std::string::npos);
    }
    CHECK(town.files_with("office", "Zofia").empty());
}

TEST_CASE("a copy holds everything of the one and nothing of another", "[admin][rights][E12]") {
    PeopleTown town;
    REQUIRE(town.run({"person",
                      "export",
                      CaseTown::id(1),
                      CaseTown::id(3),
                      "--out",
                      town.text_path("copy"),
                      "--reason",
                      "asked for a copy"}) == 0);
    for (const char* ending : {"copy.json", "copy.html"}) {
        const std::string text = CaseTown::content_of(town.path(ending));
        INFO(ending);
        for (const char* canary : {"Zofia Canary", "+447700900123", "the lamp by my gate"}) {
            CHECK(text.find(canary) != std::string::npos);
        }
        CHECK(text.find("Jan") == std::string::npos);
        CHECK(text.find("900124") == std::string::npos);
    }
    CHECK(json::parse(CaseTown::content_of(town.path("copy.json")))["held"].size() == 4);
}

namespace {

/// A message that waits in the office's queue for record `number`.
void queue_message(PeopleTown& town, std::uint8_t number) {
    db::QueuedMessage message;
    message.ref = "HABCDEFGHIJKLMNOPQRSTUVWX" + std::to_string(number);
    message.name.subject = *base::RecordId::from_bytes(FactsTown::subject(number).view());
    message.name.kind = 1;
    message.name.channel = 2;
    message.occurrence = base::Bytes(8);
    message.language = "en";
    const auto queue =
        db::MessageQueue::open(town.path("office/messages.db"), town.random, town.clock.now());
    REQUIRE(queue);
    REQUIRE((*queue)->add({message}).ok());
}

db::MessageState state_of(PeopleTown& town, std::uint8_t number) {
    const auto queue =
        db::MessageQueue::open(town.path("office/messages.db"), town.random, town.clock.now());
    return (*queue)->find("HABCDEFGHIJKLMNOPQRSTUVWX" + std::to_string(number))->state;
}

}  // namespace

TEST_CASE("messages are part of the copy, and those of erased people are taken back",
          "[admin][rights][messages][E12]") {
    PeopleTown town;
    queue_message(town, 1);
    queue_message(town, 2);
    REQUIRE(town.run({"person",
                      "export",
                      CaseTown::id(1),
                      "--out",
                      town.text_path("copy"),
                      "--reason",
                      "asked for a copy"}) == 0);
    const json copy = json::parse(CaseTown::content_of(town.path("copy.json")));
    REQUIRE(copy["messages"].size() == 1);
    CHECK(copy["messages"][0]["kind"] == "confirmation");
    CHECK(copy["messages"][0]["state"] == "queued");
    CHECK(CaseTown::content_of(town.path("copy.html")).find("A message to you") !=
          std::string::npos);
    REQUIRE(town.erase(1) == 0);
    CHECK(town.printed("1 messages to them that were waiting are not sent."));
    CHECK(state_of(town, 1) == db::MessageState::dropped);
    CHECK(state_of(town, 2) == db::MessageState::queued);
}

TEST_CASE("whoever asked for a copy is told when it is ready, in the way they chose",
          "[admin][rights][messages][E12]") {
    PeopleTown town;
    REQUIRE(town.run({"person",
                      "export",
                      CaseTown::id(1),
                      "--out",
                      town.text_path("copy"),
                      "--reason",
                      "asked for a copy",
                      "--tell"}) == 0);
    CHECK(town.printed("The next `message run` tells them."));
    const json list = town.read_json({"message", "list", "--json"})["messages"];
    const auto ready = std::find_if(
        list.begin(), list.end(), [](const json& one) { return one["kind"] == "access_ready"; });
    REQUIRE(ready != list.end());
    CHECK((*ready)["state"] == "to_call");  // they asked to be called
}

TEST_CASE("a wrong number is put right and the old one is found no more", "[admin][rights]") {
    PeopleTown town;
    REQUIRE(town.run({"person",
                      "correct",
                      CaseTown::id(1),
                      "--phone",
                      "07700 900199",
                      "--reason",
                      "new number"}) == 0);
    CHECK(town.find({"--phone", "07700 900199"}).size() == 1);
    CHECK(town.find({"--phone", "07700 900123"}).size() == 1);  // of the case
    CHECK(town.run({"person", "correct", CaseTown::id(1), "--phone", "12", "--reason", "x"}) == 1);
}

TEST_CASE("an erased person is gone, and no old stick brings them back",
          "[admin][rights][E7][E12]") {
    PeopleTown town;
    town.terminal.answers = {"no"};
    CHECK(town.run({"person", "erase", CaseTown::id(1), "--reason", "asked"}) == 1);
    REQUIRE(town.names() == "Zofia Canary;Zofia Canary;Jan Other;");
    REQUIRE(town.erase(1) == 0);
    REQUIRE(town.erase(3) == 0);
    CHECK(town.names() == "Jan Other;");
    REQUIRE(town.sync() == 0);  // the stick still holds what the kiosk sent
    CHECK(town.names() == "Jan Other;");
    REQUIRE(town.run({"rebuild"}) == 0);
    CHECK(town.names() == "Jan Other;");
    CHECK(town.run({"audit"}) == 0);
    CHECK(town.read_json({"case", "list", "--all", "--json"})["cases"].empty());
    CHECK(town.erase(1) == 0);  // doing it again changes nothing
}

TEST_CASE("what was sealed of an erased person stands in no file of the office any more",
          "[admin][rights][E7]") {
    PeopleTown town;
    const auto sealed_of = [&] {
        std::vector<std::string> all;
        const auto open = town.office();
        for (const auto& summary : open->store().batches()) {
            const auto stored = open->store().batch(summary.stream, summary.seq);
            const sync::Batch batch = *sync::read_batch(stored->bytes);
            for (const sync::BatchRecord& record : batch.records()) {
                all.emplace_back(base::as_text(record.sealed.first(32)));
            }
        }
        return all;
    };
    const std::vector<std::string> before = sealed_of();
    REQUIRE(before.size() == 6);
    for (const std::string& sealed : before) {
        CHECK_FALSE(town.files_with("office", sealed).empty());
    }
    REQUIRE(town.erase(1) == 0);
    int gone = 0;
    for (const std::string& sealed : before) {
        gone += town.files_with("office", sealed).empty() ? 1 : 0;
    }
    CHECK(gone == 2);  // the sign-up and its contact
}

TEST_CASE("after an erasure a batch counts what it still holds, as making everything anew would",
          "[admin][rights][E7]") {
    PeopleTown town;
    const auto counts = [&] {
        std::vector<db::OpenedCounts> all;
        for (const auto& summary : town.office()->store().batches()) {
            if (!summary.stream.kiosk.is_zero()) {  // else what the office wrote about it
                all.push_back(summary.counts);
            }
        }
        return all;
    };
    const auto opened = [](const std::vector<db::OpenedCounts>& all) {
        return std::accumulate(all.begin(), all.end(), 0U, [](unsigned sum, const auto& each) {
            return sum + each.opened;
        });
    };
    const unsigned before = opened(counts());
    REQUIRE(town.erase(1) == 0);
    const std::vector<db::OpenedCounts> after = counts();
    CHECK(opened(after) == before - 2);  // the sign-up and its contact
    REQUIRE(town.run({"rebuild"}) == 0);
    CHECK(counts() == after);
}

TEST_CASE("a backup from before does not bring an erased person back", "[admin][rights][E7]") {
    PeopleTown town;
    std::filesystem::create_directories(town.path("backups"));
    REQUIRE(town.run({"backup", "--to", town.text_path("backups")}) == 0);
    REQUIRE(town.erase(1) == 0);
    // The list goes with every later backup; here as the office computer burns before one.
    std::filesystem::copy_file(town.path("office") / admin::erased_file,
                               town.path("backups") / admin::erased_file,
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::copy_file(town.path("office/keys/backup.hkk"), town.path("backup.hkk"));
    std::filesystem::remove_all(town.path("office"));
    std::string backup;
    for (const auto& entry : std::filesystem::directory_iterator(town.path("backups"))) {
        backup = entry.path().extension() == ".hkz" ? entry.path().string() : backup;
    }
    REQUIRE(town.run({"restore",
                      backup,
                      "--key",
                      town.text_path("backup.hkk"),
                      "--seen",
                      "folder:" + town.text_path("stick")}) == 0);
    CHECK(town.run({"person", "find", "--name", "zofia", "--reason", "x"}) == 1);
    CHECK(town.complained("Run harmony-admin sync first"));
    REQUIRE(town.sync() == 0);
    CHECK(town.complained("had been erased"));
    CHECK(town.names() == "Zofia Canary;Jan Other;");  // the report, which was not erased
}

TEST_CASE("a backup takes the list of what was erased along", "[admin][rights]") {
    PeopleTown town;
    std::filesystem::create_directories(town.path("backups"));
    REQUIRE(town.erase(1) == 0);
    REQUIRE(town.run({"backup", "--to", town.text_path("backups")}) == 0);
    const std::string list = CaseTown::content_of(town.path("backups") / admin::erased_file);
    CHECK(list.find("subject " + FactsTown::subject(1).hex()) != std::string::npos);
    CHECK(list.find(FactsTown::subject(2).hex()) == std::string::npos);
}

TEST_CASE("a request for a copy is due a month later, on a working day", "[admin][rights][E12]") {
    PeopleTown town;
    REQUIRE(town.run({"person",
                      "request",
                      "access",
                      "--received",
                      "2026-09-03",
                      "--identity",
                      "passport seen"}) == 0);
    CHECK(town.printed("R1: answer by 5 October 2026"));  // 3 October 2026 is a Saturday
    REQUIRE(town.run({"person",
                      "export",
                      CaseTown::id(1),
                      "--out",
                      town.text_path("copy"),
                      "--reason",
                      "asked for a copy",
                      "--for",
                      "1"}) == 0);
    REQUIRE(town.run({"person", "close", "1", "--outcome", "copy handed over"}) == 0);
    CHECK(town.run({"person", "close", "1", "--outcome", "again"}) == 1);
    const json rows = town.read_json({"person", "requests", "--json"})["requests"];
    REQUIRE(rows.size() == 1);
    CHECK(rows[0]["due"] == "2026-10-05");
    CHECK(rows[0]["steps"].size() == 1);
    CHECK(rows[0]["outcome"] == "copy handed over");
}

TEST_CASE("contacts go a year after their event, and the count of who came stays",
          "[admin][rights][retention][E7]") {
    PeopleTown town;
    REQUIRE(town.run({"retention", "run", "--dry-run"}) == 0);
    CHECK(town.printed("Nothing was kept too long."));
    town.passes(366);  // the date is not known here: a year after the sign-up
    REQUIRE(town.run({"retention", "run", "--dry-run"}) == 0);
    CHECK(town.printed("contacts of sign-ups"));
    CHECK(town.names() == "Zofia Canary;Zofia Canary;Jan Other;");
    town.terminal.answers = {"no"};
    CHECK(town.run({"retention", "run"}) == 1);
    const json record = town.read_json({"retention", "run", "--yes", "--json"});
    CHECK(record["deleted"]["contacts of sign-ups"] == 2);
    CHECK(town.names() == "Zofia Canary;");  // of the case, which is open
    const json dates = town.read_json({"event", "signups", "--json"})["dates"];
    CHECK(dates[0]["coming"] == 3);
    const auto noted = town.office()->store().decisions();
    const auto did = std::find_if(
        noted.begin(), noted.end(), [](const auto& one) { return one.what == "retention"; });
    REQUIRE(did != noted.end());
    CHECK(did->reason == "contacts of sign-ups: 2");
    REQUIRE(town.sync() == 0);
    CHECK(town.names() == "Zofia Canary;");
}

TEST_CASE("contact details go at once when consent to them is withdrawn",
          "[admin][rights][retention]") {
    PeopleTown town;
    REQUIRE(town.run({"person",
                      "withdraw",
                      CaseTown::id(2),
                      "--box",
                      "this_event",
                      "--reason",
                      "asked to"}) == 0);
    CHECK(town.names() == "Zofia Canary;Zofia Canary;");
    const json record = town.read_json({"retention", "run", "--yes", "--json"});
    CHECK(record["deleted"]["contacts of sign-ups"] == 1);
}

TEST_CASE("words and contact of a case go 6 months after its end, the case 24 months after",
          "[admin][rights][retention]") {
    PeopleTown town;
    const std::string one = CaseTown::id(3);
    REQUIRE(town.run({"case", "assign", one, "--to", "Lighting", "--by", "x"}) == 0);
    REQUIRE(town.run({"case", "done", one, "--text", "Mended.", "--checked", "--by", "x"}) == 0);
    REQUIRE(town.run({"case", "tell", one, "--how", "kiosk", "--by", "x"}) == 0);
    town.passes(14);
    REQUIRE(town.run({"case", "close", one, "--by", "x"}) == 0);  // 13 April 2026
    const json before = town.read_json({"case", "show", one, "--reason", "to look", "--json"});
    town.passes(183);  // 13 October 2026: the last day
    CHECK_FALSE(town.read_json({"retention", "run", "--yes", "--json"})["deleted"].contains(
        "words of cases"));
    town.passes(1);
    CHECK(town.read_json({"retention", "run", "--yes", "--json"})["deleted"]["words of cases"] ==
          1);
    const json after = town.read_json({"case", "show", one, "--reason", "to look", "--json"});
    CHECK(before["words"] == "the lamp by my gate");
    CHECK(after["words"] == "");
    CHECK_FALSE(after.contains("contact"));
    for (const char* same : {"state", "opened", "changed", "owner"}) {
        INFO(same);
        CHECK(after[same] == before[same]);
    }
    town.passes(548);  // 14 April 2028
    CHECK(town.read_json({"retention", "run", "--yes", "--json"})["deleted"]["cases"] == 1);
    CHECK(town.read_json({"case", "list", "--all", "--json"})["cases"].empty());
}

TEST_CASE("an answer that was taken back by receipt on a kiosk goes with the next run",
          "[admin][rights][retention]") {
    PeopleTown town;
    const auto key = *base::ReceiptKey::from_bytes(FactsTown::subject(9).view());
    std::vector<base::Bytes> bodies = town.answers(9, 1);
    bodies.push_back(town.answer(3, key));
    town.kiosk.send(town.stick, bodies, town.clock.today());
    town.date = {};
    town.say({}, events::WithdrawAsked{key});
    town.bring();
    REQUIRE(town.stored() == 10);
    const json record = town.read_json({"retention", "run", "--yes", "--json"});
    CHECK(record["deleted"]["taken back by receipt"] == 1);
    CHECK(town.stored() == 9);
    CHECK_FALSE(town.read_json({"retention", "run", "--yes", "--json"})["deleted"].contains(
        "taken back by receipt"));
}
