#include "admin/office_dates.h"

#include <algorithm>

#include "admin/intake_history.h"
#include "admin/kiosk_notes.h"
#include "events/local_time.h"

namespace harmony::admin {
namespace {

using base::Result;
using events::OccurrenceId;
using events::SignUpState;

/// What the office says of a date, in a few bytes: what was tallied under another plan is tallied
/// again.
base::Digest plan_digest(const events::NamedHash& hash, const OfficeDate* date) {
    if (date == nullptr) {
        return {};
    }
    const events::OccurrencePlan& plan = date->plan;
    const std::string text =
        std::to_string(plan.start.time_since_epoch().count()) + ' ' +
        std::to_string(plan.end.time_since_epoch().count()) + ' ' +
        std::to_string(plan.spaces.value_or(-1)) + ' ' + std::to_string(plan.reserve) + ' ' +
        std::to_string(plan.closes_before.count()) + ' ' + (plan.cancelled ? '1' : '0');
    return hash("hk1.plan.1", base::as_bytes(text));
}

db::FactTally count(const events::State& state, const OccurrenceId& date) {
    db::FactTally tally;
    for (const events::SignUpRecord& one : state.sign_ups) {
        if (one.occurrence != date) {
            continue;
        }
        tally.coming += one.state == SignUpState::confirmed ? one.party : 0;
        tally.asked += one.state == SignUpState::requested ? one.party : 0;
        tally.cancelled += one.state == SignUpState::cancelled ? one.party : 0;
        if (one.state == SignUpState::waiting || one.state == SignUpState::offered) {
            tally.waiting += one.party;
        }
        if (one.state == SignUpState::offered && one.expires) {
            tally.until = std::min(tally.until, *one.expires);
        }
    }
    if (const events::OccurrenceRecord* record = state.occurrence(date)) {
        tally.came = record->attended();
        for (const events::KioskLedger& ledger : record->ledgers) {
            tally.hidden += ledger.hidden();
        }
    }
    for (const events::Conflict& conflict : state.conflicts) {
        // Whether a kiosk is lost is known at the moment alone, and counted then.
        const bool counts = conflict.kind != events::ConflictKind::lost_kiosk && !conflict.closed;
        tally.conflicts += counts ? 1 : 0;
    }
    return tally;
}

}  // namespace

Result<OfficeDates> OfficeDates::of(const EventShelf& shelf) {
    OfficeDates dates;
    const events::NamedHash hash = events_hash();
    for (const events::Series& series : shelf.all()) {
        const auto expanded = events::expand(series, hash);
        if (!expanded) {
            return expanded.error();
        }
        for (const events::Occurrence& one : *expanded) {
            const auto plan = events::plan_of(one, std::chrono::minutes{series.closes_min});
            dates.all_[one.id] = {&series, one, plan};
        }
    }
    return dates;
}

const OfficeDate* OfficeDates::find(const OccurrenceId& id) const {
    const auto found = all_.find(id);
    return found == all_.end() ? nullptr : &found->second;
}

events::FoldSettings OfficeDates::settings(const std::optional<OccurrenceId>& date) const {
    events::FoldSettings settings;
    settings.hash = events_hash();
    for (const auto& [id, one] : all_) {
        if (!date || *date == id) {
            settings.occurrences.push_back(one.plan);
        }
    }
    return settings;
}

std::vector<events::KioskNews> kiosk_news(Office& office) {
    const IntakeHistory history(office.store());
    std::vector<events::KioskNews> news;
    for (const sync::RegisteredKiosk& kiosk : office.registry().kiosks) {
        events::KioskNews one{kiosk.kiosk, base::Moment{}, kiosk.state == sync::KioskState::active};
        const auto cut = history.newest_cuts().find(kiosk.kiosk);
        if (cut != history.newest_cuts().end()) {
            one.heard = cut->second;
        }
        if (const auto note = note_of(office.store(), kiosk.kiosk)) {
            one.heard = std::max(one.heard, base::Moment{note->day});
        }
        news.push_back(one);
    }
    return news;
}

events::State state_of(const FactBook& book,
                       const OfficeDates& dates,
                       const std::vector<events::KioskNews>& kiosks,
                       const OccurrenceId& date,
                       base::Moment now) {
    events::FoldSettings settings;
    settings.hash = events_hash();
    settings.kiosks = kiosks;
    if (const OfficeDate* known = dates.find(date)) {
        settings.occurrences.push_back(known->plan);
    }
    return events::fold(book.of(date).facts, settings, now);
}

events::State state_of_no_date(const FactBook& book, base::Moment now) {
    constexpr std::array kinds{events::FactKind::requested,
                               events::FactKind::case_opened,
                               events::FactKind::case_step,
                               events::FactKind::complaint_made,
                               events::FactKind::erased};
    OfficeFacts facts = book.of_kinds(kinds);
    OfficeFacts more = book.in_trouble();
    std::move(more.facts.begin(), more.facts.end(), std::back_inserter(facts.facts));
    events::FoldSettings settings;
    settings.hash = events_hash();
    return events::fold(facts.facts, settings, now);
}

Result<std::vector<db::FactTally>> tally_dates(const FactBook& book,
                                               const OfficeDates& dates,
                                               base::Moment now) {
    const std::int64_t state = book.store().facts_state();
    std::vector<db::FactTally> all = book.store().tallies();
    const events::NamedHash hash = events_hash();
    const base::Day today = events::day_of(events::wall_time(now));
    std::vector<db::FactTally> made;
    for (db::FactTally& tally : all) {
        const OccurrenceId date = date_of(tally);
        const base::Digest plan = plan_digest(hash, dates.find(date));
        if (tally.until >= today && tally.plan == plan) {
            continue;
        }
        const db::FactDate key = tally.occurrence;
        tally = count(
            date.is_zero() ? state_of_no_date(book, now) : state_of(book, dates, {}, date, now),
            date);
        tally.occurrence = key;
        tally.plan = plan;
        made.push_back(tally);
    }
    const Result<void> kept =
        made.empty() ? Result<void>() : book.store().keep_tallies(made, state);
    return kept ? Result<std::vector<db::FactTally>>(std::move(all)) : kept.error();
}

OccurrenceId date_of(const db::FactTally& tally) {
    return *OccurrenceId::from_bytes(tally.occurrence.view());
}

}  // namespace harmony::admin
