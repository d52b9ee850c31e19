#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "sync/fingerprint.h"
#include "sync/own_part.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

std::vector<std::string> enrol_words(const Town& town, std::vector<std::string> more) {
    std::vector<std::string> words{"kiosk",
                                   "enrol",
                                   town.text_path("request.hke"),
                                   "--label",
                                   "Library 1",
                                   "--site",
                                   "Library",
                                   "--to",
                                   "folder:" + town.text_path("stick")};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

/// A machine's request, written where the tests expect it.
FakeKiosk asking(Town& town) {
    FakeKiosk kiosk(town.random);
    town.write("request.hke", std::string(base::as_text(kiosk.request())));
    return kiosk;
}

std::string digits_of(const FakeKiosk& kiosk) {
    return *sync::fingerprint(sync::read_enrolment_request(kiosk.request())->digest);
}

}  // namespace

TEST_CASE("a machine whose digits agree becomes a kiosk that can read its welcome",
          "[admin][enrol]") {
    Town town;
    town.make_office();
    FakeKiosk kiosk = asking(town);
    REQUIRE(town.run(enrol_words(town, {"--digits", digits_of(kiosk)})) == 0);
    CHECK(town.terminal.printed.find("Staff PIN ") != std::string::npos);
    sync::FolderCourier stick = town.courier();
    CHECK_NOTHROW(kiosk.take_welcome(stick));
    const auto office = town.office();
    REQUIRE(office->registry().kiosks.size() == 1);
    CHECK(office->registry().version == 2);
    CHECK(office->registry().kiosks[0].label == "Library 1");
    CHECK(kiosk.survey_set() == *office->trust().current().set_of(sync::RecordClass::survey));
}

TEST_CASE("a kiosk keeps its copy as long as the office says when it is enrolled",
          "[admin][enrol][S8]") {
    const bool backed_up = GENERATE(false, true);
    Town town;
    town.make_office();
    const FakeKiosk kiosk = asking(town);
    std::vector<std::string> more{"--digits", digits_of(kiosk)};
    if (backed_up) {
        more.insert(more.end(), {"--keep-until", "backup"});
    }
    REQUIRE(town.run(enrol_words(town, more)) == 0);
    const auto office = town.office();
    const auto own = office->store().newest_published("own:" + kiosk.id().hex());
    REQUIRE(own);
    const auto read =
        sync::check_own_part(own->bytes, kiosk.id(), office->trust().current(), std::nullopt);
    REQUIRE(read);
    CHECK(read->part.ack_level == (backed_up ? sync::AckLevel::backed_up : sync::AckLevel::opened));
}

TEST_CASE("digits that differ enrol nobody", "[admin][enrol]") {
    Town town;
    town.make_office();
    const FakeKiosk kiosk = asking(town);
    const auto before = snapshot(town.path("stick"));
    CHECK(town.run(enrol_words(town, {"--digits", "0000 0000 0000"})) == 1);
    CHECK(town.terminal.complaints.find("the digits differ") != std::string::npos);
    town.terminal.answers = {"no"};
    CHECK(town.run(enrol_words(town, {})) == 1);
    CHECK(town.terminal.complaints.find(digits_of(kiosk)) != std::string::npos);
    CHECK(snapshot(town.path("stick")) == before);
    CHECK(town.office()->registry().kiosks.empty());
}

TEST_CASE("where nobody can compare, the digits must be given", "[admin][enrol]") {
    Town town;
    town.make_office();
    asking(town);
    CHECK(town.run(enrol_words(town, {})) == 1);
    CHECK(town.terminal.complaints.find("--digits") != std::string::npos);
}

TEST_CASE("a machine is enrolled once and a label is given once", "[admin][enrol]") {
    Town town;
    town.make_office();
    const FakeKiosk first = asking(town);
    REQUIRE(town.run(enrol_words(town, {"--digits", digits_of(first)})) == 0);
    CHECK(town.run(enrol_words(town, {"--digits", digits_of(first)})) == 1);
    CHECK(town.terminal.complaints.find("enrolled already, as Library 1") != std::string::npos);
    const FakeKiosk second = asking(town);
    CHECK(town.run(enrol_words(town, {"--digits", digits_of(second)})) == 1);
    CHECK(town.terminal.complaints.find("called Library 1 already") != std::string::npos);
}

