#include "admin/poster/poster.h"

#include <catch2/catch.hpp>

#include "kiosk/read_codes.h"
#include "ui/picture.h"

using namespace harmony;
using admin::PosterFormat;
using admin::PosterSheet;
using admin::PosterWords;

namespace {

const std::string code =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART:20260330T130000Z\r\n"
    "SUMMARY:Newtown drop-in\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

PosterWords drop_in() {
    PosterWords words;
    words.organiser = "Example Council";
    words.title = "Newtown drop-in";
    words.when = "Monday 30 March 2026, 14:00 - 16:00";
    words.where = {"Newtown Resource Centre", "1 Durham Road, Tarnbeck TS19 0DE"};
    words.summary = "Police, council and housing together. No appointment.";
    words.access = "Access: step-free entrance, hearing loop.";
    words.contact = "events@example.org";
    words.code = code;
    words.code_caption = "Point your phone at the code to keep the date.";
    return words;
}

std::unique_ptr<ui::TextEngine> engine() {
    auto text = ui::TextEngine::open(std::string(HARMONY_SOURCE_DIR) + "/assets");
    REQUIRE(text.ok());
    return std::move(*text);
}

base::Bytes drawn(const PosterWords& words,
                  PosterSheet sheet,
                  PosterFormat format = PosterFormat::png) {
    auto bytes = admin::draw_poster(words, sheet, format, *engine());
    if (!bytes) {
        FAIL(bytes.error().message);
    }
    return std::move(*bytes);
}

ui::Image picture_of(const base::Bytes& png) {
    const auto picture = ui::decode_picture(png);
    REQUIRE(picture.ok());
    return {(*picture)->width_px(), (*picture)->height_px(), (*picture)->pixels()};
}

}  // namespace

TEST_CASE("the code on a poster and on a leaflet is read back as it is", "[admin][poster][E9]") {
    for (const PosterSheet sheet : {PosterSheet::poster_a4, PosterSheet::leaflet_a5}) {
        const auto found = tests::codes_in(picture_of(drawn(drop_in(), sheet)));
        REQUIRE(found.size() == 1);
        CHECK(found.front() == code);
    }
}

TEST_CASE("a sheet in Urdu begins on the right, with its code on the left", "[admin][poster]") {
    const auto left_half = [](const ui::Image& whole) {
        ui::Image half{whole.width_px / 2, whole.height_px, {}};
        for (int row = 0; row < whole.height_px; ++row) {
            const auto begin = whole.pixels.begin() + std::ptrdiff_t{row} * whole.width_px;
            half.pixels.insert(half.pixels.end(), begin, begin + half.width_px);
        }
        return half;
    };
    PosterWords words = drop_in();
    CHECK(tests::codes_in(left_half(picture_of(drawn(words, PosterSheet::leaflet_a5)))).empty());
    words.language = "ur";
    CHECK(tests::codes_in(left_half(picture_of(drawn(words, PosterSheet::leaflet_a5)))).size() ==
          1);
}

TEST_CASE("sheets have the size of their paper, and a picture that of websites",
          "[admin][poster]") {
    const base::Bytes pdf = drawn(drop_in(), PosterSheet::poster_a4, PosterFormat::pdf);
    CHECK(base::as_text(pdf).substr(0, 5) == "%PDF-");
    const ui::Image a5 = picture_of(drawn(drop_in(), PosterSheet::leaflet_a5));
    CHECK(a5.width_px == 1748);  // 148 mm at 300 dots an inch
    CHECK(a5.height_px == 2480);
    const ui::Image share = picture_of(drawn(drop_in(), PosterSheet::share_image));
    CHECK(share.width_px == 1200);
    CHECK(share.height_px == 630);
    CHECK(tests::codes_in(share).empty());
}

TEST_CASE("words of the greatest length fit, in every script", "[admin][poster]") {
    PosterWords words = drop_in();
    for (const auto& [language, word] : std::vector<std::pair<std::string, std::string>>{
             {"en", "neighbourhood"}, {"ur", "ملاقات"}, {"pa", "ਮੀਟਿੰਗ"}}) {
        words.language = language;
        words.title.clear();
        words.summary.clear();
        const std::size_t letters = language == "en" ? 14 : 7;
        for (std::size_t i = 0; i < 80 / letters; ++i) {
            words.title += word + ' ';
        }
        for (std::size_t i = 0; i < 280 / letters; ++i) {
            words.summary += word + ' ';
        }
        for (const PosterSheet sheet :
             {PosterSheet::poster_a4, PosterSheet::leaflet_a5, PosterSheet::share_image}) {
            CHECK_FALSE(drawn(words, sheet).empty());
        }
    }
}

TEST_CASE("what cannot be drawn is refused in words", "[admin][poster][bad-input]") {
    const auto refusal = [](const PosterWords& words) {
        const auto bytes =
            admin::draw_poster(words, PosterSheet::poster_a4, PosterFormat::png, *engine());
        REQUIRE_FALSE(bytes.ok());
        return bytes.error().message;
    };
    PosterWords words = drop_in();
    words.summary = std::string(200, 'W');
    CHECK(refusal(words).find("is wider than the sheet") != std::string::npos);
    words = drop_in();
    words.title = "Newtown \U00013000";
    CHECK(refusal(words).find("no font of ours can draw every letter") != std::string::npos);
    words = drop_in();
    words.summary.clear();
    for (int i = 0; i < 400; ++i) {
        words.summary += "many words ";
    }
    CHECK(refusal(words).find("do not fit on the sheet") != std::string::npos);
}
