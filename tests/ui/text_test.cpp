#include "ui/text.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "support/temporary_folder.h"
#include "ui/sample_page.h"

using namespace harmony;
using namespace harmony::ui;

namespace {

const std::filesystem::path assets = std::filesystem::path(HARMONY_SOURCE_DIR) / "assets";

std::unique_ptr<TextEngine> engine() {
    return TextEngine::open(assets).value();
}

TextStyle style(const std::string& language) {
    TextStyle style;
    style.language = language;
    return style;
}

// Where the ink begins and ends in the picture of a text.
struct Ink {
    int left;
    int right;
};

Ink ink_of(const TextPicture& picture) {
    Ink ink{picture.width_px, -1};
    for (int y = 0; y < picture.height_px; ++y) {
        for (int x = 0; x < picture.width_px; ++x) {
            if (picture.coverage[static_cast<std::size_t>(y * picture.width_px + x)] > 0) {
                ink.left = std::min(ink.left, x);
                ink.right = std::max(ink.right, x);
            }
        }
    }
    return ink;
}

}  // namespace

TEST_CASE("a font that is not the pinned one is named", "[ui][text]") {
    tests::TemporaryFolder folder;
    std::ifstream from(assets / "fonts.json");
    std::string list(std::istreambuf_iterator<char>(from), {});
    const auto at = list.find("\"sha256\": \"") + 11;
    list[at] = list[at] == '0' ? '1' : '0';
    std::ofstream(folder.path() / "fonts.json") << list;
    const auto opened = TextEngine::open(folder.path());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == base::ErrorKind::unreadable);
    CHECK(opened.error().message.find("NotoSans-Regular.ttf") != std::string::npos);
    CHECK(opened.error().message.find("sha256") != std::string::npos);
}

TEST_CASE("a font that is not installed names its package", "[ui][text]") {
    tests::TemporaryFolder folder;
    std::ofstream(folder.path() / "fonts.json")
        << R"({"harmony":"fonts/1","package":"fonts-noto-core","folder":"/nowhere",)"
        << R"("files":[{"file":"NotoSans-Regular.ttf","sha256":"00"}]})";
    const auto opened = TextEngine::open(folder.path());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == base::ErrorKind::absent);
    CHECK(opened.error().message.find("fonts-noto-core") != std::string::npos);
}

TEST_CASE("the pinned fonts draw every letter of the interface languages", "[ui][text][K6]") {
    const auto text = engine();
    for (const std::string code : {"en", "pl", "ur", "ar"}) {
        const tests::SampleWords words = tests::sample_words(code);
        INFO(code);
        for (const std::string& line : words.answers) {
            CHECK(text->extent(text->layout(line, style(code), std::nullopt)).unknown_glyphs == 0);
        }
        CHECK(text->extent(text->layout(words.heading, style(code), 600)).unknown_glyphs == 0);
    }
    // A letter that none of them has is found: Georgian.
    CHECK(text->extent(text->layout("ა", style("en"), std::nullopt)).unknown_glyphs == 1);
}

TEST_CASE("lines begin at the side where their language begins", "[ui][text]") {
    const auto text = engine();
    const auto first_line_longer = [&](const std::string& code, const std::string& letters) {
        const TextId id = text->layout(letters, style(code), std::nullopt);
        return std::pair{text->extent(id), ink_of(text->picture(id))};
    };
    // The second line is short: it ends far from the side where lines end.
    const auto [english, english_ink] = first_line_longer("en", "a very long first line\nshort");
    const auto [arabic, arabic_ink] = first_line_longer("ar", "سطر أول طويل جدا جدا جدا\nسطر");
    CHECK(english.lines == 2);
    CHECK(arabic.lines == 2);
    const auto caret_en =
        text->caret(text->layout("a very long first line\nshort", style("en"), std::nullopt), 23);
    const std::string words = "سطر أول طويل جدا جدا جدا\nسطر";
    const auto caret_ar =
        text->caret(text->layout(words, style("ar"), std::nullopt), words.find('\n') + 1);
    CHECK(caret_en.x_px == 0);
    CHECK(caret_ar.x_px >= arabic.width_px - 2);
}

