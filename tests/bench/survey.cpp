// What checking, loading and answering a survey cost (design: survey profile, section 17).
//
// Peer: npm's @getodk/xforms-engine (what ODK Web Forms runs) on the same forms written as XForms,
// in Node on the same machine in the same run, when `./harmony peers` has put it there. Times are
// wall times, median of 20 runs after 3 that do not count; memory is the peak of a fresh process.
#include <fmt/core.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/random.h"
#include "survey/compiled.h"
#include "survey/draft.h"
#include "survey/import.h"
#include "survey_forms.h"

namespace {

using namespace harmony;
namespace fs = std::filesystem;

constexpr int warm_runs = 3;
constexpr int runs = 20;
constexpr double mib = 1024.0;

double now_ms() {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double, std::milli>(since).count();
}

double median_ms(const std::function<void()>& work) {
    std::vector<double> times;
    for (int run = 0; run < warm_runs + runs; ++run) {
        const double start = now_ms();
        work();
        if (run >= warm_runs) {
            times.push_back(now_ms() - start);
        }
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

base::Bytes file_bytes(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return base::copy_bytes(base::as_bytes(text));
}

survey::Imported checked(const std::string& name,
                         const base::Bytes& workbook,
                         const survey::FileSet& files) {
    return survey::import_workbook({name + ".xlsx", workbook, files});
}

/// What a program needs that does `work` and nothing else, in MiB.
double peak_mib(const std::function<void()>& work) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) {
        std::abort();
    }
    const pid_t child = ::fork();
    if (child == 0) {
        work();
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        const auto peak = static_cast<double>(usage.ru_maxrss) / mib;
        ::_exit(::write(ends[1], &peak, sizeof peak) == sizeof peak ? 0 : 1);
    }
    double peak = 0;
    if (::read(ends[0], &peak, sizeof peak) != sizeof peak) {
        std::abort();
    }
    ::waitpid(child, nullptr, 0);
    ::close(ends[0]);
    ::close(ends[1]);
    return peak;
}

survey::Form loaded(const survey::Imported& imported, const survey::FileSet& files) {
    return *survey::load_form(
        base::as_bytes(*imported.compiled), *base::FormName::from_hex("0102030405060708"), files);
}

survey::Start start_of(const survey::Form& form) {
    survey::Start start;
    start.language = form.default_language();
    return start;
}

class Table {
public:
    void add(const char* what, double figure, double bar, const char* unit, double peer = 0) {
        const bool met = figure <= bar;
        met_ = met_ && met;
        fmt::print("{:<62}{:>10.3f} {:<4} bar {:>7.1f}  {}",
                   what,
                   figure,
                   unit,
                   bar,
                   met ? "met" : "MISSED");
        if (peer > 0) {
            fmt::print("   xforms-engine {:.1f}, {:.0f} times", peer, peer / figure);
        }
        fmt::print("\n");
        nlohmann::json line = {{"what", what}, {"figure", figure}, {"bar", bar}, {"unit", unit}};
        if (peer > 0) {
            line["xforms_engine"] = peer;
            line["ratio"] = peer / figure;
        }
        lines_.push_back(std::move(line));
    }

    [[nodiscard]] bool met() const { return met_; }
    [[nodiscard]] const nlohmann::json& lines() const { return lines_; }

private:
    nlohmann::json lines_ = nlohmann::json::array();
    bool met_ = true;
};

/// Times of the peer by name, in ms; empty when it is not installed.
nlohmann::json peer_times(const fs::path& folder) {
    const fs::path peers = fs::path(HARMONY_SOURCE_DIR) / "build/peers";
    if (!fs::exists(peers / "node_modules/@getodk/xforms-engine")) {
        fmt::print("(npm's @getodk/xforms-engine is not installed: ./harmony peers)\n");
        return nlohmann::json::object();
    }
    const std::string command =
        fmt::format("cd {} && node {}/tests/bench/peers/xforms.mjs {} 2>/dev/null",
                    peers.string(),
                    HARMONY_SOURCE_DIR,
                    folder.string());
    std::string output;
    FILE* pipe = ::popen(command.c_str(), "r");
    std::array<char, 4096> buffer{};
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
        output.append(buffer.data(), got);
    }
    ::pclose(pipe);
    const auto times = nlohmann::json::parse(output, nullptr, false);
    return times.is_object() ? times : nlohmann::json::object();
}

