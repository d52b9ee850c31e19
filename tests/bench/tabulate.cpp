// All 30 questions by place and month of a million responses, and one question by place, against a
// plain scan in memory of one byte a code: for each row, one count up. The same process, one
// thread. Prints the figures; writes them as JSON to the file that its first argument names.
//
// Bar (docs/formats/segment.md): at most 2 times the plain scan.

#include "summary/tabulate.h"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/random.h"
#include "summary/column_builder.h"

namespace {

using namespace harmony;
using summary::ChunkView;
using summary::Grouping;
using summary::Question;
using summary::QuestionColumn;
using summary::Tabulation;

constexpr std::size_t rows = 1'000'000;
constexpr std::size_t chunk_rows = 65'536;
constexpr std::size_t questions = 30;
constexpr std::size_t places = 26;
constexpr std::size_t months = 24;
constexpr int rounds = 9;
constexpr double bar = 2.0;

using ByteChunks = std::vector<std::vector<std::uint8_t>>;

std::size_t rows_of_chunk(std::size_t chunk) {
    return std::min(chunk_rows, rows - chunk * chunk_rows);
}

constexpr std::size_t chunks = (rows + chunk_rows - 1) / chunk_rows;

/// Places and months of the rows, each chunk clustered by (place, month) as closed chunks are.
struct Heads {
    ByteChunks place;
    ByteChunks month;
};

Heads make_heads(base::RandomSource& random) {
    Heads heads;
    for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
        std::vector<std::size_t> both(rows_of_chunk(chunk));
        for (std::size_t& one : both) {
            one = static_cast<std::size_t>(random.below(places * months));
        }
        std::sort(both.begin(), both.end());
        heads.place.emplace_back();
        heads.month.emplace_back();
        for (const std::size_t one : both) {
            heads.place.back().push_back(static_cast<std::uint8_t>(one / months));
            heads.month.back().push_back(static_cast<std::uint8_t>(one % months));
        }
    }
    return heads;
}

/// One question: five answers and don't know, 8 codes in 3 planes, as in the shipped surveys.
ByteChunks make_codes(base::RandomSource& random, std::size_t codes) {
    ByteChunks result;
    for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
        std::vector<std::uint8_t> column(rows_of_chunk(chunk));
        for (std::uint8_t& code : column) {
            code = static_cast<std::uint8_t>(random.below(codes));
        }
        result.push_back(std::move(column));
    }
    return result;
}

double best_ms(const std::function<void()>& work) {
    double best = 1e30;
    for (int round = 0; round < rounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - start;
        best = std::min(best, took.count());
    }
    return best;
}

/// The plain scan: a byte a code, a count a row.
std::vector<std::uint32_t> scan(const std::vector<ByteChunks>& columns,
                                std::size_t count,
                                const Heads& heads,
                                bool by_month) {
    constexpr std::size_t stride = 8;
    const std::size_t groups = by_month ? places * months : places;
    std::vector<std::uint32_t> table(count * groups * stride);
    for (std::size_t q = 0; q < count; ++q) {
        std::uint32_t* counts = table.data() + q * groups * stride;
        for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
            const std::uint8_t* codes = columns[q][chunk].data();
            const std::uint8_t* place = heads.place[chunk].data();
            const std::uint8_t* month = heads.month[chunk].data();
            for (std::size_t row = 0; row < columns[q][chunk].size(); ++row) {
                const std::size_t group =
                    by_month ? place[row] * months + month[row] : std::size_t{place[row]};
                counts[group * stride + codes[row]] += 1;
            }
        }
    }
    return table;
}

bool same(const std::vector<std::uint32_t>& scanned, const std::vector<Tabulation>& tables) {
    constexpr std::size_t stride = 8;
    for (std::size_t q = 0; q < tables.size(); ++q) {
        const Tabulation& table = tables[q];
        for (std::size_t group = 0; group < table.groups(); ++group) {
            const std::uint32_t* counts = scanned.data() + (q * table.groups() + group) * stride;
            bool equal = counts[0] == table.not_asked(group) && counts[1] == table.skipped(group);
            for (std::size_t choice = 0; choice < table.choices(); ++choice) {
                equal = equal && counts[2 + choice] == table.chose(group, choice);
            }
            if (!equal) {
                return false;
            }
        }
    }
    return true;
}

