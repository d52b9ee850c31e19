#include "admin/messages/message_matter.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "events/calendar.h"
#include "events/due.h"
#include "events/local_time.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::MessageKind;

constexpr std::size_t most_next_dates = 3;

constexpr std::array<std::string_view, 13> case_words = {"rubbish",
                                                         "dog_mess",
                                                         "street_light",
                                                         "graffiti",
                                                         "bushes",
                                                         "empty_building",
                                                         "fence",
                                                         "noise",
                                                         "dumped_car",
                                                         "needles",
                                                         "hole",
                                                         "drinking",
                                                         "other"};
static_assert(static_cast<std::size_t>(events::CaseKind::other) == case_words.size());

constexpr std::array<std::string_view, 6> topic_words = {
    "what_is_kept", "who_sees_it", "not_deleted", "not_answered", "no_agreement", "other"};
static_assert(static_cast<std::size_t>(events::ComplaintTopic::other) == topic_words.size());

constexpr std::array<std::string_view, 7> step_words = {
    "asked", "seen", "in_hand", "done", "not_possible", "no_reply", "withdrawn"};
static_assert(static_cast<std::size_t>(events::RequestState::withdrawn) == step_words.size());

template <typename Enum, std::size_t Size>
std::string key_of(std::string_view prefix,
                   const std::array<std::string_view, Size>& words,
                   Enum value) {
    return fmt::format("msg.{}.{}", prefix, words.at(static_cast<std::size_t>(value) - 1));
}

const events::ListedVenue* venue_of(const EventShelf& shelf, const std::string& name) {
    const auto found = shelf.venues().find(name);
    return found == shelf.venues().end() ? nullptr : &found->second;
}

std::string said_venue(const events::ListedVenue* venue) {
    if (venue == nullptr) {
        return {};
    }
    return venue->venue.address.empty() ? venue->venue.name
                                        : venue->venue.name + ", " + venue->venue.address.front();
}

/// Other dates of the same event that are still to come.
std::vector<base::Day> next_dates(const FoundDate& date, base::Day today) {
    std::vector<base::Day> next;
    const auto dates = events::expand(date.series, events_hash());
    if (!dates) {
        return next;
    }
    for (const events::Occurrence& one : *dates) {
        const base::Day day = events::day_of(one.start_local);
        const bool good = one.id != date.occurrence.id && day > today && !one.slot_of &&
                          one.state != events::OccurrenceState::cancelled;
        if (good && next.size() < most_next_dates) {
            next.push_back(day);
        }
    }
    return next;
}

void take_date(MessageMatter& matter, const FoundDate& date, const MatterSources& sources) {
    const events::Series& series = date.series;
    const events::Occurrence& occurrence = date.occurrence;
    matter.organiser = series.organiser.empty() ? sources.organisation : series.organiser;
    matter.title = occurrence.title;
    matter.start = occurrence.start;
    const events::ListedVenue* venue = venue_of(sources.shelf, occurrence.venue);
    matter.venue = said_venue(venue);
    for (std::size_t at = 0; venue != nullptr && at < events::access_names.size(); ++at) {
        if (venue->venue.access.at(at) == events::AccessAnswer::yes) {
            matter.access.push_back("access." + std::string(events::access_names.at(at)));
        }
    }
    matter.contact = series.public_contact.empty() ? sources.phone : series.public_contact;
    matter.by = events::day_of(
        events::wall_time(occurrence.start - std::chrono::minutes{series.closes_min}));
    matter.reason = occurrence.note;
    matter.next = next_dates(date, sources.today);
    matter.deleted =
        events::contact_kept_until(events::day_of(occurrence.start_local), series.keep_days);
}

/// What facts say of a date goes before what the office's file says.
void take_changes(MessageMatter& matter,
                  const events::OccurrenceRecord& record,
                  const MatterSources& sources) {
    matter.start = record.start ? record.start : matter.start;
    if (!record.venue.empty()) {
        matter.venue = said_venue(venue_of(sources.shelf, record.venue));
    }
    if (!record.note.empty()) {
        matter.reason = {{"en", record.note}};
    }
}

Result<FoundMatter> event_matter(const Addressee& addressee, const MatterSources& sources) {
    FoundMatter found;
    MessageMatter& matter = found.matter;
    matter.organiser = sources.organisation;
    matter.contact = sources.phone;
    if (Result<FoundDate> date = sources.shelf.date(addressee.occurrence.hex())) {
        take_date(matter, *date, sources);
        found.date = std::move(*date);
    } else if (const auto published = sources.published.find(addressee.occurrence);
               published != sources.published.end()) {
        matter.title = {{"en", published->second.title}};
        matter.start = events::utc_of(events::at(published->second.day, published->second.start));
        matter.by = published->second.day;
    } else {
        return Error{ErrorKind::absent,
                     fmt::format("the date {} is not known here: `event list` shows those that are",
                                 addressee.occurrence.hex().substr(0, 8))};
    }
    if (const auto* record = sources.state.occurrence(addressee.occurrence)) {
        take_changes(matter, *record, sources);
    }
    matter.code = addressee.code;
    matter.expires = addressee.expires;
    return found;
}

