// Numbers from the store to the screen, counted by hand.
#include "admin/findings.h"

#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>

#include "admin/published_shelf.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

/// 12 say very safe, 8 not safe, 3 don't know, 2 leave it empty: 25 responses, base 20.
struct AnsweredTown : Town {
    AnsweredTown() {
        make_office();
        base::promise(publish() == 0, terminal.complaints.c_str());
        FakeKiosk kiosk = enrol("A");
        sync::FolderCourier stick = courier();
        std::vector<base::Bytes> bodies = answers(12, 0);
        for (const auto& [count, choice] : {std::pair{8, 2}, std::pair{3, 3}, std::pair{2, -1}}) {
            const auto more = answers(static_cast<std::size_t>(count), choice);
            bodies.insert(bodies.end(), more.begin(), more.end());
        }
        kiosk.send(stick, bodies, clock.today());
        base::promise(sync() == 0, terminal.complaints.c_str());
    }

    json summarise(std::vector<std::string> more) {
        std::vector<std::string> words{"summarise", "--json"};
        words.insert(words.end(), more.begin(), more.end());
        INFO(terminal.complaints);
        CHECK(run(words) == 0);
        return json::parse(terminal.printed);
    }
};

const json& table(const json& report, const std::string& question, const std::string& by) {
    for (const json& one : report["surveys"][0]["tables"]) {
        if (one["question"] == question && one["by"] == by) {
            return one;
        }
    }
    FAIL("no table of " + question + " by " + by);
    return report;
}

}  // namespace

TEST_CASE("answers come out as they went in", "[admin][findings]") {
    AnsweredTown town;
    const json report = town.summarise({});
    CHECK(report["responses"] == 25);
    const json& safe = table(report, "safe", "");
    CHECK(safe["rows"][0]["answered"]["shown"] == 20);
    CHECK(safe["rows"][0]["choices"]["very"]["shown"] == 12);
    CHECK(safe["rows"][0]["choices"]["unsafe"]["shown"] == 8);
    CHECK(safe["no_answer"]["dont_know"]["shown"] == 3);
    CHECK(safe["no_answer"]["skipped"]["shown"] == 2);
}

TEST_CASE("the caveat knows where and when from the engagement", "[admin][findings]") {
    AnsweredTown town;
    const json report = town.summarise({})["surveys"][0];
    CHECK(report["events"] == 1);
    CHECK(report["first"] == "2026-03-30");
    CHECK(report["last"] == "2026-03-30");
    CHECK(report["places"] == json::array({"northgate"}));
    CHECK(town.run({"summarise"}) == 0);
    CHECK(town.terminal.printed.find("Example Borough") != std::string::npos);
    CHECK(town.terminal.printed.find("They were not picked at random.") != std::string::npos);
}

TEST_CASE("a question is counted by place and month and language", "[admin][findings]") {
    AnsweredTown town;
    for (const auto& [by, key] : {std::pair{"place", "northgate"},
                                  std::pair{"month", "2026-03"},
                                  std::pair{"language", "en"}}) {
        const json report = town.summarise({"question", "safe", "--by", by});
        const json& rows = table(report, "safe", by)["rows"];
        REQUIRE(rows.size() == 1);
        CHECK(rows[0]["key"] == key);
        CHECK(rows[0]["choices"]["very"]["shown"] == 12);
    }
}

TEST_CASE("the public sees no number below ten", "[admin][findings]") {
    AnsweredTown town;
    const json report = town.summarise({"--audience", "public"});
    const json& row = table(report, "safe", "")["rows"][0];
    CHECK(row["choices"]["unsafe"].count("shown") == 0);
    CHECK(report["surveys"][0]["hidden_cells"].get<int>() > 0);
}

TEST_CASE("a report is made as files and says its base", "[admin][findings]") {
    AnsweredTown town;
    REQUIRE(town.run({"report",
                      "--survey",
                      "shops",
                      "--out",
                      town.text_path("out"),
                      "--audience",
                      "public"}) == 0);
    const auto files = snapshot(town.path("out"));
    REQUIRE(files.size() == 6);
    CHECK(json::parse(files.at("report.json"))["responses"] == 25);
    CHECK(files.at("report.html").find("They were not picked at random.") != std::string::npos);
    CHECK(files.at("report.xlsx").substr(0, 2) == "PK");
    CHECK(files.at("report.pdf").substr(0, 5) == "%PDF-");
    CHECK(files.at("report.csv").find("question,grouping,group,answer,people") !=
          std::string::npos);
    CHECK(files.at("report-codebook.csv").find("not picked at random") != std::string::npos);
}

TEST_CASE("a survey or question that is not there is refused with those that are",
          "[admin][findings]") {
    AnsweredTown town;
    CHECK(town.run({"report", "--survey", "shop", "--out", town.text_path("out")}) == 1);
    CHECK(town.terminal.complaints.find("Published are: shops") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(town.path("out")));
    CHECK(town.run({"summarise", "--survey", "shops", "question", "saf"}) == 1);
    CHECK(town.terminal.complaints.find("did you mean safe?") != std::string::npos);
}

