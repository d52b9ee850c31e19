#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/faults/fault_words.h"
#include "kiosk/staff/staff_area.h"
#include "sync/crypto.h"

// What the staff pages are drawn from.
namespace harmony::kiosk {
namespace {

constexpr std::array help_keys = {
    "help.danger", "help.silent", "help.deaf", "help.not_urgent", "help.no_name"};

std::string date_or(const Words& words, const std::optional<base::Day>& day) {
    return day ? words.date(*day) : words("staff.status.nothing");
}

/// Languages whose translation no speaker has checked, in their own names.
std::string draft_languages(const Library& library, const Words& words) {
    std::string names;
    for (const Language& language : library.languages()) {
        if (language.draft) {
            names += (names.empty() ? "" : ", ") + language.own_name;
        }
    }
    return names.empty() ? words("staff.status.nothing") : names;
}

StaffLine line(const Words& words, const std::string& key, std::string value) {
    return {key, words("staff.status." + key), std::move(value)};
}

std::string origin_word(const Words& words, SettingOrigin origin) {
    switch (origin) {
        case SettingOrigin::built_in: return words("staff.origin.built_in");
        case SettingOrigin::pack: return words("staff.origin.pack");
        case SettingOrigin::local: break;
    }
    return words("staff.origin.local");
}

std::vector<FaultLine> fault_lines(const std::vector<ListedFault>& faults,
                                   const Words& words,
                                   const base::Clock& clock) {
    std::vector<FaultLine> lines;
    for (const ListedFault& fault : faults) {
        const std::string key = fault.stands() ? "staff.fault.since" : "staff.fault.over";
        const base::Moment when = fault.cleared.value_or(fault.since);
        const std::string time = moment_text(when, words, clock);
        lines.push_back({std::string(kind_of(fault.id).name),
                         fault_text(fault.id, fault.details, words, clock),
                         words(key, {{"time", time}}),
                         kind_of(fault.id).level == FaultLevel::stop,
                         !fault.stands()});
    }
    return lines;
}

}  // namespace

HelpLines help_lines(const Phrases& phrases) {
    HelpLines help;
    std::string all;
    for (const char* key : help_keys) {
        help.lines.push_back(phrases.text("en", key));
        all += help.lines.back() + "\n";
    }
    help.name = sync::notice_hash(base::as_bytes(all)).hex();
    return help;
}

StaffPinView StaffArea::pin_view() const {
    StaffPinView view{static_cast<int>(pin_.size()), pin_trouble_, 0, false};
    view.setup = asked_pin_ == StaffPin::setup;
    if (pin_trouble_ == PinTrouble::wait) {
        const auto left =
            std::chrono::ceil<std::chrono::seconds>(pin_wait_until_ - parts_.clock.monotonic());
        view.seconds = static_cast<int>(std::max<std::int64_t>(0, left.count()));
        if (view.seconds == 0) {
            view.trouble = PinTrouble::none;
        }
    }
    return view;
}

StaffMenuView StaffArea::menu_view(const Library& library) const {
    StaffMenuView view;
    view.paused = memory_.paused;
    view.asleep = is_asleep(library.content().hours, memory_, parts_.clock.now(), parts_.clock);
    view.warnings = static_cast<int>(std::count_if(
        faults_.begin(), faults_.end(), [](const ListedFault& fault) { return fault.stands(); }));
    view.page = shown_page_;
    return view;
}

/// "Drop-in at the library: 12 answers, 3 sign-ups".
StaffLine StaffArea::engagement_line(const EngagementCount& at,
                                     const Words& words,
                                     const Library& library) const {
    const EngagementContent* of_pack = library.content().engagement(at.engagement);
    std::string title =
        of_pack != nullptr ? in_language(of_pack->title, "en") : at.engagement.hex();
    if (stall_ && stall_->id == at.engagement) {
        title = in_language(stall_->title, "en");
    }
    return {"at." + at.engagement.hex(),
            std::move(title),
            words("staff.status.at",
                  {{"n", std::to_string(at.responses)}, {"m", std::to_string(at.sign_ups)}})};
}

StaffStatusView StaffArea::status_view(const Words& words, const Library& library) const {
    StaffStatusView view;
    view.page = shown_page_;
    view.faults = fault_lines(faults_, words, parts_.clock);
    if (counts_) {
        view.lines = {line(words, "today", std::to_string(counts_->today)),
                      line(words, "sign_ups", std::to_string(counts_->sign_ups_today))};
        for (const EngagementCount& at : counts_->by_engagement) {
            view.lines.push_back(engagement_line(at, words, library));
        }
        const std::vector<StaffLine> waiting = {
            line(words, "sign_ups_waiting", std::to_string(counts_->sign_ups_waiting)),
            line(words, "unsent", std::to_string(counts_->unsent)),
            line(words, "oldest", date_or(words, counts_->oldest_unsent)),
            line(words, "records", std::to_string(counts_->records))};
        view.lines.insert(view.lines.end(), waiting.begin(), waiting.end());
    } else if (!counts_trouble_.empty()) {
        view.lines = {line(words, "trouble", counts_trouble_)};
    }
    const EngagementContent* here = engagement(library);
    view.lines.push_back(
        line(words,
             "engagement",
             here != nullptr ? in_language(here->title, "en") : words("staff.status.nothing")));
    view.lines.push_back(line(words, "drafts", draft_languages(library, words)));
    view.lines.push_back(line(words, "version", options_.version));
    if (!facts_) {
        return view;
    }
    view.may_wipe = facts_->may_wipe;
    view.lines.push_back(line(words, "last_sync", date_or(words, facts_->synced_on)));
    if (!facts_->sync_trouble.empty()) {
        view.lines.push_back(line(words, "sync_trouble", facts_->sync_trouble));
    }
    view.lines.push_back(line(words,
                              "content",
                              facts_->pack_version == 0 ? words("staff.status.nothing")
                                                        : std::to_string(facts_->pack_version)));
    view.lines.push_back(
        line(words, "free", words("staff.status.mib", {{"n", std::to_string(facts_->free_mib)}})));
    for (const ActiveSetting& setting : facts_->settings) {
        view.settings.push_back(
            {setting.name,
             setting.name,
             fmt::format("{} ({})", setting.value, origin_word(words, setting.origin))});
    }
    return view;
}

StaffSyncView StaffArea::sync_view(const Words& words) const {
    StaffSyncView view;
    view.by_stick = facts_ && facts_->by_stick;
    view.running = syncing_;
    view.started = syncing_ || sync_report_ || !sync_trouble_.empty();
    view.report = sync_report_;
    view.trouble = sync_trouble_;
    if (progress_) {
        view.items_done = progress_->done;
        view.items = progress_->items;
    }
    if (facts_) {
        view.last = date_or(words, facts_->synced_on);
    }
    return view;
}

StaffHeldView StaffArea::held_view(const Words& words, const Library& library) const {
    StaffHeldView view;
    view.page = shown_page_;
    for (const HeldAnswers& held : sync_report_ ? sync_report_->held : std::vector<HeldAnswers>{}) {
        const bool stall = stall_ && held.engagement == stall_->id;
        const EngagementContent* place = stall ? &*stall_
                                         : held.engagement
                                             ? library.content().engagement(*held.engagement)
                                             : nullptr;
        view.lines.push_back(words(
            "staff.held.line",
            {{"n", std::to_string(held.responses)},
             {"engagement",
              place == nullptr ? words("staff.held.nowhere") : in_language(place->title, "en")},
             {"day", date_or(words, held.day)},
             {"k", std::to_string(held.enough)}}));
    }
    return view;
}

StaffHoursView StaffArea::hours_view(const Words& words, const Library& library) const {
    const OpeningHours& hours = library.content().hours;
    const base::Moment now = parts_.clock.now();
    StaffHoursView view;
    view.page = shown_page_;
    view.brightness = words("staff.hours.brightness", {{"n", std::to_string(brightness(library))}});
    view.asleep = is_asleep(hours, memory_, now, parts_.clock);
    if (memory_.open_until && now < *memory_.open_until) {
        view.now = words("staff.hours.kept",
                         {{"time", local_time_text(*memory_.open_until, parts_.clock)}});
    } else if (view.asleep) {
        view.now = words("staff.hours.closed");
    } else {
        view.now = words(hours.week ? "staff.hours.open" : "staff.hours.always");
    }
    return view;
}

StaffHelpView StaffArea::help_view(const Words& words, const Library& library) const {
    const HelpLines help = help_lines(library.phrases());
    StaffHelpView view;
    view.lines = help.lines;
    view.page = shown_page_;
    if (memory_.help_checked == help.name && memory_.help_checked_on) {
        const std::string date = words.date(*memory_.help_checked_on);
        view.ticked = words("staff.help.ticked", {{"date", date}});
    }
    return view;
}

StaffCheckView StaffArea::check_view(const Words& words) const {
    StaffCheckView view;
    view.page = shown_page_;
    view.picture = picture_seen_;
    view.sound = sound_heard_;
    int stand = 0;
    for (const FaultKind& kind : fault_kinds) {
        const auto at = std::find_if(faults_.begin(), faults_.end(), [&](const ListedFault& fault) {
            return fault.id == kind.id && fault.stands();
        });
        const bool good = at == faults_.end();
        stand += good ? 0 : 1;
        CheckRow row{std::string(kind.name), {}, good, kind.level == FaultLevel::stop};
        row.text = good ? words("staff.check.good." + row.id)
                        : fault_text(kind.id, at->details, words, parts_.clock);
        view.rows.push_back(std::move(row));
    }
    if (picture_seen_ == false) {
        ++stand;
        view.rows.push_back({"picture", words("staff.check.picture_bad"), false, false});
    }
    std::stable_sort(view.rows.begin(), view.rows.end(), [](const CheckRow& a, const CheckRow& b) {
        return !a.good && b.good;
    });
    view.result = stand == 0 ? words("staff.check.all_good")
                             : words("staff.check.found", {{"n", std::to_string(stand)}});
    if (!check_place_.empty()) {
        view.written = words("staff.check.written", {{"place", check_place_}});
    } else if (!check_trouble_.empty()) {
        view.written = words("staff.check.not_written", {{"reason", check_trouble_}});
    }
    return view;
}

StaffKnowsView StaffArea::knows_view(const Words& words, const Library& library) const {
    StaffKnowsView view;
    view.page = shown_page_;
    const StaffStatusView status = status_view(words, library);
    for (const StaffLine& one : status.lines) {
        if (one.key == "unsent" || one.key == "oldest" || one.key == "last_sync" ||
            one.key == "version" || one.key == "content") {
            view.lines.push_back(one);
        }
    }
    if (facts_ && !facts_->key_digits.empty()) {
        view.lines.push_back(line(words, "key", facts_->key_digits));
    }
    view.code = facts_ ? facts_->status_code : "";
    return view;
}

void StaffArea::draw(ui::Frame& frame,
                     const PageContext& context,
                     const Library& library,
                     Intents& intents) {
    const Words& words = context.words;
    show_stall(words);
    switch (page_) {
        case StaffPage::pin: return draw_staff_pin(frame, context, pin_view(), intents);
        case StaffPage::menu: return draw_staff_menu(frame, context, menu_view(library), intents);
        case StaffPage::status:
            return draw_staff_status(frame, context, status_view(words, library), intents);
        case StaffPage::sync: return draw_staff_sync(frame, context, sync_view(words), intents);
        case StaffPage::held:
            return draw_staff_held(frame, context, held_view(words, library), intents);
        case StaffPage::engagement:
            return draw_staff_engagement(frame, context, engagement_view(words, library), intents);
        case StaffPage::hours:
            return draw_staff_hours(frame, context, hours_view(words, library), intents);
        case StaffPage::check: return draw_staff_check(frame, context, check_view(words), intents);
        case StaffPage::picture: return draw_staff_picture(frame, context, intents);
        case StaffPage::sound: return draw_staff_sound(frame, context, intents);
        case StaffPage::door:
            return door_.draw(frame, context, library, parts_.keyboards, shown_page_, intents);
        case StaffPage::help_cards:
            return draw_staff_help_cards(frame, context, help_view(words, library), intents);
        case StaffPage::knows:
            return draw_staff_knows(frame, context, knows_view(words, library), intents);
        case StaffPage::wipe: return draw_staff_wipe(frame, context, wipe_view(), intents);
        case StaffPage::wipe_words:
            return draw_typed_line(frame, context, wipe_line(words), parts_.keyboards, intents);
        case StaffPage::end_program: return draw_staff_end(frame, context, intents);
        case StaffPage::stall_kind:
        case StaffPage::stall_place:
        case StaffPage::stall_note: return draw_place(frame, context, library, intents);
        default: return draw_measure(frame, context, intents);
    }
}

}  // namespace harmony::kiosk
