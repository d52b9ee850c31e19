#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "kiosk/faults/readings.h"
#include "kiosk/library.h"
#include "kiosk/staff/measure.h"
#include "kiosk/staff/staff_memory.h"

namespace harmony::kiosk {

/// Where a value of a setting comes from.
enum class SettingOrigin { built_in, pack, local };

/// A setting as it holds now.
struct ActiveSetting {
    std::string name;
    std::string value;
    SettingOrigin origin = SettingOrigin::built_in;

    bool operator==(const ActiveSetting&) const = default;
};

/// What the status page says beside the counts.
struct MachineFacts {
    std::uint64_t free_mib = 0;
    std::uint64_t pack_version = 0;
    std::optional<base::Day> pack_made;
    std::optional<base::Day> synced_on;  ///< when everything was carried the last time
    std::string sync_trouble;            ///< why it was not since; empty: nothing wrong
    std::vector<ActiveSetting> settings;
    bool by_stick = false;    ///< the courier's place is a USB stick
    bool setup_pin = false;   ///< a setup PIN of its own is asked for
    std::string key_digits;   ///< fingerprint of this machine's key; empty: none
    bool may_wipe = false;    ///< an admin stick that allows it was brought
    std::string status_code;  ///< docs/formats/status-code.md; empty: a machine without keys
};

// What the desk does, asked for and answered by value (worker.h).

namespace errand {

/// No answer.
struct Remember {
    StaffMemory memory;
};

/// Looks at everything of kiosk.md 9.3.
struct CheckFaults {
    ScreenFacts screen;
    std::shared_ptr<const Library> library;
    StaffMemory memory;
    bool once = false;  ///< nobody will look again: what must last for minutes counts at once
};

/// After a sync: when it was, or what went wrong. No answer.
struct NoteSync {
    std::string trouble;       ///< empty: all was carried
    std::string pack_refused;  ///< why new content was not taken; empty: it was, or there was none
};

struct ReadFacts {};

struct SaveMeasured {
    Measured measured;
};

/// Leaves the result of a self-check where it can be taken away.
struct WriteCheck {
    std::string text;
};

/// Tells the office, and marks the machine: the next start wipes it (machine_wipe.h).
struct Wipe {};

/// How bright the screen shall be. No answer.
struct SetBrightness {
    int percent = 100;
};

/// Reads a count from the store and notes that it could. No answer.
struct Ping {
    std::shared_ptr<std::atomic<int>> answered;
};

}  // namespace errand

using Errand = std::variant<errand::Ping,
                            errand::Remember,
                            errand::CheckFaults,
                            errand::NoteSync,
                            errand::ReadFacts,
                            errand::SaveMeasured,
                            errand::WriteCheck,
                            errand::Wipe,
                            errand::SetBrightness>;

namespace desk {

struct FaultsListed {
    std::vector<ListedFault> faults;
};

struct FactsRead {
    MachineFacts facts;
};

struct MeasuredSaved {
    base::Result<void> done;
};

struct CheckWritten {
    base::Result<std::string> place;  ///< the name of the file
};

/// The program must end now, and be started again.
struct WipeBegun {
    base::Result<void> done;
};

}  // namespace desk

using DeskAnswer = std::variant<desk::FaultsListed,
                                desk::FactsRead,
                                desk::MeasuredSaved,
                                desk::CheckWritten,
                                desk::WipeBegun>;

/// Does what staff pages need of files, store and machine. One thread (the worker's) at a time.
class StaffDesk {
public:
    StaffDesk() = default;
    StaffDesk(const StaffDesk&) = delete;
    StaffDesk& operator=(const StaffDesk&) = delete;
    virtual ~StaffDesk() = default;

    [[nodiscard]] virtual std::optional<DeskAnswer> run(Errand errand) = 0;

    /// A resident's answers could not be kept: noted outside of the store, for the next start.
    virtual void save_failed() = 0;

    /// For scripts and tests: from now on these faults are found, whatever the machine is like.
    virtual void pretend(std::set<FaultId> faults) = 0;
};

}  // namespace harmony::kiosk
