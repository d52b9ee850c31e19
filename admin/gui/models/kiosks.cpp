#include "admin/gui/models/kiosks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "admin/cli/desk.h"
#include "admin/intake_history.h"
#include "admin/kiosk_notes.h"
#include "admin/own_parts.h"
#include "sync/batch_check.h"
#include "sync/enrolment.h"
#include "sync/fingerprint.h"

namespace harmony::admin::gui {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t file_letters = 12;  ///< as `aside list` shows them
constexpr std::size_t most_asking = 20;   ///< machines whose digits are worked out at once

std::string_view state_word(sync::KioskState state) {
    switch (state) {
        case sync::KioskState::active: return "active";
        case sync::KioskState::revoked: return "revoked";
        case sync::KioskState::retired: return "retired";
    }
    return "unknown";
}

/// "Library 1: it is too hot." without the label, as a sentence.
std::string sentence_of(const std::string& line, const std::string& label) {
    std::string text = line.starts_with(label + ": ") ? line.substr(label.size() + 2) : line;
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    return text;
}

std::optional<base::Day> later(const std::optional<base::Day>& a,
                               const std::optional<base::Day>& b) {
    return a && b ? std::max(*a, *b) : a ? a : b;
}

/// What waits because an earlier batch has not come, by its stream.
std::vector<std::string> gaps_of(const base::KioskId& kiosk,
                                 const std::vector<db::Quarantined>& aside,
                                 const std::vector<db::StreamHead>& heads) {
    std::map<db::StreamKey, std::size_t> waiting;
    for (const db::Quarantined& file : aside) {
        const bool gap = file.reason == sync::verdict_name(sync::BatchVerdict::gap);
        if (gap && file.stream && file.stream->kiosk == kiosk) {
            ++waiting[*file.stream];
        }
    }
    std::vector<std::string> sentences;
    for (const auto& [stream, count] : waiting) {
        const auto head = std::find_if(
            heads.begin(), heads.end(), [&](const auto& one) { return one.stream == stream; });
        sentences.push_back(fmt::format("Package {} of {} has not come. {} later {} for it.",
                                        head == heads.end() ? 1 : head->seq + 1,
                                        stream.cls == 1 ? "answers" : "sign-ups and reports",
                                        count,
                                        count == 1 ? "one waits" : "ones wait"));
    }
    return sentences;
}

std::vector<KioskGrant> grants_of(Reader& reader, const base::KioskId& kiosk) {
    std::vector<KioskGrant> all;
    const auto part = newest_own_part(reader.office(), kiosk);
    if (!part) {
        return all;
    }
    const base::Moment now = reader.desk.resources.clock.now();
    for (const sync::Grant& grant : part->grants) {
        const auto id = *events::OccurrenceId::from_bytes(grant.occurrence.view());
        const OfficeDate* date = reader.facts.dates.find(id);
        if (date != nullptr && date->plan.end > now && grant.granted > 0) {
            all.push_back({id.hex(), reader.facts.name_of(id), static_cast<int>(grant.granted)});
        }
    }
    return all;
}

/// What is read once for all kiosks.
struct Shelf {
    IntakeHistory history;
    std::vector<db::StreamHead> heads;
    std::vector<db::Quarantined> aside;
};

KioskCard line_of(Reader& reader, const sync::RegisteredKiosk& kiosk, const Shelf& shelf) {
    const auto note = note_of(reader.office().store(), kiosk.kiosk);
    const auto cut = shelf.history.newest_cuts().find(kiosk.kiosk);
    const auto newest =
        cut == shelf.history.newest_cuts().end() ? std::nullopt : std::optional(cut->second);
    KioskCard line;
    line.id = kiosk.kiosk.hex();
    line.label = kiosk.label;
    line.site = kiosk.site;
    line.state = state_word(kiosk.state);
    line.heard = later(newest, note ? std::optional(note->day) : std::nullopt);
    if (note) {
        line.waiting = note->waiting;
        line.pack = note->pack;
    }
    for (const db::StreamHead& head : shelf.heads) {
        line.batches += head.stream.kiosk == kiosk.kiosk ? head.seq : 0;
    }
    line.gaps = gaps_of(kiosk.kiosk, shelf.aside, shelf.heads);
    for (const std::string& said :
         how_it_is(kiosk, note, newest, reader.desk.resources.clock.today())) {
        line.faults.push_back(sentence_of(said, kiosk.label));
    }
    line.grants = grants_of(reader, kiosk.kiosk);
    line.aside = static_cast<std::size_t>(
        std::count_if(shelf.aside.begin(), shelf.aside.end(), [&](const db::Quarantined& file) {
            return file.stream && file.stream->kiosk == kiosk.kiosk;
        }));
    return line;
}

AsideLine line_of(Office& office, const db::Quarantined& file) {
    const sync::RegisteredKiosk* kiosk =
        file.stream ? office.registry().find(file.stream->kiosk) : nullptr;
    return {file.digest.hex().substr(0, file_letters),
            kiosk != nullptr ? kiosk->label : std::string("Not one of ours"),
            file.seq,
            file.day,
            aside_sentence(file.reason)};
}

Result<AskingMachine> machine_of(const sync::CheckedRequest& request) {
    const Result<std::string> digits = sync::fingerprint(request.digest);
    return digits ? Result<AskingMachine>({request.request.kiosk.hex(), *digits}) : digits.error();
}

}  // namespace

