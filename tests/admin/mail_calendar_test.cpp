// The calendar file of an email as a mail server really got it, read by libical and held to the
// restrictions of RFC 5546 (E8).
#include <libical/ical.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "message_town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

struct FreeComponent {
    void operator()(icalcomponent* component) const noexcept { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

/// What Python's own library makes of an email.
json read_mail(const MessageTown& town, const std::string& mail) {
    std::ofstream(town.path("mail.eml"), std::ios::binary) << mail;
    const std::string out = town.text_path("mail.json");
    const std::string command = std::string("/usr/bin/python3 ") + HARMONY_SOURCE_DIR +
                                "/tests/admin/read_mail.py " + town.text_path("mail.eml") + " > " +
                                out;
    REQUIRE(std::system(command.c_str()) == 0);
    std::ifstream in(out);
    return json::parse(in);
}

/// How many faults libical finds in it, of form and of RFC 5546.
int faults_of(const std::string& calendar) {
    const Component whole(icalparser_parse_string(calendar.c_str()));
    if (whole == nullptr) {
        return 1;
    }
    const bool fits = icalrestriction_check(whole.get()) != 0;
    return icalcomponent_count_errors(whole.get()) + (fits ? 0 : 1);
}

icalproperty_method method_of(const std::string& calendar) {
    const Component whole(icalparser_parse_string(calendar.c_str()));
    return icalcomponent_get_method(whole.get());
}

}  // namespace

TEST_CASE("the calendar file that a mail server got has no fault for libical, whatever it says",
          "[admin][messages][servers][E8]") {
    MessageTown town;
    const MessageServer server(MessageServer::Kind::starttls);
    town.use_mail(server);
    town.resident(1, "ayesha@example.com", "", "ur");
    town.bring();
    REQUIRE(town.send_messages()["sent"] == 1);
    REQUIRE(server.taken().size() == 1);
    const std::string confirmed = read_mail(town, server.taken()[0])["calendar"];
    CHECK(faults_of(confirmed) == 0);
    CHECK(method_of(confirmed) == ICAL_METHOD_PUBLISH);
    town.must({"event", "cancel", town.date.hex(), "--note", "The hall is closed"});
    REQUIRE(town.send_messages()["sent"] == 1);
    const std::string off = read_mail(town, server.taken()[1])["calendar"];
    CHECK(faults_of(off) == 0);
    CHECK(method_of(off) == ICAL_METHOD_CANCEL);
}

TEST_CASE("the check finds a calendar without an organiser and one with a broken date",
          "[admin][messages][E8][bite]") {
    const std::string good =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\nMETHOD:PUBLISH\r\n"
        "BEGIN:VEVENT\r\nUID:1@example.org\r\nDTSTAMP:20260330T120000Z\r\n"
        "DTSTART:20260420T170000Z\r\nSUMMARY:Meeting\r\nORGANIZER:mailto:a@example.org\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n";
    CHECK(faults_of(good) == 0);
    std::string nobody = good;
    nobody.erase(nobody.find("ORGANIZER"),
                 std::string("ORGANIZER:mailto:a@example.org\r\n").size());
    CHECK(faults_of(nobody) > 0);
    std::string broken = good;
    broken.replace(broken.find("20260420T170000Z"), 16, "2026-04-20 17:00");
    CHECK(faults_of(broken) > 0);
}
