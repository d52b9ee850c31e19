#include "events/fold_set.h"

#include <algorithm>
#include <tuple>

namespace harmony::events {
namespace {

struct ById {
    SortKey id;
    const KnownFact* fact;
};

/// The one that counts comes first: a good one before others, then the smaller content hash.
bool before(const ById& a, const ById& b) {
    if (a.id != b.id) {
        return a.id < b.id;
    }
    return std::tie(a.fact->standing, a.fact->content) <
           std::tie(b.fact->standing, b.fact->content);
}

std::vector<ById> in_order(std::span<const KnownFact> facts) {
    std::vector<ById> all;
    all.reserve(facts.size());
    for (const KnownFact& fact : facts) {
        all.push_back({sort_key(fact.origin.id.view()), &fact});
    }
    std::sort(all.begin(), all.end(), before);
    const auto equal = [](const ById& a, const ById& b) {
        return a.id == b.id && a.fact->content == b.fact->content;
    };
    all.erase(std::unique(all.begin(), all.end(), equal), all.end());
    return all;
}

/// What a fact takes back; nothing when it takes back none.
const FactId* removed_by(const KnownFact& fact) {
    if (const auto* reinstated = fact.as<Reinstated>()) {
        return &reinstated->names;
    }
    if (const auto* undone = fact.as<CheckInUndone>()) {
        return &undone->names;
    }
    const auto* reopened = fact.as<ConflictReopened>();
    return reopened == nullptr ? nullptr : &reopened->names;
}

}  // namespace

SortKey sort_key(base::ByteView bytes) {
    SortKey key;
    for (std::size_t i = 0; i < 8; ++i) {
        key.high = (key.high << 8U) | static_cast<std::uint64_t>(bytes[i]);
        key.low = (key.low << 8U) | static_cast<std::uint64_t>(bytes[i + 8]);
    }
    return key;
}

FactSet::FactSet(std::span<const KnownFact> facts, State& state) : state_(state) {
    settle(facts);
    const std::vector<const KnownFact*> living = without_erased();
    take_names(living);
    take_closings();
    note_forks(good_);
    group(living);
}

std::vector<const KnownFact*> FactSet::without_erased() {
    std::vector<SubjectId>& erased = state_.erased;
    for (const KnownFact* fact : good_) {
        if (fact->as<Erased>() != nullptr) {
            erased.push_back(fact->head().subject);
        }
    }
    std::sort(erased.begin(), erased.end());
    erased.erase(std::unique(erased.begin(), erased.end()), erased.end());
    std::vector<int> returned(erased.size());
    std::vector<const KnownFact*> living;
    living.reserve(good_.size());
    for (const KnownFact* fact : good_) {
        const auto at = std::lower_bound(erased.begin(), erased.end(), fact->head().subject);
        if (at == erased.end() || *at != fact->head().subject) {
            living.push_back(fact);
        } else if (fact->as<Erased>() == nullptr) {
            ++returned[static_cast<std::size_t>(at - erased.begin())];
        }
    }
    for (std::size_t i = 0; i < returned.size(); ++i) {
        state_.dropped_erased += returned[i];
        if (returned[i] > 0) {
            Conflict conflict;
            conflict.kind = ConflictKind::erased_returned;
            conflict.about = same_bytes<base::RecordId>(erased[i]);
            conflict.subject = erased[i];
            conflict.number = returned[i];
            state_.conflicts.push_back(conflict);
        }
    }
    return living;
}

void FactSet::settle(std::span<const KnownFact> facts) {
    const std::vector<ById> all = in_order(facts);
    std::vector<Conflict> found;
    good_.reserve(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const KnownFact& fact = *all[i].fact;
        const bool again = i > 0 && all[i - 1].id == all[i].id;
        Conflict conflict;
        conflict.about = fact.origin.id;
        if (again) {
            conflict.kind = ConflictKind::fact_mismatch;
        } else if (fact.standing == Standing::good) {
            good_.push_back(&fact);
            continue;
        } else if (fact.standing == Standing::newer) {
            ++state_.newer;
            continue;
        } else {
            conflict.kind =
                fact.standing == Standing::bad ? ConflictKind::bad_fact : ConflictKind::not_allowed;
        }
        if (found.empty() || found.back() != conflict) {
            found.push_back(conflict);
        }
    }
    state_.conflicts = std::move(found);
}

void FactSet::note_forks(const std::vector<const KnownFact*>& good) {
    struct Numbered {
        SortKey kiosk;
        SortKey instance;
        std::uint64_t seq;
        const KnownFact* fact;
    };
    std::vector<Numbered> all;
    all.reserve(good.size());
    for (const KnownFact* fact : good) {
        if (fact->origin.author == Author::kiosk) {
            all.push_back({sort_key(fact->origin.kiosk.view()),
                           sort_key(fact->origin.instance.view()),
                           fact->head().seq,
                           fact});
        }
    }
    const auto key = [](const Numbered& one) { return std::tie(one.kiosk, one.instance, one.seq); };
    std::stable_sort(all.begin(), all.end(), [&](const Numbered& a, const Numbered& b) {
        return key(a) < key(b);
    });
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (key(all[i - 1]) == key(all[i])) {
            Conflict conflict;
            conflict.kind = ConflictKind::forked_device;
            conflict.about = same_bytes<base::RecordId>(all[i].fact->origin.kiosk);
            conflict.other = same_bytes<base::RecordId>(all[i].fact->origin.instance);
            const bool known = !state_.conflicts.empty() &&
                               state_.conflicts.back().kind == conflict.kind &&
                               state_.conflicts.back().about == conflict.about &&
                               state_.conflicts.back().other == conflict.other;
            known ? void(++state_.conflicts.back().number)
                  : (conflict.number = 1, void(note(conflict)));
        }
    }
}

