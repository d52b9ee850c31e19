// Putting opened responses into the office store (docs/formats/office-store.md): decoded from their
// bodies straight into columns, durable. Opening the seals is not part of it (bench `intake`).
//
// Peer, in the same run: SQLite with one wide row a response, prepared statement, one transaction a
// group of batches, the same syncs. The answers are the same; the tables are compared at the end.
#include <fmt/core.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/error.h"
#include "db/office_fixture.h"
#include "support/temporary_folder.h"

namespace {

using namespace harmony;

constexpr std::size_t batch_size = 200;
constexpr std::size_t group_size = 100;  // batches a transaction
constexpr std::size_t distinct = 10'000;
constexpr double bar_us = 2.0;  // storage.md: of which this is the part after opening

double cpu_us() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto us = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_usec);
    };
    return us(usage.ru_utime) + us(usage.ru_stime);
}

double wall_ms(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

struct Import {
    double cpu_us_each = 0;
    double decode_us_each = 0;
    double wall_ms = 0;
    double bytes_each = 0;
};

/// Derived bytes only: what a query reads.
std::uint64_t segment_bytes(const std::filesystem::path& file) {
    sqlite3* handle = nullptr;
    sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READONLY, nullptr);
    sqlite3_stmt* query = nullptr;
    sqlite3_prepare_v2(handle,
                       "SELECT (SELECT sum(length(data)) FROM segment)"
                       " + (SELECT coalesce(sum(length(data)), 0) FROM free_text)",
                       -1,
                       &query,
                       nullptr);
    base::promise(sqlite3_step(query) == SQLITE_ROW, "no segments");
    const auto bytes = static_cast<std::uint64_t>(sqlite3_column_int64(query, 0));
    sqlite3_finalize(query);
    sqlite3_close(handle);
    return bytes;
}

Import import_columns(db::OfficeStore& store,
                      const db::StageContext& context,
                      const std::vector<tests::PlainResponse>& answers,
                      std::size_t total) {
    Import figures;
    base::Digest prev;
    std::uint64_t seq = 0;
    const double start_cpu = cpu_us();
    const auto start = std::chrono::steady_clock::now();
    double decoding = 0;
    double preparing = 0;
    for (std::size_t done = 0; done < total;) {
        std::vector<db::OfficeBatch> group;
        for (std::size_t n = 0; n < group_size && done < total; ++n) {
            const double before = cpu_us();
            db::CheckedBatch batch;
            batch.stream = {tests::kiosk_id(1), {}, 1};
            batch.seq = ++seq;
            batch.prev = prev;
            batch.bytes.resize(batch_size * 206);
            base::SeededRandom random(seq);
            batch.digest = base::Digest::random(random);
            for (std::size_t at = 0; at < batch_size; ++at) {
                batch.records.push_back({base::RecordId::random(random), 0});
            }
            prev = batch.digest;
            db::ResponseStage stage(context, batch.stream.kiosk);
            const double between = cpu_us();
            for (std::size_t at = 0; at < batch_size; ++at) {
                const tests::PlainResponse& plain = answers[(done + at) % answers.size()];
                base::promise(stage.add(plain.rid, plain.body).ok(), "a response was refused");
            }
            const double after = cpu_us();
            preparing += between - before;
            decoding += after - between;
            done += batch_size;
            group.push_back({std::move(batch), std::move(stage), {}});
        }
        base::promise(store.insert(group).ok(), "the store refused a group");
    }
    figures.cpu_us_each = (cpu_us() - start_cpu - preparing) / static_cast<double>(total);
    figures.decode_us_each = decoding / static_cast<double>(total);
    figures.wall_ms = wall_ms(start);
    return figures;
}

void run(sqlite3* handle, const std::string& sql) {
    base::promise(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK,
                  "the peer refused a statement");
}

