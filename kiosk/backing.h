#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/files.h"
#include "base/log.h"
#include "base/random.h"
#include "base/time.h"
#include "db/kiosk_journal.h"
#include "kiosk/machine.h"
#include "kiosk/pack_store.h"
#include "kiosk/sealing_outbox.h"
#include "kiosk/set_up_desk.h"
#include "kiosk/settings.h"
#include "kiosk/staff/kiosk_desk.h"
#include "kiosk/stage.h"
#include "kiosk/version.h"
#include "ui/font_letters.h"

namespace harmony::kiosk {

/// Where the content comes from: the pack in use, or a folder that nobody signed.
struct ContentFrom {
    std::string folder;  ///< empty: the pack in use
    std::filesystem::path assets;
};

/// What lies behind the screens of a real kiosk, on one state folder: journal, machine, packs,
/// outbox, staff door.
class KioskBacking final : public Backing {
public:
    /// Borrowed by the backing, which they must outlive.
    struct Parts {
        base::Files& files;
        base::RandomSource& random;
        const base::Clock& clock;
        base::Log& log;
    };

    struct Options {
        StateFolder folder;
        Settings settings;
        ContentFrom content;
        std::string disk = {};  ///< `JournalOptions::vfs`; empty: the system's
        std::filesystem::path stick_door =
            {};                     ///< where the system answers (stick_door.h); or empty
        base::Day made = app_made;  ///< the day of the program (clock_doubt.h)
    };

    /// Errors: those of opening the journal, the keys and the slot pool. A machine that was never
    /// set up is none: it has a preview's outbox, and `set_up()` says no.
    [[nodiscard]] static base::Result<std::unique_ptr<KioskBacking>> open(const Parts& parts,
                                                                          Options options);

    [[nodiscard]] Outbox& outbox() override { return *outbox_; }
    [[nodiscard]] StaffDoor& door() override { return door_; }
    [[nodiscard]] StaffDesk* desk() override { return desk_.get(); }
    [[nodiscard]] base::Result<std::shared_ptr<const Library>> load() override;
    /// What staff decided, and which faults stood, before this start.
    [[nodiscard]] const KioskDesk& staff_desk() const { return *desk_; }

    [[nodiscard]] bool set_up() const { return machine_->enrolled(); }
    [[nodiscard]] Machine& machine() { return *machine_; }
    [[nodiscard]] db::KioskJournal& journal() { return *journal_; }

    /// What a machine that is not set up shows; nothing once it is.
    [[nodiscard]] SetUpDesk* set_up_desk() { return set_up_desk_.get(); }

    /// Takes in what lies in the spool when there is no pack yet: a fresh machine's first content.
    void fetch_first_content();

private:
    KioskBacking(const Parts& parts,
                 Options options,
                 std::unique_ptr<db::KioskJournal> journal,
                 std::unique_ptr<Machine> machine);

    [[nodiscard]] base::Result<void> open_outbox();
    void open_desk();
    void watch_letters();
    [[nodiscard]] std::optional<bool> is_staff(StaffPin which, std::string_view typed) const;
    [[nodiscard]] RunCourier courier() const;
    /// Staff bring sticks, and the system lets them in.
    [[nodiscard]] bool by_stick_door() const;

    Parts parts_;
    Options options_;
    std::unique_ptr<db::KioskJournal> journal_;
    std::unique_ptr<Machine> machine_;
    PackStore packs_;
    StaffDoor door_;
    std::unique_ptr<SetUpDesk> set_up_desk_;
    std::unique_ptr<Outbox> preview_;
    std::unique_ptr<Outbox> outbox_;
    std::unique_ptr<KioskDesk> desk_;
    std::optional<ui::FontLetters> font_letters_;
};

}  // namespace harmony::kiosk
