#include "admin/gui/models/events.h"

#include <algorithm>
#include <map>

#include "admin/cli/event.h"
#include "admin/conflict_inbox.h"
#include "events/code.h"

namespace harmony::admin::gui {

namespace {

using base::Result;
using events::OccurrenceId;

/// "same-party" as a label: "Same party".
std::string label_of(std::string_view word) {
    std::string label(word);
    std::replace(label.begin(), label.end(), '-', ' ');
    if (!label.empty() && label.front() >= 'a' && label.front() <= 'z') {
        label.front() = static_cast<char>(label.front() - 'a' + 'A');
    }
    return label;
}

/// An officer sees no option of the command line here.
std::string without_options(std::string_view sentence) {
    std::string text(sentence);
    for (const auto& [typed, said] :
         {std::pair<std::string_view, std::string_view>("that you name with --chosen",
                                                        "that you name"),
          {"Stop the machine: kiosk revoke.", "Stop the machine: Kiosks, Report lost."}}) {
        if (const std::size_t at = text.find(typed); at != std::string::npos) {
            text.replace(at, typed.size(), said);
        }
    }
    return text;
}

InboxChoice choice_of(const InboxAction& action) {
    return {std::string(action.word),
            label_of(action.word),
            without_options(action.sentence),
            action.action == events::ConflictAction::choose,
            action.action == events::ConflictAction::dismiss};
}

/// Ticket numbers of whom it is about.
std::string numbers_of(const events::Conflict& conflict, const events::State& state) {
    std::string numbers;
    const auto add = [&](const events::SignUpRecord* one) {
        if (one != nullptr && one->code != 0) {
            numbers += (numbers.empty() ? "" : " and ") + events::grouped_in_threes(one->code);
        }
    };
    add(state.sign_up(*events::SubjectId::from_bytes(conflict.about.view())));
    if (conflict.other != conflict.about) {
        add(state.sign_up(*events::SubjectId::from_bytes(conflict.other.view())));
    }
    if (numbers.empty()) {
        add(state.sign_up(conflict.subject));
    }
    return numbers;
}

Result<std::vector<InboxLine>> read_inbox(Reader& reader) {
    const FactDesk& facts = reader.facts;
    const base::Moment now = reader.desk.resources.clock.now();
    const auto news = kiosk_news(reader.office());
    const auto items = conflict_inbox(facts.book, facts.dates, news, now, false);
    if (!items) {
        return items.error();
    }
    std::vector<InboxLine> lines;
    std::map<OccurrenceId, events::State> states;
    for (const InboxItem& item : *items) {
        const events::Conflict& conflict = item.conflict;
        const bool dated = !conflict.occurrence.is_zero();
        InboxLine line;
        line.id = item.id;
        line.what = what_happened(conflict);
        line.unless = if_nobody_acts(conflict.kind);
        if (dated) {
            auto state = states.find(conflict.occurrence);
            if (state == states.end()) {
                state = states
                            .emplace(conflict.occurrence,
                                     facts.state_of(conflict.occurrence, reader.desk))
                            .first;
            }
            line.date = conflict.occurrence.hex();
            line.event = facts.name_of(conflict.occurrence);
            line.numbers = numbers_of(conflict, state->second);
        }
        for (const InboxAction& action : actions_for(conflict.kind)) {
            line.choices.push_back(choice_of(action));
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string called(const events::VenueList& venues, const std::string& name) {
    const auto found = venues.find(name);
    return found == venues.end() ? name : found->second.venue.name;
}

EventDate line_of(const OfficeDate& date, const events::VenueList& venues, base::Moment now) {
    const events::Occurrence& one = date.occurrence;
    EventDate line;
    line.id = one.id.hex();
    line.series = date.series->id.hex();
    line.title = events::in_language(one.title, "en");
    line.venue = called(venues, one.venue);
    line.start = one.start_local;
    line.end = events::wall_time(one.end);
    line.state = events::state_at(one, now);
    line.draft = date.series->status == events::SeriesStatus::draft;
    line.repeats = !date.series->rrule.empty();
    line.signs_up = date.series->sign_up != events::SignUpRule::none;
    line.spaces = one.spaces;
    line.slot_of = one.slot_of ? one.slot_of->hex() : std::string();
    return line;
}

/// A date that another computer of the office published.
EventDate line_of(const OccurrenceId& id,
                  const std::map<OccurrenceId, PublishedDate>& published,
                  base::Day today) {
    EventDate line;
    line.id = id.hex();
    line.title = "An event of another computer";
    const auto found = published.find(id);
    if (found != published.end()) {
        line.title = found->second.title;
        line.start = events::at(found->second.day, found->second.start);
        line.end = line.start;
        line.state = found->second.day < today ? events::OccurrenceState::over
                                               : events::OccurrenceState::scheduled;
    }
    line.signs_up = true;
    return line;
}

void add(EventDate& line, const db::FactTally& tally) {
    line.coming += tally.coming;
    line.waiting += tally.waiting;
    line.asked += tally.asked;
    line.cancelled += tally.cancelled;
    line.came += tally.came;
    line.conflicts += tally.conflicts;
}

Result<std::vector<EventDate>> read_dates(Reader& reader) {
    const FactDesk& facts = reader.facts;
    const base::Moment now = reader.desk.resources.clock.now();
    const auto tallies = tally_dates(facts.book, facts.dates, now);
    if (!tallies) {
        return tallies.error();
    }
    std::map<OccurrenceId, EventDate> lines;
    for (const auto& [id, date] : facts.dates.all()) {
        lines.emplace(id, line_of(date, facts.shelf.venues(), now));
    }
    std::optional<std::map<OccurrenceId, PublishedDate>> published;
    for (const db::FactTally& tally : *tallies) {
        const OccurrenceId id = date_of(tally);
        if (id.is_zero()) {
            continue;
        }
        auto found = lines.find(id);
        if (found == lines.end()) {
            published = published ? std::move(published)
                                  : std::optional(dates_on_shelf(reader.office().store()));
            found = lines.emplace(id, line_of(id, *published, reader.desk.resources.clock.today()))
                        .first;
        }
        add(found->second, tally);
        const OfficeDate* known = facts.dates.find(id);
        if (known != nullptr && known->occurrence.slot_of) {
            if (const auto whole = lines.find(*known->occurrence.slot_of); whole != lines.end()) {
                add(whole->second, tally);
            }
        }
    }
    std::vector<EventDate> sorted;
    sorted.reserve(lines.size());
    for (auto& [id, line] : lines) {
        sorted.push_back(std::move(line));
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const EventDate& a, const EventDate& b) {
        return a.start < b.start;
    });
    return sorted;
}

}  // namespace

const EventDate* EventsModel::find(std::string_view id) const {
    const auto found = std::find_if(
        dates.begin(), dates.end(), [&](const EventDate& line) { return line.id == id; });
    return found == dates.end() ? nullptr : &*found;
}

Result<EventsModel> read_events(Reader& reader) {
    auto dates = read_dates(reader);
    if (!dates) {
        return dates.error();
    }
    auto inbox = read_inbox(reader);
    if (!inbox) {
        return inbox.error();
    }
    EventsModel model;
    model.dates = std::move(*dates);
    model.inbox = std::move(*inbox);
    for (const auto& [name, listed] : reader.facts.shelf.venues()) {
        model.venues.push_back({name, listed.venue.name});
    }
    model.organisation = reader.office().settings().organisation;
    model.folder = (reader.desk.office / "").string();
    model.today = reader.desk.resources.clock.today();
    return model;
}

std::string standing(const EventDate& date) {
    return date.draft ? "draft" : std::string(state_word(date.state));
}

}  // namespace harmony::admin::gui
