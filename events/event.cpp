#include "events/event.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "events/due.h"

namespace harmony::events {

std::string_view in_language(const LocalText& text, std::string_view language) {
    for (const std::string_view code : {language, std::string_view("en")}) {
        const auto at = text.find(code);
        if (at != text.end()) {
            return at->second;
        }
    }
    return text.empty() ? std::string_view() : std::string_view(text.begin()->second);
}

WallTime sign_up_closes(const Event& event) {
    return event.closes.value_or(at(event.day, event.start));
}

bool shows_as_moved(const Event& event, base::Day today) {
    return event.state == EventState::moved && (!event.was || day_of(*event.was) >= today);
}

base::Day deletion_day(const Event& event) {
    return contact_kept_until(event.day, event.keep_days);
}

std::string canonical_text(std::string_view text) {
    std::string canonical;
    for (const std::string& line : base::split(text, '\n')) {
        std::string_view kept = line;
        while (!kept.empty() &&
               (kept.back() == ' ' || kept.back() == '\t' || kept.back() == '\r')) {
            kept.remove_suffix(1);
        }
        canonical += kept;
        canonical += '\n';
    }
    while (canonical.size() > 1 && canonical.ends_with("\n\n")) {
        canonical.pop_back();
    }
    return canonical;
}

std::vector<const Event*> coming(const std::vector<Event>& events, base::Day today) {
    std::vector<const Event*> listed;
    for (const Event& event : events) {
        if (event.day >= today && event.day < today + std::chrono::days{listed_days} &&
            !event.slot_of) {  // an appointment stands on the page of its date
            listed.push_back(&event);
        }
    }
    std::sort(listed.begin(), listed.end(), [](const Event* a, const Event* b) {
        return std::tuple(a->day, a->start, a->id) < std::tuple(b->day, b->start, b->id);
    });
    return listed;
}

}  // namespace harmony::events
