#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/library.h"
#include "kiosk/map_tiles.h"
#include "kiosk/outbox.h"
#include "kiosk/staff/staff_desk.h"
#include "kiosk/staff_door.h"

namespace harmony::kiosk {

// Everything that touches a file, the store, a key or the courier is done here, asked for by value
// and answered by value. A page never waits: it shows what it has until the answer comes.

namespace job {

struct BeginTask {};

struct Submit {
    Submission submission;
    std::shared_ptr<const Library> library;  ///< keeps the form alive
    std::string survey;
};

struct SendSignUp {
    SignUpSubmission submission;
};

/// Which key a receipt number has.
struct FindReceipt {
    base::SecretText digits;
};

/// Keeps a fact that names nobody.
struct Say {
    events::Fact fact;
};

/// Somebody stands at the door.
struct CheckIn {
    DoorQuery query;
};

/// Somebody came without a sign-up, or was counted; without a fact, the totals are asked for.
struct SayAtDoor {
    events::OccurrenceId date;
    std::optional<events::Fact> fact;
};

struct EndTask {
    base::RecordId task;
};

struct ReadCounts {};
/// `progress` may be missing.
struct Sync {
    std::shared_ptr<SyncProgress> progress;
    SmallGroups small = SmallGroups::stay;
};

struct TryPin {
    base::SecretText pin;
    StaffPin which = StaffPin::staff;
};

/// What a staff page needs of files, store and machine.
struct AtDesk {
    Errand errand;
};

/// Decodes tiles of a map.
struct LoadTiles {
    std::shared_ptr<const Library> library;  ///< keeps the map alive
    std::vector<TileName> tiles;
};

/// Reads the pack in use again.
struct LoadContent {};

}  // namespace job

using Job = std::variant<job::BeginTask,
                         job::Submit,
                         job::SendSignUp,
                         job::FindReceipt,
                         job::Say,
                         job::CheckIn,
                         job::SayAtDoor,
                         job::EndTask,
                         job::ReadCounts,
                         job::Sync,
                         job::TryPin,
                         job::LoadTiles,
                         job::AtDesk,
                         job::LoadContent>;

namespace answer {

struct TaskBegun {
    base::Result<base::RecordId> record;
};

struct Submitted {
    Revision revision = Revision::core;
    base::Result<void> done;
    int records = 0;  ///< in the journal, once this one was durable
};

struct SignUpSent {
    events::SignUpId sign_up;
    base::Result<KeptSignUp> done;
    base::Result<OutboxCounts> counts;  ///< afterwards: it may have taken spaces
};

struct ReceiptFound {
    base::Result<base::ReceiptKey> key;
};

struct Said {
    base::Result<void> done;
};

struct CheckedIn {
    base::Result<DoorAnswer> answer;
};

struct SaidAtDoor {
    base::Result<DoorNews> news;
};

struct CountsRead {
    base::Result<OutboxCounts> counts;
};

struct Synced {
    base::Result<SyncReport> report;
};

struct TilesLoaded {
    std::vector<LoadedTile> tiles;
};

struct ContentLoaded {
    base::Result<std::shared_ptr<const Library>> library;
};

/// A promise inside the program was broken while a job was done: the program must restart.
struct Broken {
    std::string what;
    bool saving = false;  ///< it was a resident's answers
};

}  // namespace answer

using Answer = std::variant<answer::TaskBegun,
                            answer::Submitted,
                            answer::SignUpSent,
                            answer::ReceiptFound,
                            answer::Said,
                            answer::CheckedIn,
                            answer::SaidAtDoor,
                            answer::CountsRead,
                            answer::Synced,
                            PinTried,
                            answer::TilesLoaded,
                            DeskAnswer,
                            answer::ContentLoaded,
                            answer::Broken>;

/// Where the content of the pack in use comes from.
using LoadLibrary = std::function<base::Result<std::shared_ptr<const Library>>()>;

/// Does jobs one after the other, against the real outbox or a test's.
class Worker {
public:
    /// What jobs are done with. All must outlive the worker.
    struct Parts {
        Outbox& outbox;
        StaffDoor& door;
        LoadLibrary load;
        StaffDesk* desk = nullptr;  ///< none: errands have no answer
    };

    Worker() = default;
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    virtual ~Worker() = default;

    virtual void post(Job job) = 0;

    /// The next answer, in the order of the jobs; nothing when none is ready.
    [[nodiscard]] virtual std::optional<Answer> poll() = 0;
};

/// Does a job when its answer is asked for: the same script gives the same run.
class InlineWorker final : public Worker {
public:
    explicit InlineWorker(Parts parts);
    ~InlineWorker() override;

    void post(Job job) override;
    [[nodiscard]] std::optional<Answer> poll() override;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Does jobs on a thread of its own. `ready` is called from it after each answer; it also tends the
/// outbox once a minute.
class ThreadWorker final : public Worker {
public:
    ThreadWorker(Parts parts, std::function<void()> ready);
    /// Finishes the jobs that were posted, then ends the thread.
    ~ThreadWorker() override;

    void post(Job job) override;
    [[nodiscard]] std::optional<Answer> poll() override;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace harmony::kiosk
