// A person who sees nothing signs up for an event, or answers a survey, from what is said alone
// (kiosk.md 6, 7.3, criterion K7). Faults that are planted in what is said make them get lost.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "kiosk/key_names.h"
#include "kiosk/sample_pages.h"
#include "kiosk/script/sign_up_listener.h"
#include "support/memory_kiosk.h"

using namespace harmony;
using namespace harmony::kiosk;

namespace {

SignUpPlan two_people() {
    SignUpPlan plan{.language = "en", .event = "Home safety evening", .people = 2};
    plan.name = "zofia";
    plan.phone = "07700900123";  // Ofcom's range for stories
    plan.email = "zo@ex.org";
    plan.way = "text";
    plan.needs = {"step_free"};
    plan.declines = "other local events";
    return plan;
}

/// What is quickly spelt.
SignUpPlan phone_alone() {
    SignUpPlan plan = two_people();
    plan.name = "al";
    plan.email = "";
    plan.needs = {};
    return plan;
}

/// A kiosk that is installed with five keys, and what was sent from it.
struct Installed {
    explicit Installed(std::function<void(const std::filesystem::path&)> change = {},
                       const ui::Panel& panel = ui::panel_10_inch)
        : kiosk([&] {
              tests::MemoryKiosk::Options options;
              options.panel = panel;
              options.app.assist_keys = ui::AssistKeys::keypad;
              options.change = std::move(change);
              options.signed_up = &sent;
              return options;
          }()) {}

    std::vector<SignUpSubmission> sent;
    tests::MemoryKiosk kiosk;
};

/// Gives two events the same title and the same evening.
void call_two_alike(const std::filesystem::path& pack) {
    nlohmann::json content;
    std::ifstream(pack / "kiosk.json", std::ios::binary) >> content;
    nlohmann::json* first = nullptr;
    for (nlohmann::json& event : content["events"]) {
        if (event["title"]["en"] == "Home safety evening") {
            first = &event;
        }
    }
    REQUIRE(first != nullptr);
    for (nlohmann::json& event : content["events"]) {
        if (event["title"]["en"] == "Family fun day in Castle Park") {
            for (const char* key : {"title", "day", "start", "end"}) {
                event[key] = (*first)[key];
            }
        }
    }
    std::ofstream(pack / "kiosk.json", std::ios::binary) << content.dump();
}

}  // namespace

TEST_CASE("somebody who sees nothing signs up by five keys, and what they meant is sent",
          "[kiosk][speech][signup][K7]") {
    Installed here;
    SignUpListener person(here.kiosk.stage(), two_people());
    const base::Result<void> walked = person.walk();
    INFO((walked ? std::string() : walked.error().message));
    REQUIRE(walked.ok());
    REQUIRE(here.sent.size() == 1);
    const events::SignUp& sent = here.sent.front().sign_up;
    CHECK(sent.occurrence().hex() == "7c20d4e91b6f3a58");
    CHECK(sent.party() == 2);
    CHECK(sent.under_16() == 0);
    CHECK(sent.language() == "en");
    REQUIRE(sent.contact());
    CHECK(sent.contact()->name.view() == "zofia");
    // As it is called from abroad: 44 and the number without its 0.
    CHECK(sent.contact()->phone.view() == "+447700900123");
    CHECK(sent.contact()->email.view() == "zo@ex.org");
    CHECK(sent.contact()->preferred == events::Preferred::text);
    CHECK(sent.needs() == std::vector<events::Need>{events::Need::step_free});
    REQUIRE(sent.agreement(events::Box::this_event));
    CHECK(sent.agreement(events::Box::this_event)->yes);
    const auto later = sent.agreement(events::Box::later_events);
    CHECK_FALSE((later && later->yes));
    CHECK(person.number() == fmt::format("{:09}", sent.code()));
    CHECK(here.kiosk.driver().screen() == "attract");
    CHECK_FALSE(here.kiosk.stage().app().in_session());
}

TEST_CASE("somebody who wants to hear of other events ticks that box too",
          "[kiosk][speech][signup][K7]") {
    Installed here;
    SignUpPlan plan = phone_alone();
    plan.declines = "";
    SignUpListener person(here.kiosk.stage(), plan);
    REQUIRE(person.walk().ok());
    REQUIRE(here.sent.size() == 1);
    const auto later = here.sent.front().sign_up.agreement(events::Box::later_events);
    REQUIRE(later);
    CHECK(later->yes);
}

TEST_CASE("a sign-up without details is done by ear in a language from right to left",
          "[kiosk][speech][signup][K7]") {
    Installed here;
    SignUpPlan plan;
    plan.language = "ur";
    plan.event = "گھر کی حفاظت کی شام";
    SignUpListener person(here.kiosk.stage(), plan);
    const base::Result<void> walked = person.walk();
    INFO((walked ? std::string() : walked.error().message));
    REQUIRE(walked.ok());
    REQUIRE(here.sent.size() == 1);
    CHECK(here.sent.front().sign_up.party() == 1);
    CHECK_FALSE(here.sent.front().sign_up.contact());
}

TEST_CASE("two events that sound alike leave a listener lost", "[kiosk][speech][signup][K7]") {
    Installed here(call_two_alike, ui::panel_21_inch);  // with room for both on one page
    SignUpListener person(here.kiosk.stage(), phone_alone());
    const base::Result<void> walked = person.walk();
    REQUIRE_FALSE(walked.ok());
    CHECK(walked.error().message.find("two things are called") != std::string::npos);
    CHECK(here.sent.empty());
}

TEST_CASE("a thing that is not said leaves a listener lost", "[kiosk][speech][signup][K7]") {
    // A tile, a question, a way on, a text to agree to, the number at the end.
    for (const char* unsaid : {"Home safety evening",
                               "What name should we use?",
                               "Continue",
                               "Yes, I agree",
                               "It is not confirmed yet."}) {
        INFO(unsaid);
        Installed here;
        here.kiosk.stage().speech().swallow(unsaid);
        SignUpListener person(here.kiosk.stage(), phone_alone());
        CHECK_FALSE(person.walk().ok());
    }
}

TEST_CASE("a key that types a sign or a capital says which, any other says itself",
          "[kiosk][speech][K7]") {
    const Phrases phrases = tests::shipped_phrases();
    const Words english(phrases, "en");
    CHECK(key_name(english, ".") == "dot");
    CHECK(key_name(english, "@") == "at sign");
    CHECK(key_name(english, "A") == "Capital A");
    CHECK(key_name(english, "a").empty());
    CHECK(key_name(english, "7").empty());
    CHECK(key_name(english, "").empty());
    const Words polish(phrases, "pl");
    CHECK(key_name(polish, "Ż").find("Ż") != std::string::npos);
    CHECK(key_name(polish, "ż").empty());
    // The full stop of Urdu is called what the English one is.
    const Words urdu(phrases, "ur");
    CHECK(key_name(urdu, "۔") == urdu("keyboard.sign.dot"));
}
