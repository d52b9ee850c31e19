// The office's messages from the officer's side, with real servers: what came in goes out once, and
// what does not go out can be seen.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>

#include "db/message_queue.h"
#include "message_town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;
using Kind = MessageServer::Kind;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// How often each reference lies at the server.
std::map<std::string, int> copies_by_ref(const MessageServer& server) {
    std::map<std::string, int> copies;
    for (const std::string& mail : server.taken()) {
        const auto at = mail.find("Message-ID: <");
        ++copies[mail.substr(at + 13, 26)];
    }
    return copies;
}

std::map<std::string, int> accepted_by_ref(const MessageServer& server) {
    std::map<std::string, int> copies;
    for (const std::string& line : server.lines_of("accepted.jsonl")) {
        ++copies[json::parse(line)["reference"].get<std::string>()];
    }
    return copies;
}

std::map<std::string, int> states_of(const json& listed) {
    std::map<std::string, int> states;
    for (const json& one : listed) {
        ++states[one["state"].get<std::string>()];
    }
    return states;
}

}  // namespace

TEST_CASE("a confirmation goes out once, in the resident's language, with the date for a calendar",
          "[admin][messages][servers][E8]") {
    MessageTown town;
    const MessageServer server(Kind::starttls);
    town.use_mail(server);
    town.resident(1, "ayesha@example.com", "", "ur");
    town.resident(2, "jan@example.com");
    town.bring();
    REQUIRE(town.run({"message", "run", "--dry-run"}) == 0);
    CHECK(town.terminal.printed.find("2 would go out. Nothing was sent.") != std::string::npos);
    CHECK(server.taken().empty());

    const json first = town.send_messages();
    CHECK(first["queued"] == 2);
    CHECK(first["sent"] == 2);
    CHECK(first["came_in"] == 2);
    const json again = town.send_messages();
    CHECK(again["queued"] == 0);
    CHECK(again["sent"] == 0);
    const auto mails = server.taken();
    REQUIRE(mails.size() == 2);
    const bool urdu_first = mails[0].find("Content-Language: ur") != std::string::npos;
    const std::string& urdu = mails[urdu_first ? 0 : 1];
    CHECK(urdu.find("Content-Language: ur\r\n") != std::string::npos);
    CHECK(urdu.find("Auto-Submitted: auto-generated\r\n") != std::string::npos);
    CHECK(urdu.find("text/calendar; method=PUBLISH; charset=UTF-8") != std::string::npos);
    CHECK(copies_by_ref(server).size() == 2);
    CHECK(states_of(town.listed()) == std::map<std::string, int>{{"sent", 2}});
}

TEST_CASE("addresses and texts rest sealed, and a look at them is noted",
          "[admin][messages][servers][E7]") {
    MessageTown town;
    const MessageServer server(Kind::starttls);
    town.use_mail(server);
    town.resident(1, "ayesha@example.com");
    town.resident(2, "nobody@example.com");
    town.bring();
    town.send_messages();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(town.path("office"))) {
        if (entry.is_regular_file()) {
            INFO(entry.path());
            const std::string content = content_of(entry.path());
            CHECK(content.find("ayesha") == std::string::npos);
            CHECK(content.find("nobody@") == std::string::npos);
            CHECK(content.find("a password") == std::string::npos);
        }
    }
    const json listed = town.listed();
    CHECK(listed.dump().find("example.com") == std::string::npos);
    const std::string ref = listed[0]["ref"];
    CHECK(town.run({"message", "show", ref.substr(0, 8)}) == 2);
    REQUIRE(town.run({"message", "show", ref.substr(0, 8), "--reason", "did not get it"}) == 0);
    CHECK(town.terminal.printed.find("@example.com") != std::string::npos);
    CHECK(town.terminal.printed.find("your space at Spring meeting") != std::string::npos);
    const auto decisions = town.office()->store().decisions();
    REQUIRE_FALSE(decisions.empty());
    CHECK(decisions.back().what == "message");
    CHECK(decisions.back().reason == "did not get it");
    // 30 days after they ended, nothing of them is left.
    town.clock.advance(hours{24 * 32});
    town.send_messages();
    CHECK(town.run({"message", "show", ref.substr(0, 8), "--reason", "late"}) == 1);
    CHECK(town.terminal.complaints.find("not kept any more") != std::string::npos);
}

