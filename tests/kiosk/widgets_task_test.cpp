#include <catch2/catch.hpp>

#include "kiosk/answer_kind.h"
#include "kiosk/sample_pages.h"
#include "kiosk/task.h"
#include "survey/survey_support.h"

// Faces, grids and long lists, as a task hands them to the page.
using namespace harmony;
using namespace harmony::kiosk;
namespace survey_test = harmony::survey::test;

namespace {

constexpr std::string_view choices_sheet = R"(list_name,name,label,kiosk_role
mood,dk,Not sure,dont_know
mood,great,Great,
mood,ok,OK,
mood,poor,Poor,
size,big,Big,
size,small,Small,
size,dk,Not sure,dont_know
)";
constexpr std::string_view settings_sheet = R"(form_title,form_id,version,namespaces
Sample,sample,1,"kiosk=""urn:harmony:kiosk:1"""
)";

struct Sitting {
    explicit Sitting(const std::string& survey, std::string_view choices = choices_sheet)
        : form(survey_test::form_of(survey_test::sheets(survey, choices, settings_sheet))),
          phrases(tests::shipped_phrases()) {
        survey::Start start = survey_test::start_for(form);
        start.now = now;
        task = std::make_unique<Task>(form, Task::Begin{start, {}, {}}, random);
    }

    [[nodiscard]] Words words() const { return {phrases, "en"}; }
    [[nodiscard]] QuestionView view() const { return task->question(words(), now); }

    [[nodiscard]] std::string checked(std::string_view name) const {
        for (const CheckLine& line : task->check(words()).lines) {
            if (line.name == name) {
                return std::string(line.value.view());
            }
        }
        return "no such line";
    }

    base::Moment now = base::moment_from_iso("2026-03-30T10:00:00+01:00")->moment;
    base::SeededRandom random{1};
    survey::Form form;
    Phrases phrases;
    std::unique_ptr<Task> task;
};

const std::string smileys =
    "type,name,label,body::kiosk:widget,body::kiosk:faces\n"
    "select_one mood,day,How was it?,smileys,";

const std::string grid =
    "type,name,label,appearance,body::kiosk:widget,required\n"
    "begin_group,things,How big are these?,table-list,grid,\n"
    "select_one size,litter,Litter,,,\n"
    "select_one size,noise,Noise,,,yes\n"
    "end_group,,,,,\n"
    "select_one mood,after,How was it?,,,\n";

std::string moods(const QuestionView& view) {
    std::string text;
    for (const ChoiceView& choice : view.choices) {
        text += choice.name + " " + std::to_string(static_cast<int>(choice.mood)) + " ";
    }
    return text;
}

}  // namespace

TEST_CASE("faces go from the best to the worst, and what says nothing has no place among them",
          "[kiosk][task][faces][K5]") {
    const Sitting sitting(smileys + "\n");
    CHECK(sitting.view().kind == AnswerKind::faces);
    // 3 good, 2 even, 1 bad; an aside is even and last
    CHECK(moods(sitting.view()) == "great 3 ok 2 poor 1 dk 2 ");
    CHECK(sitting.view().choices.back().aside);
}

TEST_CASE("a survey may have its worst answer first", "[kiosk][task][faces][K5]") {
    const Sitting sitting(smileys + "worst-first\n");
    CHECK(moods(sitting.view()) == "great 1 ok 2 poor 3 dk 2 ");
}

TEST_CASE("faces of 2 to 5 points all differ, and turn round with their order",
          "[kiosk][faces][K5]") {
    for (std::size_t points = 2; points <= 5; ++points) {
        for (std::size_t i = 0; i < points; ++i) {
            const auto mood = mood_of(survey::Faces::best_first, i, points);
            CHECK(mood == mood_of(survey::Faces::worst_first, points - 1 - i, points));
            if (i > 0) {
                CHECK(mood < mood_of(survey::Faces::best_first, i - 1, points));
            }
        }
    }
}

TEST_CASE("six points are no faces", "[kiosk][task][faces][K5]") {
    std::string many = "list_name,name,label\n";
    for (int i = 0; i < 6; ++i) {
        many += "mood,m" + std::to_string(i) + ",Mood\n";
    }
    const Sitting sitting(smileys + "\n", many);
    CHECK(sitting.view().kind == AnswerKind::one);
}

TEST_CASE("a grid is answered row by row on one page", "[kiosk][task][grid][K5]") {
    Sitting sitting(grid);
    const QuestionView view = sitting.view();
    REQUIRE(view.grid.rows.size() == 2);
    CHECK(view.grid.names == std::vector<std::string>{"big", "small", "dk"});
    CHECK(view.grid.title.view() == "How big are these?");
    CHECK(view.grid.rows[0].chosen == -1);  // nothing is chosen beforehand
    sitting.task->choose_in_row(1, "small", sitting.words());
    sitting.task->choose_in_row(0, "dk", sitting.words());
    CHECK(sitting.view().name == "litter");  // the page stays what it is
    CHECK(sitting.view().grid.rows[0].chosen == 2);
    CHECK(sitting.view().grid.rows[1].chosen == 1);
    CHECK(sitting.task->go_on_page(sitting.words(), sitting.now) == TaskStep::question);
    CHECK(sitting.view().name == "after");
    CHECK(sitting.checked("noise") == "Small");
    CHECK(sitting.checked("litter") == "Not sure");
    sitting.task->go_back();
    CHECK(sitting.task->go_back_page() == TaskStep::first);
}

