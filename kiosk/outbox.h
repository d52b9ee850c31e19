#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/ids.h"
#include "base/secret.h"
#include "base/time.h"
#include "events/allocation.h"
#include "events/fact.h"
#include "events/sign_up.h"
#include "kiosk/door/door_desk.h"
#include "survey/form.h"
#include "survey/response.h"
#include "sync/heartbeat.h"

namespace harmony::kiosk {

/// Which sealing of a task this is (docs/formats/hk1.md): `core` is everything up to "Send my
/// answers"; `whole` has the equality block too and replaces `core` under the same record id.
enum class Revision { core, whole };

/// One checked sign-up on its way out, by value.
struct SignUpSubmission {
    events::SignUp sign_up;
    /// What its facts are called, drawn when it was begun: kept twice, it is there once.
    std::array<base::RecordId, events::most_facts> records;
    std::optional<base::EngagementId> engagement = {};  ///< where it was made: counted, not sealed
    /// What the pack says of its date; nothing: a request that the office answers.
    std::optional<events::SignUpTerms> terms = {};
    events::ClockTrust clock = events::ClockTrust::trusted;
};

/// What came of a sign-up that was handed in.
struct KeptSignUp {
    events::SignUpDecision decision = events::SignUpDecision::requested;
    std::string ticket = {};  ///< "HT1:..."; empty: nothing was kept, so there is none

    [[nodiscard]] bool kept() const { return events::outcome_of(decision).has_value(); }
    bool operator==(const KeptSignUp&) const = default;
};

/// What this machine may still give away of one date.
struct SpacesLeft {
    events::OccurrenceId occurrence;
    int left = 0;

    bool operator==(const SpacesLeft&) const = default;
};

/// One frozen response on its way out, by value: the worker owns it, the screens no longer do.
struct Submission {
    base::RecordId task;  ///< what `begin_task` gave
    Revision revision = Revision::core;
    survey::Response response;  ///< its `receipt` is empty: the outbox fills it in
    /// The 12 digits that the thanks screen will show (receipt.h), or empty when the survey gives
    /// no receipt. The same digits for both revisions. Never stored: only their key is.
    base::SecretText receipt_digits;
    /// Of a report: how its resident wants to hear what came of it. Sealed apart from the answers,
    /// to the contact keys, and found again by the receipt. REQUIRES: digits of a receipt.
    std::optional<SignUpSubmission> hear_back = {};
};

/// What was taken at one engagement today.
struct EngagementCount {
    base::EngagementId engagement;
    int responses = 0;
    int sign_ups = 0;

    bool operator==(const EngagementCount&) const = default;
};

/// What the journal holds. Read by staff screens, the `machine` page and scripts.
struct OutboxCounts {
    int records = 0;  ///< responses in the journal that were not freed yet
    int unsent = 0;   ///< of these, not acknowledged by the office yet
    int today = 0;    ///< responses whose day is today
    std::optional<base::Day> oldest_unsent;
    std::optional<base::Day> last_sent;
    int sign_ups_today = 0;                      ///< sign-ups whose day is today
    std::vector<EngagementCount> by_engagement;  ///< those with a count today, by id
    std::vector<SpacesLeft> spaces;              ///< of dates that this machine may give spaces of
    int spaces_elsewhere = 0;  ///< of every other date: only a preview pretends to have some
    int sign_ups_waiting = 0;  ///< sealed records of sign-ups that the office has not acknowledged

    bool operator==(const OutboxCounts&) const = default;
};

/// Answers that stay on the machine because they are too few of one engagement and day.
struct HeldAnswers {
    std::optional<base::EngagementId> engagement;
    base::Day day;
    int responses = 0;
    int enough = 0;  ///< from how many on they go by themselves

    bool operator==(const HeldAnswers&) const = default;
};

/// Whether groups that are too small to leave go all the same.
enum class SmallGroups {
    stay,
    go,  ///< staff sent them, and know what somebody could guess
};

/// What one "sync now" did, in numbers; the screen has the words.
struct SyncReport {
    int batches_out = 0;          ///< sealed batches put into the spool or on the stick
    int acknowledged = 0;         ///< batches that the office has acknowledged since
    bool new_content = false;     ///< a newer pack was taken in; it is used from the next session
    std::string trouble;          ///< empty, or one sentence for staff (what was refused and why)
    std::string content_refused;  ///< why new content was not taken; empty: it was, or none came
    std::vector<HeldAnswers> held = {};  ///< what is too few to go, by day
};

/// How far a sync has come; written by the worker, read by the page that shows it.
struct SyncProgress {
    std::atomic<int> done{0};
    std::atomic<int> items{0};  ///< 0: not known yet
};

/// Where a finished response goes: sealed at once to the office's keys and appended to the journal.
///
/// The one place of this program that holds both `db` and `sync`. All calls come from the worker
/// thread (worker.h), one at a time. A returned error means that nothing was stored; a commit that
/// failed half-way throws `BrokenPromise`, and the program restarts on a checked file.
class Outbox {
public:
    Outbox() = default;
    Outbox(const Outbox&) = delete;
    Outbox& operator=(const Outbox&) = delete;
    virtual ~Outbox() = default;