TEST_CASE("what came in is sent, refused in sight, or waits", "[admin][messages][servers][E6]") {
    MessageTown town;
    const MessageServer server(Kind::starttls);
    town.use_mail(server);
    const char* const people[] = {"ayesha@example.com",
                                  "nobody@example.com",
                                  "refused@example.com",
                                  "busy-once@example.com",
                                  "later@example.com",
                                  "lost-once@example.com",
                                  "unsaid@example.com"};
    std::uint8_t number = 0;
    for (const char* const person : people) {
        town.resident(++number, person);
    }
    town.bring();
    const json first = town.send_messages();
    CHECK(first["sent"] == 1);
    CHECK(first["refused"] == 2);
    CHECK(first["later"] == 2);
    CHECK(first["unknown"] == 2);
    // 4xx: again after 1, 5, 30 and 120 min, then given up; no answer: once more after 30 min, with
    // the same Message-ID, and then an officer decides.
    for (const int wait : {1, 5, 30, 120, 500}) {
        town.clock.advance(minutes{wait});
        town.send_messages();
    }
    const json listed = town.listed();
    CHECK(states_of(listed) ==
          std::map<std::string, int>{{"sent", 3}, {"failed_permanent", 3}, {"unknown", 1}});
    const auto copies = copies_by_ref(server);
    for (const json& one : listed) {
        const auto found = copies.find(one["ref"].get<std::string>());
        const int count = found == copies.end() ? 0 : found->second;
        INFO(one);
        CHECK(count == (one["state"] == "sent" ? 1 : one["state"] == "unknown" ? 2 : 0));
        CHECK((one["state"] == "sent") == one["trouble"].get<std::string>().empty());
    }
    REQUIRE(town.run({"message", "list", "--state", "failed_permanent"}) == 0);
    CHECK(town.terminal.printed.find("550 5.1.1") != std::string::npos);
    CHECK(town.terminal.printed.find("given up after 5 tries: 452 4.2.2") != std::string::npos);
    CHECK(town.terminal.printed.find("7 came in: 3 sent, 3 failed_permanent, 1 unknown.") !=
          std::string::npos);
    REQUIRE(town.run({"message", "retry", "--failed"}) == 0);
    CHECK(states_of(town.listed())["queued"] == 3);
}

TEST_CASE("a server that is no good costs no message a try, and says how to mend it",
          "[admin][messages][servers]") {
    MessageTown town;
    town.resident(1, "ayesha@example.com");
    town.resident(2, "jan@example.com");
    town.bring();
    {
        const MessageServer server(Kind::bare);
        town.use_mail(server);
        const json run = town.send_messages(1);
        CHECK(run["left"] == 2);
        CHECK(run["sentences"].size() == 1);
        CHECK(run["sentences"][0].get<std::string>().find("offers no encryption") !=
              std::string::npos);
    }
    for (const json& one : town.listed()) {
        CHECK(one["state"] == "queued");
        CHECK(one["attempts"] == 0);
    }
    const MessageServer server(Kind::implicit);
    town.use_mail(server, "implicit");
    CHECK(town.send_messages()["sent"] == 2);
}

TEST_CASE("a mail server is set up only when its test message goes out",
          "[admin][messages][servers]") {
    MessageTown town;
    const MessageServer server(Kind::starttls);
    town.trust(server);
    town.write("wrong", "office\nanother\n");
    std::vector<std::string> words = {"message",
                                      "server",
                                      "mail",
                                      "--host",
                                      "127.0.0.1",
                                      "--port",
                                      std::to_string(server.port()),
                                      "--from",
                                      "events@example.org",
                                      "--test",
                                      "me@example.org",
                                      "--secret-file",
                                      town.text_path("wrong")};
    CHECK(town.run(words) == 1);
    CHECK(town.terminal.complaints.find("does not take our name and password") !=
          std::string::npos);
    town.must({"message", "server", "show"});
    CHECK(town.terminal.printed.find("Nothing is set up") != std::string::npos);
    town.write("wrong", "office\na password\n");
    REQUIRE(town.run(words) == 0);
    CHECK(server.taken().size() == 1);
    REQUIRE(town.run({"messages", "test", "you@example.org"}) == 0);
    CHECK(server.taken().size() == 2);
    CHECK(town.run({"message", "test", "07700900000"}) == 1);
    words[4] = "mail.example.org/../x";
    CHECK(town.run(words) == 1);
}

