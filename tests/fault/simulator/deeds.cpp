// Everything that may happen in a run.
#include "run_parts.h"

namespace harmony::tests::sim {

namespace {

constexpr std::size_t most_answers = 12;
constexpr std::chrono::days a_day{1};
constexpr std::chrono::days far_back{400};

}  // namespace

void Run::people_answer() {
    const std::size_t count = 1 + dice_.below(most_answers);
    some_kiosk().answer(count);
    say(std::to_string(count) + " people answer at " + told_kiosk_);
}

void Run::person_signs_up() {
    some_kiosk().sign_up();
    say("somebody signs up at " + told_kiosk_);
}

void Run::kiosk_syncs() {
    SimKiosk& kiosk = some_kiosk();
    kiosk.sync();
    say(told_kiosk_ + " syncs " + kiosk.trouble());
}

void Run::kiosk_dies_in_sync() {
    some_kiosk().sync(dice_.below(12));
    say(told_kiosk_ + " is killed while it syncs");
}

void Run::kiosk_restarts() {
    some_kiosk().restart();
    say(told_kiosk_ + " restarts");
}

void Run::power_fails() {
    some_kiosk().power_cycle();
    say("the power of " + told_kiosk_ + " fails");
}

void Run::office_syncs() {
    office_->sync();
    say("the office syncs");
}

void Run::two_officers_sync() {
    office_->sync(dice_.below(8));
    say("two officers sync at once");
}

void Run::day_passes() {
    if (days_wait_) {
        settle();
    }
    for (const auto& kiosk : kiosks_) {
        kiosk->clock().advance(a_day);
        kiosk->night();
    }
    office_->clock().advance(a_day);
    now_ += a_day;
    say("a day passes");
}

void Run::office_publishes() {
    office_->publish();
    say("the office publishes version " + std::to_string(office_->newest_pack_version()));
}

void Run::office_keeps_backup() {
    office_->keep_backup();
    say("the office keeps a backup");
}

void Run::office_is_restored() {
    if (office_->restore_backup()) {
        days_wait_ = true;
        for (const std::filesystem::path& disk : dead_) {
            office_->rescue(disk, rescued_);  // it may know of none of them
        }
        say("the office is restored from its backup");
    }
}

void Run::disk_is_copied() {
    if (kiosks_.size() > 4) {
        return;
    }
    SimKiosk& kiosk = some_kiosk();
    kiosks_.push_back(kiosk.clone(folder_ / ("copy" + std::to_string(kiosks_.size()))));
    say("the disk of " + told_kiosk_ + " is copied into kiosk " +
        std::to_string(kiosks_.size() - 1));
}

void Run::image_is_kept() {
    some_kiosk().keep_image();
    say("an image of " + told_kiosk_ + " is kept");
}

void Run::image_is_restored() {
    if (some_kiosk().restore_image()) {
        days_wait_ = true;
        say(told_kiosk_ + " is set back to its image");
    }
}

void Run::clock_goes_back() {
    SimKiosk& kiosk = some_kiosk();
    kiosk.clock().set(now_ - far_back);
    say("the clock of " + told_kiosk_ + " goes back");
}

void Run::store_goes_back() {
    if (dice_.chance(30)) {
        place_.forget_everything();
        say("the store loses everything");
    } else {
        place_.roll_back();
        say("the store is set back");
    }
}

void Run::kiosk_is_reported_lost() {
    const bool stolen = thief_.loot() == Loot::kiosk_key;
    if (!stolen && dice_.chance(80)) {
        return;
    }
    const std::size_t seat =
        stolen ? thief_.victim() : dice_.below(kiosks_.size()) % around_.base.seats();
    office_->revoke(seat);
    say("kiosk " + std::to_string(seat) + " is reported lost");
}

void Run::thief_acts() {
    if (thief_.loot() == Loot::publisher_key) {
        days_wait_ = true;
        if (dice_.chance(25)) {
            office_->rotate();
            thief_.give_up();
            say("the office replaces its publisher");
            return;
        }
    }
    if (thief_.loot() != Loot::nothing) {
        thief_.act(*office_);
        say("a thief acts");
    }
}

void Run::person_takes_a_space() {
    const std::string said = some_kiosk().take_space();
    say("somebody at " + told_kiosk_ + ' ' + (said.empty() ? "finds it closed" : said));
}

/// Not while it does not know what an office that was lost has given.
void Run::office_gives_spaces() {
    const std::string given =
        days_wait_ ? std::string() : office_->give_spaces(dice_.below(around_.base.seats()));
    say("the office " + (given.empty() ? "has no spaces to give" : given));
}

void Run::office_erases() {
    if (office_->erase_some()) {
        say("the office erases records");
    }
}

void Run::gap_is_accepted() {
    const std::size_t seat = some_kiosk().seat();
    if (office_->accept_gaps(seat)) {
        say("the office waits no longer for " + told_kiosk_);
    }
}

void Run::office_decides_aside() {
    const std::string decided = office_->decide_aside();
    if (!decided.empty()) {
        say("the office " + decided);
    }
}

void Run::disk_is_new() {
    static_cast<void>(some_kiosk().reinstall(SimKiosk::OldDisk::lost));
    say("the disk of " + told_kiosk_ + " is lost; it gets a new one");
}

void Run::kiosk_is_rescued() {
    dead_.push_back(some_kiosk().reinstall(SimKiosk::OldDisk::kept));
    office_->rescue(dead_.back(), rescued_);
    say(told_kiosk_ + " is dead: its disk is read at the office, and it gets a new one");
}

}  // namespace harmony::tests::sim
