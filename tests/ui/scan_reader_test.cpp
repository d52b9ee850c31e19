#include "ui/scan_reader.h"

#include <catch2/catch.hpp>

using namespace harmony::ui;
using std::chrono::milliseconds;

namespace {

/// Types letters 5 ms apart, as a scanner does; what came out as keys.
std::string type(ScanReader& reader, std::string_view letters, int& when_ms, int apart_ms = 5) {
    std::string out;
    const auto add = [&](const std::vector<KeyEvent>& keys) {
        for (const KeyEvent& key : keys) {
            out += key.key == Key::letters ? std::string(key.letters()) : "<enter>";
        }
    };
    for (const char letter : letters) {
        when_ms += apart_ms;
        const KeyEvent event = letter == '\n'
                                   ? KeyEvent{Key::select, true, milliseconds{when_ms}}
                                   : KeyEvent::typed(std::string(1, letter), milliseconds{when_ms});
        add(reader.take(event));
    }
    return out;
}

std::string code_of(ScanReader& reader) {
    const auto code = reader.take_code();
    return code ? std::string(code->view()) : "none";
}

}  // namespace

// Every figure is of kiosk.md 7.6: HT1: or HR1:, Enter or 60 ms of silence, 2 s.
TEST_CASE("a code that ends with Enter is swallowed whole", "[ui][scan]") {
    ScanReader reader;
    int now = 0;
    CHECK(type(reader, "HR1:482917365191\n", now).empty());
    CHECK(code_of(reader) == "HR1:482917365191");
    CHECK(code_of(reader) == "none");
}

TEST_CASE("a code ends after 60 ms of silence", "[ui][scan]") {
    ScanReader reader;
    int now = 0;
    CHECK(type(reader, "HT1:123", now).empty());
    CHECK(reader.wake_at() == milliseconds{now + 60});
    CHECK(reader.look(milliseconds{now + 59}).empty());
    CHECK(code_of(reader) == "none");
    CHECK(reader.look(milliseconds{now + 60}).empty());
    CHECK(code_of(reader) == "HT1:123");
    CHECK_FALSE(reader.wake_at().has_value());
}

TEST_CASE("a code that takes longer than two seconds ends there", "[ui][scan]") {
    ScanReader reader;
    int now = 0;
    static_cast<void>(type(reader, "HT1:", now));
    static_cast<void>(type(reader, std::string(39, '7'), now, 50));
    CHECK(code_of(reader) == "none");
    static_cast<void>(type(reader, "8", now, 50));
    CHECK(code_of(reader).starts_with("HT1:777"));
}

TEST_CASE("what only begins like a code is typed after all, in its order", "[ui][scan]") {
    ScanReader reader;
    int now = 0;
    CHECK(type(reader, "Hello", now) == "Hello");
    CHECK(type(reader, "HT2:", now) == "HT2:");
    CHECK(type(reader, "HHR", now) == "H");  // the second H may still begin one
    CHECK(type(reader, "x", now) == "HRx");
    SECTION("also when the typist is slow") {
        CHECK(type(reader, "H", now).empty());
        const auto keys = reader.look(milliseconds{now + 60});
        REQUIRE(keys.size() == 1);
        CHECK(keys.front().letters() == "H");
    }
    CHECK(code_of(reader) == "none");
}

TEST_CASE("a bad code does not block the next", "[ui][scan]") {
    ScanReader reader;
    int now = 0;
    CHECK(type(reader, "HT1:\n", now).empty());
    CHECK(code_of(reader) == "HT1:");
    CHECK(type(reader, "HT1:900\n", now).empty());
    CHECK(code_of(reader) == "HT1:900");
}

TEST_CASE("other keys pass a reader that reads nothing", "[ui][scan]") {
    ScanReader reader;
    CHECK(reader.take({Key::select, true, milliseconds{5}}).size() == 1);
    CHECK(reader.take({Key::right, false, milliseconds{6}}).size() == 1);
}
