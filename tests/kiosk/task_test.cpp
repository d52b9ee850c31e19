#include "kiosk/task.h"

#include <catch2/catch.hpp>

#include "kiosk/sample_pages.h"
#include "survey/survey_support.h"

using namespace harmony;
using namespace harmony::kiosk;
namespace survey_test = harmony::survey::test;

namespace {

/// Every answer that takes several touches, and what follows them.
constexpr std::string_view survey_sheet =
    R"(type,name,label,parameters,constraint,required,bind::kiosk:time,appearance
rank things,order,What first?,,,,,
range,trust,How much?,start=0 end=10 tick_labelset=ends,,,,
range,money,How many?,start=0 end=100 step=5,,,,
date,day,Which day?,,. <= today(),,,
date,month,Which month?,,,,,month-year
time,part,When?,,,,part,
time,clock,What time?,,,,,
dateTime,moment,When was it?,,,,,
select_one sure,certain,Are you sure?,,,,,
text,words,Anything else?,,,,,
)";
constexpr std::string_view choices_sheet = R"(list_name,name,label,kiosk_role
things,lights,Lights,
things,police,Police,
things,parks,Parks,
ends,0,Not at all,
ends,10,Completely,
sure,dk,Not sure,dont_know
sure,pns,Rather not say,prefer_not
sure,yes,Yes,
sure,other,Other,other
sure,no,No,
)";
constexpr std::string_view settings_sheet = R"(form_title,form_id,version,namespaces
Sample,sample,1,"kiosk=""urn:harmony:kiosk:1"""
)";

/// As the check page writes a rank: a number does not part from its line.
std::string ranked(const std::vector<std::string>& labels) {
    std::string text;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        text += (i > 0 ? "\n" : "") + std::to_string(i + 1) + ".\u00A0" + labels[i];
    }
    return text;
}

/// A resident at the first question; the day is 30 March 2026.
struct Sitting {
    Sitting() : Sitting(survey_test::sheets(survey_sheet, choices_sheet, settings_sheet)) {}

    explicit Sitting(const survey::FolderSource& source)
        : form(survey_test::form_of(source)), phrases(tests::shipped_phrases()) {
        survey::Start start = survey_test::start_for(form);
        start.now = now;
        start.offset = std::chrono::minutes(60);
        task = std::make_unique<Task>(form, Task::Begin{start, {}, {}}, random);
    }

    [[nodiscard]] QuestionView view() const { return task->question(words(), now); }
    [[nodiscard]] Words words() const { return {phrases, "en"}; }
    TaskStep go_on() { return task->go_on(words(), now); }
    void choose(const std::string& name) { task->choose(name, words()); }

    /// Continue until this question is shown.
    void go_to(std::string_view name) {
        for (int i = 0; i < 30 && view().name != name; ++i) {
            go_on();
        }
        REQUIRE(view().name == name);
    }

    void type(std::string_view digits) {
        for (const char digit : digits) {
            task->type(ui::KeyPress::typed(std::string_view(&digit, 1)));
        }
    }

    /// "lights 2, police 1, parks -"
    [[nodiscard]] std::string places() const {
        std::string text;
        for (const ChoiceView& choice : view().choices) {
            text += text.empty() ? "" : ", ";
            text += choice.name + " " + (choice.place > 0 ? std::to_string(choice.place) : "-");
        }
        return text;
    }

    [[nodiscard]] std::string trouble() const { return std::string(view().trouble.view()); }

    /// The line of the check page.
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

}  // namespace

TEST_CASE("a rank that is not whole is not left with Continue", "[kiosk][task][rank]") {
    Sitting sitting;
    REQUIRE(sitting.view().kind == AnswerKind::rank);
    sitting.choose("police");
    sitting.choose("lights");
    CHECK(sitting.go_on() == TaskStep::stays);
    CHECK(sitting.trouble() == "Put 3 things in order.");
    CHECK(sitting.places() == "lights 2, police 1, parks -");
    sitting.choose("parks");
    CHECK(sitting.trouble().empty());
    CHECK(sitting.go_on() == TaskStep::question);
    CHECK(sitting.checked("order") == ranked({"Police", "Lights", "Parks"}));
}

TEST_CASE("a rank that nobody touched may be left", "[kiosk][task][rank]") {
    Sitting sitting;
    sitting.choose("police");
    sitting.task->start_rank_again();
    CHECK(sitting.go_on() == TaskStep::question);
    CHECK(sitting.checked("order").empty());
}

TEST_CASE("half a rank is still there after Back, and after another language",
          "[kiosk][task][rank]") {
    Sitting sitting;
    sitting.go_on();
    sitting.task->go_back();
    sitting.choose("parks");
    sitting.choose("police");
    sitting.go_on();  // stays
    CHECK(sitting.task->go_back() == TaskStep::first);
    CHECK(sitting.task->has_answers());
    sitting.task->speak("en");
    CHECK(sitting.places() == "lights -, police 2, parks 1");
    sitting.choose("lights");
    sitting.go_on();
    sitting.task->go_back();
    CHECK(sitting.places() == "lights 3, police 2, parks 1");
}