TEST_CASE("too few answers for the public are refused and not thinned", "[admin][findings]") {
    Town town;
    town.make_office();
    REQUIRE(town.publish() == 0);
    FakeKiosk kiosk = town.enrol("A");
    sync::FolderCourier stick = town.courier();
    kiosk.send(stick, town.answers(9, 0), town.clock.today());
    REQUIRE(town.sync() == 0);
    CHECK(town.run({"report",
                    "--survey",
                    "shops",
                    "--out",
                    town.text_path("out"),
                    "--audience",
                    "public"}) == 1);
    CHECK(town.terminal.complaints.find("below 10") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(town.path("out")));
}

TEST_CASE("before the first answers the officer is told to fetch them", "[admin][findings]") {
    Town town;
    town.make_office();
    REQUIRE(town.publish() == 0);
    CHECK(town.run({"summarise"}) == 1);
    CHECK(town.terminal.complaints.find("harmony-admin sync") != std::string::npos);
    CHECK(town.run({"summarise", "--json"}) == 0);
    CHECK(json::parse(town.terminal.printed)["responses"] == 0);
}

TEST_CASE("two versions of a survey are one series where the question is the same",
          "[admin][findings]") {
    AnsweredTown town;
    town.new_version("2");
    town.write("shops/survey.csv",
               "type,name,label::English (en),bind::kiosk:report\n"
               "select_one safe4,safe,How safe do you feel here?,public\n"
               "select_one safe4,later,And later?,public\n"
               "text,words,What should change?,\n");
    REQUIRE(town.publish() == 0);
    FakeKiosk kiosk = town.enrol("B");
    sync::FolderCourier stick = town.courier();
    kiosk.send(stick, town.answers(10, 0), town.clock.today());
    REQUIRE(town.sync() == 0);
    const json report = town.summarise({});
    CHECK(report["responses"] == 35);
    CHECK(table(report, "safe", "")["rows"][0]["choices"]["very"]["shown"] == 22);
    // The 25 who answered the first version were not asked the new question.
    CHECK(table(report, "later", "")["no_answer"]["not_asked"]["shown"] == 25);
    CHECK(table(report, "later", "")["no_answer"]["skipped"]["shown"] == 10);
}

TEST_CASE("the answer to the place question is the place and not the event", "[admin][findings]") {
    Town town;
    town.make_office();
    town.write("shops/places.csv",
               "name,label,kind\nnorthgate,Northgate,ward\nriverside,Riverside,ward\n"
               "millfield,Millfield,ward\nhigh_street,High Street,street\n");
    town.write("shops/survey.csv",
               "type,name,label::English (en),choice_filter,bind::kiosk:report,bind::kiosk:place\n"
               "select_one safe4,safe,How safe do you feel here?,,public,\n"
               "select_one_from_file places.csv,home,Where do you live?,kind = 'ward',public,yes\n"
               "text,words,What should change?,,,\n");
    INFO(town.terminal.complaints);
    REQUIRE(town.publish() == 0);
    FakeKiosk kiosk = town.enrol("A");
    sync::FolderCourier stick = town.courier();
    BodyOf body;
    body.form = admin::surveys_on_shelf(town.office()->store()).back().name;
    body.engagement = base::EngagementId::from_hex(Town::engagement);  // held at Northgate
    body.day = town.clock.today();
    std::vector<base::Bytes> bodies(7, body.with_choices({0, 1, -1}));
    bodies.resize(12, body.with_choices({2, 2, -1}));
    bodies.push_back(body.with_choices({2, -1, -1}));
    kiosk.send(stick, bodies, town.clock.today());
    REQUIRE(town.sync() == 0);
    REQUIRE(town.run({"summarise", "question", "safe", "--by", "place", "--json"}) == 0);
    const json report = json::parse(town.terminal.printed);
    std::map<std::string, int> answered;
    for (const json& row : table(report, "safe", "place")["rows"]) {
        answered[row["key"]] = row["answered"]["shown"].get<int>();
    }
    CHECK(answered ==
          std::map<std::string, int>{{"millfield", 5}, {"riverside", 7}, {"unknown", 1}});
    CHECK(report["surveys"][0]["places"] == json::array({"Northgate"}));
    REQUIRE(town.run({"summarise", "question", "safe", "--by", "place"}) == 0);
    CHECK(town.terminal.printed.find("Riverside") != std::string::npos);

    // A street that the question's filter never offers is no place where nobody lives.
    REQUIRE(town.run({"summarise", "question", "home"}) == 0);
    CHECK(town.terminal.printed.find("Northgate") != std::string::npos);
    CHECK(town.terminal.printed.find("High Street") == std::string::npos);
}

TEST_CASE("whoever asks for one question is not told that the others are hidden",
          "[admin][findings]") {
    AnsweredTown town;
    REQUIRE(town.run({"summarise", "question", "safe"}) == 0);
    CHECK(town.terminal.printed.find("How safe") != std::string::npos);
    CHECK(town.terminal.printed.find("Not shown") == std::string::npos);
    REQUIRE(town.run({"summarise"}) == 0);  // the control: the words of residents are not shown
    CHECK(town.terminal.printed.find("Not shown") != std::string::npos);
}
