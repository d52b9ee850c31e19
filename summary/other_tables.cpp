#include "summary/other_tables.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace harmony::summary {
namespace {

constexpr std::size_t most_remembered = 1'500;

bool within(const std::vector<std::uint64_t>& part, const std::vector<std::uint64_t>& all) {
    for (std::size_t i = 0; i < part.size(); ++i) {
        if ((part[i] & ~all[i]) != 0) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool enough(const Breach& breach, const Reach& reach) {
    const double need = static_cast<double>(breach.need) - attack_tolerance;
    return breach.either_way ? reach.up + reach.down >= need : reach.up >= need;
}

std::vector<std::uint64_t> bits_of(const std::vector<bool>& flags) {
    std::vector<std::uint64_t> bits((flags.size() + 63) / 64);
    for (std::size_t i = 0; i < flags.size(); ++i) {
        bits[i / 64] |= std::uint64_t{flags[i]} << (i % 64);
    }
    return bits;
}

bool differs(const OtherTable& other, std::size_t cell) {
    return (other.cells[cell / 64] >> (cell % 64) & 1U) != 0;
}

const OtherTable& OtherTables::keep(std::vector<Move> moves) {
    OtherTable other{std::move(moves), std::vector<std::uint64_t>((table_.cells.size() + 63) / 64)};
    constexpr double far = 1e9;
    other.forwards = other.backwards = far;
    for (const Move& move : other.moves) {
        other.cells[move.cell / 64] |= std::uint64_t{1} << (move.cell % 64);
        const SumCell& cell = table_.cells[move.cell];
        const double room = static_cast<double>(cell.count - least_of(cell, policy_));
        double& fall = move.by < 0 ? other.forwards : other.backwards;
        fall = std::min(fall, room / std::abs(move.by));
        if (const std::optional<std::int64_t> most = most_of(cell)) {
            double& rise = move.by > 0 ? other.forwards : other.backwards;
            rise = std::min(rise, static_cast<double>(*most - cell.count) / std::abs(move.by));
        }
    }
    return others_.emplace_back(std::move(other));
}

std::vector<const OtherTable*> OtherTables::that_fit(const std::vector<std::uint64_t>& unknown) {
    while (others_.size() > most_remembered) {
        others_.pop_front();
    }
    std::vector<const OtherTable*> fit;
    for (const OtherTable& other : others_) {
        if (within(other.cells, unknown)) {
            fit.push_back(&other);
        }
    }
    return fit;
}

}  // namespace harmony::summary
