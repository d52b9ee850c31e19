#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fault/power_cut_disk.h"

namespace harmony::tests {

/// What a sweep over the points of a fault found. Everything but `points` should be 0.
struct SweepCounts {
    std::uint64_t points = 0;
    std::uint64_t corrupt = 0;  ///< a file that failed its check or could not be opened
    std::uint64_t lost = 0;     ///< what somebody was told is kept, and is nowhere
    std::uint64_t doubled = 0;  ///< what is there twice
    std::uint64_t broken = 0;   ///< anything else that was promised

    [[nodiscard]] std::uint64_t bad() const { return corrupt + lost + doubled + broken; }
    SweepCounts& operator+=(const SweepCounts& other);
};

/// Orders of steps that a workload gets wrong on purpose, for the self-checks.
enum class WrongOrder {
    none,
    ack_before_commit,  ///< people are told before the store has answered
    free_on_upload,     ///< a batch is freed when it was carried, not when the office has it
};

/// A day in the life of a program that writes: real code on an invented disk.
///
/// The sweep calls `start`, then every step, then `stop`. All three may throw `db::StoreFailed`,
/// after which it calls `leave` (the process is gone), mends or reboots the disk, and either judges
/// or goes on with the step after. What people were told is noted only when a call has answered.
class Workload {
public:
    Workload() = default;
    Workload(const Workload&) = delete;
    Workload& operator=(const Workload&) = delete;
    virtual ~Workload() = default;

    [[nodiscard]] virtual std::size_t steps() const = 0;

    /// A program begins, with whatever is on the disk. A full disk is no reason to throw.
    virtual void start() = 0;

    /// Does nothing when the program could not begin.
    virtual void step(std::size_t number) = 0;

    /// The program ends as it should.
    virtual void stop() = 0;

    /// The process is gone: what it held is not closed, nothing of it reaches the disk.
    virtual void leave() = 0;

    /// Judges what a program finds that begins now, with no fault.
    virtual void check(SweepCounts& counts) = 0;

    /// True when every sync is one whose failure the program must hear of.
    [[nodiscard]] virtual bool hears_of_every_sync() const { return false; }

    void hear_of_trouble() { heard_ = true; }
    [[nodiscard]] bool has_heard_of_trouble() const { return heard_; }

private:
    bool heard_ = false;
};

/// Every name that `make_workload` knows: W1 to W4, and M1, M2, ... for the stores that are kept.
[[nodiscard]] std::vector<std::string> workload_names();

/// W1 the kiosk's journal, W2 the office's store, W3 what a kiosk remembers and its packs, W4 plain
/// files; M<n> the office's store of tests/data/stores/v<n>, which today's code makes newer.
/// Nothing for another name. `disk` must outlive it.
[[nodiscard]] std::unique_ptr<Workload> make_workload(std::string_view name,
                                                      PowerCutDisk& disk,
                                                      std::uint64_t seed,
                                                      WrongOrder wrong);

[[nodiscard]] std::unique_ptr<Workload> kiosk_journal_workload(PowerCutDisk& disk,
                                                               std::uint64_t seed,
                                                               WrongOrder wrong);
[[nodiscard]] std::unique_ptr<Workload> office_store_workload(PowerCutDisk& disk,
                                                              std::uint64_t seed);
[[nodiscard]] std::unique_ptr<Workload> kiosk_state_workload(PowerCutDisk& disk,
                                                             std::uint64_t seed);
[[nodiscard]] std::unique_ptr<Workload> plain_files_workload(PowerCutDisk& disk,
                                                             std::uint64_t seed);

[[nodiscard]] std::unique_ptr<Workload> migration_workload(PowerCutDisk& disk,
                                                           std::string_view name);
/// "M1", ... : one for each store that is kept, whichever there are.
[[nodiscard]] std::vector<std::string> migration_names();

/// Makes a folder that is there for good, as an installation does.
void install_folder(PowerCutDisk& disk, const std::string& folder);

/// Runs `PRAGMA integrity_check` on a database of the disk; false when it does not say "ok". Nobody
/// may have it open.
[[nodiscard]] bool is_whole(const std::string& vfs, const std::string& file);

}  // namespace harmony::tests
