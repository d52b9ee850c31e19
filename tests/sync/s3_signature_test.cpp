#include "sync/s3_signature.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace harmony;
using namespace harmony::sync;

TEST_CASE("an S3 signature is the one of an independent implementation", "[sync][S12]") {
    // Golden values by botocore: tests/sync/make_s3_vectors.py.
    std::ifstream file(std::string(HARMONY_SOURCE_DIR) + "/tests/data/s3_signatures.json");
    const nlohmann::json vectors = nlohmann::json::parse(file);
    const Credentials credentials{base::SecretText(vectors["key"].get<std::string>()),
                                  base::SecretText(vectors["secret"].get<std::string>())};
    const base::Moment date = base::moment_from_iso(vectors["date"].get<std::string>())->moment;
    REQUIRE(vectors["cases"].size() >= 12);
    for (const nlohmann::json& from : vectors["cases"]) {
        INFO(from["name"]);
        const std::string body = from["body"];
        S3Request request;
        request.method = from["method"];
        request.host = vectors["host"];
        request.path = from["path"];
        for (const nlohmann::json& pair : from["query"]) {
            request.query.emplace_back(pair[0], pair[1]);
        }
        for (const auto& [name, value] : from["headers"].items()) {
            request.headers.emplace_back(name, value);
        }
        request.body = base::as_bytes(body);
        const auto headers =
            s3_signed_headers(request, credentials, vectors["region"].get<std::string>(), date);
        CHECK(s3_target(request) == from["target"]);
        REQUIRE(headers.back().first == "authorization");
        CHECK(headers.back().second.ends_with("Signature=" + from["signature"].get<std::string>()));
    }
}
