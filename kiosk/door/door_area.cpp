#include "kiosk/door/door_area.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "events/calendar.h"
#include "events/code.h"
#include "kiosk/ticket_pictures.h"
#include "kiosk/whats_on.h"
#include "ui/language.h"

namespace harmony::kiosk {
namespace {

using std::chrono::milliseconds;

constexpr int minutes_a_bucket = 5;
constexpr int nearly_full = 90;  // per cent of the room limit

/// What staff may give as a reason, by the phrase that says it.
constexpr std::array reasons = {"staff.door.reason.known",
                                "staff.door.reason.list",
                                "staff.door.reason.room",
                                "staff.door.reason.other"};

/// Nothing unless all nine digits are there and fit.
std::optional<std::uint32_t> typed_code(std::string_view text) {
    std::uint32_t code = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') {
            return std::nullopt;
        }
        code = code * 10 + static_cast<std::uint32_t>(digit - '0');
    }
    return text.size() == 9 && events::is_code(code) ? std::optional(code) : std::nullopt;
}

std::string people(const Words& words, int adults, int children) {
    return words("staff.door.people",
                 {{"adults", std::to_string(adults)}, {"children", std::to_string(children)}});
}

std::string line_of(const events::Event& event, const Words& words) {
    return fmt::format(
        "{}, {}", events::in_language(event.title, "en"), start_in_words(event, words));
}

}  // namespace

void DoorArea::open(const Library& library, const std::optional<events::OccurrenceId>& here) {
    close();
    here_ = here;
    page_ = Page::dates;
    const auto all = dates(library);
    const auto at = std::find_if(all.begin(), all.end(), [&](const events::Event* event) {
        return here && event->id == *here;
    });
    if (at != all.end()) {
        choose((*at)->id.hex(), library);
    }
}

void DoorArea::close() {
    write_group();
    write_clicks();
    number_.wipe();
    name_.wipe();
    has_list_ = false;
    trouble_.clear();
    asked_.reset();
    answer_.reset();
    date_.reset();
    totals_ = {};
    page_ = Page::dates;
}

/// Of yesterday, whose night may not be over, and the next two days; today's first.
std::vector<const events::Event*> DoorArea::dates(const Library& library) const {
    const base::Day today = clock_.today();
    std::vector<const events::Event*> found;
    for (const events::Event& event : library.content().events) {
        const auto apart = event.day - today;
        if (apart >= -std::chrono::days{1} && apart <= std::chrono::days{2}) {
            found.push_back(&event);
        }
    }
    std::sort(found.begin(), found.end(), [&](const events::Event* a, const events::Event* b) {
        const auto rank = [&](const events::Event* event) {
            return std::tuple(event->day < today, event->day, event->start, event->id);
        };
        return rank(a) < rank(b);
    });
    return found;
}

void DoorArea::choose(const std::string& id, const Library& library) {
    const auto occurrence = events::OccurrenceId::from_hex(id);
    const events::Event* event = occurrence ? library.content().event(*occurrence) : nullptr;
    if (event == nullptr) {
        return;
    }
    date_ = *event;
    totals_ = {};
    page_ = Page::door;
    worker_.post(job::SayAtDoor{event->id, std::nullopt});
}

int DoorArea::minute_now() const {
    return static_cast<int>(events::minutes_of(events::wall_time(clock_.now())).count());
}

/// By name: what is typed, and which of those that fit it is.
bool DoorArea::apply_name(const Intent& intent, const Library& library) {
    DoorQuery query;
    query.known = library.content().ticket_keys;
    switch (intent.staff) {
        case StaffDo::door_name:
            name_.wipe();
            trouble_.clear();
            name_keys_ = {};
            name_keys_.layout = std::string(ui::language_of("en").keyboard);
            page_ = Page::name;
            return true;
        case StaffDo::door_name_type: name_.apply(intent.press); return true;
        case StaffDo::door_name_keys: name_keys_ = intent.keys; return true;
        case StaffDo::door_name_done:
            if (name_.empty()) {
                page_ = Page::door;
                return true;
            }
            query.name = name_.secret();
            ask(std::move(query));
            return true;
        case StaffDo::door_choose:
            query.chosen = events::SubjectId::from_hex(intent.key);
            if (query.chosen) {
                ask(std::move(query));
            }
            return true;
        default: return false;
    }
}

