#pragma once

// Not a public header: the parts of the fold.

#include <functional>
#include <map>

#include "events/fold_set.h"

namespace harmony::events {

/// A step, and the fact that it follows.
struct Link {
    FactId follows;
    const KnownFact* step = nullptr;
};

/// Of several facts of a kind in a group the one with the smallest content hash.
template <typename P>
[[nodiscard]] const KnownFact* smallest(FactGroup group) {
    const KnownFact* found = nullptr;
    for (const KnownFact* fact : group) {
        if (fact->as<P>() != nullptr && (found == nullptr || fact->content < found->content)) {
            found = fact;
        }
    }
    return found;
}

/// Goes along the steps from a fact on. Of two that follow the same one the officers' choice, else
/// the smaller content hash leads; both are kept, and officers see it. `allowed` says whether a
/// step may be taken now; what may not is listed. `take` takes it.
void walk(FactSet& set,
          FactId from,
          const std::vector<Link>& links,
          const std::function<bool(const KnownFact&)>& allowed,
          const std::function<void(const KnownFact&)>& take);

/// A group's contact details, needs and consents as they stand now.
[[nodiscard]] PersonRecord person_of(FactSet& set, FactGroup group);

/// What is said about sign-ups, and who is meant by a code.
class SignUpFold {
public:
    SignUpFold(FactSet& set, State& state, base::Day today)
        : set_(set), state_(state), today_(today) {}

    /// Whether a group is about a sign-up.
    [[nodiscard]] static bool is_one(FactGroup group);

    void take(FactGroup group);

    /// After all groups: cancels those whose code was typed.
    void resolve_codes();

    /// People of a ticket that two parties used, by occurrence.
    [[nodiscard]] const std::map<OccurrenceId, int>& second_parties() const { return seconds_; }

private:
    void read(FactGroup group, SignUpRecord& record) const;
    void settle_promotions(FactGroup group, SignUpRecord& record) const;
    void settle_check_ins(FactGroup group, SignUpRecord& record);
    void settle_code(const KnownFact& asked);
    [[nodiscard]] std::vector<SignUpRecord*> with_code(const OccurrenceId& occurrence,
                                                       std::uint32_t code);
    void index_codes();

    struct Code {
        OccurrenceId occurrence;
        std::uint32_t code = 0;
        std::size_t at = 0;
    };

    FactSet& set_;
    State& state_;
    base::Day today_;
    std::vector<Code> codes_;
    std::map<OccurrenceId, int> seconds_;
};

/// The request, case or complaint of one subject, when it is one.
void fold_chain(FactSet& set, FactGroup group, State& state);

/// Spaces, waiting list and attendance of each occurrence.
void fold_occurrences(FactSet& set,
                      const FoldSettings& settings,
                      const std::map<OccurrenceId, int>& second_parties,
                      State& state);

/// What needs more than one record to be seen; and who did not come.
void fold_conflicts(FactSet& set, const FoldSettings& settings, base::Moment now, State& state);

}  // namespace harmony::events
