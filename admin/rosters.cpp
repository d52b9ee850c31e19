#include "admin/rosters.h"

#include <algorithm>

#include "admin/door.h"
#include "admin/own_parts.h"
#include "events/local_time.h"
#include "events/roster.h"
#include "sync/frame.h"
#include "sync/roster.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::uint8_t with_names = sync::kiosk_right::check_in | sync::kiosk_right::roster;

/// Dates at a door soon or just now, the nearest first.
std::vector<const OfficeDate*> near_dates(const OfficeDates& dates, base::Moment now) {
    constexpr std::chrono::hours after{24};
    std::vector<const OfficeDate*> near;
    for (const auto& [id, date] : dates.all()) {
        const events::Occurrence& at = date.occurrence;
        const bool published = date.series->status != events::SeriesStatus::draft;
        if (published && at.start <= now + roster_ahead && at.end + after >= now) {
            near.push_back(&date);
        }
    }
    std::sort(near.begin(), near.end(), [](const OfficeDate* a, const OfficeDate* b) {
        return std::tie(a->occurrence.start, a->occurrence.id) <
               std::tie(b->occurrence.start, b->occurrence.id);
    });
    return near;
}

/// Who signed up; erased people are nobody, and needs stay at the office.
std::vector<events::DateRoster> lists_of(const RosterWork& work) {
    std::vector<events::DateRoster> lists;
    for (const OfficeDate* date : near_dates(work.dates, work.now)) {
        const events::OccurrenceId& id = date->occurrence.id;
        DoorList list = door_list(work.book, work.dates, id, work.label, work.now);
        std::erase_if(list.roster.entries, [](const events::RosterEntry& entry) {
            return entry.state == events::SignUpState::erased;
        });
        if (!list.roster.entries.empty()) {
            lists.push_back({id,
                             events::day_of(events::wall_time(date->occurrence.end)),
                             std::move(list.roster)});
        }
    }
    return lists;
}

Result<void> send(const RosterWork& work,
                  const sync::RegisteredKiosk& kiosk,
                  const sync::OwnPart& part,
                  const events::WrittenRoster& list) {
    const auto version = work.office.store().issue_version("roster:" + kiosk.kiosk.hex());
    if (!version) {
        return version.error();
    }
    sync::Roster roster;
    roster.org = work.office.settings().org;
    roster.kiosk = kiosk.kiosk;
    roster.version = *version;
    roster.last_day = list.last_day;
    Result<base::Bytes> sealed = sync::seal_roster(
        list.bytes, {roster.org, kiosk.kiosk, part.instance}, kiosk.receive, work.random);
    if (!sealed) {
        return sealed.error();
    }
    roster.sealed = std::move(*sealed);
    const sync::SignKeyPair* const signers[] = {&work.publisher};
    const base::Bytes file = sync::sign_roster(roster, signers);
    const auto sent = work.courier.deliver(sync::roster_name(roster, file), file);
    return sent ? Result<void>()
                : Result<void>(sent.error().while_doing("sending names to " + kiosk.label));
}

}  // namespace

bool holds_names(Office& office, const base::KioskId& kiosk) {
    const Result<sync::OwnPart> part = newest_own_part(office, kiosk);
    return part && part->state == sync::OwnState::active &&
           (part->rights & with_names) == with_names;
}

Result<std::vector<SentRoster>> send_rosters(const RosterWork& work) {
    std::vector<SentRoster> sent;
    std::optional<std::vector<events::DateRoster>> lists;
    for (const sync::RegisteredKiosk& kiosk : work.office.registry().kiosks) {
        if (kiosk.state != sync::KioskState::active || !holds_names(work.office, kiosk.kiosk)) {
            continue;
        }
        if (!lists) {
            lists = lists_of(work);
        }
        const events::WrittenRoster list = events::write_rosters(*lists, sync::roster_body_cap);
        SentRoster report{kiosk.kiosk, list.dates, list.parties};
        for (std::size_t i = list.dates; i < lists->size(); ++i) {
            report.left_out.push_back((*lists)[i].date);
        }
        if (list.dates > 0) {
            const Result<sync::OwnPart> part = newest_own_part(work.office, kiosk.kiosk);
            const Result<void> done =
                part ? send(work, kiosk, *part, list) : Result<void>(part.error());
            if (!done) {
                return done.error();
            }
        }
        sent.push_back(std::move(report));
    }
    return sent;
}

}  // namespace harmony::admin
