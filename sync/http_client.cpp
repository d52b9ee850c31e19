#include "sync/http_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace harmony::sync {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t most_header_bytes = 64u << 10;
constexpr std::size_t most_of_a_refusal = 64u << 10;
constexpr long slow_bytes_s = 200;
constexpr std::size_t planned_bytes_s = 2000;

struct EndCurl {
    void operator()(CURL* curl) const noexcept { curl_easy_cleanup(curl); }
};
struct FreeList {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};

/// What comes in, held to its cap.
struct Receiver {
    HttpAnswer answer;
    std::size_t cap = 0;
    std::size_t header_bytes = 0;
    bool too_long = false;
};

std::size_t take_body(const char* data, std::size_t, std::size_t size, void* to) {
    auto& receiver = *static_cast<Receiver*>(to);
    // The page that says no is kept as far as it may tell why.
    const bool refusal = !receiver.answer.done();
    const std::size_t cap = refusal ? most_of_a_refusal : receiver.cap;
    if (size > cap - receiver.answer.body.size()) {
        receiver.too_long = !refusal;
        return refusal ? size : 0;
    }
    base::append(receiver.answer.body, base::as_bytes({data, size}));
    return size;
}

/// Of `HTTP/1.1 404 Not Found`; 0 when it is no such line.
int status_in(std::string_view line) {
    const std::size_t space = line.find(' ');
    int status = 0;
    if (space != std::string_view::npos) {
        std::from_chars(line.data() + space + 1, line.data() + line.size(), status);
    }
    return status;
}

std::size_t take_header(const char* data, std::size_t, std::size_t size, void* to) {
    auto& receiver = *static_cast<Receiver*>(to);
    receiver.header_bytes += size;
    if (receiver.header_bytes > most_header_bytes) {
        receiver.too_long = true;
        return 0;
    }
    const std::string_view line(data, size);
    if (line.starts_with("HTTP/")) {  // another answer: of a proxy, or after a question for a name
        receiver.answer.headers.clear();
        receiver.answer.body.clear();
        receiver.answer.status = status_in(line);
    } else if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
        receiver.answer.headers.emplace_back(base::lower_ascii(base::trim(line.substr(0, colon))),
                                             base::trim(line.substr(colon + 1)));
    }
    return size;
}

/// The sentence of what went wrong on the way.
std::string way_sentence(CURLcode code, long proxy_status, const std::string& host) {
    if (proxy_status == 407) {
        return "The network's proxy wants a password.";
    }
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return "The store " + host + " was not found. Is this machine on the network?";
        case CURLE_COULDNT_RESOLVE_PROXY: return "The network's proxy was not found.";
        case CURLE_COULDNT_CONNECT: return "The store " + host + " does not answer.";
        case CURLE_OPERATION_TIMEDOUT: return "The store " + host + " answers too slowly.";
        case CURLE_PEER_FAILED_VERIFICATION:
            return "The network answers in the name of " + host +
                   " but cannot prove it. It may want you to sign in first: open a web page on "
                   "another device, or use a stick.";
        case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            return "The store " + host + " shows another key than the settings say.";
        case CURLE_SSL_CACERT_BADFILE:
            return "The file of the council's own certificates (ca_file) cannot be read.";
        case CURLE_SSL_CONNECT_ERROR: return "The store " + host + " speaks no safe TLS.";
        default: return "The connection to " + host + " broke.";
    }
}

class CurlClient final : public HttpClient {
public:
    CurlClient(const NetworkOptions& options, const Credentials& credentials)
        : options_(options), curl_(curl_easy_init()) {
        base::promise(curl_ != nullptr, "libcurl starts");
        set_once(credentials);
    }

    [[nodiscard]] Result<HttpAnswer> send(const HttpRequest& request) override {
        const Result<WebAddress> address =
            parse_web_address(request.url.substr(0, request.url.find('?')));
        if (!address) {
            return address.error();
        }
        Receiver receiver;
        receiver.cap = request.cap;
        const std::unique_ptr<curl_slist, FreeList> headers = headers_of(request);
        set(CURLOPT_URL, request.url.c_str());
        set(CURLOPT_PROTOCOLS_STR, address->scheme.c_str());
        set(CURLOPT_HTTPHEADER, headers.get());
        set(CURLOPT_NOPROXY, address->on_this_machine() ? "*" : nullptr);
        set(CURLOPT_WRITEDATA, &receiver);
        set(CURLOPT_HEADERDATA, &receiver);
        set(CURLOPT_MAXFILESIZE_LARGE,
            static_cast<curl_off_t>(std::max(request.cap, most_of_a_refusal)));
        set_method(request);
        const auto bytes = std::max(request.body.size(), request.cap);
        const auto longest =
            options_.whole + std::chrono::seconds{static_cast<long>(bytes / planned_bytes_s)};
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(longest.count()));
        const CURLcode code = curl_easy_perform(curl_.get());
        return end(code, std::move(receiver), address->host, request.keep_broken);
    }

