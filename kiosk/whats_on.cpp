#include "kiosk/whats_on.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "ui/language.h"

namespace harmony::kiosk {
namespace {

using events::Access;
using events::AccessAnswer;
using events::Event;

constexpr std::chrono::hours evening{17};

std::string time_text(std::chrono::minutes time) {
    return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60);
}

unsigned weekday_of(base::Day day) {
    return std::chrono::weekday(day).iso_encoding();
}

bool speaks(const Event& event, std::string_view code) {
    const auto& all = event.languages_spoken;
    return std::find(all.begin(), all.end(), code) != all.end();
}

std::string language_name(const std::string& code, const Words& words) {
    if (code == events::sign_language) {
        return words("events.bsl");
    }
    return ui::find_language(code) == nullptr ? code : own_name(code);
}

/// Filters of one group widen each other; groups narrow each other.
struct Filter {
    std::string name;  ///< `<group>.<name>`
    std::string label;
    std::function<bool(const Event&)> fits;

    [[nodiscard]] std::string group() const { return name.substr(0, name.find('.')); }
};

std::vector<Filter> all_filters(const std::vector<const Event*>& listed,
                                base::Day today,
                                const Words& words) {
    const base::Day monday = today + std::chrono::days{8 - weekday_of(today)};
    std::vector<Filter> all = {
        {"when.week", words("filter.week"), [=](const Event& e) { return e.day < monday; }},
        {"when.weekend",
         words("filter.weekend"),
         [](const Event& e) { return weekday_of(e.day) >= 6; }},
        {"when.evening",
         words("filter.evening"),
         [](const Event& e) { return e.start >= evening; }},
        {"access.step_free",
         words("events.step_free"),
         [](const Event& e) { return e.venue[Access::step_free_entrance] == AccessAnswer::yes; }},
        {"sign.bsl",
         words("events.bsl"),
         [](const Event& e) { return speaks(e, events::sign_language); }},
        {"quiet.room",
         words("access.quiet_room"),
         [](const Event& e) { return e.venue[Access::quiet_room] == AccessAnswer::yes; }},
        {"children.welcome", words("events.children"), [](const Event& e) { return e.children; }}};
    std::set<std::string> areas;
    std::set<std::string> languages;
    for (const Event* event : listed) {
        areas.insert(event->area);
        languages.insert(event->languages_spoken.begin(), event->languages_spoken.end());
    }
    int number = 0;
    for (const std::string& area : areas) {
        if (!area.empty()) {
            all.push_back({fmt::format("area.{}", ++number), area, [area](const Event& e) {
                               return e.area == area;
                           }});
        }
    }
    for (const std::string& code : languages) {
        if (code != events::sign_language) {
            all.push_back({"language." + code, language_name(code, words), [code](const Event& e) {
                               return speaks(e, code);
                           }});
        }
    }
    return all;
}

bool fits(const Event& event, const std::vector<Filter>& set) {
    return std::all_of(set.begin(), set.end(), [&](const Filter& one) {
        return std::any_of(set.begin(), set.end(), [&](const Filter& other) {
            return other.group() == one.group() && other.fits(event);
        });
    });
}

std::string audience_key(events::Audience audience) {
    return fmt::format("events.for_{}", events::audience_names[static_cast<std::size_t>(audience)]);
}

/// What a sign-up would come to now, for the smallest party: what 8.2 of the design lets a tile
/// say.
std::string sign_up_line(const Event& event, const HereAndNow& now, const Words& words) {
    if (event.state == events::EventState::cancelled) {
        return words("events.cancelled");
    }
    if (event.sign_up == events::SignUpMode::none) {
        return words("events.no_sign_up");
    }
    const events::SignUpTerms terms = events::terms_of(event, now.time);
    if (!terms.open) {
        const bool later = event.opens && now.time < *event.opens;
        return later
                   ? words("events.opens_on", {{"date", words.date(events::day_of(*event.opens))}})
                   : words("events.sign_up_over");
    }
    const int left = now.left(event.id);
    const auto clock =
        now.clock_trusted ? events::ClockTrust::trusted : events::ClockTrust::not_trusted;
    switch (events::decide_sign_up(terms, events::Allocation{1, 0, left}, 1, clock)) {
        case events::SignUpDecision::requested: return words("events.sign_up");
        case events::SignUpDecision::on_the_list: return words("events.sign_up_here");
        case events::SignUpDecision::confirmed:
            return words("events.spaces_left", {{"n", std::to_string(left)}});
        case events::SignUpDecision::waiting: return words("events.waiting_list");
        default: return words("events.full_here");
    }
}

/// Those of a date, in the order of the clock.
std::vector<const Event*> slots_of(const std::vector<Event>& events,
                                   const events::OccurrenceId& date) {
    std::vector<const Event*> slots;
    for (const Event& event : events) {
        if (event.slot_of == date) {
            slots.push_back(&event);
        }
    }
    std::sort(slots.begin(), slots.end(), [](const Event* a, const Event* b) {
        return std::tie(a->start, a->id) < std::tie(b->start, b->id);
    });
    return slots;
}

/// An appointment is free here, to be asked for, or taken.
enum class SlotState { free, to_ask, taken };

SlotState slot_state(const Event& slot, const HereAndNow& now) {
    const events::SignUpTerms terms = events::terms_of(slot, now.time);
    if (!terms.open || terms.cancelled || !slot.consent || now.signed_up.contains(slot.id)) {
        return SlotState::taken;
    }
    const bool given = now.spaces_elsewhere > 0 ||
                       std::any_of(now.spaces.begin(), now.spaces.end(), [&](const auto& one) {
                           return one.occurrence == slot.id;
                       });
    const auto here = given ? std::optional(events::Allocation{1, 0, now.left(slot.id)})
                            : std::optional<events::Allocation>();
    const auto clock =
        now.clock_trusted ? events::ClockTrust::trusted : events::ClockTrust::not_trusted;
    switch (events::decide_sign_up(terms, here, 1, clock)) {
        case events::SignUpDecision::confirmed: return SlotState::free;
        case events::SignUpDecision::requested: return SlotState::to_ask;
        default: return SlotState::taken;
    }
}

/// Whether touching the button of its page leads anywhere.
bool takes_sign_ups(const Event& event, const HereAndNow& now) {
    const events::SignUpTerms terms = events::terms_of(event, now.time);
    const bool full = event.sign_up == events::SignUpMode::direct && terms.has_spaces &&
                      !terms.waiting_list && (now.left(event.id) < 1 || !now.clock_trusted);
    return terms.open && !terms.cancelled && event.consent && !full;
}

std::string sign_up_button(const Event& event, const HereAndNow& now) {
    if (now.signed_up.contains(event.id)) {
        return "signup.another";
    }
    if (event.sign_up != events::SignUpMode::direct) {
        return "event.sign_up";
    }
    const bool waits = event.spaces && (now.left(event.id) < 1 || !now.clock_trusted);
    return waits ? "event.wait" : "signup.do";
}

std::string moved_text(const Event& event, const Words& words) {
    return event.was
               ? words("events.moved_from", {{"date", words.date(events::day_of(*event.was))}})
               : words("events.moved");
}

EventLine line_of(const Event& event, const HereAndNow& now, const Words& words) {
    EventLine line;
    line.id = event.id.hex();
    line.title = events::in_language(event.title, words.language());
    line.when = start_in_words(event, words);
    line.cancelled = event.state == events::EventState::cancelled;
    std::vector<std::string> facts = {event.venue.name};
    if (events::shows_as_moved(event, now.today)) {
        facts.push_back(moved_text(event, words));
    }
    facts.push_back(event.cost.empty()
                        ? words("events.free")
                        : std::string(events::in_language(event.cost, words.language())));
    facts.push_back(sign_up_line(event, now, words));
    line.brief = fmt::format("{}", fmt::join(facts, " · "));
    if (event.venue[Access::step_free_entrance] == AccessAnswer::yes) {
        facts.push_back(words("events.step_free"));
    }
    if (speaks(event, events::sign_language)) {
        facts.push_back(words("events.bsl"));
    }
    if (event.audience != events::Audience::everyone) {
        facts.push_back(words(audience_key(event.audience)));
    }
    if (event.children) {
        facts.push_back(words("events.children"));
    }
    line.facts = fmt::format("{}", fmt::join(facts, " · "));
    return line;
}

/// The access facts with this answer, one after the other.
std::string facts_answered(const Event& event, AccessAnswer answer, const Words& words) {
    std::string all;
    for (std::size_t i = 0; i < events::access_names.size(); ++i) {
        if (event.venue.access[i] == answer) {
            all += all.empty() ? "" : " · ";
            all += words(fmt::format("access.{}", events::access_names[i]));
        }
    }
    return all;
}

void add(EventView& view, const char* key, const std::string& text, const Words& words) {
    if (!text.empty()) {
        view.parts.push_back({key, words(fmt::format("event.{}", key)), text});
    }
}

std::string who_for(const Event& event, const Words& words) {
    std::vector<std::string> facts = {words(audience_key(event.audience))};
    if (event.age_min > 0) {
        facts.push_back(words("events.age_from", {{"age", std::to_string(event.age_min)}}));
    }
    if (event.age_max > 0) {
        facts.push_back(words("events.age_to", {{"age", std::to_string(event.age_max)}}));
    }
    if (event.children) {
        facts.push_back(words("events.children"));
    }
    return fmt::format("{}", fmt::join(facts, " · "));
}

std::string languages(const Event& event, const Words& words) {
    std::vector<std::string> names;
    for (const std::string& code : event.languages_spoken) {
        names.push_back(language_name(code, words));
    }
    return fmt::format("{}", fmt::join(names, " · "));
}

}  // namespace

