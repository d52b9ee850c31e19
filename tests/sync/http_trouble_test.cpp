#include "sync/http_trouble.h"

#include <array>
#include <catch2/catch.hpp>
#include <ctime>

#include "base/random.h"
#include "sync/back_off.h"

using namespace harmony;
using namespace harmony::sync;
using base::ErrorKind;
using std::chrono::seconds;

namespace {

/// RFC 9110, 5.6.7, by the C library: another reading of the rule than the product's.
std::string to_http_date(base::Moment moment) {
    const std::time_t seconds =
        std::chrono::duration_cast<std::chrono::seconds>(moment.time_since_epoch()).count();
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 40> text{};
    const std::size_t length =
        std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text.data(), length};
}

const WebAddress store = *parse_web_address("https://store.example.org/a");
const base::Moment noon = base::moment_from_iso("2026-03-30T12:00:00Z")->moment;

HttpAnswer answer(int status, const std::string& header = {}, const std::string& value = {}) {
    HttpAnswer made;
    made.status = status;
    if (!header.empty()) {
        made.headers.emplace_back(header, value);
    }
    return made;
}

}  // namespace

TEST_CASE("an answer that is no success has the kind of what a person can do", "[sync][S12]") {
    // docs/formats/hk1.md, 16.2.
    const std::vector<std::pair<int, ErrorKind>> kinds{{404, ErrorKind::absent},
                                                       {410, ErrorKind::absent},
                                                       {400, ErrorKind::refused},
                                                       {401, ErrorKind::refused},
                                                       {403, ErrorKind::refused},
                                                       {405, ErrorKind::refused},
                                                       {409, ErrorKind::refused},
                                                       {412, ErrorKind::refused},
                                                       {408, ErrorKind::unreachable},
                                                       {429, ErrorKind::unreachable},
                                                       {500, ErrorKind::unreachable},
                                                       {503, ErrorKind::unreachable},
                                                       {413, ErrorKind::full},
                                                       {507, ErrorKind::full},
                                                       {511, ErrorKind::unreachable}};
    for (const auto& [status, kind] : kinds) {
        INFO(status);
        const base::Error error = trouble_of(answer(status), store, Due::object);
        CHECK(error.kind == kind);
        CHECK(error.message.ends_with("."));
    }
}

TEST_CASE("a page that wants somebody to sign in is told from the store", "[sync][S12]") {
    const std::string sign_in = "sign in first";
    const auto says = [&](const HttpAnswer& got, Due due) {
        return trouble_of(got, store, due).message.find(sign_in) != std::string::npos;
    };
    const HttpAnswer page = answer(200, "content-type", "text/HTML; charset=utf-8");
    CHECK(is_sign_in_page(page, store, Due::xml));
    CHECK(is_sign_in_page(page, store, Due::object));
    CHECK_FALSE(is_sign_in_page(page, store, Due::nothing));
    CHECK(says(page, Due::object));
    CHECK(says(answer(403, "content-type", "text/html"), Due::xml));
    CHECK_FALSE(says(answer(403, "content-type", "application/xml"), Due::xml));
    CHECK(says(answer(511), Due::xml));
    CHECK(says(answer(302, "location", "http://hotel.example/login?x"), Due::object));
    CHECK(trouble_of(answer(302, "location", "http://hotel.example/login"), store, Due::object)
              .message.find("hotel.example") != std::string::npos);
    // A move within the store is no portal.
    CHECK(trouble_of(answer(301, "location", "/b/"), store, Due::object).kind ==
          ErrorKind::refused);
    CHECK(trouble_of(answer(301, "location", "https://store.example.org/b"), store, Due::object)
              .kind == ErrorKind::refused);
}

TEST_CASE("dates of HTTP are read and written", "[sync]") {
    // RFC 9110, 5.6.7.
    const base::Moment then = base::moment_from_iso("1994-11-06T08:49:37Z")->moment;
    CHECK(http_date("Sun, 06 Nov 1994 08:49:37 GMT") == then);
    CHECK(to_http_date(then) == "Sun, 06 Nov 1994 08:49:37 GMT");
    for (const char* bad : {"",
                            "Sunday, 06-Nov-94 08:49:37 GMT",
                            "Sun, 31 Feb 1994 08:49:37 GMT",
                            "Sun, 06 Nov 1994 08:49:37 CET",
                            "Sun, 06 Xxx 1994 08:49:37 GMT"}) {
        INFO(bad);
        CHECK_FALSE(http_date(bad).has_value());
    }
}

TEST_CASE("a store may ask to be left alone, for 6 hours at most", "[sync][S12]") {
    CHECK(asked_to_wait(answer(503, "retry-after", "120"), noon) == seconds{120});
    CHECK(asked_to_wait(answer(503, "retry-after", to_http_date(noon + seconds{90})), noon) ==
          seconds{90});
    CHECK(asked_to_wait(answer(503, "retry-after", "999999"), noon) == std::chrono::hours{6});
    CHECK(asked_to_wait(answer(503, "retry-after", "-5"), noon) == seconds{0});
    CHECK_FALSE(asked_to_wait(answer(503), noon).has_value());
    CHECK_FALSE(asked_to_wait(answer(503, "retry-after", "soon"), noon).has_value());
}

TEST_CASE("a clock that is far from the store's is noticed", "[sync][S12]") {
    const auto off = [](seconds by) {
        return clock_off_by(answer(200, "date", to_http_date(noon - by)), noon);
    };
    CHECK_FALSE(off(seconds{15 * 60}).has_value());
    CHECK(off(seconds{16 * 60}) == std::chrono::minutes{16});
    CHECK(off(-seconds{3 * 3600}) == -std::chrono::hours{3});
    CHECK_FALSE(clock_off_by(answer(200), noon).has_value());
}

TEST_CASE("a courier that fails waits a random time that grows to an hour", "[sync][S12]") {
    base::SeededRandom random(7);
    BackOff back_off(random);
    std::vector<std::chrono::milliseconds> largest(10);
    for (int run = 0; run < 2000; ++run) {
        back_off.succeeded();
        for (std::chrono::milliseconds& top : largest) {
            top = std::max(top, back_off.after(ErrorKind::unreachable, {}));
        }
    }
    // min(1 h, 30 s x 2^n), of which 2,000 draws come within 2 %.
    for (std::size_t n = 0; n < largest.size(); ++n) {
        const double ceiling = std::min(3600.0, 30.0 * static_cast<double>(1U << n)) * 1000;
        CHECK(static_cast<double>(largest[n].count()) <= ceiling);
        CHECK(static_cast<double>(largest[n].count()) >= ceiling * 0.98);
    }
    back_off.succeeded();
    CHECK(back_off.after(ErrorKind::refused, {}) == std::chrono::hours{1});
    CHECK(back_off.after(ErrorKind::unreachable, {std::chrono::hours{5}, {}}) >=
          std::chrono::hours{5});
    CHECK(back_off.failures() == 2);
    back_off.succeeded();
    CHECK(back_off.failures() == 0);
}