private:
    template <typename Value>
    void set(CURLoption option, Value value) {
        base::promise(curl_easy_setopt(curl_.get(), option, value) == CURLE_OK,
                      "libcurl knows its options");
    }

    void set_once(const Credentials& credentials) {
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect.count()));
        set(CURLOPT_LOW_SPEED_LIMIT, slow_bytes_s);
        set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.slow_for.count()));
        set(CURLOPT_PROXYAUTH, static_cast<long>(CURLAUTH_ANY));
        set(CURLOPT_WRITEFUNCTION, &take_body);
        set(CURLOPT_HEADERFUNCTION, &take_header);
        set(CURLOPT_MAX_SEND_SPEED_LARGE, static_cast<curl_off_t>(options_.max_up_bytes_s));
        set(CURLOPT_MAX_RECV_SPEED_LARGE, static_cast<curl_off_t>(options_.max_down_bytes_s));
        if (options_.proxy != "env") {
            set(CURLOPT_PROXY, options_.proxy == "none" ? "" : options_.proxy.c_str());
        }
        if (!options_.ca_file.empty()) {
            // Besides the system's, which OpenSSL then reads from its folder.
            set(CURLOPT_CAINFO, options_.ca_file.c_str());
            set(CURLOPT_CAPATH, "/etc/ssl/certs");
        }
        if (!options_.pin_sha256.empty()) {
            set(CURLOPT_PINNEDPUBLICKEY, ("sha256//" + options_.pin_sha256).c_str());
        }
        if (!credentials.empty()) {
            set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC | CURLAUTH_DIGEST));
            base::SecretText name(credentials.name.view());
            base::SecretText secret(credentials.secret.view());
            name.append({"\0", 1});
            secret.append({"\0", 1});
            set(CURLOPT_USERNAME, name.view().data());
            set(CURLOPT_PASSWORD, secret.view().data());
        }
    }

    void set_method(const HttpRequest& request) {
        set(CURLOPT_NOBODY, request.method == "HEAD" ? 1L : 0L);
        // On a line that was used before, libcurl repeats a request that nobody answered: what must
        // not be done twice goes out on a new one.
        set(CURLOPT_FRESH_CONNECT, request.method == "POST" ? 1L : 0L);
        const bool carries = !request.body.empty() || request.method == "PUT";
        if (carries) {
            set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
            set(CURLOPT_POSTFIELDS,
                request.body.empty() ? "" : reinterpret_cast<const char*>(request.body.data()));
        } else if (request.method != "HEAD") {
            set(CURLOPT_HTTPGET, 1L);
        }
        set(CURLOPT_CUSTOMREQUEST, request.method == "HEAD" ? nullptr : request.method.c_str());
    }

    static std::unique_ptr<curl_slist, FreeList> headers_of(const HttpRequest& request) {
        // chezdav 3.0 answers 201 to "Expect: 100-continue" and stores nothing.
        curl_slist* list = curl_slist_append(nullptr, "Expect:");
        const bool typed = std::any_of(request.headers.begin(),
                                       request.headers.end(),
                                       [](const auto& one) { return one.first == "Content-Type"; });
        if (!typed && (!request.body.empty() || request.method == "PUT")) {
            list = curl_slist_append(list, "Content-Type: application/octet-stream");
        }
        for (const auto& [name, value] : request.headers) {
            list = curl_slist_append(list, (name + ": " + value).c_str());
        }
        return std::unique_ptr<curl_slist, FreeList>(list);
    }

    Result<HttpAnswer> end(CURLcode code,
                           Receiver receiver,
                           const std::string& host,
                           bool keep_broken) {
        if (receiver.too_long || code == CURLE_FILESIZE_EXCEEDED) {
            return Error{ErrorKind::refused, "The store's answer is longer than it may be."};
        }
        if (code != CURLE_OK) {
            long proxy_status = 0;
            curl_easy_getinfo(curl_.get(), CURLINFO_HTTP_CONNECTCODE, &proxy_status);
            Error broke{ErrorKind::unreachable, way_sentence(code, proxy_status, host)};
            if (keep_broken && receiver.answer.done() && !receiver.answer.body.empty()) {
                receiver.answer.broke = std::move(broke);
                return std::move(receiver.answer);
            }
            return broke;
        }
        return std::move(receiver.answer);
    }

    NetworkOptions options_;
    std::unique_ptr<CURL, EndCurl> curl_;
};

}  // namespace

std::string_view HttpAnswer::header(std::string_view name) const {
    const auto found = std::find_if(
        headers.begin(), headers.end(), [&](const auto& header) { return header.first == name; });
    return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

std::unique_ptr<HttpClient> make_http_client(const NetworkOptions& options,
                                             const Credentials& basic_or_digest) {
    return std::make_unique<CurlClient>(options, basic_or_digest);
}

}  // namespace harmony::sync
