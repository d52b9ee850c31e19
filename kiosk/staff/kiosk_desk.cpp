#include "kiosk/staff/kiosk_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "kiosk/faults/fault_words.h"
#include "kiosk/faults/pretend.h"
#include "kiosk/faults/save_mark.h"
#include "kiosk/staff/active_settings.h"
#include "kiosk/staff/staff_area.h"
#include "kiosk/unsent_contacts.h"
#include "kiosk/version.h"

namespace harmony::kiosk {
namespace {

using base::Result;

constexpr std::string_view memory_name = "staff_memory";
constexpr std::string_view faults_name = "faults_listed";
constexpr std::string_view synced_name = "synced_on";
constexpr std::string_view sync_trouble_name = "sync_trouble";
constexpr std::string_view refused_name = "pack_refused";
constexpr double milli = 1000;

/// The hottest of the machine's sensors in degrees; nothing where the kernel names none.
std::optional<double> hottest(const std::filesystem::path& sensors) {
    std::optional<double> most;
    std::error_code nothing;
    for (const auto& zone : std::filesystem::directory_iterator(sensors, nothing)) {
        std::ifstream file(zone.path() / "temp");
        double value = 0;
        if (file >> value) {
            most = std::max(most.value_or(0), value / milli);
        }
    }
    return most;
}

}  // namespace

KioskDesk::KioskDesk(const Parts& parts) : parts_(parts) {
    if (const auto kept = parts_.journal.state().value(faults_name)) {
        board_ = FaultBoard(read_faults(*kept));
    }
}

std::optional<DeskAnswer> KioskDesk::run(Errand errand) {
    return std::visit([this](const auto& what) { return (*this)(what); }, errand);
}

void KioskDesk::save_failed() {
    mark_failed_save(parts_.files, parts_.machine.folder().root, parts_.clock.now());
}

StaffMemory KioskDesk::memory() const {
    const auto kept = parts_.journal.state().value(memory_name);
    return kept ? read_staff_memory(*kept) : StaffMemory{};
}

std::string KioskDesk::state_text(std::string_view name) const {
    const auto kept = parts_.journal.state().value(name);
    return kept ? std::string(base::as_text(*kept)) : std::string();
}

std::optional<DeskAnswer> KioskDesk::operator()(const errand::Ping& ping) {
    if (parts_.outbox.counts()) {
        ++*ping.answered;
    }
    return std::nullopt;
}

std::optional<DeskAnswer> KioskDesk::operator()(const errand::Remember& what) {
    const Result<void> kept =
        parts_.journal.state().set_value(memory_name, write_staff_memory(what.memory));
    if (!kept) {
        parts_.log.warning("staff_memory", kept.error().message);
    }
    return std::nullopt;
}

void KioskDesk::read_disk(Readings& readings) const {
    std::error_code failed;
    const auto space = std::filesystem::space(parts_.machine.folder().root, failed);
    if (!failed) {
        readings.disk_bytes = space.capacity;
        readings.disk_free = space.available;
    }
}

void KioskDesk::read_clock(Readings& readings) {
    readings.now = parts_.clock.now();
    readings.built = parts_.made;
    const auto monotonic = parts_.clock.monotonic();
    if (last_clock_) {
        readings.clock_moved =
            (readings.now - last_clock_->wall) - (monotonic - last_clock_->monotonic);
    }
    last_clock_ = {readings.now, monotonic};
}

void KioskDesk::read_store(Readings& readings) const {
    const auto known = parts_.journal.state().faults();
    readings.store_damaged =
        parts_.journal.failed() || std::any_of(known.begin(), known.end(), [](const auto& fault) {
            return fault.name == "db_bad";
        });
    if (const auto when = failed_save(parts_.files, parts_.machine.folder().root)) {
        readings.save_failed_at = local_time_text(*when, parts_.clock);
    }
    if (const Result<OutboxCounts> counts = parts_.outbox.counts()) {
        readings.unsent = counts->unsent;
        readings.oldest_unsent = counts->oldest_unsent;
    }
    const auto late = UnsentContacts(parts_.journal).late(parts_.clock.today());
    readings.unsent_personal = late.records;
    readings.personal_dropped_on = late.first_drop;
}

void KioskDesk::read_content(const errand::CheckFaults& check, Readings& readings) const {
    readings.pack_version = parts_.packs.version();
    readings.undrawable = parts_.packs.undrawable();
    if (readings.undrawable.empty()) {  // else that is why, and says more
        readings.pack_refused = state_text(refused_name);
    }
    if (parts_.machine.enrolled()) {
        const auto manifest = parts_.packs.manifest();
        readings.has_pack = manifest.has_value();
        if (manifest) {
            readings.pack_made = manifest->created;
            readings.pack_warn_after = manifest->warn_after;
        }
        switch (parts_.machine.own_part().state) {
            case sync::OwnState::active: break;
            case sync::OwnState::cloned: readings.standing = Standing::cloned; break;
            case sync::OwnState::revoked:
            case sync::OwnState::retired: readings.standing = Standing::revoked; break;
        }
    }
    if (check.library) {
        readings.support = check.library->content().support_line;
        readings.languages = check.library->gaps();
        readings.help_checked =
            help_lines(check.library->phrases()).name == check.memory.help_checked;
    }
}

void KioskDesk::read_heat(bool once, Readings& readings) {
    constexpr double hot = 80;
    readings.celsius = hottest(parts_.thermal);
    if (readings.celsius.value_or(0) <= hot) {
        hot_since_.reset();
        return;
    }
    const auto now = parts_.clock.monotonic();
    hot_since_ = hot_since_.value_or(now);
    if (once) {
        readings.hot_for = hot_time;
        return;
    }
    readings.hot_for = std::chrono::floor<std::chrono::seconds>(now - *hot_since_);
}

Readings KioskDesk::read(const errand::CheckFaults& check) {
    Readings readings;
    readings.screen = check.screen;
    read_disk(readings);
    read_clock(readings);
    read_store(readings);
    read_content(check, readings);
    read_heat(check.once, readings);
    for (const FaultId fault : pretended_) {
        kiosk::pretend(fault, readings);
    }
    return readings;
}

void KioskDesk::note_changes(const std::vector<ListedFault>& before) const {
    const auto stood = [&](FaultId id) {
        return std::any_of(before.begin(), before.end(), [&](const ListedFault& fault) {
            return fault.id == id && fault.stands();
        });
    };
    for (const ListedFault& fault : board_.listed()) {
        if (fault.stands() != stood(fault.id)) {
            parts_.log.warning(fault.stands() ? "fault_on" : "fault_off", kind_of(fault.id).name);
        }
    }
}

std::optional<DeskAnswer> KioskDesk::operator()(const errand::CheckFaults& check) {
    if (check.library) {
        limits_ = {check.library->content().storage_warn_pct,
                   check.library->content().storage_stop_pct};
    }
    const std::vector<ListedFault> before = board_.listed();
    if (board_.take(judge(read(check), limits_), parts_.clock.now()) && !parts_.journal.failed()) {
        note_changes(before);
        // On a full disk the list begins anew after a restart.
        static_cast<void>(
            parts_.journal.state().set_value(faults_name, write_faults(board_.listed())));
    }
    return desk::FaultsListed{board_.listed()};
}

std::optional<DeskAnswer> KioskDesk::operator()(const errand::NoteSync& note) {
    db::KioskState& state = parts_.journal.state();
    static_cast<void>(state.set_value(sync_trouble_name, base::as_bytes(note.trouble)));
    static_cast<void>(state.set_value(refused_name, base::as_bytes(note.pack_refused)));
    if (note.trouble.empty()) {
        const std::string day = base::to_iso(parts_.clock.today());
        static_cast<void>(state.set_value(synced_name, base::as_bytes(day)));
    }
    return std::nullopt;
}

std::optional<DeskAnswer> KioskDesk::operator()(const errand::ReadFacts&) {
    forget_failed_save(parts_.files, parts_.machine.folder().root);  // staff have seen it
    MachineFacts facts;
    Readings space;
    read_disk(space);
    facts.free_mib = space.disk_free >> 20U;
    facts.pack_version = parts_.packs.version();
    if (const auto manifest = parts_.machine.enrolled() ? parts_.packs.manifest() : std::nullopt) {
        facts.pack_made = manifest->created;
    }
    facts.synced_on = base::day_from_iso(state_text(synced_name));
    facts.sync_trouble = state_text(sync_trouble_name);
    facts.settings = active_settings(parts_.settings, limits_);
    facts.by_stick = parts_.settings.courier.starts_with("usb:");
    facts.setup_pin = !parts_.settings.setup_pin.empty();
    if (parts_.machine.enrolled()) {
        const auto secrets = parts_.machine.secrets();
        facts.setup_pin = facts.setup_pin || (secrets && !secrets->setup_pin_hash.empty());
    }
    const auto token = parts_.machine.token(parts_.clock.today());
    facts.may_wipe = token && token->allows(sync::token_action::wipe);
    facts.status_code = make_status_code();
    return desk::FactsRead{std::move(facts)};
}

std::optional<DeskAnswer> KioskDesk::operator()(const errand::SaveMeasured& save) {
    const auto done =
        save_settings(parts_.files, parts_.machine.folder().root, settings_of(save.measured));
    return desk::MeasuredSaved{done};
}

/// Into the spool's folder, and onto a place that the kiosk itself can reach.
std::optional<DeskAnswer> KioskDesk::operator()(const errand::WriteCheck& write) {
    const std::string name = fmt::format("self-check-{}.txt", base::to_iso(parts_.clock.today()));
    constexpr std::string_view folder_place = "folder:";
    std::filesystem::path place = parts_.machine.folder().root / "spool";
    if (parts_.settings.courier.starts_with(folder_place)) {
        place = parts_.settings.courier.substr(folder_place.size());
    }
    Result<void> made = parts_.files.make_folders(place, 0700);
    if (!made) {
        return desk::CheckWritten{made.error()};
    }
    const auto written = parts_.files.write(
        place / name, base::as_bytes(write.text), base::IfPresent::replace, base::public_mode);
    if (!written) {
        return desk::CheckWritten{written.error()};
    }
    return desk::CheckWritten{name};
}

}  // namespace harmony::kiosk
