#include <CLI/CLI.hpp>

#include "admin/cli/verb.h"
#include "admin/gui/window.h"
#include "admin/gui/window_script.h"
#include "admin/shipped_assets.h"
#include "base/bytes.h"

namespace harmony::admin {

namespace {

/// `gui`: the window.
class GuiVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& gui = *app.add_subcommand("gui", "Opens the window: everything, with a mouse");
        gui.add_option("--script", script_, "Plays a script without a display, as tests do")
            ->group("");
        gui.add_option("--out", out_, "Where a script puts its pictures")->group("");
        gui.footer("Example:\n  harmony-admin gui");
        return gui;
    }

    base::Result<Exit> run(Desk& desk) override {
        gui::Shell::Options options{{desk.resources, desk.office, desk.passphrase.file(), {}, {}},
                                    shipped_assets(),
                                    !desk.passphrase.file().empty(),
                                    {}};
        const base::Result<void> shown =
            script_.empty() ? gui::show_window(std::move(options)) : play(desk, std::move(options));
        return shown ? base::Result<Exit>(Exit::done) : shown.error();
    }

private:
    base::Result<void> play(Desk& desk, gui::Shell::Options options) const {
        constexpr std::size_t cap = std::size_t{1} << 20U;
        const auto script = desk.resources.files.read(script_, cap);
        if (!script) {
            return script.error();
        }
        auto window = gui::WindowDriver::open(std::move(options), 1280, 800);
        if (!window) {
            return window.error();
        }
        return gui::play_script(**window, base::as_text(*script), out_, [&](std::string_view text) {
            desk.resources.terminal.print(text);
        });
    }

    std::string script_;
    std::string out_ = ".";
};

}  // namespace

std::unique_ptr<Verb> make_gui_verb() {
    return std::make_unique<GuiVerb>();
}

}  // namespace harmony::admin
