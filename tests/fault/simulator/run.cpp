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
#include <array>
#include <span>

#include "order.h"
#include "run_parts.h"

namespace harmony::tests::sim {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_rounds = 50;
/// After which a group under k goes (the default of an own part), and a day.
constexpr int days_until_small = 15;
/// Kiosks keep acknowledged batches so long, and a day.
constexpr int days_until_freed = 8;
/// Kinds of step that `Drawing::first` knows.
constexpr std::size_t first_deeds = 19;
/// Chance of its own for what comes after the steps.
constexpr std::uint64_t healing = 1'000'000;

}  // namespace

Run::Run(const BaseWorld& base, fs::path folder, std::uint64_t seed, const RunOptions& options)
    : options_(options),
      folder_(std::move(folder)),
      seed_(seed),
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
    faults_ = Faults::drawn(dice_);
    if (options_.bite == Bite::accept_unsaid) {
        faults_.forgotten = faults_.partial = 40;  // else there are few gaps
    }
    place_.misbehave(faults_);
    kept_ = dice_.chance(50) ? Place::Kept::everything : Place::Kept::nothing_from_kiosks;
    for (std::size_t seat = 0; options_.drawing != Drawing::first && seat < kiosks; ++seat) {
        static_cast<void>(office_->give_spaces(seat));
    }
}

void Run::go(Outcome& outcome) {
    for (; outcome.step < options_.steps; ++outcome.step) {
        if (options_.only && !options_.only->contains(outcome.step)) {
            continue;
        }
        draw_anew(outcome.step);
        place_.tick();
        step();
        check_step(*office_, kiosks_, truth_);
    }
    draw_anew(healing);
    outcome.rounds = heal();
    check_healed(*office_, kiosks_, truth_, kept_);
    if (options_.drawing != Drawing::first && seed_ % options_.any_order_every == 0) {
        ask_any_order();
    }
    outcome.words = truth_.words().size();
}

/// The numbers of SplitMix64's stream are far apart, so those of neighbours share nothing.
void Run::draw_anew(std::uint64_t part) {
    if (options_.drawing == Drawing::first) {
        return;
    }
    base::SeededRandom mixed(seed_ * 4'000'037 + part);
    dice_.start_again(mixed.next_u64());
    SeededSodium::start_again(mixed.next_u64());
}

Loot Run::loot() {
    if (options_.bite == Bite::equal_version) {
        return Loot::publisher_key;  // nobody else can make such a pack
    }
    constexpr std::array loots = {Loot::kiosk_key, Loot::publisher_key, Loot::old_files};
    return dice_.chance(33) ? loots.at(dice_.below(loots.size())) : Loot::nothing;
}

void Run::step() {
    static constexpr std::array deeds = {
        Weighted{22, &Run::people_answer},       Weighted{5, &Run::person_signs_up},
        Weighted{20, &Run::kiosk_syncs},         Weighted{4, &Run::kiosk_dies_in_sync},
        Weighted{2, &Run::kiosk_restarts},       Weighted{2, &Run::power_fails},
        Weighted{14, &Run::office_syncs},        Weighted{3, &Run::two_officers_sync},
        Weighted{6, &Run::day_passes},           Weighted{3, &Run::office_publishes},
        Weighted{4, &Run::office_keeps_backup},  Weighted{2, &Run::office_is_restored},
        Weighted{1, &Run::disk_is_copied},       Weighted{1, &Run::image_is_kept},
        Weighted{1, &Run::image_is_restored},    Weighted{1, &Run::clock_goes_back},
        Weighted{1, &Run::store_goes_back},      Weighted{1, &Run::kiosk_is_reported_lost},
        Weighted{7, &Run::thief_acts},           Weighted{3, &Run::office_erases},
        Weighted{3, &Run::gap_is_accepted},      Weighted{5, &Run::office_decides_aside},
        Weighted{2, &Run::disk_is_new},          Weighted{2, &Run::kiosk_is_rescued},
        Weighted{9, &Run::person_takes_a_space}, Weighted{4, &Run::office_gives_spaces}};
    const std::span may_happen =
        options_.drawing == Drawing::first ? std::span(deeds).first(first_deeds) : std::span(deeds);
    unsigned all = 0;
    for (const Weighted& each : may_happen) {
        all += each.weight;
    }
    if (const Deed favoured = favoured_by(options_.bite); favoured != nullptr && dice_.chance(25)) {
        return (this->*favoured)();
    }
    std::size_t drawn = dice_.below(all);
    for (const Weighted& each : may_happen) {
        if (drawn < each.weight) {
            return (this->*each.deed)();
        }
        drawn -= each.weight;
    }
}

/// What is broken in a rare step is seen in fewer runs when the step is not rare.
Run::Deed Run::favoured_by(Bite bite) {
    switch (bite) {
        case Bite::accept_unsaid: return &Run::gap_is_accepted;
        case Bite::adopt_unsaid:
        case Bite::dismiss_unsaid: return &Run::office_decides_aside;
        case Bite::forget_marks: return &Run::disk_is_new;
        case Bite::leave_loose: return &Run::kiosk_is_rescued;
        case Bite::erase_in_tables: return &Run::office_erases;
        case Bite::ignore_cap: return &Run::person_takes_a_space;
        case Bite::free_early: return &Run::office_gives_spaces;
        default: return nullptr;
    }
}

SimKiosk& Run::some_kiosk() {
    const std::size_t number = dice_.below(kiosks_.size());
    told_kiosk_ = "kiosk " + std::to_string(number);
    return *kiosks_[number];
}

void Run::say(const std::string& what) const {
    if (options_.tell) {
        options_.tell(what);
    }
}

/// The drill after a theft or a restore: publishers are replaced, the store is cleaned, every
/// kiosk hears of it.
void Run::settle() {
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

void Run::exchange() {
    office_->deliver_again();
    for (const auto& kiosk : kiosks_) {
        kiosk->sync();
    }
    office_->sync();
}

/// What lay on a lost disk will never come; whoever has a new one begins a new chain.
void Run::close_what_cannot_come() {
    for (const auto& kiosk : kiosks_) {
        if (truth_.got_new_disk(kiosk->id())) {
            static_cast<void>(office_->accept_gaps(kiosk->seat()));
        }
    }
    office_->confirm_new_disks();
}

std::size_t Run::heal() {
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
        close_what_cannot_come();
        exchange();
        left = what_is_left(*office_, kiosks_, truth_);
    } while (!left.empty());
    check_step(*office_, kiosks_, truth_);
    pass_days(days_until_freed);
    check_step(*office_, kiosks_, truth_);
    return rounds;
}

void Run::pass_days(int days) {
    const std::chrono::days all{days};
    for (const auto& kiosk : kiosks_) {
        kiosk->clock().advance(all);
        kiosk->night();
    }
    office_->clock().advance(all);
    now_ += all;
}

/// Everything that ever lay where the office fetches, or came on a stick.
void Run::ask_any_order() {
    Stick::Files files = rescued_.files();
    for (const sync::ObjectName& name : place_.names()) {
        if (name.text().starts_with("up/")) {
            files[name.text()] = place_.bytes_of(name);
        }
    }
    check_any_order(around_, folder_, *office_, std::move(files));
}

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
