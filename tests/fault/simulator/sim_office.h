#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "admin/aside.h"
#include "admin/intake.h"
#include "admin/office.h"
#include "events/capacity.h"
#include "events/fold.h"
#include "sim_kiosk.h"
#include "stick.h"

namespace harmony::tests::sim {

/// The real office: store, intake, answers to kiosks, books; and what an officer does with them.
class SimOffice {
public:
    SimOffice(const Surroundings& around, std::filesystem::path folder);
    SimOffice(const SimOffice&) = delete;
    SimOffice& operator=(const SimOffice&) = delete;

    /// Takes in and answers. With `second_after`, another machine on the same store does the same
    /// in the middle, after so many operations of the courier.
    void sync(std::optional<std::size_t> second_after = std::nullopt);

    /// The next version of the content.
    void publish();

    void revoke(std::size_t seat);
    void keep_backup();
    /// False when there is none that is young enough.
    [[nodiscard]] bool restore_backup();
    [[nodiscard]] bool has_backup() const { return backup_day_.has_value(); }

    /// The next trust document: a new publisher; everything that kiosks hold to it is signed again.
    void rotate();

    /// Puts everything that kiosks should have where they fetch, once more.
    void deliver_again();

    // --- what officers decide (decisions.cpp) ---------------------------------------------------

    /// Some records of a batch are erased. False when the store holds none.
    [[nodiscard]] bool erase_some();

    /// Nobody waits any more for what has not come from a kiosk. False when nothing waits.
    [[nodiscard]] bool accept_gaps(std::size_t seat);

    /// Looks at one file that is kept aside: takes it in after all, or forgets it; of a kiosk that
    /// was reinstalled, believes it. What was decided; empty when nothing lies there.
    [[nodiscard]] std::string decide_aside();

    /// Believes every kiosk that was reinstalled.
    void confirm_new_disks();

    /// Reads the folder of a dead kiosk and takes in what is there, as from a stick; what it put on
    /// the stick is added to `stick`.
    void rescue(const std::filesystem::path& dead, Stick& stick);

    // --- spaces ---------------------------------------------------------------------------------

    /// Gives a kiosk spaces at the event, or calls some back. What was done; empty: nothing.
    [[nodiscard]] std::string give_spaces(std::size_t seat);

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    [[nodiscard]] base::ManualClock& clock() { return clock_; }
    [[nodiscard]] db::OfficeStore& store() { return office_->store(); }
    [[nodiscard]] const sync::TrustChain& trust() const { return office_->trust(); }
    [[nodiscard]] const admin::IntakeReport& last_report() const { return report_; }
    [[nodiscard]] std::size_t generation() const { return generation_; }
    [[nodiscard]] const base::Digest& newest_pack() const { return newest_pack_; }
    [[nodiscard]] std::uint64_t newest_pack_version() const { return newest_pack_version_; }

    /// Digests of the batches that the store holds.
    [[nodiscard]] std::set<base::Digest> held();

    /// Reported lost, with what the store held of it then.
    [[nodiscard]] const std::map<base::KioskId, std::set<base::Digest>>& revoked() const {
        return revoked_;
    }

    /// What may never go down did, or not: heads of streams (I5).
    void check_heads();

private:
    void open();
    void take_in(admin::Office& office, sync::Courier& courier);
    void answer();
    void put_own_part(const base::KioskId& kiosk, const sync::TrustDocument& before);
    void put(const db::Published& own_part, const base::KioskId& kiosk);
    void note_grant(const base::KioskId& kiosk, std::uint64_t version, int granted);
    void write_off(const base::KioskId& kiosk);
    [[nodiscard]] events::State event_state();
    [[nodiscard]] events::Capacity known_capacity();
    void erase_again();
    [[nodiscard]] admin::IntakeTools tools() const;
    void bite_after();
    [[nodiscard]] const sync::SignKeyPair& publisher() const {
        return around_.base.publisher(generation_);
    }

    Surroundings around_;
    std::filesystem::path folder_;
    base::RealFiles files_;
    base::ManualClock clock_;
    PlaceCourier courier_;
    std::unique_ptr<admin::Office> office_;
    admin::IntakeReport report_;
    std::map<base::KioskId, std::set<base::Digest>> revoked_;
    std::map<db::StreamKey, std::uint64_t> heads_;
    std::optional<base::Day> backup_day_;
    std::size_t backup_generation_ = 0;
    std::size_t backups_ = 0;
    std::size_t generation_ = 0;
    std::vector<events::KnownFact> said_;  ///< facts of the office itself
    std::map<base::KioskId, int> granted_;
    /// What the newest backup knows of these.
    struct Remembered {
        std::set<base::RecordId> erased;
        std::vector<events::KnownFact> said;
        std::map<base::KioskId, int> granted;
    } remembered_;
    base::Digest newest_pack_;
    std::uint64_t newest_pack_version_ = 0;
};

}  // namespace harmony::tests::sim
