#include <CLI/CLI.hpp>

#include "admin/cli/verb.h"
#include "admin/gui/window.h"
#include "admin/shipped_assets.h"

namespace harmony::admin {

namespace {

/// `gui`: the window.
class GuiVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& gui = *app.add_subcommand("gui", "Opens the window: everything, with a mouse");
        gui.footer("Example:\n  harmony-admin gui");
        return gui;
    }

    base::Result<Exit> run(Desk& desk) override {
        gui::Shell::Options options{{desk.resources, desk.office, desk.passphrase.file(), {}, {}},
                                    shipped_assets(),
                                    !desk.passphrase.file().empty(),
                                    {}};
        const base::Result<void> shown = gui::show_window(std::move(options));
        return shown ? base::Result<Exit>(Exit::done) : shown.error();
    }
};

}  // namespace

std::unique_ptr<Verb> make_gui_verb() {
    return std::make_unique<GuiVerb>();
}

}  // namespace harmony::admin