bool DoorArea::apply(const Intent& intent, const Library& library) {
    if (apply_name(intent, library)) {
        return true;
    }
    switch (intent.staff) {
        case StaffDo::door_date: choose(intent.key, library); return true;
        case StaffDo::door_number:
            number_.wipe();
            trouble_.clear();
            page_ = Page::number;
            return true;
        case StaffDo::door_key:
            if (number_.apply(intent.press)) {
                trouble_.clear();
            }
            return true;
        case StaffDo::door_find:
            if (const auto code = typed_code(number_.text())) {
                DoorQuery query;
                query.code = *code;
                query.known = library.content().ticket_keys;
                ask(std::move(query));
            } else {
                trouble_ = library.phrases().text("en", "err.code");
            }
            return true;
        case StaffDo::door_walk_in: walk_in(intent.key); return true;
        case StaffDo::door_first:
            group_.first_time = intent.key == "yes"  ? events::FirstTime::yes
                                : intent.key == "no" ? events::FirstTime::no
                                                     : events::FirstTime::not_asked;
            group_.last = clock_.monotonic();
            return true;
        case StaffDo::door_click: click(intent.key == "in"); return true;
        case StaffDo::door_undo: undo(); return true;
        case StaffDo::door_override: page_ = Page::reason; return true;
        case StaffDo::door_reason:
            if (asked_) {
                DoorQuery again = *asked_;
                again.reason = intent.key;
                ask(std::move(again));
            }
            return true;
        case StaffDo::door_next:
            if (page_ == Page::dates) {
                return false;
            }
            if (page_ == Page::door) {
                close();
            } else {
                page_ = page_ == Page::reason ? Page::verdict : Page::door;
            }
            return true;
        default: return true;
    }
}

void DoorArea::take_scan(std::string_view scanned, const Library& library) {
    if (date_) {
        DoorQuery query;
        query.scanned = std::string(scanned);
        query.known = library.content().ticket_keys;
        ask(std::move(query));
    }
}

/// The date is that of the door; the rest is what somebody showed.
void DoorArea::ask(DoorQuery query) {
    const events::CalendarEntry entry = events::calendar_entry(*date_, "en");
    query.date = {date_->id, entry.start, entry.end, entry.cancelled};
    query.keep_until = date_->day + std::chrono::days{1};
    asked_ = query;
    worker_.post(job::CheckIn{std::move(query)});
}

void DoorArea::take(const answer::CheckedIn& checked) {
    if (!asked_ || !date_) {
        return;  // left in the meantime; what came of it is kept
    }
    if (!checked.answer.ok()) {
        trouble_ = checked.answer.error().message;
        page_ = Page::door;
        return;
    }
    answer_ = *checked.answer;
    totals_ = answer_->totals;
    drawing_.reset();
    if (answer_->people.size() == 1) {
        drawing_ = draw_ticket(ticket_pictures(answer_->people.front().id));
    }
    trouble_.clear();
    number_.wipe();
    name_.wipe();
    const bool several = answer_->answer.verdict == events::Verdict::several;
    page_ = several && !answer_->people.empty() ? Page::choose : Page::verdict;
}

void DoorArea::take(const answer::SaidAtDoor& said) {
    if (said.news.ok()) {
        totals_ = said.news->totals;
        has_list_ = said.news->has_list;
    } else {
        trouble_ = said.news.error().message;
    }
}

void DoorArea::walk_in(const std::string& who) {
    constexpr int most = 255;
    int& count = who == "child" ? group_.children : group_.adults;
    count = std::min(count + 1, most);
    group_.last = clock_.monotonic();
}

/// Each five minutes are one fact.
void DoorArea::click(bool in) {
    const int bucket = minute_now() / minutes_a_bucket * minutes_a_bucket;
    if (clicks_.bucket != bucket) {
        write_clicks();
        clicks_.bucket = bucket;
    }
    ++(in ? clicks_.in : clicks_.out);
}

void DoorArea::undo() {
    group_ = {};
}

void DoorArea::write_group() {
    if (!group_.empty() && date_) {
        say(events::WalkedIn{group_.adults, group_.children, group_.first_time}, minute_now());
    }
    group_ = {};
}

void DoorArea::write_clicks() {
    if (!clicks_.empty() && date_) {
        say(events::Counted{0, clicks_.in, clicks_.out}, clicks_.bucket);
    }
    clicks_ = {};
}

void DoorArea::say(events::Payload payload, int minute) {
    events::Fact fact;
    fact.head.occurrence = date_->id;
    fact.head.minute = minute;
    fact.head.by = events::FactBy::staff;
    fact.payload = std::move(payload);
    worker_.post(job::SayAtDoor{date_->id, std::move(fact)});
}

milliseconds DoorArea::tend() {
    const int bucket = minute_now() / minutes_a_bucket * minutes_a_bucket;
    if (!clicks_.empty() && clicks_.bucket != bucket) {
        write_clicks();
    }
    if (group_.empty()) {
        return clicks_.empty() ? milliseconds{0} : milliseconds{std::chrono::minutes{1}};
    }
    const milliseconds left = undo_time - (clock_.monotonic() - group_.last);
    if (left <= milliseconds{0}) {
        write_group();
        return milliseconds{0};
    }
    return left;
}

