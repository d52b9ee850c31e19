#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "base/time.h"
#include "sync/courier.h"
#include "sync/http_client.h"

namespace harmony::sync {

/// What should have come back: pages of a sign-in portal come as HTML where an object is due.
enum class Due { nothing, object, xml };

/// Whether the network itself answered instead of the store, since it wants somebody to sign in: a
/// redirect to another host, 511, a 200 or 403 of HTML where something else is due.
[[nodiscard]] bool is_sign_in_page(const HttpAnswer& answer, const WebAddress& store, Due due);

/// The error of an answer that is not `done()`, or that a portal gave. By kind: absent (404, 410),
/// refused (400, 401, 403, 405, 409, 412, redirects), unreachable (408, 429, 5xx, portals), full
/// (413, 507).
[[nodiscard]] base::Error trouble_of(const HttpAnswer& answer, const WebAddress& store, Due due);

/// Of the answer to HEAD: whether an object of that size is there.
[[nodiscard]] base::Result<bool> holds_object(const HttpAnswer& answer,
                                              const WebAddress& store,
                                              std::size_t size);

/// `Retry-After` in seconds or as a date, at most 6 h; nothing when there is none.
[[nodiscard]] std::optional<std::chrono::seconds> asked_to_wait(const HttpAnswer& answer,
                                                                base::Moment now);

/// How far this machine's clock is from the store's `Date`, when that is over 15 min; positive:
/// ours is ahead.
[[nodiscard]] std::optional<std::chrono::minutes> clock_off_by(const HttpAnswer& answer,
                                                               base::Moment now);

/// Both, as a courier hands them on.
[[nodiscard]] Courier::Remarks remarks_of(const HttpAnswer& answer, base::Moment now);

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7); nothing for anything else.
[[nodiscard]] std::optional<base::Moment> http_date(std::string_view text);

}  // namespace harmony::sync
