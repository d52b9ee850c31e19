#pragma once

// Not a public header: the set of facts in its one order, and what names what.

#include <span>
#include <vector>

#include "events/fold.h"

namespace harmony::events {

/// A fact about which no subject stands, or all of one subject, in the order of kind and id.
using FactGroup = std::span<const KnownFact* const>;

/// Steps (a) to (c) of the fold: equal facts once, mismatches settled, erased subjects dropped,
/// removals and closings known. Writes what it finds into the state.
class FactSet {
public:
    FactSet(std::span<const KnownFact> facts, State& state);

    /// Calls `take` with the facts of each subject.
    template <typename Take>
    void each_subject(const Take& take) const {
        for (std::size_t from = 0; from < subjects_.size();) {
            std::size_t to = from;
            while (to < subjects_.size() &&
                   subjects_[to]->head().subject == subjects_[from]->head().subject) {
                ++to;
            }
            take(FactGroup(subjects_).subspan(from, to - from));
            from = to;
        }
    }

    /// Facts without a subject, by kind and id.
    [[nodiscard]] FactGroup others() const { return others_; }

    /// Whether another fact takes it back.
    [[nodiscard]] bool is_removed(const KnownFact& fact) const;

    /// How an offer ended; the smallest content hash leads.
    [[nodiscard]] std::optional<OfferEnd> end_of(const KnownFact& promoted) const;

    /// How officers closed a conflict; nothing when it is open.
    [[nodiscard]] const ConflictClosed* closing(const Conflict& conflict) const;

    /// Notes a conflict, with how it was closed.
    const ConflictClosed* note(Conflict conflict);

private:
    struct Naming {
        FactId named;
        base::Digest content;
        const KnownFact* fact;
    };

    /// What an officer's fact says of which conflict it closes.
    struct ConflictName {
        ConflictKind kind;
        base::RecordId about;
        base::RecordId other;
        OccurrenceId occurrence;

        auto operator<=>(const ConflictName&) const = default;
    };

    struct Closing {
        ConflictName conflict;
        const KnownFact* fact;
    };

    void settle(std::span<const KnownFact> facts);
    std::vector<const KnownFact*> without_erased();
    const ConflictClosed* close(Conflict& conflict) const;
    void note_forks(const std::vector<const KnownFact*>& good);
    void take_names(const std::vector<const KnownFact*>& good);
    void take_closings();
    void group(const std::vector<const KnownFact*>& good);

    State& state_;
    std::vector<const KnownFact*> good_;
    std::vector<const KnownFact*> subjects_;
    std::vector<const KnownFact*> others_;
    std::vector<Naming> removals_;
    std::vector<Naming> ends_;
    std::vector<Closing> closings_;
};

/// 16 bytes that order as they do, in two numbers: sorting is most of the work of a fold.
struct SortKey {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    auto operator<=>(const SortKey&) const = default;
};

[[nodiscard]] SortKey sort_key(base::ByteView bytes);

/// An id of another kind with the same bytes.
template <typename To, typename From>
[[nodiscard]] To same_bytes(const From& from) {
    static_assert(To::size == From::size);
    return *To::from_bytes(from.view());
}

}  // namespace harmony::events