std::string aside_sentence(std::string_view reason) {
    for (std::size_t at = 0; at < sync::batch_verdicts; ++at) {
        const auto verdict = static_cast<sync::BatchVerdict>(at);
        if (sync::verdict_name(verdict) == reason) {
            return std::string(sync::verdict_sentence(verdict));
        }
    }
    return std::string(reason);
}

Result<KiosksModel> read_kiosks(Reader& reader) {
    Office& office = reader.office();
    const Shelf shelf{
        IntakeHistory(office.store()), office.store().heads(), office.store().quarantined()};
    KiosksModel model;
    model.today = reader.desk.resources.clock.today();
    for (const sync::RegisteredKiosk& kiosk : office.registry().kiosks) {
        model.kiosks.push_back(line_of(reader, kiosk, shelf));
    }
    std::stable_sort(model.kiosks.begin(), model.kiosks.end(), [](const auto& a, const auto& b) {
        return a.label < b.label;
    });
    for (const db::Quarantined& file : shelf.aside) {
        model.aside.push_back(line_of(office, file));
    }
    return model;
}

Result<std::vector<AskingMachine>> read_asking(Reader& reader, const std::string& address) {
    auto courier = open_courier(address, reader.office(), reader.desk);
    if (!courier) {
        return courier.error();
    }
    const Result<sync::Listing> listing = (*courier)->list(sync::up_folder(), "");
    if (!listing) {
        return listing.error();
    }
    std::vector<AskingMachine> all;
    for (const sync::ObjectName& name : listing->names) {
        const bool asks = name.kind() == sync::ObjectKind::enrolment_request && name.kiosk() &&
                          reader.office().registry().find(*name.kiosk()) == nullptr;
        if (!asks || all.size() == most_asking) {
            continue;
        }
        const Result<base::Bytes> file = (*courier)->fetch(name, name.cap());
        if (!file) {
            return file.error();
        }
        const auto request = sync::read_enrolment_request(*file);
        if (!request) {
            continue;  // nothing that anybody could compare
        }
        const auto machine = machine_of(*request);
        if (!machine) {
            return machine.error();
        }
        all.push_back(*machine);
    }
    return all;
}

Result<AskingMachine> read_scanned(Reader& reader, const std::string& code) {
    const Result<base::Bytes> bytes = sync::read_enrolment_code(code);
    const Result<sync::CheckedRequest> request =
        bytes ? sync::read_enrolment_request(*bytes) : Result<sync::CheckedRequest>(bytes.error());
    if (!request) {
        return request.error().while_doing("reading the scanned code");
    }
    if (const auto* known = reader.office().registry().find(request->request.kiosk)) {
        return Error{ErrorKind::refused,
                     fmt::format("this machine is enrolled already, as {}", known->label)};
    }
    return machine_of(*request);
}

}  // namespace harmony::admin::gui
