#include "kiosk/door/door_roster.h"

#include "sync/frame.h"

namespace harmony::kiosk {

using base::Result;

bool DoorRoster::is_allowed() const {
    constexpr std::uint8_t both = sync::kiosk_right::check_in | sync::kiosk_right::roster;
    return machine_.enrolled() && (machine_.own_part().rights & both) == both &&
           !machine_.standing();
}

Result<void> DoorRoster::keep(base::ByteView file) const {
    const auto written = files_.write(
        machine_.folder().roster(), file, base::IfPresent::replace, base::private_mode);
    return written ? Result<void>() : written.error().while_doing("keeping the list for the door");
}

/// Signed by the office's publishers of today, for this machine.
std::optional<sync::Roster> DoorRoster::read() const {
    const Result<base::Bytes> file =
        files_.read(machine_.folder().roster(), sync::frame_rule(sync::FrameKind::roster).cap);
    if (!file) {
        return std::nullopt;
    }
    Result<sync::CheckedRoster> checked =
        sync::check_roster(*file, machine_.keys().kiosk, machine_.trust().current(), std::nullopt);
    return checked ? std::optional(std::move(checked->roster)) : std::nullopt;
}

Result<void> DoorRoster::drop_when_over(base::Day today) const {
    const Result<base::Bytes> file =
        files_.read(machine_.folder().roster(), sync::frame_rule(sync::FrameKind::roster).cap);
    if (!file && file.error().kind == base::ErrorKind::absent) {
        return {};
    }
    const std::optional<sync::Roster> held = read();
    if (held && is_allowed() && !sync::is_over(*held, today)) {
        return {};
    }
    return files_.remove(machine_.folder().roster());
}

std::optional<events::Roster> DoorRoster::open(const events::OccurrenceId& date,
                                               base::Day today) const {
    const std::optional<sync::Roster> held = is_allowed() ? read() : std::nullopt;
    if (!held || sync::is_over(*held, today)) {
        return std::nullopt;
    }
    sync::Origin origin = machine_.origin();
    origin.instance = machine_.own_part().instance;
    const Result<base::SecretBytes> body =
        sync::open_roster(*held, origin, machine_.keys().receive);
    Result<std::vector<events::DateRoster>> dates =
        body ? events::read_rosters(*body) : Result<std::vector<events::DateRoster>>(body.error());
    if (!dates) {
        return std::nullopt;
    }
    for (events::DateRoster& each : *dates) {
        if (each.date == date && today <= each.last_day + std::chrono::days{1}) {
            return std::move(each.roster);
        }
    }
    return std::nullopt;
}

}  // namespace harmony::kiosk
