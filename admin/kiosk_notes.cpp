#include "admin/kiosk_notes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "admin/own_parts.h"
#include "sync/pack.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;
using sync::ObjectName;

constexpr int silent_days = 3;
/// So long new content may take to a kiosk that says how it is.
constexpr int patient_days = 3;

struct FaultWords {
    std::string_view name;
    std::string_view sentence;
};

/// The faults of a kiosk, as somebody reads them who is not beside it.
constexpr std::array<FaultWords, 22> fault_words{{
    {"disk_80", "its storage is filling up"},
    {"disk_95", "its storage is full: it takes no new answers until it has sent some"},
    {"db_bad", "its storage was damaged; what could be read is kept beside it"},
    {"fsync", "its storage failed while it was writing: change the machine"},
    {"clock", "its clock is in doubt"},
    {"unsent", "answers have waited there for long: fetch them"},
    {"unsent_personal", "sign-ups have waited there for long: fetch them"},
    {"unsent_complaint", "a complaint has waited there for long: fetch it"},
    {"pack_sig", "it refused new content"},
    {"pack_old", "its content is old: publish, and let it fetch"},
    {"lang", "a language lacks texts that it needs, and is not offered"},
    {"help_unchecked", "its help numbers were not checked lately"},
    {"fonts", "letters are missing in its fonts"},
    {"audio", "it cannot speak"},
    {"screen_small", "its screen is too small"},
    {"screen_mm", "its screen was never measured"},
    {"touch_stuck", "its touchscreen reports a finger that does not go away"},
    {"touch_lost", "its touchscreen is gone"},
    {"display_lost", "its screen was gone"},
    {"temp", "it is too hot"},
    {"cloned", "it was told that its disk was copied, and has stopped"},
    {"revoked", "it was told to stop, and has"},
}};

std::string value_name(const base::KioskId& kiosk) {
    return "note:" + kiosk.hex();
}

std::string write_note(const KioskNote& note) {
    return json{{"counter", note.counter},
                {"day", base::day_number(note.day)},
                {"runs", static_cast<int>(note.runs)},
                {"pack", note.pack},
                {"waiting", note.waiting},
                {"disk_percent", note.disk_percent},
                {"faults", note.faults}}
        .dump();
}

KioskNote note_from(std::uint64_t counter, const sync::Heartbeat& told) {
    KioskNote note;
    note.counter = counter;
    note.day = told.day;
    note.runs = told.state;
    note.pack = told.pack;
    note.waiting = told.survey.waiting + told.contact.waiting;
    note.disk_percent = told.disk_percent;
    for (const sync::Heartbeat::Fault& fault : told.faults) {
        note.faults.push_back(fault.name);
    }
    return note;
}

/// Notes of each kiosk, the newest first.
std::map<base::KioskId, std::vector<ObjectName>> by_kiosk(const std::vector<ObjectName>& names) {
    std::map<base::KioskId, std::vector<ObjectName>> all;
    for (const ObjectName& name : names) {
        if (name.kind() == sync::ObjectKind::heartbeat && name.kiosk()) {
            all[*name.kiosk()].push_back(name);
        }
    }
    for (auto& [kiosk, list] : all) {
        std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
            return a.number() > b.number();
        });
    }
    return all;
}

std::string shown(std::string_view name) {
    std::string plain;
    for (const char letter : name.substr(0, 40)) {
        const bool plain_letter =
            (letter >= 'a' && letter <= 'z') || letter == '_' || (letter >= '0' && letter <= '9');
        plain += plain_letter ? letter : '?';
    }
    return plain;
}

}  // namespace

std::optional<KioskNote> note_of(db::OfficeStore& store, const base::KioskId& kiosk) {
    const auto kept = store.value(value_name(kiosk));
    const json read = kept ? json::parse(base::as_text(*kept), nullptr, false) : json();
    if (!read.is_object()) {
        return std::nullopt;
    }
    KioskNote note;
    note.counter = read.value("counter", std::uint64_t{0});
    note.day = base::day_from_number(read.value("day", 0));
    note.runs = static_cast<sync::KioskRuns>(read.value("runs", 1));
    note.pack = read.value("pack", std::uint64_t{0});
    note.waiting = read.value("waiting", std::uint64_t{0});
    note.disk_percent = read.value("disk_percent", std::uint64_t{0});
    note.faults = read.value("faults", std::vector<std::string>{});
    return note;
}

