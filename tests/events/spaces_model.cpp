#include "spaces_model.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "base/random.h"
#include "events/allocation.h"
#include "events/capacity.h"
#include "story.h"

namespace harmony::events::testing {
namespace {

constexpr int kiosks = 5;
constexpr int spaces = 40;
constexpr int reserve = 4;

/// What the office put into a kiosk's own part.
struct OwnPart {
    std::uint64_t version = 0;
    int granted = 0;
};

struct Machine {
    Allocation allocation;
    std::vector<std::size_t> written;  ///< facts, by their place in the list of all
    std::vector<OwnPart> packs;        ///< all that were ever published for it
    int turn = 0;
    bool written_off = false;
};

class Simulation {
public:
    Simulation(std::uint64_t seed, bool write_offs, Fault fault)
        : random_(seed), write_offs_(write_offs), fault_(fault), machines_(kiosks) {
        story_.settings.occurrences[0].spaces = spaces;
        story_.settings.occurrences[0].reserve = reserve;
    }

    SpacesRun run(int steps) {
        for (int i = 0; i < steps; ++i) {
            step();
            check();
        }
        for (Machine& machine : machines_) {  // at last everything arrives
            for (const std::size_t fact : machine.written) {
                arrived_.insert(fact);
            }
        }
        changed_ = true;
        check();
        check_unspent();
        return run_;
    }

private:
    int any(int below) {
        return static_cast<int>(random_.below(static_cast<std::uint64_t>(below)));
    }

    int any_kiosk() { return 1 + any(kiosks); }
    Machine& machine(int kiosk) { return machines_[static_cast<std::size_t>(kiosk - 1)]; }

    void step() {
        switch (any(10)) {
            case 0:
            case 1:
            case 2: sign_up(any_kiosk()); break;
            case 3: cancel(any_kiosk()); break;
            case 4:
            case 5: send(any_kiosk()); break;
            case 6: install(any_kiosk()); break;
            case 7:
            case 8: grant(any_kiosk()); break;
            default: write_offs_&& any(20) == 0 ? write_off(any_kiosk()) : promote(); break;
        }
    }

    void written(int kiosk) { machine(kiosk).written.push_back(story_.facts().size() - 1); }

    void sign_up(int kiosk) {
        Machine& one = machine(kiosk);
        const int party = 1 + any(5);
        SignUpDecision decision = decide_sign_up({}, one.allocation, party, ClockTrust::trusted);
        if (fault_ == Fault::kiosk_ignores_cap && one.allocation.cap > 0) {
            decision = SignUpDecision::confirmed;
        }
        const int subject = ++people_;
        if (decision == SignUpDecision::confirmed) {
            one.allocation.used += party;
            confirmed_[subject] = party;
            story_.signs_up(kiosk, subject, Outcome::confirmed, party);
        } else {
            parties_[subject] = party;
            story_.signs_up(kiosk, subject, Outcome::waiting, party, ++one.turn);
        }
        written(kiosk);
    }

    void cancel(int kiosk) {
        if (people_ == 0) {
            return;
        }
        const int subject = 1 + any(people_);
        confirmed_.erase(subject);
        cancelled_.insert(subject);
        story_.say(kiosk, subject, 1, Cancelled{});
        written(kiosk);
    }

    /// Some of what a kiosk has written arrives: lost for now, doubled, in any order.
    void send(int kiosk) {
        for (const std::size_t fact : machine(kiosk).written) {
            if (any(3) > 0) {
                changed_ = arrived_.insert(fact).second || changed_;
            }
        }
    }

    void install(int kiosk) {
        Machine& one = machine(kiosk);
        if (one.packs.empty()) {
            return;
        }
        const OwnPart pack = one.packs[random_.below(one.packs.size())];  // old ones too
        if (fault_ == Fault::kiosk_takes_old_packs && pack.version < one.allocation.version) {
            one.allocation.cap = std::max(one.allocation.cap, pack.granted);
            return;
        }
        if (const auto applied = apply_grant(one.allocation, pack.version, pack.granted)) {
            story_.say(kiosk, 0, 1, *applied);
            written(kiosk);
        }
    }

    void grant(int kiosk) {
        Machine& one = machine(kiosk);
        if (one.written_off) {
            return;
        }
        const int now = one.packs.empty() ? 0 : one.packs.back().granted;
        const bool recall = any(4) == 0;
        const int granted = recall ? any(now + 1) : now + 1 + any(6);
        const int cap = cap_of(kiosk);
        if (!check_give(known(), std::max(0, granted - cap)).ok()) {
            return;
        }
        one.packs.push_back({++version_, granted});
        story_.grants(kiosk, version_, granted);
        arrived_.insert(story_.facts().size() - 1);
        changed_ = true;
    }

    int cap_of(int kiosk) {
        for (const KioskLedger& ledger : known().kiosks) {
            if (ledger.kiosk == testing::kiosk(kiosk)) {
                const bool early = fault_ == Fault::office_frees_early;
                const Machine& one = machine(kiosk);
                return early && !one.packs.empty() ? one.packs.back().granted : ledger.cap;
            }
        }
        return 0;
    }