TEST_CASE("a row of a grid that must be answered says so", "[kiosk][task][grid][K5]") {
    Sitting sitting(grid);
    CHECK(sitting.task->go_on_page(sitting.words(), sitting.now) == TaskStep::stays);
    CHECK(sitting.view().trouble.view() == "Choose an answer, or choose Not sure.");
    CHECK(sitting.view().name == "noise");
    sitting.task->choose_in_row(1, "big", sitting.words());
    CHECK(sitting.view().trouble.empty());
    CHECK(sitting.task->go_on_page(sitting.words(), sitting.now) == TaskStep::question);
}

TEST_CASE("the statements of a grid can be gone through one by one too",
          "[kiosk][task][grid][K5]") {
    Sitting sitting(grid);
    CHECK(sitting.view().position.ends_with("Statement 1 of 2"));
    CHECK_FALSE(sitting.view().grid.position.ends_with("Statement 1 of 2"));
    sitting.task->choose("big", sitting.words());
    sitting.task->go_on(sitting.words(), sitting.now);
    CHECK(sitting.view().name == "noise");
    CHECK(sitting.view().grid.rows[0].chosen == 0);
}

TEST_CASE("statements whose answers differ are no grid", "[kiosk][task][grid][K5]") {
    const Sitting sitting(
        "type,name,label,appearance,body::kiosk:widget\n"
        "begin_group,things,How big?,field-list,grid\n"
        "select_one size,litter,Litter,,\n"
        "select_one mood,noise,Noise,,\n"
        "end_group,,,,\n");
    CHECK(sitting.view().grid.rows.empty());
}

TEST_CASE("a list of more than twelve is searched by its letters, and twelve are not",
          "[kiosk][task][list][K5]") {
    std::string thirteen = "list_name,name,label,kiosk_role\nlong,pns,Rather not,prefer_not\n";
    for (int i = 0; i < 12; ++i) {
        thirteen += "long,c" + std::to_string(i) + (i == 4 ? ",Oak,\n" : ",Elm,\n");
    }
    Sitting sitting("type,name,label\nselect_one long,tree,Which?\n", thirteen);
    CHECK(sitting.view().kind == AnswerKind::listed);
    CHECK(sitting.view().list.offers_find);
    sitting.task->open_keyboard();
    sitting.task->type(ui::KeyPress::typed("o"));
    CHECK(sitting.view().choices.size() == 13);  // one letter leaves all
    sitting.task->type(ui::KeyPress::typed("a"));
    sitting.task->close_keyboard();
    CHECK(sitting.view().list.found == 1);
    REQUIRE(sitting.view().choices.size() == 2);
    CHECK(sitting.view().choices[0].name == "c4");
    CHECK(sitting.view().choices[1].name == "pns");
    CHECK_FALSE(sitting.task->has_answers());  // letters are no answer
    sitting.task->choose("c4", sitting.words());
    sitting.task->show_all();
    CHECK(sitting.view().choices.size() == 13);
    CHECK(sitting.checked("tree") == "Oak");
    thirteen.erase(thirteen.rfind("long,"));
    CHECK(Sitting("type,name,label\nselect_one long,tree,Which?\n", thirteen).view().kind ==
          AnswerKind::one);
}

TEST_CASE("choices and texts have the pictures that the survey names", "[kiosk][task][K5]") {
    const auto folder = survey_test::sheets(
        "type,name,label,image\nnote,read,Look,lamp.png\nselect_one size,litter,Litter,\n",
        "list_name,name,label,image\nsize,big,Big,big.jpg\nsize,small,Small,\n",
        settings_sheet);
    const survey::Form form = survey_test::form_of(folder);
    const Phrases phrases = tests::shipped_phrases();
    const auto lamp = std::make_shared<const ui::Picture>(1, 1, std::vector<std::uint32_t>{0});
    base::SeededRandom random{1};
    std::string asked;
    Task task(form,
              Task::Begin{survey_test::start_for(form),
                          {},
                          {},
                          nullptr,
                          [&](std::string_view file) {
                              asked += std::string(file) + " ";
                              return file == "lamp.png" ? lamp : nullptr;
                          }},
              random);
    CHECK(task.question({phrases, "en"}, {}).picture == lamp);
    task.go_on({phrases, "en"}, {});
    CHECK(task.question({phrases, "en"}, {}).choices[0].picture == nullptr);  // no such file
    CHECK(asked == "lamp.png big.jpg ");
}
