#include "admin/authoring/content.h"

#include <catch2/catch.hpp>

#include "admin/authoring/catalogue.h"
#include "admin/authoring/pack_builder.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

base::Result<admin::Content> read(const std::string& text) {
    base::SeededRandom random(1);
    return admin::read_content(base::as_bytes(text), "content.json", random);
}

/// A content file with one member more.
std::string with(const std::string& more) {
    return "{\"partners\":\"p\",\"area\":\"a\",\"readers\":\"r\",\"keep_until\":\"2027-03-31\","
           "\"languages\":[\"en\"]" +
           more + "}";
}

std::string fault(const std::string& text) {
    const auto content = read(text);
    REQUIRE_FALSE(content.ok());
    return content.error().message;
}

admin::Catalogue english(const std::string& notice) {
    return {
        "en",
        {},
        {{"notice.survey", notice}, {"date.long", "{day} {month} {year}"}, {"month.3", "March"}}};
}

}  // namespace

TEST_CASE("a content file is read with its engagements", "[admin][content]") {
    const auto content =
        read(with(",\"engagements\":[{\"id\":\"ae76379f83b592a0\",\"title\":{\"en\":\"Stall\"},"
                  "\"day\":\"2026-03-30\",\"place\":\"northgate\"}]"));
    REQUIRE(content.ok());
    REQUIRE(content->engagements.size() == 1);
    CHECK(content->engagements[0].id.hex() == "ae76379f83b592a0");
    CHECK(content->engagements[0].day == *base::day_from_iso("2026-03-30"));
    CHECK(content->engagements[0].surveys.empty());
}

TEST_CASE("a misspelt member is refused with the right one", "[admin][content]") {
    CHECK(fault(with(",\"partnrs\":\"x\"")) ==
          "content.json: \"partnrs\" is not known; did you mean \"partners\"?");
    CHECK(fault(with(",\"engagements\":[{\"id\":\"ae76379f83b592a0\",\"title\":\"t\",\"day\":"
                     "\"2026-03-30\","
                     "\"venu\":\"x\"}]"))
              .find("engagements[0]: \"venu\" is not known; did you mean \"venue\"?") !=
          std::string::npos);
}

TEST_CASE("what the privacy notice needs must be there", "[admin][content]") {
    CHECK(fault("{\"area\":\"a\"}").find("\"partners\" is missing") != std::string::npos);
    CHECK(fault(with(",\"look_again\":\"soon\"")).find("\"2026-03-30\"") != std::string::npos);
    CHECK(fault("[]").find("JSON object") != std::string::npos);
    CHECK(fault("{").find("is not JSON") != std::string::npos);
}

TEST_CASE("an engagement without an id is offered a fresh one", "[admin][content]") {
    const std::string said =
        fault(with(",\"engagements\":[{\"title\":\"t\",\"day\":\"2026-03-30\"}]"));
    const std::size_t at = said.find("use this fresh one: \"");
    REQUIRE(at != std::string::npos);
    CHECK(base::EngagementId::from_hex(said.substr(at + 21, 16)).has_value());
}

TEST_CASE("an id is used for one engagement", "[admin][content]") {
    const std::string one = "{\"id\":\"ae76379f83b592a0\",\"title\":\"t\",\"day\":\"2026-03-30\"}";
    CHECK(fault(with(",\"engagements\":[" + one + "," + one + "]")).find("used twice") !=
          std::string::npos);
}

TEST_CASE("the notice is filled and its date reads as people write it", "[admin][notice]") {
    const auto content = read(with(""));
    const auto notice =
        admin::make_notice(english("{organisation}, {partners}, {area}, {readers}: until {date}."),
                           *content,
                           "Borough");
    REQUIRE(notice.ok());
    CHECK(notice->text == "Borough, p, a, r: until 31 March 2027.");
    // H("hk1.text.1", text), first 8 bytes: python3 -c "import hashlib; print(hashlib.blake2b(
    // b'Borough, p, a, r: until 31 March 2027.', digest_size=32,
    // person=b'hk1.text.1').hexdigest()[:16])"
    CHECK(notice->hash.hex() == "d0d8ea0d4c96cfcd");
}

TEST_CASE("a survey is never published without a whole notice", "[admin][notice]") {
    const auto content = read(with(""));
    const admin::Catalogue without{"pl", {}, {{"date.long", "{day}"}}};
    CHECK(admin::make_notice(without, *content, "B").error().message.find("privacy notice") !=
          std::string::npos);
    CHECK(admin::make_notice(english("{organisation} {law}"), *content, "B")
              .error()
              .message.find("{law}") != std::string::npos);
}

TEST_CASE("phrases that are not TOML are refused with their line", "[admin][catalogue]") {
    Town town;
    town.write("phrases/pl.toml", "[\"a\"]\ntext = \"x\"\n[\"b\"\n");
    const auto broken = admin::read_catalogue(town.files, town.path("phrases"), "pl");
    REQUIRE_FALSE(broken.ok());
    CHECK(broken.error().message.find("pl.toml, line 3") != std::string::npos);
    town.write("phrases/pl.toml", "[\"a\"]\nnote = \"x\"\n");
    CHECK(admin::read_catalogue(town.files, town.path("phrases"), "pl")
              .error()
              .message.find("\"a\" has no text") != std::string::npos);
    CHECK(admin::read_catalogue(town.files, town.path("phrases"), "xx")
              .error()
              .message.find("'xx' has no phrases") != std::string::npos);
}

TEST_CASE("a place in a text that is not known stays as it is", "[admin][catalogue]") {
    CHECK(admin::fill("{a} and {b}", {{"a", "1"}}) == "1 and {b}");
    CHECK(admin::fill("no { end", {{"a", "1"}}) == "no { end");
    CHECK(admin::unfilled("1 and {b}") == "{b}");
    CHECK(admin::unfilled("1 and 2").empty());
}

TEST_CASE("what a language lacks is listed", "[admin][catalogue]") {
    const admin::Catalogue en{"en", {}, {{"a", "1"}, {"b", "2"}}};
    const admin::Catalogue pl{"pl", {}, {{"a", "1"}}};
    CHECK(admin::missing_keys(en, pl) == std::vector<std::string>{"b"});
}