DoorView DoorArea::door_view(const Words& words) const {
    DoorView view;
    view.title = events::in_language(date_->title, "en");
    view.when = start_in_words(*date_, words);
    view.totals = words("staff.door.totals",
                        {{"n", std::to_string(totals_.checked_in)},
                         {"total", std::to_string(totals_.adults + totals_.children)}});
    const int in = totals_.in + clicks_.in;
    const int inside = in - totals_.out - clicks_.out;
    const int limit = date_->venue.room_limit;
    if (in > 0 && limit > 0) {
        view.in_room = words("staff.door.room_limit",
                             {{"n", std::to_string(inside)}, {"max", std::to_string(limit)}});
        view.room_full = inside * 100 >= limit * nearly_full;
    } else if (in > 0) {
        view.in_room = words("staff.door.room", {{"n", std::to_string(inside)}});
    }
    if (!group_.empty()) {
        view.gathering = people(words, group_.adults, group_.children);
        view.may_undo = true;
    }
    view.first_time = group_.first_time == events::FirstTime::yes  ? "yes"
                      : group_.first_time == events::FirstTime::no ? "no"
                                                                   : "not_asked";
    view.trouble = trouble_;
    return view;
}

TypedLine DoorArea::name_line(const Words& words) const {
    TypedLine line;
    line.id = "staff.door_name";
    line.title = words("staff.door.name");
    line.field = "staff.door_name.field";
    line.text = &name_;
    line.keys = name_keys_;
    line.type = StaffDo::door_name_type;
    line.show_keys = StaffDo::door_name_keys;
    line.done = StaffDo::door_name_done;
    return line;
}

DoorChooseView DoorArea::choose_view() const {
    DoorChooseView view;
    for (const DoorPerson& person : answer_->people) {
        view.people.push_back(
            {person.id.hex(), person.name, person.party, events::grouped_in_threes(person.code)});
    }
    return view;
}

DoorVerdictView DoorArea::verdict_view(const Words& words, const Library& library) const {
    using Tone = DoorVerdictView::Tone;
    const events::CheckInAnswer& answer = answer_->answer;
    const events::GoOn way = events::go_on(answer.verdict);
    DoorVerdictView view;
    std::string other;
    if (answer_->other) {
        const events::Event* event = library.content().event(*answer_->other);
        other = event == nullptr ? words("staff.door.other") : line_of(*event, words);
    }
    view.text = events::staff_sentence(answer, "", other);
    if (answer_->people.size() == 1) {
        view.name = answer_->people.front().name;
        view.pictures = drawing_;
    }
    if (answer.verdict == events::Verdict::ok) {
        view.text = words("staff.door.welcome", {{"n", std::to_string(answer.party)}});
    }
    if (answer_->written) {
        view.tone = Tone::good;
        view.word = words("staff.door.good");
        if (!asked_->reason.empty()) {
            view.text = words("staff.door.let_in", {{"n", std::to_string(answer.party)}});
        }
        return view;
    }
    view.tone = way == events::GoOn::none ? Tone::stop : Tone::ask;
    view.word = words(way == events::GoOn::walk_in ? "staff.door.no_sign_up" : "staff.door.stop");
    view.may_override = way == events::GoOn::with_reason && answer.who.size() == 1;
    view.as_walk_in = way == events::GoOn::walk_in;
    return view;
}

void DoorArea::draw(ui::Frame& frame,
                    const PageContext& context,
                    const Library& library,
                    const ui::KeyboardLayouts& keyboards,
                    int page,
                    Intents& intents) const {
    const Words& words = context.words;
    switch (page_) {
        case Page::dates: {
            DoorDatesView view;
            for (const events::Event* event : dates(library)) {
                view.dates.push_back({event->id.hex(),
                                      std::string(events::in_language(event->title, "en")),
                                      start_in_words(*event, words)});
            }
            view.page = page;
            return draw_door_dates(frame, context, view, intents);
        }
        case Page::door: return draw_door(frame, context, door_view(words), intents);
        case Page::number: {
            DoorNumberView view;
            const std::string_view typed = number_.text();
            for (std::size_t at = 0; at < typed.size(); at += 3) {
                view.digits += at == 0 ? "" : " ";
                view.digits += typed.substr(at, 3);
            }
            view.trouble = trouble_;
            view.has_list = has_list_;
            return draw_door_number(frame, context, view, intents);
        }
        case Page::name:
            return draw_typed_line(frame, context, name_line(words), keyboards, intents);
        case Page::choose: {
            DoorChooseView view = choose_view();
            view.page = page;
            return draw_door_choose(frame, context, view, intents);
        }
        case Page::verdict: {
            DoorVerdictView view = verdict_view(words, library);
            view.page = page;
            return draw_door_verdict(frame, context, view, intents);
        }
        case Page::reason: {
            DoorReasonView view;
            for (const char* key : reasons) {
                view.reasons.push_back(words(key));
            }
            view.page = page;
            return draw_door_reason(frame, context, view, intents);
        }
    }
}

}  // namespace harmony::kiosk
