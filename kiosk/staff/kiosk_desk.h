#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "base/files.h"
#include "base/log.h"
#include "db/kiosk_journal.h"
#include "kiosk/faults/fault_board.h"
#include "kiosk/machine.h"
#include "kiosk/outbox.h"
#include "kiosk/pack_store.h"
#include "kiosk/settings.h"
#include "kiosk/staff/brightness.h"
#include "kiosk/staff/staff_desk.h"
#include "kiosk/version.h"

namespace harmony::kiosk {

/// The staff desk of a real kiosk, on its state folder.
class KioskDesk final : public StaffDesk {
public:
    /// All must outlive the desk.
    struct Parts {
        base::Files& files;
        const base::Clock& clock;
        base::Log& log;
        db::KioskJournal& journal;
        Machine& machine;
        PackStore& packs;
        Outbox& outbox;
        const Settings& settings;
        std::filesystem::path thermal = "/sys/class/thermal";  ///< the kernel's sensors
        Backlight backlight = Backlight();
        std::filesystem::path program = "/proc/self/exe";  ///< named in the status code
        base::Day made = app_made;                         ///< the day of the program
    };

    explicit KioskDesk(const Parts& parts);

    [[nodiscard]] std::optional<DeskAnswer> run(Errand errand) override;
    void save_failed() override;
    void pretend(std::set<FaultId> faults) override { pretended_ = std::move(faults); }

    /// What staff decided before the program was started.
    [[nodiscard]] StaffMemory memory() const;
    /// Those that stood when it ended.
    [[nodiscard]] std::vector<ListedFault> listed() const { return board_.listed(); }
    /// How the machine is, for the office. REQUIRES: an enrolled machine.
    [[nodiscard]] sync::Heartbeat health() const;

private:
    std::optional<DeskAnswer> operator()(const errand::Ping& ping);
    std::optional<DeskAnswer> operator()(const errand::Remember& what);
    std::optional<DeskAnswer> operator()(const errand::CheckFaults& check);
    std::optional<DeskAnswer> operator()(const errand::NoteSync& note);
    std::optional<DeskAnswer> operator()(const errand::ReadFacts& read);
    std::optional<DeskAnswer> operator()(const errand::SaveMeasured& save);
    std::optional<DeskAnswer> operator()(const errand::WriteCheck& write);
    std::optional<DeskAnswer> operator()(const errand::Wipe& wipe);
    std::optional<DeskAnswer> operator()(const errand::SetBrightness& set);

    [[nodiscard]] Readings read(const errand::CheckFaults& check);
    void read_disk(Readings& readings) const;
    void read_clock(Readings& readings);
    void read_store(Readings& readings) const;
    void read_content(const errand::CheckFaults& check, Readings& readings) const;
    void read_heat(bool once, Readings& readings);
    [[nodiscard]] base::Result<void> begin_wipe();
    [[nodiscard]] sync::Heartbeat heartbeat(sync::KioskRuns state) const;
    [[nodiscard]] std::string make_status_code();
    [[nodiscard]] std::string state_text(std::string_view name) const;
    void note_changes(const std::vector<ListedFault>& before) const;

    Parts parts_;
    FaultBoard board_;
    std::set<FaultId> pretended_;
    FaultLimits limits_;
    std::string program_hash_;  ///< read once, when it is asked for

    struct ClockPair {
        base::Moment wall;
        std::chrono::milliseconds monotonic{0};
    };
    std::optional<ClockPair> last_clock_;
    std::optional<std::chrono::milliseconds> hot_since_;
};

}  // namespace harmony::kiosk
