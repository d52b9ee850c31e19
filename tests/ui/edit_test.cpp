#include "ui/edit.h"

#include <catch2/catch.hpp>

#include "ui/text.h"

using namespace harmony::ui;

namespace {

EditBuffer typed(std::initializer_list<const char*> keys) {
    EditBuffer text;
    for (const char* key : keys) {
        text.apply(KeyPress::typed(key));
    }
    return text;
}

}  // namespace

TEST_CASE("typed text is kept in NFC", "[ui][edit]") {
    // Unicode: e and U+0301 compose to U+00E9.
    CHECK(typed({"e", "\u0301"}).text() == "\u00E9");
}

TEST_CASE("presentation forms become letters", "[ui][edit]") {
    // Unicode: U+FEFB is the ligature of lam U+0644 and alef U+0627.
    CHECK(typed({"\uFEFB"}).text() == "\u0644\u0627");
}

TEST_CASE("directional controls are never taken", "[ui][edit]") {
    EditBuffer text = typed({"a"});
    CHECK_FALSE(text.apply(KeyPress::typed("\u202E")));
    CHECK_FALSE(text.apply(KeyPress::typed("\u2067")));
    CHECK(text.text() == "a");
}

TEST_CASE("back takes the last mark first, then its letter", "[ui][edit]") {  // kiosk.md 8
    EditBuffer text = typed({"ب", "\u0650", "\u0651"});
    text.apply({KeyPress::Kind::back});
    CHECK(text.text() == "ب\u0650");
    text.apply({KeyPress::Kind::back});
    text.apply({KeyPress::Kind::back});
    CHECK(text.empty());
    EditBuffer gurmukhi = typed({"ਸ", "\u0A3C", "\u0A40"});
    gurmukhi.apply({KeyPress::Kind::back});
    CHECK(gurmukhi.text() == "ਸ\u0A3C");
    EditBuffer composed = typed({"a", "\u0301"});  // one letter in NFC
    composed.apply({KeyPress::Kind::back});
    CHECK(composed.empty());
    EditBuffer latin = typed({"a", "b"});
    latin.apply({KeyPress::Kind::back});
    CHECK(latin.text() == "a");
    CHECK(latin.apply({KeyPress::Kind::back}));
    CHECK_FALSE(latin.apply({KeyPress::Kind::back}));
}

TEST_CASE("letters go in where the caret stands", "[ui][edit]") {
    EditBuffer text = typed({"n", "g", "h", "t"});
    KeyPress place{KeyPress::Kind::place};
    place.at = 1;
    text.apply(place);
    text.apply(KeyPress::typed("i"));
    CHECK(text.text() == "night");
    CHECK(text.caret() == 2);
}

TEST_CASE("a letter may take the place of those before it", "[ui][edit]") {
    EditBuffer text = typed({"x", "ا", "ا"});
    KeyPress other = KeyPress::typed("آ");
    other.instead_of = 4;
    CHECK(text.apply(other));
    CHECK(text.text() == "xآ");
    other.instead_of = 1;  // half a letter is never taken away
    CHECK(text.apply(other));
    CHECK(text.text() == "xآآ");
}

TEST_CASE("a full field takes no more", "[ui][edit]") {
    EditBuffer text(3);
    for (const char* key : {"1", "2", "3", "4"}) {
        text.apply(KeyPress::typed(key));
    }
    CHECK(text.text() == "123");
}

TEST_CASE("a cluster is one step back", "[ui][edit]") {
    CHECK(cluster_before("ab", 2) == 1);
    CHECK(cluster_before("ب\u0650", 4) == 0);
    CHECK(cluster_before("", 0) == 0);
}