TEST_CASE("quiet hours hold messages until the morning", "[admin][messages][servers]") {
    MessageTown town;
    const MessageServer server(Kind::starttls);
    town.use_mail(server);
    town.resident(1, "ayesha@example.com");
    town.bring();
    town.clock.advance(hours{9});  // 22:00 on the clock there
    const json night = town.send_messages();
    CHECK(night["queued"] == 1);
    CHECK(night["sent"] == 0);
    town.clock.advance(hours{10});  // 08:00
    CHECK(town.send_messages()["sent"] == 1);
}

TEST_CASE("whoever cancelled is not told any more that they have a space", "[admin][messages]") {
    MessageTown town;
    town.resident(1, "ayesha@example.com");
    town.resident(2, "", "+447700900123");
    town.bring();
    CHECK(town.send_messages()["no_way"] == 2);
    town.say(FactsTown::subject(1), events::Cancelled{events::CancelReason::cannot_come});
    town.bring();
    const MessageServer server(Kind::starttls);
    town.use_mail(server);
    const json run = town.send_messages();
    CHECK(run["dropped"] == 1);
    CHECK(run["no_way"] == 1);
    CHECK(server.taken().empty());
}

TEST_CASE("an event that is cancelled tells everybody, with a calendar that takes it out",
          "[admin][messages][servers]") {
    MessageTown town;
    const MessageServer server(Kind::starttls);
    town.use_mail(server);
    town.resident(1, "ayesha@example.com");
    town.bring();
    CHECK(town.send_messages()["sent"] == 1);
    town.must({"event", "cancel", town.date.hex(), "--note", "The hall is closed."});
    CHECK(town.send_messages()["sent"] == 1);
    CHECK(town.send_messages()["sent"] == 0);
    const auto mails = server.taken();
    REQUIRE(mails.size() == 2);
    CHECK(mails[1].find("Subject: Cancelled: Spring meeting, 20 April 2026") != std::string::npos);
    CHECK(mails[1].find("text/calendar; method=CANCEL") != std::string::npos);
}

TEST_CASE("a date that moves tells those who knew the old time, once",
          "[admin][messages][servers]") {
    MessageTown town;
    const MessageServer server(Kind::starttls);
    town.use_mail(server);
    town.resident(1, "ayesha@example.com");
    town.bring();
    CHECK(town.send_messages()["sent"] == 1);
    town.must({"event", "move", town.date.hex(), "--to", "2026-04-21T17:30"});
    town.resident(2, "jan@example.com");
    town.bring();
    const json run = town.send_messages();
    CHECK(run["sent"] == 2);
    CHECK(town.send_messages()["sent"] == 0);
    const auto mails = server.taken();
    REQUIRE(mails.size() == 3);
    int changed = 0;
    for (const std::string& mail : mails) {
        changed += mail.find("Subject: Changed: Spring meeting, 21 April 2026") != std::string::npos
                       ? 1
                       : 0;
    }
    CHECK(changed == 1);
}

TEST_CASE("messages go out from one computer, and another takes over without telling twice",
          "[admin][messages][servers]") {
    MessageTown town;
    const MessageServer server(Kind::starttls);
    town.use_mail(server);
    town.resident(1, "ayesha@example.com");
    town.bring();
    CHECK(town.send_messages()["sent"] == 1);
    std::filesystem::remove(town.path("office/messages.db"));
    std::filesystem::remove(town.path("office/messages.db-wal"));
    CHECK(town.run({"message", "run"}) == 1);
    CHECK(town.terminal.complaints.find("take-over") != std::string::npos);
    REQUIRE(town.run({"message", "take-over", "--reason", "the old computer broke"}) == 0);
    CHECK(town.terminal.printed.find("1 that are due") != std::string::npos);
    town.resident(2, "jan@example.com");
    town.bring();
    CHECK(town.send_messages()["sent"] == 1);
    CHECK(copies_by_ref(server).size() == 2);
    CHECK(server.taken().size() == 2);
}

TEST_CASE("GOV.UK Notify gets each reference once, whatever it answers",
          "[admin][messages][servers][E8]") {
    MessageTown town;
    const MessageServer notify(Kind::notify, town.town_clock());
    town.use_notify(notify, true);
    // 599 accepts and hangs up, 598 hangs up before, 501 accepts and answers 500, 500 does not.
    town.resident(1, "a@example.com");
    town.resident(2, "", "+447700900123");
    town.resident(3, "b599@example.com");
    town.resident(4, "c598@example.com");
    town.resident(5, "d500@example.com");
    town.resident(6, "e501@example.com");
    town.resident(7, "f400@example.com");
    town.resident(8, "g600@example.com");
    town.bring();
    const json first = town.send_messages();
    CHECK(first["sent"] == 3);
    CHECK(first["unknown"] == 4);
    CHECK(first["refused"] == 1);
    CHECK(first["delivered"] == 2);
    CHECK(first["undelivered"] == 1);
    CHECK(accepted_by_ref(notify).size() == 5);
    CHECK(states_of(town.listed())["unknown"] == 4);
}

