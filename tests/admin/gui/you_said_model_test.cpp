// What the view "You said, we did" shows and does is what the verbs say and do.
#include <catch2/catch.hpp>

#include "admin/casework_town.h"
#include "admin/gui/models/you_said.h"
#include "office_window.h"

using namespace harmony;
using namespace harmony::tests;
using namespace harmony::admin::gui;
using nlohmann::json;

namespace {

/// A case that was done and one that cannot be.
struct DoneTown : CaseTown {
    DoneTown() {
        reports(1, "canal_path");
        reports(2, "station");
        bring();
        for (const auto& words : std::vector<std::vector<std::string>>{
                 {"case", "assign", id(1), "--to", "Street lighting", "--by", "x"},
                 {"case", "done", id(1), "--text", "Lamp 14 is new.", "--checked", "--by", "x"},
                 {"case", "refuse", id(2), "--text", "it is private", "--checked", "--by", "x"}}) {
            base::promise(run(words) == 0, terminal.complaints.c_str());
        }
    }

    [[nodiscard]] YouSaidModel model() {
        TownReader reader(*this);
        auto read = read_you_said(*reader);
        base::promise(read.ok(), read.ok() ? "" : read.error().message.c_str());
        return std::move(*read);
    }

    /// Fills in a form and keeps the item.
    int keep(const Form& form,
             const ItemOf& item,
             const std::map<std::string, std::string>& typed) {
        std::vector<std::string> answers;
        for (const Entry& entry : form.entries) {
            const auto at = typed.find(entry.id);
            answers.push_back(at == typed.end() ? entry.value : at->second);
        }
        return run(item_order(model(), item, form, answers).words);
    }
};

const UntoldCase& untold(const YouSaidModel& model, const std::string& where) {
    for (const UntoldCase& one : model.untold) {
        if (one.where == where) {
            return one;
        }
    }
    throw std::runtime_error("nothing is untold at " + where);
}

}  // namespace

TEST_CASE("what was done stands there until residents are told of it", "[admin][gui][you_said]") {
    DoneTown town;
    const YouSaidModel model = town.model();
    REQUIRE(model.untold.size() == 2);
    const UntoldCase& lamp = untold(model, "canal_path");
    CHECK(lamp.text == "Lamp 14 is new.");
    CHECK(untold(model, "station").could_not);
    const Form form = item_form(model, &lamp, "R. Patel");
    REQUIRE(town.keep(form, {"lamp", lamp.id}, {{"said", "The path is dark."}}) == 0);
    const YouSaidModel after = town.model();
    CHECK(after.untold.size() == 1);
    const YouSaidRow* row = after.find("lamp");
    REQUIRE(row != nullptr);
    CHECK(row->theme == "Street light out");
    CHECK(row->did == "Lamp 14 is new.");
    CHECK(row->organisation == "Street lighting");
    CHECK(row->behind == std::vector<std::string>{"Street light out, canal_path"});
    CHECK(row->shown_where == "Nowhere yet.");
    CHECK(waiting_in(after) == 1);
}

TEST_CASE("an item is checked, published and taken off from the window",
          "[admin][gui][you_said][E11]") {
    DoneTown town;
    const YouSaidModel model = town.model();
    const UntoldCase& lamp = untold(model, "canal_path");
    REQUIRE(town.keep(item_form(model, &lamp, "R. Patel"),
                      {"lamp", lamp.id},
                      {{"said", "The path is dark."}}) == 0);
    const auto state = [&] {
        return town.read_json({"you-said", "list", "--json"})["items"][0]["state"]
            .get<std::string>();
    };
    for (const char* const step : {"check", "publish"}) {
        const YouSaidRow row = *town.model().find("lamp");
        REQUIRE(steps_of(row).front() == step);
        REQUIRE(town.run(step_order(row, step, "S. Khan").words) == 0);
    }
    CHECK(state() == "published");
    const YouSaidRow shown = *town.model().find("lamp");
    CHECK(shown.shown_where == "On every kiosk and on the public page.");
    CHECK(base::to_iso(*shown.shown_until) == "2026-09-26");  // 30 March and 180 days
    CHECK(steps_of(shown) == std::vector<std::string>{"retire"});
    REQUIRE(town.run(step_order(shown, "retire", "S. Khan").words) == 0);
    CHECK(state() == "retired");
}

TEST_CASE("another text of an item keeps what stands behind it, and drops its translation",
          "[admin][gui][you_said]") {
    DoneTown town;
    town.write("texts.json", R"({"said": {"en": "The path is dark.", "pl": "Jest ciemno."},
                                 "did": {"en": "Lamp 14 is new.", "pl": "Nowa lampa."},
                                 "theme": {"en": "Lamps", "pl": "Lampy"}})");
    REQUIRE(town.run({"you-said",
                      "add",
                      "lamp",
                      "--case",
                      CaseTown::id(1),
                      "--texts",
                      town.text_path("texts.json"),
                      "--by",
                      "x"}) == 0);
    REQUIRE(town.run({"you-said", "check", "lamp", "--by", "y"}) == 0);
    const YouSaidRow row = *town.model().find("lamp");
    CHECK_FALSE(row.english_alone);
    REQUIRE(town.keep(change_form(row, "R. Patel"), {"lamp", ""}, {{"did", "It is lit."}}) == 0);
    const YouSaidRow changed = *town.model().find("lamp");
    CHECK(changed.state == "draft");
    CHECK(changed.said == "The path is dark.");
    CHECK(changed.did == "It is lit.");
    CHECK(changed.behind.size() == 1);
    CHECK(changed.english_alone);  // the Polish words told of lamp 14
    CHECK(changed.checker.empty());
}

TEST_CASE("an item may stand on a question of a survey", "[admin][gui][you_said]") {
    DoneTown town;
    const YouSaidModel model = town.model();
    REQUIRE_FALSE(model.questions.empty());
    CHECK(model.questions[0].name == "shops:safe");
    const Form form = item_form(model, nullptr, "R. Patel");
    REQUIRE(town.keep(form,
                      {"safe", ""},
                      {{"theme", "Safety"}, {"said", "It is dark."}, {"did", "It is lit."}}) == 0);
    CHECK(town.model().find("safe")->behind == std::vector<std::string>{model.questions[0].label});
}

TEST_CASE("the short name of an item comes from its theme and is its own",
          "[admin][gui][you_said]") {
    YouSaidModel model;
    CHECK(new_id(model, "Street lights, canal") == "street_lights_canal");
    CHECK(new_id(model, "???") == "item");
    YouSaidRow there;
    there.id = "street_lights";
    model.items.push_back(there);
    CHECK(new_id(model, "Street lights") == "street_lights_2");
}
