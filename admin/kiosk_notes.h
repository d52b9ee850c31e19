#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/office.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "sync/courier.h"
#include "sync/heartbeat.h"
#include "sync/wraps.h"

namespace harmony::admin {

/// What a kiosk said of itself last.
struct KioskNote {
    std::uint64_t counter = 0;  ///< of the kiosk: the newest is the highest
    base::Day day{};            ///< by the kiosk's clock
    sync::KioskRuns runs = sync::KioskRuns::running;
    std::uint64_t pack = 0;     ///< version of the content that it shows
    std::uint64_t waiting = 0;  ///< answers and sign-ups that this office has not acknowledged
    std::uint64_t disk_percent = 0;
    std::vector<std::string> faults;  ///< by name: "disk_95"

    bool operator==(const KioskNote&) const = default;
};

/// Nothing when that kiosk never said anything.
[[nodiscard]] std::optional<KioskNote> note_of(db::OfficeStore& store, const base::KioskId& kiosk);

/// Fetches the newest note of each kiosk among `names`, opens and keeps it. What was refused goes
/// into `refuse` with its name and a sentence. Errors: unreachable (the way broke), full.
[[nodiscard]] base::Result<void> take_notes(
    Office& office,
    sync::Courier& courier,
    const sync::KeyRing& ring,
    const std::vector<sync::ObjectName>& names,
    const std::function<void(const sync::ObjectName&, const base::Error&)>& refuse);

/// What an officer must know of how a kiosk is: one sentence each, in plain words. `newest_cut`: of
/// what came from it. Nothing to say is the good case.
[[nodiscard]] std::vector<std::string> how_it_is(const sync::RegisteredKiosk& kiosk,
                                                 const std::optional<KioskNote>& note,
                                                 const std::optional<base::Day>& newest_cut,
                                                 base::Day today);

/// That a kiosk went on showing old content for days after newer was published for it: whoever
/// carries may be keeping it back (S9, freeze). Nothing when it did not, or said nothing since.
[[nodiscard]] std::optional<std::string> old_content(Office& office,
                                                     const sync::RegisteredKiosk& kiosk,
                                                     const std::optional<KioskNote>& note);

/// The sentence for a fault of a kiosk by its name; a name of a newer Harmony is shown as it is.
[[nodiscard]] std::string fault_sentence(std::string_view name);

}  // namespace harmony::admin
