#include "kiosk/staff/staff_area.h"

#include <algorithm>

namespace harmony::kiosk {
namespace {

constexpr std::size_t most_pin_digits = 12;
constexpr std::chrono::minutes check_every{1};

}  // namespace

StaffArea::StaffArea(const Parts& parts, Options options)
    : parts_(parts),
      options_(std::move(options)),
      memory_(options_.memory),
      stand_by_(parts.clock),
      faults_(options_.faults),
      door_(parts.clock, parts.worker) {
    keys_.layout = "gb";
}

void StaffArea::open() {
    close();
    ask(errand::ReadFacts{});
    page_ = StaffPage::pin;
    after_pin_ = StaffPage::menu;
}

void StaffArea::close() {
    pin_.wipe();
    pin_trouble_ = PinTrouble::none;
    asked_pin_ = StaffPin::staff;
    setup_open_ = false;
    counts_.reset();
    if (!syncing_) {
        sync_report_.reset();
    }
    note_.wipe();
    wipe_.asked_again = wipe_.wrong_words = false;
    check_place_.clear();
    check_trouble_.clear();
    door_.close();
    shown_page_ = 0;
}

void StaffArea::go(StaffPage page) {
    page_ = page;
    shown_page_ = 0;
}

/// What changes the machine is behind the setup PIN, where the office set one.
void StaffArea::go_behind_setup(StaffPage page) {
    if (setup_open_ || !facts_ || !facts_->setup_pin) {
        go(page);
        return;
    }
    pin_.wipe();
    pin_trouble_ = PinTrouble::none;
    asked_pin_ = StaffPin::setup;
    after_pin_ = page;
    go(StaffPage::pin);
}

void StaffArea::remember() {
    ask(errand::Remember{memory_});
}

StaffOutcome StaffArea::apply(const Intent& intent, const Library& library) {
    if (intent.what == Do::show_page) {
        shown_page_ = intent.number;
        return StaffOutcome::stays;
    }
    switch (intent.staff) {
        case StaffDo::leave: return StaffOutcome::leave;
        case StaffDo::really_end: return StaffOutcome::end;
        case StaffDo::assist: return StaffOutcome::assist;
        case StaffDo::to_menu: go(StaffPage::menu); return StaffOutcome::stays;
        default: break;
    }
    if (intent.staff == StaffDo::brighter) {
        memory_.brightness = std::clamp(
            brightness(library) + intent.number, BrightnessPlan::least, BrightnessPlan::most);
        memory_.brightness_day = parts_.clock.today();
        remember();
        light(library);
        return StaffOutcome::stays;
    }
    if (apply_check_in(intent, library) || apply_wipe(intent, library) || apply_door(intent) ||
        apply_place(intent) || apply_measure(intent) || apply_care(intent, library)) {
        return StaffOutcome::stays;
    }
    return apply_day(intent) ? StaffOutcome::leave : apply_menu(intent);
}

/// Check-in has pages of its own; leaving it for the menu writes what was gathered there.
bool StaffArea::apply_check_in(const Intent& intent, const Library& library) {
    if (intent.staff == StaffDo::check_in) {
        std::optional<events::OccurrenceId> here;
        if (const EngagementContent* place = engagement(library)) {
            here = events::OccurrenceId::from_bytes(place->id.view());
        }
        door_.open(library, here);
        go(StaffPage::door);
        return true;
    }
    if (page_ != StaffPage::door) {
        return false;
    }
    shown_page_ = 0;
    if (!door_.apply(intent, library)) {
        door_.close();
        go(StaffPage::menu);
    }
    return true;
}

bool StaffArea::take_scan(std::string_view scanned, const Library& library) {
    if (page_ != StaffPage::door) {
        return false;
    }
    door_.take_scan(scanned, library);
    return true;
}

bool StaffArea::apply_door(const Intent& intent) {
    switch (intent.staff) {
        case StaffDo::pin_key:
            if (intent.press.kind == ui::KeyPress::Kind::back) {
                pin_.wipe();
            } else if (pin_.size() < most_pin_digits) {
                pin_.append(intent.press.text());
            }
            pin_trouble_ = PinTrouble::none;
            return true;
        case StaffDo::pin_try: try_pin(); return true;
        default: return false;
    }
}

void StaffArea::try_pin() {
    if (!pin_.empty()) {
        parts_.worker.post(job::TryPin{pin_, asked_pin_});
    }
}

StaffOutcome StaffArea::apply_menu(const Intent& intent) {
    switch (intent.staff) {
        case StaffDo::status:
        case StaffDo::knows:
            parts_.worker.post(job::ReadCounts{});
            ask(errand::ReadFacts{});
            go(intent.staff == StaffDo::knows ? StaffPage::knows : StaffPage::status);
            break;
        case StaffDo::sync: go(StaffPage::sync); break;
        case StaffDo::sync_start: start_sync(SmallGroups::stay); break;
        case StaffDo::held: go(StaffPage::held); break;
        case StaffDo::send_held:
            start_sync(SmallGroups::go);
            go(StaffPage::sync);
            break;
        case StaffDo::engagements: go(StaffPage::engagement); break;
        case StaffDo::hours: go(StaffPage::hours); break;
        case StaffDo::screen:
            calibration_.begin(options_.panel);
            go_behind_setup(StaffPage::card);
            break;
        case StaffDo::help_cards: go_behind_setup(StaffPage::help_cards); break;
        case StaffDo::end_program: go_behind_setup(StaffPage::end_program); break;
        default: break;
    }
    return StaffOutcome::stays;
}

/// What staff decide about the screen as residents see it. Whether they leave for it.
bool StaffArea::apply_day(const Intent& intent) {
    switch (intent.staff) {
        case StaffDo::clean: stand_by_.start_cleaning(); return true;
        case StaffDo::pause:
        case StaffDo::end_pause:
            memory_.paused = intent.staff == StaffDo::pause;
            remember();
            return true;
        case StaffDo::open_for: open_for(intent.number); return true;
        case StaffDo::wake_now: open_for(1); return true;
        case StaffDo::sleep_now:
            memory_.asleep_since = parts_.clock.now();
            memory_.open_until.reset();
            remember();
            return true;
        default: return false;
    }
}

void StaffArea::play_tone() const {
    if (options_.play_tone) {
        options_.play_tone();
    }
}

void StaffArea::open_for(int hours) {
    memory_.asleep_since.reset();
    memory_.open_until = parts_.clock.now() + std::chrono::hours{hours};
    remember();
}

int StaffArea::brightness(const Library& library) const {
    const bool today = memory_.brightness_day == parts_.clock.today();
    return brightness_now(library.content().brightness.at(parts_.clock.now(), parts_.clock),
                          today ? memory_.brightness : std::nullopt,
                          has_effect(faults_, FaultEffect::dim));
}

/// Asks for the brightness of now when it is another than before.
void StaffArea::light(const Library& library) {
    const int percent = brightness(library);
    if (lit_ != percent) {
        lit_ = percent;
        ask(errand::SetBrightness{percent});
    }
}

void StaffArea::start_sync(SmallGroups small) {
    if (syncing_) {
        return;
    }
    syncing_ = true;
    progress_ = std::make_shared<SyncProgress>();
    sync_report_.reset();
    sync_trouble_.clear();
    parts_.worker.post(job::Sync{progress_, small});
}

/// Looking after the machine: its tests, the help numbers.
bool StaffArea::apply_care(const Intent& intent, const Library& library) {
    switch (intent.staff) {
        case StaffDo::check:
        case StaffDo::check_again:
            if (intent.staff == StaffDo::check) {
                go(StaffPage::check);
            }
            tended_at_.reset();  // the next pass asks for a check
            return true;
        case StaffDo::picture: go(StaffPage::picture); return true;
        case StaffDo::picture_seen:
            picture_seen_ = intent.number == 1;
            go(StaffPage::check);
            return true;
        case StaffDo::sound:
            go(StaffPage::sound);
            play_tone();
            return true;
        case StaffDo::sound_heard:
            sound_heard_ = intent.number == 1;
            tended_at_.reset();
            go(StaffPage::check);
            return true;
        case StaffDo::write_check: {
            const Words words(library.phrases(), "en");
            std::string text = options_.version + "\n" + check_view(words).result + "\n";
            for (const CheckRow& row : check_view(words).rows) {
                text += row.id + ": " + row.text + "\n";
            }
            ask(errand::WriteCheck{std::move(text)});
            return true;
        }
        case StaffDo::tick_help:
            memory_.help_checked = help_lines(library.phrases()).name;
            memory_.help_checked_on = parts_.clock.today();
            remember();
            tended_at_.reset();
            return true;
        default: return false;
    }
}

void StaffArea::take(const PinTried& tried) {
    pin_.wipe();
    if (page_ != StaffPage::pin || tried.which != asked_pin_) {
        return;
    }
    switch (tried.answer) {
        case PinAnswer::right:
            pin_trouble_ = PinTrouble::none;
            setup_open_ = setup_open_ || asked_pin_ == StaffPin::setup;
            go(after_pin_);
            return;
        case PinAnswer::not_set: pin_trouble_ = PinTrouble::not_set; return;
        case PinAnswer::wrong:
        case PinAnswer::not_now: break;
    }
    pin_trouble_ = PinTrouble::wrong;
    if (tried.verdict.door == PinDoor::closed) {
        pin_trouble_ = PinTrouble::closed;
    } else if (tried.verdict.door == PinDoor::wait) {
        pin_trouble_ = PinTrouble::wait;
        pin_wait_until_ = parts_.clock.monotonic() + tried.verdict.wait;
    }
}

void StaffArea::take(const answer::CountsRead& read) {
    counts_.reset();
    counts_trouble_.clear();
    if (read.counts.ok()) {
        counts_ = *read.counts;
    } else {
        counts_trouble_ = read.counts.error().message;
    }
}

void StaffArea::take(const answer::Synced& synced) {
    syncing_ = false;
    errand::NoteSync note;
    if (synced.report.ok()) {
        sync_report_ = *synced.report;
        sync_trouble_ = synced.report->trouble;
        note.pack_refused = synced.report->content_refused;
    } else {
        sync_trouble_ = synced.report.error().message;
    }
    note.trouble = sync_trouble_;
    ask(std::move(note));
    ask(errand::ReadFacts{});
    tended_at_.reset();
}

void StaffArea::take(const DeskAnswer& done) {
    if (const auto* listed = std::get_if<desk::FaultsListed>(&done)) {
        faults_ = listed->faults;
        checked_at_ = parts_.clock.monotonic();
    } else if (const auto* read = std::get_if<desk::FactsRead>(&done)) {
        facts_ = read->facts;
    } else if (const auto* saved = std::get_if<desk::MeasuredSaved>(&done)) {
        calibration_.saved = saved->done.ok();
        calibration_.trouble = saved->done.ok() ? "" : saved->done.error().message;
    } else if (const auto* written = std::get_if<desk::CheckWritten>(&done)) {
        check_place_ = written->place.ok() ? *written->place : "";
        check_trouble_ = written->place.ok() ? "" : written->place.error().message;
    } else if (const auto* begun = std::get_if<desk::WipeBegun>(&done)) {
        wipe_.under_way = false;
        wipe_.marked = begun->done.ok();
        wipe_.trouble = begun->done.ok() ? "" : begun->done.error().message;
    }
}

void StaffArea::check_faults(std::shared_ptr<const Library> library) {
    ScreenFacts screen;
    screen.width_mm = options_.panel.width_mm();
    screen.height_mm = options_.panel.height_mm();
    screen.width_px = options_.panel.width_px;
    screen.height_px = options_.panel.height_px;
    screen.measured = options_.measured;
    screen.sound = sound_heard_.value_or(true);
    if (options_.devices != nullptr) {
        options_.devices->tell(screen);
    }
    tended_at_ = parts_.clock.monotonic();
    ask(errand::CheckFaults{screen, std::move(library), memory_});
}

std::chrono::milliseconds StaffArea::tend(const std::shared_ptr<const Library>& library) {
    show_stall(Words(library->phrases(), "en"));
    light(*library);
    const auto now = parts_.clock.monotonic();
    const bool changed = options_.devices != nullptr && options_.devices->changed();
    if (!tended_at_ || now - *tended_at_ >= check_every || changed) {
        check_faults(library);
    }
    const std::chrono::milliseconds next = check_every - (now - *tended_at_);
    const std::chrono::milliseconds door = door_.tend();
    return door > std::chrono::milliseconds{0} ? std::min(next, door) : next;
}

}  // namespace harmony::kiosk
