#pragma once

#include <string>
#include <vector>

#include "base/random.h"
#include "events/fold.h"

// A set of facts as tests tell it: kiosks 1 to 9 and the office say what happened, in any order.
namespace harmony::events::testing {

/// No cryptography: spreads what it is given over 32 bytes, the same on every machine.
[[nodiscard]] NamedHash test_hash();

[[nodiscard]] base::KioskId kiosk(int number);
[[nodiscard]] base::InstanceId instance(int number);
[[nodiscard]] SubjectId person(int number);
[[nodiscard]] OccurrenceId date(int number);
[[nodiscard]] base::Day on(const char* iso);
[[nodiscard]] base::Moment at(const char* iso);  ///< UTC, "2026-03-30T14:00:00Z"

/// Nine digits with their check digit.
[[nodiscard]] std::uint32_t code(int number);

class Story {
public:
    /// What happens from now on happens on this day.
    Story& day(const char* iso);

    /// Says something on a kiosk (0: the office); `occurrence` 0: none, `subject` 0: none.
    FactId say(int by_kiosk, int subject, int occurrence, Payload payload, int minute = -1);

    /// The facts that tests need most.
    FactId signs_up(int by_kiosk, int subject, Outcome outcome, int party = 1, int turn = 0);
    FactId gives_contact(int by_kiosk, int subject, const char* phone);
    FactId comes(int by_kiosk, int subject, int minute);
    FactId grants(int to_kiosk, std::uint64_t version, int spaces);
    FactId applies(int by_kiosk, std::uint64_t version, int used, int cap);

    /// One that arrived as these bytes.
    void arrives(const FactOrigin& origin, base::ByteView body);

    [[nodiscard]] const std::vector<KnownFact>& facts() const { return facts_; }
    [[nodiscard]] std::vector<KnownFact>& facts() { return facts_; }

    /// Of date 1 with 40 spaces, 4 of them for walk-ins, from 13:00 to 15:00 UTC on 2026-03-30.
    FoldSettings settings;
    base::Moment now;

    Story();

    [[nodiscard]] State state() const { return fold(facts_, settings, now); }

private:
    std::vector<KnownFact> facts_;
    base::Day day_{};
    std::uint64_t drawn_ = 0;
    std::vector<std::uint64_t> seq_;
};

/// Those of one kind.
[[nodiscard]] std::vector<Conflict> of_kind(const State& state, ConflictKind kind);

/// Some sixty facts of five kiosks and the office that know of each other: sign-ups, steps,
/// contradictions, damage, erasure.
[[nodiscard]] Story random_story(std::uint64_t seed);

}  // namespace harmony::events::testing
