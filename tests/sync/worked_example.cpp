#include "worked_example.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "base/error.h"

namespace harmony::tests {
namespace {

/// libsodium takes plain functions, so what they draw from has to stand somewhere of its own.
std::vector<unsigned>& script() {
    static std::vector<unsigned> blocks;  // NOLINT: a C callback without a context argument
    return blocks;
}

const char* scripted_name() {
    return "scripted";
}

uint32_t scripted_word() {
    throw base::BrokenPromise("a word was not in the script");
}

void scripted_fill(void* const out, const size_t size) {
    base::promise(!script().empty() && size == 32, "a draw that is not in the script");
    std::memset(out, static_cast<int>(script().front()), size);
    script().erase(script().begin());
}

randombytes_implementation& scripted_source() {
    static randombytes_implementation source{scripted_name,
                                             scripted_word,
                                             nullptr,
                                             nullptr,
                                             scripted_fill,
                                             nullptr};  // NOLINT: as above
    return source;
}

}  // namespace

base::Bytes run_of(unsigned first, unsigned count, unsigned step) {
    base::Bytes bytes;
    for (unsigned i = 0; i < count; ++i) {
        bytes.push_back(static_cast<std::byte>(first + i * step));
    }
    return bytes;
}

base::Bytes hex(std::string_view text) {
    std::string letters;
    std::copy_if(text.begin(), text.end(), std::back_inserter(letters), [](char letter) {
        return letter != ' ' && letter != '\n';
    });
    return *base::from_hex(letters);
}

sync::SignSeed sign_seed(unsigned byte) {
    return std::move(*sync::SignSeed::from_bytes(run_of(byte, 32, 0)));
}

sync::BoxSeed box_seed(unsigned byte) {
    return std::move(*sync::BoxSeed::from_bytes(run_of(byte, 32, 0)));
}

ScriptedSodium::ScriptedSodium(std::vector<unsigned> blocks) {
    script() = std::move(blocks);
    randombytes_set_implementation(&scripted_source());
}

ScriptedSodium::~ScriptedSodium() {
    randombytes_set_implementation(&randombytes_sysrandom_implementation);
}

void ScriptedRandom::fill(std::span<std::byte> out) {
    base::promise(out.size() <= bytes_.size() - at_, "more random bytes than the script has");
    std::memcpy(out.data(), bytes_.data() + at_, out.size());
    at_ += out.size();
}

sync::Origin example_origin() {
    return {
        id_from<base::OrgId>(0xa0), id_from<base::KioskId>(0xb0), id_from<base::InstanceId>(0xc0)};
}

base::SetId example_set() {
    return id_from<base::SetId>(0xd0);
}

std::vector<sync::BoxPublicKey> example_recipients() {
    std::vector<sync::BoxPublicKey> keys;
    for (const unsigned seed : {1U, 2U, 3U}) {
        keys.push_back(sync::BoxKeyPair(box_seed(seed)).public_key());
    }
    return keys;
}

sync::BatchHead example_head() {
    sync::BatchHead head;
    head.origin = example_origin();
    head.flags = sync::batch_flag::forced;
    head.seq = 1;
    head.trust_version = 1;
    head.trust_hash = id_from<base::Digest>(0x77, 0);
    head.pack_version = 5;
    head.total = 2;
    head.day = base::day_from_number(20542);
    return head;
}

std::string_view example_body_hex() {
    return "8b0148010203040506070848111213141516171862706c48d1e08e2775d8bd5a19503e010300506c1c7ddc8"
           "0"
           "95033930da1611261e7392860301f7f605734369656d6e6f2070727a7920736b6c65706965";
}

ExampleBatch example_batch() {
    base::Bytes drawn = run_of(0x40, 32);  // the epoch key, the epoch id, two record ids
    base::append(drawn, run_of(0xe0, 16));
    base::append(drawn, run_of(0x10, 16, 0));
    base::append(drawn, run_of(0x20, 16, 0));
    ScriptedRandom random(drawn);
    const ScriptedSodium ephemerals({0x61, 0x62, 0x63});
    const sync::FreshEpoch epoch =
        sync::make_epoch(example_origin(), example_set(), example_recipients(), random, 2);
    const auto slot = [&epoch](std::size_t index) {
        const base::ByteView bytes = base::ByteView(epoch.slots).subspan(index * 48, 48);
        return sync::Slot(epoch.block,
                          epoch.context,
                          *base::RecordId::from_bytes(bytes.first(16)),
                          bytes.subspan(16));
    };
    sync::Slot first = slot(0);
    sync::Slot second = slot(1);
    std::vector<sync::SealedRecord> rows;
    rows.push_back(sync::seal_dummy(std::move(*second.next()), 128));
    rows.push_back(*sync::seal_response(std::move(*first.next()), hex(example_body_hex())));
    const std::vector<sync::EpochBlock> blocks{epoch.block};
    return {
        epoch.block,
        epoch.context,
        sync::build_survey_batch(example_head(), blocks, rows, sync::SignKeyPair(sign_seed(0x09)))};
}

base::Bytes example_ack() {
    sync::Ack ack;
    ack.org = example_origin().org;
    ack.kiosk = example_origin().kiosk;
    ack.version = 1;
    ack.day = base::day_from_number(20543);
    ack.entries.push_back({example_origin().instance,
                           sync::RecordClass::survey,
                           1,
                           example_batch().built.digest,
                           sync::AckLevel::opened});
    const sync::SignKeyPair publisher(sign_seed(0x0a));
    const std::array<const sync::SignKeyPair*, 1> signers{&publisher};
    return sync::sign_ack(ack, signers);
}

base::Bytes example_w_record() {
    ScriptedRandom random(run_of(0x80, 32));
    const ScriptedSodium ephemerals({0x61, 0x62, 0x63});
    return *sync::seal_wrapped({example_origin(), sync::RecordClass::contact},
                               {example_set(), example_recipients()},
                               id_from<base::RecordId>(0x30, 0),
                               sync::RecordKind::fact,
                               hex("8201676578616d706c65"),
                               random);
}

sync::KeyRing example_ring(unsigned seed) {
    sync::KeyRing ring;
    ring.add(sync::BoxKeyPair(box_seed(seed)));
    return ring;
}

}  // namespace harmony::tests
