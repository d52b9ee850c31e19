#include <catch2/catch.hpp>
#include <map>

#include "survey/compiled.h"
#include "survey/import.h"
#include "survey/shipped.h"

// The questions about oneself in the shipped surveys, id by id and word by word against the table
// of kiosk.md 5.7, which is copied here.
using namespace harmony;

namespace {

struct Asked {
    std::string question;
    std::vector<std::string> choices;  ///< without "Prefer not to say", which ends them all
};

const std::map<std::string, Asked>& table() {
    static const std::map<std::string, Asked> rows = {
        {"age",
         {"How old are you?",
          {"16 to 24", "25 to 34", "35 to 44", "45 to 54", "55 to 64", "65 to 74", "75 or over"}}},
        {"sex", {"What is your sex?", {"Female", "Male"}}},
        {"gender_same",
         {"Is the gender you identify with the same as your sex registered at birth?",
          {"Yes", "No"}}},
        {"eth",
         {"What is your ethnic group?",
          {"White",
           "Mixed or multiple ethnic groups",
           "Asian or Asian British",
           "Black, African, Caribbean or Black British",
           "Other ethnic group"}}},
        {"dis",
         {"Do you have any physical or mental health conditions or illness lasting or expected to "
          "last 12 months or more?",
          {"Yes", "No"}}},
        {"dis_imp",
         {"Do any of your conditions or illnesses reduce your ability to carry out day to day "
          "activities?",
          {"Yes, a lot", "Yes, a little", "Not at all"}}},
    };
    return rows;
}

void check_question(const survey::Form& form, const survey::Node& node) {
    INFO(form.id() << " " << node.name);
    REQUIRE(table().contains(node.name));
    const Asked& expected = table().at(node.name);
    CHECK(form.text(node.label, "en") == expected.question);
    CHECK(node.required.empty());
    CHECK(node.type == survey::NodeType::select_one);
    const auto& choices = form.list_of(node.index).choices;
    REQUIRE(choices.size() == expected.choices.size() + 1);
    for (std::size_t i = 0; i < expected.choices.size(); ++i) {
        CHECK(form.text(choices[i].label, "en") == expected.choices[i]);
        CHECK(choices[i].role == survey::ChoiceRole::none);
    }
    CHECK(choices.back().name == "pns");
    CHECK(form.text(choices.back().label, "en") == "Prefer not to say");
    CHECK(choices.back().role == survey::ChoiceRole::prefer_not);
}

}  // namespace

TEST_CASE("the questions about oneself are those of the table, id by id", "[kiosk][equality][K5]") {
    int blocks = 0;
    int questions = 0;
    for (const survey::FolderSource& source : survey::test::surveys_under("assets/surveys")) {
        const survey::Form form = survey::test::form_of(source);
        bool has_block = false;
        for (const survey::Node& node : form.nodes()) {
            if (node.kiosk.block == survey::Block::equality && node.is_visible()) {
                has_block = true;
                ++questions;
                check_question(form, node);
                CHECK((node.name == "dis_imp") == !node.relevant.empty());
                // off by default: no survey of ours asks for these
                CHECK(node.name != "religion");
                CHECK(node.name != "orientation");
                CHECK(node.name != "gender_same");
            }
        }
        blocks += has_block ? 1 : 0;
    }
    CHECK(blocks == 3);      // event, neighbourhood, town_centre_pspo
    CHECK(questions == 13);  // 3, 5 and 5
}
