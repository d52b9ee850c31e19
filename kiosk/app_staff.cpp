#include <algorithm>

#include "kiosk/app.h"

namespace harmony::kiosk {
namespace {

constexpr std::size_t most_pin_digits = 12;

std::string date_or(const Words& words, const std::optional<base::Day>& day) {
    return day ? words.date(*day) : words("staff.status.nothing");
}

}  // namespace

/// The page of the resident is frozen, not shown: staff see nothing of it.
void App::open_staff_door() {
    if (id_of(screen_).starts_with("staff.")) {
        return;
    }
    frozen_ = screen_;
    idle_ = false;
    curtain_ = false;
    pin_.wipe();
    pin_trouble_ = PinTrouble::none;
    go(Screen::staff_pin);
}

void App::leave_staff() {
    pin_.wipe();
    const Screen back = frozen_.value_or(Screen::attract);
    frozen_.reset();
    counts_.reset();
    sync_report_.reset();
    go(back);
    if (in_session_) {
        curtain_ = true;
    }
    if (!in_session_ && next_library_) {
        library_ = std::move(next_library_);
    }
}

bool App::apply_staff(const Intent& intent) {
    switch (intent.what) {
        case Do::staff_door: open_staff_door(); return true;
        case Do::pin_key:
            if (intent.press.kind == ui::KeyPress::Kind::back) {
                pin_.wipe();
            } else if (pin_.size() < most_pin_digits) {
                pin_.append(intent.press.text());
            }
            pin_trouble_ = PinTrouble::none;
            return true;
        case Do::pin_try:
            if (!pin_.empty()) {
                parts_.worker.post(job::TryPin{pin_});
            }
            return true;
        case Do::staff_leave: leave_staff(); return true;
        case Do::go_back: go(Screen::staff_menu); return true;
        case Do::staff_status:
            parts_.worker.post(job::ReadCounts{});
            go(Screen::staff_status);
            return true;
        case Do::staff_sync:
            syncing_ = true;
            sync_report_.reset();
            sync_trouble_.clear();
            parts_.worker.post(job::Sync{});
            go(Screen::staff_sync);
            return true;
        case Do::staff_engagements: go(Screen::staff_engagement); return true;
        case Do::staff_engagement:
            // An id that no engagement has means "none of these", whatever the day.
            engagement_ = base::EngagementId::from_hex(intent.key).value_or(base::EngagementId{});
            return true;
        case Do::staff_exit: exit_code_ = exit_code::staff_exit; return true;
        default: return false;
    }
}

StaffPinView App::pin_view() const {
    StaffPinView view{static_cast<int>(pin_.size()), pin_trouble_, 0};
    if (pin_trouble_ == PinTrouble::wait) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(pin_wait_until_ - now_);
        view.seconds = static_cast<int>(std::max<std::int64_t>(0, left.count()));
        if (view.seconds == 0) {
            view.trouble = PinTrouble::none;
        }
    }
    return view;
}

namespace {

/// Languages whose translation no speaker has checked, in their own names.
std::string draft_languages(const Library& library) {
    std::string names;
    for (const Language& language : library.languages()) {
        if (language.draft) {
            names += (names.empty() ? "" : ", ") + language.own_name;
        }
    }
    return names;
}

}  // namespace

StaffStatusView App::status_view() const {
    const Words staff_words = words();
    StaffStatusView view;
    if (counts_) {
        view.lines = {{"today", std::to_string(counts_->today)},
                      {"sign_ups", std::to_string(counts_->sign_ups_today)},
                      {"sign_ups_waiting", std::to_string(counts_->sign_ups_waiting)},
                      {"records", std::to_string(counts_->records)},
                      {"unsent", std::to_string(counts_->unsent)},
                      {"oldest", date_or(staff_words, counts_->oldest_unsent)},
                      {"last_sent", date_or(staff_words, counts_->last_sent)}};
    } else if (!counts_trouble_.empty()) {
        view.lines = {{"trouble", counts_trouble_}};
    }
    const EngagementContent* here = engagement();
    const std::string title = here ? in_language(here->title, "en") : std::string();
    view.lines.push_back({"engagement", here ? title : staff_words("staff.status.nothing")});
    const std::string drafts = draft_languages(*library_);
    view.lines.push_back({"drafts", drafts.empty() ? staff_words("staff.status.nothing") : drafts});
    view.lines.push_back({"version", options_.version});
    return view;
}

StaffEngagementView App::engagement_view() const {
    const Words staff_words = words();
    StaffEngagementView view;
    view.page = page_;
    const EngagementContent* here = engagement();
    for (const EngagementContent& offer : library_->content().engagements) {
        const bool chosen = here != nullptr && here->id == offer.id;
        view.engagements.push_back(
            {offer.id.hex(), in_language(offer.title, "en"), staff_words.date(offer.day), chosen});
    }
    view.engagements.push_back({"", staff_words("staff.engagement.none"), "", here == nullptr});
    return view;
}

}  // namespace harmony::kiosk
