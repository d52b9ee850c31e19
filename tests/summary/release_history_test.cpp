#include "summary/release_history.h"

#include <catch2/catch.hpp>

#include "summary/attack.h"
#include "summary/audit.h"
#include "summary/release_guard.h"
#include "summary/search.h"
#include "summary/two_way.h"

using namespace harmony::summary;
using harmony::base::SeededRandom;
using harmony::tests::Totals;
using harmony::tests::two_way;
using harmony::tests::TwoWay;

namespace {

using Counts = std::vector<std::vector<std::int64_t>>;

const DisclosurePolicy public_policy;

/// A row of two answers and its published base, in one release.
SumTable yes_and_no(std::int64_t yes, std::int64_t no) {
    return {{{"yes", yes}, {"no", no}, {"base", yes + no, CellRole::always_published}},
            {{2, {0, 1}}}};
}

HiddenCells padded(HiddenCells hidden, std::size_t cells) {
    hidden.resize(cells);
    return hidden;
}

}  // namespace

TEST_CASE("numbers that only grow give away what hides beside them", "[summary][history]") {
    // Last time 0 said yes and 12 said no, exactly. Now 4 and 12: hiding both tells that "no" is 12
    // or more, so that "yes" is at most 4.
    const EarlierRelease before{yes_and_no(0, 12), {false, false, false}, 1, false};
    const SumTable now = yes_and_no(4, 12);
    CHECK(audit(now, {true, true, false}, public_policy).safe());
    const SumTable both = with_history(now, false, std::span(&before, 1), public_policy);
    REQUIRE(check(both).ok());
    HiddenCells hidden = padded({true, true, false}, both.cells.size());
    CHECK(audit(both, hidden, public_policy) == Audit{AuditFault::below_threshold, 0, no_cell});
    CHECK_FALSE(search_hiding(both, public_policy).plan);
    // Where some have gone, nobody can tell.
    const SumTable gone = with_history(now, true, std::span(&before, 1), public_policy);
    REQUIRE(check(gone).ok());
    CHECK(audit(gone, padded({true, true, false}, gone.cells.size()), public_policy).safe());
}

TEST_CASE("a later release does not give away what an earlier one hid", "[summary][history]") {
    // Then 4 and 12 were hidden in 16. Now "no" is 12 again and is shown: "no" was at most 12.
    const EarlierRelease before{yes_and_no(4, 12), {true, true, false}, 1, false};
    const SumTable now = yes_and_no(30, 12);
    const SumTable both = with_history(now, false, std::span(&before, 1), public_policy);
    REQUIRE(check(both).ok());
    HiddenCells hidden(both.cells.size());
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        hidden[i] = both.cells[i].withheld;
    }
    // yes was 4 to 15 and no 1 to 12: the small one could still be ten.
    CHECK(audit(both, hidden, public_policy).safe());
    const SumTable smaller = yes_and_no(9, 21);
    const SumTable worse = with_history(smaller, false, std::span(&before, 1), public_policy);
    HiddenCells shown(worse.cells.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
        shown[i] = worse.cells[i].withheld;
    }
    CHECK_FALSE(audit(worse, shown, public_policy).safe());  // 9 is small, and bounds what it was
}

TEST_CASE("a rounded number is known within its rounding", "[summary][history]") {
    const EarlierRelease before{yes_and_no(14, 32), {false, false, false}, 5, false};
    const SumTable both =
        with_history(yes_and_no(24, 42), false, std::span(&before, 1), public_policy);
    REQUIRE(check(both).ok());
    const auto cell = [&](const std::string& id) {
        for (const SumCell& each : both.cells) {
            if (each.id == id) {
                return each;
            }
        }
        return SumCell{};
    };
    CHECK(cell("yes (1)").at_least == 13);  // shown as 15
    CHECK(cell("yes (1)").at_most == 17);
    CHECK(cell("no (1)").at_least == 28);  // shown as 30
    CHECK(cell("base (1)").at_most == 47);
    // 11 is shown as 10, and a number that is shown is never below the threshold.
    const EarlierRelease small{yes_and_no(11, 32), {false, false, false}, 5, false};
    const SumTable table =
        with_history(yes_and_no(24, 42), false, std::span(&small, 1), public_policy);
    for (const SumCell& each : table.cells) {
        if (each.id == "yes (1)") {
            CHECK(each.at_least == 10);
            CHECK(each.at_most == 12);
        }
    }
}

