#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/log.h"
#include "base_world.h"
#include "bites.h"
#include "db/kiosk_journal.h"
#include "kiosk/machine.h"
#include "kiosk/pack_store.h"
#include "kiosk/sealing_outbox.h"
#include "place.h"
#include "sync/wraps.h"

namespace harmony::tests::sim {

/// What kiosks share in a run.
struct Surroundings {
    const BaseWorld& base;
    Place& place;
    Truth& truth;
    Dice& dice;
    Bite bite = Bite::none;
};

/// The facts that a batch of contacts holds.
[[nodiscard]] std::vector<base::RecordId> facts_in(base::ByteView file, const sync::KeyRing& ring);

/// The real outbox, journal, machine, packs and courier run of one kiosk, on its own folder.
class SimKiosk {
public:
    /// `folder` holds a copy of the seat's disk.
    SimKiosk(const Surroundings& around,
             std::size_t seat,
             std::filesystem::path folder,
             base::Moment now);
    SimKiosk(const SimKiosk&) = delete;
    SimKiosk& operator=(const SimKiosk&) = delete;
    ~SimKiosk();

    /// A second machine on a copy of this one's disk (without /run, which is memory).
    [[nodiscard]] std::unique_ptr<SimKiosk> clone(std::filesystem::path folder);

    /// The program starts again; everything in memory is gone.
    void restart();
    void power_cycle();
    void keep_image();
    /// False when there is none.
    [[nodiscard]] bool restore_image();

    /// `count` people answer at an engagement; those that were thanked are in the truth.
    void answer(std::size_t count);
    void sign_up();
    /// Somebody asks for a place at the event with a number of spaces. What was said; empty: this
    /// machine takes nobody.
    [[nodiscard]] std::string take_space();

    /// The machine gets a new disk with the keys of this seat, and begins a new chain on it. Where
    /// the old disk lies then, unless nobody has it any more.
    enum class OldDisk { lost, kept };
    [[nodiscard]] std::filesystem::path reinstall(OldDisk old_disk);

    /// Sync, as staff or the night do it. `crash_after` operations of the courier the program dies.
    void sync(std::optional<std::size_t> crash_after = std::nullopt);
    void night();

    /// Checks what may never go down or be shown (I5, I7), and learns which batches were cut.
    void observe();

    /// A pack of the version in use, with other bytes, for the bite.
    void use_other_pack(base::ByteView manifest);

    [[nodiscard]] std::size_t seat() const { return seat_; }
    [[nodiscard]] const base::KioskId& id() const;
    [[nodiscard]] base::ManualClock& clock() { return clock_; }
    [[nodiscard]] bool active() const;
    [[nodiscard]] std::uint64_t loose();
    [[nodiscard]] bool has_unsent();
    [[nodiscard]] std::uint64_t pack_version() const { return packs_->version(); }
    [[nodiscard]] base::Digest pack_digest() const;
    [[nodiscard]] std::uint32_t trust_version() const;
    [[nodiscard]] std::uint64_t floor(std::string_view object);
    [[nodiscard]] const std::set<base::Digest>& freed() const { return memory_.freed; }
    /// The last complaint of a sync, for the trace.
    [[nodiscard]] const std::string& trouble() const { return trouble_; }

private:
    /// What the simulator remembers of this disk; an image has its own.
    struct Memory {
        std::vector<base::RecordId> taken;
        std::map<base::Digest, std::pair<db::RecordClass, std::uint64_t>> batches;
        std::set<base::Digest> freed;
        std::map<std::string, std::uint64_t> floors;  ///< object and publishers
        std::map<base::Digest, std::pair<std::uint64_t, base::Digest>> shown;  ///< by publishers
        base::Digest pack;
        std::size_t trust = 0;
        std::uint64_t records = 0;
    };

    void start();
    void stop();
    [[nodiscard]] base::Result<void> carry();
    void learn_batches();
    void check_floors();
    void check_pack();
    void learn_facts(base::ByteView file);
    [[nodiscard]] base::Result<kiosk::KeptSignUp> hand_in(kiosk::SignUpSubmission submission);
    void widen_ledger();
    void bite_before();
    void bite_after();

    Surroundings around_;
    std::size_t seat_;
    std::filesystem::path folder_;
    base::RealFiles files_;
    base::SilentLog log_;
    base::ManualClock clock_;
    PlaceCourier courier_;
    std::unique_ptr<db::KioskJournal> journal_;
    std::unique_ptr<kiosk::Machine> machine_;
    std::unique_ptr<kiosk::PackStore> packs_;
    std::unique_ptr<kiosk::SealingOutbox> outbox_;
    Memory memory_;
    std::optional<Memory> image_;
    std::string trouble_;
    std::size_t disks_ = 1;
};

}  // namespace harmony::tests::sim
