#include "sync/resumed_fetch.h"

#include "base/bytes.h"

namespace harmony::sync {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// A try that brings less is no progress: the line is dead, or somebody plays with us.
constexpr std::size_t least_progress = 16 << 10;
constexpr int most_fresh_starts = 3;

/// What names this very object: a strong entity tag, else the day it was changed.
std::string validator_of(const HttpAnswer& answer) {
    const std::string_view tag = answer.header("etag");
    return tag.empty() || tag.starts_with("W/") ? std::string(answer.header("last-modified"))
                                                : std::string(tag);
}

std::vector<std::pair<std::string, std::string>> headers_for_rest(std::size_t from,
                                                                  const std::string& validator) {
    std::vector<std::pair<std::string, std::string>> headers{
        {"range", "bytes=" + std::to_string(from) + "-"}};
    if (!validator.empty()) {
        headers.emplace_back("if-range", validator);
    }
    return headers;
}

bool continues_at(const HttpAnswer& answer, std::size_t from) {
    const std::string beginning = "bytes " + std::to_string(from) + "-";
    return answer.status == 206 && answer.header("content-range").starts_with(beginning);
}

}  // namespace

Result<HttpAnswer> fetch_resumed(const AskForRest& ask, std::size_t cap) {
    base::Bytes whole;
    std::string validator;
    for (int fresh_starts = 0; fresh_starts < most_fresh_starts;) {
        Result<HttpAnswer> answer =
            whole.empty() ? ask({}) : ask(headers_for_rest(whole.size(), validator));
        if (!answer || (answer->status != 200 && answer->status != 206)) {
            return answer;
        }
        const std::size_t brought = answer->body.size();
        if (!whole.empty() && continues_at(*answer, whole.size())) {
            base::append(whole, answer->body);
        } else if (answer->status == 200) {
            whole = std::move(answer->body);
            validator = validator_of(*answer);
            ++fresh_starts;
        } else {
            return Error{ErrorKind::unreadable, "The store sent another part than was asked for."};
        }
        if (whole.size() > cap) {
            return Error{ErrorKind::refused, "The store's answer is longer than it may be."};
        }
        if (!answer->broke) {
            answer->status = 200;
            answer->body = std::move(whole);
            return answer;
        }
        if (brought < least_progress) {
            return *answer->broke;
        }
    }
    return Error{ErrorKind::unreachable, "The connection to the store breaks again and again."};
}

}  // namespace harmony::sync
