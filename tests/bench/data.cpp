// The office's data path, with DuckDB beside it where its npm package is installed (./harmony
// peers): sealed batches on disk to a durable store to the full summary; one question by place;
// every question by place and month; bytes on disk. 30 questions of one choice each, 26 places, 24
// months, at 1 and at 10 million responses (or as many as --rows says).
//
// DuckDB gets the same rows twice, with two threads: as plain NDJSON with names, as `survey export`
// writes them (what an office would have without us; the bar), and as small numbers with typed
// columns, the easiest form there is (no bar, but printed). Both with the head columns that our
// tables have. Its tables and ours must agree: a checksum over every cell.
//
// Bars (storage.md): 2.5 times faster to the summary, 5 times on one question by place, 15 times on
// all by place and month; 5 times on raking with weighted shares; at most 2 times a plain scan of
// one byte a code; 0.8 of DuckDB's file; 2.0 us of CPU a response.
#include <fmt/core.h>
#include <sqlite3.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "admin/enrolment.h"
#include "admin/intake.h"
#include "admin/memory.h"
#include "admin/office.h"
#include "admin/office_init.h"
#include "base/cbor.h"
#include "bench_office.h"
#include "summary/planes.h"
#include "summary/rake.h"
#include "summary/tabulate.h"
#include "support/fake_kiosk.h"
#include "support/temporary_folder.h"
#include "sync/folder_courier.h"

namespace {

using namespace harmony;
using nlohmann::json;
using summary::ChunkView;
namespace fs = std::filesystem;

constexpr std::size_t questions = 30;
constexpr std::size_t places = 26;
constexpr std::size_t months = 24;
constexpr std::size_t kiosks = 10;
constexpr std::size_t records_a_batch = 2'000;
constexpr std::size_t records_an_epoch = 200;
constexpr std::uint32_t choices_of_first = 26;
constexpr std::uint32_t choices_of_others = 6;
constexpr int rounds = 5;

double cpu_s() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::uint32_t choices_of(std::size_t question) {
    return question == 0 ? choices_of_first : choices_of_others;
}

db::FormTable form_table() {
    db::FormTable table{*base::FormName::from_hex("0011223344556677"), {}};
    for (std::size_t q = 0; q < questions; ++q) {
        table.questions.push_back(
            {fmt::format("q{}", q), db::ColumnKind::choice, choices_of(q), 0});
    }
    return table;
}

/// As a survey names its choices.
std::string choice_name(std::size_t question, std::uint32_t choice) {
    constexpr const char* names[choices_of_others] = {
        "very_safe", "fairly_safe", "a_bit_unsafe", "very_unsafe", "dont_know", "prefer_not"};
    return question == 0 ? fmt::format("area_{}", choice) : names[choice];
}

/// The code of one answer as columns have it: 0 not asked, 1 left empty, 2 + choice.
std::uint32_t draw(base::SeededRandom& random, std::size_t question) {
    const std::uint64_t luck = random.below(100);
    return luck < 5    ? 1U
           : luck < 12 ? 0U
                       : 2U + static_cast<std::uint32_t>(random.below(choices_of(question)));
}

/// A million responses as a kiosk would seal them, and as plain NDJSON for DuckDB.
struct Setting : bench::BenchOffice {
    Setting(std::size_t rows, const fs::path& where, bool with_peer)
        : BenchOffice(where), rows_(rows), folder(where) {
        for (std::size_t place = 0; place < places; ++place) {
            engagements.push_back(
                {base::EngagementId::random(random), fmt::format("place{}", place), "Hall"});
        }
        if (with_peer) {
            named.reset(std::fopen((folder / "named.ndjson").c_str(), "wb"));
            numbers.reset(std::fopen((folder / "numbers.ndjson").c_str(), "wb"));
        }
        make_kiosks();
        named.reset();
        numbers.reset();
    }

    void make_kiosks() {
        for (std::size_t number = 0; number < kiosks; ++number) {
            tests::FakeKiosk kiosk = enrolled(number);
            for (std::size_t done = 0; done < rows_ / kiosks; done += records_a_batch) {
                kiosk.send(*stick,
                           bodies(number, std::min(records_a_batch, rows_ / kiosks - done)),
                           clock.today());
            }
        }
    }

