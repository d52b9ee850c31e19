// `event share`: leaves what this computer wrote for the other computers of the office, which take
// it in with `sync`. So a laptop at a door without a network and the office come to one state,
// whoever hears of whom first (design of events, 5.3 and 9.4).
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/desk.h"
#include "admin/cli/event.h"
#include "admin/office_facts.h"

namespace harmony::admin {

namespace {

using base::Result;

class EventShareVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& share = *event_group(app).add_subcommand(
            "share", "Leaves check-ins and the like for the other computers of the office");
        share.add_option("--to", to_, std::string("Where they fetch: ") + store_words)->required();
        share.footer(
            "On the other computer: harmony-admin sync --from folder:/media/stick\n"
            "Example:\n  harmony-admin event share --to folder:/media/stick");
        return share;
    }

    Result<Exit> run(Desk& desk) override {
        const auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        auto courier = open_courier(to_, **office, desk);
        if (!courier) {
            return courier.error();
        }
        std::size_t left = 0;
        for (const db::BatchSummary& row : (*office)->store().batches()) {
            // What was rewritten is another file than the one that was signed.
            const auto stored = is_of_office(row.stream) && row.redactions == 0
                                    ? (*office)->store().batch(row.stream, row.seq)
                                    : std::nullopt;
            if (!stored) {
                continue;
            }
            const auto name = sync::ObjectName::batch(
                row.stream.kiosk, sync::RecordClass::contact, row.seq, row.digest);
            if (const auto sent = (*courier)->deliver(name, stored->bytes); !sent) {
                return sent.error();
            }
            ++left;
        }
        desk.resources.terminal.print(
            fmt::format("{} records of this office lie there. The other computers take them in "
                        "with `sync --from`.\n",
                        left));
        return Exit::done;
    }

private:
    std::string to_;
};

}  // namespace

std::unique_ptr<Verb> make_event_share_verb() {
    return std::make_unique<EventShareVerb>();
}

}  // namespace harmony::admin
