#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/progress.h"
#include "admin/cli/verb.h"
#include "admin/office_init.h"
#include "sync/fingerprint.h"

namespace harmony::admin {

namespace {

using base::Result;

class InitVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& init =
            *app.add_subcommand("init", "Makes a new office: its keys, trust document and store");
        init.add_option(
                "--org", organisation_, "The organisation's name, shown when a kiosk is enrolled")
            ->required();
        init.add_flag("--single-root", single_root_, "One root key in place of three");
        init.add_flag(
            "--demo", demo_, "For trying out: one root key, and key files that open fast");
        init.add_option("--store",
                        store_,
                        "An empty PostgreSQL database for an office that outgrows one machine: "
                        "postgresql://NAME@HOST/DATABASE (password: ~/.pgpass)");
        init.add_flag("--json", json_, "Prints what was made as JSON");
        init.footer("Example:\n  harmony-admin init --org \"Example Borough\" --office office");
        return init;
    }

    Result<Exit> run(Desk& desk) override {
        Result<base::SecretText> passphrase = desk.passphrase.fresh();
        if (!passphrase) {
            return passphrase.error();
        }
        NewOffice order{organisation_,
                        desk.office,
                        single_root_ || demo_ ? RootPlan::single : RootPlan::two_of_three,
                        demo_,
                        *passphrase,
                        store_};
        Progress progress(desk.resources.terminal, desk.resources.clock, "Making keys", 11);
        const Result<MadeOffice> made = make_office(
            order, desk.resources, [&](unsigned done, unsigned) { progress.show(done); });
        if (!made) {
            return made.error();
        }
        const Result<std::string> digits = sync::fingerprint(made->trust_digest);
        if (!digits) {
            return digits.error();
        }
        desk.resources.terminal.print(json_ ? as_json(*made, *digits, desk.office)
                                            : as_text(*made, *digits, desk.office));
        return Exit::done;
    }

private:
    static std::string as_json(const MadeOffice& made,
                               const std::string& digits,
                               const std::filesystem::path& office) {
        return fmt::format(
            "{{\"office\":\"{}\",\"org\":\"{}\",\"trust_fingerprint\":\"{}\",\"keys\":{}}}\n",
            office.string(),
            made.org.hex(),
            digits,
            made.keys);
    }

    [[nodiscard]] std::string as_text(const MadeOffice& made,
                                      const std::string& digits,
                                      const std::filesystem::path& office) const {
        std::string text = fmt::format(
            "Made the office of {} in {}: {} key files, trust document 1, an empty list of "
            "kiosks.\n"
            "Sheet for enrolling kiosks: the office's digits are {}. Write them down.\n"
            "Move the folders `roots` and `escrow` off this computer now: {} says how.\n",
            organisation_,
            office.string(),
            made.keys,
            digits,
            (office / "escrow" / "READ-ME.txt").string());
        if (demo_) {
            text += "This is an office for trying out. Do not use it for real answers.\n";
        }
        return text;
    }

    std::string organisation_;
    std::string store_;
    bool single_root_ = false;
    bool demo_ = false;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_init_verb() {
    return std::make_unique<InitVerb>();
}

}  // namespace harmony::admin