TEST_CASE("moves, undo and a fresh start change what Continue keeps", "[kiosk][task][rank]") {
    Sitting sitting;
    sitting.choose("lights");
    sitting.choose("police");
    sitting.choose("parks");
    sitting.task->move_up("parks");
    sitting.task->move_down("lights");
    CHECK(sitting.places() == "lights 2, police 3, parks 1");
    sitting.task->start_rank_again();
    CHECK_FALSE(sitting.task->has_answers());
    sitting.task->undo_rank();
    sitting.task->undo_rank();
    CHECK(sitting.places() == "lights 1, police 3, parks 2");
    sitting.go_on();
    CHECK(sitting.checked("order") == ranked({"Lights", "Parks", "Police"}));
}

TEST_CASE("a required rank says how many things it wants", "[kiosk][task][rank]") {
    Sitting sitting(survey_test::sheets(
        "type,name,label,required\nrank things,order,What?,yes\n", choices_sheet, settings_sheet));
    CHECK(sitting.go_on() == TaskStep::stays);
    CHECK(sitting.trouble() == "Put 3 things in order.");
}

TEST_CASE("a short range is a scale with its labels, and a second touch takes the answer back",
          "[kiosk][task][range]") {
    Sitting sitting;
    sitting.go_to("trust");
    QuestionView view = sitting.view();
    REQUIRE(view.kind == AnswerKind::scale);
    REQUIRE(view.choices.size() == 11);
    CHECK(view.choices.front().label.view() == "Not at all");
    CHECK(view.choices[5].label.empty());
    sitting.choose("10");
    CHECK(sitting.view().choices[10].chosen);
    sitting.choose("10");
    CHECK_FALSE(sitting.view().choices[10].chosen);
    sitting.choose("10");
    sitting.go_on();
    CHECK(sitting.checked("trust") == "10: Completely");
}

TEST_CASE("a long range is typed, and says what it may be", "[kiosk][task][range]") {
    Sitting sitting;
    sitting.go_to("money");
    REQUIRE(sitting.view().kind == AnswerKind::number);
    CHECK(sitting.view().number.between == "A number from 0 to 100");
    CHECK_FALSE(sitting.view().number.decimal);
    sitting.type("120");
    CHECK(sitting.go_on() == TaskStep::stays);
    CHECK(sitting.trouble() == "The number must be from 0 to 100.");
    sitting.task->type(ui::KeyPress{ui::KeyPress::Kind::back});
    CHECK(sitting.go_on() == TaskStep::stays);
    CHECK(sitting.trouble() == "The number goes up in steps of 5 from 0.");
    sitting.task->type(ui::KeyPress{ui::KeyPress::Kind::back});
    sitting.type("5");
    CHECK(sitting.go_on() == TaskStep::question);
    CHECK(sitting.checked("money") == "15");
}

TEST_CASE("a date says which part is missing, and what no calendar has", "[kiosk][task][date]") {
    Sitting sitting;
    sitting.go_to("day");
    sitting.type("31");
    CHECK(sitting.go_on() == TaskStep::stays);
    CHECK(sitting.trouble() == "Date must include a month.");
    sitting.type("06");
    sitting.go_on();
    CHECK(sitting.trouble() == "Date must include a year.");
    sitting.type("26");
    sitting.go_on();
    CHECK(sitting.trouble() == "Year must have 4 numbers, like 2026.");
    sitting.task->to_field(DayEntry::Field::year);
    sitting.type("2025");
    sitting.go_on();
    CHECK(sitting.trouble() == "Date must be a real date.");
    sitting.task->take_month(7);
    CHECK(sitting.go_on() == TaskStep::question);
    CHECK(sitting.checked("day") == "31 July 2025");
}

TEST_CASE("a date after today is told so when the survey keeps the future out",
          "[kiosk][task][date]") {
    Sitting sitting;
    sitting.go_to("day");
    sitting.type("31032026");
    CHECK(sitting.go_on() == TaskStep::stays);
    CHECK(sitting.trouble() == "Date must be today or in the past.");
    sitting.task->take_day(sitting.now, 0);
    CHECK(sitting.go_on() == TaskStep::question);
    CHECK(sitting.checked("day") == "30 March 2026");
}

TEST_CASE("yesterday is a touch, and a second touch takes it back", "[kiosk][task][date]") {
    Sitting sitting;
    sitting.go_to("day");
    sitting.task->take_day(sitting.now, 1);
    CHECK(sitting.view().day.entry->iso().view() == "2026-03-29");
    sitting.task->take_day(sitting.now, 1);
    CHECK(sitting.view().day.entry->empty());
}

