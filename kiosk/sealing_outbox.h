#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/files.h"
#include "base/log.h"
#include "base/random.h"
#include "base/time.h"
#include "db/kiosk_journal.h"
#include "kiosk/clock_doubt.h"
#include "kiosk/inbox.h"
#include "kiosk/machine.h"
#include "kiosk/outbox.h"
#include "kiosk/pack_store.h"
#include "kiosk/rounds.h"
#include "kiosk/spool.h"
#include "kiosk/unsent_contacts.h"
#include "kiosk/version.h"
#include "sync/slot_pool.h"

namespace harmony::kiosk {

/// Carries what lies in the spool, once. In production a service of its own does; without a service
/// manager the kiosk starts the program as a child (courier_child.h). Empty: nobody carries.
using RunCourier = std::function<base::Result<void>()>;

/// Everything an outbox is made of; all of it must outlive the outbox.
struct OutboxParts {
    Machine& machine;
    db::KioskJournal& journal;
    PackStore& packs;
    base::Files& files;
    base::RandomSource& random;
    const base::Clock& clock;
    base::Log& log;
    RunCourier run_courier;
    bool only_for_staff = false;  ///< it needs a person with a stick: not by itself at night
    base::Day made = app_made;    ///< the day of the program: what is no clock (clock_doubt.h)
};

/// The outbox on the real stack: seals with slots of the current epoch, keeps in the journal, cuts
/// batches into the spool. With `kiosk/batch_sealer`, the one place that holds `db` and `sync`.
class SealingOutbox final : public Outbox {
public:
    /// REQUIRES: an enrolled machine. Errors: those of opening the slot pool.
    [[nodiscard]] static base::Result<std::unique_ptr<SealingOutbox>> open(OutboxParts parts);

    [[nodiscard]] base::Result<base::RecordId> begin_task() override;
    [[nodiscard]] base::Result<void> submit(Submission submission,
                                            const survey::Form& form) override;
    [[nodiscard]] base::Result<KeptSignUp> keep(SignUpSubmission submission) override;
    [[nodiscard]] base::Result<base::ReceiptKey> receipt_key(
        const base::SecretText& digits) override;
    [[nodiscard]] base::Result<void> say(events::Fact fact) override;
    [[nodiscard]] base::Result<DoorAnswer> check_in(const DoorQuery& query) override;
    [[nodiscard]] base::Result<DoorNews> say_at_door(const events::OccurrenceId& date,
                                                     std::optional<events::Fact> fact) override;
    void end_task(const base::RecordId& task) override;
    [[nodiscard]] base::Result<OutboxCounts> counts() override;
    [[nodiscard]] base::Result<void> tell_office(const sync::Heartbeat& told) override;
    void tend() override;
    [[nodiscard]] bool tending_brought_content() override {
        return std::exchange(brought_content_, false);
    }

protected:
    [[nodiscard]] base::Result<SyncReport> sync(SmallGroups small) override;

private:
    struct Cuts {
        int batches = 0;
        std::vector<HeldAnswers> held;
    };

    SealingOutbox(OutboxParts parts, sync::SlotPool pool);

    [[nodiscard]] std::vector<sync::BoxPublicKey> survey_recipients() const;
    [[nodiscard]] base::Result<void> start_epoch();
    [[nodiscard]] base::Result<void> follow_recipients();
    [[nodiscard]] base::Result<void> check_space() const;
    [[nodiscard]] base::Day earliest_day() const;
    [[nodiscard]] base::Result<void> hold_to_the_clock_floor(survey::Response& response);
    [[nodiscard]] base::Result<base::SecretBytes> encode(Submission& submission,
                                                         const survey::Form& form) const;
    [[nodiscard]] base::Result<void> keep_hear_back(const Submission& submission);
    [[nodiscard]] base::Result<void> follow_grants();
    [[nodiscard]] events::SignUpDecision decide(const SignUpSubmission& submission,
                                                const std::optional<events::Allocation>& here,
                                                base::Day day) const;
    [[nodiscard]] bool was_stopped() const;
    [[nodiscard]] db::CutOrder order_of(db::RecordClass cls) const;
    [[nodiscard]] base::Result<Cuts> cut(std::span<const db::RecordClass> classes,
                                         SmallGroups small);
    [[nodiscard]] base::Result<void> put_health(const sync::Heartbeat& told,
                                                std::optional<sync::ObjectName>* name = nullptr);
    void put_own_health();
    void tidy_when_quiet();
    void send_by_itself();
    void drop_what_is_over();
    [[nodiscard]] base::Result<void> put_expiry_notes();
    [[nodiscard]] base::Result<void> fill_spool();
    [[nodiscard]] base::Result<void> ask_courier(std::vector<sync::FileHash> content);
    [[nodiscard]] base::Result<void> note_delivered();
    [[nodiscard]] base::Result<InboxReport> take_in();
    void hear_courier();
    void take_what_it_brought();
    [[nodiscard]] base::Result<void> carry(SyncReport& report);
    [[nodiscard]] base::Result<SyncReport> fill_and_carry(SmallGroups small, bool carries);

    static constexpr std::array both_classes = {db::RecordClass::survey, db::RecordClass::contact};

    OutboxParts parts_;
    sync::SlotPool pool_;
    Spool spool_;
    Inbox inbox_;
    UnsentContacts unsent_;
    Rounds rounds_;
    ClockDoubt doubt_;
    std::map<base::RecordId, sync::Slot> tasks_;  ///< under way
    std::optional<events::SignUpId> last_id_;     ///< of the sign-up that was kept last,
    KeptSignUp last_kept_;                        ///< and what came of it
    std::optional<Wants> asked_;                  ///< of a courier of its own
    std::optional<CourierNews> heard_;            ///< from it
    std::vector<sync::FileHash> wanted_;
    bool brought_content_ = false;
};

}  // namespace harmony::kiosk
