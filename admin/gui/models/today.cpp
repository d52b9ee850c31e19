#include "admin/gui/models/today.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "admin/cases/case_list.h"
#include "admin/cases/request_list.h"
#include "admin/cli/casework.h"
#include "admin/cli/event.h"
#include "admin/kiosk_notes.h"
#include "admin/numbers/free_words.h"
#include "admin/office_dates.h"
#include "admin/report/words.h"
#include "admin/rights/rights_register.h"
#include "admin/tables.h"
#include "events/due.h"

namespace harmony::admin::gui {

using base::Result;

namespace {

constexpr std::chrono::days ahead{14};
constexpr std::chrono::days rights_soon{7};

std::string_view state_of_kiosk(sync::KioskState state) {
    switch (state) {
        case sync::KioskState::active: return "active";
        case sync::KioskState::revoked: return "revoked";
        case sync::KioskState::retired: return "retired";
    }
    return "";
}

std::map<base::KioskId, base::Day> newest_cuts(db::OfficeStore& store) {
    std::map<base::KioskId, base::Day> cuts;
    for (const db::BatchSummary& batch : store.batches()) {
        const auto [place, fresh] = cuts.try_emplace(batch.stream.kiosk, batch.cut_day);
        place->second = std::max(place->second, batch.cut_day);
    }
    return cuts;
}

void read_kiosks(Reader& reader, base::Day today, TodayModel& model) {
    Office& office = reader.office();
    const auto cuts = newest_cuts(office.store());
    for (const sync::RegisteredKiosk& kiosk : office.registry().kiosks) {
        const auto note = note_of(office.store(), kiosk.kiosk);
        const auto cut = cuts.find(kiosk.kiosk);
        const auto newest = cut == cuts.end() ? std::nullopt : std::optional(cut->second);
        KioskLine line{kiosk.kiosk.hex(),
                       kiosk.label,
                       kiosk.site,
                       std::string(state_of_kiosk(kiosk.state)),
                       newest,
                       {},
                       {},
                       how_it_is(kiosk, note, newest, today)};
        if (note) {
            line.heard = std::max(note->day, newest.value_or(note->day));
            line.waiting = note->waiting;
            line.content = note->pack;
        }
        for (std::size_t i = 0; i < line.faults.size(); ++i) {
            model.attention.push_back(
                {fmt::format("kiosk.{}.{}", line.id, i), line.faults[i], "kiosks", line.id});
        }
        model.kiosks.push_back(std::move(line));
    }
    const auto content = office.store().newest_published("pack:main");
    model.newest_content = content ? std::optional(content->version) : std::nullopt;
}

void look_at_files(Reader& reader, TodayModel& model) {
    const std::size_t aside = reader.office().store().quarantined().size();
    if (aside > 0) {
        model.attention.push_back({"aside",
                                   fmt::format("{} not taken in and waits for a decision.",
                                               counted(aside, "file was", "files were")),
                                   "kiosks",
                                   "aside",
                                   true});
    }
    std::uint64_t unknown = 0;
    for (const db::BatchSummary& batch : reader.office().store().batches()) {
        unknown += batch.counts.needs_form;
    }
    if (unknown > 0) {
        model.attention.push_back(
            {"unknown",
             fmt::format("{} answers are to a survey this office never published. They are kept.",
                         unknown),
             "surveys"});
    }
}

void look_at_cases(const events::State& state,
                   const events::Holidays& holidays,
                   base::Day today,
                   TodayModel& model) {
    const CaseFigures figures = case_figures(state, holidays, today);
    model.open_cases = figures.open;
    if (figures.late > 0) {
        model.attention.push_back({"cases.late",
                                   fmt::format("{} late.",
                                               counted(static_cast<std::size_t>(figures.late),
                                                       "little thing is",
                                                       "little things are")),
                                   "cases",
                                   "late",
                                   true});
    }
    RequestFilter late;
    late.late = true;
    const std::size_t requests = list_requests(state, late, holidays, today).size();
    if (requests > 0) {
        model.attention.push_back(
            {"requests.late",
             fmt::format("{} first contact and is late.",
                         counted(requests, "request waits for", "requests wait for")),
             "cases",
             "requests",
             true});
    }
    const auto complaints = static_cast<std::size_t>(
        std::count_if(state.complaints.begin(), state.complaints.end(), [today](const auto& one) {
            return !one.acknowledged_on && events::is_complaint_alert(one.made_on, today);
        }));
    if (complaints > 0) {
        model.attention.push_back({"complaints.due",
                                   fmt::format("{} must be acknowledged soon.",
                                               counted(complaints, "complaint", "complaints")),
                                   "cases",
                                   "complaints",
                                   true});
    }
}

Result<void> look_at_rights(Reader& reader, base::Day today, TodayModel& model) {
    const auto rights = RightsRegister::open(reader.office().store());
    if (!rights) {
        return rights.error();
    }
    for (const RightsRow& row : rights->all()) {
        if (!row.closed && row.due <= today + rights_soon) {
            model.attention.push_back({fmt::format("rights.{}", row.number),
                                       fmt::format("Rights request R{} must be answered by {}.",
                                                   row.number,
                                                   base::to_iso(row.due)),
                                       "people",
                                       fmt::format("R{}", row.number),
                                       row.due < today});
        }
    }
    return {};
}

Result<void> read_dates(Reader& reader, base::Day today, TodayModel& model) {
    const base::Moment now = reader.desk.resources.clock.now();
    const auto tallies = tally_dates(reader.facts.book, reader.facts.dates, now);
    if (!tallies) {
        return tallies.error();
    }
    std::map<events::OccurrenceId, const db::FactTally*> tallied;
    int conflicts = 0;
    for (const db::FactTally& tally : *tallies) {
        tallied.emplace(date_of(tally), &tally);
        conflicts += tally.conflicts;
    }
    std::vector<const OfficeDate*> soon;
    for (const auto& [id, date] : reader.facts.dates.all()) {
        const auto tally = tallied.find(id);
        if (date.occurrence.end >= base::Moment(today) && tally != tallied.end()) {
            model.coming += tally->second->coming;
        }
        const bool near = date.occurrence.end >= base::Moment(today) &&
                          date.occurrence.start < base::Moment(today + ahead);
        if (near && !date.occurrence.slot_of) {
            soon.push_back(&date);
        }
    }
    std::sort(soon.begin(), soon.end(), [](const auto* a, const auto* b) {
        return a->occurrence.start < b->occurrence.start;
    });
    for (const OfficeDate* date : soon) {
        const events::Occurrence& one = date->occurrence;
        const auto tally = tallied.find(one.id);
        model.dates.push_back({one.id.hex(),
                               std::string(events::in_language(one.title, "en")),
                               date_line(one),
                               one.venue,
                               tally == tallied.end() ? 0 : tally->second->coming,
                               one.spaces,
                               one.state == events::OccurrenceState::cancelled});
    }
    if (conflicts > 0) {
        model.attention.push_back({"conflicts",
                                   fmt::format("{} an officer's decision.",
                                               counted(static_cast<std::size_t>(conflicts),
                                                       "thing about sign-ups waits for",
                                                       "things about sign-ups wait for")),
                                   "events",
                                   "conflicts"});
    }
    return {};
}

}  // namespace

Result<TodayModel> read_today(Reader& reader) {
    const base::Day today = reader.desk.resources.clock.today();
    TodayModel model;
    for (const SurveyCount& survey : count_responses(reader.office().store())) {
        model.answers += survey.responses;
        model.surveys += survey.responses > 0 ? 1 : 0;
    }
    read_kiosks(reader, today, model);
    look_at_files(reader, model);
    const auto holidays = shipped_holidays(reader.desk.resources.files);
    if (!holidays) {
        return holidays.error();
    }
    const events::State state =
        state_of_no_date(reader.facts.book, reader.desk.resources.clock.now());
    look_at_cases(state, *holidays, today, model);
    if (const Result<void> looked = look_at_rights(reader, today, model); !looked) {
        return looked.error();
    }
    if (const Result<void> read = read_dates(reader, today, model); !read) {
        return read.error();
    }
    std::stable_sort(model.attention.begin(),
                     model.attention.end(),
                     [](const auto& a, const auto& b) { return a.urgent > b.urgent; });
    return model;
}

Result<std::size_t> read_unread_words(Reader& reader) {
    std::size_t unread = 0;
    for (const SurveyCount& survey : count_responses(reader.office().store())) {
        if (survey.responses == 0) {
            continue;
        }
        const auto words =
            load_words(reader.office().store(), survey.id, reader.desk.resources.random);
        if (!words) {
            return words.error();
        }
        unread += static_cast<std::size_t>(
            std::count_if(words->begin(), words->end(), [](const FreeWords& one) {
                return one.state == WordState::held && one.reason.empty();
            }));
    }
    return unread;
}

}  // namespace harmony::admin::gui
