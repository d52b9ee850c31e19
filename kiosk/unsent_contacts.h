#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/error.h"
#include "base/files.h"
#include "base/time.h"
#include "db/kiosk_journal.h"
#include "kiosk/contact_sealer.h"

namespace harmony::kiosk {

/// Contact batches that nobody fetched (design of events, 17.1; docs/formats/hk1.md, 12.4): names
/// may not lie on a machine for ever because no courier comes. A batch is dropped when the last of
/// its events is `unsent_days` past; what stays is a note with its number, which the office reads.
class UnsentContacts {
public:
    /// From so many days before that on, staff and office are told: half of `unsent_days`.
    static constexpr std::chrono::days warned_before{7};

    struct Waiting {
        std::uint64_t seq = 0;
        base::Day drop_after{};  ///< this day is the last on which it waits
        bool dropped = false;    ///< only its note waits now

        bool operator==(const Waiting&) const = default;
    };

    /// `journal` must outlive this.
    explicit UnsentContacts(db::KioskJournal& journal) : journal_(journal) {}

    /// The last day of the personal rows that the next cut will put into batches; nothing: none.
    /// Asked before the cut.
    [[nodiscard]] std::optional<base::Day> before_cut() const;

    /// Keeps until when these batches wait; nothing: for ever, since they name nobody.
    [[nodiscard]] base::Result<void> note(std::span<const db::CutBatch> batches,
                                          std::optional<base::Day> last);

    /// Forgets what the office has, and drops what waited too long: how many real records went.
    /// Nothing is dropped while the clock is doubted. A batch whose note was lost to a power cut
    /// waits until `fallback`.
    [[nodiscard]] base::Result<std::uint32_t> settle(base::Day today,
                                                     base::Day fallback,
                                                     bool clock_doubted);

    /// Batches of which only a note is left.
    [[nodiscard]] std::vector<db::DroppedBatch> dropped() const;

    /// What is past half its time, and the last day on which the first of it waits.
    struct Late {
        int records = 0;
        std::optional<base::Day> first_drop;
    };
    [[nodiscard]] Late late(base::Day today) const;

private:
    [[nodiscard]] std::vector<Waiting> read() const;
    [[nodiscard]] base::Result<void> write(const std::vector<Waiting>& all);

    db::KioskJournal& journal_;
};

}  // namespace harmony::kiosk
