#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace harmony::sync {

/// An address of a store on the network: `https://host[:port]/path`. Plain `http` is taken only for
/// this very machine (127.0.0.1, ::1, localhost).
struct WebAddress {
    std::string scheme;     ///< "https" or "http"
    std::string authority;  ///< host, and ":port" where it is given; an IPv6 host in brackets
    std::string host;       ///< for people, and for the certificate
    std::string path;       ///< begins with "/", ends without one unless it is all; not decoded

    /// The whole address of what lies at `path` (begins with "/") of the same server.
    [[nodiscard]] std::string at(std::string_view path) const;

    /// 127.0.0.1, ::1 or localhost: no network lies between, and no proxy.
    [[nodiscard]] bool on_this_machine() const;

    bool operator==(const WebAddress&) const = default;
};

/// Refused with a sentence: no such address, another scheme, a name or password in it (they do not
/// belong there: addresses are shown and logged), a query.
[[nodiscard]] base::Result<WebAddress> parse_web_address(std::string_view text);

/// RFC 3986: all but unreserved letters become %XX, in capitals; "/" stays when `keep_slash`.
[[nodiscard]] std::string percent_encoded(std::string_view text, bool keep_slash);

/// The opposite; a broken `%` stays as it is.
[[nodiscard]] std::string percent_decoded(std::string_view text);

}  // namespace harmony::sync
