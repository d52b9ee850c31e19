#include "kiosk/personal_data.h"

#include <catch2/catch.hpp>

#include "kiosk/answer_kind.h"
#include "kiosk/sample_pages.h"
#include "kiosk/task.h"
#include "survey/survey_support.h"

// What nobody asked for in a typed text, and what a resident does about it (kiosk.md 5.2).
using namespace harmony;
using namespace harmony::kiosk;
namespace survey_test = harmony::survey::test;

namespace {

/// "phone: 01632 960123", or "nothing".
std::string found(std::string_view text) {
    const auto there = personal_data_in(text);
    if (!there) {
        return "nothing";
    }
    const std::string_view phrase = phrase_of(there->kind);
    return std::string(phrase.substr(4)) + ": " +
           std::string(text.substr(there->from, there->to - there->from));
}

/// A resident at a question with typed words, and then one with a number.
struct Typing {
    Typing()
        : form(survey_test::form_of(survey_test::sheets(
              "type,name,label\ntext,words,What else?\ninteger,count,How many?\n",
              "list_name,name,label\n",
              "form_title,form_id,version\nSample,sample,1\n"))),
          phrases(tests::shipped_phrases()) {
        survey::Start start = survey_test::start_for(form);
        task = std::make_unique<Task>(form, Task::Begin{start, {}, {}}, random);
    }

    void type(std::string_view text) {
        for (const char letter : text) {
            task->type(ui::KeyPress::typed(std::string_view(&letter, 1)));
        }
    }

    TaskStep go_on() { return task->go_on(words(), {}); }
    [[nodiscard]] Words words() const { return {phrases, "en"}; }
    [[nodiscard]] QuestionView view() const { return task->question(words(), {}); }
    [[nodiscard]] std::string typed() const { return std::string(view().typed->text()); }

    base::SeededRandom random{1};
    survey::Form form;
    Phrases phrases;
    std::unique_ptr<Task> task;
};

}  // namespace

TEST_CASE("phone numbers are found whole, in every kind of digit", "[kiosk][personal]") {
    CHECK(found("call 01632 960123 please") == "phone: 01632 960123");
    CHECK(found("+44 1632 960 123") == "phone: +44 1632 960 123");
    CHECK(found("(01632) 960-123, now") == "phone: 01632) 960-123");
    CHECK(found("ring ۰۱۶۳۲۹۶۰۱۲۳ .") == "phone: ۰۱۶۳۲۹۶۰۱۲۳");
    CHECK(found("٠١٦٣٢٩٦٠١٢٣") == "phone: ٠١٦٣٢٩٦٠١٢٣");
    CHECK(found("੦੧੬੩੨੯੬੦੧੨੩") == "phone: ੦੧੬੩੨੯੬੦੧੨੩");
    CHECK(found("at 12 or 14, near number 101") == "nothing");
    CHECK(found("1234567890123") == "nothing");  // no British number begins so
}

TEST_CASE("email addresses are found, and a lone @ is none", "[kiosk][personal]") {
    CHECK(found("write to a.b@example.org today") == "email: a.b@example.org");
    CHECK(found("meet @ the park. soon") == "nothing");
    CHECK(found("a@b") == "nothing");
    CHECK(found("") == "nothing");
}

TEST_CASE("postcodes of every pattern are found in any case", "[kiosk][personal]") {
    // The six patterns that Royal Mail gives: A9, A99, A9A, AA9, AA99, AA9A, each with 9AA.
    for (const char* code :
         {"M1 1AE", "B33 8TH", "W1A 0AX", "CR2 6XH", "DN55 1PT", "EC1A 1BB", "ec1a1bb"}) {
        CHECK(found("near " + std::string(code) + ", I think") == "postcode: " + std::string(code));
    }
    CHECK(found("the A10 2 miles on") == "nothing");
    CHECK(found("open at 5pm") == "nothing");
    CHECK(found("bus X3 to 12 High Street") == "nothing");
}

TEST_CASE("National Insurance numbers are found with and without spaces", "[kiosk][personal]") {
    CHECK(found("QQ 12 34 56 C") == "insurance: QQ 12 34 56 C");
    CHECK(found("mine is qq123456c.") == "insurance: qq123456c");
    CHECK(found("QQ 12 34 56 Z") == "nothing");
}

TEST_CASE("Remove takes out what was found and leaves the rest", "[kiosk][personal][K5]") {
    Typing typing;
    typing.type("Lamps out, call 01632 960123 please");
    CHECK(typing.go_on() == TaskStep::stays);
    CHECK(typing.view().personal);
    CHECK(typing.view().trouble.view() ==
          "It looks like you typed a phone number. We do not need it here.");
    typing.task->remove_personal();
    CHECK_FALSE(typing.view().personal);
    CHECK(typing.typed() == "Lamps out, call please");
    CHECK(typing.go_on() == TaskStep::question);
}

TEST_CASE("each thing in a text is asked about until it is gone or kept", "[kiosk][personal][K5]") {
    Typing typing;
    typing.type("a@b.org M1 1AE");
    typing.go_on();
    typing.task->remove_personal();
    CHECK(typing.typed() == "M1 1AE");
    CHECK(typing.go_on() == TaskStep::stays);
    CHECK(typing.view().trouble.view() ==
          "It looks like you typed a postcode. We do not need it here.");
    typing.task->keep_personal();
    CHECK(typing.go_on() == TaskStep::question);
}

TEST_CASE("letters are counted from 80 % of 300, and more than 300 are sent back",
          "[kiosk][text][K5]") {
    Typing typing;
    CHECK(typing.view().hint.view() == "Please do not type names or phone numbers.");
    typing.type(std::string(239, 'x'));
    CHECK(typing.view().letters.empty());
    typing.type("x");
    CHECK(typing.view().letters == "Letters: 240 of 300");
    typing.type(std::string(61, 'y'));
    CHECK(typing.go_on() == TaskStep::stays);
    CHECK(typing.view().trouble.view() == "Use 300 letters or fewer. You have 301.");
    typing.task->type(ui::KeyPress{ui::KeyPress::Kind::back});
    CHECK(typing.go_on() == TaskStep::question);
}

TEST_CASE("at most 500 letters are taken at all", "[kiosk][text]") {
    Typing typing;
    typing.type(std::string(600, 'x'));
    CHECK(typing.typed().size() == 500);
}

TEST_CASE("digits of any keyboard are 0-9 as they are typed, and Clear takes all",
          "[kiosk][number][K5][K6]") {
    Typing typing;
    typing.go_on();
    REQUIRE(typing.view().kind == AnswerKind::number);
    for (const char* digit : {"٤", "۲", "੭", "1"}) {
        typing.task->type(ui::KeyPress::typed(digit));
    }
    CHECK(typing.typed() == "4271");
    typing.task->type(ui::KeyPress{ui::KeyPress::Kind::clear});
    CHECK(typing.typed().empty());
    CHECK_FALSE(plain_digit("12").has_value());
    CHECK_FALSE(plain_digit("x").has_value());
    CHECK(plain_digit("੯") == '9');
}
