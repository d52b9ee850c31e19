// Section 18 of docs/formats/hk1.md. The expected files in tests/data/batches/v1 are the
// specification's own bytes, which a Python program made; nothing here wrote them.
#include "worked_example.h"

#include <sodium.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "sync/object_name.h"
#include "sync/trust.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

base::Bytes data_file(const std::string& name) {
    std::ifstream in(HARMONY_SOURCE_DIR "/tests/data/batches/v1/" + name, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    return base::copy_bytes(base::as_bytes(text));
}

sync::TrustDocument example_trust() {
    sync::TrustDocument trust;
    trust.org = example_origin().org;
    trust.publishers = {sync::SignKeyPair(sign_seed(0x0a)).public_key()};
    return trust;
}

/// How many of the file's single-bit flips, truncations and extensions (up to 299 bytes) `taken`
/// takes.
template <typename Taken>
int count_taken(const base::Bytes& file, Taken taken) {
    int count = 0;
    for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
        base::Bytes changed = file;
        changed[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        count += taken(changed) ? 1 : 0;
    }
    for (std::size_t size = 0; size < file.size() + 300; ++size) {
        base::Bytes changed = file;
        changed.resize(size);
        count += size != file.size() && taken(changed) ? 1 : 0;
    }
    return count;
}

}  // namespace

TEST_CASE("S1: key ids of the worked example", "[sync][vector]") {
    REQUIRE(sync::start());
    CHECK(sync::SignKeyPair(sign_seed(0x09)).id().hex() == "9b689c6e16c9dbcc");
    CHECK(sync::SignKeyPair(sign_seed(0x0a)).id().hex() == "865c813e5f3ef520");
    const std::vector<sync::BoxPublicKey> recipients = example_recipients();
    CHECK(sync::key_id(recipients[0]).hex() == "914f072225384d28");
    CHECK(sync::key_id(recipients[1]).hex() == "192461325935bc1f");
    CHECK(sync::key_id(recipients[2]).hex() == "3f4cb2e1d328b55f");
}

TEST_CASE("S1: the batch of the worked example comes out byte for byte", "[sync][vector]") {
    REQUIRE(sync::start());
    const ExampleBatch example = example_batch();
    CHECK(example.block.commit.hex() ==
          "b7bbb76174d2d8dad6695824bbba132f988e0ae04666626c3890c4a9a0f1c5d7");
    CHECK(example.context.hex() ==
          "5ad9af86b39da441a81d2cd1211a68912cf9b92bdb93f17a4f8305712882d52d");
    CHECK(example.built.digest.hex() ==
          "2ff828926a1c086f4379fcef7f76093304d14f9830c69d13b1aaacad2f7d7261");
    CHECK(example.built.file == data_file("example-survey.hkb"));
    CHECK(sync::ObjectName::batch(
              example_origin().kiosk, sync::RecordClass::survey, 1, example.built.digest)
              .text() ==
          "up/b0b1b2b3b4b5b6b7b8b9babbbcbdbebf/survey/000000000001-2ff828926a1c086f.hkb");
}

TEST_CASE("S1: each recipient opens the batch of the worked example", "[sync][vector]") {
    REQUIRE(sync::start());
    const base::Result<sync::Batch> batch = sync::read_batch(data_file("example-survey.hkb"));
    REQUIRE(batch);
    CHECK(batch->head() == example_head());
    for (const unsigned seed : {1U, 2U, 3U}) {
        std::string body;
        const sync::OpeningCounts counts = sync::open_records(
            *batch, example_ring(seed), [&body](const sync::OpenedRecord& record) {
                body += base::to_hex(record.body);
            });
        CHECK(counts == sync::OpeningCounts{1, 1, 0, 0});
        CHECK(body == example_body_hex());
    }
    CHECK(sync::open_records(*batch, example_ring(4), [](const sync::OpenedRecord&) {}) ==
          sync::OpeningCounts{0, 0, 2, 0});
}

TEST_CASE("S1: the acknowledgement of the worked example comes out byte for byte",
          "[sync][vector]") {
    REQUIRE(sync::start());
    CHECK(example_ack() == data_file("example.hka"));
    CHECK(sync::frame_digest(sync::FrameKind::ack, example_ack()).hex() ==
          "d7d0314679972c1622b4a40c4bfb9e546408b58c5b37aefb8840960839bc84a2");
    const auto checked =
        sync::check_ack(example_ack(), example_origin().kiosk, example_trust(), std::nullopt);
    REQUIRE(checked);
    CHECK(checked->answer == sync::FloorAnswer::newer);
}

TEST_CASE("S1: the W record of the worked example comes out byte for byte", "[sync][vector]") {
    REQUIRE(sync::start());
    const base::Bytes record = example_w_record();
    CHECK(record.size() == 605);
    std::array<unsigned char, 32> plain_hash{};
    crypto_generichash(plain_hash.data(),
                       plain_hash.size(),
                       reinterpret_cast<const unsigned char*>(record.data()),
                       record.size(),
                       nullptr,
                       0);
    CHECK(base::to_hex(std::as_bytes(std::span(plain_hash))) ==
          "749d3f954fdd6abc279bf519d57fa2e1fe5e2c55997f7e12c08229b1aa9c47b0");
}

TEST_CASE("S1: every changed bit and every wrong length of the batch is refused",
          "[sync][vector]") {
    REQUIRE(sync::start());
    const sync::SignPublicKey kiosk = sync::SignKeyPair(sign_seed(0x09)).public_key();
    const auto taken = [&kiosk](const base::Bytes& file) {
        const auto frame = sync::read_frame(sync::FrameKind::batch, file);
        return frame && sync::signed_by(*frame, kiosk) && sync::read_batch(file).ok();
    };
    const base::Bytes file = data_file("example-survey.hkb");
    REQUIRE(taken(file));
    CHECK(count_taken(file, taken) == 0);
}

TEST_CASE("S1: every changed bit and every wrong length of the acknowledgement is refused",
          "[sync][vector]") {
    REQUIRE(sync::start());
    const sync::TrustDocument trust = example_trust();
    const auto taken = [&trust](const base::Bytes& file) {
        return sync::check_ack(file, example_origin().kiosk, trust, std::nullopt).ok();
    };
    const base::Bytes file = data_file("example.hka");
    REQUIRE(taken(file));
    CHECK(count_taken(file, taken) == 0);
}

TEST_CASE("S1: every changed bit and every wrong length of the W record is refused",
          "[sync][vector]") {
    REQUIRE(sync::start());
    const sync::KeyRing ring = example_ring(1);
    // What only other recipients need (their wraps) is bound too: by the associated data.
    const auto taken = [&ring](const base::Bytes& bytes) {
        const auto record = sync::read_wrapped(sync::RecordClass::contact, bytes);
        return record &&
               sync::open_wrapped({example_origin(), sync::RecordClass::contact}, *record, ring)
                       .opening == sync::Opening::opened;
    };
    const base::Bytes record = example_w_record();
    REQUIRE(taken(record));
    CHECK(count_taken(record, taken) == 0);
}