    std::vector<base::Bytes> bodies(std::size_t kiosk, std::size_t count) {
        tests::BodyOf body;
        body.form = table.form;
        std::vector<base::Bytes> all;
        for (std::size_t at = 0; at < count; ++at) {
            const auto place = static_cast<std::size_t>(random.below(places));
            const auto month = static_cast<unsigned>(random.below(months));
            body.engagement = engagements[place].id;
            body.day = base::Day(std::chrono::year{2024 + static_cast<int>(month / 12)} /
                                 std::chrono::month{month % 12 + 1} / 15);
            std::vector<std::uint32_t> codes;
            base::Bytes items;
            for (std::size_t q = 0; q < questions; ++q) {
                codes.push_back(draw(random, q));
                base::cbor::Writer one;
                codes[q] == 0   ? one.null()
                : codes[q] == 1 ? one.undefined()
                                : one.unsigned_integer(codes[q] - 2);
                base::append(items, one.written());
            }
            all.push_back(body.with(questions, items));
            if (named) {
                write_named(kiosk, place, body.day, codes);
                write_numbers(kiosk, place, month, codes);
            }
        }
        return all;
    }

    /// One line as an export has it. A question that was not asked has no member.
    void write_named(std::size_t kiosk,
                     std::size_t place,
                     base::Day day,
                     const std::vector<std::uint32_t>& codes) {
        std::string line = fmt::format(
            "{{\"place\":\"place{}\",\"month\":\"{}\",\"engagement\":\"{}\",\"venue\":\"Hall\","
            "\"kiosk\":\"Kiosk {}\",\"language\":\"en\",\"mode\":\"self\",\"duration\":\"1-3 min\"",
            place,
            base::to_iso(day).substr(0, 7),
            engagements[place].id.hex(),
            kiosk);
        for (std::size_t q = 0; q < questions; ++q) {
            if (codes[q] == 1) {
                line += fmt::format(",\"q{}\":\"\"", q);
            } else if (codes[q] > 1) {
                line += fmt::format(",\"q{}\":\"{}\"", q, choice_name(q, codes[q] - 2));
            }
        }
        line += "}\n";
        std::fwrite(line.data(), 1, line.size(), named.get());
    }

    void write_numbers(std::size_t kiosk,
                       std::size_t place,
                       unsigned month,
                       const std::vector<std::uint32_t>& codes) {
        std::string line = fmt::format(
            "{{\"place\":{},\"month\":{},\"engagement\":{},\"venue\":1,\"kiosk\":{},"
            "\"language\":1,\"mode\":1,\"duration\":3",
            place,
            month,
            place,
            kiosk);
        for (std::size_t q = 0; q < questions; ++q) {
            line += fmt::format(",\"q{}\":{}", q, codes[q]);
        }
        line += "}\n";
        std::fwrite(line.data(), 1, line.size(), numbers.get());
    }

    struct CloseFile {
        void operator()(std::FILE* file) const noexcept { std::fclose(file); }
    };

    std::size_t rows_;
    fs::path folder;
    base::SeededRandom random{20260330};
    db::FormTable table = form_table();
    std::vector<db::EngagementInfo> engagements;
    std::unique_ptr<std::FILE, CloseFile> named;
    std::unique_ptr<std::FILE, CloseFile> numbers;
};

ChunkView view(const db::ColumnChunk& column) {
    switch (column.encoding()) {
        case db::Encoding::planes: return ChunkView::planes(column.rows(), column.all_planes());
        case db::Encoding::u8: return ChunkView::bytes(column.u8());
        case db::Encoding::u16: return ChunkView::u16(column.u16());
        case db::Encoding::u32: return ChunkView::u32(column.u32());
    }
    return ChunkView::bytes(column.u8());
}

/// The columns of the store in memory, as a summary looks at them.
struct Loaded {
    Loaded(db::OfficeStore& store, const db::FormTable& form) {
        std::vector<std::size_t> columns{static_cast<std::size_t>(db::HeadColumn::place),
                                         static_cast<std::size_t>(db::HeadColumn::month)};
        for (std::size_t q = 0; q < questions; ++q) {
            columns.push_back(db::head_columns + q);
        }
        views.resize(columns.size());
        store.for_each_chunk(
            form.form, columns, [&](const db::TableChunk& chunk) { chunks.push_back(chunk); });
        for (const db::TableChunk& chunk : chunks) {
            for (std::size_t at = 0; at < columns.size(); ++at) {
                views[at].push_back(view(chunk.columns[at]));
            }
        }
        place_names = store.dictionary(db::HeadColumn::place);
        month_names = store.dictionary(db::HeadColumn::month);
        for (std::size_t q = 0; q < questions; ++q) {
            summary::Question question;
            question.name = fmt::format("q{}", q);
            for (std::uint32_t c = 0; c < choices_of(q); ++c) {
                question.choices.push_back({fmt::format("c{}", c)});
            }
            asked.push_back(std::move(question));
        }
    }

