#include "sync/web_address.h"

#include <algorithm>
#include <array>

#include "base/bytes.h"
#include "base/text.h"

namespace harmony::sync {
namespace {

using base::Error;
using base::ErrorKind;

Error no_address(std::string_view text, std::string_view why) {
    return {
        ErrorKind::refused,
        "the address of the store cannot be used, " + std::string(why) + ": " + std::string(text)};
}

bool is_unreserved(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' || letter == '_' ||
           letter == '~';
}

std::string host_of(std::string_view authority) {
    const std::size_t bracket = authority.find(']');
    const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    return std::string(authority.substr(0, colon));
}

}  // namespace

std::string WebAddress::at(std::string_view path_of_it) const {
    return scheme + "://" + authority + std::string(path_of_it);
}

bool WebAddress::on_this_machine() const {
    return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

base::Result<WebAddress> parse_web_address(std::string_view text) {
    WebAddress address;
    const std::size_t colon = text.find("://");
    address.scheme = base::lower_ascii(text.substr(0, colon));
    if (colon == std::string_view::npos ||
        (address.scheme != "https" && address.scheme != "http")) {
        return no_address(text, "it begins with https://");
    }
    const std::string_view rest = text.substr(colon + 3);
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    address.authority = base::lower_ascii(rest.substr(0, slash));
    if (address.authority.find('@') != std::string::npos) {
        return {Error{ErrorKind::refused,
                      "the address of the store holds a name or password. Write them into the "
                      "courier's secret file instead"}};
    }
    address.host = host_of(address.authority);
    if (address.host.empty() || text.find_first_of(" ?#\\\"<>") != std::string_view::npos) {
        return no_address(text, "write https://host/folder");
    }
    if (address.scheme == "http" && !address.on_this_machine()) {
        return no_address(text, "use https: what travels must be protected");
    }
    address.path = rest.substr(slash);
    while (address.path.size() > 1 && address.path.back() == '/') {
        address.path.pop_back();
    }
    if (address.path.empty()) {
        address.path = "/";
    }
    return address;
}

std::string percent_encoded(std::string_view text, bool keep_slash) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char letter : text) {
        if (is_unreserved(letter) || (keep_slash && letter == '/')) {
            encoded += letter;
            continue;
        }
        const auto byte = static_cast<unsigned char>(letter);
        encoded += '%';
        encoded += digits[byte >> 4];
        encoded += digits[byte & 15];
    }
    return encoded;
}

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte =
            text[at] == '%' ? base::from_hex(text.substr(at + 1, 2)) : std::optional<base::Bytes>{};
        if (byte && byte->size() == 1) {
            decoded += static_cast<char>(byte->front());
            at += 2;
        } else {
            decoded += text[at];
        }
    }
    return decoded;
}

}  // namespace harmony::sync
