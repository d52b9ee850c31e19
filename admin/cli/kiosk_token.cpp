#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/open_office.h"
#include "admin/kiosk_tokens.h"
#include "sync/token.h"

namespace harmony::admin {

namespace {

using base::Result;

/// `kiosk token LABEL`: makes an admin stick for one machine.
class KioskTokenVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "kiosk", "Kiosks of this office");
        CLI::App& token = *word.add_subcommand("token", "Allows something on one kiosk, once");
        token.add_option("LABEL", order_.label, "Its name, as staff call it")->required();
        token.add_flag("--wipe", wipe_, "Staff may wipe the machine");
        token.add_flag("--unlock-pin", unlock_, "Wrong PINs are forgotten");
        token.add_flag("--clear-cloned", cloned_, "It was a copy, and is not any more");
        token.add_option("--until", until_, "The last day it holds: YYYY-MM-DD; else today");
        token.add_option("--to", to_, fmt::format("Where the kiosk fetches: {}", store_words))
            ->required();
        token.footer(
            "It holds for this machine alone, and somebody must still press for it there.\n"
            "Example:\n  harmony-admin kiosk token \"Library 1\" --wipe --to usb:");
        return token;
    }

    Result<Exit> run(Desk& desk) override {
        const auto open = SigningOffice::open(desk, to_);
        if (!open) {
            return open.error();
        }
        const base::Day today = desk.resources.clock.today();
        const auto until = until_.empty() ? std::optional(today) : base::day_from_iso(until_);
        order_.last_day = until.value_or(base::Day{});  // refused as over
        order_.actions =
            static_cast<std::uint8_t>((wipe_ ? sync::token_action::wipe : 0) |
                                      (unlock_ ? sync::token_action::clear_pin_lock : 0) |
                                      (cloned_ ? sync::token_action::clear_cloned : 0));
        const auto name =
            issue_token(*open->office, order_, open->publisher, *open->courier, today);
        if (!name) {
            return name.error();
        }
        desk.resources.terminal.print(
            fmt::format("{} takes it with \"Send and fetch\". It holds until {}.\n",
                        order_.label,
                        base::to_iso(order_.last_day)));
        return Exit::done;
    }

private:
    TokenOrder order_;
    bool wipe_ = false;
    bool unlock_ = false;
    bool cloned_ = false;
    std::string until_;
    std::string to_;
};

}  // namespace

std::unique_ptr<Verb> make_kiosk_token_verb() {
    return std::make_unique<KioskTokenVerb>();
}

}  // namespace harmony::admin