TEST_CASE("capitals are equally high in every script", "[ui][text]") {
    const auto text = engine();
    TextStyle large = style("en");
    large.capital_px = 100;
    const TextExtent latin = text->extent(text->layout("H", large, std::nullopt));
    large.language = "ar";
    const TextExtent arabic = text->extent(text->layout("ا", large, std::nullopt));
    large.language = "ur";
    const TextExtent urdu = text->extent(text->layout("ا", large, std::nullopt));
    CHECK(latin.ink_h == Approx(100).margin(2));
    CHECK(arabic.ink_h == Approx(100).margin(3));
    CHECK(urdu.ink_h == Approx(100).margin(3));
}

TEST_CASE("Urdu lines have the height that Nastaliq needs", "[ui][text]") {
    const auto text = engine();
    TextStyle urdu = style("ur");
    urdu.capital_px = 76.8;  // an em of 100 px
    CHECK(text->extent(text->layout("گلی", urdu, std::nullopt)).height_px >= 250);
}

TEST_CASE("the same text is set once", "[ui][text]") {
    const auto text = engine();
    const TextId first = text->layout("Continue", style("en"), 200);
    const auto before = text->figures();
    CHECK(text->layout("Continue", style("en"), 200) == first);
    CHECK(text->layout("Continue", style("en"), 201) != first);
    CHECK(text->layout("Continue", style("pl"), 200) != first);
    CHECK(text->figures().hits == before.hits + 1);
    CHECK(text->figures().misses == before.misses + 2);
}

TEST_CASE("a word wider than its place is broken, and that is known", "[ui][text]") {
    const auto text = engine();
    const TextExtent& whole = text->extent(text->layout("two words", style("en"), 120));
    CHECK_FALSE(whole.split_word);
    CHECK(text->extent(text->layout("Donaudampfschiff", style("en"), 120)).split_word);
}

TEST_CASE("the caret goes where the text was touched", "[ui][text]") {
    const auto text = engine();
    const TextId id = text->layout("night", style("en"), std::nullopt);
    for (std::size_t at = 0; at <= 5; ++at) {
        const auto caret = text->caret(id, at);
        CHECK(text->byte_at(id, caret.x_px + 1, caret.y_px + caret.height_px / 2) == at);
    }
}

TEST_CASE("pictures that nobody shows are let go when there are many, and drawn again alike",
          "[ui][text]") {
    const auto texts = engine();
    TextStyle large = style("en");
    large.capital_px = 200;
    const TextId first = texts->layout("The first of many words", large, std::nullopt);
    const std::vector<std::uint8_t> before = texts->picture(first).coverage;
    std::size_t drawn = before.size();
    int number = 0;
    while (drawn <= TextEngine::most_picture_bytes) {
        texts->forget_unused();  // a frame has ended
        const std::string words = "Words number " + std::to_string(++number);
        drawn += texts->picture(texts->layout(words, large, std::nullopt)).coverage.size();
    }
    const std::string last = "Words number " + std::to_string(number);
    CHECK(texts->figures().picture_bytes == drawn);
    texts->forget_unused();
    CHECK(texts->figures().picture_bytes <= TextEngine::most_picture_bytes);
    CHECK(texts->figures().texts == static_cast<std::size_t>(number) + 1);
    const std::size_t thinned = texts->figures().picture_bytes;
    static_cast<void>(texts->picture(texts->layout(last, large, std::nullopt)));
    CHECK(texts->figures().picture_bytes == thinned);  // what was shown last is still there
    CHECK(texts->layout("The first of many words", large, std::nullopt) == first);
    CHECK(texts->picture(first).coverage == before);
    CHECK(texts->figures().picture_bytes == thinned + before.size());
}
