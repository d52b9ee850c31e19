#pragma once

#include "sim_office.h"

namespace harmony::tests::sim {

/// What an adversary holds in this run.
enum class Loot { nothing, kiosk_key, publisher_key, old_files };

/// Somebody with a stolen key, or with copies of what once lay at the store.
class Thief {
public:
    Thief(const Surroundings& around, Loot loot, std::size_t victim)
        : around_(around), loot_(loot), victim_(victim) {}
    Thief(const Thief&) = delete;
    Thief& operator=(const Thief&) = delete;

    /// One wicked deed. `office` is read for nothing but its public content.
    void act(SimOffice& office);

    [[nodiscard]] Loot loot() const { return loot_; }
    [[nodiscard]] std::size_t victim() const { return victim_; }

    /// Publishers were replaced: the stolen key is worth nothing.
    void give_up() { loot_ = Loot::nothing; }

private:
    void forge_batch();
    void publish_pack(SimOffice& office);
    void forge_ack();
    void replay();

    Surroundings around_;
    Loot loot_;
    std::size_t victim_;
};

}  // namespace harmony::tests::sim