TEST_CASE("half a date comes back with Back", "[kiosk][task][date]") {
    Sitting sitting;
    sitting.go_to("day");
    sitting.type("12");
    sitting.task->go_back();
    CHECK(sitting.view().name == "money");
    sitting.go_on();
    CHECK(sitting.view().day.entry->digits(DayEntry::Field::day).text() == "12");
}

TEST_CASE("a month and a year are written without a day", "[kiosk][task][date]") {
    Sitting sitting;
    sitting.go_to("month");
    CHECK_FALSE(sitting.view().day.offers_today);
    sitting.type("112024");
    CHECK(sitting.go_on() == TaskStep::question);
    CHECK(sitting.checked("month") == "November 2024");
}

TEST_CASE("the page of months lies over the page it was opened from", "[kiosk][task][date]") {
    Sitting sitting;
    sitting.go_to("day");
    sitting.task->show_page(2);
    sitting.task->show_months(true);
    CHECK(sitting.view().day.months_open);
    CHECK(sitting.view().page == 0);
    sitting.task->take_month(3);
    CHECK_FALSE(sitting.view().day.months_open);
    CHECK(sitting.view().page == 2);
}

TEST_CASE("a part of the day is one of four tiles", "[kiosk][task][time]") {
    Sitting sitting;
    sitting.go_to("part");
    REQUIRE(sitting.view().kind == AnswerKind::one);
    REQUIRE(sitting.view().choices.size() == 4);
    CHECK(sitting.view().choices[2].label.view() == "Evening");
    sitting.choose("evening");
    CHECK(sitting.view().choices[2].chosen);
    sitting.go_on();
    CHECK(sitting.checked("part") == "Evening");
}

TEST_CASE("a time wants both its hour and its minutes", "[kiosk][task][time]") {
    Sitting sitting;
    sitting.go_to("clock");
    sitting.task->touch_hour(18);
    CHECK(sitting.go_on() == TaskStep::stays);
    CHECK(sitting.trouble() == "Choose the hour and the minutes.");
    sitting.task->touch_minutes(15);
    CHECK(sitting.go_on() == TaskStep::question);
    CHECK(sitting.checked("clock") == "18:15");
}

TEST_CASE("a day with a time is asked in two steps, and Back goes between them",
          "[kiosk][task][time]") {
    Sitting sitting;
    sitting.go_to("moment");
    CHECK(sitting.view().kind == AnswerKind::day);
    CHECK(sitting.view().part == "First, the day");
    sitting.type("14032026");
    CHECK(sitting.go_on() == TaskStep::question);
    CHECK(sitting.view().name == "moment");
    CHECK(sitting.view().kind == AnswerKind::time);
    CHECK(sitting.go_on() == TaskStep::stays);  // a day without its time
    CHECK(sitting.task->go_back() == TaskStep::question);
    CHECK(sitting.view().kind == AnswerKind::day);
    sitting.go_on();
    sitting.task->touch_hour(9);
    sitting.task->touch_minutes(0);
    CHECK(sitting.go_on() == TaskStep::question);
    CHECK(sitting.view().name == "certain");
    CHECK(sitting.checked("moment") == "14 March 2026, 09:00");
    sitting.task->go_back();
    CHECK(sitting.view().kind == AnswerKind::time);  // where the resident came from
}

TEST_CASE("a day with a time that nobody touched may be left", "[kiosk][task][time]") {
    Sitting sitting;
    sitting.go_to("moment");
    CHECK(sitting.go_on() == TaskStep::question);
    CHECK(sitting.view().name == "certain");
}

TEST_CASE("Other, Not sure and Rather not say stand last, whatever the sheet says",
          "[kiosk][task]") {
    Sitting sitting;
    sitting.go_to("certain");
    std::string names;
    for (const ChoiceView& choice : sitting.view().choices) {
        names += choice.name + " ";
    }
    CHECK(names == "yes no other dk pns ");
}

TEST_CASE("Change shows an answer of several touches as it was given", "[kiosk][task]") {
    Sitting sitting;
    sitting.choose("parks");
    sitting.choose("lights");
    sitting.choose("police");
    sitting.go_to("day");
    sitting.type("01022026");
    for (int i = 0; i < 20 && sitting.task->at_questions(); ++i) {
        sitting.go_on();
    }
    REQUIRE(sitting.task->change(0) == TaskStep::question);
    CHECK(sitting.places() == "lights 2, police 3, parks 1");
    sitting.task->move_up("police");
    CHECK(sitting.go_on() == TaskStep::check);
    CHECK(sitting.checked("order") == ranked({"Parks", "Police", "Lights"}));
    CHECK(sitting.checked("day") == "1 February 2026");
}
