// What sealing and opening a survey response costs (docs/formats/hk1.md, 6).
//
// Peer of opening, in the same run, in CPU time: libsodium's XChaCha20-Poly1305 alone over the same
// bytes in one loop, which nothing that opens these records can undercut. Opening is all that the
// office does with a batch before its answers are decoded: signature, hash, parsing, unwrapping,
// decrypting. Bars: 2.0 us a response, and 1 ms for one sealing (p99).
#include <fmt/core.h>
#include <sodium.h>
#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/random.h"
#include "sync/batch.h"
#include "sync/crypto.h"
#include "sync/epoch.h"
#include "sync/record.h"

namespace {

using namespace harmony;

constexpr std::size_t batch_records = 1000;
constexpr std::size_t long_each = 7;  // 71 % in the 128 bucket, the rest in 256 (section 7)
constexpr int rounds = 21;
constexpr double open_bar_us = 2.0;
constexpr double seal_bar_us = 1000.0;

/// CPU time of this process: other programs on the machine do not count.
struct Clock {
    static double now() {
        timespec time{};
        ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
    }
};

double us_since(double start) {
    return Clock::now() - start;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

struct Sample {
    sync::BuiltBatch built;
    std::vector<double> seal_us;
    double epoch_us = 0;  ///< making one epoch of 1,024 slots
};

struct Office {
    base::SeededRandom random{7};
    sync::SignKeyPair kiosk{sync::SignSeed::random(random)};
    std::vector<sync::BoxSeed> seeds;
    std::vector<sync::BoxPublicKey> recipients;
    sync::KeyRing ring;

    Office() {
        for (int i = 0; i < 3; ++i) {
            seeds.push_back(sync::BoxSeed::random(random));
            recipients.push_back(sync::BoxKeyPair(seeds.back()).public_key());
        }
        ring.add(sync::BoxKeyPair(seeds.front()));
    }
};

/// `per_epoch` responses to an epoch, as a kiosk that is cut so often would send them.
Sample make_sample(Office& office, std::size_t per_epoch) {
    Sample sample;
    sync::BatchHead head;
    head.total = batch_records;
    head.day = base::day_from_number(20542);
    std::vector<sync::EpochBlock> blocks;
    std::vector<sync::SealedRecord> rows;
    base::Bytes body(200, std::byte{0x42});
    while (rows.size() < batch_records) {
        const auto start = Clock::now();
        const sync::FreshEpoch epoch = sync::make_epoch(head.origin,
                                                        base::SetId::random(office.random),
                                                        office.recipients,
                                                        office.random,
                                                        sync::slots_an_epoch);
        sample.epoch_us = us_since(start);
        blocks.push_back(epoch.block);
        for (std::size_t i = 0; i < per_epoch && rows.size() < batch_records; ++i) {
            const base::ByteView bytes = base::ByteView(epoch.slots).subspan(i * 48, 48);
            sync::Slot slot(epoch.block,
                            epoch.context,
                            *base::RecordId::from_bytes(bytes.first(16)),
                            bytes.subspan(16));
            const std::size_t size = rows.size() % 24 < long_each ? 150 : 110;
            const auto sealing = Clock::now();
            rows.push_back(
                *sync::seal_response(std::move(*slot.next()), base::ByteView(body).first(size)));
            sample.seal_us.push_back(us_since(sealing));
        }
    }
    sample.built = sync::build_survey_batch(head, blocks, rows, office.kiosk);
    return sample;
}

/// us a response of everything from the bytes to the bodies.
double open_us(const Office& office, const Sample& sample) {
    std::vector<double> times;
    std::size_t bytes = 0;
    for (int round = 0; round < rounds; ++round) {
        base::Bytes file = sample.built.file;
        const auto start = Clock::now();
        const base::Result<sync::Batch> batch =
            sync::read_signed_batch(std::move(file), office.kiosk.public_key());
        const sync::OpeningCounts counts =
            sync::open_records(*batch, office.ring, [&bytes](const sync::OpenedRecord& record) {
                bytes += record.body.size();
            });
        times.push_back(us_since(start) / batch_records);
        base::promise(counts.opened == batch_records, "every record opens");
    }
    base::promise(bytes > 0, "bodies were read");
    return median(times);
}

/// us a response of the bare decryption of the same lengths.
double bare_us() {
    std::vector<double> times;
    const std::vector<unsigned char> key(32, 1);
    const std::vector<unsigned char> nonce(24, 2);
    const std::vector<unsigned char> context(32, 3);
    const std::vector<unsigned char> plain(256, 4);
    std::vector<unsigned char> sealed[2];
    for (const std::size_t which : {0U, 1U}) {
        const std::size_t size = which == 0 ? 128 : 256;
        sealed[which].resize(size + 16);
        crypto_aead_xchacha20poly1305_ietf_encrypt(sealed[which].data(),
                                                   nullptr,
                                                   plain.data(),
                                                   size,
                                                   context.data(),
                                                   context.size(),
                                                   nullptr,
                                                   nonce.data(),
                                                   key.data());
    }
    std::vector<unsigned char> out(256);
    for (int round = 0; round < rounds; ++round) {
        const auto start = Clock::now();
        for (std::size_t i = 0; i < batch_records; ++i) {
            const std::vector<unsigned char>& one = sealed[i % 24 < long_each ? 1 : 0];
            const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(out.data(),
                                                                          nullptr,
                                                                          nullptr,
                                                                          one.data(),
                                                                          one.size(),
                                                                          context.data(),
                                                                          context.size(),
                                                                          nonce.data(),
                                                                          key.data());
            base::promise(opened == 0, "the peer opens its own record");
        }
        times.push_back(us_since(start) / batch_records);
    }
    return median(times);
}

}  // namespace

int main(int argc, char** argv) {
    base::promise(sync::start().ok(), "libsodium starts");
    Office office;
    const Sample many = make_sample(office, 200);
    const Sample few = make_sample(office, 20);
    std::vector<double> seal = many.seal_us;
    std::sort(seal.begin(), seal.end());
    const double seal_p99 = seal[seal.size() * 99 / 100];
    const double bare = bare_us();
    const double opened_many = open_us(office, many);
    const double opened_few = open_us(office, few);
    const auto size = static_cast<double>(many.built.file.size()) / batch_records;
    fmt::print("seal: batches of {} responses, sealed to 3 recipients\n", batch_records);
    fmt::print("  sealing one: p50 {:.1f} us, p99 {:.1f} us (bar {:.0f})\n",
               median(many.seal_us),
               seal_p99,
               seal_bar_us);
    fmt::print(
        "  beginning an epoch of {} slots: {:.0f} us\n", sync::slots_an_epoch, many.epoch_us);
    fmt::print(
        "  opening, 200 an epoch: {:.2f} us a response, {:.2f} times bare AEAD {:.2f} us "
        "(bar {:.1f} us)\n",
        opened_many,
        opened_many / bare,
        bare,
        open_bar_us);
    fmt::print("  opening, 20 an epoch: {:.2f} us a response\n", opened_few);
    fmt::print("  bytes a response in a batch: {:.0f}\n", size);
    const bool passed = opened_many <= open_bar_us && seal_p99 <= seal_bar_us;
    if (argc > 1) {
        const nlohmann::json figures = {{"bench", "seal"},
                                        {"responses", batch_records},
                                        {"seal_p50_us", median(many.seal_us)},
                                        {"seal_p99_us", seal_p99},
                                        {"seal_bar_us", seal_bar_us},
                                        {"epoch_us", many.epoch_us},
                                        {"open_us", opened_many},
                                        {"open_bar_us", open_bar_us},
                                        {"bare_aead_us", bare},
                                        {"open_ratio", opened_many / bare},
                                        {"open_20_an_epoch_us", opened_few},
                                        {"batch_bytes", size},
                                        {"passed", passed}};
        std::ofstream(argv[1]) << figures.dump(2) << '\n';
    }
    return passed ? EXIT_SUCCESS : EXIT_FAILURE;
}
