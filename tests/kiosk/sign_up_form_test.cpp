#include "kiosk/sign_up_form.h"

#include <catch2/catch.hpp>

#include "kiosk/filled_sign_up.h"
#include "kiosk/sample_pages.h"
#include "sync/crypto.h"

using namespace harmony;
using namespace harmony::kiosk;

namespace {

constexpr const char* family_day = "5fc3ae4ce773b8ec";
constexpr const char* walk = "b35e9a07c4d1826f";
const base::Day today = *base::day_from_iso("2026-03-30");

/// A form in front of one resident.
struct Desk {
    explicit Desk(const char* event = family_day, const std::string& language = "en")
        : phrases(tests::shipped_phrases()),
          words(phrases, language),
          form(tests::demo_event(event, words), {language, language != "en"}, random) {
        base::promise(sync::start().ok(), "libsodium");
    }

    /// Continue, which must lead somewhere.
    void on() { REQUIRE(form.go_on(words) == SignUpStep::page); }

    std::string trouble() {
        CHECK(form.go_on(words) == SignUpStep::stays);
        return std::string(form.question(words).trouble.view());
    }

    void to(SignUpPage page) { tests::walk_to(form, page, words); }

    SignUpSubmission sent() {
        auto made = form.finish(today);
        REQUIRE(std::holds_alternative<SignUpSubmission>(made));
        return std::get<SignUpSubmission>(made);
    }

    Phrases phrases;
    Words words;
    base::SeededRandom random{5};
    SignUpForm form;
};

}  // namespace

TEST_CASE("nothing is chosen beforehand on any page of a sign-up", "[kiosk][signup][K5]") {
    for (int at = 0; at < static_cast<int>(SignUpPage::check); ++at) {
        Desk desk;
        desk.to(static_cast<SignUpPage>(at));
        if (desk.form.at_consent()) {
            CHECK_FALSE(desk.form.consent(desk.words).ticked);
            continue;
        }
        for (const ChoiceView& choice : desk.form.question(desk.words).choices) {
            INFO(at << " " << choice.name);
            CHECK_FALSE(choice.chosen);
        }
    }
}

TEST_CASE("each page that cannot do without an answer says what to do", "[kiosk][signup][K5]") {
    // The words of the design of events, 7.1.
    Desk desk;
    CHECK(desk.trouble() == "Choose how many people are coming.");
    desk.to(SignUpPage::age);
    CHECK(desk.trouble() == "Choose an answer.");
    desk.to(SignUpPage::under_16);
    CHECK(desk.trouble() == "Choose an answer.");
    desk.to(SignUpPage::details);
    CHECK(desk.trouble() == "Choose an answer.");
    desk.to(SignUpPage::name);
    CHECK(desk.trouble() == "Type the name we should use.");
    desk.to(SignUpPage::phone);
    tests::type_into(desk.form, "077");
    CHECK(desk.trouble() == "Type a phone number, like 01632 960123.");
}

TEST_CASE("an address or a number is needed by whoever wants to be told", "[kiosk][signup][K5]") {
    Desk desk;
    desk.to(SignUpPage::phone);
    desk.on();
    CHECK(desk.form.at() == SignUpPage::email);
    CHECK(desk.trouble() == "Type an email address, or go back and type a phone number.");
    tests::type_into(desk.form, "zofia");
    CHECK(desk.trouble() == "Type an email address, like name@example.com.");
    tests::type_into(desk.form, "@example.org");
    desk.on();
    // With one way to be told there is nothing to choose.
    CHECK(desk.form.at() == SignUpPage::needs);
}

TEST_CASE("a number that is unusual is asked about once more", "[kiosk][signup][K5]") {
    Desk desk;
    desk.to(SignUpPage::phone_again);
    CHECK(desk.form.question(desk.words).label.view().find("+48225550123") !=
          std::string_view::npos);
    Desk usual;
    usual.to(SignUpPage::phone);
    tests::type_into(usual.form, "07700900123");
    usual.on();
    CHECK(usual.form.at() == SignUpPage::email);
}

TEST_CASE("a child fetches the grown-up, and no child's name is asked", "[kiosk][signup][K5]") {
    Desk desk;
    desk.form.choose("1");
    desk.on();
    desk.form.choose("no");
    desk.on();
    CHECK(desk.form.at() == SignUpPage::adult);
    desk.on();
    CHECK(desk.form.at() == SignUpPage::details);
    desk.form.choose("no_contact");
    desk.on();
    desk.to(SignUpPage::check);
    CHECK(desk.sent().sign_up.under_16() == 1);
}

TEST_CASE("without contact details and needs there is nothing to agree to", "[kiosk][signup][K5]") {
    Desk desk(walk);
    desk.form.choose("1");
    desk.on();
    desk.form.choose("yes");
    desk.on();
    desk.form.choose("no_contact");
    desk.on();
    CHECK(desk.form.at() == SignUpPage::needs);
    desk.on();  // no food at this event
    CHECK(desk.form.at() == SignUpPage::check);
    const SignUpSubmission sent = desk.sent();
    CHECK_FALSE(sent.sign_up.contact().has_value());
    CHECK_FALSE(sent.sign_up.agreement(events::Box::this_event).has_value());
}

