#include "admin/backup.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/audit.h"
#include "admin/backed_up.h"
#include "admin/cli/desk.h"
#include "admin/cli/open_office.h"
#include "admin/intake_answers.h"
#include "admin/rights/erased_list.h"
#include "admin/scratch_folder.h"
#include "sync/key_file.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

constexpr std::size_t key_file_cap = 4096;

/// The key that opens backups: of this office, or out of the safe.
Result<sync::KeyRing> backup_ring(const fs::path& file, Desk& desk) {
    const auto sealed = desk.resources.files.read(file, key_file_cap);
    if (!sealed) {
        return sealed.error().while_doing("reading the backup key");
    }
    const auto passphrase = desk.passphrase.known();
    if (!passphrase) {
        return passphrase.error();
    }
    const auto opened = sync::open_key_file(*sealed, passphrase->view());
    if (!opened) {
        return opened.error().while_doing("opening " + file.string());
    }
    if (opened->kind != sync::KeyKind::backup) {
        return Error{ErrorKind::refused, file.string() + " is not the key of backups"};
    }
    sync::KeyRing ring;
    ring.add(sync::BoxKeyPair(opened->box_seed()));
    return ring;
}

std::string size_words(std::uint64_t bytes) {
    constexpr double mega = 1e6;
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / mega);
}

std::string contents(const BackupManifest& manifest) {
    return fmt::format("{} batches, {} answers, {} files",
                       manifest.batches,
                       manifest.responses,
                       manifest.entries.size());
}

/// `backup --to DIR`.
class BackupVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& backup = *app.add_subcommand("backup", "Seals the office into one file");
        backup.add_option("--to", to_, "The folder or stick it is written to")->required();
        backup.add_option(
            "--tell",
            tell_,
            fmt::format("Tells kiosks that what they sent is in a backup: {}", store_words));
        backup.footer(
            "It opens with keys/backup.hkk or escrow/backup.hkk and their passphrase, and "
            "is opened once to prove it.\n"
            "Example:\n  harmony-admin backup --to /media/backup-stick");
        return backup;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const auto ring = backup_ring((*office)->folder().key(key_names::backup), desk);
        if (!ring) {
            return ring.error();
        }
        const auto scratch = ScratchFolder::make((*office)->folder().root());
        if (!scratch) {
            return scratch.error();
        }
        const std::vector<db::StreamHead> heads = (*office)->store().heads();
        const auto made = back_up(
            **office, to_, scratch->path(), desk.resources.random, desk.resources.clock.today());
        if (!made) {
            return made.error().while_doing("making the backup (none was written)");
        }
        if (const auto proof = check_backup(made->file, *ring); !proof) {
            return proof.error().while_doing("opening it again: this medium did not keep it");
        }
        desk.resources.terminal.print(
            fmt::format("{} ({}): {}. It was opened again and is whole.\n",
                        made->file.string(),
                        size_words(made->bytes),
                        contents(made->manifest)));
        if (Result<void> kept = keep_erased_beside(desk, (*office)->folder().root()); !kept) {
            return kept.error().while_doing("writing what was erased beside it (it is whole)");
        }
        if (const auto noted = note_backed_up((*office)->store(), heads); !noted) {
            return noted.error().while_doing("noting the backup (it is whole)");
        }
        return tell_.empty() ? Result<Exit>(Exit::done) : tell(desk, **office);
    }

private:
    /// The list goes with the backups, so that an older one of them brings nobody back.
    Result<void> keep_erased_beside(Desk& desk, const fs::path& office) const {
        const auto list = read_erased(desk.resources.files, office);
        return list ? add_erased(desk.resources.files, to_, *list) : Result<void>(list.error());
    }

    /// Kiosks that keep what they sent until it is in a backup learn it at once: the next sync may
    /// bring something newer, of which that cannot be said yet.
    Result<Exit> tell(Desk& desk, Office& office) const {
        const auto courier = open_courier(tell_, office, desk);
        if (!courier) {
            return courier.error();
        }
        const auto publisher = open_publisher(office, desk);
        if (!publisher) {
            return publisher.error();
        }
        const auto told =
            answer_kiosks(office, {}, *publisher, **courier, desk.resources.clock.today());
        if (!told) {
            return told.error().while_doing("the backup is whole, but kiosks were not told");
        }
        desk.resources.terminal.print(
            fmt::format("{} kiosks were told.\n", told->acknowledgements));
        return Exit::done;
    }

    std::string to_;
    std::string tell_;
};

