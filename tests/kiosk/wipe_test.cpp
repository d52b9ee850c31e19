#include <catch2/catch.hpp>

#include "base/text.h"
#include "kiosk/script/memory_scan.h"
#include "support/memory_kiosk.h"

using namespace harmony;
using namespace harmony::kiosk;

namespace {

/// The phrase that is typed, letter by letter, so that nothing but the kiosk ever holds it whole.
struct Letters {
    const char32_t* letters;
    std::size_t count;
};

constexpr char32_t latin[] = U"quiet lamps by the weir";
constexpr char32_t urdu[] = U"گلی میں روشنی";

std::string utf8(char32_t letter) {
    std::string text;
    base::append_utf8(text, letter);
    return text;
}

Needle needle_of(const Letters& phrase) {
    Needle needle("");
    for (std::size_t i = 0; i < phrase.count; ++i) {
        needle.append(utf8(phrase.letters[i]));
    }
    return needle;
}

/// The key of the keyboard on the page whose id ends so; empty when there is none.
std::string key(const ui::Driver& driver, std::string_view end) {
    for (const ui::sem::Node& node : driver.tree().nodes()) {
        if (node.role == ui::sem::Role::key && node.id.ends_with(end)) {
            return node.id;
        }
    }
    return {};
}

/// Where question and keyboard have no room together, touching the field opens the keyboard.
void type_letters(Stage& stage, const Letters& phrase) {
    ui::Driver& driver = stage.driver();
    const bool own_page = key(driver, "").empty();
    if (own_page) {
        REQUIRE(driver.tap("q.one_thing.field").ok());
    }
    for (std::size_t i = 0; i < phrase.count; ++i) {
        REQUIRE(driver.type(utf8(phrase.letters[i])).ok());
    }
    if (own_page) {
        REQUIRE(driver.tap(key(driver, ".done")).ok());
    }
}

/// Types, looks at the check page, and leaves; returns the copies before and after leaving.
std::pair<std::size_t, std::size_t> copies_around_leaving(const std::string& language,
                                                          const Letters& phrase) {
    tests::MemoryKiosk kiosk;
    Stage& stage = kiosk.stage();
    const Needle needle = needle_of(phrase);
    kiosk.go_to_questions(language);
    kiosk.go_on_to("q.one_thing");
    type_letters(stage, phrase);
    static_cast<void>(stage.driver().frame());
    REQUIRE(stage.driver().tap("nav.continue").ok());
    REQUIRE(stage.driver().screen() == "check");
    const std::size_t before = copies_in_memory(needle);
    REQUIRE(stage.driver().tap("bar.leave").ok());
    REQUIRE(stage.driver().screen() == "attract");
    return {before, copies_in_memory(needle)};
}

}  // namespace

TEST_CASE("the scanner finds a planted text in each of its forms", "[kiosk][wipe]") {
    // Each letter stands one too high, so that the text itself is nowhere before it is planted.
    constexpr std::string_view shifted = "qmboufe!pbl!usff";
    Needle needle("");
    for (const char letter : shifted) {
        needle.append(utf8(static_cast<char32_t>(letter) - 1));
    }
    CHECK(copies_in_memory(needle) == 0);
    std::vector<char> narrow;
    std::vector<char16_t> medium;
    std::vector<char32_t> wide;
    for (const char letter : shifted) {
        narrow.push_back(static_cast<char>(letter - 1));
        medium.push_back(static_cast<char16_t>(letter - 1));
        wide.push_back(static_cast<char32_t>(letter) - 1);
    }
    CHECK(copies_in_memory(needle) >= 3);
}

TEST_CASE("no copy of Latin words is left after the session", "[kiosk][wipe]") {
    const auto [before, after] = copies_around_leaving("en", {latin, std::size(latin) - 1});
    CHECK(before > 0);  // the scan can see it while it is there
    CHECK(after == 0);
}

TEST_CASE("no copy of Urdu words is left after the session", "[kiosk][wipe]") {
    const auto [before, after] = copies_around_leaving("ur", {urdu, std::size(urdu) - 1});
    CHECK(before > 0);
    CHECK(after == 0);
}

