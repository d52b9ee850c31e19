#include "sync/escrow.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>

#include "base/random.h"

using namespace harmony;

namespace {

/// Holders in the order of their key ids, and a survey key to split among them.
struct Safe {
    explicit Safe(std::size_t count) : random(99), seed(sync::BoxSeed::random(random)) {
        for (std::size_t i = 0; i < count; ++i) {
            holders.emplace_back(sync::BoxSeed::random(random));
        }
        std::sort(holders.begin(), holders.end(), [](const auto& a, const auto& b) {
            return a.id() < b.id();
        });
    }

    [[nodiscard]] sync::OpenedKey key() const {
        const base::ByteView bytes = seed.reveal();
        return {sync::KeyKind::survey,
                sync::KeyAlgorithm::x25519,
                base::SecretBytes(bytes.begin(), bytes.end())};
    }

    [[nodiscard]] std::vector<sync::BoxPublicKey> halves() const {
        std::vector<sync::BoxPublicKey> all;
        for (const sync::BoxKeyPair& holder : holders) {
            all.push_back(holder.public_key());
        }
        return all;
    }

    base::SeededRandom random;
    sync::BoxSeed seed;
    std::vector<sync::BoxKeyPair> holders;
};

/// The holders of `group` open one after the other; the key, when it came out.
bool opens(const Safe& safe, const base::Bytes& file, const std::vector<std::size_t>& group) {
    base::Bytes passed = file;
    for (const std::size_t place : group) {
        auto step = sync::join_key(passed, safe.holders[place]);
        if (!step) {
            return false;
        }
        if (step->key) {
            return base::equal(step->key->secret, safe.seed.reveal()) &&
                   step->key->kind == sync::KeyKind::survey;
        }
        passed = step->pass_on;
    }
    return false;
}

/// All groups of `size` out of `count`, each ascending.
std::vector<std::vector<std::size_t>> groups(std::size_t count, std::size_t size) {
    std::vector<std::vector<std::size_t>> all;
    std::vector<std::size_t> group;
    const std::function<void(std::size_t)> grow = [&](std::size_t from) {
        if (group.size() == size) {
            all.push_back(group);
            return;
        }
        for (std::size_t place = from; place < count; ++place) {
            group.push_back(place);
            grow(place + 1);
            group.pop_back();
        }
    };
    grow(0);
    return all;
}

}  // namespace

TEST_CASE("S11: every group of enough holders opens a split key and no smaller one does",
          "[sync][escrow][S11]") {
    REQUIRE(sync::start());
    // sync-protocol.md 15.2: 2 of 3 is 3 blobs, 3 of 5 is 10.
    for (const auto& [count, need] :
         {std::pair<std::size_t, std::uint8_t>{2, 2}, {3, 2}, {3, 3}, {5, 3}, {5, 2}}) {
        CAPTURE(count, need);
        const Safe safe(count);
        const auto file = sync::split_key(safe.key(), safe.halves(), need);
        REQUIRE(file);
        for (const auto& group : groups(count, need)) {
            CHECK(opens(safe, *file, group));
        }
        for (const auto& group : groups(count, need - 1)) {
            CHECK_FALSE(opens(safe, *file, group));
        }
    }
}

TEST_CASE("a split key has the size that the specification counts", "[sync][escrow]") {
    REQUIRE(sync::start());
    // 4 + 1 + 1 + 32 + 1 + 1 + n*8 + 1 + m*(t + 32 + 48t) + 32 for the check.
    const Safe three(3);
    CHECK(sync::split_key(three.key(), three.halves(), 2)->size() ==
          41 + 3 * 8 + 3 * (2 + 32 + 96) + 32);
    const Safe five(5);
    CHECK(sync::split_key(five.key(), five.halves(), 3)->size() ==
          41 + 5 * 8 + 10 * (3 + 32 + 144) + 32);
}

TEST_CASE("a holder out of turn, a stranger, and one who opened before are told so",
          "[sync][escrow]") {
    REQUIRE(sync::start());
    Safe safe(3);
    const base::Bytes file = *sync::split_key(safe.key(), safe.halves(), 3);
    CHECK(sync::join_key(file, safe.holders[1]).error().message ==
          "it is another holder's turn: this one has opened already, or comes later");
    const auto first = sync::join_key(file, safe.holders[0]);
    REQUIRE(first);
    CHECK_FALSE(first->key.has_value());
    CHECK(first->next == std::vector<base::KeyId>{safe.holders[1].id()});
    CHECK_FALSE(sync::join_key(first->pass_on, safe.holders[0]).ok());
    const sync::BoxKeyPair stranger(sync::BoxSeed::random(safe.random));
    CHECK(sync::join_key(file, stranger).error().message ==
          "this key is none of the holders that the file names");
    const auto label = sync::read_split_label(first->pass_on);
    REQUIRE(label);
    CHECK(label->begun);
    CHECK(label->needed == 3);
    CHECK(base::equal(label->public_key, sync::BoxKeyPair(safe.seed).public_key().view()));
}

TEST_CASE("too few or too many holders, or one twice, are refused", "[sync][escrow]") {
    REQUIRE(sync::start());
    Safe safe(6);
    const auto all = safe.halves();
    const std::span<const sync::BoxPublicKey> some(all);
    CHECK_FALSE(sync::split_key(safe.key(), some, 2).ok());
    CHECK_FALSE(sync::split_key(safe.key(), some.first(1), 1).ok());
    CHECK_FALSE(sync::split_key(safe.key(), some.first(2), 3).ok());
    CHECK_FALSE(sync::split_key(safe.key(), some.first(3), 1).ok());
    CHECK_FALSE(sync::split_key(safe.key(), some.first(5), 4).ok());
    const std::vector<sync::BoxPublicKey> twice{all[0], all[0], all[1]};
    CHECK_FALSE(sync::split_key(safe.key(), twice, 2).ok());
}

TEST_CASE("a key that comes out other than it was named is refused", "[sync][escrow]") {
    REQUIRE(sync::start());
    const Safe safe(2);
    // Somebody writes another public key into the file and makes its check right again.
    base::Bytes file = *sync::split_key(safe.key(), safe.halves(), 2);
    file[10] ^= std::byte{1};
    const base::ByteView body = base::ByteView(file).first(file.size() - 32);
    const base::Digest check = sync::hash("hk1.escrow.1", body);
    std::copy(check.view().begin(), check.view().end(), file.end() - 32);
    const auto first = sync::join_key(file, safe.holders[0]);
    REQUIRE(first);
    CHECK(sync::join_key(first->pass_on, safe.holders[1]).error().kind ==
          base::ErrorKind::unreadable);
}
