#include <catch2/catch.hpp>

#include "casework_town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

struct RequestTown : CaseTown {
    void asks(std::uint8_t number, events::Offer offer) {
        events::Requested asked;
        asked.offer = offer;
        asked.about = "door_lock";
        asked.postcode.assign("TS18 1AB");
        asked.times = 1;
        asked.safe_message = events::SafeMessage::no;
        asked.language = "en";
        say(subject(number), asked);
        contact(number, "Zofia Example", "+447700900123");
    }

    int step(std::uint8_t number, const std::string& state, std::vector<std::string> more = {}) {
        std::vector<std::string> words{"request", "step", id(number), state, "--by", "R. Patel"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
};

}  // namespace

TEST_CASE("first contact with whoever asked is due as it was promised", "[admin][requests]") {
    RequestTown town;
    town.asks(1, events::Offer::target_hardening);
    town.asks(2, events::Offer::call_back);
    town.bring();
    const json requests = town.read_json({"request", "list", "--json"})["requests"];
    REQUIRE(requests.size() == 2);
    // 3 and 10 working days after Monday 30 March 2026, over Good Friday and Easter Monday.
    CHECK(requests[0]["offer"] == "call_back");
    CHECK(requests[0]["due"] == "2026-04-02");
    CHECK(requests[1]["due"] == "2026-04-15");
    town.passes(5);
    CHECK(town.read_json({"request", "list", "--late", "--json"})["requests"].size() == 1);
    REQUIRE(town.run({"request", "list"}) == 0);
    CHECK(town.printed("2 days late"));
    CHECK_FALSE(town.printed("Zofia"));
}

TEST_CASE("whoever works a request reads first whether a message is safe",
          "[admin][requests][S5]") {
    RequestTown town;
    town.asks(1, events::Offer::referral);
    town.bring();
    CHECK(town.run({"request", "show", RequestTown::id(1)}) == 2);
    REQUIRE(town.run({"request", "show", RequestTown::id(1), "--reason", "first call"}) == 0);
    const std::string& said = town.terminal.printed;
    REQUIRE(town.printed("NOT SAFE TO LEAVE A MESSAGE"));
    CHECK(said.find("NOT SAFE") < said.find("+447700900123"));
    CHECK(town.printed("TS18 1AB"));
    CHECK(town.printed("weekday mornings"));
    CHECK(town.office()->store().decisions().size() == 1);
}

TEST_CASE("a request ends without a reply after tries on three days", "[admin][requests]") {
    RequestTown town;
    town.asks(1, events::Offer::call_back);
    town.bring();
    CHECK(town.step(1, "done") == 1);
    CHECK(town.complained("From asked a request can go to seen, withdrawn"));
    REQUIRE(town.step(1, "seen") == 0);
    for (int day = 1; day <= 3; ++day) {
        REQUIRE(town.step(1, "in_hand", {"--tried"}) == 0);
        if (day < 3) {
            CHECK(town.step(1, "no_reply") == 1);
            CHECK(town.complained("Try on 3 days"));
            town.passes(1);
        }
    }
    REQUIRE(town.step(1, "no_reply") == 0);
    CHECK(town.read_json({"request", "list", "--json"})["requests"].empty());
    const json offers = town.read_json({"request", "summary", "--json"})["offers"];
    REQUIRE(offers.size() == 1);
    CHECK(offers[0]["asked"] == 1);
    CHECK(offers[0]["open"] == 0);
    CHECK(offers[0]["median_working_days"].is_null());  // nobody was reached
}

TEST_CASE("days to first contact are working days", "[admin][requests]") {
    RequestTown town;
    town.asks(1, events::Offer::target_hardening);
    town.bring();
    town.passes(8);  // from Monday 30 March to Tuesday 7 April: 31, 1, 2 and, after Easter, 7
    REQUIRE(town.step(1, "seen") == 0);
    REQUIRE(town.step(1, "in_hand") == 0);
    REQUIRE(town.step(1, "done", {"--fitted", "yes", "--fitted-on", "2026-04-07"}) == 0);
    const json offers = town.read_json({"request", "summary", "--json"})["offers"];
    CHECK(offers[0]["median_working_days"] == 4.0);
    CHECK(offers[0]["fitted"] == 1);
}

TEST_CASE("a complaint must be acknowledged within 30 days that begin with its receipt",
          "[admin][complaints][E12]") {
    CaseTown town;
    town.clock.set(*base::day_from_iso("2026-07-01") + std::chrono::hours{12});
    REQUIRE(town.run({"complaint",
                      "add",
                      "--topic",
                      "not_deleted",
                      "--text",
                      "You wrote to me again",
                      "--received",
                      "2026-07-01",
                      "--name",
                      "Jan Example",
                      "--email",
                      "jan@example.org"}) == 0);
    CHECK(town.printed("Acknowledge it by 30 July 2026"));
    json all = town.read_json({"complaint", "list", "--json"})["complaints"];
    REQUIRE(all.size() == 1);
    CHECK(all[0]["acknowledge_by"] == "2026-07-30");
    CHECK(all[0]["remind"] == false);
    const std::string id = all[0]["id"].get<std::string>().substr(0, 8);
    town.passes(6);  // day 7
    CHECK(town.read_json({"complaint", "list", "--json"})["complaints"][0]["remind"] == true);
    CHECK(town.run({"complaint", "step", id, "looking", "--by", "x"}) == 1);
    REQUIRE(town.run({"complaint", "step", id, "acknowledged", "--by", "x"}) == 0);
    CHECK(town.read_json({"complaint", "list", "--json"})["complaints"][0]["acknowledge_by"]
              .is_null());
    REQUIRE(town.run({"complaint", "step", id, "looking", "--by", "x"}) == 0);
    const std::vector<std::string> outcome{
        "complaint", "step", id, "outcome", "--outcome", "upheld", "--by", "x", "--text"};
    std::vector<std::string> without = outcome;
    without.emplace_back("We were wrong.");
    CHECK(town.run(without) == 1);
    CHECK(town.complained("ico.org.uk"));
    std::vector<std::string> whole = outcome;
    whole.emplace_back("We were wrong. You can also go to ico.org.uk.");
    REQUIRE(town.run(whole) == 0);
    REQUIRE(town.run({"complaint", "show", id, "--reason", "to answer it"}) == 0);
    CHECK(town.printed("jan@example.org"));
    REQUIRE(town.run({"complaint", "step", id, "closed", "--by", "x"}) == 0);
    CHECK(town.read_json({"complaint", "list", "--json"})["complaints"].empty());
}

TEST_CASE("somebody asks for a support service at a desk and takes a slip that says no reason",
          "[admin][requests][E12]") {
    RequestTown town;
    const std::vector<std::string> asked{"request",
                                         "add",
                                         "--offer",
                                         "referral",
                                         "--about",
                                         "Debt advice",
                                         "--name",
                                         "Zofia Canary",
                                         "--phone",
                                         "07700 900123"};
    const auto with = [&](std::vector<std::string> more) {
        std::vector<std::string> words = asked;
        words.insert(words.end(), more.begin(), more.end());
        return words;
    };
    CHECK(town.run(asked) == 1);  // nobody read them the sentence
    CHECK(town.complained("add --agreed when they say yes"));
    CHECK(town.run(with({"--agreed"})) == 1);  // nobody asked about the service
    CHECK(town.complained("offer to call the service with them now"));
    REQUIRE(town.run(with({"--agreed",
                           "--share",
                           "--slip",
                           town.text_path("slip.html"),
                           "--service-phone",
                           "01632 960002"})) == 0);
    // Five working days after Monday 30 March 2026, over Good Friday and Easter Monday.
    CHECK(town.printed("Get in touch by 8 April 2026."));
    const auto at = town.terminal.printed.find("Receipt number: ");
    REQUIRE(at != std::string::npos);
    const std::string number = town.terminal.printed.substr(at + 16, 14);
    const std::string slip = CaseTown::content_of(town.path("slip.html"));
    CHECK(slip.find(number) != std::string::npos);
    CHECK(slip.find("Debt advice") != std::string::npos);
    CHECK(slip.find("01632 960002") != std::string::npos);
    CHECK(slip.find("8 April 2026") != std::string::npos);
    CHECK(slip.find("Zofia") == std::string::npos);
    const json requests = town.read_json({"request", "list", "--json"})["requests"];
    REQUIRE(requests.size() == 1);
    CHECK(requests[0]["offer"] == "referral");
    CHECK(requests[0]["due"] == "2026-04-08");
    // A message is not safe unless they say so.
    REQUIRE(town.run({"request",
                      "show",
                      requests[0]["id"].get<std::string>().substr(0, 8),
                      "--reason",
                      "first call"}) == 0);
    CHECK(town.printed("NOT SAFE TO LEAVE A MESSAGE"));
    CHECK(town.files_with("office", "Zofia Canary").empty());
}

TEST_CASE("a question for a councillor needs no name, a home check needs somebody to answer",
          "[admin][requests]") {
    RequestTown town;
    REQUIRE(town.run({"request",
                      "add",
                      "--offer",
                      "councillor_question",
                      "--question",
                      "When is the path lit?"}) == 0);
    CHECK(town.run({"request", "add", "--offer", "target_hardening", "--postcode", "TS18 1AB"}) ==
          1);
    CHECK(town.complained("say how to reach them"));
    CHECK(town.run({"request",
                    "add",
                    "--offer",
                    "call_back",
                    "--name",
                    "Jan Example",
                    "--phone",
                    "07700900124",
                    "--agreed",
                    "--time",
                    "at night"}) == 1);
    CHECK(town.run({"request",
                    "add",
                    "--offer",
                    "target_hardening",
                    "--name",
                    "Jan Example",
                    "--phone",
                    "07700900124",
                    "--agreed",
                    "--postcode",
                    "12345"}) == 1);
    CHECK(town.complained("type a postcode, like TS18 1AB"));
    CHECK(town.read_json({"request", "list", "--json"})["requests"].size() == 1);
}
