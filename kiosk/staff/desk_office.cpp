#include "kiosk/machine_wipe.h"
#include "kiosk/staff/kiosk_desk.h"
#include "kiosk/staff/status_code.h"
#include "kiosk/version.h"
#include "sync/pack.h"

// What the desk tells the office of the machine: the status code, and the note before a wipe.
namespace harmony::kiosk {
namespace {

using base::Result;

constexpr std::size_t most_faults_in_code = 8;  // a code must stay readable

}  // namespace

std::string KioskDesk::make_status_code() {
    if (!parts_.machine.has_keys()) {
        return {};
    }
    if (program_hash_.empty()) {
        constexpr std::size_t program_cap = std::size_t{512} << 20U;
        std::error_code nothing;
        const auto file = std::filesystem::read_symlink(parts_.program, nothing);
        const auto bytes = parts_.files.read(file.empty() ? parts_.program : file, program_cap);
        constexpr std::size_t letters = 16;
        program_hash_ = bytes ? sync::file_hash(*bytes).hex().substr(0, letters) : "";
    }
    StatusNote note;
    note.kiosk = parts_.machine.keys().kiosk;
    note.when = parts_.clock.now();
    note.version = sync::app_version_text(app_version);
    note.program = program_hash_;
    note.pack = parts_.packs.version();
    if (const Result<OutboxCounts> counts = parts_.outbox.counts()) {
        note.counts = *counts;
    }
    for (const ListedFault& fault : board_.listed()) {
        if (fault.stands() && note.faults.size() < most_faults_in_code) {
            note.faults.emplace_back(kind_of(fault.id).name);
        }
    }
    return status_code(note, parts_.machine.sign_key());
}

/// REQUIRES: an enrolled machine.
sync::Heartbeat KioskDesk::heartbeat(sync::KioskRuns state) const {
    sync::Heartbeat told;
    told.day = parts_.clock.today();
    told.app = app_version;
    told.pack = parts_.packs.version();
    told.trust = parts_.machine.trust().current().version;
    told.own = parts_.machine.own_part().version;
    told.state = state;
    const auto stream = [&](db::RecordClass cls) {
        const db::JournalCounts counts = parts_.journal.counts(cls);
        const auto waiting = parts_.journal.batches_to_offer(cls);
        return sync::Heartbeat::Stream{
            waiting.empty() ? 0 : waiting.back().seq, counts.unsent, counts.oldest_unsent};
    };
    told.survey = stream(db::RecordClass::survey);
    told.contact = stream(db::RecordClass::contact);
    for (const ListedFault& fault : board_.listed()) {
        if (fault.stands()) {
            const auto since = std::chrono::floor<std::chrono::days>(fault.since);
            told.faults.push_back({std::string(kind_of(fault.id).name), since});
            told.clock_doubted = told.clock_doubted || fault.id == FaultId::clock;
        }
    }
    Readings space;
    read_disk(space);
    told.disk_percent = static_cast<std::uint64_t>(used_percent(space.disk_bytes, space.disk_free));
    told.free_mib = space.disk_free >> 20U;
    if (const Result<OutboxCounts> counts = parts_.outbox.counts()) {
        told.responses_today = static_cast<std::uint64_t>(counts->today);
        told.sign_ups_today = static_cast<std::uint64_t>(counts->sign_ups_today);
    }
    return told;
}

sync::Heartbeat KioskDesk::health() const {
    switch (parts_.machine.own_part().state) {
        case sync::OwnState::revoked: return heartbeat(sync::KioskRuns::revoked);
        case sync::OwnState::retired: return heartbeat(sync::KioskRuns::retired);
        case sync::OwnState::active:
        case sync::OwnState::cloned: break;
    }
    return heartbeat(sync::KioskRuns::running);
}

/// The office hears of it before anything is lost: without the note nothing is wiped.
Result<void> KioskDesk::begin_wipe() {
    const auto token = parts_.machine.token(parts_.clock.today());
    if (!token || !token->allows(sync::token_action::wipe)) {
        return base::Error{base::ErrorKind::refused, "there is no admin stick that allows it"};
    }
    const Result<void> told = parts_.outbox.tell_office(heartbeat(sync::KioskRuns::wiped));
    if (!told) {
        return told;
    }
    const auto spool = parts_.settings.courier.empty() ? WipeSpool::keep : WipeSpool::remove;
    return mark_for_wipe(parts_.files, parts_.machine.folder(), spool);
}

std::optional<DeskAnswer> KioskDesk::operator()(const errand::Wipe&) {
    const Result<void> begun = begin_wipe();
    parts_.log.warning("wipe", begun ? "begun" : begun.error().message);
    return desk::WipeBegun{begun};
}

std::optional<DeskAnswer> KioskDesk::operator()(const errand::SetBrightness& set) {
    // Behind the walls of its unit the program cannot: the system is told
    // (harmony-brightness.path).
    const std::filesystem::path told = parts_.machine.folder().root / "run" / "brightness";
    std::error_code nothing;
    if (parts_.backlight.set(set.percent) == 0 &&
        std::filesystem::exists(told.parent_path(), nothing)) {
        const std::string percent = std::to_string(set.percent) + "\n";
        static_cast<void>(parts_.files.write(
            told, base::as_bytes(percent), base::IfPresent::replace, base::private_mode));
    }
    return std::nullopt;
}

}  // namespace harmony::kiosk
