#include "admin/messages/notify_token.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sync/sha256.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;

constexpr std::size_t uuid_size = 36;

bool is_uuid(std::string_view text) {
    if (text.size() != uuid_size) {
        return false;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool hyphen = at == 8 || at == 13 || at == 18 || at == 23;
        const char letter = text[at];
        const bool digit = (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f') ||
                           (letter >= 'A' && letter <= 'F');
        if (hyphen ? letter != '-' : !digit) {
            return false;
        }
    }
    return true;
}

/// RFC 4648, 5, without padding.
std::string base64url(base::ByteView bytes) {
    std::string text = base::to_base64(bytes);
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    text.erase(std::find(text.begin(), text.end(), '='), text.end());
    return text;
}

}  // namespace

base::Result<NotifyKey> read_notify_key(std::string_view text) {
    const std::string_view key = base::trim(text);
    if (key.size() < 2 * uuid_size + 3) {
        return Error{ErrorKind::refused,
                     "this is no key of GOV.UK Notify: it has a name, then 36 letters, then 36 "
                     "more, joined by hyphens. Copy all of it from \"API integration\""};
    }
    const std::string_view secret = key.substr(key.size() - uuid_size);
    const std::string_view service = key.substr(key.size() - 2 * uuid_size - 1, uuid_size);
    const bool joined =
        key[key.size() - uuid_size - 1] == '-' && key[key.size() - 2 * uuid_size - 2] == '-';
    if (!joined || !is_uuid(secret) || !is_uuid(service)) {
        return Error{ErrorKind::refused,
                     "this is no whole key of GOV.UK Notify. Copy all of it from \"API "
                     "integration\", or make a new one there"};
    }
    return NotifyKey{std::string(service), base::SecretText(secret)};
}

std::string notify_token(const NotifyKey& key, base::Moment now) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    const std::string head = base64url(base::as_bytes(R"({"typ":"JWT","alg":"HS256"})"));
    const std::string claims =
        base64url(base::as_bytes(fmt::format(R"({{"iss":"{}","iat":{}}})", key.service, seconds)));
    const std::string signed_part = head + '.' + claims;
    const auto mac =
        sync::hmac_sha256(base::as_bytes(key.secret.view()), base::as_bytes(signed_part));
    return signed_part + '.' + base64url(mac);
}

}  // namespace harmony::admin