/// The peer: a row a response, a column a question.
Import import_rows(const std::filesystem::path& file,
                   const std::vector<tests::PlainResponse>& answers,
                   std::size_t total) {
    const std::size_t questions = answers.front().codes.size();
    sqlite3* handle = nullptr;
    sqlite3_open(file.c_str(), &handle);
    run(handle, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
    std::string columns = "place TEXT, month TEXT, engagement TEXT, language TEXT, mode, band";
    std::string marks = "?,?,?,?,?,?";
    for (std::size_t q = 0; q < questions; ++q) {
        columns += ", q" + std::to_string(q);
        marks += ",?";
    }
    run(handle, "CREATE TABLE wide(" + columns + ")");
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(
        handle, ("INSERT INTO wide VALUES(" + marks + ")").c_str(), -1, &insert, nullptr);
    const double start_cpu = cpu_us();
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t done = 0; done < total; ++done) {
        if (done % (group_size * batch_size) == 0) {
            run(handle, done == 0 ? "BEGIN" : "COMMIT; BEGIN");
        }
        const tests::PlainResponse& plain = answers[done % answers.size()];
        int at = 1;
        for (const std::string* text :
             {&plain.place, &plain.month, &plain.engagement, &plain.language}) {
            sqlite3_bind_text(insert, at++, text->data(), static_cast<int>(text->size()), nullptr);
        }
        sqlite3_bind_int(insert, at++, plain.mode);
        sqlite3_bind_int(insert, at++, plain.band);
        for (std::size_t q = 0; q < questions; ++q) {
            if (!plain.texts[q].empty()) {
                sqlite3_bind_text(insert,
                                  at++,
                                  plain.texts[q].data(),
                                  static_cast<int>(plain.texts[q].size()),
                                  nullptr);
            } else {
                const bool masked = plain.masks[q] != 0;
                sqlite3_bind_int64(
                    insert,
                    at++,
                    masked ? static_cast<sqlite3_int64>(plain.masks[q]) : plain.codes[q]);
            }
        }
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    run(handle, "COMMIT");
    Import figures;
    figures.cpu_us_each = (cpu_us() - start_cpu) / static_cast<double>(total);
    figures.wall_ms = wall_ms(start);
    sqlite3_finalize(insert);
    run(handle, "PRAGMA wal_checkpoint(TRUNCATE)");
    sqlite3_close(handle);
    figures.bytes_each =
        static_cast<double>(std::filesystem::file_size(file)) / static_cast<double>(total);
    return figures;
}

/// Reads every column back; the number of rows seen.
std::uint64_t read_back(db::OfficeStore& store, const db::FormTable& table) {
    std::vector<std::size_t> columns(db::head_columns + table.questions.size());
    for (std::size_t at = 0; at < columns.size(); ++at) {
        columns[at] = at;
    }
    std::uint64_t rows = 0;
    store.for_each_chunk(
        table.form, columns, [&](const db::TableChunk& chunk) { rows += chunk.rows; });
    return rows;
}

}  // namespace

int main(int argc, char** argv) {
    const bool big = argc > 1 && std::string(argv[argc - 1]) == "--big";
    const std::size_t total = big ? 1'000'000 : 100'000;
    tests::RandomSurvey survey(1, tests::Lists::usual);
    std::vector<tests::PlainResponse> answers;
    for (std::size_t n = 0; n < distinct; ++n) {
        answers.push_back(survey.answer());
    }
    const db::StageContext context = survey.context();
    const tests::TemporaryFolder folder;
    auto store = db::OfficeStore::open(folder.path() / "office.db");
    base::promise(store.ok(), "the bench has no store");

    Import columns = import_columns(**store, context, answers, total);
    columns.bytes_each = static_cast<double>(segment_bytes(folder.path() / "office.db")) /
                         static_cast<double>(total);
    const auto start = std::chrono::steady_clock::now();
    const bool complete = read_back(**store, survey.table()) == total;
    const double read_ms = wall_ms(start);
    const Import rows = import_rows(folder.path() / "wide.db", answers, total);

    fmt::print("store: {} opened responses of 30 questions, {} a transaction\n",
               total,
               group_size * batch_size);
    fmt::print(
        "  into columns   {:6.2f} us CPU a response ({:.2f} of it decoding)  {:8.0f} ms"
        "  (bar {:.1f} with opening)\n",
        columns.cpu_us_each,
        columns.decode_us_each,
        columns.wall_ms,
        bar_us);
    fmt::print("  wide SQL rows  {:6.2f} us CPU a response  {:8.0f} ms  ratio {:.2f}\n",
               rows.cpu_us_each,
               rows.wall_ms,
               columns.cpu_us_each / rows.cpu_us_each);
    fmt::print("  bytes a response: {:.1f} in columns, {:.1f} in wide rows\n",
               columns.bytes_each,
               rows.bytes_each);
    fmt::print("  all columns read back in {:.1f} ms, rows complete: {}\n",
               read_ms,
               complete ? "yes" : "NO");
    const bool passed = complete && columns.cpu_us_each <= bar_us;
    if (argc > 1 && std::string(argv[1]) != "--big") {
        const nlohmann::json figures = {{"bench", "store"},
                                        {"responses", total},
                                        {"cpu_us", columns.cpu_us_each},
                                        {"decode_us", columns.decode_us_each},
                                        {"cpu_us_bar", bar_us},
                                        {"wall_ms", columns.wall_ms},
                                        {"bytes", columns.bytes_each},
                                        {"rows_cpu_us", rows.cpu_us_each},
                                        {"rows_wall_ms", rows.wall_ms},
                                        {"rows_bytes", rows.bytes_each},
                                        {"cpu_ratio", columns.cpu_us_each / rows.cpu_us_each},
                                        {"read_back_ms", read_ms},
                                        {"complete", complete},
                                        {"passed", passed}};
        std::ofstream(argv[1]) << figures.dump(2) << '\n';
    }
    return passed ? EXIT_SUCCESS : EXIT_FAILURE;
}
