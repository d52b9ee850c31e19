// The working week of the design (admin.md), done in the window alone: publish, enrol, collect,
// look, decide, report, tell. What the command line says afterwards is what was pressed.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "admin/gui/window_town.h"
#include "sync/fingerprint.h"

using namespace harmony;
using namespace harmony::admin::gui;
using harmony::tests::FactsTown;
using harmony::tests::FakeKiosk;
using harmony::tests::WindowTown;
using nlohmann::json;

namespace {

/// An officer's hands: what cannot be pressed ends the test with its name.
struct Hands {
    explicit Hands(WindowDriver& the_window) : window(the_window) {}

    void tap(std::string_view id) const { must(window.tap(id), id); }
    void type(std::string_view id, std::string_view text) const { must(window.type(id, text), id); }
    void choose(std::string_view id, std::string_view option) const {
        must(window.choose(id, option), id);
    }

    static void must(const base::Result<void>& done, std::string_view id) {
        INFO(id << ": " << (done ? std::string() : done.error().message));
        REQUIRE(done.ok());
    }

    WindowDriver& window;
};

struct WorkingTown : WindowTown {
    WorkingTown() {
        WindowSettings settings;
        settings.surveys = {text_path("shops")};
        settings.content = text_path("content.json");
        settings.phrases = text_path("phrases");
        settings.store = store();
        base::promise(write_window_settings(files, path("office"), settings).ok(), "no settings");
    }

    [[nodiscard]] std::string store() const { return "folder:" + text_path("stick"); }

    /// A new machine whose request lies on the stick.
    FakeKiosk machine() {
        FakeKiosk made(random);
        const base::Bytes request = made.request();
        const auto name = sync::ObjectName::enrolment_request(
            made.id(), sync::read_enrolment_request(request)->digest);
        base::promise(stick.deliver(name, request).ok(), "no request");
        return made;
    }
};

}  // namespace

TEST_CASE("an officer's working week through the window is the command line's",
          "[admin][gui][week]") {
    WorkingTown town;
    town.new_version("2");
    const Hands officer(town.open());
    WindowDriver& window = officer.window;

    // Monday: the survey was changed; nothing is wrong with it, and it is published.
    officer.tap("view.surveys");
    officer.tap("surveys.part.checks");
    CHECK(window.said("surveys.summary").find("0 errors") != std::string::npos);
    officer.tap("surveys.publish");
    officer.tap("form.submit");
    CHECK(window.said("window.notice").starts_with("Published version 2"));

    // Tuesday: a second kiosk asks to be enrolled. Its digits are compared.
    FakeKiosk second = town.machine();
    officer.tap("view.kiosks");
    officer.tap("kiosks.enrol");
    officer.type("kiosks.enrol.to", town.store());
    officer.tap("kiosks.enrol.look");
    const std::string asking = "kiosks.enrol." + second.id().hex().substr(0, 8);
    CHECK(window.said(asking + ".digits") ==
          *sync::fingerprint(sync::read_enrolment_request(second.request())->digest));
    officer.tap(asking + ".same");
    officer.type("form.label", "Library 1");
    officer.type("form.site", "Central Library");
    officer.tap("form.submit");
    const json kiosks = town.json_of({"kiosk", "list", "--json"}).at("kiosks");
    REQUIRE(kiosks.size() == 2);
    CHECK(std::any_of(kiosks.begin(), kiosks.end(), [](const json& kiosk) {
        return kiosk.at("label") == "Library 1";
    }));
    second.take_welcome(town.stick);

    // Wednesday: both kiosks were out; what they hold is collected.
    town.kiosk.send(town.stick, town.answers(60, 0), town.clock.today());
    second.send(town.stick, town.answers(40, 2), town.clock.today());
    events::CaseOpened lamp;
    lamp.kind = events::CaseKind::street_light;
    lamp.place = "northgate";
    lamp.text.assign("dark corner");
    lamp.language = "en";
    town.say(FactsTown::subject(1), lamp);
    town.send();
    officer.tap("view.today");
    officer.tap("today.collect");
    CHECK(window.said("window.notice") == "Collected.");
    CHECK(window.get("today.figure.results")->value.view() == "100");
    CHECK(window.get("today.figure.cases")->value.view() == "1");
    CHECK(town.stored() == 100);

    // Thursday: the case is given to a team, mended, and its end is told.
    const std::string case_id = FactsTown::subject(1).hex();
    officer.tap("view.cases");
    officer.tap("cases.row." + case_id);
    officer.tap("cases.assign");
    officer.type("form.to", "Street lighting");
    officer.type("form.by", "R. Patel");
    officer.tap("form.submit");
    officer.tap("cases.done");
    officer.type("form.text", "Lamp 14 is new.");
    officer.choose("form.checked", "Yes, I checked");
    officer.tap("form.submit");
    const json record = town.json_of({"case", "show", case_id.substr(0, 8), "--json"});
    CHECK(record.at("state") == "done");
    CHECK(record.at("owner") == "Street lighting");
    officer.tap("view.you_said");
    officer.tap("you_said.list.untold");
    officer.tap("you_said.untold." + case_id);
    officer.tap("you_said.tell");
    officer.type("form.said", "The corner by the shops is dark.");
    officer.type("form.by", "R. Patel");
    officer.tap("form.submit");
    officer.tap("you_said.check");
    officer.tap("form.submit");
    officer.tap("you_said.publish");
    officer.tap("form.submit");
    const json items = town.json_of({"you-said", "list", "--json"}).at("items");
    REQUIRE(items.size() == 1);
    CHECK(items[0].at("state") == "published");

    // Friday: what residents said, as the command line says it, and a report for the public.
    officer.tap("view.results");
    officer.tap("results.questions.safe");
    officer.tap("results.shape.table");
    const json choices =
        town.json_of({"summarise", "--survey", "shops", "--question", "safe", "--json"})
            .at("surveys")
            .at(0)
            .at("tables")
            .at(0)
            .at("rows")
            .at(0)
            .at("choices");
    const std::string very = window.said("results.numbers.0");
    CHECK(very.find(", " + std::to_string(choices.at("very").at("shown").get<int>()) + ",") !=
          std::string::npos);
    officer.tap("view.reports");
    officer.tap("reports.row.survey:shops");
    officer.tap("reports.make");
    officer.choose("form.formats", "Numbers: CSV and codebook");
    officer.tap("form.submit");
    const auto made = town.path("office/exports/survey-shops-2026-03-30/report.csv");
    REQUIRE(std::filesystem::exists(made));
    REQUIRE(town.run(
                {"report", "--survey", "shops", "--csv", "--out", town.text_path("by-hand")}) == 0);
    const auto by_window = town.files.read(made, 1'000'000);
    const auto by_hand = town.files.read(town.path("by-hand/report.csv"), 1'000'000);
    REQUIRE(by_window.ok());
    REQUIRE(by_hand.ok());
    CHECK(*by_window == *by_hand);

    // The week's work reaches the kiosks with the next publishing.
    officer.tap("view.surveys");
    officer.tap("surveys.publish");
    officer.tap("form.submit");
    CHECK(window.said("window.notice").starts_with("Published version 3"));
}
