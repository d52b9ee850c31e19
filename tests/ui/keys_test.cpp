#include "ui/keys.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace harmony::ui;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds off{0};

KeyEvent down(Key key, int when_ms) {
    return {key, true, milliseconds{when_ms}};
}

KeyEvent up(Key key, int when_ms) {
    return {key, false, milliseconds{when_ms}};
}

std::size_t strokes_of(KeyReader& reader) {
    std::size_t strokes = 0;
    for (; reader.has_stroke(); ++strokes) {
        static_cast<void>(reader.next_stroke());
    }
    return strokes;
}

}  // namespace

// The times are those of kiosk.md 2.4: first repeat after 2.0 s, then 2 a second (EN 5.7).
TEST_CASE("an arrow that is held repeats after two seconds, then twice a second",
          "[ui][keys][K7]") {
    KeyReader reader;
    reader.take(down(Key::right, 1000), off);
    CHECK(strokes_of(reader) == 1);
    CHECK(reader.wake_at() == milliseconds{3000});
    reader.look(milliseconds{2999});
    CHECK(strokes_of(reader) == 0);
    reader.look(milliseconds{3000});
    CHECK(strokes_of(reader) == 1);
    reader.look(milliseconds{3499});
    CHECK(strokes_of(reader) == 0);
    reader.look(milliseconds{3500});
    CHECK(strokes_of(reader) == 1);
    reader.take(up(Key::right, 3600), off);
    reader.look(milliseconds{9000});
    CHECK(strokes_of(reader) == 0);
    CHECK_FALSE(reader.wake_at().has_value());
}

TEST_CASE("Select and letters never repeat", "[ui][keys][K7]") {
    KeyReader reader;
    reader.take(down(Key::select, 0), off);
    reader.take(KeyEvent::typed("a", milliseconds{10}), off);
    CHECK(strokes_of(reader) == 2);
    reader.look(milliseconds{60'000});
    CHECK(strokes_of(reader) == 0);
}

TEST_CASE("another key ends the repeating of the first", "[ui][keys][K7]") {
    KeyReader reader;
    reader.take(down(Key::right, 0), off);
    reader.take(down(Key::select, 100), off);
    CHECK(strokes_of(reader) == 2);
    reader.look(milliseconds{5000});
    CHECK(strokes_of(reader) == 0);
}

// EN 5.8: an identical key within the time of the filter is no second stroke.
TEST_CASE("the double-strike filter drops the same key within its time", "[ui][keys][K7]") {
    KeyReader reader;
    constexpr milliseconds half{500};
    reader.take(down(Key::right, 0), half);
    reader.take(up(Key::right, 40), half);
    reader.take(down(Key::right, 499), half);
    CHECK(strokes_of(reader) == 1);
    reader.take(up(Key::right, 510), half);
    reader.take(down(Key::right, 520), half);
    CHECK(strokes_of(reader) == 1);  // 520 ms after the last that counted
    reader.take(down(Key::left, 530), half);
    CHECK(strokes_of(reader) == 1);  // another key may follow at once
}

TEST_CASE("two different letters may follow each other at once, the same one not",
          "[ui][keys][K7]") {
    KeyReader reader;
    constexpr milliseconds half{500};
    reader.take(KeyEvent::typed("l", milliseconds{0}), half);
    reader.take(KeyEvent::typed("e", milliseconds{10}), half);
    reader.take(KeyEvent::typed("e", milliseconds{20}), half);
    CHECK(strokes_of(reader) == 2);
}

TEST_CASE("a key has one name and a name one key", "[ui][keys]") {
    for (std::size_t i = 0; i < key_count; ++i) {
        const Key key = static_cast<Key>(i);
        if (key != Key::letters && key != Key::command) {
            CHECK(key_named(name_of(key)) == key);
        }
    }
    CHECK_FALSE(key_named("letters").has_value());
    CHECK_FALSE(key_named("enter").has_value());
}

TEST_CASE("a reset forgets what is held", "[ui][keys][K3]") {
    KeyReader reader;
    reader.take(down(Key::down, 0), off);
    reader.reset();
    reader.look(milliseconds{10'000});
    CHECK(strokes_of(reader) == 0);
}
