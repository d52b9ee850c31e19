#include <algorithm>
#include <array>
#include <cstdlib>

#include "kiosk/staff/staff_area.h"

// Where the kiosk stands today: an engagement of the pack, or a stall that staff add.
namespace harmony::kiosk {
namespace {

constexpr std::array<const char*, 4> stall_kinds = {"stall", "drop_in", "warm_welcome", "visit"};

}  // namespace

std::string stall_title(const Stall& stall, const Words& words) {
    std::string title = words("staff.stall.kind." + stall.kind);
    for (const std::string* more : {&stall.place, &stall.note}) {
        title += more->empty() ? "" : ", " + *more;
    }
    return title;
}

const EngagementContent* StaffArea::engagement(const Library& library) const {
    const base::Day today = parts_.clock.today();
    if (memory_.engagement && memory_.engagement_day == today) {
        if (stall_ && stall_->id == *memory_.engagement) {
            return &*stall_;
        }
        return library.content().engagement(*memory_.engagement);
    }
    if (options_.engagement) {
        return library.content().engagement(*options_.engagement);
    }
    return engagement_of_day(library.content(), today);
}

void StaffArea::choose(const std::string& id) {
    // An id that no engagement has means "none of these", whatever the day.
    memory_.engagement = base::EngagementId::from_hex(id).value_or(base::EngagementId{});
    memory_.engagement_day = parts_.clock.today();
    remember();
}

bool StaffArea::apply_place(const Intent& intent) {
    switch (intent.staff) {
        case StaffDo::choose_engagement: choose(intent.key); return true;
        case StaffDo::add_stall:
            new_stall_ = {};
            note_.wipe();
            go(StaffPage::stall_kind);
            return true;
        case StaffDo::stall_kind:
            new_stall_.kind = intent.key;
            go(StaffPage::stall_place);
            return true;
        case StaffDo::stall_place:
            new_stall_.place = intent.key;
            go(StaffPage::stall_note);
            return true;
        case StaffDo::stall_type: note_.apply(intent.press); return true;
        case StaffDo::stall_keys: keys_ = intent.keys; return true;
        case StaffDo::stall_done: finish_stall(); return true;
        case StaffDo::back:
            if (page_ == StaffPage::stall_kind) {
                go(StaffPage::engagement);
            } else if (page_ == StaffPage::stall_place) {
                go(StaffPage::stall_kind);
            } else if (page_ == StaffPage::stall_note) {
                go(StaffPage::stall_place);
            } else {
                return false;
            }
            return true;
        default: return false;
    }
}

void StaffArea::finish_stall() {
    new_stall_.id = base::EngagementId::random(parts_.random);
    new_stall_.note = std::string(note_.text());
    memory_.stall = new_stall_;
    note_.wipe();
    choose(new_stall_.id.hex());
    go(StaffPage::engagement);
}

/// Kept as an engagement like any other, so that every page shows it like any other.
void StaffArea::show_stall(const Words& words) {
    if (!memory_.stall) {
        stall_.reset();
        return;
    }
    if (stall_ && stall_->id == memory_.stall->id) {
        return;
    }
    stall_.emplace();
    stall_->id = memory_.stall->id;
    stall_->title = {{"en", stall_title(*memory_.stall, words.in("en"))}};
    stall_->venue = memory_.stall->place;
    stall_->kind = memory_.stall->kind;
    stall_->day = memory_.engagement_day.value_or(base::Day{});
}

StaffEngagementView StaffArea::engagement_view(const Words& words, const Library& library) const {
    const EngagementContent* here = engagement(library);
    const base::Day today = parts_.clock.today();
    std::vector<const EngagementContent*> sorted;
    for (const EngagementContent& one : library.content().engagements) {
        sorted.push_back(&one);
    }
    const auto away = [&](const EngagementContent* one) {
        return std::abs((one->day - today).count());
    };
    std::stable_sort(sorted.begin(), sorted.end(), [&](const auto* a, const auto* b) {
        return away(a) < away(b);
    });
    if (stall_) {
        sorted.insert(sorted.begin(), &*stall_);
    }
    StaffEngagementView view;
    view.page = shown_page_;
    for (const EngagementContent* one : sorted) {
        const bool chosen = here != nullptr && here->id == one->id;
        view.engagements.push_back(
            {one->id.hex(), in_language(one->title, "en"), words.date(one->day), chosen});
    }
    view.engagements.push_back({"", words("staff.engagement.none"), "", here == nullptr});
    return view;
}

StaffPlaceView StaffArea::place_view(const Library& library) const {
    StaffPlaceView view;
    view.page = shown_page_;
    view.kinds.assign(stall_kinds.begin(), stall_kinds.end());
    for (const EngagementContent& one : library.content().engagements) {
        const bool known =
            std::find(view.places.begin(), view.places.end(), one.venue) != view.places.end();
        if (!one.venue.empty() && !known) {
            view.places.push_back(one.venue);
        }
    }
    std::sort(view.places.begin(), view.places.end());
    view.note = &note_;
    view.keys = keys_;
    return view;
}

void StaffArea::draw_place(ui::Frame& frame,
                           const PageContext& context,
                           const Library& library,
                           Intents& intents) {
    const StaffPlaceView view = place_view(library);
    switch (page_) {
        case StaffPage::stall_kind: return draw_staff_stall_kind(frame, context, view, intents);
        case StaffPage::stall_place: return draw_staff_stall_place(frame, context, view, intents);
        default: return draw_staff_stall_note(frame, context, view, parts_.keyboards, intents);
    }
}

}  // namespace harmony::kiosk
