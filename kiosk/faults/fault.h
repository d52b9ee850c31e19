#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace harmony::kiosk {

/// Everything that can be wrong with a machine (kiosk.md 9.3).
enum class FaultId {
    disk_80,
    disk_95,
    db_bad,
    fsync,
    clock,
    unsent,
    unsent_personal,
    unsent_complaint,
    pack_sig,
    pack_old,
    lang,
    help_unchecked,
    fonts,
    audio,
    screen_small,
    screen_mm,
    touch_stuck,
    touch_lost,
    display_lost,
    temp,
    cloned,
    revoked,
};
inline constexpr std::size_t fault_count = 22;

enum class FaultLevel { warn, stop };

/// What residents notice.
enum class FaultEffect {
    none,
    no_new_task,    ///< a task under way finishes, no other begins
    out_of_order,   ///< the page of that name, as soon as nobody is in a session
    restart,        ///< said to the person it happened to; then the program restarts
    signups_wait,   ///< all sign-ups go to the waiting list
    list_from,      ///< the event list says from when it is
    language_away,  ///< that language is not offered
    no_speech,      ///< reading aloud says that sound does not work
    dim,            ///< the screen is darker
};

/// One row of the table. The staff text is the phrase `fault.<name>`.
struct FaultKind {
    FaultId id;
    std::string_view name;
    FaultLevel level;
    FaultEffect effect;
};

/// In the order in which staff are told: what stops the machine first within the same day.
inline constexpr std::array<FaultKind, fault_count> fault_kinds = {{
    {FaultId::disk_80, "disk_80", FaultLevel::warn, FaultEffect::none},
    {FaultId::disk_95, "disk_95", FaultLevel::stop, FaultEffect::no_new_task},
    {FaultId::db_bad, "db_bad", FaultLevel::stop, FaultEffect::out_of_order},
    {FaultId::fsync, "fsync", FaultLevel::stop, FaultEffect::restart},
    {FaultId::clock, "clock", FaultLevel::warn, FaultEffect::signups_wait},
    {FaultId::unsent, "unsent", FaultLevel::warn, FaultEffect::none},
    {FaultId::unsent_personal, "unsent_personal", FaultLevel::warn, FaultEffect::none},
    {FaultId::unsent_complaint, "unsent_complaint", FaultLevel::warn, FaultEffect::none},
    {FaultId::pack_sig, "pack_sig", FaultLevel::stop, FaultEffect::none},
    {FaultId::pack_old, "pack_old", FaultLevel::warn, FaultEffect::list_from},
    {FaultId::lang, "lang", FaultLevel::warn, FaultEffect::language_away},
    {FaultId::help_unchecked, "help_unchecked", FaultLevel::warn, FaultEffect::none},
    {FaultId::fonts, "fonts", FaultLevel::stop, FaultEffect::none},
    {FaultId::audio, "audio", FaultLevel::warn, FaultEffect::no_speech},
    {FaultId::screen_small, "screen_small", FaultLevel::stop, FaultEffect::out_of_order},
    {FaultId::screen_mm, "screen_mm", FaultLevel::warn, FaultEffect::none},
    {FaultId::touch_stuck, "touch_stuck", FaultLevel::warn, FaultEffect::none},
    {FaultId::touch_lost, "touch_lost", FaultLevel::warn, FaultEffect::out_of_order},
    {FaultId::display_lost, "display_lost", FaultLevel::warn, FaultEffect::none},
    {FaultId::temp, "temp", FaultLevel::warn, FaultEffect::dim},
    {FaultId::cloned, "cloned", FaultLevel::stop, FaultEffect::out_of_order},
    {FaultId::revoked, "revoked", FaultLevel::stop, FaultEffect::out_of_order},
}};

[[nodiscard]] constexpr const FaultKind& kind_of(FaultId id) {
    return fault_kinds[static_cast<std::size_t>(id)];
}

/// By name; nothing when it is none.
[[nodiscard]] std::optional<FaultId> fault_named(std::string_view name);

/// Values for the places of the staff text: `n`, `time`, `reason`.
using FaultDetails = std::map<std::string, std::string>;

/// A fault that was found just now.
struct FoundFault {
    FaultId id = FaultId::disk_80;
    FaultDetails details;

    bool operator==(const FoundFault&) const = default;
};

/// A fault as staff see it: since when, and whether it is over.
struct ListedFault {
    FaultId id = FaultId::disk_80;
    FaultDetails details;
    base::Moment since{};
    std::optional<base::Moment> cleared;  ///< listed for 24 h from then

    [[nodiscard]] bool stands() const { return !cleared; }

    bool operator==(const ListedFault&) const = default;
};

/// A detail of `touch_lost`: keys or a mouse were used in the last minute.
inline constexpr std::string_view other_way_in = "other_way_in";

/// What residents notice of it now: the effect of its kind, nothing once it is over, and nothing of
/// a lost touch layer while there is another way in.
[[nodiscard]] FaultEffect effect_of(const ListedFault& fault);

/// Whether one with this effect stands.
[[nodiscard]] bool has_effect(const std::vector<ListedFault>& faults, FaultEffect effect);

/// The first that stands with this effect.
[[nodiscard]] std::optional<FaultId> first_with(const std::vector<ListedFault>& faults,
                                                FaultEffect effect);

/// Exit code of `--self-check`: 0 nothing stands, 1 a warning does, 2 one that stops.
[[nodiscard]] int self_check_code(const std::vector<ListedFault>& faults);

}  // namespace harmony::kiosk
