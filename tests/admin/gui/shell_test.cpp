#include "admin/gui/shell.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "admin/gui/window_town.h"

using namespace harmony;
using namespace harmony::admin::gui;
using harmony::tests::WindowTown;

namespace {

/// A window on a folder of a town, with nobody's passphrase in a file.
std::unique_ptr<WindowDriver> window_without_file(WindowTown& town, const std::string& office) {
    Shell::Options options{{town.resources, town.path(office), {}, {}, {}},
                           std::filesystem::path(HARMONY_SOURCE_DIR) / "assets",
                           false,
                           {}};
    auto window = WindowDriver::open(std::move(options), 1280, 800);
    REQUIRE(window.ok());
    return std::move(*window);
}

constexpr const char* passphrase = "lantern meadow copper thimble walnut";

}  // namespace

TEST_CASE("the window opens the office with the passphrase and with no other",
          "[admin][gui][shell]") {
    WindowTown town;
    const auto window = window_without_file(town, "office");
    CHECK(window->said("unlock.title") == "Open the office");
    REQUIRE(window->type("unlock.passphrase", "not this one at all"));
    REQUIRE(window->tap("unlock.open"));
    CHECK(window->get("today.title") == nullptr);
    REQUIRE(window->get("unlock.passphrase") != nullptr);
    CHECK_FALSE(window->get("unlock.passphrase")->hint.empty());
    CHECK(window->get("unlock.passphrase")->is(ui::sem::invalid));
    REQUIRE(window->type("unlock.passphrase", passphrase));
    window->key(ui::Key::select);  // Enter does it, too
    CHECK(window->said("today.title") == "Today");
    CHECK_FALSE(window->tree().shows(passphrase));
}

TEST_CASE("where there is no office the window makes one and opens it", "[admin][gui][shell]") {
    WindowTown town;
    const auto window = window_without_file(town, "fresh");
    CHECK(window->said("beginning.title") == "Make your office");
    REQUIRE(window->type("beginning.name", "Example Borough"));
    REQUIRE(window->type("beginning.passphrase", "short"));
    REQUIRE(window->type("beginning.again", "other"));
    REQUIRE(window->tap("beginning.make"));
    CHECK(window->get("beginning.passphrase")->is(ui::sem::invalid));
    CHECK(window->get("beginning.again")->is(ui::sem::invalid));
    CHECK_FALSE(std::filesystem::exists(town.path("fresh")));
    REQUIRE(window->type("beginning.passphrase", passphrase));
    REQUIRE(window->type("beginning.again", passphrase));
    REQUIRE(window->tap("beginning.make"));
    CHECK(window->said("question.text").find("escrow") != std::string::npos);
    REQUIRE(window->tap("question.yes"));
    CHECK(window->said("window.office") == "Example Borough");
    CHECK(window->said("today.empty.title") == "Your office is ready");
    // The command line finds the same office.
    CHECK(admin::Office::open(town.path("fresh"), town.files).ok());
}

TEST_CASE("every view can be reached by keys alone", "[admin][gui][shell]") {
    WindowTown town;
    WindowDriver& window = town.open();
    const auto focused = [&] { return std::string(window.driver().focused()); };
    for (int i = 0; i < 60 && focused() != "view.today"; ++i) {
        window.key(ui::Key::tab);
    }
    REQUIRE(focused() == "view.today");
    window.key(ui::Key::down);
    const std::string second = focused();
    CHECK(second.starts_with("view."));
    CHECK(second != "view.today");
    window.key(ui::Key::select);
    CHECK(window.get(second)->is(ui::sem::checked));
    window.key(ui::Key::tab);  // out of the list at once
    CHECK_FALSE(focused().starts_with("view."));
}

