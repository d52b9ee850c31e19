#pragma once

// Private to the simulator: one run and everything that may happen in it.

#include "checks.h"
#include "run.h"
#include "thief.h"

namespace harmony::tests::sim {

/// One run of one seed.
class Run {
public:
    Run(const BaseWorld& base,
        std::filesystem::path folder,
        std::uint64_t seed,
        const RunOptions& options);
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    /// Throws `Broken` when an invariant does not hold.
    void go(Outcome& outcome);

private:
    using Deed = void (Run::*)();

    struct Weighted {
        unsigned weight;
        Deed deed;
    };

    [[nodiscard]] Loot loot();
    void draw_anew(std::uint64_t part);
    [[nodiscard]] static Deed favoured_by(Bite bite);
    void step();
    [[nodiscard]] SimKiosk& some_kiosk();
    void say(const std::string& what) const;

    // What may happen (deeds.cpp).
    void people_answer();
    void person_signs_up();
    void kiosk_syncs();
    void kiosk_dies_in_sync();
    void kiosk_restarts();
    void power_fails();
    void office_syncs();
    void two_officers_sync();
    void day_passes();
    void office_publishes();
    void office_keeps_backup();
    void office_is_restored();
    void disk_is_copied();
    void image_is_kept();
    void image_is_restored();
    void clock_goes_back();
    void store_goes_back();
    void kiosk_is_reported_lost();
    void thief_acts();
    void person_takes_a_space();
    void office_gives_spaces();
    void office_erases();
    void gap_is_accepted();
    void office_decides_aside();
    void disk_is_new();
    void kiosk_is_rescued();

    // How it ends (run.cpp).
    void settle();
    void exchange();
    void close_what_cannot_come();
    [[nodiscard]] std::size_t heal();
    void pass_days(int days);
    void ask_any_order();

    const RunOptions& options_;
    std::filesystem::path folder_;
    std::uint64_t seed_;
    Dice dice_;
    Truth truth_;
    Place place_;
    Surroundings around_;
    Thief thief_;
    base::Moment now_ = first_moment();
    std::optional<SimOffice> office_;
    Kiosks kiosks_;
    std::vector<std::filesystem::path> dead_;  ///< disks of dead kiosks, which officers keep
    Stick rescued_;                            ///< all that came from these
    Faults faults_;
    Place::Kept kept_ = Place::Kept::everything;  ///< of the store, when it is mended
    bool days_wait_ = false;
    mutable std::string told_kiosk_;
};

}  // namespace harmony::tests::sim
