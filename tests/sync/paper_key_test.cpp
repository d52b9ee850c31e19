#include "sync/paper_key.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/random.h"

using namespace harmony;
using sync::KeyAlgorithm;
using sync::KeyKind;

namespace {

const base::Bytes ones(32, std::byte{1});

std::string text_of(KeyKind kind, KeyAlgorithm algorithm, base::ByteView seed) {
    return std::string(sync::paper_text(kind, algorithm, seed).view());
}

}  // namespace

TEST_CASE("a key on paper is written as the specification's vector says", "[sync][key][paper]") {
    REQUIRE(sync::start());
    // sync-protocol.md 3.3: kind 3, algorithm 2, seed 32 x 01.
    CHECK(text_of(KeyKind::survey, KeyAlgorithm::x25519, ones) ==
          "0C10 2081 040G 2081 040G 2081 040G 2081 040G 2081 040G 2081 040G 209M K770 8XMC");
}

TEST_CASE("every kind of key comes back from paper", "[sync][key][paper]") {
    REQUIRE(sync::start());
    base::SeededRandom random(33);
    for (int number = 1; number <= 8; ++number) {
        const auto kind = static_cast<KeyKind>(number);
        const auto algorithm = number <= 2 ? KeyAlgorithm::ed25519 : KeyAlgorithm::x25519;
        base::Bytes seed(32);
        random.fill(seed);
        const auto read = sync::read_paper_text(text_of(kind, algorithm, seed));
        REQUIRE(read);
        CHECK(read->kind == kind);
        CHECK(read->algorithm == algorithm);
        CHECK(base::equal(read->secret, seed));
    }
}

TEST_CASE("a reader forgives what people do when they copy letters", "[sync][key][paper]") {
    REQUIRE(sync::start());
    const char* const forms[] = {
        "0c10 2081 040g 2081 040g 2081 040g 2081 040g 2081 040g 2081 040g 209m k770 8xmc",
        "0C102081040G2081040G2081040G2081040G2081040G2081040G209MK7708XMC",
        "OC1O-2O81-O4OG-2O8L-O4OG-2O8I-O4OG-2O8l-\nO4OG 2o8i o4og 2o8i o4og 2o9m k77o 8xmc\n"};
    for (const char* form : forms) {
        CAPTURE(form);
        const auto read = sync::read_paper_text(form);
        REQUIRE(read);
        CHECK(base::equal(read->secret, ones));
    }
}

TEST_CASE("any single wrong letter on paper is refused", "[sync][key][paper]") {
    REQUIRE(sync::start());
    const std::string right =
        std::string(sync::paper_text(KeyKind::survey, KeyAlgorithm::x25519, ones).view());
    const std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    int tried = 0;
    int taken = 0;
    for (std::size_t at = 0; at < right.size(); ++at) {
        for (const char letter : letters) {
            if (right[at] == ' ' || right[at] == letter) {
                continue;
            }
            std::string wrong = right;
            wrong[at] = letter;
            ++tried;
            taken += sync::read_paper_text(wrong).ok() ? 1 : 0;
        }
    }
    CHECK(tried == 64 * 31);
    CHECK(taken == 0);
}

TEST_CASE("letters that are missing, too many, swapped or none of the 32 are refused",
          "[sync][key][paper]") {
    REQUIRE(sync::start());
    const std::string right =
        std::string(sync::paper_text(KeyKind::survey, KeyAlgorithm::x25519, ones).view());
    CHECK(sync::read_paper_text(right.substr(0, right.size() - 1)).error().message.find("63") !=
          std::string::npos);
    CHECK_FALSE(sync::read_paper_text(right + "0").ok());
    CHECK_FALSE(sync::read_paper_text("").ok());
    std::string swapped = right;
    std::swap(swapped[0], swapped[1]);
    CHECK_FALSE(sync::read_paper_text(swapped).ok());
    std::string other = right;
    other[0] = 'U';
    CHECK_FALSE(sync::read_paper_text(other).ok());
}
