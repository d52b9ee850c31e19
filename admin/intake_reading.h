#pragma once

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "admin/intake.h"
#include "admin/office.h"
#include "base/error.h"
#include "sync/batch_reading.h"

namespace harmony::admin {

/// A file that arrived, as far as it can be looked at without knowing what came before it.
struct ReadFile {
    base::Digest digest;  ///< of the file; zero unless it was asked for
    std::optional<sync::BatchClaim> claim;
    sync::ReadBatch read;
    std::optional<db::OfficeBatch> opened;  ///< of a batch that is right so far, if asked for
};

/// What is to be done with a file besides checking its signature and form.
struct ReadingOrder {
    bool digest = false;
    bool open = true;
};

/// Reads files ahead while the one before is judged and stored: hashing, checking signatures,
/// opening and decoding are most of the work, and none of it depends on the store. Files come out
/// in the order they were put in.
class ReadingAhead {
public:
    /// All must outlive this. Starts a thread for each core but one, which judges and stores.
    ReadingAhead(const sync::Registry& registry,
                 const sync::TrustChain& trust,
                 const IntakeTools& tools);
    ReadingAhead(const ReadingAhead&) = delete;
    ReadingAhead& operator=(const ReadingAhead&) = delete;
    /// Waits for the files that are being read; those not begun are dropped.
    ~ReadingAhead();

    /// Whether another file should be put in before the next is taken out.
    [[nodiscard]] bool has_room() const {
        return reading_.size() < most_files && bytes_ < most_bytes;
    }

    void put(base::Bytes file, const ReadingOrder& order);

    /// The file that was put in first. REQUIRES: there is one.
    [[nodiscard]] ReadFile take();

private:
    /// So far ahead that the threads have work while a group is stored, and the memory stays small.
    static constexpr std::size_t most_files = 64;
    static constexpr std::size_t most_bytes = std::size_t{16} << 20U;

    struct Waiting {
        std::size_t bytes = 0;
        std::future<ReadFile> file;
    };

    void work();

    const sync::Registry& registry_;
    const sync::TrustChain& trust_;
    const IntakeTools& tools_;
    std::size_t bytes_ = 0;  ///< of the files in `reading_`
    std::deque<Waiting> reading_;

    std::mutex lock_;
    std::condition_variable changed_;
    std::deque<std::packaged_task<ReadFile()>> tasks_;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace harmony::admin