void FactSet::take_names(const std::vector<const KnownFact*>& good) {
    for (const KnownFact* fact : good) {
        if (const FactId* removed = removed_by(*fact)) {
            removals_.push_back({*removed, fact->content, fact});
        } else if (const auto* end = fact->as<OfferClosed>()) {
            ends_.push_back({end->names, fact->content, fact});
        } else if (const auto* closed = fact->as<ConflictClosed>()) {
            closings_.push_back(
                {{closed->kind, closed->about, closed->other, fact->head().occurrence}, fact});
        }
    }
    const auto earlier = [](const Naming& a, const Naming& b) {
        return std::tie(a.named, a.content) < std::tie(b.named, b.content);
    };
    std::sort(removals_.begin(), removals_.end(), earlier);
    std::sort(ends_.begin(), ends_.end(), earlier);
}

void FactSet::take_closings() {
    closings_.erase(std::remove_if(closings_.begin(),
                                   closings_.end(),
                                   [&](const Closing& one) { return is_removed(*one.fact); }),
                    closings_.end());
    std::sort(closings_.begin(), closings_.end(), [](const Closing& a, const Closing& b) {
        return std::tie(a.conflict, a.fact->content) < std::tie(b.conflict, b.fact->content);
    });
    for (Conflict& conflict : state_.conflicts) {  // those that were found before
        close(conflict);
    }
}

void FactSet::group(const std::vector<const KnownFact*>& good) {
    struct Keyed {
        SortKey subject;
        std::size_t kind;
        SortKey id;
        const KnownFact* fact;
    };
    std::vector<Keyed> all;
    all.reserve(good.size());
    for (const KnownFact* fact : good) {
        all.push_back({sort_key(fact->head().subject.view()),
                       fact->fact.payload.index(),
                       sort_key(fact->origin.id.view()),
                       fact});
    }
    std::sort(all.begin(), all.end(), [](const Keyed& a, const Keyed& b) {
        return std::tie(a.subject, a.kind, a.id) < std::tie(b.subject, b.kind, b.id);
    });
    for (const Keyed& one : all) {
        (one.fact->head().subject.is_zero() ? others_ : subjects_).push_back(one.fact);
    }
}

bool FactSet::is_removed(const KnownFact& fact) const {
    const auto [from, to] =
        std::equal_range(removals_.begin(),
                         removals_.end(),
                         Naming{fact.origin.id, {}, nullptr},
                         [](const Naming& a, const Naming& b) { return a.named < b.named; });
    return std::any_of(from, to, [&](const Naming& one) {
        // A code that was typed has no subject of its own.
        return fact.head().subject.is_zero() || one.fact->head().subject == fact.head().subject;
    });
}

std::optional<OfferEnd> FactSet::end_of(const KnownFact& promoted) const {
    const auto [from, to] =
        std::equal_range(ends_.begin(),
                         ends_.end(),
                         Naming{promoted.origin.id, {}, nullptr},
                         [](const Naming& a, const Naming& b) { return a.named < b.named; });
    for (auto at = from; at != to; ++at) {
        if (at->fact->head().subject == promoted.head().subject) {
            return at->fact->as<OfferClosed>()->end;
        }
    }
    return std::nullopt;
}

const ConflictClosed* FactSet::closing(const Conflict& conflict) const {
    const ConflictName name = {conflict.kind, conflict.about, conflict.other, conflict.occurrence};
    const auto at = std::lower_bound(
        closings_.begin(), closings_.end(), name, [](const Closing& one, const ConflictName& of) {
            return one.conflict < of;
        });
    return at == closings_.end() || at->conflict != name ? nullptr : at->fact->as<ConflictClosed>();
}

const ConflictClosed* FactSet::close(Conflict& conflict) const {
    const ConflictClosed* closed = closing(conflict);
    // What came back of somebody erased asks nothing of anybody.
    conflict.closed = closed != nullptr || conflict.kind == ConflictKind::erased_returned;
    conflict.action = closed == nullptr ? ConflictAction::accept : closed->action;
    return closed;
}

const ConflictClosed* FactSet::note(Conflict conflict) {
    const ConflictClosed* closed = close(conflict);
    state_.conflicts.push_back(conflict);
    return closed;
}

}  // namespace harmony::events
