#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/secret.h"
#include "base/time.h"

namespace harmony::admin {

/// What an API key of GOV.UK Notify holds: `{name}-{service id}-{secret}`, where the last two are
/// of 36 letters each and the name may hold hyphens.
struct NotifyKey {
    std::string service;
    base::SecretText secret;

    bool operator==(const NotifyKey&) const = default;
};

/// Errors: refused (it is no such key).
[[nodiscard]] base::Result<NotifyKey> read_notify_key(std::string_view text);

/// The token of one request (RFC 7519, HS256): good for 30 seconds of their clock.
[[nodiscard]] std::string notify_token(const NotifyKey& key, base::Moment now);

}  // namespace harmony::admin