/// A million invented responses, as bytes for the scan and as planes for the tabulation.
class Responses {
public:
    explicit Responses(base::RandomSource& random)
        : question_(tests::question_of("q", 5, true)), heads_(make_heads(random)) {
        const std::size_t codes = summary::first_choice_code + question_.choices.size();
        for (std::size_t q = 0; q < questions; ++q) {
            bytes_.push_back(make_codes(random, codes));
            std::vector<std::vector<std::uint32_t>> wide;
            for (const std::vector<std::uint8_t>& chunk : bytes_.back()) {
                wide.emplace_back(chunk.begin(), chunk.end());
            }
            planes_.emplace_back(wide, std::bit_width(codes - 1));
        }
        for (const tests::PlaneColumn& column : planes_) {
            columns_.push_back({&question_, column.views()});
        }
        place_ = tests::byte_views(heads_.place);
        month_ = tests::byte_views(heads_.month);
        groupings_ = {{place_, places}, {month_, months}};
    }

    [[nodiscard]] std::vector<std::uint32_t> scan_all() const {
        return scan(bytes_, questions, heads_, true);
    }

    [[nodiscard]] std::vector<std::uint32_t> scan_one() const {
        return scan(bytes_, 1, heads_, false);
    }

    [[nodiscard]] std::vector<Tabulation> tabulate_all() const {
        return std::move(*summary::tabulate_all(columns_, groupings_));
    }

    [[nodiscard]] std::vector<Tabulation> tabulate_one() const {
        return std::move(*summary::tabulate_all({columns_.data(), 1}, {groupings_.data(), 1}));
    }

    /// How fast memory alone would let anybody read a byte a code.
    [[nodiscard]] std::uint64_t add_up_bytes() const {
        std::uint64_t sum = 0;
        for (const ByteChunks& column : bytes_) {
            for (const std::vector<std::uint8_t>& chunk : column) {
                for (const std::uint8_t code : chunk) {
                    sum += code;
                }
            }
        }
        return sum;
    }

private:
    Question question_;
    Heads heads_;
    std::vector<ByteChunks> bytes_;
    std::vector<tests::PlaneColumn> planes_;
    std::vector<QuestionColumn> columns_;
    std::vector<ChunkView> place_;
    std::vector<ChunkView> month_;
    std::vector<Grouping> groupings_;
};

struct Figures {
    double all = 0;
    double all_scan = 0;
    double one = 0;
    double one_scan = 0;
    double read = 0;
    bool equal = false;

    [[nodiscard]] bool passed() const { return equal && all <= bar * all_scan; }
};

Figures measure(const Responses& responses) {
    Figures figures;
    std::vector<std::uint32_t> scanned;
    std::vector<Tabulation> tables;
    figures.all_scan = best_ms([&] { scanned = responses.scan_all(); });
    figures.all = best_ms([&] { tables = responses.tabulate_all(); });
    figures.equal = same(scanned, tables);
    figures.one_scan = best_ms([&] { scanned = responses.scan_one(); });
    figures.one = best_ms([&] { tables = responses.tabulate_one(); });
    figures.equal = figures.equal && same(scanned, tables);
    std::uint64_t sum = 0;
    figures.read = best_ms([&] { sum += responses.add_up_bytes(); });
    figures.equal = figures.equal && sum > 0;
    return figures;
}

void print(const Figures& figures) {
    fmt::print("tabulate: {} responses, {} questions, {} places, {} months, one thread\n",
               rows,
               questions,
               places,
               months);
    fmt::print(
        "  all questions by place and month  {:7.2f} ms  plain scan {:7.2f} ms  "
        "ratio {:.2f}  (bar {:.1f})\n",
        figures.all,
        figures.all_scan,
        figures.all / figures.all_scan,
        bar);
    fmt::print(
        "  one question by place             {:7.2f} ms  plain scan {:7.2f} ms  "
        "ratio {:.2f}\n",
        figures.one,
        figures.one_scan,
        figures.one / figures.one_scan);
    fmt::print("  adding up the bytes, no counting               {:7.2f} ms  ratio {:.2f}\n",
               figures.read,
               figures.all / figures.read);
    fmt::print("  same numbers: {}\n", figures.equal ? "yes" : "NO");
}

nlohmann::json as_json(const Figures& figures) {
    return {{"bench", "tabulate"},
            {"rows", rows},
            {"questions", questions},
            {"all_by_place_and_month_ms", figures.all},
            {"all_plain_scan_ms", figures.all_scan},
            {"all_ratio", figures.all / figures.all_scan},
            {"all_ratio_bar", bar},
            {"one_by_place_ms", figures.one},
            {"one_plain_scan_ms", figures.one_scan},
            {"one_ratio", figures.one / figures.one_scan},
            {"read_bytes_ms", figures.read},
            {"equal", figures.equal},
            {"passed", figures.passed()}};
}

}  // namespace

int main(int argc, char** argv) {
    base::SeededRandom random(20260701);
    const Responses responses(random);
    const Figures figures = measure(responses);
    print(figures);
    if (argc > 1) {
        std::ofstream(argv[1]) << as_json(figures).dump(2) << '\n';
    }
    return figures.passed() ? EXIT_SUCCESS : EXIT_FAILURE;
}
