// What it costs to keep one sealed response (docs/formats/journal.md).
//
// Peer, in the same run and folder, turn by turn so that both see the same disk: a plain append of
// the same 248 bytes and fdatasync. Bars of storage.md: p50 within 1.3 times, p99 within 2 times,
// and at most 256 bytes a response on the disk.
#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.h"
#include "base/random.h"
#include "db/journal_fixture.h"
#include "db/kiosk_journal.h"
#include "support/temporary_folder.h"

namespace {

using namespace harmony;

constexpr int rounds = 2000;
constexpr int warm_up = 100;
constexpr std::size_t record_bytes = 248;  // sync-protocol.md 7: an open row of 30 questions
constexpr double p50_bar = 1.3;
constexpr double p99_bar = 2.0;
constexpr double bytes_bar = 256;

double us_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
        .count();
}

struct Percentiles {
    double p50;
    double p99;
};

Percentiles percentiles(std::vector<double> us) {
    std::sort(us.begin(), us.end());
    return {us[us.size() / 2], us[us.size() * 99 / 100]};
}

/// An append-only file, the least that keeps a record.
class RawFile {
public:
    explicit RawFile(const std::filesystem::path& file)
        : descriptor_(::open(file.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600)) {
        base::promise(descriptor_ >= 0, "the bench has no file");
    }

    RawFile(const RawFile&) = delete;
    RawFile& operator=(const RawFile&) = delete;
    ~RawFile() { ::close(descriptor_); }

    void append(const base::Bytes& bytes) const {
        const bool done = ::write(descriptor_, bytes.data(), bytes.size()) ==
                              static_cast<ssize_t>(bytes.size()) &&
                          ::fdatasync(descriptor_) == 0;
        base::promise(done, "the bench could not append");
    }

private:
    int descriptor_;
};

/// A sealed response of 30 questions: 71 of 100 fill the bucket of 128 bytes, the rest that of 256
/// (sync-protocol.md 7), each with 16 bytes of tag.
db::SealedRow typical_row(base::RandomSource& random) {
    db::SealedRow row = tests::sealed_row(random);
    row.ciphertext.resize(random.below(100) < 71 ? 144 : 272);
    random.fill(row.ciphertext);
    return row;
}

struct Measured {
    Percentiles journal;
    Percentiles raw;
    double open_bytes;  ///< on disk, a response, before the cut
    double cut_bytes;   ///< after it
};

Measured measure(const std::filesystem::path& folder) {
    auto opened = db::KioskJournal::open(folder, {});
    base::promise(opened.ok(), "the bench has no journal");
    db::KioskJournal& journal = **opened;
    const RawFile raw(folder / "raw");
    const base::Bytes raw_record(record_bytes, std::byte{7});
    base::SeededRandom random(1);
    std::vector<double> journal_us;
    std::vector<double> raw_us;
    for (int n = 0; n < rounds + warm_up; ++n) {
        const db::SealedRow row = typical_row(random);
        const auto before_journal = std::chrono::steady_clock::now();
        base::promise(journal.append(row).ok(), "the bench could not keep a record");
        const double journal_time = us_since(before_journal);
        const auto before_raw = std::chrono::steady_clock::now();
        raw.append(raw_record);
        if (n >= warm_up) {
            journal_us.push_back(journal_time);
            raw_us.push_back(us_since(before_raw));
        }
    }
    const double count = rounds + warm_up;
    const auto size = [&] {
        return static_cast<double>(std::filesystem::file_size(folder / "answers.db"));
    };
    base::promise(journal.tidy().ok(), "the bench could not tidy");
    const double open_bytes = size() / count;
    tests::PlainMaker maker;
    base::promise(journal.cut(tests::cut_order(), maker).ok(), "the bench could not cut");
    // PlainMaker's batches hold ids only; what a real one holds is counted from the rows.
    std::size_t sealed = 0;
    for (const db::BatchDraft& draft : maker.drafts) {
        for (const db::BatchRow& row : draft.rows) {
            sealed += 2 + 16 + 1 + 4 + row.sealed.size();
        }
    }
    return {percentiles(journal_us),
            percentiles(raw_us),
            open_bytes,
            static_cast<double>(sealed) / count};
}

void print_line(const char* what, double figure, double peer, double bar) {
    fmt::print(
        "  {:4} journal {:8.1f} us  raw append + fdatasync {:8.1f} us  ratio {:.2f}  (bar "
        "{:.1f})\n",
        what,
        figure,
        peer,
        figure / peer,
        bar);
}

}  // namespace

int main(int argc, char** argv) {
    const tests::TemporaryFolder folder;
    const Measured m = measure(folder.path());
    fmt::print("journal: {} sealed responses, one commit each\n", rounds);
    print_line("p50", m.journal.p50, m.raw.p50, p50_bar);
    print_line("p99", m.journal.p99, m.raw.p99, p99_bar);
    fmt::print(
        "  bytes a response on disk: {:.0f} in the open table, {:.0f} in a batch (bar {:.0f})\n",
        m.open_bytes,
        m.cut_bytes,
        bytes_bar);
    const bool passed = m.journal.p50 <= p50_bar * m.raw.p50 &&
                        m.journal.p99 <= p99_bar * m.raw.p99 && m.open_bytes <= bytes_bar;
    if (argc > 1) {
        const nlohmann::json figures = {{"bench", "journal"},
                                        {"responses", rounds},
                                        {"p50_us", m.journal.p50},
                                        {"p99_us", m.journal.p99},
                                        {"raw_p50_us", m.raw.p50},
                                        {"raw_p99_us", m.raw.p99},
                                        {"p50_ratio", m.journal.p50 / m.raw.p50},
                                        {"p50_ratio_bar", p50_bar},
                                        {"p99_ratio", m.journal.p99 / m.raw.p99},
                                        {"p99_ratio_bar", p99_bar},
                                        {"open_bytes", m.open_bytes},
                                        {"batch_bytes", m.cut_bytes},
                                        {"bytes_bar", bytes_bar},
                                        {"passed", passed}};
        std::ofstream(argv[1]) << figures.dump(2) << '\n';
    }
    return passed ? EXIT_SUCCESS : EXIT_FAILURE;
}