TEST_CASE("a request with a flipped bit is refused", "[admin][enrol]") {
    Town town;
    town.make_office();
    const FakeKiosk kiosk(town.random);
    base::Bytes request = kiosk.request();
    request[20] ^= std::byte{1};
    town.write("request.hke", std::string(base::as_text(request)));
    CHECK(town.run(enrol_words(town, {"--digits", "0000 0000 0000"})) == 1);
    CHECK(town.terminal.complaints.find("request.hke") != std::string::npos);
    CHECK(town.office()->registry().kiosks.empty());
}

TEST_CASE("without the stick nobody is enrolled and doing it again works", "[admin][enrol]") {
    Town town;
    town.make_office();
    const FakeKiosk kiosk = asking(town);
    std::filesystem::rename(town.path("stick"), town.path("pulled"));
    CHECK(town.run(enrol_words(town, {"--digits", digits_of(kiosk)})) == 1);
    CHECK(town.terminal.complaints.find("not enrolled") != std::string::npos);
    CHECK(town.office()->registry().kiosks.empty());
    std::filesystem::rename(town.path("pulled"), town.path("stick"));
    CHECK(town.run(enrol_words(town, {"--digits", digits_of(kiosk)})) == 0);
}

TEST_CASE("a PIN from a file must be one", "[admin][enrol]") {
    Town town;
    town.make_office();
    const FakeKiosk kiosk = asking(town);
    town.write("pin", "12345\n");
    CHECK(town.run(enrol_words(
              town, {"--digits", digits_of(kiosk), "--pin-file", town.text_path("pin")})) == 1);
    CHECK(town.terminal.complaints.find("6 to 12 digits") != std::string::npos);
}

TEST_CASE("the code on a kiosk's screen enrols it as its file does", "[admin][enrol][S10]") {
    Town town;
    town.make_office();
    const FakeKiosk kiosk(town.random);
    const std::string code = sync::enrolment_code(kiosk.request());
    const auto scan = [&](const std::string& what) {
        std::vector<std::string> words =
            enrol_words(town, {"--scan", what, "--digits", digits_of(kiosk)});
        words.erase(words.begin() + 2);  // no file
        return town.run(words);
    };
    CHECK(scan(code.substr(0, code.size() - 3)) == 1);
    CHECK(scan("HE1:not base45!") == 1);
    CHECK(town.terminal.complaints.find("Scan it again") != std::string::npos);
    town.terminal.lines = {"HR1:123456789012"};  // a resident's receipt
    CHECK(scan("-") == 1);
    CHECK(scan(town.text_path("nowhere")) == 1);
    CHECK(town.office()->registry().kiosks.empty());
    town.write("scanned", code + "\r\n");
    SECTION("as a file") {
        REQUIRE(scan(town.text_path("scanned")) == 0);
    }
    SECTION("as one word") {
        REQUIRE(scan(code) == 0);
    }
    SECTION("typed by a scanner") {
        town.terminal.lines = {code};
        REQUIRE(scan("-") == 0);
    }
    CHECK(town.office()->registry().kiosks.at(0).kiosk == kiosk.id());
}

TEST_CASE("a file and a code at once, or neither, is wrong usage", "[admin][enrol]") {
    Town town;
    town.make_office();
    const FakeKiosk kiosk = asking(town);
    CHECK(town.run(enrol_words(town, {"--scan", sync::enrolment_code(kiosk.request())})) == 2);
    std::vector<std::string> words = enrol_words(town, {});
    words.erase(words.begin() + 2);
    CHECK(town.run(words) == 1);
    CHECK(town.terminal.complaints.find("--scan -") != std::string::npos);
}

TEST_CASE("the list of kiosks names each with how much came from it", "[admin][enrol]") {
    Town town;
    town.make_office();
    const FakeKiosk kiosk = town.enrol("Library 1");
    REQUIRE(town.run({"kiosk", "list", "--json"}) == 0);
    const auto list = nlohmann::json::parse(town.terminal.printed)["kiosks"];
    REQUIRE(list.size() == 1);
    CHECK(list[0]["kiosk"] == kiosk.id().hex());
    CHECK(list[0]["label"] == "Library 1");
    CHECK(list[0]["state"] == "active");
    CHECK(list[0]["batches"] == 0);
}
