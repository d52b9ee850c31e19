#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/log.h"
#include "fault/simulator/base_world.h"
#include "fault/simulator/sim_office.h"
#include "kiosk/machine.h"
#include "kiosk/pack_store.h"
#include "kiosk/sealing_outbox.h"

namespace harmony::tests {

/// Somebody who answers, and may sign up for an event as well.
struct Person {
    base::RecordId answer;
    std::optional<base::RecordId> sign_up;
    std::string language;
    int minute = 0;  ///< after the stall opened
};

/// What is done wrong on purpose at a stall, so that the attacker must notice.
enum class Fault {
    none,
    no_k,        ///< small groups leave at once
    exact_time,  ///< both kinds of record say the minute
    no_shuffle,  ///< record ids ascend, so a sorted batch is in order of arrival
    no_vacuum,   ///< the files are seized before the journal has rewritten them
};

/// The files that a thief with every key has after one engagement.
struct Loot {
    std::map<std::string, base::Bytes> files;               ///< of kiosk, store and office, by name
    std::vector<std::vector<sync::ObjectName>> deliveries;  ///< to the store, sync by sync
    std::map<std::string, base::Bytes> objects;             ///< at the store, by name
};

/// One kiosk at one engagement: the real outbox, journal, sealing and cutting on real files, a
/// store, and the real office.
class Stall {
public:
    Stall(const sim::BaseWorld& base,
          std::filesystem::path folder,
          std::uint64_t seed,
          Fault fault);
    Stall(const Stall&) = delete;
    Stall& operator=(const Stall&) = delete;
    ~Stall();

    /// `people` come one after the other; with `lunch`, staff sync once in the middle.
    void open(std::size_t people, bool lunch, unsigned other_languages);

    /// Evening: sync, the office takes in; what a thief would then find.
    [[nodiscard]] Loot close();

    [[nodiscard]] const std::vector<Person>& people() const { return people_; }

private:
    void answer(Person& person);
    void sign_up(Person& person);
    void sync();
    void let_small_groups_go();
    void seize(Loot& loot) const;

    sim::Dice dice_;
    sim::Truth truth_;
    sim::Place place_;
    const sim::BaseWorld& base_;
    Fault fault_;
    std::filesystem::path folder_;
    std::unique_ptr<base::RandomSource> random_;  ///< of the kiosk
    base::RealFiles files_;
    base::SilentLog log_;
    base::ManualClock clock_;
    sim::PlaceCourier courier_;
    sim::SimOffice office_;
    std::unique_ptr<db::KioskJournal> journal_;
    std::unique_ptr<kiosk::Machine> machine_;
    std::unique_ptr<kiosk::PackStore> packs_;
    std::unique_ptr<kiosk::SealingOutbox> outbox_;
    std::vector<Person> people_;
    std::set<std::string> seen_;
    Loot early_;  ///< before the journal was rewritten
    std::vector<std::vector<sync::ObjectName>> deliveries_;
};

}  // namespace harmony::tests