int HereAndNow::left(const events::OccurrenceId& date) const {
    const auto at = std::find_if(spaces.begin(), spaces.end(), [&](const SpacesLeft& one) {
        return one.occurrence == date;
    });
    return at == spaces.end() ? spaces_elsewhere : at->left;
}

bool has_slots(const std::vector<Event>& events, const events::OccurrenceId& date) {
    return std::any_of(
        events.begin(), events.end(), [&](const Event& event) { return event.slot_of == date; });
}

EventSlotsView slots_view(const std::vector<Event>& events,
                          const Event& date,
                          const HereAndNow& now,
                          const Words& words) {
    EventSlotsView view;
    view.title = events::in_language(date.title, words.language());
    view.when = start_in_words(date, words);
    for (const Event* slot : slots_of(events, date.id)) {
        const SlotState state = slot_state(*slot, now);
        const char* key = state == SlotState::free     ? "slots.free"
                          : state == SlotState::to_ask ? "slots.ask"
                                                       : "slots.taken";
        view.slots.push_back(
            {slot->id.hex(), time_text(slot->start), words(key), state != SlotState::taken});
    }
    return view;
}

void offer_slots(const std::vector<Event>& events,
                 const Event& date,
                 const HereAndNow& now,
                 const Words& words,
                 EventView& view) {
    const std::vector<const Event*> slots = slots_of(events, date.id);
    if (slots.empty()) {
        return;
    }
    const auto open = std::count_if(slots.begin(), slots.end(), [&](const Event* slot) {
        return slot_state(*slot, now) != SlotState::taken;
    });
    view.can_sign_up = view.can_sign_up && open > 0;
    view.sign_up_line =
        open > 0 ? words("slots.left", {{"n", std::to_string(open)}}) : words("events.full_here");
    view.sign_up_button = "slots.choose";
}