TEST_CASE("an empty box is said once, and then what it is about is not kept",
          "[kiosk][signup][K5]") {
    Desk desk;
    desk.to(SignUpPage::this_event);
    CHECK(desk.form.go_on(desk.words) == SignUpStep::stays);
    CHECK_FALSE(desk.form.consent(desk.words).trouble.empty());
    desk.on();
    CHECK(desk.form.at() == SignUpPage::later_events);
    desk.on();  // this one may stay empty
    desk.form.choose("yes");
    desk.on();
    const SignUpSubmission sent = desk.sent();
    CHECK_FALSE(sent.sign_up.contact().has_value());
    CHECK(sent.sign_up.needs().size() == 4);
    CHECK_FALSE(sent.sign_up.agreement(events::Box::this_event)->yes);
}

TEST_CASE("what was agreed to is stored as it was shown, with the original below a draft",
          "[kiosk][signup]") {
    Desk desk(family_day, "ur");
    desk.to(SignUpPage::check);
    const SignUpSubmission sent = desk.sent();
    const auto agreement = *sent.sign_up.agreement(events::Box::this_event);
    const events::ConsentTexts& texts = *desk.form.event().consent;
    const auto hash = [](const std::string& text) {
        return sync::text_hash(base::as_bytes(text + "\n"));
    };
    CHECK(agreement.yes);
    CHECK(agreement.language == "ur");
    CHECK(agreement.translation == events::Translation::draft);
    CHECK(agreement.text == hash(texts.this_event.at("ur")));
    CHECK(agreement.english == hash(texts.this_event.at("en")));
}

TEST_CASE("a box keeps the language in which its text was read", "[kiosk][signup]") {
    Desk desk;
    desk.to(SignUpPage::check);
    desk.form.speak({"pl", true});
    const auto agreement = *desk.sent().sign_up.agreement(events::Box::this_event);
    CHECK(agreement.language == "en");
    CHECK_FALSE(agreement.english.has_value());
}

TEST_CASE("Change comes back to the check, through what is newly asked", "[kiosk][signup][K5]") {
    Desk desk(walk);
    desk.form.choose("1");
    desk.on();
    desk.form.choose("yes");
    desk.on();
    desk.form.choose("no_contact");
    desk.on();
    desk.to(SignUpPage::check);
    const auto line = [&](const std::string& name) {
        const auto lines = desk.form.check(desk.words).lines;
        const auto at = std::find_if(
            lines.begin(), lines.end(), [&](const CheckLine& one) { return one.name == name; });
        REQUIRE(at != lines.end());
        return static_cast<int>(at - lines.begin());
    };
    CHECK(desk.form.change(line("who")) == SignUpStep::page);
    CHECK(desk.form.at() == SignUpPage::who);
    desk.on();
    CHECK(desk.form.at() == SignUpPage::check);
    CHECK(desk.form.change(line("details")) == SignUpStep::page);
    desk.form.choose("yes");
    desk.on();
    CHECK(desk.form.at() == SignUpPage::name);
    desk.to(SignUpPage::check);
    CHECK(desk.sent().sign_up.contact()->name.view() == "Zofia Kowalska");
}

TEST_CASE("Back keeps what was entered, and leaves from the first page", "[kiosk][signup][K5]") {
    Desk desk;
    desk.to(SignUpPage::phone);
    CHECK(desk.form.go_back() == SignUpStep::page);
    CHECK(desk.form.question(desk.words).typed->text() == "Zofia Kowalska");
    while (desk.form.at() != SignUpPage::who) {
        REQUIRE(desk.form.go_back() == SignUpStep::page);
    }
    CHECK(desk.form.has_answers());
    CHECK(desk.form.go_back() == SignUpStep::left);
}

TEST_CASE("the same sign-up is made however often it is finished", "[kiosk][signup][K5]") {
    Desk desk;
    desk.to(SignUpPage::check);
    const SignUpSubmission first = desk.sent();
    const SignUpSubmission second = desk.sent();
    CHECK(first.sign_up.id() == second.sign_up.id());
    CHECK(first.sign_up.code() == second.sign_up.code());
    CHECK(first.records == second.records);
}

TEST_CASE("the check shows what was typed and what is not kept", "[kiosk][signup]") {
    Desk desk;
    desk.to(SignUpPage::this_event);
    static_cast<void>(desk.form.go_on(desk.words));
    desk.on();
    desk.to(SignUpPage::check);
    const CheckView check = desk.form.check(desk.words);
    const auto value = [&](const std::string& name) {
        for (const CheckLine& line : check.lines) {
            if (line.name == name) {
                return std::string(line.value.view());
            }
        }
        return std::string("(no line)");
    };
    CHECK(value("details_phone") == "+48225550123");
    // It may be broken after the @ and within long words, where a row is narrow.
    CHECK(value("details_email") == "zofia@\u200Bexample.\u200Borg");
    CHECK(value("who_under16") == "2");
    CHECK(value("needs") == "A way without steps\nAn interpreter for my language\nSomething else");
    CHECK(value("consent") == "No. We do not keep this.");
    CHECK(value("who_age") == "(no line)");
}