    [[nodiscard]] std::vector<summary::Tabulation> all() const {
        std::vector<summary::QuestionColumn> columns;
        for (std::size_t q = 0; q < questions; ++q) {
            columns.push_back({&asked[q], views[2 + q]});
        }
        const summary::Grouping by[] = {{views[0], place_names.size()},
                                        {views[1], month_names.size()}};
        return *summary::tabulate_all(columns, by);
    }

    [[nodiscard]] summary::Tabulation one() const {
        return *summary::tabulate_by({&asked[1], views[3]}, {views[0], place_names.size()});
    }

    std::vector<db::TableChunk> chunks;
    std::vector<std::vector<ChunkView>> views;  ///< place, month, then the questions
    std::vector<summary::Question> asked;
    std::vector<std::string> place_names;
    std::vector<std::string> month_names;
};

/// Every cell once, so that two sets of tables with the same sum are the same tables.
std::string checksum(const Loaded& loaded, const std::vector<summary::Tabulation>& tables) {
    std::uint64_t sum = 0;
    const auto add = [&](std::size_t q,
                         std::size_t place,
                         std::size_t month,
                         std::uint64_t code,
                         std::uint64_t count) {
        sum += count * (1 + q * 1000003 + place * 10007 + month * 101 + code);
    };
    for (std::size_t p = 1; p < loaded.place_names.size(); ++p) {
        const std::size_t place = std::stoul(loaded.place_names[p].substr(5));
        for (std::size_t m = 1; m < loaded.month_names.size(); ++m) {
            const std::size_t month = (std::stoul(loaded.month_names[m].substr(0, 4)) - 2024) * 12 +
                                      std::stoul(loaded.month_names[m].substr(5)) - 1;
            const std::size_t group = p * loaded.month_names.size() + m;
            for (std::size_t q = 0; q < questions; ++q) {
                add(q, place, month, 0, tables[q].not_asked(group));
                add(q, place, month, 1, tables[q].skipped(group));
                for (std::size_t c = 0; c < choices_of(q); ++c) {
                    add(q, place, month, 2 + c, tables[q].chose(group, c));
                }
            }
        }
    }
    return std::to_string(sum);
}

/// One byte a code in memory, one count up a row: the limit.
double plain_scan_ms(const Loaded& loaded) {
    std::vector<std::vector<std::uint8_t>> codes(loaded.views.size());
    for (std::size_t column = 0; column < loaded.views.size(); ++column) {
        for (const ChunkView& chunk : loaded.views[column]) {
            for (std::size_t row = 0; row < chunk.rows(); ++row) {
                codes[column].push_back(static_cast<std::uint8_t>(chunk.code(row)));
            }
        }
    }
    const std::size_t groups = loaded.place_names.size() * loaded.month_names.size();
    double best = 1e9;
    std::uint64_t seen = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        for (std::size_t q = 0; q < questions; ++q) {
            std::vector<std::uint32_t> counts(groups * 32);
            for (std::size_t row = 0; row < codes[0].size(); ++row) {
                ++counts[(codes[0][row] * loaded.month_names.size() + codes[1][row]) * 32 +
                         codes[2 + q][row]];
            }
            seen += counts[(loaded.month_names.size() + 1) * 32 + 2];
        }
        best = std::min(best, seconds_since(start) * 1e3);
    }
    base::promise(seen > 0, "a scan that counted nothing");
    return best;
}

template <typename Work>
double best_ms(const Work& work) {
    double best = 1e9;
    for (int round = 0; round < rounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        work();
        best = std::min(best, seconds_since(start) * 1e3);
    }
    return best;
}