void write_for_peer(const fs::path& folder, const bench::MadeForm& form) {
    std::ofstream(folder / (form.name + ".xml")) << bench::xform_of(form);
    for (const auto& [name, bytes] : form.files) {
        std::ofstream(folder / name) << base::as_text(bytes);
    }
}

/// Sets the answers of a page one after the other, each with the new state of the whole page.
std::vector<double> answer_times(const survey::Form& form) {
    base::SeededRandom random(1);
    survey::Draft draft(form, start_of(form), random);
    std::vector<double> times;
    for (int page = 0; page < 25; ++page) {
        const std::vector<survey::NodeIndex> nodes = draft.page().nodes;
        for (int round = 0; round < 20; ++round) {
            const survey::NodeIndex question =
                nodes[static_cast<std::size_t>(round) % nodes.size()];
            const double start = now_ms();
            static_cast<void>(
                draft.set(question, base::SecretText(std::to_string(round * 37 % 700))));
            for (const survey::NodeIndex node : nodes) {
                static_cast<void>(draft.state(node));
            }
            times.push_back(now_ms() - start);
        }
        static_cast<void>(draft.next());
    }
    std::sort(times.begin(), times.end());
    return times;
}

/// Chooses another area and asks for the streets of it.
double list_ms(const survey::Form& form, const std::vector<const char*>& path, const char* list) {
    base::SeededRandom random(1);
    survey::Draft draft(form, start_of(form), random);
    const survey::NodeIndex street = *form.find(list);
    int round = 0;
    return median_ms([&] {
        ++round;
        for (const char* name : path) {
            const survey::NodeIndex question = *form.find(name);
            const auto offered = draft.state(question).offered;
            const auto& choice = offered[static_cast<std::size_t>(round) % offered.size()];
            static_cast<void>(draft.set(question, base::SecretText(choice.name)));
        }
        if (draft.state(street).offered.empty()) {
            std::abort();
        }
    });
}

double peer_of(const nlohmann::json& peers, const char* name) {
    return peers.value(name, 0.0);
}

void bench_large(Table& table, const nlohmann::json& peers) {
    const bench::MadeForm made = bench::large_form();
    const base::Bytes workbook = bench::workbook_of(made);
    const survey::Imported imported = checked(made.name, workbook, {});
    if (!imported.compiled) {
        fmt::print("{}", survey::text_form(imported.messages));
        std::abort();
    }
    fmt::print("{} rows, {} expressions\n", made.rows.size(), made.expressions());
    table.add("592 rows, 1,100 expressions: check and compile",
              median_ms([&] { static_cast<void>(checked(made.name, workbook, {})); }),
              100,
              "ms");
    table.add("the same: peak memory of a process that does nothing else",
              peak_mib([&] { static_cast<void>(checked(made.name, workbook, {})); }),
              60,
              "MiB");
    table.add("the same: load the compiled form and start a draft",
              median_ms([&] {
                  const survey::Form form = loaded(imported, {});
                  base::SeededRandom random(1);
                  const survey::Draft draft(form, start_of(form), random);
              }),
              18,
              "ms",
              peer_of(peers, "large_load_ms"));
}

