#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "sync/http_client.h"

namespace harmony::sync {

/// Sends one GET with these further headers, and keeps what came when the line broke.
using AskForRest =
    std::function<base::Result<HttpAnswer>(std::vector<std::pair<std::string, std::string>>)>;

/// Fetches an object over a line that breaks: as long as each try brings something, the next one
/// asks for the rest (`Range`, and `If-Range` when the store says which object it was; RFC 9110,
/// 13.1.5 and 14). A store that sends everything again is taken at its word, three times at most.
/// Whoever asks must check what comes: a store may have changed it in between.
/// Errors: refused (longer than `cap`), unreachable (a try brought nothing), those of `ask`.
[[nodiscard]] base::Result<HttpAnswer> fetch_resumed(const AskForRest& ask, std::size_t cap);

}  // namespace harmony::sync
