#include "kiosk/backing.h"

#include <fmt/format.h>

#include <thread>

#include "kiosk/courier_child.h"
#include "kiosk/machine_wipe.h"
#include "kiosk/outbox_in_front.h"
#include "kiosk/preview_outbox.h"
#include "kiosk/stick_door.h"
#include "sync/own_part.h"

namespace harmony::kiosk {
namespace {

using base::Result;

/// harmony-courier lies beside this program.
std::filesystem::path courier_program() {
    std::error_code nothing;
    return std::filesystem::read_symlink("/proc/self/exe", nothing).parent_path() /
           "harmony-courier";
}

/// Of a machine that waits for its office: the request ages while it does.
class WaitingOutbox final : public OutboxInFront {
public:
    WaitingOutbox(Outbox& behind, SetUpDesk& desk, base::Log& log)
        : OutboxInFront(behind), desk_(desk), log_(log) {}

    void tend() override {
        if (const Result<void> tended = desk_.tend(); !tended) {
            log_.error("set_up", tended.error().message);
        }
        OutboxInFront::tend();
    }

private:
    SetUpDesk& desk_;
    base::Log& log_;
};

}  // namespace

KioskBacking::KioskBacking(const Parts& parts,
                           Options options,
                           std::unique_ptr<db::KioskJournal> journal,
                           std::unique_ptr<Machine> machine)
    : parts_(parts),
      options_(std::move(options)),
      journal_(std::move(journal)),
      machine_(std::move(machine)),
      packs_(parts_.files, *journal_, *machine_),
      door_([this](StaffPin which, std::string_view typed) { return is_staff(which, typed); },
            journal_->state(),
            parts_.clock) {}

Result<std::unique_ptr<KioskBacking>> KioskBacking::open(const Parts& parts, Options options) {
    if (Result<void> made = parts.files.make_folders(options.folder.root, 0700); !made) {
        return made.error().while_doing("making the state folder");
    }
    if (Result<void> wiped = finish_wipe(parts.files, options.folder); !wiped) {
        return wiped.error();
    }
    db::JournalOptions kept;
    kept.vfs = options.disk;
    auto journal = db::KioskJournal::open(options.folder.root, kept);
    if (!journal) {
        return journal.error().while_doing("opening the journal");
    }
    auto machine = Machine::open(options.folder, parts.files, **journal);
    if (!machine) {
        return machine.error().while_doing("reading this machine's keys");
    }
    std::unique_ptr<KioskBacking> backing(new KioskBacking(
        parts, std::move(options), std::move(journal).value(), std::move(machine).value()));
    if (Result<void> opened = backing->open_outbox(); !opened) {
        return opened.error().while_doing("opening the outbox");
    }
    backing->watch_letters();
    backing->open_desk();
    return backing;
}

Result<void> KioskBacking::open_outbox() {
    if (!machine_->enrolled()) {
        set_up_desk_ = std::make_unique<SetUpDesk>(
            *machine_, *journal_, parts_.files, parts_.random, parts_.clock);
        preview_ = std::make_unique<PreviewOutbox>(parts_.random, parts_.clock);
        outbox_ = std::make_unique<WaitingOutbox>(*preview_, *set_up_desk_, parts_.log);
        return {};
    }
    auto outbox = SealingOutbox::open({*machine_,
                                       *journal_,
                                       packs_,
                                       parts_.files,
                                       parts_.random,
                                       parts_.clock,
                                       parts_.log,
                                       courier(),
                                       by_stick_door(),
                                       options_.made});
    if (!outbox) {
        return outbox.error();
    }
    outbox_ = std::move(outbox).value();
    return {};
}

bool KioskBacking::by_stick_door() const {
    return !options_.stick_door.empty() && options_.settings.courier.starts_with("usb:");
}

RunCourier KioskBacking::courier() const {
    if (options_.settings.courier.empty()) {
        return {};
    }
    if (by_stick_door()) {
        return [this] {
            return StickDoor(
                       parts_.files,
                       parts_.random,
                       {options_.folder.root / "run" / "stick-window",
                        options_.stick_door / "stick-answer"},
                       [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); })
                .serve_one();
        };
    }
    return [this] {
        return run_courier_child(courier_program(), options_.folder, options_.settings.courier);
    };
}

/// The fonts are read when the first pack is looked at: most starts see none.
void KioskBacking::watch_letters() {
    packs_.check_letters([this](std::string_view texts) -> std::string {
        if (!font_letters_) {
            Result<ui::FontLetters> letters = ui::FontLetters::read(options_.content.assets);
            if (!letters) {
                parts_.log.error("fonts", letters.error().message);
                return {};  // then no page can be drawn either, which is said elsewhere
            }
            font_letters_.emplace(std::move(letters).value());
        }
        return font_letters_->missing(texts);
    });
}

void KioskBacking::open_desk() {
    KioskDesk::Parts desk{parts_.files,
                          parts_.clock,
                          parts_.log,
                          *journal_,
                          *machine_,
                          packs_,
                          *outbox_,
                          options_.settings};
    desk.made = options_.made;
    desk_ = std::make_unique<KioskDesk>(desk);
    if (machine_->enrolled()) {
        outbox_->ask_health([this] { return desk_->health(); });
        if (const auto secrets = machine_->secrets()) {
            door_.new_pins(secrets->pin_epoch);
        }
    }
}

/// The office's PIN first; the one of kiosk.toml is for machines that the office gave none.
std::optional<bool> KioskBacking::is_staff(StaffPin which, std::string_view typed) const {
    const bool setup = which == StaffPin::setup;
    std::string hashed = setup ? options_.settings.setup_pin : options_.settings.staff_pin;
    if (machine_->enrolled()) {
        if (const auto secrets = machine_->secrets()) {
            const std::string& ours = setup ? secrets->setup_pin_hash : secrets->pin_hash;
            hashed = ours.empty() ? hashed : ours;
        }
    }
    return hashed.empty() ? std::nullopt : std::optional(sync::verify_pin(typed, hashed));
}

void KioskBacking::fetch_first_content() {
    if (!machine_->enrolled() || packs_.version() > 0 || by_stick_door()) {
        return;  // a stick is brought by staff, who ask for it
    }
    const Result<SyncReport> report = outbox_->sync_now();
    if (!report || !report->trouble.empty()) {
        parts_.log.warning("first_content", report ? report->trouble : report.error().message);
    }
}

Result<std::shared_ptr<const Library>> KioskBacking::load() {
    const Result<std::vector<Catalogue>> shipped =
        shipped_catalogues(parts_.files, options_.content.assets);
    if (!shipped) {
        return shipped.error();
    }
    const std::string& folder = options_.content.folder;
    const PackFile file = folder.empty() ? packs_.content() : files_of_folder(parts_.files, folder);
    Result<PackContent> content = read_pack_content(file);
    if (!content) {
        return content.error().while_doing("reading the pack");
    }
    return Library::make(std::move(content).value(), *shipped);
}

}  // namespace harmony::kiosk
