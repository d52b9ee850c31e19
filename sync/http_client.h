#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/secret.h"
#include "sync/web_address.h"

namespace harmony::sync {

/// A name and its secret: user and password of WebDAV, key id and secret key of S3.
struct Credentials {
    base::SecretText name;
    base::SecretText secret;

    [[nodiscard]] bool empty() const { return name.empty(); }
};

/// How the network is used (docs/formats/hk1.md, 16.4). There is no switch that turns the checking
/// of certificates off.
struct NetworkOptions {
    std::filesystem::path ca_file;     ///< the council's own root, besides those of the system
    std::string pin_sha256;            ///< base64 of the store's public key; empty: not pinned
    std::string proxy = "env";         ///< env, none, or an address
    std::size_t max_up_bytes_s = 0;    ///< 0: free
    std::size_t max_down_bytes_s = 0;  ///< 0: free
    std::chrono::milliseconds connect{20'000};
    std::chrono::milliseconds whole{60'000};  ///< and 1 s for every 2 kB of the object
    std::chrono::seconds slow_for{60};        ///< below 200 B/s for so long is too slow

    bool operator==(const NetworkOptions&) const = default;
};

struct HttpRequest {
    std::string method = "GET";
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers = {};
    base::ByteView body = {};    ///< must live until the answer is there
    std::size_t cap = 8u << 20;  ///< of the answer's body: a longer one is refused
    bool keep_broken = false;    ///< an object that broke off half-way is an answer with `broke`
};

struct HttpAnswer {
    int status = 0;
    base::Bytes body;
    std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
    std::optional<base::Error> broke;  ///< the line broke: `body` is what had come

    /// The first header of that name; empty when there is none.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    [[nodiscard]] bool done() const { return status >= 200 && status < 300; }
};

/// What a request found wrong with the way to the store, as a sentence (unreachable), or with the
/// size of the answer (refused). An answer with any status is an answer, no error.
class HttpClient {
public:
    HttpClient() = default;
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;
    virtual ~HttpClient() = default;

    [[nodiscard]] virtual base::Result<HttpAnswer> send(const HttpRequest& request) = 0;
};

/// libcurl: TLS 1.2 or newer with certificates checked, no redirects, HTTP/1.1. `basic_or_digest`
/// credentials go to the server when it asks; S3 signs its requests itself and hands in none.
[[nodiscard]] std::unique_ptr<HttpClient> make_http_client(const NetworkOptions& options,
                                                           const Credentials& basic_or_digest);

}  // namespace harmony::sync
