#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/verb.h"
#include "admin/stats/stats_run.h"

namespace harmony::admin {

namespace {

using base::Result;

constexpr std::size_t largest_spec = 64U << 20U;
constexpr std::size_t largest_data = 4096ULL << 20U;

constexpr const char* unprotected = "These numbers are not protected. Do not publish them.\n";

/// `stats run --data FILE.csv --spec SPEC.json --out OUT.json`
class StatsRunVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "stats", "The statistics engine on any file");
        CLI::App& run = *word.add_subcommand(
            "run",
            "Does the analyses of a spec on a CSV file, so that results can be compared with those "
            "of other programs. Does not touch the office.");
        run.add_option("--data", data_, "The CSV file; not needed when no analysis reads rows");
        run.add_option("--spec", spec_, "What to do, as JSON")->required();
        run.add_option("--out", out_, "The file to write; an older one is replaced")->required();
        run.footer(
            "Ends with 0 when every analysis is done, 1 when one is refused or the data cannot be "
            "used, 2 when the spec cannot be used. Formats: docs/formats/stats-run.md.\n"
            "Example:\n  harmony-admin stats run --data answers.csv --spec spec.json --out "
            "out.json");
        return run;
    }

    Result<Exit> run(Desk& desk) override {
        base::Files& files = desk.resources.files;
        const Result<base::Bytes> spec = files.read(spec_, largest_spec);
        if (!spec) {
            return complain(desk,
                            Exit::usage,
                            fmt::format("spec: cannot read {}: {}", spec_, spec.error().message));
        }
        stats::StatsInput input;
        input.spec = base::as_text(*spec);
        input.data_name = data_;
        input.version = HARMONY_VERSION;
        base::Bytes data;
        if (!data_.empty()) {
            Result<base::Bytes> read = files.read(data_, largest_data);
            if (!read) {
                return complain(
                    desk,
                    Exit::refused,
                    fmt::format("data: cannot read {}: {}", data_, read.error().message));
            }
            data = std::move(*read);
            input.data = base::as_text(data);
        }
        const stats::StatsRun done = stats::run_stats(input);
        if (done.out.empty()) {
            return complain(desk, static_cast<Exit>(done.exit), done.complaint);
        }
        const auto written = files.write(
            out_, base::as_bytes(done.out), base::IfPresent::replace, base::public_mode);
        if (!written) {
            return written.error().while_doing("writing " + out_);
        }
        desk.resources.terminal.complain(unprotected);
        return static_cast<Exit>(done.exit);
    }

private:
    static Exit complain(Desk& desk, Exit exit, const std::string& sentence) {
        desk.resources.terminal.complain(fmt::format("harmony-admin: {}\n", sentence));
        return exit;
    }

    std::string data_;
    std::string spec_;
    std::string out_;
};

}  // namespace

std::unique_ptr<Verb> make_stats_run_verb() {
    return std::make_unique<StatsRunVerb>();
}

}  // namespace harmony::admin