void bench_answers(Table& table, const nlohmann::json& peers) {
    const bench::MadeForm made = bench::page_form();
    const survey::Form form = loaded(checked(made.name, bench::workbook_of(made), {}), {});
    const std::vector<double> times = answer_times(form);
    table.add("250 questions: one answer to the new state of its page, median",
              times[times.size() / 2],
              1,
              "ms",
              peer_of(peers, "page_answer_ms"));
    table.add("the same: p99", times[times.size() * 99 / 100], 1, "ms");
    const bench::MadeForm chain = bench::chain_form();
    const survey::Form chained = loaded(checked(chain.name, bench::workbook_of(chain), {}), {});
    base::SeededRandom random(1);
    survey::Draft draft(chained, start_of(chained), random);
    int round = 0;
    table.add("1,000 calculations, each on the one before: one change",
              median_ms([&] {
                  static_cast<void>(
                      draft.set(*chained.find("c0"), base::SecretText(std::to_string(++round))));
              }),
              2,
              "ms",
              peer_of(peers, "chain_ms"));
}

void bench_lists(Table& table, const nlohmann::json& peers) {
    const bench::MadeForm made = bench::street_form();
    const survey::Imported imported = checked(made.name, bench::workbook_of(made), made.files);
    table.add("a data file of 50,000 rows: load",
              median_ms([&] { static_cast<void>(loaded(imported, made.files)); }),
              80,
              "ms",
              peer_of(peers, "streets_load_ms"));
    const survey::Form form = loaded(imported, made.files);
    table.add("the same: choose an area, list its 1,000 streets",
              list_ms(form, {"area"}, "street"),
              16,
              "ms",
              peer_of(peers, "streets_filter_ms"));
    const bench::MadeForm cascade = bench::cascade_form();
    const survey::Form cascaded =
        loaded(checked(cascade.name, bench::workbook_of(cascade), {}), {});
    table.add("three steps over 8,000 choices of the sheet: list the last",
              list_ms(cascaded, {"area", "ward"}, "street"),
              2,
              "ms",
              peer_of(peers, "cascade_ms"));
}

void bench_long(Table& table) {
    const bench::MadeForm made = bench::long_form();
    const base::Bytes workbook = bench::workbook_of(made);
    table.add("10,000 questions with a relevance each: check and compile",
              median_ms([&] { static_cast<void>(checked(made.name, workbook, {})); }),
              300,
              "ms");
    table.add("the same: peak memory",
              peak_mib([&] { static_cast<void>(checked(made.name, workbook, {})); }),
              120,
              "MiB");
}

/// Real workbooks of other projects, where the shared folder is there.
void bench_shared(Table& table) {
    const fs::path folder =
        fs::path(HARMONY_SOURCE_DIR) / "../shared/conformance/importer/workbooks";
    for (const auto& [file, what, bar] :
         {std::tuple("2147741832db.xlsx", "whova_form.xlsx (592 rows): check", 25.0),
          std::tuple(
              "437c5208e7b7.xlsx", "UCL_Biomass_Plot_Form.xlsx (1,048,576 rows said)", 15.0)}) {
        if (fs::exists(folder / file)) {
            const base::Bytes bytes = file_bytes(folder / file);
            table.add(
                what, median_ms([&] { static_cast<void>(checked(file, bytes, {})); }), bar, "ms");
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    const fs::path folder = fs::temp_directory_path() / fmt::format("harmony-bench-{}", ::getpid());
    fs::create_directories(folder);
    for (const bench::MadeForm& form : {bench::large_form(),
                                        bench::page_form(),
                                        bench::street_form(),
                                        bench::cascade_form(),
                                        bench::chain_form()}) {
        write_for_peer(folder, form);
    }
    const nlohmann::json peers = peer_times(folder);
    Table table;
    bench_large(table, peers);
    bench_answers(table, peers);
    bench_lists(table, peers);
    bench_long(table);
    bench_shared(table);
    fs::remove_all(folder);
    if (argc > 1) {
        std::ofstream(argv[1]) << nlohmann::json{{"bench", "survey"},
                                                 {"lines", table.lines()},
                                                 {"peer", peers},
                                                 {"passed", table.met()}}
                                      .dump(2)
                               << '\n';
    }
    return table.met() ? EXIT_SUCCESS : EXIT_FAILURE;
}