    void promote() {
        refresh();
        std::vector<SubjectId> next = next_in_line(state_, *state_.occurrence(date(1)));
        if (next.empty()) {
            return;
        }
        for (const auto& [subject, party] : parties_) {
            if (person(subject) == next.front()) {
                story_.say(0, subject, 1, Promoted{});
                arrived_.insert(story_.facts().size() - 1);
                changed_ = true;
                if (cancelled_.count(subject) == 0) {
                    confirmed_[subject] = party;
                }
                break;
            }
        }
    }

    void write_off(int kiosk) {
        machine(kiosk).written_off = true;
        any_written_off_ = true;
        story_.say(0, 0, 1, WriteOff{testing::kiosk(kiosk), instance(1), "Lost"});
        arrived_.insert(story_.facts().size() - 1);
        changed_ = true;
    }

    Capacity known() {
        refresh();
        Capacity now = *capacity(*state_.occurrence(date(1)));
        if (fault_ == Fault::office_forgets_hidden) {
            now.hidden = 0;
        }
        if (fault_ == Fault::office_frees_early) {
            now.hidden = 0;
            for (const KioskLedger& ledger : now.kiosks) {
                for (int kiosk = 1; kiosk <= kiosks; ++kiosk) {
                    if (ledger.kiosk == testing::kiosk(kiosk) && !machine(kiosk).packs.empty()) {
                        now.hidden +=
                            std::max(0, machine(kiosk).packs.back().granted - ledger.used_facts);
                    }
                }
            }
        }
        return now;
    }

    void refresh() {
        if (!changed_) {
            return;
        }
        std::vector<KnownFact> facts;
        for (const std::size_t at : arrived_) {
            facts.push_back(story_.facts()[at]);
        }
        for (std::size_t i = facts.size(); i > 1; --i) {
            std::swap(facts[i - 1], facts[random_.below(i)]);
        }
        state_ = fold(facts, story_.settings, story_.now);
        changed_ = false;
    }

    void check() {
        int people = 0;
        for (const auto& [subject, party] : confirmed_) {
            people += party;
        }
        refresh();
        const Capacity now = *capacity(*state_.occurrence(date(1)));
        const WorstCase line = worst_case(now);
        run_.confirmed = std::max(run_.confirmed, people);
        run_.over = run_.over || (!any_written_off_ && people > spaces - reserve);
        run_.beyond_line = run_.beyond_line || people > line.people;
        run_.negative_pool = run_.negative_pool || (!any_written_off_ && now.pool() < 0);
        run_.line_wrong = run_.line_wrong || line.people != model_line(now.occupied);
    }

    /// The model's own worst case: what is known, and per kiosk the most it may ever confirm less
    /// what is known of it, from the packs, the facts that arrived and nothing of the fold.
    int model_line(int occupied) {
        int all = occupied;
        for (int kiosk = 1; kiosk <= kiosks; ++kiosk) {
            const Machine& one = machine(kiosk);
            std::optional<AllocationApplied> newest;
            int used = 0;
            for (const std::size_t at : one.written) {
                if (arrived_.count(at) == 0) {
                    continue;
                }
                const KnownFact& fact = story_.facts()[at];
                if (const auto* applied = fact.as<AllocationApplied>()) {
                    newest = !newest || applied->version > newest->version ? *applied : newest;
                }
                const auto* said = fact.as<SignedUp>();
                used += said != nullptr && said->outcome == Outcome::confirmed ? said->party : 0;
            }
            int cap = newest ? newest->cap : 0;
            for (const OwnPart& pack : one.packs) {
                cap = !newest || pack.version > newest->version ? std::max(cap, pack.granted) : cap;
            }
            all += std::max(0, cap - used);
        }
        return all;
    }

    void check_unspent() {
        for (const KioskLedger& ledger : state_.occurrence(date(1))->ledgers) {
            for (int kiosk = 1; kiosk <= kiosks; ++kiosk) {
                const Machine& one = machine(kiosk);
                const bool settled = !one.packs.empty() && !one.written_off &&
                                     one.allocation.version == one.packs.back().version;
                if (ledger.kiosk == testing::kiosk(kiosk) && settled) {
                    run_.unspent_wrong =
                        run_.unspent_wrong ||
                        ledger.unspent() != one.allocation.cap - one.allocation.used;
                }
            }
        }
    }

    base::SeededRandom random_;
    bool write_offs_;
    Fault fault_;
    Story story_;
    std::vector<Machine> machines_;
    std::set<std::size_t> arrived_;
    std::map<int, int> confirmed_;  ///< by subject: whom some device has told so; people
    std::map<int, int> parties_;    ///< of those who wait
    std::set<int> cancelled_;
    State state_;
    SpacesRun run_;
    std::uint64_t version_ = 0;
    int people_ = 0;
    bool any_written_off_ = false;
    bool changed_ = true;
};

}  // namespace

SpacesRun run_spaces(std::uint64_t seed, int steps, bool write_offs, Fault fault) {
    return Simulation(seed, write_offs, fault).run(steps);
}

}  // namespace harmony::events::testing
