// One run (reliability.md, section 6):
//  1. the seed decides how many kiosks there are, what the store does wrong and who the adversary
//  is;
//  2. some steps are drawn; after each the invariants of a step are checked;
//  3. the faults stop and everything is delivered; kiosks and office go on for some rounds, until
//     nothing is left to do (I9), and the invariants of the end are checked;
//  4. days do not pass between a theft or a restore and the moment when every kiosk has heard of
//  it:
//     that is the window which docs/formats/hk1.md, 15.1 and 15.4 leave to the office, and shorter
//     than the seven days for which kiosks keep what was acknowledged.
#include "run.h"

#include <array>

#include "checks.h"
#include "thief.h"

namespace harmony::tests::sim {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_rounds = 50;
constexpr std::size_t most_answers = 12;
constexpr std::chrono::days a_day{1};
constexpr std::chrono::days far_back{400};
/// After which a group under k goes (the default of an own part), and a day.
constexpr int days_until_small = 15;
/// Kiosks keep acknowledged batches so long, and a day.
constexpr int days_until_freed = 8;

class Run {
public:
    Run(const BaseWorld& base, fs::path folder, std::uint64_t seed, const RunOptions& options)
        : options_(options),
          folder_(std::move(folder)),
          dice_(seed),
          place_(dice_, truth_),
          around_{base, place_, truth_, dice_, options.bite},
          thief_(around_, loot(), 0) {
        fs::create_directories(folder_);
        fs::copy(base.office(), folder_ / "office", fs::copy_options::recursive);
        for (const auto& [name, bytes] : base.first_objects()) {
            place_.put(*sync::ObjectName::parse(name), bytes);
        }
        office_.emplace(around_, folder_ / "office");
        // Streams of two kiosks meet in few places: one is enough for most runs, and costs least.
        const std::size_t kiosks = dice_.chance(70) ? 1 : 2 + dice_.below(base.seats() - 1);
        for (std::size_t seat = 0; seat < kiosks; ++seat) {
            const fs::path disk = folder_ / ("kiosk" + std::to_string(seat));
            fs::copy(base.kiosk(seat), disk, fs::copy_options::recursive);
            kiosks_.push_back(std::make_unique<SimKiosk>(around_, seat, disk, now_));
        }
        office_->publish();
        place_.misbehave(faults_ = Faults::drawn(dice_));
        kept_ = dice_.chance(50) ? Place::Kept::everything : Place::Kept::nothing_from_kiosks;
    }

    void go(Outcome& outcome) {
        for (; outcome.step < options_.steps; ++outcome.step) {
            place_.tick();
            step();
            check_step(*office_, kiosks_, truth_);
        }
        outcome.rounds = heal();
        check_healed(*office_, kiosks_, truth_, kept_);
        outcome.words = truth_.words().size();
    }

private:
    using Deed = void (Run::*)();

    struct Weighted {
        unsigned weight;
        Deed deed;
    };

    Loot loot() {
        if (options_.bite == Bite::equal_version) {
            return Loot::publisher_key;  // nobody else can make such a pack
        }
        constexpr std::array loots = {Loot::kiosk_key, Loot::publisher_key, Loot::old_files};
        return dice_.chance(33) ? loots.at(dice_.below(loots.size())) : Loot::nothing;
    }

    void step() {
        static constexpr std::array deeds = {Weighted{22, &Run::people_answer},
                                             Weighted{5, &Run::person_signs_up},
                                             Weighted{20, &Run::kiosk_syncs},
                                             Weighted{4, &Run::kiosk_dies_in_sync},
                                             Weighted{2, &Run::kiosk_restarts},
                                             Weighted{2, &Run::power_fails},
                                             Weighted{14, &Run::office_syncs},
                                             Weighted{3, &Run::two_officers_sync},
                                             Weighted{6, &Run::day_passes},
                                             Weighted{3, &Run::office_publishes},
                                             Weighted{4, &Run::office_keeps_backup},
                                             Weighted{2, &Run::office_is_restored},
                                             Weighted{1, &Run::disk_is_copied},
                                             Weighted{1, &Run::image_is_kept},
                                             Weighted{1, &Run::image_is_restored},
                                             Weighted{1, &Run::clock_goes_back},
                                             Weighted{1, &Run::store_goes_back},
                                             Weighted{1, &Run::kiosk_is_reported_lost},
                                             Weighted{7, &Run::thief_acts}};
        unsigned all = 0;
        for (const Weighted& each : deeds) {
            all += each.weight;
        }
        std::size_t drawn = dice_.below(all);
        for (const Weighted& each : deeds) {
            if (drawn < each.weight) {
                return (this->*each.deed)();
            }
            drawn -= each.weight;
        }
    }

    SimKiosk& some_kiosk() {
        const std::size_t number = dice_.below(kiosks_.size());
        told_kiosk_ = "kiosk " + std::to_string(number);
        return *kiosks_[number];
    }

    void say(const std::string& what) const {
        if (options_.tell) {
            options_.tell(what);
        }
    }

    void people_answer() {
        const std::size_t count = 1 + dice_.below(most_answers);
        some_kiosk().answer(count);
        say(std::to_string(count) + " people answer at " + told_kiosk_);
    }

    void person_signs_up() {
        some_kiosk().sign_up();
        say("somebody signs up at " + told_kiosk_);
    }

