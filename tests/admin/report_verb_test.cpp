#include <catch2/catch.hpp>

#include "admin/findings.h"
#include "town.h"

// `report`: reports of plans, from an office to files.

using namespace harmony;
using namespace harmony::tests;

namespace {

constexpr const char* own_plan = R"toml(id = "own"
title = "How safe shoppers feel"
about = "Our own."
survey = "shops"
widest = "public"
by = ["place"]
[[part]]
title = "How safe"
questions = ["safe"]
[[part]]
kind = "who"
title = "Who answered"
)toml";

/// 30 answered the shop survey.
struct AskedTown : Town {
    AskedTown() {
        make_office();
        base::promise(publish() == 0, terminal.complaints.c_str());
        FakeKiosk kiosk = enrol("A");
        sync::FolderCourier stick = courier();
        std::vector<base::Bytes> bodies = answers(18, 0);
        const auto more = answers(12, 2);
        bodies.insert(bodies.end(), more.begin(), more.end());
        kiosk.send(stick, bodies, clock.today());
        base::promise(sync() == 0, terminal.complaints.c_str());
        std::filesystem::create_directories(path("office/reports"));
        write("office/reports/own.toml", own_plan);
    }
};

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an officer makes a report of their own plan in every format", "[admin][report]") {
    AskedTown town;
    REQUIRE(town.run({"report", "list"}) == 0);
    CHECK(holds(town.terminal.printed, "own            Our own."));
    CHECK(holds(town.terminal.printed, "neighbourhood"));
    REQUIRE(town.run({"report", "own", "--audience", "public", "--out", town.text_path("out")}) ==
            0);
    const auto files = snapshot(town.path("out"));
    CHECK(files.size() == 6);
    CHECK(holds(files.at("report.html"), "How safe shoppers feel"));
    CHECK(holds(files.at("report.csv"), "safe,,,very,18,"));
    CHECK(files.at("report.pdf").substr(0, 5) == "%PDF-");
}

TEST_CASE("a report is not made for more readers than it is meant for", "[admin][report]") {
    AskedTown town;
    CHECK(town.run({"report", "profile", "--audience", "public", "--out", town.text_path("out")}) ==
          1);
    CHECK(holds(town.terminal.complaints, "at most for a named partner"));
    CHECK_FALSE(std::filesystem::exists(town.path("out")));
}

// Statistics specification, 15.5.
TEST_CASE("an evidence pack waits for the end and for what was made of it", "[admin][report]") {
    AskedTown town;
    const std::string out = town.text_path("out");
    CHECK(town.run({"report", "pspo", "--out", out}) == 1);
    CHECK(holds(town.terminal.complaints, "--opens"));
    CHECK(
        town.run(
            {"report", "pspo", "--opens", "2020-01-01", "--closes", "2099-01-01", "--out", out}) ==
        1);
    CHECK(holds(town.terminal.complaints, "open until 2099-01-01"));
    CHECK(
        town.run(
            {"report", "pspo", "--opens", "2020-01-01", "--closes", "2020-02-01", "--out", out}) ==
        1);
    CHECK(holds(town.terminal.complaints, "--statement FILE"));
    CHECK_FALSE(std::filesystem::exists(town.path("out")));
}

TEST_CASE("the weekly digest is for the office alone and says so", "[admin][report]") {
    AskedTown town;
    CHECK(town.run({"report", "weekly", "--audience", "public", "--out", town.text_path("out")}) ==
          1);
    REQUIRE(town.run({"report", "weekly", "--out", town.text_path("out")}) == 0);
    const auto files = snapshot(town.path("out"));
    CHECK(files.size() == 3);  // HTML, PDF, workbook: no single answers stand behind it
    CHECK(holds(files.at("report.html"), "INTERNAL: not to leave the office"));
    CHECK(holds(files.at("report.html"), "shops"));
}

TEST_CASE("a report that is not there is answered with the nearest one", "[admin][report]") {
    AskedTown town;
    CHECK(town.run({"report", "scrutny"}) == 1);
    CHECK(holds(town.terminal.complaints, "did you mean scrutiny?"));
    CHECK(town.run({"report"}) == 2);
    REQUIRE(town.run({"report", "define", "scrutiny"}) == 0);
    CHECK(std::filesystem::exists(town.path("office/reports/scrutiny.toml")));
    CHECK(town.run({"report", "define", "scrutiny"}) == 1);
}
