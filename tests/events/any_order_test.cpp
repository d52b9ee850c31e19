#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <set>

#include "story.h"

// E2: the state is a function of the set of facts. Facts of five kiosks and an office come in
// random batches: any order, repeat and split gives the same state and the same conflicts.

using namespace harmony;
using namespace harmony::events;
using namespace harmony::events::testing;

namespace {

using Fold = std::function<State(std::span<const KnownFact>, const FoldSettings&, base::Moment)>;

void shuffle(std::vector<KnownFact>& facts, base::RandomSource& random) {
    for (std::size_t i = facts.size(); i > 1; --i) {
        std::swap(facts[i - 1], facts[random.below(i)]);
    }
}

/// The same set as it may arrive: batches in any order, some of them twice.
std::vector<KnownFact> arriving(const std::vector<KnownFact>& facts, base::RandomSource& random) {
    std::vector<KnownFact> all = facts;
    for (const KnownFact& fact : facts) {
        if (random.below(4) == 0) {
            all.push_back(fact);
        }
    }
    shuffle(all, random);
    return all;
}

/// How many of the arrivals of one set gave another state than the first.
int differences(const Fold& folded, const Story& story, base::RandomSource& random, int arrivals) {
    const State expected = folded(story.facts(), story.settings, story.now);
    int found = 0;
    for (int i = 0; i < arrivals; ++i) {
        const auto all = arriving(story.facts(), random);
        found += folded(all, story.settings, story.now) == expected ? 0 : 1;
    }
    return found;
}

int differences_of(const Fold& folded, int stories, int arrivals) {
    base::SeededRandom random(11);
    int found = 0;
    for (int seed = 1; seed <= stories; ++seed) {
        found +=
            differences(folded, random_story(static_cast<std::uint64_t>(seed)), random, arrivals);
    }
    return found;
}

/// Whoever comes first with an id is right.
State first_wins(std::span<const KnownFact> facts, const FoldSettings& settings, base::Moment now) {
    std::set<FactId> known;
    std::vector<KnownFact> kept;
    for (const KnownFact& fact : facts) {
        if (known.insert(fact.origin.id).second) {
            kept.push_back(fact);
        }
    }
    return fold(kept, settings, now);
}

/// Of two steps the one that came later leads.
State later_leads(std::span<const KnownFact> facts,
                  const FoldSettings& settings,
                  base::Moment now) {
    std::vector<KnownFact> kept(facts.begin(), facts.end());
    std::map<FactId, std::size_t> first;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const std::size_t place = first.try_emplace(kept[i].origin.id, i).first->second;
        std::array<std::byte, 32> arrival{};
        arrival[0] = static_cast<std::byte>(0xFF - (place & 0xFF));
        kept[i].content = base::Digest(arrival);
    }
    return fold(kept, settings, now);
}

/// What comes before its sign-up is lost.
State early_is_lost(std::span<const KnownFact> facts,
                    const FoldSettings& settings,
                    base::Moment now) {
    std::set<SubjectId> known;
    std::vector<KnownFact> kept;
    for (const KnownFact& fact : facts) {
        if (fact.as<SignedUp>() != nullptr) {
            known.insert(fact.head().subject);
        }
        if (fact.head().subject.is_zero() || known.count(fact.head().subject) > 0) {
            kept.push_back(fact);
        }
    }
    return fold(kept, settings, now);
}

/// Whose mark may go: it was taken back, they were erased, or their facts contradict each other.
bool may_lose_mark(const std::vector<KnownFact>& facts, const SubjectId& subject) {
    std::set<FactId> ids;
    return std::any_of(facts.begin(), facts.end(), [&](const KnownFact& fact) {
        const bool again = !ids.insert(fact.origin.id).second;
        const auto* closed = fact.as<ConflictClosed>();
        return again || closed != nullptr ||
               (fact.head().subject == subject &&
                (fact.as<CheckInUndone>() != nullptr || fact.as<Erased>() != nullptr));
    });
}

}  // namespace

TEST_CASE("10,000 orders, repeats and splits of 500 sets of facts give the same states",
          "[events][fold][E2]") {
    CHECK(differences_of(fold, 500, 20) == 0);
}

TEST_CASE("a fold that looks at the order of arrival is found out", "[events][fold][E2][bite]") {
    CHECK(differences_of(first_wins, 20, 5) > 0);
    CHECK(differences_of(later_leads, 20, 5) > 0);
    CHECK(differences_of(early_is_lost, 20, 5) > 0);
}

TEST_CASE("the stories have every kind of record and of contradiction in them",
          "[events][fold][E2]") {
    std::set<SignUpState> sign_ups;
    std::set<CaseState> cases;
    std::set<RequestState> requests;
    std::set<ConflictKind> conflicts;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const State state = random_story(seed).state();
        for (const SignUpRecord& one : state.sign_ups) {
            sign_ups.insert(one.state);
        }
        for (const CaseRecord& one : state.cases) {
            cases.insert(one.state);
        }
        for (const RequestRecord& one : state.requests) {
            requests.insert(one.state);
        }
        for (const Conflict& one : state.conflicts) {
            conflicts.insert(one.kind);
        }
    }
    CHECK(sign_ups.size() == 6);  // those that were erased are no longer among them
    CHECK(cases.size() >= 4);
    CHECK(requests.size() >= 3);
    CHECK(conflicts.size() >= 12);
}

TEST_CASE("more facts never take back that somebody came", "[events][fold][E2]") {
    base::SeededRandom random(5);
    int marks = 0;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        Story story = random_story(seed);
        std::vector<KnownFact> all = story.facts();
        shuffle(all, random);
        const State whole = fold(all, story.settings, story.now);
        const auto part = std::span<const KnownFact>(all).first(random.below(all.size()));
        for (const SignUpRecord& before : fold(part, story.settings, story.now).sign_ups) {
            if (before.came == CameState::came && !may_lose_mark(all, before.id)) {
                const SignUpRecord* after = whole.sign_up(before.id);
                REQUIRE(after != nullptr);
                CHECK(after->came == CameState::came);
                ++marks;
            }
        }
    }
    CHECK(marks > 0);
}