/// Raking to three margins (the choices of q1, q2 and q3; who left one of them blank has no weight)
/// and the weighted shares of every question: on cells, so that no weight is one of a row.
struct Weighting {
    static constexpr std::size_t margins = 3;
    static constexpr std::size_t levels = 8;  ///< codes of a question, the choices from 2 on
    static constexpr std::size_t cells = levels * levels * levels;

    static std::size_t level(std::size_t cell, std::size_t margin) {
        return margin == 0 ? cell / (levels * levels) : cell / (margin == 1 ? levels : 1) % levels;
    }

    /// The weighted share of each code of `q5` among those with a weight.
    [[nodiscard]] static std::vector<double> run(const Loaded& loaded) {
        std::vector<std::vector<std::uint16_t>> codes;
        std::vector<ChunkView> views;
        for (std::size_t chunk = 0; chunk < loaded.chunks.size(); ++chunk) {
            codes.push_back(cells_of(loaded, chunk));
        }
        for (const auto& chunk : codes) {
            views.push_back(ChunkView::u16(chunk));
        }
        std::vector<summary::QuestionColumn> columns;
        for (std::size_t q = 0; q < questions; ++q) {
            columns.push_back({&loaded.asked[q], loaded.views[2 + q]});
        }
        const summary::Grouping by[] = {{views, cells}};
        const auto tables = *summary::tabulate_all(columns, by);
        return weighted(tables[5], weights(tables[0]));
    }

private:
    static std::vector<std::uint16_t> cells_of(const Loaded& loaded, std::size_t chunk) {
        std::vector<std::uint16_t> all(loaded.chunks[chunk].rows);
        std::vector<std::uint8_t> codes;
        for (std::size_t margin = 0; margin < margins; ++margin) {
            summary::unpack_codes(loaded.views[3 + margin][chunk], codes);
            for (std::size_t row = 0; row < all.size(); ++row) {
                all[row] = static_cast<std::uint16_t>(all[row] * levels + codes[row]);
            }
        }
        return all;
    }

    /// A weight a cell; 0 for those in which a margin was left blank.
    static std::vector<double> weights(const summary::Tabulation& units) {
        std::vector<double> people(cells);
        std::vector<std::vector<std::uint32_t>> codes(margins, std::vector<std::uint32_t>(cells));
        for (std::size_t cell = 0; cell < cells; ++cell) {
            people[cell] = static_cast<double>(units.units(cell));
            for (std::size_t margin = 0; margin < margins; ++margin) {
                const std::size_t code = level(cell, margin);
                codes[margin][cell] =
                    code < 2 ? summary::not_stated_code : static_cast<std::uint32_t>(code - 2);
            }
        }
        std::vector<double> targets;
        for (std::uint32_t choice = 0; choice < choices_of_others; ++choice) {
            targets.push_back(10.0 + choice);
        }
        std::vector<summary::Margin> wanted;
        for (const auto& each : codes) {
            wanted.push_back({targets, each});
        }
        summary::RakeRule rule;
        rule.scale = summary::RakeScale::base;
        rule.not_stated = summary::NotStated::drop;
        const auto raked = summary::rake(cells, wanted, people, rule);
        base::promise(std::holds_alternative<summary::Raked>(raked), "raking was refused");
        std::vector<double> weights = std::get<summary::Raked>(raked).weights;
        for (std::size_t cell = 0; cell < cells; ++cell) {
            weights[cell] = people[cell] > 0 ? weights[cell] / people[cell] : 0;
        }
        return weights;
    }

    static std::vector<double> weighted(const summary::Tabulation& table,
                                        const std::vector<double>& weights) {
        std::vector<double> sums(levels);
        double all = 0;
        for (std::size_t cell = 0; cell < cells; ++cell) {
            sums[0] += weights[cell] * static_cast<double>(table.not_asked(cell));
            sums[1] += weights[cell] * static_cast<double>(table.skipped(cell));
            for (std::size_t choice = 0; choice < choices_of_others; ++choice) {
                sums[2 + choice] += weights[cell] * static_cast<double>(table.chose(cell, choice));
            }
            all += weights[cell] * static_cast<double>(table.units(cell));
        }
        for (double& sum : sums) {
            sum /= all;
        }
        return sums;
    }
};

