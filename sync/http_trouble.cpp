#include "sync/http_trouble.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"

namespace harmony::sync {
namespace {

using base::Error;
using base::ErrorKind;
using std::chrono::seconds;

constexpr std::array<std::string_view, 12> months{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool is_html(const HttpAnswer& answer) {
    return base::lower_ascii(answer.header("content-type")).starts_with("text/html");
}

bool is_redirect(int status) {
    return status >= 300 && status < 400;
}

std::string host_of_location(const HttpAnswer& answer, const WebAddress& store) {
    const std::string_view location = answer.header("location");
    if (location.find("://") == std::string_view::npos) {
        return store.host;
    }
    const std::string_view rest = location.substr(location.find("://") + 3);
    return std::string(rest.substr(0, rest.find_first_of("/:?")));
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value)
                                                                    : std::nullopt;
}

}  // namespace

bool is_sign_in_page(const HttpAnswer& answer, const WebAddress& store, Due due) {
    if (answer.status == 511) {
        return true;
    }
    if (is_redirect(answer.status)) {
        return host_of_location(answer, store) != store.host;
    }
    const bool page = is_html(answer) && (answer.status == 200 || answer.status == 403);
    return page && due != Due::nothing;
}

Error trouble_of(const HttpAnswer& answer, const WebAddress& store, Due due) {
    // A store may move to another host as well; which it is cannot be told apart from here, and the
    // sentence names the host.
    if (is_redirect(answer.status)) {
        const std::string host = host_of_location(answer, store);
        return host == store.host
                   ? Error{ErrorKind::refused,
                           "The store has moved to another folder of " + host +
                               ". Change the address in the settings."}
                   : Error{ErrorKind::unreachable,
                           "The network leads to " + host +
                               " instead of the store. It may want you to sign in first: open a "
                               "web page on another device, or use a stick. If the store has moved "
                               "there, change the address in the settings."};
    }
    if (is_sign_in_page(answer, store, due)) {
        return {ErrorKind::unreachable,
                "This network may want you to sign in first. Open a web page on another device, or "
                "use a stick."};
    }
    const std::string store_says = "The store " + store.host;
    switch (answer.status) {
        case 404:
        case 410: return {ErrorKind::absent, store_says + " does not have it."};
        case 401:
            return {ErrorKind::refused, store_says + " does not know this name and password."};
        case 403: return {ErrorKind::refused, store_says + " does not allow this."};
        case 408:
        case 429: return {ErrorKind::unreachable, store_says + " is busy. Try again later."};
        case 407: return {ErrorKind::unreachable, "The network's proxy wants a password."};
        case 413: return {ErrorKind::full, store_says + " takes no object of this size."};
        case 507: return {ErrorKind::full, store_says + " is full."};
        default: break;
    }
    const std::string code = std::to_string(answer.status);
    return answer.status >= 500
               ? Error{ErrorKind::unreachable,
                       store_says + " has a fault of its own (" + code + ")."}
               : Error{ErrorKind::refused, store_says + " refuses this (" + code + ")."};
}

base::Result<bool> holds_object(const HttpAnswer& answer,
                                const WebAddress& store,
                                std::size_t size) {
    if (answer.status == 404 || answer.status == 410) {
        return false;
    }
    if (answer.status != 200 || is_sign_in_page(answer, store, Due::object)) {
        return trouble_of(answer, store, Due::object);
    }
    return answer.header("content-length") == std::to_string(size);
}

std::optional<seconds> asked_to_wait(const HttpAnswer& answer, base::Moment now) {
    constexpr seconds longest = std::chrono::hours{6};
    const std::string_view text = answer.header("retry-after");
    std::optional<seconds> wait;
    if (const auto count = number(text)) {
        wait = seconds{*count};
    } else if (const auto until = http_date(text)) {
        wait = std::chrono::duration_cast<seconds>(*until - now);
    }
    if (!wait) {
        return std::nullopt;
    }
    return std::clamp(*wait, seconds{0}, longest);
}

std::optional<std::chrono::minutes> clock_off_by(const HttpAnswer& answer, base::Moment now) {
    constexpr std::chrono::minutes doubtful{15};
    const auto theirs = http_date(answer.header("date"));
    if (!theirs) {
        return std::nullopt;
    }
    const auto off = std::chrono::duration_cast<std::chrono::minutes>(now - *theirs);
    return std::chrono::abs(off) > doubtful ? std::optional(off) : std::nullopt;
}

Courier::Remarks remarks_of(const HttpAnswer& answer, base::Moment now) {
    return {asked_to_wait(answer, now), clock_off_by(answer, now)};
}

std::optional<base::Moment> http_date(std::string_view text) {
    // Sun, 06 Nov 1994 08:49:37 GMT
    if (text.size() != 29 || text.substr(25) != " GMT") {
        return std::nullopt;
    }
    const auto month = std::find(months.begin(), months.end(), text.substr(8, 3));
    const auto day = number(text.substr(5, 2));
    const auto year = number(text.substr(12, 4));
    const auto hour = number(text.substr(17, 2));
    const auto minute = number(text.substr(20, 2));
    const auto second = number(text.substr(23, 2));
    if (month == months.end() || !day || !year || !hour || !minute || !second) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date(
        std::chrono::year{*year},
        std::chrono::month{static_cast<unsigned>(month - months.begin()) + 1},
        std::chrono::day{static_cast<unsigned>(*day)});
    if (!date.ok()) {
        return std::nullopt;
    }
    return std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           seconds{*second};
}

}  // namespace harmony::sync
