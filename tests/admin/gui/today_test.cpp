#include "admin/gui/models/today.h"

#include <catch2/catch.hpp>

#include "admin/gui/window_town.h"

using namespace harmony;
using namespace harmony::admin::gui;
using harmony::tests::WindowTown;

TEST_CASE("the first page counts what is in the store", "[admin][gui][today]") {
    WindowTown town;
    WindowDriver& window = town.open();
    CHECK(window.get("today.figure.results")->value.view() == "0");
    town.kiosk.send(town.stick, town.answers(12, 0), town.clock.today());
    REQUIRE(town.sync() == 0);
    town.refresh();
    REQUIRE(window.get("today.figure.results") != nullptr);
    CHECK(window.get("today.figure.results")->value.view() == "12");
    CHECK(town.stored() == 12);
}

TEST_CASE("collecting from the window takes in what a stick holds and says so",
          "[admin][gui][today]") {
    WindowTown town;
    WindowDriver& window = town.open();
    town.kiosk.send(town.stick, town.answers(9, 1), town.clock.today());
    REQUIRE(window.tap("today.collect"));
    REQUIRE(window.type("form.store", "folder:" + town.text_path("stick")));
    REQUIRE(window.tap("form.submit"));
    CHECK(window.said("window.notice") == "Collected.");
    CHECK(town.stored() == 9);
    CHECK(window.get("today.figure.results")->value.view() == "9");
    // The second time nobody is asked where.
    town.kiosk.send(town.stick, town.answers(4, 1), town.clock.today());
    REQUIRE(window.tap("today.collect"));
    CHECK(town.stored() == 13);
}

TEST_CASE("a stick that is not there is a sentence and nothing is half done",
          "[admin][gui][today]") {
    WindowTown town;
    WindowDriver& window = town.open();
    REQUIRE(window.tap("today.collect"));
    REQUIRE(window.type("form.store", "folder:" + town.text_path("no-stick")));
    REQUIRE(window.tap("form.submit"));
    CHECK(window.said("window.notice").find("no-stick") != std::string::npos);
    CHECK(town.stored() == 0);
}

TEST_CASE("what waits for a person leads to where it is done", "[admin][gui][today]") {
    WindowTown town;
    events::CaseOpened opened;
    opened.kind = events::CaseKind::street_light;
    opened.place = "northgate";
    opened.text.assign("dark corner");
    opened.language = "en";
    town.say(WindowTown::subject(1), opened);
    town.bring();
    town.clock.advance(std::chrono::hours{24 * 90});
    WindowDriver& window = town.open();
    REQUIRE(window.get("today.cases.late") != nullptr);
    CHECK(window.said("today.cases.late") == "1 little thing is late.");
    CHECK(window.get("today.figure.cases")->value.view() == "1");
}

TEST_CASE("a file that was not taken in waits on the first page", "[admin][gui][today]") {
    WindowTown town;
    WindowDriver& window = town.open();
    auto built = town.kiosk.cut(town.answers(3, 0), town.clock.today());
    built.file.back() ^= std::byte{1};  // of the signature
    const auto name =
        sync::ObjectName::batch(town.kiosk.id(), sync::RecordClass::survey, 1, built.digest);
    REQUIRE(town.stick.deliver(name, built.file).ok());
    static_cast<void>(town.sync());
    town.refresh();
    REQUIRE(window.get("today.aside") != nullptr);
    CHECK(window.said("today.aside") == "1 file was not taken in and waits for a decision.");
}