std::string where_in_words(const Event& event) {
    std::vector<std::string> lines = {event.venue.name};
    lines.insert(lines.end(), event.venue.address.begin(), event.venue.address.end());
    lines.push_back(event.venue.postcode);
    lines.erase(std::remove(lines.begin(), lines.end(), std::string()), lines.end());
    return fmt::format("{}", fmt::join(lines, ", "));
}

std::string start_in_words(const Event& event, const Words& words) {
    const std::string day = words(fmt::format("weekday.{}", weekday_of(event.day)));
    return words(
        "events.when",
        {{"weekday", day}, {"date", words.date(event.day)}, {"time", time_text(event.start)}});
}

std::vector<const Event*> WhatsOn::fitting(const std::vector<Event>& events,
                                           base::Day today) const {
    std::vector<const Event*> listed = events::coming(events, today);
    const Phrases nothing({});
    const Words none(nothing, "en");
    std::vector<Filter> set;
    for (Filter& filter : all_filters(listed, today, none)) {
        if (set_.contains(filter.name)) {
            set.push_back(std::move(filter));
        }
    }
    std::erase_if(listed, [&](const Event* event) { return !fits(*event, set); });
    return listed;
}

EventsView WhatsOn::list(const std::vector<Event>& events,
                         const HereAndNow& now,
                         const Words& words) const {
    EventsView view;
    view.filtered = !set_.empty();
    for (const Event* event : fitting(events, now.today)) {
        view.events.push_back(line_of(*event, now, words));
    }
    return view;
}

