#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/time.h"
#include "sync/http_client.h"

namespace harmony::sync {

/// What a signature covers. Query and headers may be in any order: the signer sorts.
struct S3Request {
    std::string method = "GET";
    std::string host;  ///< as in the `Host` header, with its port
    std::string path;  ///< not encoded, begins with "/"
    std::vector<std::pair<std::string, std::string>> query;    ///< not encoded
    std::vector<std::pair<std::string, std::string>> headers;  ///< lower-case names, to be signed
    base::ByteView body;
};

/// Path and query as they are signed and must be sent: RFC 3986, the query sorted.
[[nodiscard]] std::string s3_target(const S3Request& request);

/// Headers that make the request one of `credentials`: the given ones, `x-amz-content-sha256` (of
/// the real body, always), `x-amz-date`, `authorization`. AWS Signature Version 4, header form
/// (AWS General Reference, "Create a signed AWS API request"). `host` is signed and not in the
/// list: the HTTP client writes it.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> s3_signed_headers(
    const S3Request& request,
    const Credentials& credentials,
    std::string_view region,
    base::Moment now);

}  // namespace harmony::sync
