#include "sync/s3_signature.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "sync/sha256.h"

namespace harmony::sync {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;
using Sha256 = std::array<unsigned char, crypto_hash_sha256_BYTES>;

std::string hex_of(const Sha256& hash) {
    return base::to_hex(std::as_bytes(std::span(hash)));
}

Sha256 hmac(base::ByteView key, std::string_view text) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(
        &state, reinterpret_cast<const unsigned char*>(key.data()), key.size());
    crypto_auth_hmacsha256_update(
        &state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    Sha256 mac{};
    crypto_auth_hmacsha256_final(&state, mac.data());
    sodium_memzero(&state, sizeof(state));
    return mac;
}

Sha256 hmac(const Sha256& key, std::string_view text) {
    return hmac(std::as_bytes(std::span(key)), text);
}

std::string amz_date(base::Moment now) {
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(now - day));
    std::array<char, 32> text{};
    std::snprintf(text.data(),
                  text.size(),
                  "%04d%02u%02uT%02d%02d%02dZ",
                  static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()),
                  static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return text.data();
}

std::string query_of(const S3Request& request) {
    Pairs encoded;
    for (const auto& [name, value] : request.query) {
        encoded.emplace_back(percent_encoded(name, false), percent_encoded(value, false));
    }
    std::sort(encoded.begin(), encoded.end());
    std::string query;
    for (const auto& [name, value] : encoded) {
        query += (query.empty() ? "" : "&") + name + "=" + value;
    }
    return query;
}

Sha256 signing_key(const Credentials& credentials, std::string_view day, std::string_view region) {
    base::SecretText first("AWS4");
    first.append(credentials.secret.view());
    Sha256 key = hmac(base::as_bytes(first.view()), day);
    for (const std::string_view part :
         {region, std::string_view("s3"), std::string_view("aws4_request")}) {
        const Sha256 next = hmac(key, part);
        key = next;
    }
    return key;
}

}  // namespace

std::string s3_target(const S3Request& request) {
    const std::string query = query_of(request);
    return percent_encoded(request.path, true) + (query.empty() ? "" : "?" + query);
}

Pairs s3_signed_headers(const S3Request& request,
                        const Credentials& credentials,
                        std::string_view region,
                        base::Moment now) {
    const std::string date = amz_date(now);
    const std::string payload = sha256_hex(request.body);
    Pairs headers = request.headers;
    headers.emplace_back("x-amz-content-sha256", payload);
    headers.emplace_back("x-amz-date", date);
    Pairs covered = headers;
    covered.emplace_back("host", request.host);
    std::sort(covered.begin(), covered.end());
    std::string canonical = request.method + "\n" + percent_encoded(request.path, true) + "\n" +
                            query_of(request) + "\n";
    std::string names;
    for (const auto& [name, value] : covered) {
        canonical += name + ":" + value + "\n";
        names += (names.empty() ? "" : ";") + name;
    }
    canonical += "\n" + names + "\n" + payload;
    const std::string day = date.substr(0, 8);
    const std::string scope = day + "/" + std::string(region) + "/s3/aws4_request";
    const std::string to_sign =
        "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + sha256_hex(base::as_bytes(canonical));
    Sha256 key = signing_key(credentials, day, region);
    const std::string signature = hex_of(hmac(key, to_sign));
    sodium_memzero(key.data(), key.size());
    headers.emplace_back("authorization",
                         "AWS4-HMAC-SHA256 Credential=" + std::string(credentials.name.view()) +
                             "/" + scope + ", SignedHeaders=" + names + ", Signature=" + signature);
    return headers;
}

}  // namespace harmony::sync
