#include "admin/authoring/content.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "admin/authoring/catalogue.h"
#include "admin/authoring/pack_builder.h"
#include "sync/crypto.h"
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

namespace {

const std::string walk =
    "{\"id\":\"b35e9a07c4d1826f\",\"kind\":\"other\",\"title\":\"Walk\","
    "\"summary\":\"An easy walk.\",\"day\":\"2026-04-18\",\"start\":\"10:30\",\"end\":\"12:00\","
    "\"venue\":{\"name\":\"Castle Park\"},\"organiser\":\"Tarnbeck Council\","
    "\"sign_up\":\"request\",\"keep_days\":30}";

/// Catalogues whose consent texts are short enough to check by eye.
admin::Catalogue with_consents(const std::string& code) {
    return {code,
            {},
            {{"notice.survey", "We ask."},
             {"date.long", "{day} {month} {year}"},
             {"month.3", "March"},
             {"month.5", "May"},
             {"consent.this_event", "{organiser} may call me until {date}."},
             {"consent.later_events", "{organiser} may tell me more."},
             {"consent.needs", "{organiser} may get ready."}}};
}

}  // namespace

TEST_CASE("an event of the content file goes into the pack with the texts people agree to",
          "[admin][content][events]") {
    const auto content = read(with(",\"events\":[" + walk + "]"));
    REQUIRE(content.ok());
    const auto pack =
        admin::build_pack({}, *content, {with_consents("en"), with_consents("pl")}, "Tarnbeck");
    REQUIRE(pack.ok());
    const auto at = std::find_if(pack->entries.begin(), pack->entries.end(), [](const auto& entry) {
        return entry.name == "kiosk.json";
    });
    REQUIRE(at != pack->entries.end());
    const auto kiosk = nlohmann::json::parse(base::as_text(at->bytes));
    const auto& event = kiosk["events"][0];
    // 18 April and 30 days is 18 May.
    CHECK(event["delete_on"] == "2026-05-18");
    CHECK(event["consent"]["this_event"]["pl"] ==
          "Tarnbeck Council may call me until 18 May 2026.");
    // Both languages have the same three texts, and each text is kept once.
    REQUIRE(pack->consents.size() == 3);
    CHECK(pack->consents[0].text == "Tarnbeck Council may call me until 18 May 2026.\n");
    CHECK(pack->consents[0].hash ==
          sync::text_hash(base::as_bytes("Tarnbeck Council may call me until 18 May 2026.\n")));
}

TEST_CASE("sign-up is not published in a language without its consent texts",
          "[admin][content][events]") {
    const auto content = read(with(",\"events\":[" + walk + "]"));
    admin::Catalogue bare = with_consents("pl");
    bare.texts.erase("consent.needs");
    const auto pack = admin::build_pack({}, *content, {with_consents("en"), bare}, "Tarnbeck");
    REQUIRE_FALSE(pack.ok());
    CHECK(pack.error().message.find("'pl' have no consent text (consent.needs)") !=
          std::string::npos);
}

TEST_CASE("an officer hears which events are not translated, and what is not known of a venue",
          "[admin][content][events]") {
    const auto content = read(with(",\"events\":[" + walk + "]"));
    const auto pack =
        admin::build_pack({}, *content, {with_consents("en"), with_consents("pl")}, "Tarnbeck");
    REQUIRE(pack.ok());
    const auto said = [&](const std::string& sentence) {
        return std::count(pack->remarks.begin(), pack->remarks.end(), sentence) == 1;
    };
    CHECK(said("The event \"Walk\" has no 'pl': it is shown in English."));
    CHECK(said("10 access facts of \"Castle Park\" are not known; kiosks say \"Ask us\"."));
}

TEST_CASE("an event without an id is offered a fresh one", "[admin][content][events]") {
    const std::string said = fault(with(",\"events\":[{\"kind\":\"other\"}]"));
    const std::size_t at = said.find("use this fresh one: \"");
    REQUIRE(at != std::string::npos);
    CHECK(events::OccurrenceId::from_hex(said.substr(at + 21, 16)).has_value());
}

TEST_CASE("the hash of a consent text is that of the specification", "[admin][events]") {
    // events.md 7.4, vector.
    const std::string text = events::canonical_text(
        "I agree that Example Council may use my name and phone number to tell me about this "
        "event.");
    CHECK(sync::text_hash(base::as_bytes(text)).hex() ==
          "0b1158eddd9e37c67464b23b879e5d36641f4cd8a1fcf1f1cdd6ce32fbb3d998");
}

TEST_CASE("news, local help and campaign colours are checked and go into the pack",
          "[admin][content]") {
    const auto content = read(
        with(",\"brand\":{\"campaign\":\"Safer Tarnbeck\",\"primary\":\"#0B3C5D\"},"
             "\"you_said\":[{\"id\":\"bins\",\"theme\":\"Litter\",\"said\":\"Bins overflow.\","
             "\"did\":\"Two more bins.\",\"day\":\"2026-03-01\"}],"
             "\"help\":[{\"id\":\"council\",\"name\":\"Council\",\"number\":\"01632 960100\"}],"
             "\"engagements\":[{\"id\":\"ae76379f83b592a0\",\"title\":\"Stall\","
             "\"day\":\"2026-03-30\",\"home_tiles\":[\"you_said\",\"survey\"]}]"));
    REQUIRE(content.ok());
    CHECK(content->town.you_said.at(0).did.at("en") == "Two more bins.");
    const auto pack =
        admin::build_pack({}, *content, {english("Who asks: {organisation}.")}, "Tarnbeck Council");
    REQUIRE(pack.ok());
    const auto entry = std::find_if(pack->entries.begin(),
                                    pack->entries.end(),
                                    [](const auto& one) { return one.name == "kiosk.json"; });
    REQUIRE(entry != pack->entries.end());
    const auto kiosk = nlohmann::json::parse(base::as_text(entry->bytes));
    CHECK(kiosk["help"][0]["number"] == "01632 960100");
    CHECK(kiosk["brand"]["primary"] == "#0B3C5D");
    CHECK(kiosk["you_said"][0]["said"]["en"] == "Bins overflow.");
    CHECK(kiosk["engagements"][0]["home_tiles"][0] == "you_said");
}

TEST_CASE("a content file with unreadable colours is refused before it is published",
          "[admin][content][K8]") {
    CHECK(fault(with(",\"brand\":{\"primary\":\"#808080\"}")).find("at least 10:1") !=
          std::string::npos);
    CHECK(fault(with(",\"you_said\":[{\"id\":\"a\"}]")) ==
          "content.json: you_said[0]: \"theme\" is missing");
}
