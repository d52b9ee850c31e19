#include "base/ids.h"

#include <catch2/catch.hpp>
#include <type_traits>

#include "base/error.h"
#include "base/random.h"
#include "base/secret.h"

using namespace harmony::base;

static_assert(!std::is_convertible_v<KioskId, RecordId>, "one kind of id is not another");

TEST_CASE("an id goes to hexadecimal and back, and nothing else makes one", "[base][ids]") {
    SeededRandom random(1);
    const KioskId id = KioskId::random(random);
    CHECK(KioskId::from_hex(id.hex()) == id);
    CHECK_FALSE(KioskId::from_hex("12"));
    CHECK_FALSE(KioskId::from_hex(std::string(32, 'g')));
    CHECK_FALSE(id.is_zero());
    CHECK(KioskId{}.is_zero());
}

TEST_CASE("a seeded source repeats itself, and stays below its bound", "[base][random]") {
    SeededRandom one(42);
    SeededRandom two(42);
    for (int i = 0; i < 1000; ++i) {
        const std::uint64_t drawn = one.below(7);
        CHECK(drawn < 7);
        CHECK(drawn == two.below(7));
    }
    CHECK_THROWS_AS(one.below(0), BrokenPromise);
}

TEST_CASE("base64 is that of RFC 4648 section 10", "[base][bytes]") {
    CHECK(to_base64(as_bytes("")).empty());
    CHECK(to_base64(as_bytes("f")) == "Zg==");
    CHECK(to_base64(as_bytes("fo")) == "Zm8=");
    CHECK(to_base64(as_bytes("foobar")) == "Zm9vYmFy");
}

TEST_CASE("a secret text is what was put in, until it is wiped", "[base][secret]") {
    SecretText secret("short");
    secret.append(" and long");
    CHECK(secret.view() == "short and long");
    secret.assign(secret.view().substr(6));
    CHECK(secret.view() == "and long");
    secret.wipe();
    CHECK(secret.empty());
}