TEST_CASE("no copy of a date and an order is left after the session", "[kiosk][wipe]") {
    tests::MemoryKiosk kiosk({ui::panel_15_inch, {"every_answer"}});
    ui::Driver& driver = kiosk.driver();
    // The date in words and the beginning of the order, put together in pieces.
    Needle date("");
    for (const char* piece : {"2", "4 ", "Octo", "ber ", "19", "87"}) {
        date.append(piece);
    }
    Needle order("");
    for (const char* piece : {"clubs", "\n2", ".", "\u00A0", "Clean"}) {
        order.append(piece);
    }
    kiosk.go_to_questions();
    for (const std::string choice : {"youth", "parks", "lights", "police"}) {
        REQUIRE(driver.tap("q.order.opt." + choice).ok());
    }
    for (int i = 0; i < 3; ++i) {
        REQUIRE(driver.tap("nav.continue").ok());
    }
    for (const char digit : std::string_view("24101987")) {
        REQUIRE(driver.type(std::string_view(&digit, 1)).ok());
    }
    for (int i = 0; i < 10 && driver.screen() != "check"; ++i) {
        REQUIRE(driver.tap("nav.continue").ok());
    }
    static_cast<void>(driver.frame());
    CHECK(copies_in_memory(order) > 0);  // the scan can see it while it is there
    while (driver.get("page.more") != nullptr && !driver.tree().shows("1987")) {
        REQUIRE(driver.tap("page.more").ok());
    }
    CHECK(copies_in_memory(date) > 0);
    REQUIRE(driver.tap("bar.leave").ok());
    CHECK(copies_in_memory(order) == 0);
    CHECK(copies_in_memory(date) == 0);
}

namespace {

/// Invented, and put together letter by letter as the others above.
constexpr char32_t name[] = U"quill of the mill";
constexpr char32_t phone[] = U"07700900987";
constexpr char32_t email[] = U"quill@example.org";

void go_on(tests::MemoryKiosk& kiosk, const std::string& tile = {}) {
    if (!tile.empty()) {
        REQUIRE(kiosk.driver().tap(tile).ok());
    }
    REQUIRE(kiosk.driver().tap("nav.continue").ok());
}

void type_all(tests::MemoryKiosk& kiosk, const Letters& typed) {
    for (std::size_t i = 0; i < typed.count; ++i) {
        REQUIRE(kiosk.driver().type(utf8(typed.letters[i])).ok());
    }
    go_on(kiosk);
}

/// To the check of a sign-up that gives name, phone and email.
void fill_in_sign_up(tests::MemoryKiosk& kiosk) {
    ui::Driver& driver = kiosk.driver();
    REQUIRE(driver.tap("attract.touch").ok());
    for (const char* id :
         {"language.en", "home.events", "event.b35e9a07c4d1826f", "event.sign_up"}) {
        while (driver.get(id) == nullptr && driver.get("page.more") != nullptr) {
            REQUIRE(driver.tap("page.more").ok());
        }
        REQUIRE(driver.tap(id).ok());
    }
    go_on(kiosk, "signup.who.opt.1");
    go_on(kiosk, "signup.who.age.opt.yes");
    go_on(kiosk, "signup.details.opt.yes");
    type_all(kiosk, {name, std::size(name) - 1});
    type_all(kiosk, {phone, std::size(phone) - 1});
    type_all(kiosk, {email, std::size(email) - 1});
    go_on(kiosk, "signup.details.preferred.opt.text");
    go_on(kiosk);
    go_on(kiosk, "signup.consent.yes");
    go_on(kiosk);
    REQUIRE(driver.screen() == "signup.check");
    static_cast<void>(driver.frame());
}

std::size_t copies(const Letters& typed) {
    return copies_in_memory(needle_of(typed));
}

void check_nothing_left() {
    CHECK(copies({name, std::size(name) - 1}) == 0);
    CHECK(copies({phone, std::size(phone) - 1}) == 0);
    CHECK(copies({email, std::size(email) - 1}) == 0);
}

}  // namespace

TEST_CASE("no copy of a name, phone number or address is left after a sign-up was sent",
          "[kiosk][wipe][signup][K3]") {
    tests::MemoryKiosk kiosk;
    fill_in_sign_up(kiosk);
    CHECK(copies({name, std::size(name) - 1}) > 0);  // the scan can see it while it is there
    CHECK(copies({email, std::size(email) - 1}) > 0);
    REQUIRE(kiosk.driver().tap("signup.send").ok());
    REQUIRE(kiosk.driver().screen() == "signup.done");
    CHECK_FALSE(kiosk.driver().tree().shows("quill"));
    REQUIRE(kiosk.driver().tap("done.finish").ok());
    REQUIRE(kiosk.driver().screen() == "attract");
    CHECK(kiosk.stage().outbox().counts()->sign_ups_today == 1);
    check_nothing_left();
}

TEST_CASE("no copy of what was typed is left when a sign-up is left before it was sent",
          "[kiosk][wipe][signup][K3]") {
    tests::MemoryKiosk kiosk;
    fill_in_sign_up(kiosk);
    REQUIRE(kiosk.driver().tap("bar.leave").ok());
    REQUIRE(kiosk.driver().screen() == "attract");
    CHECK(kiosk.stage().outbox().counts()->sign_ups_today == 0);
    check_nothing_left();
}