TEST_CASE("GOV.UK Notify is asked before anything is sent there again",
          "[admin][messages][servers][E8]") {
    MessageTown town;
    const MessageServer notify(Kind::notify, town.town_clock("100000"));
    town.use_notify(notify, true);
    town.resident(1, "b599@example.com");
    town.resident(2, "c598@example.com");
    town.resident(3, "d500@example.com");
    town.resident(4, "e501@example.com");
    town.bring();
    CHECK(town.send_messages()["unknown"] == 4);
    CHECK(accepted_by_ref(notify).size() == 2);
    town.clock.advance(minutes{1});
    const json second = town.send_messages();
    CHECK(second["found_sent"] == 2);
    CHECK(second["sent"] == 2);
    town.send_messages();
    const auto accepted = accepted_by_ref(notify);
    CHECK(accepted.size() == 4);
    for (const auto& [ref, count] : accepted) {
        INFO(ref);
        CHECK(count == 1);
    }
    CHECK(states_of(town.listed()) == std::map<std::string, int>{{"delivered", 4}});
}

TEST_CASE("limits and a wrong clock at GOV.UK Notify make messages wait",
          "[admin][messages][servers][E8]") {
    MessageTown town;
    const MessageServer notify(Kind::notify, town.town_clock());
    town.use_notify(notify);
    const char* const phone = GENERATE("+447700900429", "+447700900430", "+447700900403");
    town.resident(1, "", phone);
    town.bring();
    const json first = town.send_messages(1);
    CHECK(first["left"] == 1);
    CHECK(first["sentences"].size() == 1);
    CHECK(town.listed()[0]["state"] == "queued");
    CHECK(town.listed()[0]["attempts"] == 0);
    const std::string said = first["sentences"][0];
    const std::string digits = std::string(phone).substr(10);
    if (digits == "429") {
        CHECK(said.find("more slowly") != std::string::npos);
        CHECK(town.send_messages()["left"] == 1);
        town.clock.advance(std::chrono::seconds{61});
        // Its clock stands still: ours is 61 s ahead now, and that is what is said.
        const json late = town.send_messages(1);
        CHECK(late["sentences"][0].get<std::string>().find("61 s ahead") != std::string::npos);
    } else if (digits == "430") {
        CHECK(said.find("tomorrow") != std::string::npos);
        town.clock.advance(hours{11});
        CHECK(town.send_messages()["held"].get<int>() + town.send_messages()["left"].get<int>() >=
              1);
    } else {
        CHECK(said.find("it is the key") != std::string::npos);
        CHECK(town.send_messages()["sent"] == 1);
    }
}

TEST_CASE("a text message says no more than it should, and a call is a person's",
          "[admin][messages][servers]") {
    MessageTown town;
    const MessageServer notify(Kind::notify, town.town_clock());
    town.use_notify(notify);
    town.resident(1, "", "+447700900123");
    town.sign_up(2, events::Outcome::confirmed, 1, "Jan Example", "+447700900124");
    town.bring();
    const json run = town.send_messages();
    CHECK(run["sent"] == 1);
    CHECK(run["to_call"] == 1);
    const auto lines = notify.lines_of("accepted.jsonl");
    REQUIRE(lines.size() == 1);
    const json order = json::parse(lines[0]);
    CHECK(order["to"] == "+447700900123");
    CHECK(order["personalisation"]["message"] ==
          "Example Council: your space at Spring meeting, Monday 20 April 2026, 18:00, Library, "
          "High Street. Number 482 917 360. Cannot come? Tell us: 01632 960001.");
    const json calls = town.listed();
    const json& call = calls[0]["state"] == "to_call" ? calls[0] : calls[1];
    CHECK(call["channel"] == "call");
    const std::string ref = call["ref"];
    REQUIRE(town.run({"message", "called", ref}) == 0);
    CHECK(town.run({"message", "called", ref}) == 1);
    CHECK(states_of(town.listed())["called"] == 1);
}
