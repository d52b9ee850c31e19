#include "kiosk/script/script.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "support/temporary_folder.h"

using namespace harmony::kiosk;

namespace {

std::string refusal(std::string_view text) {
    const auto script = parse_script(text);
    return script.ok() ? "accepted" : script.error().message;
}

}  // namespace

TEST_CASE("a script is a name, what is given, and steps", "[kiosk][script]") {
    const auto script = parse_script(
        "# a comment\nscenario \"one survey\"\ngiven panel 10.1 ; given clock "
        "2026-03-30T10:00:00Z\n"
        "touch   # anywhere\ntype \"a \\\"b\\\" \\u{6AF}\\n\"\nexpect q.x.field value=\"a;b\" "
        "state=+checked\n");
    REQUIRE(script.ok());
    CHECK(script->name == "one survey");
    REQUIRE(script->given.size() == 2);
    CHECK(script->given[1].word == "clock");
    REQUIRE(script->steps.size() == 3);
    CHECK(script->steps[1].arguments[0].text == "a \"b\" \u06AF\n");
    CHECK(script->steps[2].value_of("value") == "a;b");
    CHECK(script->steps[2].value_of("state") == "+checked");
    CHECK(script->steps[2].line == 6);
}

TEST_CASE("repeat holds commands up to its end", "[kiosk][script]") {
    const auto script =
        parse_script("scenario \"r\"\nrepeat 3\ntap a\nrepeat 2\ntap b\nend\nend\ntap c\n");
    REQUIRE(script.ok());
    REQUIRE(script->steps.size() == 2);
    REQUIRE(script->steps[0].body.size() == 2);
    CHECK(script->steps[0].body[1].body[0].arguments[0].text == "b");
}

TEST_CASE("what is wrong with a script is said with line and column", "[kiosk][script]") {
    CHECK(refusal("tap a\n") == "line 1, column 1: a script begins with: scenario \"name\"");
    CHECK(refusal("scenario \"x\"\n  scrennshot a\n") ==
          "line 2, column 3: there is no 'scrennshot'; there is 'screenshot'");
    CHECK(refusal("scenario \"x\"\ntap\n") == "line 2, column 1: write it as: tap ID");
    CHECK(refusal("scenario \"x\"\ntype \"a\n") == "line 2, column 6: this \" has no closing \"");
    CHECK(refusal("scenario \"x\"\ntype \"\\q\"\n") ==
          "line 2, column 7: after \\ comes one of: \" \\ n u{...}");
    CHECK(refusal("scenario \"x\"\nrepeat 2\ntap a\n") ==
          "line 2, column 1: this 'repeat' has no 'end'");
    CHECK(refusal("scenario \"x\"\nend\n") == "line 2, column 1: this 'end' closes nothing");
    CHECK(refusal("scenario \"x\"\ntouch\ngiven panel 10.1\n") ==
          "line 3, column 1: 'given' comes before the first step");
}

TEST_CASE("durations have a unit", "[kiosk][script]") {
    CHECK(parse_duration("250ms") == std::chrono::milliseconds{250});
    CHECK(parse_duration("30s") == std::chrono::seconds{30});
    CHECK(parse_duration("2min") == std::chrono::minutes{2});
    CHECK_FALSE(parse_duration("30").has_value());
    CHECK_FALSE(parse_duration("-3s").has_value());
    CHECK_FALSE(parse_duration("s").has_value());
}

TEST_CASE("an included script stands where it is named", "[kiosk][script]") {
    const harmony::tests::TemporaryFolder folder;
    const auto write = [&](const char* name, const char* text) {
        std::ofstream(folder.path() / name) << text;
    };
    write("inner.script", "scenario \"inner\"\ntap b\ninclude deeper.script\n");
    write("deeper.script", "scenario \"deeper\"\ntap c\n");
    write("round.script", "scenario \"round\"\ninclude round.script\n");
    write("wrong.script", "scenario \"wrong\"\nscrennshot a\n");
    const auto whole = [&](const char* text) {
        return with_includes(*parse_script(text), folder.path());
    };

    const auto script =
        whole("scenario \"outer\"\ntap a\nrepeat 2\ninclude inner.script\nend\ntap d\n");
    REQUIRE(script.ok());
    REQUIRE(script->steps.size() == 3);
    REQUIRE(script->steps[1].body.size() == 2);
    CHECK(script->steps[1].body[0].arguments[0].text == "b");
    CHECK(script->steps[1].body[1].arguments[0].text == "c");

    CHECK(whole("scenario \"x\"\ninclude missing.script\n").error().message ==
          "line 2: including missing.script: there is no such file");
    CHECK(whole("scenario \"x\"\ninclude wrong.script\n").error().message ==
          "line 2: including wrong.script: line 2, column 1: there is no 'scrennshot'; there is "
          "'screenshot'");
    CHECK(whole("scenario \"x\"\ninclude round.script\n").error().message.find("without end") !=
          std::string::npos);
}
