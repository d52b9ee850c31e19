#include "sync/backup_stream.h"

#include <catch2/catch.hpp>

using namespace harmony;
using namespace harmony::sync;
using base::ErrorKind;

namespace {

constexpr std::size_t chunk = 65536 + 17;  // docs/formats/hk1.md, 15.3

BoxKeyPair key_of(unsigned char letter) {
    std::array<std::byte, 32> seed{};
    seed.fill(std::byte{letter});
    return BoxKeyPair(BoxSeed::from_bytes(seed).value());
}

BackupHead head() {
    base::SeededRandom random(3);
    return {base::OrgId::random(random),
            *base::day_from_iso("2026-03-30"),
            base::Digest::random(random)};
}

base::Bytes plain(std::size_t size) {
    base::SeededRandom random(size + 1);
    base::Bytes bytes(size);
    random.fill(bytes);
    return bytes;
}

base::Bytes sealed(base::ByteView bytes, std::span<const BoxPublicKey> to) {
    base::SeededRandom random(9);
    base::Bytes file;
    auto sealer = BackupSealer::begin(head(), to, random, [&](base::ByteView more) {
        base::append(file, more);
        return base::Result<void>{};
    });
    REQUIRE(sealer.ok());
    // In pieces of an odd size, as files come.
    for (std::size_t at = 0; at < bytes.size(); at += 10'007) {
        REQUIRE(sealer->append(bytes.subspan(at, std::min<std::size_t>(10'007, bytes.size() - at)))
                    .ok());
    }
    REQUIRE(sealer->finish().ok());
    return file;
}

base::Bytes sealed(base::ByteView bytes) {
    const BoxPublicKey to[] = {key_of(1).public_key(), key_of(2).public_key()};
    return sealed(bytes, to);
}

KeyRing ring_of(unsigned char letter) {
    KeyRing ring;
    ring.add(key_of(letter));
    return ring;
}

/// Everything in it, or the first error.
base::Result<base::Bytes> opened(base::ByteView file, const KeyRing& ring) {
    std::size_t at = 0;
    auto opener = BackupOpener::begin(
        [&](std::size_t most) -> base::Result<base::Bytes> {
            const std::size_t take = std::min(most, file.size() - at);
            at += take;
            return base::copy_bytes(file.subspan(at - take, take));
        },
        ring);
    if (!opener) {
        return opener.error();
    }
    base::Bytes all;
    for (;;) {
        const auto piece = opener->next();
        if (!piece) {
            return piece.error();
        }
        if (piece->empty()) {
            return all;
        }
        base::append(all, *piece);
    }
}

}  // namespace

TEST_CASE("a backup of any length opens with each of its keys and with no other", "[sync][S11]") {
    for (const std::size_t size : {0UL, 1UL, 65535UL, 65536UL, 65537UL, 131072UL, 200'000UL}) {
        INFO(size);
        const base::Bytes bytes = plain(size);
        const base::Bytes file = sealed(bytes);
        CHECK(*opened(file, ring_of(1)) == bytes);
        CHECK(*opened(file, ring_of(2)) == bytes);
        CHECK(opened(file, ring_of(3)).error().kind == ErrorKind::refused);
        CHECK(*read_backup_head(file) == head());
    }
}

TEST_CASE("a backup of which any bit was changed, or any end is missing, does not open",
          "[sync][S11][tamper]") {
    const base::Bytes bytes = plain(100);
    const base::Bytes file = sealed(bytes);
    const std::size_t head_said =
        4 + 16 + 4 + 32;  // org, day and manifest are the caller's to hold
    for (std::size_t at = 0; at < file.size(); ++at) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            base::Bytes changed = file;
            changed[at] ^= static_cast<std::byte>(1U << bit);
            const auto got = opened(changed, ring_of(1));
            const bool other_recipient = got.ok() && at >= head_said;
            if (at < 4 || (at >= head_said && !other_recipient)) {
                CHECK_FALSE(got.ok());
            }
            if (other_recipient) {  // a bit of the other's wrap: ours still opens, with our bytes
                CHECK(*got == bytes);
            }
        }
    }
    for (std::size_t length = 0; length < file.size(); ++length) {
        INFO(length);
        CHECK_FALSE(opened(base::ByteView(file).first(length), ring_of(1)).ok());
    }
    base::Bytes longer = file;
    longer.push_back(std::byte{0});
    CHECK_FALSE(opened(longer, ring_of(1)).ok());
}

TEST_CASE("chunks that were left out or put in another order do not open", "[sync][S11][tamper]") {
    const base::Bytes file = sealed(plain(4 * 65536));
    const std::size_t body = file.size() - 4 * chunk;
    const base::ByteView all(file);
    const auto made_of = [&](std::initializer_list<std::size_t> order) {
        base::Bytes made = base::copy_bytes(all.first(body));
        for (const std::size_t at : order) {
            base::append(made, all.subspan(body + at * chunk, chunk));
        }
        return made;
    };
    CHECK(opened(made_of({0, 1, 2, 3}), ring_of(1)).ok());
    CHECK_FALSE(opened(made_of({0, 2, 1, 3}), ring_of(1)).ok());
    CHECK_FALSE(opened(made_of({0, 1, 3}), ring_of(1)).ok());
    CHECK_FALSE(opened(made_of({0, 1, 2}), ring_of(1)).ok());
    CHECK_FALSE(opened(made_of({0, 1, 2, 3, 3}), ring_of(1)).ok());
    CHECK_FALSE(opened(made_of({}), ring_of(1)).ok());
}
