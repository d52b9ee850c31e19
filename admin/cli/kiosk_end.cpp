#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/open_office.h"
#include "admin/kiosk_states.h"

namespace harmony::admin {

namespace {

using base::Result;

/// `kiosk revoke LABEL` and `kiosk retire LABEL`.
class KioskEndVerb final : public Verb {
public:
    struct Words {
        const char* verb;
        const char* about;
        const char* done;
        sync::KioskState state;
    };

    explicit KioskEndVerb(const Words& words) : words_(words) {}

    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "kiosk", "Kiosks of this office");
        CLI::App& end = *word.add_subcommand(words_.verb, words_.about);
        end.add_option("LABEL", label_, "Its name, as staff call it")->required();
        end.add_option("--to", to_, fmt::format("Where kiosks fetch: {}", store_words))->required();
        end.footer(
            fmt::format("What was taken in from it stays.\n"
                        "Example:\n  harmony-admin kiosk {} \"Library 1\" --to usb:",
                        words_.verb));
        return end;
    }

    Result<Exit> run(Desk& desk) override {
        const auto open = SigningOffice::open(desk, to_);
        if (!open) {
            return open.error();
        }
        const auto ended = end_kiosk(*open->office,
                                     label_,
                                     words_.state,
                                     open->publisher,
                                     *open->courier,
                                     desk.resources.clock.today());
        if (!ended) {
            return ended.error();
        }
        desk.resources.terminal.print(
            fmt::format("{} {}. What it sends from now on is kept aside.\n", label_, words_.done));
        if (!ended->told) {
            desk.resources.terminal.complain(
                fmt::format("It could not be told: {} Run this again once that is mended; here it "
                            "counts already.\n",
                            ended->trouble));
            return Exit::refused;
        }
        desk.resources.terminal.print("It stops as soon as it fetches.\n");
        return Exit::done;
    }

private:
    Words words_;
    std::string label_;
    std::string to_;
};

}  // namespace

std::unique_ptr<Verb> make_kiosk_revoke_verb() {
    return std::make_unique<KioskEndVerb>(KioskEndVerb::Words{
        "revoke", "A kiosk is lost or stolen", "is reported lost", sync::KioskState::revoked});
}

std::unique_ptr<Verb> make_kiosk_retire_verb() {
    return std::make_unique<KioskEndVerb>(KioskEndVerb::Words{
        "retire", "A kiosk goes out of service", "is out of service", sync::KioskState::retired});
}

}  // namespace harmony::admin