/// `restore FILE --key FILE`.
class RestoreVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& restore = *app.add_subcommand("restore", "Makes an office out of a backup");
        restore.add_option("FILE", file_, "harmony-....hkz")->required();
        restore.add_option("--key", key_, "The key of backups: backup.hkk out of the safe")
            ->required();
        restore
            .add_option(
                "--seen", seen_, fmt::format("Every place that kiosks fetch from: {}", store_words))
            ->required();
        restore.add_option("--store",
                           store_,
                           "An empty PostgreSQL database in place of a file: "
                           "postgresql://NAME@HOST/DATABASE (password: ~/.pgpass)");
        restore.footer(
            "The office is made in the folder that --office names, which must not be "
            "there.\nAfterwards run sync: kiosks offer again what the backup lacks.\n"
            "Example:\n  harmony-admin --office office restore harmony-....hkz --key "
            "/media/safe/backup.hkk \\\n      --seen https://dav.example.org/harmony");
        return restore;
    }

    Result<Exit> run(Desk& desk) override {
        const auto ring = backup_ring(key_, desk);
        if (!ring) {
            return ring.error();
        }
        if (!store_.empty()) {
            if (const auto fit = db::OfficeStore::check_address(store_); !fit) {
                return fit.error();
            }
        }
        std::string organisation;
        // Before the office has its name: nobody may publish from one whose versions were not
        // raised.
        const auto manifest =
            unpack_backup(file_, desk.office, *ring, [&](const fs::path& beside) -> Result<void> {
                Desk there{desk.resources, beside, desk.passphrase};
                const Result<void> raised = prepare(there, organisation);
                return raised && !store_.empty()
                           ? move_store(OfficeFolder(beside), store_, desk.resources.files)
                                 .while_doing(
                                     "moving the store to the server (nothing was "
                                     "restored)")
                           : raised;
            });
        if (!manifest) {
            return manifest.error();
        }
        desk.resources.terminal.print(
            fmt::format("Restored {} as of {}: {}.\nNow run: harmony-admin audit, then "
                        "harmony-admin sync --from {}\n",
                        organisation,
                        base::to_iso(manifest->day),
                        contents(*manifest),
                        seen_.front()));
        return Exit::done;
    }

private:
    /// Raises the versions of the office that was just unpacked, and says whose it is.
    Result<void> prepare(Desk& there, std::string& organisation) const {
        auto office = open_office(there);
        if (!office) {
            return office.error().while_doing("opening what was restored");
        }
        organisation = (*office)->settings().organisation;
        const auto erased = read_erased(there.resources.files, fs::path(file_).parent_path());
        const Result<void> taken = erased ? add_erased(there.resources.files, there.office, *erased)
                                          : Result<void>(erased.error());
        if (!taken) {
            return taken.error().while_doing("taking along what was erased since");
        }
        return raise(there, **office)
            .while_doing("looking at what kiosks were sent (nothing was restored)");
    }

    Result<void> raise(Desk& desk, Office& office) const {
        std::vector<sync::ObjectName> names;
        for (const std::string& address : seen_) {
            const auto courier = open_courier(address, office, desk);
            const auto listing = courier ? (*courier)->list(sync::down_folder(), "")
                                         : Result<sync::Listing>(courier.error());
            if (!listing) {
                return listing.error();
            }
            names.insert(names.end(), listing->names.begin(), listing->names.end());
        }
        return raise_versions(office.store(), names);
    }

    std::string file_;
    std::string key_;
    std::string store_;
    std::vector<std::string> seen_;
};

/// `drill`: proves that a backup made now opens and gives the same tables.
class DrillVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& drill =
            *app.add_subcommand("drill", "Proves that a backup opens and gives the same tables");
        drill.add_option("--to", to_, "The folder or stick that backups go to")->required();
        drill.footer(
            "Once a quarter. The office is not touched; the backup is kept.\n"
            "Example:\n  harmony-admin drill --to /media/backup-stick");
        return drill;
    }

    Result<Exit> run(Desk& desk) override {
        const auto open = OpenOffice::open(desk);
        if (!open) {
            return open.error();
        }
        Office& office = *open->office;
        const auto ring = backup_ring(office.folder().key(key_names::backup), desk);
        if (!ring) {
            return ring.error();
        }
        const auto scratch = ScratchFolder::make(office.folder().root());
        if (!scratch) {
            return scratch.error();
        }
        const base::Day today = desk.resources.clock.today();
        const auto made = back_up(office, to_, scratch->path(), desk.resources.random, today);
        if (!made) {
            return made.error().while_doing("making the backup");
        }
        const fs::path again = scratch->path() / "restored";
        if (const auto manifest = unpack_backup(made->file, again, *ring); !manifest) {
            return manifest.error().while_doing("opening the backup");
        }
        const auto restored = Office::open(again, desk.resources.files);
        if (!restored) {
            return restored.error().while_doing("opening the restored office");
        }
        const IntakeTools tools = open->tools(desk, {});
        auto report = audit(**restored, tools, scratch->path());
        if (!report) {
            return report.error();
        }
        compare_tables(office.store(), (*restored)->store(), *report);
        for (const std::string& finding : report->findings) {
            desk.resources.terminal.print("LOOK INTO THIS: " + finding + '\n');
        }
        desk.resources.terminal.print(fmt::format(
            "{}: {}. {}\n",
            made->file.string(),
            contents(made->manifest),
            report->findings.empty()
                ? "It opens, every signature holds, and its tables are those of this office."
                : "This backup would not bring everything back."));
        return report->findings.empty() ? Exit::done : Exit::refused;
    }

private:
    std::string to_;
};

}  // namespace

std::unique_ptr<Verb> make_backup_verb() {
    return std::make_unique<BackupVerb>();
}

std::unique_ptr<Verb> make_restore_verb() {
    return std::make_unique<RestoreVerb>();
}

std::unique_ptr<Verb> make_drill_verb() {
    return std::make_unique<DrillVerb>();
}

}  // namespace harmony::admin
