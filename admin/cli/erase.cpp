#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/open_office.h"
#include "admin/cli/text_table.h"
#include "admin/erasure.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

std::string_view reason_word(sync::ErasureReason reason) {
    switch (reason) {
        case sync::ErasureReason::withdrawn: return "withdrawn with a receipt";
        case sync::ErasureReason::asked: return "asked for";
        case sync::ErasureReason::expired: return "kept long enough";
    }
    return "";
}

std::string digits_of(std::string_view typed) {
    std::string digits;
    std::copy_if(typed.begin(), typed.end(), std::back_inserter(digits), [](char letter) {
        return letter != ' ' && letter != '-';
    });
    return digits;
}

/// `erase`: takes back for good what somebody gave.
class EraseVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& erase =
            *app.add_subcommand("erase", "Takes an answer or a contact out of the store, for good");
        auto* const what = erase.add_option_group("what");
        what->add_option("--receipt", receipt_, "The 12 digits that its resident was given");
        what->add_option("--record", record_, "Its record id, 32 letters and digits");
        what->add_flag("--list", list_, "Shows what was erased so far; erases nothing");
        what->require_option(1);
        erase.add_flag("--yes", yes_, "Does not ask again");
        erase.footer(
            "It cannot be brought back, also not by an old stick. Backups made before still hold "
            "it: keep them\n"
            "no longer than your rules say.\n"
            "Example:\n  harmony-admin erase --receipt \"4829 1736 5191\"");
        return erase;
    }

    Result<Exit> run(Desk& desk) override {
        const auto open = OpenOffice::open(desk);
        if (!open) {
            return open.error();
        }
        Office& office = *open->office;
        if (list_) {
            return show(office, desk.resources.terminal);
        }
        const auto found = find(office, open->ring);
        if (!found) {
            return found.error();
        }
        if (auto sure = ask(office, *found, desk.resources.terminal); !sure) {
            return sure.error();
        }
        const auto publisher = open_publisher(office, desk);
        if (!publisher) {
            return publisher.error();
        }
        const auto reason =
            receipt_.empty() ? sync::ErasureReason::asked : sync::ErasureReason::withdrawn;
        const Result<void> done = erase(office, *found, reason, *publisher, open->tools(desk, {}));
        if (!done) {
            return done.error().while_doing("erasing (run it again)");
        }
        desk.resources.terminal.print(
            "It is gone: from what kiosks sent, from the tables, and from the files of this "
            "store.\n");
        return Exit::done;
    }

private:
    Result<std::vector<FoundRecord>> find(Office& office, const sync::KeyRing& ring) const {
        const auto absent = [](const char* what) {
            return Error{ErrorKind::absent,
                         fmt::format("nothing was given under this {}, or it has not come yet. "
                                     "Nothing was changed",
                                     what)};
        };
        if (!receipt_.empty()) {
            auto found = find_receipt(office, ring, digits_of(receipt_));
            return found && found->empty() ? absent("receipt") : std::move(found);
        }
        const auto id = base::RecordId::from_hex(record_);
        if (!id) {
            return Error{ErrorKind::refused,
                         "--record: a record id has 32 letters and digits, 0 to 9 and a to f"};
        }
        auto found = find_record(office.store(), *id);
        return found.empty() ? Result<std::vector<FoundRecord>>(absent("id")) : std::move(found);
    }

    /// Says what it is, without a word of what it says.
    Result<void> ask(Office& office,
                     const std::vector<FoundRecord>& found,
                     Terminal& terminal) const {
        for (const FoundRecord& each : found) {
            const sync::RegisteredKiosk* kiosk = office.registry().find(each.stream.kiosk);
            terminal.print(fmt::format("{}, record {}, given on {} at {}\n",
                                       each.stream.cls == 1 ? "An answer" : "A contact",
                                       each.record.hex(),
                                       base::to_iso(each.day),
                                       kiosk == nullptr ? each.stream.kiosk.hex() : kiosk->label));
        }
        if (yes_) {
            return {};
        }
        const auto answer = terminal.ask("Erase it for good? Type yes: ");
        return answer == "yes" ? Result<void>()
                               : Error{ErrorKind::refused,
                                       "Nothing was erased. Answer yes, or use --yes, to erase it"};
    }

    static Result<Exit> show(Office& office, Terminal& terminal) {
        const auto all = erasures(office);
        if (!all) {
            return all.error();
        }
        TextTable table({{"kiosk"}, {"batch", Align::right}, {"record"}, {"why"}});
        for (const ErasedFrom& batch : *all) {
            const sync::RegisteredKiosk* kiosk = office.registry().find(batch.stream.kiosk);
            for (const sync::ErasedRecord& record : batch.records) {
                table.add({kiosk == nullptr ? batch.stream.kiosk.hex() : kiosk->label,
                           std::to_string(batch.seq),
                           record.record.hex(),
                           std::string(reason_word(record.reason))});
            }
        }
        terminal.print(table.empty() ? "Nothing was erased so far.\n" : table.text());
        return Exit::done;
    }

    std::string receipt_;
    std::string record_;
    bool list_ = false;
    bool yes_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_erase_verb() {
    return std::make_unique<EraseVerb>();
}

}  // namespace harmony::admin