EventsFilterView WhatsOn::filter(const std::vector<Event>& events,
                                 const HereAndNow& now,
                                 const Words& words) const {
    const std::vector<const Event*> listed = events::coming(events, now.today);
    EventsFilterView view;
    view.count = static_cast<int>(fitting(events, now.today).size());
    for (const Filter& filter : all_filters(listed, now.today, words)) {
        const bool set = set_.contains(filter.name);
        const bool some = std::any_of(
            listed.begin(), listed.end(), [&](const Event* event) { return filter.fits(*event); });
        if (set || some) {
            view.filters.push_back({filter.name, filter.label, set});
        }
    }
    return view;
}

void WhatsOn::toggle(const std::string& filter) {
    if (set_.erase(filter) == 0) {
        set_.insert(filter);
    }
}

EventView event_view(const Event& event, const HereAndNow& now, const Words& words) {
    const std::string& language = words.language();
    EventView view;
    view.title = events::in_language(event.title, language);
    view.summary = events::in_language(event.summary, language);
    if (event.state == events::EventState::cancelled) {
        view.warning = words("events.cancelled");
    } else if (events::shows_as_moved(event, now.today)) {
        view.warning = moved_text(event, words);
    }
    add(view, "changed", std::string(events::in_language(event.note, language)), words);
    const std::string hours =
        words("events.hours", {{"start", time_text(event.start)}, {"end", time_text(event.end)}});
    add(view,
        "when",
        words("events.when",
              {{"weekday", words(fmt::format("weekday.{}", weekday_of(event.day)))},
               {"date", words.date(event.day)},
               {"time", hours}}),
        words);
    add(view, "where", where_in_words(event), words);
    add(view, "bus", std::string(events::in_language(event.venue.bus, language)), words);
    add(view, "entrance", std::string(events::in_language(event.venue.entrance, language)), words);
    add(view, "bring", std::string(events::in_language(event.bring, language)), words);
    add(view,
        "cost",
        event.cost.empty() ? words("events.free")
                           : std::string(events::in_language(event.cost, language)),
        words);
    add(view, "who_for", who_for(event, words), words);
    add(view, "languages", languages(event, words), words);
    add(view, "access_yes", facts_answered(event, AccessAnswer::yes, words), words);
    add(view, "access_partly", facts_answered(event, AccessAnswer::partly, words), words);
    add(view, "access_no", facts_answered(event, AccessAnswer::no, words), words);
    add(view, "access_unknown", facts_answered(event, AccessAnswer::unknown, words), words);
    add(view, "organiser", event.organiser, words);
    view.can_sign_up = takes_sign_ups(event, now);
    view.sign_up_line = sign_up_line(event, now, words);
    const bool counted = event.sign_up == events::SignUpMode::direct && event.spaces;
    if (view.can_sign_up && counted && !now.as_of.empty()) {
        view.as_of = words("events.as_of", {{"time", now.as_of}});
    }
    view.sign_up_button = sign_up_button(event, now);
    view.when = start_in_words(event, words);
    view.where = where_in_words(event);
    return view;
}

}  // namespace harmony::kiosk
