#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "stall.h"

namespace harmony::tests {

/// Somebody with both keys and every file, who guesses which answers belong to which sign-up.
///
/// He knows of each answer and each sign-up what is in it, in which delivery it came, and where it
/// stands in every file. For each clue he has one way of guessing; the best of them is what counts,
/// so that a clue which nobody thought of at the time only needs another way here.
class Attacker {
public:
    /// `ring` opens both classes.
    explicit Attacker(const sync::KeyRing& ring, const survey::Form& form)
        : ring_(ring), form_(form) {}

    /// Guesses for every sign-up of an engagement, and adds up how often he was right. With
    /// `flagged`, batches of small groups count like any other.
    void attack(const Loot& loot, const std::vector<Person>& people, bool flagged);

    /// How often one way of guessing was right, of those sign-ups whose answers are among `least`
    /// to `most`.
    struct Success {
        std::string way;
        double right = 0;
        double of = 0;

        [[nodiscard]] double rate() const { return of > 0 ? right / of : 0; }
    };

    /// The best way, over answers that stand among `least` to `most` others. Of many ways that are
    /// no better than pointing at random one is best by luck: this is an upper bound.
    [[nodiscard]] Success best(std::size_t least, std::size_t most) const;

    /// The same without luck: the way that is best in every other engagement, and how often it is
    /// right in the rest; both halves taken in turn.
    [[nodiscard]] Success held_out(std::size_t least, std::size_t most) const;
    /// One way by its name.
    [[nodiscard]] Success of(const std::string& way) const;

    /// Sign-ups whose answers lie in a flagged batch, or have not left.
    [[nodiscard]] std::size_t passed_over() const { return passed_over_; }

private:
    struct Answer {
        base::RecordId record;
        std::string language;
        std::string words;
        std::size_t size = 0;
        std::size_t delivery = 0;
        bool flagged = false;
    };

    struct SignUp {
        base::RecordId record;
        std::string language;
        std::string note;
        std::size_t size = 0;
        std::uint64_t seq = 0;
        std::size_t delivery = 0;
    };

    struct Opened {
        std::vector<Answer> answers;
        std::vector<SignUp> sign_ups;
    };

    using Ways = std::map<std::string, double>;  ///< chance of being right, by way

    [[nodiscard]] Opened open(const Loot& loot) const;
    void read_answers(const sync::Batch& batch, std::size_t delivery, Opened& opened) const;
    void read_sign_ups(const sync::Batch& batch, std::size_t delivery, Opened& opened) const;
    [[nodiscard]] static std::map<base::RecordId, base::RecordId> guess_by_touches(
        const std::map<std::string, base::Bytes>& files, const Opened& opened);
    void count(std::size_t among, const Ways& ways);

    using Halves = std::array<Success, 2>;

    /// Of one way, over both halves or one.
    [[nodiscard]] static Success sum(const std::string& way,
                                     const std::map<std::size_t, Halves>& by_number,
                                     std::pair<std::size_t, std::size_t> among,
                                     std::optional<std::size_t> half);
    [[nodiscard]] Success best_of(std::pair<std::size_t, std::size_t> among,
                                  std::optional<std::size_t> half) const;

    const sync::KeyRing& ring_;
    const survey::Form& form_;
    std::map<std::string, std::map<std::size_t, Halves>> by_way_;  ///< and number of answers
    std::size_t engagements_ = 0;
    std::size_t passed_over_ = 0;
};

}  // namespace harmony::tests