/// Whether two programs came to the same shares.
bool same_shares(const std::vector<double>& ours, const json& theirs) {
    bool same = theirs.size() == ours.size();
    for (std::size_t at = 0; same && at < ours.size(); ++at) {
        same = std::abs(ours[at] - theirs[at].get<double>()) < 1e-8;
    }
    return same;
}

fs::path peers() {
    return fs::path(HARMONY_PEERS);
}

/// What DuckDB needs for the same rows, `named` or `numbers`; null when it is not installed.
json duckdb(const fs::path& folder, const std::string& kind) {
    const fs::path script = fs::path(HARMONY_SOURCE) / "tests/bench/peers/duckdb.mjs";
    const std::string command = fmt::format("cd '{}' && node '{}' {} '{}' '{}'",
                                            peers().string(),
                                            script.string(),
                                            kind,
                                            (folder / (kind + ".ndjson")).string(),
                                            (folder / (kind + ".duckdb")).string());
    struct ClosePipe {
        void operator()(std::FILE* pipe) const noexcept { ::pclose(pipe); }
    };
    const std::unique_ptr<std::FILE, ClosePipe> pipe(::popen(command.c_str(), "r"));
    std::string said;
    char buffer[4096];
    while (pipe && std::fgets(buffer, sizeof buffer, pipe.get()) != nullptr) {
        said += buffer;
    }
    return json::parse(said, nullptr, false);
}

/// Of the tables alone: the sealed batches beside them are the truth, which DuckDB does not keep.
double table_megabytes(const fs::path& office) {
    sqlite3* handle = nullptr;
    sqlite3_open_v2((office / "office.db").c_str(), &handle, SQLITE_OPEN_READONLY, nullptr);
    sqlite3_stmt* query = nullptr;
    sqlite3_prepare_v2(handle,
                       "SELECT (SELECT coalesce(sum(length(data)), 0) FROM segment) +"
                       " (SELECT coalesce(sum(length(data)), 0) FROM free_text)",
                       -1,
                       &query,
                       nullptr);
    base::promise(sqlite3_step(query) == SQLITE_ROW, "no segments");
    const auto bytes = static_cast<double>(sqlite3_column_int64(query, 0));
    sqlite3_finalize(query);
    sqlite3_close(handle);
    return bytes / 1e6;
}

/// One line with its bar.
bool line(const char* what, double value, const char* unit, double bar, bool at_most) {
    const bool met = at_most ? value <= bar : value >= bar;
    fmt::print("  {:<52} {:8.2f} {:<14} bar {}{:<5} {}\n",
               what,
               value,
               unit,
               at_most ? "<= " : ">= ",
               bar,
               met ? "met" : "MISSED");
    return met;
}

