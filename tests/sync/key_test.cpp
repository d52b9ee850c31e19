#include <catch2/catch.hpp>

#include "base/random.h"
#include "sync/fingerprint.h"
#include "sync/key_file.h"
#include "sync/kiosk_keys.h"
#include "sync/own_part.h"

using namespace harmony;
using sync::KeyKind;

namespace {

constexpr std::string_view passphrase = "four plain garden words";

base::Bytes publisher_file(base::RandomSource& random) {
    return *sync::write_key_file(KeyKind::publisher,
                                 sync::SignSeed::random(random),
                                 passphrase,
                                 sync::demo_passphrase_cost,
                                 random);
}

}  // namespace

TEST_CASE("a key file opens with its passphrase and gives back the key", "[sync][key]") {
    REQUIRE(sync::start());
    base::SeededRandom random(1);
    const sync::BoxSeed seed = sync::BoxSeed::random(random);
    const base::Bytes file = *sync::write_key_file(
        KeyKind::survey, seed, passphrase, sync::demo_passphrase_cost, random);
    CHECK(file.size() == 90 + 32 + 16);
    const auto label = sync::read_key_label(file);
    REQUIRE(label);
    CHECK(label->kind == KeyKind::survey);
    CHECK(base::equal(label->public_key, sync::BoxKeyPair(seed).public_key().view()));
    const auto opened = sync::open_key_file(file, passphrase);
    REQUIRE(opened);
    CHECK(base::equal(opened->box_seed().reveal(), seed.reveal()));
    CHECK_THROWS_AS(opened->sign_seed(), base::BrokenPromise);
}

TEST_CASE("a wrong passphrase is told from a damaged file", "[sync][key]") {
    REQUIRE(sync::start());
    base::SeededRandom random(2);
    const base::Bytes file = publisher_file(random);
    const auto wrong = sync::open_key_file(file, "four plain garden weeds");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().kind == base::ErrorKind::refused);
    CHECK(wrong.error().message == "the passphrase does not open this key");
    for (const std::size_t size : {std::size_t{0}, std::size_t{4}, file.size() - 1}) {
        const auto cut = sync::open_key_file(base::ByteView(file).first(size), passphrase);
        REQUIRE_FALSE(cut);
        CHECK(cut.error().kind == base::ErrorKind::unreadable);
    }
}

TEST_CASE("a changed head or secret does not open", "[sync][key]") {
    REQUIRE(sync::start());
    base::SeededRandom random(3);
    const base::Bytes file = publisher_file(random);
    for (const std::size_t at : {4U, 5U, 14U, 30U, 54U, 85U, 90U, 137U}) {
        CAPTURE(at);
        base::Bytes changed = file;
        changed[at] ^= std::byte{1};
        CHECK_FALSE(sync::open_key_file(changed, passphrase).ok());
    }
}

TEST_CASE("a cost outside the range is refused before anything is derived", "[sync][key]") {
    REQUIRE(sync::start());
    base::SeededRandom random(4);
    const base::Bytes file = publisher_file(random);
    for (const auto& [at, value] : {std::pair<std::size_t, int>{6, 1}, {6, 9}, {13, 1}, {11, 0}}) {
        CAPTURE(at, value);
        base::Bytes changed = file;
        changed[at] = static_cast<std::byte>(value);
        if (at == 11) {  // 65,536 KiB is 00 00 01 00: below it
            changed[12] = std::byte{0};
        }
        const auto opened = sync::open_key_file(changed, passphrase);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().kind == base::ErrorKind::unreadable);
    }
    CHECK_THROWS_AS(sync::write_secret_file(base::as_bytes("x"), passphrase, {1, 65536}, random),
                    base::BrokenPromise);
}

TEST_CASE("a courier's password is kept as a key file too", "[sync][key]") {
    REQUIRE(sync::start());
    base::SeededRandom random(5);
    const base::Bytes file = *sync::write_secret_file(
        base::as_bytes("user:secret"), passphrase, sync::demo_passphrase_cost, random);
    const auto opened = sync::open_key_file(file, passphrase);
    REQUIRE(opened);
    CHECK(opened->kind == KeyKind::other);
    CHECK(base::as_text(opened->secret) == "user:secret");
}

TEST_CASE("the kiosk's key file gives back its keys and refuses every changed bit", "[sync][key]") {
    REQUIRE(sync::start());
    base::SeededRandom random(6);
    const sync::KioskKeys keys = sync::make_kiosk_keys(random);
    const base::SecretBytes file = sync::write_kiosk_keys(keys);
    CHECK(file.size() == sync::kiosk_keys_size);
    const auto read = sync::read_kiosk_keys(file);
    REQUIRE(read);
    CHECK(read->kiosk == keys.kiosk);
    CHECK(read->instance == keys.instance);
    CHECK(base::equal(read->sign.reveal(), keys.sign.reveal()));
    CHECK(base::equal(read->receive.reveal(), keys.receive.reveal()));
    CHECK(base::equal(read->ticket.reveal(), keys.ticket.reveal()));
    int taken = 0;
    for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
        base::SecretBytes changed = file;
        changed[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        taken += sync::read_kiosk_keys(changed).ok() ? 1 : 0;
    }
    CHECK(taken == 0);
    CHECK_FALSE(sync::read_kiosk_keys(base::ByteView(file).first(163)).ok());
}

TEST_CASE("the twelve digits are those of the specification", "[sync][fingerprint]") {
    REQUIRE(sync::start());
    std::array<std::byte, 32> bytes{};
    bytes.fill(std::byte{0x55});
    // docs/formats/hk1.md 3.4, worked out by a Python program.
    CHECK(*sync::fingerprint(base::Digest(bytes)) == "1760 5481 5132");
}

TEST_CASE("people may type the twelve digits with or without spaces", "[sync][fingerprint]") {
    CHECK(sync::same_digits("176054815132", "1760 5481 5132"));
    CHECK(sync::same_digits("1760-5481-5132", "1760 5481 5132"));
    CHECK_FALSE(sync::same_digits("1760 5481 5133", "1760 5481 5132"));
    CHECK_FALSE(sync::same_digits("1760 5481 513", "1760 5481 513"));
    CHECK_FALSE(sync::same_digits("", ""));
}

TEST_CASE("a PIN is checked against its hash, which shows no PIN", "[sync][pin]") {
    REQUIRE(sync::start());
    const std::string hashed = *sync::hash_pin("482913", sync::demo_passphrase_cost);
    CHECK(hashed.starts_with("$argon2id$"));
    CHECK(sync::verify_pin("482913", hashed));
    CHECK_FALSE(sync::verify_pin("482914", hashed));
    CHECK_FALSE(sync::verify_pin("", hashed));
    CHECK_FALSE(sync::verify_pin("482913", "not a hash"));
}
