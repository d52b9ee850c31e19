#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/desk.h"
#include "admin/cli/numbers_verbs.h"
#include "admin/numbers/benchmarks.h"

// Figures of others that reports may show beside ours.

namespace harmony::admin {

namespace {

using base::Result;

CLI::App& benchmarks_group(CLI::App& app) {
    return word_group(word_group(app, "summarise", "Says in the terminal what residents told us"),
                      "benchmarks",
                      "Figures of others that may stand beside ours");
}

class BenchmarksImportVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& import =
            *benchmarks_group(app).add_subcommand("import", "Takes in a folder of figures");
        import.add_option("FOLDER", folder_, "It holds benchmarks.csv and wordings.csv")
            ->required();
        import.add_option("--region", region_, "Whose figures come first, such as \"North East\"");
        import.footer(
            "Example:\n  harmony-admin summarise benchmarks import assets/benchmarks "
            "--region \"North East\"");
        return import;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const Result<BenchmarkPack> pack =
            import_benchmarks((*office)->store(), desk.resources.files, folder_, region_);
        if (!pack) {
            return pack.error();
        }
        desk.resources.terminal.print(fmt::format(
            "{} figures of {} questions taken in.\n", pack->figures.size(), pack->wordings.size()));
        return Exit::done;
    }

private:
    std::filesystem::path folder_;
    std::string region_;
};

class BenchmarksListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& list = *benchmarks_group(app).add_subcommand("list", "Lists the figures");
        list.footer("Example:\n  harmony-admin summarise benchmarks list");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const Result<BenchmarkPack> pack = kept_benchmarks((*office)->store());
        if (!pack) {
            return pack.error();
        }
        std::string text;
        for (const BenchmarkFigure& figure : pack->figures) {
            text += fmt::format("{}: {}{} ({}; {}, {})\n  {}\n",
                                figure.area,
                                figure.value,
                                figure.unit == "percent" ? " %" : " " + figure.unit,
                                figure.subgroup.empty() ? "everybody" : figure.subgroup,
                                figure.publisher,
                                figure.period,
                                figure.measure);
        }
        desk.resources.terminal.print(
            text.empty()
                ? "There are none. Take some in: harmony-admin summarise benchmarks import "
                  "FOLDER\n"
                : text);
        return Exit::done;
    }
};

}  // namespace

std::unique_ptr<Verb> make_benchmarks_import_verb() {
    return std::make_unique<BenchmarksImportVerb>();
}

std::unique_ptr<Verb> make_benchmarks_list_verb() {
    return std::make_unique<BenchmarksListVerb>();
}

}  // namespace harmony::admin
