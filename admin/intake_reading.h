#pragma once

#include <deque>
#include <functional>
#include <future>
#include <optional>

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

/// Reads files ahead, a thread each, while the one before is judged and stored: hashing, checking
/// signatures, opening and decoding are most of the work, and none of it depends on the store.
/// Files come out in the order they were put in.
class ReadingAhead {
public:
    /// Both must outlive this.
    ReadingAhead(const sync::Registry& registry, const IntakeTools& tools);
    ReadingAhead(const ReadingAhead&) = delete;
    ReadingAhead& operator=(const ReadingAhead&) = delete;
    ~ReadingAhead() = default;  // waits for what is being read

    /// Whether another file should be put in before the next is taken out.
    [[nodiscard]] bool has_room() const { return reading_.size() < ahead_; }

    void put(base::Bytes file, const ReadingOrder& order);

    /// The file that was put in first. REQUIRES: there is one.
    [[nodiscard]] ReadFile take();

private:
    const sync::Registry& registry_;
    const IntakeTools& tools_;
    std::size_t ahead_;
    std::deque<std::future<ReadFile>> reading_;
};

}  // namespace harmony::admin
