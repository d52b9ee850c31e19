#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "kiosk/clock_doubt.h"
#include "kiosk/faults/readings.h"

// What is made of the readings: one function a fault, in the order of the table (kiosk.md 9.3).
namespace harmony::kiosk {
namespace {

using Found = std::optional<FaultDetails>;

constexpr std::uint64_t least_free = std::uint64_t{64} << 20U;
constexpr int most_unsent = 500;
constexpr std::chrono::days oldest_unsent{3};  // 72 h; the journal knows days alone
constexpr std::chrono::days complaint_waits{3};
constexpr double least_width_mm = 210;
constexpr double least_height_mm = 130;
constexpr int least_width_px = 1280;
constexpr int least_height_px = 800;
constexpr double hot = 80;

base::Day day_of(base::Moment moment) {
    return std::chrono::floor<std::chrono::days>(moment);
}

Found when(bool wrong, FaultDetails details = {}) {
    return wrong ? Found(std::move(details)) : std::nullopt;
}

bool is_full(const Readings& r, const FaultLimits& limits) {
    return r.disk_bytes > 0 &&
           (used_percent(r.disk_bytes, r.disk_free) >= limits.stop_pct || r.disk_free < least_free);
}

Found disk_80(const Readings& r, const FaultLimits& limits) {
    const int used = used_percent(r.disk_bytes, r.disk_free);
    return when(!is_full(r, limits) && used >= limits.warn_pct, {{"n", std::to_string(used)}});
}

Found disk_95(const Readings& r, const FaultLimits& limits) {
    return when(is_full(r, limits));
}

Found db_bad(const Readings& r, const FaultLimits&) {
    return when(r.store_damaged, {{"support", r.support.empty() ? "the office" : r.support}});
}

Found fsync(const Readings& r, const FaultLimits&) {
    return when(r.save_failed_at.has_value(), {{"time", r.save_failed_at.value_or("")}});
}

Found clock(const Readings& r, const FaultLimits&) {
    const auto moved = r.clock_moved.value_or(std::chrono::milliseconds{0});
    return when(clock_is_doubtful(r.now, r.built, moved),
                {{"moment", std::to_string(r.now.time_since_epoch().count())}});
}

Found unsent(const Readings& r, const FaultLimits&) {
    const bool old = r.oldest_unsent && day_of(r.now) - *r.oldest_unsent > oldest_unsent;
    return when(r.unsent > most_unsent || (old && r.unsent > 0),
                {{"n", std::to_string(r.unsent)},
                 {"day", base::to_iso(r.oldest_unsent.value_or(day_of(r.now)))}});
}

Found unsent_personal(const Readings& r, const FaultLimits&) {
    return when(r.unsent_personal > 0,
                {{"n", std::to_string(r.unsent_personal)},
                 {"day", base::to_iso(r.personal_dropped_on.value_or(day_of(r.now)))}});
}

Found unsent_complaint(const Readings& r, const FaultLimits&) {
    const bool waits = r.complaint_since && day_of(r.now) - *r.complaint_since > complaint_waits;
    return when(waits, {{"day", base::to_iso(r.complaint_since.value_or(day_of(r.now)))}});
}

Found pack_sig(const Readings& r, const FaultLimits&) {
    return when(!r.has_pack || !r.pack_refused.empty(),
                {{"reason", r.pack_refused.empty() ? "there is none" : r.pack_refused},
                 {"v", std::to_string(r.pack_version)}});
}

Found pack_old(const Readings& r, const FaultLimits&) {
    const bool old = r.pack_warn_after && day_of(r.now) > *r.pack_warn_after;
    const auto made = r.pack_made.value_or(day_of(r.now));
    return when(old, {{"days", std::to_string((day_of(r.now) - made).count())}});
}

Found lang(const Readings& r, const FaultLimits&) {
    if (r.languages.empty()) {
        return std::nullopt;
    }
    // One sentence is one language: one that had to be hidden, else the one that lacks most.
    const auto worst =
        std::max_element(r.languages.begin(), r.languages.end(), [](const auto& a, const auto& b) {
            return std::tie(a.hidden, a.missing) < std::tie(b.hidden, b.missing);
        });
    return when(true, {{"language", worst->name}, {"n", std::to_string(worst->missing)}});
}

Found help_unchecked(const Readings& r, const FaultLimits&) {
    return when(!r.help_checked);
}

Found fonts(const Readings& r, const FaultLimits&) {
    std::size_t letters = 0;
    for (std::size_t at = 0; at < r.undrawable.size(); ++letters) {
        static_cast<void>(base::next_code_point(r.undrawable, at));
    }
    return when(letters > 0, {{"n", std::to_string(letters)}, {"list", r.undrawable}});
}

Found audio(const Readings& r, const FaultLimits&) {
    return when(!r.screen.sound);
}

Found screen_small(const Readings& r, const FaultLimits&) {
    const ScreenFacts& s = r.screen;
    return when(s.width_px > 0 &&
                (s.width_px < least_width_px || s.height_px < least_height_px ||
                 (s.measured && (s.width_mm < least_width_mm || s.height_mm < least_height_mm))));
}

Found screen_mm(const Readings& r, const FaultLimits&) {
    return when(r.screen.width_px > 0 && !r.screen.measured);
}

Found touch_stuck(const Readings& r, const FaultLimits&) {
    return when(r.screen.touch_stuck);
}

Found touch_lost(const Readings& r, const FaultLimits&) {
    // Whoever has keys or a mouse needs no touch: staff are told, and residents may stay.
    const FaultDetails way =
        r.screen.other_input ? FaultDetails{{std::string(other_way_in), "1"}} : FaultDetails{};
    return when(r.screen.touch_gone_for > touch_patience, way);
}

Found display_lost(const Readings& r, const FaultLimits&) {
    return when(r.screen.display_gone);
}

Found temp(const Readings& r, const FaultLimits&) {
    return when(r.celsius.value_or(0) > hot && r.hot_for >= hot_time);
}

Found cloned(const Readings& r, const FaultLimits&) {
    return when(r.standing == Standing::cloned);
}

Found revoked(const Readings& r, const FaultLimits&) {
    return when(r.standing == Standing::revoked);
}

using Test = Found (*)(const Readings&, const FaultLimits&);
constexpr std::array<Test, fault_count> tests = {
    disk_80,          disk_95,   db_bad,      fsync,      clock,          unsent, unsent_personal,
    unsent_complaint, pack_sig,  pack_old,    lang,       help_unchecked, fonts,  audio,
    screen_small,     screen_mm, touch_stuck, touch_lost, display_lost,   temp,   cloned,
    revoked};

}  // namespace

int used_percent(std::uint64_t bytes, std::uint64_t free) {
    if (bytes == 0) {
        return 0;
    }
    const std::uint64_t used = bytes - std::min(bytes, free);
    return static_cast<int>(used * 100 / bytes);
}

std::vector<FoundFault> judge(const Readings& readings, const FaultLimits& limits) {
    std::vector<FoundFault> found;
    for (const FaultKind& kind : fault_kinds) {
        if (Found details = tests[static_cast<std::size_t>(kind.id)](readings, limits)) {
            found.push_back({kind.id, std::move(*details)});
        }
    }
    return found;
}

}  // namespace harmony::kiosk