TEST_CASE("colours and size of text stay as a person left them", "[admin][gui][shell]") {
    WindowTown town;
    WindowDriver& window = town.open();
    const double usual = window.driver().px_per_mm();
    REQUIRE(window.tap("window.colours"));
    REQUIRE(window.choose("window.text", "Large text"));
    CHECK(window.driver().px_per_mm() == Approx(usual * 1.25));
    CHECK(town.open().shell().settings().dark);
    CHECK(town.window().driver().px_per_mm() == Approx(usual * 1.25));
}

TEST_CASE("a window.json that somebody broke is as if there were none", "[admin][gui][shell]") {
    WindowTown town;
    town.write("office/window.json", "{\"dark\": \"yes\", \"text\": -3");
    CHECK(town.open().shell().settings() == WindowSettings{});
    town.write("office/window.json", "{\"dark\": 7, \"surveys\": 3}");
    CHECK(town.open().shell().settings() == WindowSettings{});
}

TEST_CASE("nothing of the page that lies behind a question can be pressed", "[admin][gui][shell]") {
    WindowTown town;
    WindowDriver& window = town.open();
    bool yes = false;
    window.key(ui::Key::tab);  // keys are in use
    window.shell().ask({"Really?", "It cannot be taken back.", "Do it", true}, [&] { yes = true; });
    window.settle();
    CHECK(window.get("view.today") == nullptr);
    CHECK(std::string(window.driver().focused()) == "question.no");  // of what is dangerous
    window.key(ui::Key::back);
    CHECK(window.get("question.yes") == nullptr);
    CHECK_FALSE(yes);
    window.shell().ask({"Really?", "It cannot be taken back.", "Do it", true}, [&] { yes = true; });
    REQUIRE(window.tap("question.yes"));
    CHECK(yes);
}

TEST_CASE("a form says which line is missing and hands over what was filled in",
          "[admin][gui][shell]") {
    WindowTown town;
    WindowDriver& window = town.open();
    std::vector<std::string> filled;
    window.shell().fill_in({"A form",
                            "",
                            {{"name", "Name"},
                             {"kind", "Kind", "", "", {"one", "two"}},
                             {"note", "Note", "", "", {}, false}},
                            "Keep"},
                           [&](std::vector<std::string> values) { filled = std::move(values); });
    REQUIRE(window.tap("form.submit"));
    CHECK(filled.empty());
    CHECK(window.get("form.name")->is(ui::sem::invalid));
    CHECK(window.get("form.note")->is(ui::sem::invalid) == false);
    REQUIRE(window.type("form.name", "Lamp"));
    REQUIRE(window.choose("form.kind", "two"));
    REQUIRE(window.tap("form.submit"));
    CHECK(filled == std::vector<std::string>{"Lamp", "two", ""});
    CHECK(window.get("form.submit") == nullptr);
}

TEST_CASE("what was done is said and can be taken back where it can", "[admin][gui][shell]") {
    WindowTown town;
    WindowDriver& window = town.open();
    window.shell().run({"Adding a wave",
                        {"summarise", "wave", "add", "spring", "2026-03-01", "2026-05-31"},
                        "Added.",
                        {"summarise", "wave", "remove", "spring"}},
                       {});
    window.settle();
    INFO(window.said("window.notice"));
    CHECK(window.said("window.notice") == "Added.");
    REQUIRE(window.get("window.undo") != nullptr);
    REQUIRE(window.tap("window.undo"));
    CHECK(window.said("window.notice") == "Undone.");
    CHECK(window.get("window.undo") == nullptr);
}

TEST_CASE("a refusal stays until a person has seen it", "[admin][gui][shell]") {
    WindowTown town;
    WindowDriver& window = town.open();
    window.shell().run(
        {"Looking", {"kiosk", "retire", "Nobody", "--to", "folder:" + town.text_path("stick")}},
        {});
    window.settle();
    const std::string said = window.said("window.notice");
    CHECK(said.find("Nobody") != std::string::npos);
    window.driver().wait(std::chrono::minutes{5});
    CHECK(window.said("window.notice") == said);
    REQUIRE(window.tap("window.dismiss"));
    CHECK(window.get("window.notice") == nullptr);
}
