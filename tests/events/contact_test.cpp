#include "events/contact.h"

#include <catch2/catch.hpp>

using namespace harmony;
using events::PhoneTrust;

namespace {

std::string text_of(std::string_view typed) {
    const auto stored = events::stored_text(typed, events::longest_name);
    return stored ? std::string(stored->view()) : "(refused)";
}

std::string email_of(std::string_view typed) {
    const auto stored = events::stored_email(typed);
    return stored ? std::string(stored->view()) : "(refused)";
}

std::string phone_of(std::string_view typed, PhoneTrust trust = PhoneTrust::valid) {
    const events::PhoneReading read = events::read_phone(typed);
    return read.trust == trust ? std::string(read.stored.view()) : "(another trust)";
}

}  // namespace

TEST_CASE("a name is kept in any script, trimmed and without what turns the line",
          "[events][contact]") {
    CHECK(text_of("  Zofia   Kowalska ") == "Zofia Kowalska");
    CHECK(text_of("عائشہ خان") == "عائشہ خان");
    CHECK(text_of("A\u202Eb\u200Fc\x01") == "Abc");
    CHECK(text_of("   ") == "(refused)");
    CHECK(text_of("\u202E") == "(refused)");
    CHECK(text_of(std::string(80, 'n')) == std::string(80, 'n'));
    CHECK(text_of(std::string(81, 'n')) == "(refused)");
}

TEST_CASE("a British number is kept as E.164 however it was typed", "[events][contact]") {
    // Numbers of Ofcom's ranges for drama.
    CHECK(phone_of("01632 960123") == "+441632960123");
    CHECK(phone_of("(01632) 960-123") == "+441632960123");
    CHECK(phone_of("07700 900123") == "+447700900123");
    CHECK(phone_of("+44 7700 900123") == "+447700900123");
    CHECK(phone_of("+44 (0)7700 900123") == "+447700900123");
    CHECK(phone_of("0044 7700 900123") == "+447700900123");
    CHECK(phone_of("020 7946 0123") == "+442079460123");
    CHECK(phone_of("\u06F0\u06F7\u06F7\u06F0\u06F0 900123") == "+447700900123");
}

TEST_CASE("a number from abroad or of an odd length is asked about again", "[events][contact]") {
    CHECK(phone_of("+48 22 555 0123", PhoneTrust::possible) == "+48225550123");
    CHECK(phone_of("01632 96012", PhoneTrust::possible) == "+44163296012");
    CHECK(phone_of("0900 960 0123", PhoneTrust::possible) == "+449009600123");
}

TEST_CASE("what is no phone number is refused", "[events][contact][bad-input]") {
    for (const char* typed : {"",
                              "960123",
                              "07700",
                              "07700 9001234",
                              "phone",
                              "0770O 900123",
                              "+",
                              "++447700900123",
                              "7+7",
                              "0000000000",
                              "+123",
                              "0123456789012345678901234567890"}) {
        INFO(typed);
        CHECK(events::read_phone(typed).trust == PhoneTrust::wrong);
        CHECK(events::read_phone(typed).stored.empty());
    }
}

TEST_CASE("an email address keeps its local part and lowers its domain", "[events][contact]") {
    CHECK(email_of("Zofia.K@Example.ORG") == "Zofia.K@example.org");
    CHECK(email_of(" a+b@post.example.org ") == "a+b@post.example.org");
    const std::string local(64, 'a');
    CHECK(email_of(local + "@example.org") == local + "@example.org");
}

TEST_CASE("what is no email address is refused", "[events][contact][bad-input]") {
    for (const std::string& typed : {std::string(),
                                     std::string("name"),
                                     std::string("name@example"),
                                     std::string("@example.org"),
                                     std::string("a@b@example.org"),
                                     std::string("a b@example.org"),
                                     std::string("a@.example.org"),
                                     std::string("a@example..org"),
                                     std::string("a@example.org."),
                                     std::string("a@-example.org"),
                                     std::string("a..b@example.org"),
                                     std::string("a@example.org\r\nBcc: x@example.org"),
                                     std::string("ü@example.org"),
                                     std::string(65, 'a') + "@example.org",
                                     "a@" + std::string(250, 'x') + ".org"}) {
        INFO(typed);
        CHECK(email_of(typed) == "(refused)");
    }
}

TEST_CASE("a postcode is kept in capitals with one space", "[events][contact]") {
    // One of each form of BS 7666, invented or of public buildings.
    for (const char* right : {"M1 1AA", "B33 8TH", "W1A 0AX", "CR2 6XH", "TS18 1AB", "EC1A 1BB"}) {
        const auto stored = harmony::events::stored_postcode(right);
        REQUIRE(stored.has_value());
        CHECK(stored->view() == right);
    }
    CHECK(harmony::events::stored_postcode("ts181ab")->view() == "TS18 1AB");
    CHECK(harmony::events::stored_postcode(" t s 18 1ab")->view() == "TS18 1AB");
    for (const char* wrong : {"", "1", "TS18", "18TS 1AB", "TS18 AAB", "TS18 1ABC", "TS181 1AB"}) {
        CHECK_FALSE(harmony::events::stored_postcode(wrong).has_value());
    }
}