Result<void> take_notes(Office& office,
                        sync::Courier& courier,
                        const sync::KeyRing& ring,
                        const std::vector<ObjectName>& names,
                        const std::function<void(const ObjectName&, const Error&)>& refuse) {
    for (const auto& [id, list] : by_kiosk(names)) {
        const sync::RegisteredKiosk* kiosk = office.registry().find(id);
        const auto known = note_of(office.store(), id);
        for (const ObjectName& name : list) {
            if (kiosk == nullptr || (known && known->counter >= name.number())) {
                break;
            }
            const Result<base::Bytes> file = courier.fetch(name, name.cap());
            if (!file && file.error().kind == ErrorKind::unreachable) {
                return file.error();
            }
            const Result<sync::Heartbeat> told =
                file ? sync::open_heartbeat(*file, kiosk->sign, ring)
                     : Result<sync::Heartbeat>(file.error());
            if (!told) {
                refuse(name, told.error());  // a forged one must not hide the one before it
                continue;
            }
            const std::string note = write_note(note_from(name.number(), *told));
            if (Result<void> kept = office.store().set_value(value_name(id), base::as_bytes(note));
                !kept) {
                return kept;
            }
            break;
        }
    }
    return {};
}

std::vector<std::string> how_it_is(const sync::RegisteredKiosk& kiosk,
                                   const std::optional<KioskNote>& note,
                                   const std::optional<base::Day>& newest_cut,
                                   base::Day today) {
    std::vector<std::string> all;
    const bool ended = note && note->runs != sync::KioskRuns::running;
    if (note && note->runs == sync::KioskRuns::wiped) {
        all.push_back(fmt::format("{}: was wiped on {}.", kiosk.label, base::to_iso(note->day)));
    }
    if (kiosk.state != sync::KioskState::active || ended) {
        return all;
    }
    std::optional<base::Day> heard = newest_cut;
    if (note && (!heard || note->day > *heard)) {
        heard = note->day;
    }
    const auto days = heard ? (today - *heard).count() : 0;
    if (days >= silent_days) {
        all.push_back(fmt::format("{}: nothing heard for {} days.", kiosk.label, days));
    }
    for (const std::string& fault : note ? note->faults : std::vector<std::string>{}) {
        all.push_back(fmt::format(
            "{}: {} (on {}).", kiosk.label, fault_sentence(fault), base::to_iso(note->day)));
    }
    return all;
}

std::optional<std::string> old_content(Office& office,
                                       const sync::RegisteredKiosk& kiosk,
                                       const std::optional<KioskNote>& note) {
    const Result<sync::OwnPart> own = newest_own_part(office, kiosk.kiosk);
    const bool running =
        kiosk.state == sync::KioskState::active && note && note->runs == sync::KioskRuns::running;
    const auto newest =
        own && running ? office.store().newest_published("pack:" + own->stream) : std::nullopt;
    if (!newest || note->pack >= newest->version) {
        return std::nullopt;
    }
    const auto manifest = sync::read_manifest(newest->bytes, office.trust().current());
    const auto days = manifest ? (note->day - manifest->created).count() : 0;
    if (days < patient_days) {
        return std::nullopt;
    }
    return fmt::format(
        "{}: still shows content {} on {}, {} days after {} was published. Its store or stick may "
        "be "
        "keeping it back: take it there on another stick.",
        kiosk.label,
        note->pack,
        base::to_iso(note->day),
        days,
        newest->version);
}

std::string fault_sentence(std::string_view name) {
    const auto* const found = std::find_if(fault_words.begin(),
                                           fault_words.end(),
                                           [&](const auto& each) { return each.name == name; });
    return found == fault_words.end() ? "it reports \"" + shown(name) + "\""
                                      : std::string(found->sentence);
}

}  // namespace harmony::admin