// An attacker with everything that was ever published about a wave, who knows when responses were
// only added. Written from absolute numbers, apart from the room's own way.
namespace {

struct Published {
    TwoWay made;
    HiddenCells hidden;
    std::int64_t rounding = 1;
    bool removed_since = false;
};

class Collector {
public:
    explicit Collector(const std::vector<Published>& releases) : releases_(releases) {
        const std::size_t cells = releases.front().made.table.cells.size();
        for (std::size_t t = 0; t < releases.size(); ++t) {
            for (std::size_t i = 0; i < cells; ++i) {
                columns_.push_back(column(releases[t], i));
            }
        }
        for (std::size_t t = 0; t < releases.size(); ++t) {
            for (const CellSum& sum : releases[t].made.table.sums) {
                LinearRow row = {{t * cells + sum.total, -1}};
                for (const std::size_t part : sum.parts) {
                    row.push_back({t * cells + part, 1});
                }
                rows_.push_back(row);
            }
            for (std::size_t i = 0; t > 0 && !releases[t].removed_since && i < cells; ++i) {
                rows_.push_back(
                    {{t * cells + i, 1}, {(t - 1) * cells + i, -1}, {columns_.size(), -1}});
                columns_.push_back({0, std::nullopt, 0});
            }
        }
    }

    /// Small numbers that can be seen to be small, of all releases.
    [[nodiscard]] std::size_t pinned() const {
        LinearProgram program(columns_, rows_);
        const std::size_t cells = releases_.front().made.table.cells.size();
        std::size_t found = 0;
        for (std::size_t t = 0; t < releases_.size(); ++t) {
            for (std::size_t i = 0; i < cells; ++i) {
                if (is_primary(releases_[t].made.table.cells[i], public_policy)) {
                    found += is_pinned(program, t * cells + i) ? 1 : 0;
                }
            }
        }
        return found;
    }

private:
    static LinearColumn column(const Published& release, std::size_t cell) {
        const std::int64_t n = release.made.table.cells[cell].count;
        if (release.hidden[cell]) {
            return {1, std::nullopt, 0};
        }
        if (n == 0 || release.rounding == 1) {
            return {static_cast<double>(n), static_cast<double>(n), 0};
        }
        std::int64_t lowest = n;
        std::int64_t highest = n;
        const auto looks_alike = [&](std::int64_t other) {
            const auto shown = [&](std::int64_t m) { return (2 * m + 5) / 10; };
            return other >= public_policy.threshold && shown(other) == shown(n);
        };
        while (looks_alike(lowest - 1)) {
            --lowest;
        }
        while (looks_alike(highest + 1)) {
            ++highest;
        }
        return {static_cast<double>(lowest), static_cast<double>(highest), 0};
    }

    static bool is_pinned(LinearProgram& program, std::size_t column) {
        program.cost(column, 1);
        const LinearOutcome outcome = program.solve(LinearGoal::largest);
        const bool pinned =
            outcome == LinearOutcome::impossible ||
            (outcome == LinearOutcome::found &&
             program.value(column) < static_cast<double>(public_policy.threshold) - 1e-6);
        program.cost(column, 0);
        return pinned;
    }