    void kiosk_syncs() {
        SimKiosk& kiosk = some_kiosk();
        kiosk.sync();
        say(told_kiosk_ + " syncs " + kiosk.trouble());
    }

    void kiosk_dies_in_sync() {
        some_kiosk().sync(dice_.below(12));
        say(told_kiosk_ + " is killed while it syncs");
    }

    void kiosk_restarts() {
        some_kiosk().restart();
        say(told_kiosk_ + " restarts");
    }

    void power_fails() {
        some_kiosk().power_cycle();
        say("the power of " + told_kiosk_ + " fails");
    }

    void office_syncs() {
        office_->sync();
        say("the office syncs");
    }

    void two_officers_sync() {
        office_->sync(dice_.below(8));
        say("two officers sync at once");
    }

    void day_passes() {
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

    void office_publishes() {
        office_->publish();
        say("the office publishes version " + std::to_string(office_->newest_pack_version()));
    }

    void office_keeps_backup() {
        office_->keep_backup();
        say("the office keeps a backup");
    }

    void office_is_restored() {
        if (office_->restore_backup()) {
            days_wait_ = true;
            say("the office is restored from its backup");
        }
    }

    void disk_is_copied() {
        if (kiosks_.size() > 4) {
            return;
        }
        SimKiosk& kiosk = some_kiosk();
        kiosks_.push_back(kiosk.clone(folder_ / ("copy" + std::to_string(kiosks_.size()))));
        say("the disk of " + told_kiosk_ + " is copied into kiosk " +
            std::to_string(kiosks_.size() - 1));
    }

    void image_is_kept() {
        some_kiosk().keep_image();
        say("an image of " + told_kiosk_ + " is kept");
    }

    void image_is_restored() {
        if (some_kiosk().restore_image()) {
            days_wait_ = true;
            say(told_kiosk_ + " is set back to its image");
        }
    }

    void clock_goes_back() {
        SimKiosk& kiosk = some_kiosk();
        kiosk.clock().set(now_ - far_back);
        say("the clock of " + told_kiosk_ + " goes back");
    }

    void store_goes_back() {
        if (dice_.chance(30)) {
            place_.forget_everything();
            say("the store loses everything");
        } else {
            place_.roll_back();
            say("the store is set back");
        }
    }

    void kiosk_is_reported_lost() {
        const bool stolen = thief_.loot() == Loot::kiosk_key;
        if (!stolen && dice_.chance(80)) {
            return;
        }
        const std::size_t seat =
            stolen ? thief_.victim() : dice_.below(kiosks_.size()) % around_.base.seats();
        office_->revoke(seat);
        say("kiosk " + std::to_string(seat) + " is reported lost");
    }

    void thief_acts() {
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

    /// The drill after a theft or a restore: publishers are replaced, the store is cleaned, every
    /// kiosk hears of it.
    void settle() {
        if (thief_.loot() == Loot::publisher_key) {
            office_->rotate();
            thief_.give_up();
        }
        place_.heal(kept_);
        exchange();
        exchange();
        place_.misbehave(faults_);
        days_wait_ = false;
        say("everybody hears of it");
    }

    void exchange() {
        office_->deliver_again();
        for (const auto& kiosk : kiosks_) {
            kiosk->sync();
        }
        office_->sync();
    }

    std::size_t heal() {
        if (days_wait_) {
            settle();
        }
        say("the faults stop");
        if (thief_.loot() == Loot::publisher_key) {
            office_->rotate();
        }
        thief_.give_up();
        place_.heal(kept_);
        office_->publish();
        for (const auto& kiosk : kiosks_) {
            kiosk->clock().set(now_);
        }
        exchange();
        pass_days(days_until_small);
        std::size_t rounds = 0;
        std::string left;
        do {
            demand(++rounds <= most_rounds, "I9", "healing does not end: " + left);
            exchange();
            left = what_is_left(*office_, kiosks_, truth_);
        } while (!left.empty());
        check_step(*office_, kiosks_, truth_);
        pass_days(days_until_freed);
        check_step(*office_, kiosks_, truth_);
        return rounds;
    }

    void pass_days(int days) {
        const std::chrono::days all{days};
        for (const auto& kiosk : kiosks_) {
            kiosk->clock().advance(all);
            kiosk->night();
        }
        office_->clock().advance(all);
        now_ += all;
    }

    const RunOptions& options_;
    fs::path folder_;
    Dice dice_;
    Truth truth_;
    Place place_;
    Surroundings around_;
    Thief thief_;
    base::Moment now_ = first_moment();
    std::optional<SimOffice> office_;
    Kiosks kiosks_;
    Faults faults_;
    Place::Kept kept_ = Place::Kept::everything;  ///< of the store, when it is mended
    bool days_wait_ = false;
    mutable std::string told_kiosk_;
};

}  // namespace

Outcome run_seed(const BaseWorld& base,
                 const fs::path& folder,
                 std::uint64_t seed,
                 const RunOptions& options) {
    Outcome outcome;
    fs::remove_all(folder);
    try {
        Run run(base, folder, seed, options);
        run.go(outcome);
    } catch (const Broken& broken) {
        outcome.invariant = broken.name;
        outcome.what = broken.what();
    } catch (const std::exception& failure) {
        outcome.invariant = "crash";
        outcome.what = std::string("crash: ") + failure.what();
    }
    fs::remove_all(folder);
    return outcome;
}

}  // namespace harmony::tests::sim