MessageMatter other_matter(const events::MessageKey& key, const MatterSources& sources) {
    MessageMatter matter;
    matter.organiser = sources.organisation;
    matter.contact = sources.phone;
    if (const auto* one = sources.state.case_of(key.subject)) {
        matter.topic = key_of("case", case_words, one->kind);
        matter.told = one->public_text;
    } else if (const auto* request = sources.state.request(key.subject)) {
        matter.topic = key_of("step", step_words, request->state);
    } else if (const auto* complaint = sources.state.complaint(key.subject)) {
        matter.topic = key_of("topic", topic_words, complaint->topic);
        matter.made_on = complaint->made_on;
        matter.by = events::complaint_due(complaint->made_on);
        matter.told = complaint->told;
    }
    return matter;
}

/// Whether what the message says is still so: nobody is confirmed once they cancelled.
bool still_true(const events::State& state,
                const events::SignUpRecord& one,
                const events::MessageKey& key) {
    using State = events::SignUpState;
    const auto* date = state.occurrence(one.occurrence);
    const bool off = date != nullptr && date->state == events::ChangedTo::cancelled;
    const bool gone =
        one.state == State::cancelled || one.state == State::erased || one.state == State::unknown;
    switch (key.kind) {
        case MessageKind::cancelled: return !gone && off;
        case MessageKind::confirmation:
        case MessageKind::promoted:
        case MessageKind::reminder: return one.state == State::confirmed && !off;
        case MessageKind::offer: return one.state == State::offered && !off;
        case MessageKind::waiting:
        case MessageKind::no_space: return one.state == State::waiting && !off;
        case MessageKind::requested: return one.state == State::requested && !off;
        default: return !gone && !off;
    }
}

}  // namespace

std::optional<Addressee> addressee_of(const events::State& state, const events::MessageKey& key) {
    Addressee found;
    if (const auto* one = state.sign_up(key.subject)) {
        found.person = &one->person;
        found.language = one->language;
        found.code = one->code;
        found.expires = one->expires;
        found.occurrence = one->occurrence;
        found.alive = still_true(state, *one, key);
    } else if (const auto* report = state.case_of(key.subject)) {
        found.person = &report->person;
        found.language = report->language;
        found.alive =
            report->state == events::CaseState::told || report->state == events::CaseState::closed;
    } else if (const auto* request = state.request(key.subject)) {
        found.person = &request->person;
        found.language = request->language;
        found.alive = request->state != events::RequestState::withdrawn;
    } else if (const auto* complaint = state.complaint(key.subject)) {
        found.person = &complaint->person;
        found.language = complaint->language;
    } else {
        return std::nullopt;
    }
    found.language = found.language.empty() ? "en" : found.language;
    return found;
}

Result<FoundMatter> matter_of(const events::MessageKey& key,
                              const Addressee& addressee,
                              const MatterSources& sources) {
    Result<FoundMatter> found =
        key.kind <= MessageKind::cancelled
            ? event_matter(addressee, sources)
            : Result<FoundMatter>(FoundMatter{other_matter(key, sources), {}});
    if (found) {
        found->matter.kind = key.kind;
        found->matter.today = sources.today;
    }
    return found;
}

void note_moves(events::State& state, const EventShelf& shelf, base::Day today) {
    std::map<events::OccurrenceId, int> moved;
    for (const events::Series& series : shelf.all()) {
        for (const events::DateChange& change : series.changes) {
            if (!change.cancelled && (change.start || !change.venue.empty())) {
                moved[events::occurrence_id(series.id, change.original, events_hash())] =
                    series.sequence + change.sequence;
            }
        }
    }
    for (events::OccurrenceRecord& record : state.occurrences) {
        const auto found = moved.find(record.id);
        if (found != moved.end() && !record.changed_on) {
            record.changed_on = today;
            record.sequence = std::max(record.sequence, found->second);
        }
    }
}

std::string calendar_of(const FoundDate& date,
                        const EventShelf& shelf,
                        const std::string& language,
                        const std::string& domain,
                        base::Moment now) {
    events::CalendarEntry entry = events::calendar_entry(
        date.series, date.occurrence, venue_of(shelf, date.occurrence.venue), language);
    events::CalendarOptions options;
    options.domain = domain;
    options.stamp = now;
    options.method =
        entry.cancelled ? events::CalendarMethod::cancel : events::CalendarMethod::publish;
    return events::calendar(std::span(&entry, 1), options);
}

}  // namespace harmony::admin