json run(std::size_t rows, bool with_peer) {
    const tests::TemporaryFolder folder;
    Setting setting(rows, folder.path(), with_peer);
    const db::StageContext context({setting.table}, setting.engagements);
    const admin::IntakeTools tools{
        setting.ring, context, setting.clock.now(), setting.clock.today(), {}};

    const double cpu_before = cpu_s();
    const auto start = std::chrono::steady_clock::now();
    const auto report = admin::take_in(*setting.office, *setting.stick, tools);
    base::promise(report.ok() && !report->interrupted, "the import broke");
    const double import_s = seconds_since(start);
    const double cpu_us = (cpu_s() - cpu_before) * 1e6 / static_cast<double>(rows);
    const Loaded loaded(setting.office->store(), setting.table);
    const std::vector<summary::Tabulation> tables = loaded.all();
    const double to_summary_s = seconds_since(start);
    const auto stored = setting.office->store().table(setting.table.form);
    base::promise(stored && stored->rows == rows, "not every response is in the store");

    const double all_ms = best_ms([&] { base::promise(loaded.all().size() == questions, "all"); });
    const double one_ms = best_ms([&] { base::promise(loaded.one().groups() > 1, "one"); });
    const double scan_ms = plain_scan_ms(loaded);
    std::vector<double> shares;
    const double raked_ms = best_ms([&] { shares = Weighting::run(loaded); });
    const double store_mb = table_megabytes(folder.path() / "office");
    json figures{{"rows", rows},
                 {"import_s", import_s},
                 {"import_cpu_us", cpu_us},
                 {"to_summary_s", to_summary_s},
                 {"all_by_place_and_month_ms", all_ms},
                 {"one_by_place_ms", one_ms},
                 {"plain_scan_ms", scan_ms},
                 {"raked_ms", raked_ms},
                 {"store_mb", store_mb}};
    fmt::print("{} responses of {} questions\n", rows, questions);
    bool met = line("CPU a response, sealed batches to durable store", cpu_us, "us", 2.0, true);
    met &=
        line("all questions by place and month, of a plain scan", all_ms / scan_ms, "x", 2.0, true);
    const json named = with_peer ? duckdb(folder.path(), "named") : json();
    const json numbers = with_peer ? duckdb(folder.path(), "numbers") : json();
    if (named.is_object() && numbers.is_object()) {
        base::promise(numbers["checksum"] == checksum(loaded, tables),
                      "DuckDB counted something else");
        figures["duckdb"] = {{"named", named}, {"numbers", numbers}};
        const auto of = [](const json& peer, const char* figure) {
            return peer[figure].get<double>();
        };
        const auto whole = [&](const json& peer) {
            return (of(peer, "load_s") + of(peer, "all_ms") / 1e3) / to_summary_s;
        };
        met &= line("sealed batches to full summary, of DuckDB's time",
                    whole(named),
                    "times faster",
                    2.5,
                    false);
        met &= line("one question by place, 1 thread against 2",
                    of(numbers, "one_ms") / one_ms,
                    "times faster",
                    5,
                    false);
        met &= line("all questions by place and month, 1 thread against 2",
                    of(numbers, "all_ms") / all_ms,
                    "times faster",
                    15,
                    false);
        base::promise(same_shares(shares, numbers["raked_shares"]), "DuckDB weighted otherwise");
        met &= line("raking on 3 margins and weighted shares, 1 thread against 2",
                    of(numbers, "raked_ms") / raked_ms,
                    "times faster",
                    5,
                    false);
        met &= line("tables on disk, of DuckDB's file",
                    store_mb / std::min(of(numbers, "file_mb"), of(named, "file_mb")),
                    "x",
                    0.8,
                    true);
        fmt::print(
            "  with answers as numbers DuckDB takes {:.2f} of our time to the full summary\n",
            whole(numbers));
    } else {
        fmt::print("  DuckDB is not installed: ./harmony peers\n");
    }
    fmt::print(
        "  import {:.2f} s, to the summary {:.2f} s; all {:.1f} ms, one {:.2f} ms; scan "
        "{:.1f} ms; tables {:.1f} MB\n",
        import_s,
        to_summary_s,
        all_ms,
        one_ms,
        scan_ms,
        store_mb);
    for (const auto* peer : {&named, &numbers}) {
        if (peer->is_object()) {
            fmt::print(
                "  DuckDB, {}: load {:.2f} s, all {:.1f} ms, one {:.2f} ms, file {:.1f} MB\n",
                peer == &named ? "names" : "numbers",
                (*peer)["load_s"].get<double>(),
                (*peer)["all_ms"].get<double>(),
                (*peer)["one_ms"].get<double>(),
                (*peer)["file_mb"].get<double>());
        }
    }
    figures["met"] = met;
    return figures;
}

}  // namespace

int main(int count, char** words) {
    admin::keep_freed_memory();  // as harmony-admin does
    std::vector<std::size_t> sizes{1'000'000, 10'000'000};
    std::string out;
    for (int at = 1; at < count; ++at) {
        const std::string word = words[at];
        if (word.starts_with("--rows=")) {
            sizes = {std::stoul(word.substr(7))};
        } else {
            out = word;
        }
    }
    const bool with_peer = fs::is_directory(peers() / "node_modules/@duckdb/node-api");
    json all = json::array();
    bool met = true;
    for (const std::size_t rows : sizes) {
        all.push_back(run(rows, with_peer));
        met &= all.back()["met"].get<bool>();
    }
    if (!out.empty()) {
        std::ofstream(out) << all.dump(2) << '\n';
    }
    return met ? EXIT_SUCCESS : EXIT_FAILURE;
}
