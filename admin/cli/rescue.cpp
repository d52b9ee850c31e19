#include "admin/rescue.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/erase_again.h"
#include "admin/cli/open_office.h"
#include "admin/scratch_folder.h"
#include "sync/folder_courier.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

/// `rescue DIR`: what a kiosk that no longer runs still holds.
class RescueVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& rescue =
            *app.add_subcommand("rescue", "Takes in what a kiosk that no longer runs still holds");
        rescue.add_option("DIR", folder_, "Its state folder, or a copy of it")->required();
        rescue.add_flag("--yes", yes_, "The machine is not used again; does not ask");
        rescue.footer(
            "The folder is only read. Use it when a machine is broken: it must not be used again "
            "as "
            "it is,\n"
            "since what it has in no package yet is sent in its name. Wipe it and enrol it anew.\n"
            "Example:\n  harmony-admin rescue /media/old-disk/var/lib/harmony-kiosk");
        return rescue;
    }

    Result<Exit> run(Desk& desk) override {
        const auto open = OpenOffice::open(desk);
        if (!open) {
            return open.error();
        }
        if (Result<void> sure = ask(desk.resources.terminal); !sure) {
            return sure.error();
        }
        Office& office = *open->office;
        const auto scratch = ScratchFolder::make(office.folder().root());
        if (!scratch) {
            return scratch.error();
        }
        const fs::path place = scratch->path() / "found";
        std::error_code failed;
        fs::create_directories(place, failed);
        sync::FolderCourier courier(
            desk.resources.files, place, office.settings().org, sync::Medium::folder);
        const auto rescued = rescue(office,
                                    folder_,
                                    scratch->path(),
                                    desk.resources.files,
                                    courier,
                                    desk.resources.clock.today());
        if (!rescued) {
            return rescued.error();
        }
        const IntakeTools tools = open->tools(desk, {});
        const auto report = take_in(office, courier, tools);
        if (!report) {
            return report.error();
        }
        if (Result<void> gone = erase_again(desk, office, tools); !gone) {
            return gone.error().while_doing(
                "erasing what came again with this disk (it is taken in; run sync)");
        }
        return say(desk.resources.terminal, *rescued, *report);
    }

private:
    Result<void> ask(Terminal& terminal) const {
        if (yes_) {
            return {};
        }
        const auto answer = terminal.ask(
            "This machine must not be used again before it is wiped and enrolled anew. Type yes: ");
        return answer == "yes"
                   ? Result<void>()
                   : Error{ErrorKind::refused, "Nothing was changed. Answer yes, or use --yes"};
    }

    static Result<Exit> say(Terminal& terminal,
                            const Rescued& rescued,
                            const IntakeReport& report) {
        std::size_t fresh = 0;
        std::size_t opened = 0;
        for (const auto& [kiosk, line] : report.kiosks) {
            fresh += line.batches;
            opened += line.records.opened;
        }
        terminal.print(fmt::format(
            "Found {} packages, and {} records in no package yet. New here: {} packages with {} "
            "answers and sign-ups.\n",
            rescued.batches,
            rescued.loose,
            fresh,
            opened));
        if (!report.erased_before.empty()) {
            terminal.print(
                fmt::format("{} records of these had been erased: they are erased again.\n",
                            report.erased_before.size()));
        }
        for (const std::string& trouble : rescued.troubles) {
            terminal.print("Not read: " + trouble + '\n');
        }
        for (const RefusedFile& file : report.refused) {
            terminal.print(fmt::format(
                "Not taken in: {}\n    {}: {}\n", file.name, file.verdict, file.sentence));
        }
        for (const std::string& alarm : report.alarms) {
            terminal.print("LOOK INTO THIS: " + alarm + '\n');
        }
        if (rescued.unproved > 0) {
            terminal.complain(fmt::format(
                "{} records are in no package, and the machine's key (keys.hkl) is not in this "
                "folder: nobody can say that this machine made them, so they were left. Copy the "
                "whole folder and run this again.\n",
                rescued.unproved));
            return Exit::refused;
        }
        return Exit::done;
    }

    std::string folder_;
    bool yes_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_rescue_verb() {
    return std::make_unique<RescueVerb>();
}

}  // namespace harmony::admin