    /// Takes a slot: the record id exists before anything is answered. Errors: full (no new task
    /// may begin), refused (this machine may not take answers: revoked, copied, not set up).
    [[nodiscard]] virtual base::Result<base::RecordId> begin_task() = 0;

    /// Fills in the receipt key, encodes, seals and commits. Once this has returned, the response
    /// survives a power cut. `form` is the one the response names. The batch cutter leaves the
    /// record alone until `end_task`. REQUIRES: `core` before `whole`, each once.
    [[nodiscard]] virtual base::Result<void> submit(Submission submission,
                                                    const survey::Form& form) = 0;

    /// Decides what may be said to this party, seals the facts to the office's contact keys, and
    /// commits both with the space that it takes, all or none. They share no file, key or id with
    /// any response. Once this has returned, it survives a power cut; where the decision signs
    /// nobody up, nothing is kept. Errors: full, refused, as `begin_task`.
    [[nodiscard]] virtual base::Result<KeptSignUp> keep(SignUpSubmission submission) = 0;

    /// The key under which packs tell how things stand with a receipt number. Takes about 60 ms.
    /// Errors: refused (a machine that was never set up), full (no memory).
    [[nodiscard]] virtual base::Result<base::ReceiptKey> receipt_key(const base::SecretText&) {
        return base::Error{base::ErrorKind::refused, "This machine is not set up yet."};
    }

    /// Seals a fact that names nobody and commits it; its number and day are filled in. Once this
    /// has returned, it survives a power cut. Errors: as `begin_task`.
    [[nodiscard]] virtual base::Result<void> say(events::Fact) {
        return base::Error{base::ErrorKind::refused, "This machine is not set up yet."};
    }

    /// Who stands at the door: the verdict, and when they may come in, the fact of it with this
    /// machine's own mark, one after the other. Errors: as `begin_task`.
    [[nodiscard]] virtual base::Result<DoorAnswer> check_in(const DoorQuery&) {
        return base::Error{base::ErrorKind::refused, "This machine is not set up yet."};
    }

    /// Keeps who came without a sign-up, or was counted; nothing: tells the totals alone.
    [[nodiscard]] virtual base::Result<DoorNews> say_at_door(const events::OccurrenceId&,
                                                             std::optional<events::Fact>) {
        return base::Error{base::ErrorKind::refused, "This machine is not set up yet."};
    }

    /// The task is over: sent (nothing more will be sealed for it), left or wiped. A slot that
    /// never sealed goes back to the pool; one that sealed never does. Unknown ids are no error.
    virtual void end_task(const base::RecordId& task) = 0;

    [[nodiscard]] virtual base::Result<OutboxCounts> counts() = 0;

    /// Cuts what may be cut, hands it to the courier's spool, and takes in what the spool brought:
    /// acknowledgements and packs. Errors: unreachable (no stick, no spool), full.
    [[nodiscard]] base::Result<SyncReport> sync_now(SmallGroups small = SmallGroups::stay) {
        return sync(small);
    }

    /// Tells the next `sync_now` where to write how far it has come.
    void report_progress(std::shared_ptr<SyncProgress> progress) {
        progress_ = std::move(progress);
    }

    /// Asked at every sync and once a day, to tell the office how the machine is.
    void ask_health(std::function<sync::Heartbeat()> health) { health_ = std::move(health); }

    /// Signs how the machine is, seals it to the office and has it carried. An error when it did
    /// not get to where couriers bring things: refused, unreachable, full.
    [[nodiscard]] virtual base::Result<void> tell_office(const sync::Heartbeat&) {
        return base::Error{base::ErrorKind::refused, "This machine is not set up yet."};
    }

    /// Once a minute from the idle worker: nightly cut, key rotation, retention. Nothing for
    /// screens.
    virtual void tend() = 0;

    /// True once after `tend` has taken in newer content.
    [[nodiscard]] virtual bool tending_brought_content() { return false; }

protected:
    [[nodiscard]] virtual base::Result<SyncReport> sync(SmallGroups small) = 0;

    /// Items are steps of the sync: batches to put out, objects that came.
    void note_progress(int done, int items) const {
        if (progress_) {
            progress_->items = items;
            progress_->done = done;
        }
    }

    [[nodiscard]] const std::shared_ptr<SyncProgress>& progress() const { return progress_; }

    [[nodiscard]] const std::function<sync::Heartbeat()>& health() const { return health_; }

private:
    std::shared_ptr<SyncProgress> progress_;
    std::function<sync::Heartbeat()> health_;
};

}  // namespace harmony::kiosk