    const std::vector<Published>& releases_;
    std::vector<LinearColumn> columns_;
    std::vector<LinearRow> rows_;
};

/// Rows grow by the threshold or more, or lose as many; some stay as they are.
bool change(Counts& counts, SeededRandom& random) {
    bool removed = false;
    for (std::vector<std::int64_t>& row : counts) {
        if (random.below(2) == 0) {
            continue;
        }
        const bool fewer = random.below(6) == 0;
        for (std::uint64_t left = 10 + random.below(25); left > 0; --left) {
            const std::size_t at =
                random.below(8) == 0 ? static_cast<std::size_t>(random.below(row.size())) : 0;
            row[at] = fewer ? std::max<std::int64_t>(0, row[at] - 1) : row[at] + 1;
        }
        removed = removed || fewer;
    }
    return removed;
}

Snapshot snapshot_of(const TwoWay& made, const HiddenCells& hidden) {
    Snapshot snapshot;
    for (std::size_t r = 0; r <= made.rows; ++r) {
        const std::size_t base = made.at(r, made.columns);
        if (!hidden[base]) {
            const SumCell& cell = made.table.cells[base];
            snapshot.bases.push_back({cell.id, static_cast<std::uint64_t>(cell.count), {}, {}});
        }
    }
    return snapshot;
}

enum class Memory { all_releases, this_release };

/// What the new release hides; nothing where it must not be published.
std::optional<HiddenCells> hide(const TwoWay& made,
                                bool removed,
                                const std::vector<Published>& before,
                                Memory memory) {
    std::vector<EarlierRelease> earlier;
    for (const Published& one : before) {
        earlier.push_back({one.made.table,
                           one.hidden,
                           static_cast<std::uint64_t>(one.rounding),
                           one.removed_since});
    }
    const SumTable table = memory == Memory::all_releases
                               ? with_history(made.table, removed, earlier, public_policy)
                               : made.table;
    if (!check(table) || !check_totals(made.table, public_policy)) {
        return std::nullopt;
    }
    const HidingSearch found = search_hiding(table, public_policy);
    if (!found.plan || !audit(table, found.plan->hidden, public_policy).safe()) {
        return std::nullopt;
    }
    HiddenCells hidden = found.plan->hidden;
    hidden.resize(made.table.cells.size());
    return hidden;
}

struct Sequences {
    std::size_t releases = 0;
    std::size_t second = 0;  ///< of them, with others before them
    std::size_t pinned = 0;
};

/// Two live releases, rounded to 5, and an exact one.
void play(SeededRandom& random, Memory memory, Sequences& to) {
    Counts counts(2 + random.below(3), std::vector<std::int64_t>(2 + random.below(2)));
    for (std::vector<std::int64_t>& row : counts) {
        for (std::int64_t& n : row) {
            n = static_cast<std::int64_t>(random.below(3) == 0 ? random.below(10)
                                                               : random.below(40));
        }
    }
    std::vector<Published> published;
    bool removed = false;
    for (int release = 0; release < 3; ++release) {
        const bool live = release < 2;
        const TwoWay made = two_way(counts, Totals::hideable);
        const auto hidden = hide(made, removed, published, memory);
        const auto before =
            published.empty()
                ? std::nullopt
                : std::optional(snapshot_of(published.back().made, published.back().hidden));
        if (hidden && guard_release(live ? WaveState::live : WaveState::closed,
                                    10,
                                    live ? 5 : 1,
                                    snapshot_of(made, *hidden),
                                    before)
                          .empty()) {
            published.push_back({made, *hidden, live ? 5 : 1, removed});
            removed = false;
        }
        removed = change(counts, random) || removed;
    }
    to.releases += published.size();
    to.second += published.empty() ? 0 : published.size() - 1;
    if (!published.empty()) {
        to.pinned += Collector(published).pinned();
    }
}

// 2,000 sequences take some seconds with optimisation.
#ifdef __OPTIMIZE__
constexpr int sequences = 2'000;
#else
constexpr int sequences = 120;
#endif

}  // namespace

TEST_CASE("nobody works out a small number from all releases of a wave",
          "[summary][history][ST6]") {
    SeededRandom random(97);
    Sequences played;
    for (int i = 0; i < sequences; ++i) {
        play(random, Memory::all_releases, played);
    }
    CHECK(played.pinned == 0);
    CHECK(played.releases > sequences);
    CHECK(played.second > sequences / 5);
}

// The self-check: releases that know nothing of each other give small numbers away.
TEST_CASE("releases that forget the earlier ones are found out", "[summary][history][ST6]") {
    SeededRandom random(97);
    Sequences played;
    for (int i = 0; i < sequences; ++i) {
        play(random, Memory::this_release, played);
    }
    CHECK(played.pinned > 0);
}
