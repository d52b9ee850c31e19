#include <catch2/catch.hpp>

#include "admin/cli/passphrase.h"
#include "admin/cli/progress.h"
#include "admin/cli/text_table.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using namespace std::chrono_literals;

TEST_CASE("a table lines its columns up by letters and not by bytes", "[admin][terminal]") {
    admin::TextTable table({{"place"}, {"answers", admin::Align::right}});
    table.add({"Łódź", "7"});
    table.add({"Northgate", "12"});
    CHECK(table.text() ==
          "place      answers\n"
          "Łódź             7\n"
          "Northgate       12\n");
}

TEST_CASE("a progress bar appears after a second and only where somebody sits",
          "[admin][terminal]") {
    base::ManualClock clock(base::Moment{});
    FakeTerminal seated;
    seated.answers = {"somebody is here"};
    FakeTerminal pipe;
    {
        admin::Progress bar(seated, clock, "Taking in", 10);
        admin::Progress silent(pipe, clock, "Taking in", 10);
        bar.show(1);
        CHECK(seated.complaints.empty());
        clock.advance(1100ms);
        bar.show(5);
        silent.show(5);
        CHECK(seated.complaints.find("Taking in [###############...............] 5 of 10") !=
              std::string::npos);
    }
    CHECK(seated.complaints.substr(seated.complaints.size() - 4) == "\r\033[K");
    CHECK(pipe.complaints.empty());
}

TEST_CASE("a passphrase needs 12 characters or 5 words", "[admin][passphrase]") {
    CHECK(admin::strong_enough(base::SecretText("twelve chars")).ok());
    CHECK_FALSE(admin::strong_enough(base::SecretText("eleven char")).ok());
    CHECK(admin::strong_enough(base::SecretText("a b c d e")).ok());
    CHECK_FALSE(admin::strong_enough(base::SecretText("a b c d")).ok());
    // Letters count and not bytes: ten of them, twenty bytes.
    CHECK_FALSE(admin::strong_enough(base::SecretText("łłłłłłłłłł")).ok());
}

TEST_CASE("a passphrase that was mistyped the second time makes nothing", "[admin][passphrase]") {
    Town town;
    town.terminal.answers = {"lantern meadow copper", "lantern meadow coper"};
    admin::PassphraseSource source(town.files, town.terminal, "");
    const auto fresh = source.fresh();
    REQUIRE_FALSE(fresh.ok());
    CHECK(fresh.error().message.find("differ") != std::string::npos);
}

TEST_CASE("without a file and without a person the passphrase is asked for by its options",
          "[admin][passphrase]") {
    Town town;
    admin::PassphraseSource source(town.files, town.terminal, "");
    const auto known = source.known();
    REQUIRE_FALSE(known.ok());
    CHECK(known.error().message.find("--passphrase-file") != std::string::npos);
}

TEST_CASE("the passphrase file may end with a line feed", "[admin][passphrase]") {
    Town town;
    admin::PassphraseSource source(town.files, town.terminal, town.path("passphrase"));
    CHECK(source.known()->view() == "lantern meadow copper thimble walnut");
}
