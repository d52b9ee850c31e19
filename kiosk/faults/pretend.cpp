#include "kiosk/faults/pretend.h"

namespace harmony::kiosk {
namespace {

constexpr std::uint64_t gib = std::uint64_t{1} << 30U;

base::Day day_of(base::Moment moment) {
    return std::chrono::floor<std::chrono::days>(moment);
}

void pretend_disk(Readings& r, std::uint64_t free_hundredths) {
    r.disk_bytes = 100 * gib;
    r.disk_free = free_hundredths * gib;
}

void pretend_screen(FaultId fault, Readings& r) {
    ScreenFacts& screen = r.screen;
    switch (fault) {
        case FaultId::audio: screen.sound = false; return;
        case FaultId::screen_small:
            screen.width_px = 1024;
            screen.height_px = 600;
            return;
        case FaultId::screen_mm: screen.measured = false; return;
        case FaultId::touch_stuck: screen.touch_stuck = true; return;
        case FaultId::touch_lost: screen.touch_gone_for = std::chrono::seconds{61}; return;
        case FaultId::display_lost: screen.display_gone = true; return;
        default: return;
    }
}

void pretend_content(FaultId fault, Readings& r) {
    switch (fault) {
        case FaultId::pack_sig: r.pack_refused = "its signature is not right"; return;
        case FaultId::pack_old:
            r.pack_made = day_of(r.now) - std::chrono::days{90};
            r.pack_warn_after = day_of(r.now) - std::chrono::days{1};
            return;
        case FaultId::lang: r.languages = {{"Polski", 12}}; return;
        case FaultId::help_unchecked: r.help_checked = false; return;
        case FaultId::fonts: r.undrawable = "\u13A0\u13A1"; return;
        default: pretend_screen(fault, r); return;
    }
}

void pretend_waiting(FaultId fault, Readings& r) {
    switch (fault) {
        case FaultId::unsent:
            r.unsent = 501;
            r.oldest_unsent = day_of(r.now);
            return;
        case FaultId::unsent_personal:
            r.unsent_personal = 3;
            r.personal_dropped_on = day_of(r.now) + std::chrono::days{7};
            return;
        case FaultId::unsent_complaint:
            r.complaint_since = day_of(r.now) - std::chrono::days{4};
            return;
        default: pretend_content(fault, r); return;
    }
}

}  // namespace

void pretend(FaultId fault, Readings& r) {
    switch (fault) {
        case FaultId::disk_80: pretend_disk(r, 20); return;
        case FaultId::disk_95: pretend_disk(r, 5); return;
        case FaultId::db_bad: r.store_damaged = true; return;
        case FaultId::fsync: r.save_failed_at = "14:30"; return;
        case FaultId::clock: r.clock_moved = std::chrono::minutes{6}; return;
        case FaultId::temp:
            r.celsius = 81;
            r.hot_for = std::chrono::minutes{5};
            return;
        case FaultId::cloned: r.standing = Standing::cloned; return;
        case FaultId::revoked: r.standing = Standing::revoked; return;
        default: pretend_waiting(fault, r); return;
    }
}

}  // namespace harmony::kiosk
