// survey_conformance: runs cases of the survey profile (section 18) against the survey room.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <system_error>

#include "conformance/apart.h"
#include "conformance/case_file.h"
#include "conformance/known.h"
#include "conformance/outcome.h"

namespace harmony::conformance {
namespace {

namespace fs = std::filesystem;

constexpr int all_passed = 0;
constexpr int some_failed = 1;
constexpr int not_usable = 2;

struct Options {
    std::string folder;
    std::string json_file;
    std::string only;
    std::string known_file;
    bool list_failed = false;
};

/// Every `*.json` below the folder, by path.
std::vector<fs::path> case_files(const fs::path& folder) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().extension() == ".json") {
            paths.push_back(entry.path());
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// The places of the cases whose file or id holds the text.
std::vector<std::size_t> chosen_cases(const CaseFile& file, const std::string& only) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < file.cases().size(); ++i) {
        if (file.name.find(only) != std::string::npos ||
            file.id(i).find(only) != std::string::npos) {
            chosen.push_back(i);
        }
    }
    return chosen;
}

FileOutcome run_file(const CaseFile& file,
                     const std::vector<std::size_t>& chosen,
                     const Known& known) {
    FileOutcome outcome{file.name, file.kind, 0, {}, {}, {}};
    const auto run = [&](std::size_t i) { return run_case(file, chosen[i]); };
    const std::vector<Verdict> verdicts = run_apart(chosen.size(), run, Limits{});
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        add(outcome, file.id(chosen[i]), verdicts[i], known);
    }
    return outcome;
}

void print(const FileOutcome& outcome, bool list_failed) {
    fmt::print("{}\n", line_of(outcome));
    for (const Failure& failure : outcome.failures) {
        if (list_failed) {
            fmt::print("      {}: {}\n", failure.id, failure.why);
        }
    }
    for (const std::string& id : outcome.passed_though) {
        fmt::print("      {} no longer differs: take it off the list\n", id);
    }
    std::fflush(stdout);  // before the next fork
}

bool write_json(const std::string& path, const std::vector<FileOutcome>& outcomes) {
    std::ofstream out(path);
    out << to_json(outcomes).dump(1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    out.close();
    return out.good();
}

int told(const std::string& trouble) {
    fmt::print(stderr, "survey_conformance: {}\n", trouble);
    return not_usable;
}

/// Runs the files one after the other; one that is not of the format is told and left out.
int run_files(const std::vector<fs::path>& paths,
              const Options& options,
              const Known& known,
              std::vector<FileOutcome>& outcomes) {
    int result = all_passed;
    for (const fs::path& path : paths) {
        const auto file = read_case_file(path, path.lexically_relative(options.folder).string());
        if (!file) {
            result = told(file.error().message);
            continue;
        }
        const std::vector<std::size_t> chosen = chosen_cases(*file, options.only);
        if (!chosen.empty()) {
            outcomes.push_back(run_file(*file, chosen, known));
            print(outcomes.back(), options.list_failed);
        }
    }
    return result;
}

void print_known(const std::vector<FileOutcome>& outcomes,
                 const Options& options,
                 const Known& known) {
    if (options.known_file.empty()) {
        return;
    }
    if (options.only.empty()) {
        for (const std::string& id : not_met(outcomes, known)) {
            fmt::print("no case is called {}, which is on the list of known differences\n", id);
        }
    }
    const std::size_t count = totals(outcomes).known;
    fmt::print("{} known difference{}\n", count, count == 1 ? "" : "s");
}

int run(const Options& options) {
    Known known;
    if (!options.known_file.empty()) {
        auto read = read_known(options.known_file);
        if (!read) {
            return told(read.error().message);
        }
        known = *std::move(read);
    }
    std::error_code trouble;
    if (!fs::is_directory(options.folder, trouble)) {
        return told(fmt::format("there is no folder {}", options.folder));
    }
    const std::vector<fs::path> paths = case_files(options.folder);
    if (paths.empty()) {
        return told(fmt::format("there is no case file in {}", options.folder));
    }
    std::vector<FileOutcome> outcomes;
    int result = run_files(paths, options, known, outcomes);
    if (!options.json_file.empty() && !write_json(options.json_file, outcomes)) {
        result = told(fmt::format("{} cannot be written", options.json_file));
    }
    print_known(outcomes, options, known);
    const Totals sum = totals(outcomes);
    fmt::print("{} passed, {} failed\n", sum.passed, sum.failed);
    const bool failed = sum.failed > 0 || sum.passed_though > 0;
    return result == all_passed && failed ? some_failed : result;
}

}  // namespace
}  // namespace harmony::conformance

int main(int argc, char** argv) {
    harmony::conformance::Options options;
    std::string phrases = "none";
    CLI::App app{"Runs cases of the survey profile against the survey room."};
    app.add_option("folder", options.folder, "the folder of case files")->required();
    app.add_option("--json", options.json_file, "write the outcome to this file");
    app.add_option("--only", options.only, "only cases whose file or id holds this text");
    app.add_option("--known", options.known_file, "the list of known differences");
    app.add_option("--phrases", phrases, "the phrase catalogue; there is only none")
        ->check(CLI::IsMember({"none"}));
    app.add_flag("--list-failed", options.list_failed, "say why each case failed");
    try {
        app.parse(argc, argv);
        return harmony::conformance::run(options);
    } catch (const CLI::ParseError& wrong) {
        return app.exit(wrong) == 0 ? 0 : 2;
    } catch (const std::exception& trouble) {
        fmt::print(stderr, "survey_conformance: {}\n", trouble.what());
        return 2;
    }
}
